import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CREDITOR_ROLES, CUSTOMER_FLAGS, HOLD_KINDS, UTILITIES } from '../ledger/vocabulary';
import { minor } from '../money/money';
import { addDays, isoDate } from '../time/dates';
import type { DisconnectionBlock, DisconnectionCase, DisconnectionNotice } from './disconnection-case';
import { disconnectionStatus } from './status';

const kr = (whole: number) => minor(whole * 100);
const NOTICE: DisconnectionNotice = {
  sentDate: isoDate('2026-09-01'),
  servedDate: isoDate('2026-09-03'),
  reminderDate: isoDate('2026-08-10'),
  alternativesDate: isoDate('2026-08-10'),
  obstacleCheckDate: null,
  socialNoticeDate: isoDate('2026-09-01'),
  hasSocialServiceAccepted: false,
  isObstacleReported: false,
};
/** A Norwegian home, everything done right, on a Tuesday in November: may be cut. */
const NORWAY: DisconnectionCase = {
  country: 'NO',
  customerKind: 'consumer',
  utility: 'grid',
  creditorRole: 'grid',
  today: isoDate('2026-11-24'),
  notice: NOTICE,
  claims: [{ id: 'a', kind: 'invoice', dueDate: isoDate('2026-07-20'), balanceMinor: kr(2_000) }],
  holds: [],
  plans: [],
  disputes: [],
  expectedPayments: 0,
  flags: [],
  isElectricHeating: false,
  isFrostExpected: null,
  decision: { date: isoDate('2026-11-20'), isReopened: false },
  calls: { hasTalked: true, tries: 1 },
};
const SWEDEN: DisconnectionCase = { ...NORWAY, country: 'SE', creditorRole: 'supplier', utility: 'power' };
const FINLAND: DisconnectionCase = { ...NORWAY, country: 'FI', creditorRole: 'combined', utility: 'power' };

