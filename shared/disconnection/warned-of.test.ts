import { describe, expect, test } from 'vitest';
import { isoDate } from '../time/dates';
import type { DisconnectionCase, DisconnectionClaim } from './disconnection-case';
import { disconnectionStatus } from './status';
import { bill, FINLAND, kr, NORWAY, NOTICE, SWEDEN } from './testing/cases';

const gateOf = (facts: DisconnectionCase, name: string) =>
  disconnectionStatus(facts).gates.find(({ gate }) => gate === name);

describe('a bill nobody was warned of carries no cut', () => {
  test('Sweden: one that fell due between the warning and its service, when the one warned of is paid', () => {
    // Warned on 1 September, served on the 20th; a bill of the 10th was in neither letter.
    const notice = { ...NOTICE, servedDate: isoDate('2026-09-20') };
    const later = bill('b', 5_000, '2026-09-10');
    const both = disconnectionStatus({ ...SWEDEN, notice, claims: [bill('a', 2_000), later] });
    expect(both).toMatchObject({ mayCutToday: true, sumToStopMinor: kr(2_000), alsoOverdueMinor: kr(5_000) });
    const paid = disconnectionStatus({ ...SWEDEN, notice, claims: [later] });
    expect(paid).toMatchObject({ mayCutToday: false, sumToStopMinor: kr(0), earliestCutDate: null });
    expect(paid.gates).toContainEqual(expect.objectContaining({ gate: 'notice_period', evidence: 'warned_paid' }));
  });

  test.each([
    ['Sweden', SWEDEN],
    ['Finland', FINLAND],
  ])('%s: one that fell due after the reminder was never reminded of', (_country, base) => {
    const reminded = (dueDate: string) =>
      disconnectionStatus({ ...base, claims: [bill('a', 2_000, dueDate)] }).mayCutToday;
    expect(reminded('2026-08-09')).toBe(true);
    expect(reminded('2026-08-10')).toBe(false);
    expect(reminded('2026-08-20')).toBe(false);
  });

  test('Norway asks for no reminder: what was overdue when the warning was sent', () => {
    const warned = (dueDate: string) =>
      disconnectionStatus({ ...NORWAY, claims: [bill('a', 2_000, dueDate)] }).mayCutToday;
    expect(warned('2026-08-31')).toBe(true);
    expect(warned('2026-09-01')).toBe(false);
  });

  test('one the warning did not name, even when it was due before', () => {
    const notice = { ...NOTICE, claimIds: ['a'] };
    expect(disconnectionStatus({ ...NORWAY, notice, claims: [bill('b', 900)] }).mayCutToday).toBe(false);
    const both = disconnectionStatus({ ...NORWAY, notice, claims: [bill('a', 2_000), bill('b', 900)] });
    expect(both).toMatchObject({ mayCutToday: true, sumToStopMinor: kr(2_000), alsoOverdueMinor: kr(900) });
  });

  test('Sweden: a later bill makes no small breach essential', () => {
    const claims = [bill('a', 300), bill('b', 9_000, '2026-09-15')];
    expect(disconnectionStatus({ ...SWEDEN, claims }).blocks).toEqual(['not_essential']);
  });

  test('Finland: a later bill does not bring the sum over the limit', () => {
    const today = isoDate('2026-10-15');
    const claims = [bill('a', 400), bill('b', 4_000, '2026-08-25')];
    expect(disconnectionStatus({ ...FINLAND, today, claims })).toMatchObject({
      mayCutToday: false,
      earliestCutDate: '2026-10-20',
    });
  });
});

describe('an essential breach', () => {
  test.each([
    ['Norway', NORWAY],
    ['a Norwegian business', { ...NORWAY, customerKind: 'business' } as const],
    ['Finland', FINLAND],
  ])('%s: the law names no sum, so it waits until a lead has weighed it', (_who, base) => {
    const decision = { date: isoDate('2026-11-20'), isReopened: false, isBreachEssential: true };
    expect(gateOf(base, 'breach')).toMatchObject({ verdict: 'pass', evidence: 'weighed_essential' });
    expect(gateOf({ ...base, decision: null }, 'breach')).toMatchObject({
      verdict: 'unknown',
      evidence: 'not_weighed',
    });
    expect(disconnectionStatus({ ...base, decision: null }).mayCutToday).toBe(false);
    const small = { ...base, decision: { ...decision, isBreachEssential: false } };
    expect(disconnectionStatus(small)).toMatchObject({ blocks: ['not_essential'], mayCutToday: false });
    const reopened = { ...base, decision: { ...decision, isReopened: true } };
    expect(gateOf(reopened, 'breach')).toMatchObject({ verdict: 'unknown', evidence: 'reopened' });
  });

  test('Sweden: the authority has named sums; no judgement is asked for beyond the decision', () => {
    expect(disconnectionStatus({ ...SWEDEN, decision: null })).toMatchObject({ mayCutToday: true });
    expect(gateOf(SWEDEN, 'breach')).toMatchObject({ evidence: 'above_sum' });
  });
});

