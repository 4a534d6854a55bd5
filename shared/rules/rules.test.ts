import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Id } from '../ids/ids';
import { minor } from '../money/money';
import { addDays, isoDate } from '../time/dates';
import { instantAt } from '../time/zones';
import { mayCallAt } from './calling-hours';
import { findRule, RULES } from './find-rule';
import { lateInterest } from './late-interest';
import { RULE_PARAMS, type AnyRule } from './rule';
import { isSamePlace } from './supersede';
import { topicsOf } from './new-rule';
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
  if (a.status === 'adopted_not_in_force' || b.status === 'adopted_not_in_force') return false;
  if (!isSamePlace(a, b) || a.validFrom === null || b.validFrom === null) return false;
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

  test('have parameters that the schema of their domain takes, and a topic of that domain', () => {
    for (const row of RULES) {
      const schema: z.ZodType = RULE_PARAMS[row.domain];
      expect(schema.safeParse(z.encode(schema, row.params)).success, row.id).toBe(true);
      if (row.topic !== undefined) expect(topicsOf(row.domain), row.id).toContain(row.topic);
    }
  });

  test('name each service only once for the same people, so that no two rows of different width meet', () => {
    const services = RULES.filter((row) => row.utilities !== null && row.status !== 'adopted_not_in_force');
    const names = services.flatMap((row) =>
      (row.utilities ?? []).map((one) => [row.domain, row.country, row.customerKind, one, row.validFrom].join(' ')),
    );
    expect(new Set(names).size).toBe(names.length);
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
    expect(findRule('disconnection', { ...NO_2026, utility: 'gas' }).ok).toBe(false);
    expect(findRule('disconnection', { ...FI_2026, customerKind: 'business', utility: 'power' }).ok).toBe(false);
  });

  test('any day of any question gives one row or a refusal, never a throw', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RULES.map((row) => row.domain)),
        fc.constantFrom('NO', 'SE', 'FI'),
        fc.integer({ min: 0, max: 12_000 }),
        (domain, country, days) => {
          const date = addDays(isoDate('2000-01-01'), days);
          const topic = topicsOf(domain)[0] as never;
          const found = findRule(domain, { country, customerKind: 'consumer', date, utility: 'power', topic });
          if (found.ok) {
            expect((found.value.validFrom ?? '9999') <= date).toBe(true);
            expect(found.value.validTo === null || date <= found.value.validTo).toBe(true);
          } else expect(found.error.code).toBe('RULE_MISSING');
        },
      ),
    );
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

describe('limitation, disputes and duties', () => {
  test('three years for an ordinary claim, ten for a Swedish business; a letter starts it again in Sweden and Finland only', () => {
    const rule = (query: typeof NO_2026 | typeof SE_2026 | typeof FI_2026) =>
      value(findRule('limitation', { ...query, topic: 'ordinary' })).params;
    expect([rule(NO_2026).years, rule(SE_2026).years, rule(FI_2026).years]).toEqual([3, 3, 3]);
    const swedishBusiness = value(
      findRule('limitation', { ...SE_2026, customerKind: 'business', topic: 'ordinary' }),
    ).params;
    expect(swedishBusiness.years).toBe(10);
    expect(
      [NO_2026, SE_2026, FI_2026].map((one) => rule(one as typeof NO_2026).interruptedBy.includes('letter_received')),
    ).toEqual([false, true, true]);
    expect(
      [NO_2026, SE_2026, FI_2026].every((one) => rule(one as typeof NO_2026).interruptedBy.includes('acknowledgement')),
    ).toBe(true);
    expect(rule(FI_2026).finalYears).toBe(20);
  });

  test('Finnish debt enforced without a judgment lasts five years whatever happens', () => {
    const { params } = value(findRule('limitation', { ...FI_2026, topic: 'directly_enforceable' }));
    expect(params).toMatchObject({ years: 5, finalYears: 5, interruptedBy: [] });
  });

  test('an open dispute stops everything everywhere; only a Finnish consumer may also ask for a stop without a ground', () => {
    const rule = (query: typeof NO_2026 | typeof SE_2026 | typeof FI_2026) => value(findRule('dispute', query)).params;
    for (const query of [NO_2026, SE_2026, FI_2026]) {
      const { stops, isInabilityToPayADispute, materialReasons } = rule(query as typeof NO_2026);
      expect([...stops].sort()).toEqual(['calls', 'cut', 'fees', 'legal_steps', 'letters']);
      expect(isInabilityToPayADispute).toBe(false);
      expect(materialReasons).toContain('paid_already');
      expect(materialReasons).not.toContain('other');
    }
    expect([rule(NO_2026), rule(SE_2026), rule(FI_2026)].map(({ mayDemandSuspension }) => mayDemandSuspension)).toEqual(
      [false, false, true],
    );
  });

  test('before identity nothing of the debt may be said, in any country', () => {
    for (const country of ['NO', 'SE', 'FI'] as const) {
      const { params } = value(findRule('disclosure', { ...NO_2026, country, topic: 'before_identity' }));
      expect(params.isBlocking).toBe(true);
      expect(params.mustNotSay).toEqual(expect.arrayContaining(['the_debt', 'creditor', 'the_word_collection']));
    }
  });

  test('Finnish papers are kept five years after collection ended, by law', () => {
    const rule = value(findRule('retention', { ...FI_2026, topic: 'collection_documents' }));
    expect(rule).toMatchObject({ status: 'in_force', params: { months: 60, startsFrom: 'collection_ended' } });
  });
});

