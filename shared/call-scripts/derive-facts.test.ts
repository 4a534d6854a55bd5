import { describe, expect, test } from 'vitest';
import { isoDate } from '../time/dates';
import type { Answer } from './run';
import { deriveFacts } from './derive-facts';
import { PLAIN_CONDITIONS } from './schema';
import {
  caseFileWith,
  noonOf,
  SAMPLE_TODAY,
  sampleAccount,
  sampleCase,
  sampleCaseFile,
  sampleClaim,
  sampleDispute,
  sampleId,
  sampleNotice,
  samplePayment,
  samplePlan,
  type AccountWire,
} from './testing/sample-case-file';
import { sampleSource } from './testing/sample-run';
import { CONDITION_GRANTS, isPublicVariable, VERIFIED_VARIABLES } from './variables';

const factsWith = (change: Partial<AccountWire> = {}, answers: Record<string, Answer> = {}) =>
  deriveFacts(sampleSource(caseFileWith(change)), answers);
const march = sampleClaim(1042, { balanceMinor: '0' });
const april = sampleClaim(1043);
const wish = (amountMinor: string): Record<string, Answer> => ({
  monthly_amount: { kind: 'amount', amountMinor, currency: 'NOK' },
  first_payment_date: { kind: 'date', date: SAMPLE_TODAY },
});
const fee = {
  id: sampleId('ledgerEntry', 77),
  kind: 'fee' as const,
  amountMinor: '3800',
  eventDate: '2026-05-01',
  cause: 'reminder',
};
const mandate = sampleAccount().mandate ?? null;
const newDueDate = (date: string): Record<string, Answer> => ({ new_due_date: { kind: 'date', date: isoDate(date) } });
const freeze = {
  id: sampleId('hold', 9),
  kind: 'freeze' as const,
  untilDate: '2026-06-01',
  placedAt: noonOf('2026-05-02'),
  note: '',
};
/** A Finnish creditor who takes the fee that the law allows for fourteen days or more. */
const inFinland: Partial<AccountWire> = {
  creditor: { ...sampleAccount().creditor, country: 'FI' },
  mandate: mandate === null ? null : { ...mandate, plan: { ...mandate.plan, feeMode: 'statutory' } },
};
const point = (change: object) => sampleAccount().supplyPoints.map((one) => ({ ...one, ...change }));
const cut = {
  noticeDate: '2026-04-28',
  earliestCutDate: '2026-05-26',
  sumToStopMinor: '118400',
  ruleId: 'r',
  blocks: [],
};

describe('facts before the identity gate is open', () => {
  test('are the agent and the agency, and nothing else', () => {
    const facts = deriveFacts(sampleSource(null), {});
    expect(Object.keys(facts.values).every(isPublicVariable)).toBe(true);
    expect(PLAIN_CONDITIONS.filter((name) => facts.conditions[name])).toEqual([]);
    expect([facts.utility, facts.creditorRole, facts.country]).toEqual([null, null, null]);
  });
});

const release = {
  id: sampleId('release', 1),
  supplyPointId: sampleId('supplyPoint', 1),
  state: 'queued' as const,
  causedAt: noonOf('2026-05-04'),
  sentAt: null,
  confirmedAt: null,
  alarm: null,
};
const opener = mandate === null ? null : { ...mandate, mayOrderRelease: true };