describe('Norway: one bill for grid and power together', () => {
  const combined = { ...NORWAY, creditorRole: 'combined' } as const;
  const shared = (balance: number, gridPart: DisconnectionClaim['gridPart']) => ({
    ...combined,
    claims: [{ ...bill('a', balance), gridPart }],
  });
  const part = { totalMinor: kr(2_000), gridMinor: kr(800) };

  test('only the grid’s part counts, and paying it stops the cut', () => {
    expect(disconnectionStatus(shared(2_000, part))).toMatchObject({ mayCutToday: true, sumToStopMinor: kr(800) });
    expect(disconnectionStatus(shared(1_500, part))).toMatchObject({ mayCutToday: true, sumToStopMinor: kr(300) });
    const paid = shared(1_200, part);
    expect(disconnectionStatus(paid)).toMatchObject({ mayCutToday: false, sumToStopMinor: kr(0) });
    expect(gateOf(paid, 'actor')).toMatchObject({ verdict: 'fail', evidence: 'only_supply' });
  });

  test('interest on the bill makes the grid’s part no larger', () => {
    expect(disconnectionStatus(shared(2_500, part)).sumToStopMinor).toBe(kr(800));
  });

  test('a bill whose parts nobody has told grounds nothing', () => {
    const status = disconnectionStatus(shared(2_000, null));
    expect(status).toMatchObject({ mayCutToday: false, blocks: ['creditor_may_not_cut'] });
    expect(gateOf(shared(2_000, null), 'actor')).toMatchObject({ verdict: 'unknown', evidence: 'grid_part_unknown' });
  });

  test('elsewhere whoever bills both may cut for all of it', () => {
    expect(disconnectionStatus(FINLAND).sumToStopMinor).toBe(kr(2_000));
  });
});

describe('the cold', () => {
  const january = { today: isoDate('2027-01-26'), isFrostExpected: true } as const;
  test.each([
    ['district heating', 'district_heating'],
    ['gas', 'gas'],
  ] as const)(
    'Sweden: %s is the heat itself; nobody cuts it in frost, or without a look at the forecast',
    (_n, utility) => {
      const home = { ...SWEDEN, ...january, utility } as const;
      expect(disconnectionStatus(home)).toMatchObject({ blocks: ['frost'], mayCutToday: false });
      expect(disconnectionStatus({ ...home, isFrostExpected: null })).toMatchObject({ blocks: ['frost'] });
      expect(disconnectionStatus({ ...home, isFrostExpected: false }).mayCutToday).toBe(true);
      expect(disconnectionStatus({ ...home, isFrostExpected: null, today: isoDate('2027-06-01') }).mayCutToday).toBe(
        true,
      );
    },
  );

  test.each([
    ['Norway', NORWAY],
    ['Sweden', SWEDEN],
  ])('%s: power to a home nobody has told the heating of waits for the forecast too', (_country, base) => {
    const home = { ...base, isElectricHeating: null };
    expect(disconnectionStatus(home)).toMatchObject({ blocks: ['frost'], mayCutToday: false });
    expect(gateOf(home, 'frost')).toMatchObject({ verdict: 'unknown', evidence: 'heating_unknown' });
    expect(disconnectionStatus({ ...home, isFrostExpected: false }).mayCutToday).toBe(true);
  });

  test('Finland: a home nobody has told the heating of is ruled by the winter, and the gate says that it is not known', () => {
    const today = isoDate('2026-11-10');
    const known = { ...FINLAND, today, isElectricHeating: false };
    expect(disconnectionStatus(known).mayCutToday).toBe(true);
    const home = { ...known, isElectricHeating: null };
    expect(disconnectionStatus(home)).toMatchObject({ mayCutToday: false, earliestCutDate: '2026-11-23' });
    expect(gateOf(home, 'winter')).toMatchObject({
      verdict: 'unknown',
      evidence: 'heating_unknown',
      date: '2026-11-20',
    });
    expect(disconnectionStatus({ ...home, today: isoDate('2026-11-24') }).mayCutToday).toBe(true);
  });
});