describe('the earliest day', () => {
  test('Norway: four weeks from sending for people, two for businesses, the last day still the customer’s', () => {
    expect(disconnectionStatus(NORWAY)).toMatchObject({
      earliestCutDate: '2026-09-30',
      sumToStopMinor: kr(2_000),
      ruleId: 'NO-CUT-C',
      blocks: [],
      mayCutToday: true,
    });
    const business = disconnectionStatus({ ...NORWAY, customerKind: 'business' });
    expect(business).toMatchObject({ earliestCutDate: '2026-09-16', ruleId: 'NO-CUT-B' });
  });

  test('Sweden: three weeks from service, not from sending', () => {
    // Served Thursday 3 September: the customer has until the 24th; the 25th is a Friday.
    expect(disconnectionStatus(SWEDEN)).toMatchObject({ earliestCutDate: '2026-09-28', blocks: [], mayCutToday: true });
  });

  test('Finland: two weeks after the warning when 500 € are owed, else when the oldest bill is three months old', () => {
    expect(disconnectionStatus(FINLAND)).toMatchObject({ earliestCutDate: '2026-09-16', blocks: [] });
    const owing = (whole: number, role: DisconnectionCase['creditorRole']) =>
      disconnectionStatus({
        ...FINLAND,
        creditorRole: role,
        claims: [{ id: 'a', kind: 'invoice', dueDate: isoDate('2026-07-20'), balanceMinor: kr(whole) }],
      }).earliestCutDate;
    expect(owing(500, 'combined')).toBe('2026-09-16');
    expect(owing(499, 'combined')).toBe('2026-10-20');
    expect(owing(250, 'supplier')).toBe('2026-09-16');
    expect(owing(249, 'supplier')).toBe('2026-10-20');
  });

  test('Finland: five weeks after the due date, three months with an obstacle, four months in winter with electric heating', () => {
    const dueLate = [{ id: 'a', kind: 'invoice', dueDate: isoDate('2026-08-25'), balanceMinor: kr(900) } as const];
    const on = (patch: Partial<DisconnectionCase>) =>
      disconnectionStatus({ ...FINLAND, claims: dueLate, ...patch }).earliestCutDate;
    expect(on({})).toBe('2026-09-29');
    expect(on({ notice: { ...NOTICE, isObstacleReported: true } })).toBe('2026-11-25');
    // In winter four months after 25 August is Christmas Day; then comes a weekend.
    expect(on({ notice: { ...NOTICE, sentDate: isoDate('2026-10-01') }, isElectricHeating: true })).toBe('2026-12-28');
  });

  test('telecom in Norway: a month after the demand', () => {
    const phone = disconnectionStatus({ ...NORWAY, utility: 'telecom', creditorRole: 'telecom' });
    expect(phone).toMatchObject({ earliestCutDate: '2026-10-05', ruleId: 'NO-CUT-TELE' });
  });

  test('never on a Friday, at a weekend, on a holiday or the day before one', () => {
    const onDay = (today: string) => disconnectionStatus({ ...NORWAY, today: isoDate(today) }).mayCutToday;
    expect(['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map(onDay)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(onDay('2026-12-24')).toBe(false);
    expect(onDay('2026-12-31')).toBe(false);
  });
});

describe('what blocks', () => {
  const owed = (patch: object) => ({
    id: 'a',
    kind: 'invoice',
    dueDate: isoDate('2026-07-20'),
    balanceMinor: kr(2_000),
    ...patch,
  });

  test.each<[DisconnectionBlock, Partial<DisconnectionCase>]>([
    ['rule_missing', { utility: 'gas' }],
    ['rule_unreviewed', { utility: 'tv' }],
    ['no_notice', { notice: null }],
    ['creditor_may_not_cut', { creditorRole: 'supplier' }],
    ['nothing_owed', { claims: [] }],
    ['social_service_pays', { notice: { ...NOTICE, hasSocialServiceAccepted: true } }],
    ['dispute_open', { disputes: [{ state: 'with_creditor', claimIds: ['a'] }] }],
    ['dispute_open', { disputes: [{ state: 'open', claimIds: [] }] }],
    ['plan_active', { plans: [{ state: 'active' }] }],
    ['payment_on_the_way', { expectedPayments: 1 }],
    ['payment_on_the_way', { holds: [{ kind: 'money_on_the_way', untilDate: isoDate('2026-11-24') }] }],
    ['on_hold', { holds: [{ kind: 'vulnerability', untilDate: null }] }],
    ['danger', { flags: ['medical_device'] }],
    ['needs_a_lead', { flags: ['debt_relief'] }],
    ['frost', { isElectricHeating: true }],
    ['frost', { flags: ['electric_heating'], isFrostExpected: true }],
  ])('Norway: %s', (block, patch) => {
    const status = disconnectionStatus({ ...NORWAY, ...patch });
    expect(status.blocks).toContain(block);
    expect(status.mayCutToday).toBe(false);
  });

  test.each<[DisconnectionBlock, Partial<DisconnectionCase>]>([
    ['not_served', { notice: { ...NOTICE, servedDate: null } }],
    ['social_notice_missing', { notice: { ...NOTICE, socialNoticeDate: null } }],
    ['social_notice_missing', { notice: { ...NOTICE, socialNoticeDate: isoDate('2026-09-02') } }],
    ['reminder_missing', { notice: { ...NOTICE, reminderDate: null } }],
    ['reminder_missing', { notice: { ...NOTICE, reminderDate: isoDate('2026-08-25') } }],
    ['alternatives_missing', { notice: { ...NOTICE, alternativesDate: null } }],
    ['alternatives_missing', { notice: { ...NOTICE, alternativesDate: isoDate('2026-09-02') } }],
  ])('Sweden: %s', (block, patch) => {
    expect(disconnectionStatus({ ...SWEDEN, ...patch })).toMatchObject({ blocks: [block], mayCutToday: false });
  });

  test('a Swedish business waits for a look at what stands against it, and for rules that somebody has checked', () => {
    const business = { ...SWEDEN, customerKind: 'business' } as const;
    expect(disconnectionStatus(business).blocks).toEqual(['rule_unreviewed', 'obstacles_not_checked']);
    const looked = { ...business, notice: { ...NOTICE, obstacleCheckDate: isoDate('2026-09-10') } };
    expect(disconnectionStatus(looked)).toMatchObject({ blocks: ['rule_unreviewed'], mayCutToday: false });
  });

  test('Finland, winter: a day that was free in September does not free a day in November', () => {
    const late = [{ id: 'a', kind: 'invoice', dueDate: isoDate('2026-08-25'), balanceMinor: kr(900) } as const];
    const heated = disconnectionStatus({ ...FINLAND, claims: late, isElectricHeating: true });
    expect(heated).toMatchObject({ earliestCutDate: '2026-12-28', mayCutToday: false });
  });

  test('Sweden: one bill of 1 000 kr is not essential, one krona more is, and so are two bills', () => {
    const blocks = (claims: DisconnectionCase['claims']) => disconnectionStatus({ ...SWEDEN, claims }).blocks;
    const bill = (id: string, whole: number) =>
      ({ id, kind: 'invoice', dueDate: isoDate('2026-07-20'), balanceMinor: kr(whole) }) as const;
    expect(blocks([bill('a', 1_000)])).toEqual(['not_essential']);
    expect(blocks([bill('a', 1_001)])).toEqual([]);
    expect(blocks([bill('a', 300), bill('b', 300)])).toEqual([]);
    expect(blocks([{ ...bill('a', 5_000), kind: 'fee' }])).toContain('only_costs');
  });

  test('Finland: the warning needs a reminder at least two weeks earlier', () => {
    const blocks = (reminderDate: DisconnectionNotice['reminderDate']) =>
      disconnectionStatus({ ...FINLAND, notice: { ...NOTICE, reminderDate } }).blocks;
    expect(blocks(null)).toEqual(['reminder_missing']);
    expect(blocks(isoDate('2026-08-19'))).toEqual(['reminder_missing']);
    expect(blocks(isoDate('2026-08-18'))).toEqual([]);
  });

  test('what is settled or over does not block', () => {
    const status = disconnectionStatus({
      ...NORWAY,
      disputes: [
        { state: 'rejected', claimIds: ['a'] },
        { state: 'open', claimIds: ['another'] },
      ],
      plans: [{ state: 'broken' }],
      holds: [{ kind: 'postponement', untilDate: isoDate('2026-11-23') }],
      isElectricHeating: true,
      isFrostExpected: false,
    });
    expect(status).toMatchObject({ blocks: [], mayCutToday: true });
  });

  test('the sum that stops it is what is overdue today, costs included, later bills not', () => {
    const claims = [
      owed({}),
      owed({ id: 'b', kind: 'fee', balanceMinor: kr(38) }),
      owed({ id: 'c', dueDate: isoDate('2026-12-20'), balanceMinor: kr(900) }),
      owed({ id: 'd', balanceMinor: minor(-500) }),
    ] as DisconnectionCase['claims'];
    expect(disconnectionStatus({ ...NORWAY, claims }).sumToStopMinor).toBe(kr(2_038));
  });
});

describe('what always holds', () => {
  const anyDay = (fromDay: number, days: number) =>
    fc.integer({ min: 0, max: days }).map((n) => addDays(isoDate('2026-01-01'), fromDay + n));
  const anyCase: fc.Arbitrary<DisconnectionCase> = fc.record({
    country: fc.constantFrom('NO', 'SE', 'FI'),
    customerKind: fc.constantFrom('consumer', 'business'),
    utility: fc.constantFrom(...UTILITIES),
    creditorRole: fc.constantFrom(...CREDITOR_ROLES),
    today: anyDay(200, 400),
    notice: fc.option(
      fc.record({
        sentDate: anyDay(100, 300),
        servedDate: fc.option(anyDay(100, 300)),
        reminderDate: fc.option(anyDay(50, 300)),
        alternativesDate: fc.option(anyDay(50, 300)),
        obstacleCheckDate: fc.option(anyDay(100, 400)),
        socialNoticeDate: fc.option(anyDay(100, 300)),
        hasSocialServiceAccepted: fc.boolean(),
        isObstacleReported: fc.boolean(),
      }),
      { freq: 10 },
    ),
    claims: fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b'),
        kind: fc.constantFrom('invoice', 'fee'),
        dueDate: anyDay(0, 400),
        balanceMinor: fc.integer({ min: -1_000, max: 500_000 }).map((n) => minor(n)),
      }),
      { maxLength: 4 },
    ),
    holds: fc.array(fc.record({ kind: fc.constantFrom(...HOLD_KINDS), untilDate: fc.option(anyDay(200, 400)) }), {
      maxLength: 1,
    }),
    plans: fc.array(fc.record({ state: fc.constantFrom('active', 'awaiting_approval', 'broken', 'kept') }), {
      maxLength: 1,
    }),
    disputes: fc.array(
      fc.record({
        state: fc.constantFrom('open', 'with_creditor', 'rejected', 'withdrawn'),
        claimIds: fc.subarray(['a', 'b']),
      }),
      { maxLength: 1 },
    ),
    expectedPayments: fc.integer({ min: 0, max: 1 }),
    flags: fc.subarray([...CUSTOMER_FLAGS]),
    isElectricHeating: fc.boolean(),
    isFrostExpected: fc.constantFrom(true, false, null),
    decision: fc.option(fc.record({ date: anyDay(200, 400), isReopened: fc.boolean() })),
    calls: fc.record({ hasTalked: fc.boolean(), tries: fc.integer({ min: 0, max: 3 }) }),
  });

  test('any case that may be cut has a notice, a debt, a lawful day behind it and nothing against it', () => {
    fc.assert(
      fc.property(anyCase, (facts) => {
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
        if (!status.mayCutToday) return;
        expect(status.blocks).toEqual([]);
        expect(facts.notice?.hasSocialServiceAccepted).toBe(false);
        expect(status.sumToStopMinor > 0n).toBe(true);
        expect((status.earliestCutDate ?? '9999') <= facts.today).toBe(true);
        expect(facts.plans.some((plan) => plan.state === 'active' || plan.state === 'awaiting_approval')).toBe(false);
        expect(facts.expectedPayments).toBe(0);
        expect(facts.flags.filter((flag) => flag !== 'electric_heating')).toEqual([]);
        expect(facts.country === 'NO' && facts.creditorRole === 'supplier').toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  test('from a case that may be cut, any set of blockers, large or small, stops it: all 512 sets of flags too', () => {
    const blockers: readonly Partial<DisconnectionCase>[] = [
      { disputes: [{ state: 'open', claimIds: ['a'] }] },
      { plans: [{ state: 'active' }] },
      { expectedPayments: 1 },
      { holds: [{ kind: 'invoice_not_received', untilDate: null }] },
      { notice: null },
      { claims: [] },
      { utility: 'gas' },
      { creditorRole: 'tv' },
      { isElectricHeating: true },
    ];
    const sets = 2 ** Math.max(CUSTOMER_FLAGS.length, blockers.length);
    for (let bits = 0; bits < sets; bits += 1) {
      const isSet = (_: unknown, index: number) => (bits & (1 << index)) !== 0;
      const flags = CUSTOMER_FLAGS.filter(isSet);
      expect(disconnectionStatus({ ...NORWAY, flags }).mayCutToday, flags.join()).toBe(flags.length === 0);
      const facts: DisconnectionCase = Object.assign({ ...NORWAY }, ...blockers.filter(isSet));
      expect(disconnectionStatus(facts).mayCutToday).toBe(bits % 2 ** blockers.length === 0);
    }
  });

  test('from a case that may be cut, on every day of two years nothing is cut while anything stands against it', () => {
    const blockers: readonly Partial<DisconnectionCase>[] = [
      { disputes: [{ state: 'with_creditor', claimIds: ['a'] }] },
      { plans: [{ state: 'awaiting_approval' }] },
      { expectedPayments: 1 },
      { holds: [{ kind: 'suspension', untilDate: null }] },
      { flags: ['medical_device'] },
      { notice: { ...NOTICE, hasSocialServiceAccepted: true } },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(NORWAY, SWEDEN, FINLAND),
        anyDay(0, 730),
        fc.subarray([...blockers], { minLength: 1 }),
        (base, today, chosen) => {
          const facts: DisconnectionCase = Object.assign({ ...base, today }, ...chosen);
          expect(disconnectionStatus(facts)).toMatchObject({ mayCutToday: false, mayOrderToday: false });
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test('an order wants a decision that stands and a call, or as many tries as we promise', () => {
    const may = (patch: Partial<DisconnectionCase>) => disconnectionStatus({ ...NORWAY, ...patch }).mayOrderToday;
    expect(may({})).toBe(true);
    expect(may({ decision: null })).toBe(false);
    expect(may({ decision: { date: isoDate('2026-11-20'), isReopened: true } })).toBe(false);
    expect(may({ calls: { hasTalked: false, tries: 1 } })).toBe(false);
    expect(may({ calls: { hasTalked: false, tries: 2 } })).toBe(true);
  });

  test('paying the sum that stops it always stops it', () => {
    fc.assert(
      fc.property(anyCase, (facts) => {
        const paid = facts.claims.map((claim) =>
          claim.dueDate < facts.today ? { ...claim, balanceMinor: minor(0) } : claim,
        );
        expect(disconnectionStatus({ ...facts, claims: paid }).mayCutToday).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