describe('facts of the ledger', () => {
  const CASES: readonly [keyof typeof CONDITION_GRANTS | string, Partial<AccountWire>, Record<string, Answer>?][] = [
    ['identity_verified', {}],
    ['is_consumer', {}],
    ['first_plan', {}],
    ['has_open_claim', {}],
    ['paid_previous_invoice', {}],
    ['price_parts_known', {}],
    ['plan_within_mandate_possible', {}],
    ['hold_possible', {}],
    ['may_pause_disconnection', {}],
    ['has_open_dispute', { disputes: [sampleDispute(1, april)] }],
    ['dispute_answer_date_known', { disputes: [sampleDispute(1, april)] }],
    ['has_active_plan', { plans: [samplePlan(1, [april.id])] }],
    ['plan_broken', { plans: [samplePlan(1, [april.id], { state: 'broken' })] }],
    ['payment_on_the_way', { paymentNotices: [sampleNotice(1)] }],
    ['unmatched_payment', { payments: [samplePayment(1, april, { allocations: [], unallocatedMinor: '118400' })] }],
    ['disconnection_near', { cases: [sampleCase(1, { disconnection: cut })] }],
    ['may_order_release', {}],
    ['has_electric_heating', {}],
    ['cut_blocked', { cases: [sampleCase(1, { disconnection: { ...cut, blocks: ['frost'] } })] }],
    ['has_fees', { claims: [sampleClaim(1043, { entries: [...april.entries, fee], balanceMinor: '122200' })] }],
    [
      'fees_out_of_proportion',
      { claims: [sampleClaim(1043, { entries: [fee], originalMinor: '3800', balanceMinor: '5000' })] },
    ],
    ['may_postpone', {}],
    ['postpone_ready', {}, newDueDate('2026-05-12')],
    ['postpone_has_fee', inFinland, newDueDate('2026-05-18')],
    ['case_frozen', { cases: [sampleCase(1, { holds: [freeze] })] }],
    ['limitation_passed', { cases: [sampleCase(1, { limitationDate: '2026-05-01' })] }],
    ['release_under_way', { supplyPoints: point({ serviceState: 'cut' }), releases: [release] }],
    ['release_due', { supplyPoints: point({ serviceState: 'cut' }), claims: [], mandate: opener }],
    ['service_cut', { supplyPoints: point({ serviceState: 'cut' }) }],
    [
      'delivery_failed',
      {
        claims: [
          sampleClaim(1043, {
            deliveries: [{ at: noonOf('2026-04-09'), channel: 'letter', address: 'A', result: 'returned' }],
          }),
        ],
      },
    ],
    ['has_waivable_fee', { claims: [sampleClaim(1043, { entries: [...april.entries, fee], balanceMinor: '122200' })] }],
    ['plan_draft_ready', {}, wish('40000')],
    ['plan_above_wish', {}, wish('100')],
    [
      'plan_has_fee',
      {
        cases: [sampleCase(1, { stage: 'payment_demand' })],
        mandate:
          mandate === null
            ? null
            : {
                ...mandate,
                plan: { ...mandate.plan, instalmentsMax: 12, instalmentMinMinor: '5000', feeMode: 'statutory' },
              },
      },
      wish('15000'),
    ],
  ];

  test.each(CASES)('%s holds where it should, and its values are known', (name, change, answers) => {
    const facts = factsWith(change, answers ?? {});
    expect(Object.entries(facts.conditions)).toContainEqual([name, true]);
    const granted = Object.entries(CONDITION_GRANTS).find(([condition]) => condition === name)?.[1] ?? [];
    expect(Object.keys(facts.values)).toEqual(expect.arrayContaining([...granted, ...VERIFIED_VARIABLES]));
  });

  test('know every condition of the closed set in at least one case here', () => {
    const tried = new Set([...CASES.map(([name]) => name), 'needs_special_care', 'is_minor']);
    expect(PLAIN_CONDITIONS.filter((name) => !tried.has(name))).toEqual([]);
  });

  test.each(Object.entries(CONDITION_GRANTS))('say nothing of %s where it does not hold', (name, granted) => {
    const quiet = factsWith({ claims: [], payments: [], cases: [] });
    expect(Object.entries(quiet.conditions)).toContainEqual([name, false]);
    for (const variable of granted) expect(quiet.values).not.toHaveProperty(variable);
  });

  test.each(['vulnerable', 'minor', 'deceased', 'debt_relief'] as const)(
    'ask for special care when the customer is flagged %s',
    (flag) => {
      const file = sampleCaseFile({ customer: { flags: [flag] } });
      expect(deriveFacts(sampleSource(file), {}).conditions.needs_special_care).toBe(true);
    },
  );

  test('do not ask for special care because a home is heated by power', () => {
    const file = sampleCaseFile({ customer: { flags: ['electric_heating'] } });
    expect(deriveFacts(sampleSource(file), {}).conditions.needs_special_care).toBe(false);
  });

  test.each<[string, Partial<AccountWire>]>([
    ['there is no mandate', { mandate: null }],
    ['a plan runs already', { plans: [samplePlan(1, [april.id])] }],
    ['the claim is disputed', { disputes: [sampleDispute(1, april)] }],
    ['the debt is above the mandate', { claims: [sampleClaim(1043, { balanceMinor: '2000001' })] }],
    ['the debt is too small for two instalments', { claims: [sampleClaim(1043, { balanceMinor: '39999' })] }],
    ['nothing is open', { claims: [march] }],
  ])('offer no plan when %s', (_why, change) => {
    expect(factsWith(change).conditions.plan_within_mandate_possible).toBe(false);
  });

  test('say that an opening is under way only when its order has gone out for the supply that is cut', () => {
    const cutOff = { supplyPoints: point({ serviceState: 'cut' }), mandate: opener };
    const said = (change: Partial<AccountWire>) => factsWith({ ...cutOff, ...change }).conditions.release_under_way;
    expect(said({ paymentNotices: [sampleNotice(1)] })).toBe(false);
    expect(said({ releases: [{ ...release, supplyPointId: sampleId('supplyPoint', 9) }] })).toBe(false);
    expect(said({ releases: [{ ...release, state: 'recalled' }] })).toBe(false);
    expect(said({ releases: [{ ...release, state: 'failed' }] })).toBe(true);
  });

  test('let an opening be ordered when a plan covers what is overdue, and not when it covers some of it', () => {
    const late = { dueDate: '2026-04-01' };
    const claims = [sampleClaim(1043, late), sampleClaim(1044, late)];
    const of = (planned: readonly (typeof april)[]) =>
      factsWith({
        supplyPoints: point({ serviceState: 'cut' }),
        mandate: opener,
        claims,
        plans: [
          samplePlan(
            1,
            planned.map(({ id }) => id),
          ),
        ],
      }).conditions.release_due;
    expect(of(claims)).toBe(true);
    expect(of(claims.slice(0, 1))).toBe(false);
    expect(
      factsWith({ supplyPoints: point({ serviceState: 'cut' }), mandate: opener, claims }).conditions.release_due,
    ).toBe(false);
  });

  test('offer a waiver only as the server will grant it: the share of the invoice counts, and what was let go before', () => {
    const of = (feeShareOfClaimBp: number, entries: (typeof fee)[]) =>
      factsWith({
        mandate: mandate === null ? null : { ...mandate, waive: { perCaseMaxMinor: '10000', feeShareOfClaimBp } },
        claims: [sampleClaim(1043, { entries: [...april.entries, ...entries], balanceMinor: '122200' })],
      }).conditions.has_waivable_fee;
    expect(of(1_000, [fee])).toBe(true);
    expect(of(100, [fee])).toBe(false);
  });

  test('hold a claim for collectable on its last day', () => {
    const on = (limitationDate: string) =>
      factsWith({ cases: [sampleCase(1, { limitationDate })] }).conditions.limitation_passed;
    expect([on('2026-05-04'), on('2026-05-03')]).toEqual([false, true]);
  });

  test('take the whole fee or none: beyond the mandate a lead decides', () => {
    const claims = [
      sampleClaim(1043, { entries: [...april.entries, { ...fee, amountMinor: '10001' }], balanceMinor: '128401' }),
    ];
    expect(factsWith({ claims }).conditions.has_waivable_fee).toBe(false);
  });

  test('count a fee that was waived already as gone', () => {
    const waiver = { ...fee, id: sampleId('ledgerEntry', 78), kind: 'fee_waiver' as const, amountMinor: '-3800' };
    expect(
      factsWith({ claims: [sampleClaim(1043, { entries: [...april.entries, fee, waiver] })] }).conditions
        .has_waivable_fee,
    ).toBe(false);
  });

  test('keep to the case of the call: another case’s debt is not in the sum', () => {
    const other = sampleClaim(1044, { caseId: sampleId('case', 2), balanceMinor: '50000' });
    const file = caseFileWith({ claims: [april, other], cases: [sampleCase(1), sampleCase(2)] });
    const facts = deriveFacts(sampleSource(file, { caseId: sampleId('case', 2) }), {});
    expect(facts.values.open_total).toEqual({ kind: 'money', amountMinor: '50000', currency: 'NOK' });
  });

  test('choose the account with something open when none is named', () => {
    const settled = sampleAccount({
      id: sampleId('customerAccount', 2),
      claims: [],
      creditor: { ...sampleAccount().creditor, name: 'Tomt' },
    });
    const facts = deriveFacts(sampleSource(sampleCaseFile({ accounts: [settled, sampleAccount()] })), {});
    expect(facts.values.creditor_name).toEqual({ kind: 'text', text: 'Fjellglimt Kraft' });
  });

  test('know nothing of an account that is not in the case file', () => {
    const facts = deriveFacts(sampleSource(sampleCaseFile(), { accountId: sampleId('customerAccount', 9) }), {});
    expect(facts.conditions.identity_verified).toBe(false);
  });

  test('speak of a plan whose sum is exact', () => {
    const facts = factsWith({}, wish('40000'));
    expect(facts.values.plan_total).toEqual({ kind: 'money', amountMinor: '118400', currency: 'NOK' });
    expect(facts.values.plan_fee).toEqual({ kind: 'money', amountMinor: '0', currency: 'NOK' });
    expect(facts.values.plan_count).toEqual({ kind: 'count', count: 3 });
  });
});