describe('a creditor with a row of its own', () => {
  test('is asked before the common row, and only for its own cases', () => {
    const common = RULES.find(({ id }) => id === 'NO-ALLOCATION');
    if (common === undefined) throw new Error('NO-ALLOCATION must exist');
    const mine = 'cre_00000000000000000000000001' as Id<'creditor'>;
    const other = 'cre_00000000000000000000000002' as Id<'creditor'>;
    const own = { ...common, id: 'own', creditorId: mine } as AnyRule;
    const rows = [common, own];
    const found = (creditorId?: Id<'creditor'>) =>
      value(findRule('allocation_order', { ...NO_2026, creditorId, rows })).id;
    expect([found(mine), found(other), found()]).toEqual(['own', 'NO-ALLOCATION', 'NO-ALLOCATION']);
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

  test('Swedish eves are closed, and so is Finland’s Christmas Eve; Norway has no closed eves', () => {
    const swedish = { country: 'SE', customerKind: 'consumer' } as const;
    const noonIn = (country: 'NO' | 'SE' | 'FI', date: string) => instantAt(isoDate(date), 12 * 60, country);
    expect(mayCallAt(noonIn('SE', '2026-06-19'), swedish).ok).toBe(false);
    expect(mayCallAt(noonIn('SE', '2026-06-18'), swedish).ok).toBe(true);
    expect(mayCallAt(noonIn('SE', '2026-12-31'), swedish).ok).toBe(false);
    expect(mayCallAt(noonIn('FI', '2026-12-24'), { ...swedish, country: 'FI' }).ok).toBe(false);
    expect(mayCallAt(noonIn('NO', '2026-12-24'), norwegian).ok).toBe(true);
  });

  test('the hours of Norway’s adopted act never apply while it has no date', () => {
    const pending = RULES.filter(({ status }) => status === 'adopted_not_in_force');
    expect(pending.map(({ id }) => id)).toContain('NO-INKL-2026');
    expect(pending.every(({ validFrom }) => validFrom === null)).toBe(true);
    const found = findRule('calling_hours', { ...NO_2026, date: isoDate('2030-01-01') });
    expect(value(found).id).toBe('NO-HOURS');
    expect(findRule('regime', NO_2026).ok).toBe(false);
    const dated = RULES.map((row) => (row.id === 'NO-INKL-2026' ? { ...row, validFrom: NO_2026.date } : row));
    expect(findRule('regime', NO_2026, dated as AnyRule[]).ok).toBe(false);
  });

  test('a day without a row is refused as unknown', () => {
    const before = mayCallAt(at('2020-11-20', 12), norwegian);
    expect(!before.ok && before.error.code).toBe('RULE_MISSING');
  });
});
