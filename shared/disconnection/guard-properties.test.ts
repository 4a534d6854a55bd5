import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CREDITOR_ROLES, CUSTOMER_FLAGS, HOLD_KINDS, UTILITIES } from '../ledger/vocabulary';
import { minor, type Minor } from '../money/money';
import { addDays, isoDate } from '../time/dates';
import type { DisconnectionCase, DisconnectionNotice } from './disconnection-case';
import { disconnectionStatus } from './status';
import { bill, FINLAND, kr, NORWAY, NOTICE, SWEDEN } from './testing/cases';

/** Cases that may be cut today, one per row of law that lets anything be cut. */
const BASES: readonly DisconnectionCase[] = [
  NORWAY,
  { ...NORWAY, customerKind: 'business' },
  {
    ...NORWAY,
    creditorRole: 'combined',
    claims: [{ ...bill('a', 2_000), gridPart: { totalMinor: kr(2_000), gridMinor: kr(900) } }],
  },
  { ...NORWAY, utility: 'telecom', creditorRole: 'telecom' },
  SWEDEN,
  { ...SWEDEN, utility: 'gas', isFrostExpected: false },
  { ...SWEDEN, utility: 'district_heating', isFrostExpected: false },
  FINLAND,
  { ...FINLAND, utility: 'grid', creditorRole: 'grid' },
];

type Deviation = (facts: DisconnectionCase) => DisconnectionCase;

const day = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(isoDate(from), n));
const anySummerToSpring = day('2026-06-01', 330);

const onNotice = <K extends keyof DisconnectionNotice>(key: K, value: fc.Arbitrary<DisconnectionNotice[K]>) =>
  value.map((chosen): Deviation => (facts) => ({
    ...facts,
    notice: facts.notice === null ? null : { ...facts.notice, [key]: chosen },
  }));
const on = <K extends keyof DisconnectionCase>(key: K, value: fc.Arbitrary<DisconnectionCase[K]>) =>
  value.map((chosen): Deviation => (facts) => ({ ...facts, [key]: chosen }));

/** Never more is open than was charged. */
const chargedAtLeast = (open: Minor): Minor => (open > kr(2_000) ? open : kr(2_000));
const anyClaim = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('invoice', 'fee'),
    dueDate: anySummerToSpring,
    balanceMinor: fc.integer({ min: -1_000, max: 500_000 }).map((n) => minor(n)),
    hasParts: fc.boolean(),
  })
  .map(({ hasParts, ...claim }) => ({
    ...claim,
    gridPart: hasParts ? { totalMinor: chargedAtLeast(claim.balanceMinor), gridMinor: kr(900) } : null,
  }));

/** One thing that is otherwise than in the base: often harmless, often not. */
const anyDeviation: fc.Arbitrary<Deviation> = fc.oneof(
  on('today', anySummerToSpring),
  on('utility', fc.constantFrom(...UTILITIES)),
  on('creditorRole', fc.constantFrom(...CREDITOR_ROLES)),
  on('customerKind', fc.constantFrom('consumer', 'business')),
  on('notice', fc.constant(null)),
  onNotice('sentDate', anySummerToSpring),
  onNotice('claimIds', fc.option(fc.subarray(['a', 'b', 'c']))),
  onNotice('servedDate', fc.option(anySummerToSpring)),
  onNotice('reminderDate', fc.option(anySummerToSpring)),
  onNotice('alternativesDate', fc.option(anySummerToSpring)),
  onNotice('socialNoticeDate', fc.option(anySummerToSpring)),
  onNotice('hasSocialServiceAccepted', fc.boolean()),
  onNotice('isObstacleReported', fc.boolean()),
  fc
    .array(anyClaim, { maxLength: 3 })
    .map((more): Deviation => (facts) => ({ ...facts, claims: [...facts.claims, ...more] })),
  on('claims', fc.array(anyClaim, { maxLength: 3 })),
  on(
    'holds',
    fc.array(fc.record({ kind: fc.constantFrom(...HOLD_KINDS), untilDate: fc.option(anySummerToSpring) }), {
      maxLength: 2,
    }),
  ),
  on(
    'plans',
    fc.array(fc.record({ state: fc.constantFrom('active', 'awaiting_approval', 'broken', 'kept') }), { maxLength: 2 }),
  ),
  on(
    'disputes',
    fc.array(
      fc.record({
        state: fc.constantFrom('open', 'with_creditor', 'rejected', 'withdrawn'),
        claimIds: fc.subarray(['a', 'b']),
      }),
      { maxLength: 2 },
    ),
  ),
  on('expectedPayments', fc.integer({ min: 0, max: 1 })),
  on('flags', fc.subarray([...CUSTOMER_FLAGS], { maxLength: 2 })),
  on('isElectricHeating', fc.constantFrom(true, false, null)),
  on('isFrostExpected', fc.constantFrom(true, false, null)),
  on(
    'decision',
    fc.option(fc.record({ date: anySummerToSpring, isReopened: fc.boolean(), isBreachEssential: fc.boolean() })),
  ),
  on('calls', fc.record({ hasTalked: fc.boolean(), tries: fc.integer({ min: 0, max: 3 }) })),
);

