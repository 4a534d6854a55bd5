import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isoDate, type IsoDate } from '../time/dates';
import { findRule, RULES } from './find-rule';
import type { AnyRule } from './rule';
import { checkAddition, effectiveRules, isSamePlace, standingRules } from './supersede';

const rate = (id: string, from: string, to: string | null, bp: number): AnyRule => ({
  id,
  country: 'SE',
  customerKind: 'any',
  utilities: null,
  domain: 'late_interest',
  validFrom: isoDate(from),
  validTo: to === null ? null : isoDate(to),
  status: 'in_force',
  params: { yearlyRateBp: bp },
  source: ['se-ranta'],
  confidence: 'high',
});

const ask = (rows: readonly AnyRule[], date: string) => {
  const found = findRule('late_interest', { country: 'SE', customerKind: 'consumer', date: isoDate(date), rows });
  return found.ok ? found.value.id : null;
};

describe('a row added by an administrator', () => {
  test('fills the gap after the last known day: the Swedish rate of the second half of 2026', () => {
    const rows = effectiveRules(RULES, [rate('new', '2026-07-01', '2026-12-31', 1_000)]);
    expect(ask(RULES, '2026-07-01')).toBeNull();
    expect([
      ask(rows, '2026-06-30'),
      ask(rows, '2026-07-01'),
      ask(rows, '2026-12-31'),
      ask(rows, '2027-01-01'),
    ]).toEqual(['SE-INT-2026-01', 'new', 'new', null]);
  });

  test('ends an open older row the day before it begins, and the older one never comes back after it', () => {
    const older = rate('older', '2020-01-01', null, 800);
    const rows = effectiveRules([older], [rate('newer', '2026-03-01', '2026-05-31', 900)]);
    expect([
      ask(rows, '2026-02-28'),
      ask(rows, '2026-03-01'),
      ask(rows, '2026-05-31'),
      ask(rows, '2026-06-01'),
    ]).toEqual(['older', 'newer', 'newer', null]);
    const [standing] = standingRules([older], [rate('newer', '2026-03-01', null, 900)]);
    expect(standing).toMatchObject({ standsTo: '2026-02-28', supersededBy: 'newer', isStanding: true });
  });

  test('corrects a row that began the same day by taking all its days', () => {
    const rows = effectiveRules([rate('wrong', '2026-01-01', null, 1)], [rate('right', '2026-01-01', null, 1_000)]);
    expect(rows.map(({ id }) => id)).toEqual(['right']);
  });

  test('is refused when it would run into a row that begins later, and taken when it ends before', () => {
    const standing = standingRules([rate('later', '2027-01-01', null, 1_000)], []);
    const open = checkAddition(standing, rate('new', '2026-07-01', null, 900));
    expect(open).toEqual({
      ok: false,
      error: { code: 'RULE_OVERLAPS', details: { ruleId: 'later', from: '2027-01-01' } },
    });
    expect(checkAddition(standing, rate('new', '2026-07-01', '2026-12-31', 900)).ok).toBe(true);
  });

  test('is refused when it names some but not all services of a standing row', () => {
    const cut = RULES.find(({ id }) => id === 'NO-CUT-C');
    if (cut === undefined) throw new Error('NO-CUT-C must exist');
    const onlyPower = { ...cut, id: 'new', utilities: ['power'], validFrom: isoDate('2027-01-01') } as AnyRule;
    const refused = checkAddition(standingRules(RULES, []), onlyPower);
    expect(!refused.ok && refused.error.code).toBe('RULE_OVERLAPS');
    const both = { ...onlyPower, utilities: ['grid', 'power'] } as AnyRule;
    expect(checkAddition(standingRules(RULES, []), both)).toMatchObject({
      ok: true,
      value: [{ rule: { id: 'NO-CUT-C' } }],
    });
  });

  test('that is only adopted takes nothing from anybody', () => {
    const pending = {
      ...rate('pending', '2026-01-01', null, 1),
      validFrom: null,
      status: 'adopted_not_in_force',
    } as AnyRule;
    const older = rate('older', '2020-01-01', null, 800);
    expect(ask(effectiveRules([older], [pending]), '2030-01-01')).toBe('older');
    expect(checkAddition(standingRules([older], []), pending)).toEqual({ ok: true, value: [] });
  });
});

test('whatever is added in whatever order: never two rows of one place on one day, and no day before an addition changes', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n): IsoDate => addDays(isoDate('2026-01-01'), n));
  const addition = fc.record({ from: day, length: fc.option(fc.integer({ min: 0, max: 200 })) });
  fc.assert(
    fc.property(
      fc.array(addition, { maxLength: 8 }),
      fc.array(day, { minLength: 1, maxLength: 10 }),
      (written, asked) => {
        let added: AnyRule[] = [];
        for (const [index, { from, length }] of written.entries()) {
          const row = rate(`r${index}`, from, length === null ? null : addDays(from, length), index);
          const before = effectiveRules(RULES, added);
          if (!checkAddition(standingRules(RULES, added), row).ok) continue;
          added = [...added, row];
          const after = effectiveRules(RULES, added);
          for (const date of asked) {
            const covering = after.filter(
              (one) =>
                isSamePlace(one, row) &&
                one.validFrom !== null &&
                one.validFrom <= date &&
                (one.validTo === null || date <= one.validTo),
            );
            expect(covering.length).toBeLessThanOrEqual(1);
            if (date < from) expect(ask(after, date)).toBe(ask(before, date));
            if (date >= from && (row.validTo === null || date <= row.validTo)) expect(ask(after, date)).toBe(row.id);
          }
        }
      },
    ),
  );
});

describe('house rules and practice', () => {
  const law = rate('law', '2020-01-01', null, 800);
  const standing = standingRules([law], []);
  const add = (row: AnyRule) => {
    const done = checkAddition(standing, row);
    return done.ok ? 'taken' : done.error.code;
  };
  const policy = (from: string, to: string | null): AnyRule => ({ ...rate('own', from, to, 1_500), status: 'policy' });

  test('never take days of a law, nor go before it for one creditor or one kind of customer', () => {
    expect(add(policy('2026-01-01', null))).toBe('RULE_BELOW_LAW');
    const creditorId = 'cre_00000000000000000000000001' as NonNullable<AnyRule['creditorId']>;
    expect(add({ ...policy('2026-01-01', null), creditorId })).toBe('RULE_BELOW_LAW');
    expect(add({ ...policy('2026-01-01', null), customerKind: 'consumer' })).toBe('RULE_BELOW_LAW');
    expect(add({ ...policy('2026-01-01', null), status: 'practice' })).toBe('RULE_BELOW_LAW');
  });

  test('are taken where no law is, and a new law goes before an old one', () => {
    expect(add(policy('2019-01-01', '2019-12-31'))).toBe('taken');
    expect(add({ ...policy('2026-01-01', null), country: 'NO' })).toBe('taken');
    expect(add(rate('newer', '2026-01-01', null, 900))).toBe('taken');
  });
});
