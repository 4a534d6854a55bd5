import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../money/money';
import { addDays, isoDate } from '../time/dates';
import { instantAt } from '../time/zones';
import { mayCallAt } from './calling-hours';
import { agencyFeeCap, reminderFeeCap, totalFeeCap } from './fees';
import { findRule, RULES } from './find-rule';
import { lateInterest } from './late-interest';
import type { AnyRule } from './rule';
import { RULE_SOURCES } from './sources';

const NO_2026 = { country: 'NO', customerKind: 'consumer', date: isoDate('2026-11-21') } as const;
const SE_2026 = { ...NO_2026, country: 'SE' } as const;
const FI_2026 = { ...NO_2026, country: 'FI' } as const;
const kr = (whole: number) => minor(Math.round(whole * 100));

function value<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

function overlap(a: AnyRule, b: AnyRule): boolean {
  if (a.domain !== b.domain || a.country !== b.country || a.customerKind !== b.customerKind) return false;
  const utilitiesMeet =
    a.utilities === null || b.utilities === null || a.utilities.some((utility) => b.utilities?.includes(utility));
  if (!utilitiesMeet || a.validFrom === null || b.validFrom === null) return false;
  return a.validFrom <= (b.validTo ?? '9999-12-31') && b.validFrom <= (a.validTo ?? '9999-12-31');
}

describe('the rows themselves', () => {
  test('have unique ids, known sources and dates in order', () => {
    expect(new Set(RULES.map((row) => row.id)).size).toBe(RULES.length);
    for (const row of RULES) {
      expect(row.source.length, row.id).toBeGreaterThan(0);
      for (const code of row.source) expect(RULE_SOURCES[code], `${row.id}: ${code}`).toBeDefined();
      if (row.validTo !== null) expect((row.validFrom ?? '') <= row.validTo, row.id).toBe(true);
    }
  });

  test('never cover the same day for the same people twice', () => {
    const pairs = RULES.flatMap((a, i) => RULES.slice(i + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => overlap(a, b)).map(([a, b]) => `${a.id} ${b.id}`)).toEqual([]);
  });
});

describe('looking a rule up', () => {
  test('a day outside every row is blocked, with what was missing', () => {
    const missing = findRule('base_rate', { ...NO_2026, date: isoDate('2027-01-01') });
    expect(missing).toEqual({
      ok: false,
      error: {
        code: 'RULE_MISSING',
        details: { domain: 'base_rate', country: 'NO', customerKind: 'consumer', date: '2027-01-01' },
      },
    });
    expect(findRule('late_interest', { ...SE_2026, date: isoDate('2026-07-01') }).ok).toBe(false);
    expect(findRule('late_interest', { ...FI_2026, date: isoDate('2026-07-01') }).ok).toBe(false);
    expect(findRule('late_interest', { ...NO_2026, date: isoDate('2027-01-01') }).ok).toBe(false);
  });

  test('both ends of a row belong to it', () => {
    expect(value(findRule('base_rate', { ...NO_2026, date: isoDate('2025-12-31') })).id).toBe('NO-SATS-2019');
    expect(value(findRule('base_rate', { ...NO_2026, date: isoDate('2026-01-01') })).id).toBe('NO-SATS-2026');
    expect(value(findRule('base_rate', { ...NO_2026, date: isoDate('2026-12-31') })).id).toBe('NO-SATS-2026');
  });

  test('the row for this kind of customer goes before the one for any, and an unstarted law never applies', () => {
    const base = RULES.find((row) => row.id === 'SE-PLAN-FEE');
    if (base === undefined) throw new Error('SE-PLAN-FEE must exist');
    const exact = { ...base, id: 'exact', customerKind: 'consumer' } as AnyRule;
    const coming = { ...base, id: 'coming', validFrom: null, status: 'adopted_not_in_force' } as AnyRule;
    expect(value(findRule('plan_fee', SE_2026, [base, exact])).id).toBe('exact');
    expect(findRule('plan_fee', SE_2026, [coming]).ok).toBe(false);
  });

  test('a rule about a service needs to know which service', () => {
    expect(findRule('disconnection', NO_2026).ok).toBe(false);
    expect(value(findRule('disconnection', { ...NO_2026, utility: 'power' })).id).toBe('NO-CUT-C');
    expect(findRule('disconnection', { ...NO_2026, utility: 'tv' }).ok).toBe(false);
    expect(findRule('disconnection', { ...SE_2026, customerKind: 'business', utility: 'power' }).ok).toBe(false);
  });

  test('any day of any question gives one row or a refusal, never a throw', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RULES.map((row) => row.domain)),
        fc.constantFrom('NO', 'SE', 'FI'),
        fc.integer({ min: 0, max: 12_000 }),
        (domain, country, days) => {
          const date = addDays(isoDate('2000-01-01'), days);
          const found = findRule(domain, { country, customerKind: 'consumer', date, utility: 'power' });
          if (found.ok) {
            expect((found.value.validFrom ?? '9999') <= date).toBe(true);
            expect(found.value.validTo === null || date <= found.value.validTo).toBe(true);
          } else expect(found.error.code).toBe('RULE_MISSING');
        },
      ),
    );
  });
});

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

  test('a Swedish demand is 180 kr', () => {
    const principalMinor = kr(5_000);
    const asked = agencyFeeCap({ ...SE_2026, principalMinor, isHeavy: false, hasVatDeduction: true, demandNo: 1 });
    expect(value(asked)).toBe(kr(180));
  });
});