/** A case that may be cut, with nothing, one or two or three things otherwise. */
const nearCuttable = fc
  .tuple(fc.constantFrom(...BASES), fc.array(anyDeviation, { maxLength: 3 }))
  .map(([base, deviations]) => deviations.reduce((facts, deviate) => deviate(facts), base));

/** What must be so of any case that may be cut, said apart from the code that decides it. */
function seeThatNothingStandsAgainst(facts: DisconnectionCase): void {
  const { notice, today } = facts;
  if (notice === null) throw new Error('cut without a warning');
  const asksReminder = facts.country !== 'NO';
  const lastDue = asksReminder ? notice.reminderDate : notice.sentDate;
  const warned = facts.claims.filter(
    ({ id, kind, dueDate, balanceMinor }) =>
      kind === 'invoice' &&
      balanceMinor > 0n &&
      dueDate < (lastDue ?? '') &&
      (notice.claimIds === null || notice.claimIds.includes(id)),
  );
  expect(warned).not.toEqual([]);
  expect(notice.hasSocialServiceAccepted).toBe(false);
  expect(facts.country === 'SE' ? notice.servedDate : notice.sentDate).not.toBeNull();
  expect(addDays(notice.sentDate, 14) < today).toBe(true);
  expect(facts.plans.some(({ state }) => state === 'active' || state === 'awaiting_approval')).toBe(false);
  expect(facts.holds.some(({ untilDate }) => untilDate === null || untilDate >= today)).toBe(false);
  expect(facts.expectedPayments).toBe(0);
  expect(facts.flags.filter((flag) => flag !== 'electric_heating')).toEqual([]);
  expect(facts.country === 'NO' && facts.creditorRole === 'supplier').toBe(false);
  const touched = facts.disputes.filter(
    ({ state, claimIds }) =>
      (state === 'open' || state === 'with_creditor') &&
      (claimIds.length === 0 || facts.claims.some(({ id }) => claimIds.includes(id))),
  );
  expect(touched).toEqual([]);
}

