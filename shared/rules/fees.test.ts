import { describe, expect, test } from 'vitest';
import { minor } from '../money/money';
import { isoDate } from '../time/dates';
import { agencyFeeCap, creditorDemandFeeCap, reminderFeeCap, ruleAmount, totalFeeCap, withAmounts } from './fees';
import { findRule, RULES } from './find-rule';

const NO_2026 = { country: 'NO', customerKind: 'consumer', date: isoDate('2026-11-21') } as const;
const SE_2026 = { ...NO_2026, country: 'SE' } as const;
const FI_2026 = { ...NO_2026, country: 'FI' } as const;
const kr = (whole: number) => minor(Math.round(whole * 100));

function value<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

describe('fees as published', () => {
  test('a Norwegian reminder is 35 kr until 2025 and 38 kr in 2026; in 2027 it is not known', () => {
    expect(value(reminderFeeCap({ ...NO_2026, date: isoDate('2025-12-31') }))).toBe(kr(35));
    expect(value(reminderFeeCap(NO_2026))).toBe(kr(38));
    expect(reminderFeeCap({ ...NO_2026, date: isoDate('2027-01-01') }).ok).toBe(false);
  });

  test('a reminder is 60 kr in Sweden, 5 € for consumers and 12 € for businesses in Finland', () => {
    expect(value(reminderFeeCap(SE_2026))).toBe(kr(60));
    expect(value(reminderFeeCap(FI_2026))).toBe(kr(5));
    expect(value(reminderFeeCap({ ...FI_2026, customerKind: 'business' }))).toBe(kr(12));
  });

  test.each([
    [500, 187.5, 375, 234.38, 468.75, 281.25],
    [1_000, 262.5, 525, 328.13, 656.25, 393.75],
    [2_500, 300, 600, 375, 750, 450],
    [10_000, 600, 1_200, 750, 1_500, 900],
    [50_000, 1_200, 2_400, 1_500, 3_000, 1_800],
    [250_000, 2_700, 5_400, 3_375, 6_750, 4_050],
    [250_001, 5_400, 10_800, 6_750, 13_500, 8_100],
  ])('Norway 2026, principal %d kr: light %d, heavy %d, without VAT deduction %d and %d, business %d', (...row) => {
    const [principal, light, heavy, lightB, heavyB, business] = row;
    const ask = (patch: object) =>
      value(
        agencyFeeCap({
          ...NO_2026,
          principalMinor: kr(principal),
          isHeavy: false,
          hasVatDeduction: true,
          demandNo: 1,
          ...patch,
        }),
      );
    expect(ask({})).toBe(kr(light));
    expect(ask({ isHeavy: true })).toBe(kr(heavy));
    expect(ask({ hasVatDeduction: false })).toBe(kr(lightB));
    expect(ask({ hasVatDeduction: false, isHeavy: true })).toBe(kr(heavyB));
    expect(ask({ customerKind: 'business' })).toBe(kr(business));
  });

  test('a Finnish demand is 14, 24 or 50 €, half the second time, nothing the third, and 60, 120 or 210 € in all', () => {
    const ask = (principal: number, demandNo: number) =>
      value(
        agencyFeeCap({ ...FI_2026, principalMinor: kr(principal), isHeavy: false, hasVatDeduction: true, demandNo }),
      );
    expect([ask(100, 1), ask(1_000, 1), ask(1_000.01, 1)]).toEqual([kr(14), kr(24), kr(50)]);
    expect([ask(100, 2), ask(1_000, 2), ask(5_000, 2), ask(5_000, 3)]).toEqual([kr(7), kr(12), kr(25), kr(0)]);
    const total = (principal: number) => value(totalFeeCap({ ...FI_2026, principalMinor: kr(principal) }));
    expect([total(100), total(1_000), total(1_001)]).toEqual([kr(60), kr(120), kr(210)]);
  });

  test('NO-SALAER with the base rate of 2019 to 2025: 700 kr gives 175, 245, 280, 560, 1 120, 2 520 and 5 040 kr', () => {
    const ask = (principal: number) =>
      value(
        agencyFeeCap({
          ...NO_2026,
          date: isoDate('2025-12-31'),
          principalMinor: kr(principal),
          isHeavy: false,
          hasVatDeduction: true,
          demandNo: 1,
        }),
      );
    expect([500, 1_000, 2_500, 10_000, 50_000, 250_000, 250_001].map(ask)).toEqual(
      [175, 245, 280, 560, 1_120, 2_520, 5_040].map(kr),
    );
  });

  test('NO-BO-CREDITOR: a creditor that sends the demand itself may take 105 kr in 2025 and 113 kr in 2026', () => {
    expect(value(creditorDemandFeeCap({ ...NO_2026, date: isoDate('2025-12-31') }))).toBe(kr(105));
    expect(value(creditorDemandFeeCap(NO_2026))).toBe(kr(113));
    expect(creditorDemandFeeCap(SE_2026).ok).toBe(false);
  });

  test('NO-PLAN-FEE: more than four instalments raise the cap by 1 125 kr in 2026, four by nothing, and never in court', () => {
    const { params } = value(findRule('plan_fee', NO_2026));
    const fees = params.tiers.map(({ fee }) => value(ruleAmount(fee, NO_2026)));
    expect(fees).toEqual([kr(0), kr(1_125)]);
    expect(value(ruleAmount({ ofBaseRateBp: 15_000 }, NO_2026, [12_500]))).toBe(kr(1_406.25));
    expect(params.isAllowedInLegalPhase).toBe(false);
  });

  test('Finnish debt enforced without a judgment: 14 €, 7 € the second time, 51 € in all, 20 € for a plan', () => {
    const direct = { ...FI_2026, principalMinor: kr(5_000), isDirectlyEnforceable: true };
    const ask = (demandNo: number) =>
      value(agencyFeeCap({ ...direct, isHeavy: false, hasVatDeduction: true, demandNo }));
    expect([ask(1), ask(2), ask(3)]).toEqual([kr(14), kr(7), kr(0)]);
    expect(value(totalFeeCap(direct))).toBe(kr(51));
    const plan = value(findRule('plan_fee', { ...FI_2026, topic: 'directly_enforceable' }));
    expect(plan.params.tiers[0]?.fee).toEqual({ amountMinor: kr(20) });
  });

  test('Finnish businesses pay 50, 70 or 100 € for a demand, without a second half', () => {
    const ask = (principal: number) =>
      value(
        agencyFeeCap({
          ...FI_2026,
          customerKind: 'business',
          principalMinor: kr(principal),
          isHeavy: false,
          hasVatDeduction: true,
          demandNo: 1,
        }),
      );
    expect([ask(500), ask(2_500), ask(2_501)]).toEqual([kr(50), kr(70), kr(100)]);
  });

  test('court: the Swedish order to pay costs 300 and 380 kr, enforcement 600; the Norwegian base fee is 1 345 kr in 2026', () => {
    const cost = (topic: 'payment_order' | 'payment_order_agent' | 'enforcement' | 'court_base_fee', query = SE_2026) =>
      value(findRule('court_cost', { ...query, topic })).params.amountMinor;
    expect([cost('payment_order'), cost('payment_order_agent'), cost('enforcement')]).toEqual([
      kr(300),
      kr(380),
      kr(600),
    ]);
    expect(value(findRule('court_cost', { ...NO_2026, topic: 'court_base_fee' })).params.amountMinor).toBe(kr(1_345));
    const next = { ...NO_2026, date: isoDate('2027-01-01'), topic: 'court_base_fee' } as const;
    expect(findRule('court_cost', next).ok).toBe(false);
  });

  test('between businesses: 430 kr in Norway now, 450 kr in Sweden, 40 € in Finland, and nothing of consumers', () => {
    const sum = (query: typeof NO_2026 | typeof SE_2026 | typeof FI_2026) =>
      value(findRule('late_payment_compensation', { ...query, customerKind: 'business' })).params.amountMinor;
    expect([sum(NO_2026), sum(SE_2026), sum(FI_2026)]).toEqual([kr(430), kr(450), kr(40)]);
    expect(findRule('late_payment_compensation', NO_2026).ok).toBe(false);
  });

  test('shares of the base rate are shown as what they come to on the day, rounded where the rule rounds', () => {
    const shown = (id: string, date: string) => {
      const rule = RULES.find((row) => row.id === id);
      if (rule === undefined) throw new Error(`${id} must exist`);
      return withAmounts(rule, { ...NO_2026, date: isoDate(date) }).params;
    };
    expect(shown('NO-REM-FEE', '2026-11-21')).toMatchObject({ cap: { amountMinor: kr(38) } });
    expect(shown('NO-REM-FEE', '2027-01-01')).toMatchObject({ cap: { ofBaseRateBp: 500 } });
    expect(shown('NO-SALAER', '2026-11-21')).toMatchObject({
      bands: expect.arrayContaining([{ principalUpToMinor: kr(500), cap: { amountMinor: kr(187.5) } }]),
    });
  });

  test('a Swedish demand is 180 kr', () => {
    const principalMinor = kr(5_000);
    const asked = agencyFeeCap({ ...SE_2026, principalMinor, isHeavy: false, hasVatDeduction: true, demandNo: 1 });
    expect(value(asked)).toBe(kr(180));
  });
});