describe('late interest', () => {
  test('is split where the rate changes: 10 000 kr from 1 June to 31 July 2026 in Norway', () => {
    const interest = lateInterest({
      ...NO_2026,
      principalMinor: kr(10_000),
      dueDate: isoDate('2026-05-31'),
      toDate: isoDate('2026-07-31'),
    });
    // 30 days of 12.00 % and 31 days of 12.25 %: 98.63 + 104.04.
    expect(interest).toEqual({
      interestMinor: kr(202.67),
      countedTo: '2026-07-31',
      isComplete: true,
      ruleIds: ['NO-INT-2026-01', 'NO-INT-2026-07'],
    });
  });

  test('stops at the last known day and says so', () => {
    const interest = lateInterest({
      ...SE_2026,
      principalMinor: kr(3_650),
      dueDate: isoDate('2026-06-20'),
      toDate: isoDate('2026-11-21'),
    });
    expect(interest).toMatchObject({ interestMinor: kr(10), countedTo: '2026-06-30', isComplete: false });
  });

  test('Finnish businesses pay one point more than consumers, and nothing runs on or before the due date', () => {
    const date = isoDate('2026-03-01');
    const rate = (customerKind: 'consumer' | 'business') =>
      value(findRule('late_interest', { country: 'FI', customerKind, date })).params.yearlyRateBp;
    expect([rate('consumer'), rate('business')]).toEqual([950, 1_050]);
    const none = lateInterest({ ...FI_2026, principalMinor: kr(100), dueDate: date, toDate: date });
    expect(none).toMatchObject({ interestMinor: 0n, isComplete: true });
  });
});

describe('calling hours', () => {
  const norwegian = { country: 'NO', customerKind: 'consumer' } as const;
  const at = (date: string, hour: number, minute = 0) => instantAt(isoDate(date), hour * 60 + minute, 'NO');

  test('weekdays 8 to 21, Saturdays 9 to 15, never on Sundays and public holidays', () => {
    expect(mayCallAt(at('2026-11-20', 8), norwegian).ok).toBe(true);
    expect(mayCallAt(at('2026-11-20', 7, 59), norwegian).ok).toBe(false);
    expect(mayCallAt(at('2026-11-20', 20, 59), norwegian).ok).toBe(true);
    expect(mayCallAt(at('2026-11-20', 21), norwegian).ok).toBe(false);
    expect(mayCallAt(at('2026-11-21', 14, 59), norwegian).ok).toBe(true);
    expect(mayCallAt(at('2026-11-21', 15), norwegian).ok).toBe(false);
    expect(mayCallAt(at('2026-11-22', 12), norwegian).ok).toBe(false);
    expect(mayCallAt(at('2026-12-25', 12), norwegian).ok).toBe(false);
  });

  test('a day without a row is refused as unknown', () => {
    const before = mayCallAt(at('2020-11-20', 12), norwegian);
    expect(!before.ok && before.error.code).toBe('RULE_MISSING');
  });
});