describe('what always holds', () => {
  test.each(
    BASES.map((base) => [`${base.country} ${base.customerKind} ${base.utility} ${base.creditorRole}`, base] as const),
  )('the base %s may be cut and ordered: what follows deviates from something real', (_name, base) => {
    expect(disconnectionStatus(base)).toMatchObject({ blocks: [], mayCutToday: true, mayOrderToday: true });
  });

  test('any case that may be cut has a warning, a debt it was about, a lawful day behind it and nothing against it', () => {
    let mayCut = 0;
    let mayNot = 0;
    fc.assert(
      fc.property(nearCuttable, (facts) => {
        const status = disconnectionStatus(facts);
        const closed = status.gates.filter(({ verdict }) => verdict !== 'pass').map(({ gate }) => gate);
        // Open means every gate but our own; an order asks those too. What is not known is never open.
        expect(status.mayOrderToday).toBe(status.earliestCutDate !== null && closed.length === 0);
        expect(status.mayCutToday).toBe(
          status.earliestCutDate !== null && closed.every((gate) => gate === 'decision' || gate === 'call'),
        );
        if (status.mayOrderToday) {
          expect(facts.decision?.isReopened).toBe(false);
          expect(facts.calls.hasTalked || facts.calls.tries >= 2).toBe(true);
        }
        if (!status.mayCutToday) {
          mayNot += 1;
          return;
        }
        mayCut += 1;
        expect(status.blocks).toEqual([]);
        expect(status.sumToStopMinor > 0n).toBe(true);
        expect((status.earliestCutDate ?? '9999') <= facts.today).toBe(true);
        seeThatNothingStandsAgainst(facts);
      }),
      { numRuns: 3_000 },
    );
    // A property that is never asked shows nothing.
    expect(mayCut).toBeGreaterThan(600);
    expect(mayNot).toBeGreaterThan(600);
  });

  test('paying the sum that stops it always stops it, to the last øre; less than all of it does not always', () => {
    let asked = 0;
    fc.assert(
      fc.property(nearCuttable, (facts) => {
        const status = disconnectionStatus(facts);
        fc.pre(status.mayCutToday);
        const pay = (claimId: string) => status.stopping.find(({ id }) => id === claimId)?.countsMinor ?? 0n;
        // Ids may repeat in a made-up list; each claim is paid what its own line says.
        fc.pre(new Set(facts.claims.map(({ id }) => id)).size === facts.claims.length);
        asked += 1;
        const paid = facts.claims.map((claim) => ({
          ...claim,
          balanceMinor: minor(claim.balanceMinor - (claim.kind === 'invoice' ? pay(claim.id) : 0n)),
        }));
        expect(status.stopping.reduce((sum, { countsMinor }) => sum + countsMinor, 0n)).toBe(status.sumToStopMinor);
        const after = disconnectionStatus({ ...facts, claims: paid });
        expect(after).toMatchObject({ mayCutToday: false, sumToStopMinor: 0n });
      }),
      { numRuns: 500, maxSkipsPerRun: 100 },
    );
    expect(asked).toBeGreaterThanOrEqual(500);
    const paidAllButOne = { ...NORWAY, claims: [{ ...bill('a', 2_000), balanceMinor: minor(1) }] };
    expect(disconnectionStatus(paidAllButOne).mayCutToday).toBe(true);
  });

  const BLOCKERS: readonly Partial<DisconnectionCase>[] = [
    { disputes: [{ state: 'open', claimIds: ['a'] }] },
    { plans: [{ state: 'active' }] },
    { expectedPayments: 1 },
    { holds: [{ kind: 'invoice_not_received', untilDate: null }] },
    { notice: null },
    { claims: [] },
    { creditorRole: 'tv' },
    { isElectricHeating: true, isFrostExpected: true, flags: ['medical_device'] },
    { decision: null, calls: { hasTalked: false, tries: 0 } },
  ];

  test.each(BASES.map((base) => [`${base.country} ${base.customerKind} ${base.utility}`, base] as const))(
    '%s: any set of blockers, large or small, stops the order: all 512 sets of flags too',
    (_name, base) => {
      const sets = 2 ** Math.max(CUSTOMER_FLAGS.length, BLOCKERS.length);
      for (let bits = 0; bits < sets; bits += 1) {
        const isSet = (_: unknown, index: number) => (bits & (1 << index)) !== 0;
        const flags = CUSTOMER_FLAGS.filter(isSet).filter((flag) => flag !== 'electric_heating');
        expect(disconnectionStatus({ ...base, flags }).mayCutToday, flags.join()).toBe(flags.length === 0);
        const facts: DisconnectionCase = Object.assign({ ...base }, ...BLOCKERS.filter(isSet));
        expect(disconnectionStatus(facts).mayOrderToday).toBe(bits % 2 ** BLOCKERS.length === 0);
      }
    },
  );

  test('on every day of two years nothing is cut while anything stands against it, though most days are free without it', () => {
    const blockers: readonly Partial<DisconnectionCase>[] = [
      { disputes: [{ state: 'with_creditor', claimIds: ['a'] }] },
      { plans: [{ state: 'awaiting_approval' }] },
      { expectedPayments: 1 },
      { holds: [{ kind: 'suspension', untilDate: null }] },
      { flags: ['medical_device'] },
      { notice: { ...NOTICE, hasSocialServiceAccepted: true } },
    ];
    let free = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...BASES),
        day('2026-09-01', 730),
        fc.subarray([...blockers], { minLength: 1 }),
        (base, today, chosen) => {
          if (disconnectionStatus({ ...base, today }).mayCutToday) free += 1;
          const facts: DisconnectionCase = Object.assign({ ...base, today }, ...chosen);
          expect(disconnectionStatus(facts)).toMatchObject({ mayCutToday: false, mayOrderToday: false });
        },
      ),
      { numRuns: 1_500 },
    );
    expect(free).toBeGreaterThan(400);
  });

  test('an order wants a decision that stands and a call, or as many tries as we promise', () => {
    const may = (patch: Partial<DisconnectionCase>) => disconnectionStatus({ ...SWEDEN, ...patch }).mayOrderToday;
    expect(may({})).toBe(true);
    expect(may({ decision: null })).toBe(false);
    expect(may({ decision: { date: isoDate('2026-11-20'), isReopened: true, isBreachEssential: true } })).toBe(false);
    expect(may({ calls: { hasTalked: false, tries: 1 } })).toBe(false);
    expect(may({ calls: { hasTalked: false, tries: 2 } })).toBe(true);
  });
});
