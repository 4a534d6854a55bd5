import { describe, expect, test } from 'vitest';
import type { Id } from '../ids/ids';
import { isoDate } from '../time/dates';
import { nextStepOf, rulesOfCase, type CaseForRules } from './case-rules';
import { RULES } from './find-rule';
import type { AnyRule } from './rule';

const CASE: CaseForRules = {
  country: 'NO',
  customerKind: 'consumer',
  utility: 'power',
  creditorId: 'cre_00000000000000000000000001' as Id<'creditor'>,
  today: isoDate('2026-11-21'),
  stage: 'collection_notice',
  stageSince: isoDate('2026-11-02'),
  dueDate: isoDate('2026-10-15'),
  hasSupplyPoint: true,
  rows: RULES,
};

const lineOf = (facts: CaseForRules, domain: string) => rulesOfCase(facts).find((line) => line.domain === domain);

describe('the rules of a case today', () => {
  test('hold the Norwegian rate, fees, limitation and the next step, with their rows', () => {
    const ids = rulesOfCase(CASE).map(({ rule }) => rule?.id);
    expect(ids).toEqual(
      expect.arrayContaining(['NO-DEADLINE-BO', 'NO-INT-2026-07', 'NO-REM-FEE', 'NO-SATS-2026', 'NO-LIM', 'NO-CUT-C']),
    );
    expect(rulesOfCase(CASE).every(({ rule, blocks }) => (rule === null) === (blocks !== null))).toBe(true);
  });

  test('say what is blocked where a row is missing: Swedish interest after June, a Norwegian fee in 2027', () => {
    expect(lineOf({ ...CASE, country: 'SE' }, 'late_interest')).toMatchObject({ rule: null, blocks: 'interest' });
    const nextYear = { ...CASE, today: isoDate('2027-01-02') };
    expect(lineOf(nextYear, 'base_rate')).toMatchObject({ rule: null, blocks: 'fee' });
    expect(lineOf({ ...CASE, customerKind: 'business', country: 'FI' }, 'disconnection')).toMatchObject({
      rule: null,
      blocks: 'cut',
    });
  });

  test('leave out what the country does not have, and cutting where nothing is supplied', () => {
    const finnish = { ...CASE, country: 'FI' } as const;
    expect(lineOf(CASE, 'total_fee_cap')).toBeUndefined();
    expect(lineOf(finnish, 'total_fee_cap')).toMatchObject({ rule: { id: 'FI-TOTAL-CAP-C' } });
    expect(lineOf(finnish, 'base_rate')).toBeUndefined();
    expect(lineOf({ ...CASE, hasSupplyPoint: false }, 'disconnection')).toBeUndefined();
    expect(lineOf(CASE, 'late_payment_compensation')).toBeUndefined();
  });

  test('take a creditor’s own row before the common one', () => {
    const common = RULES.find(({ id }) => id === 'NO-ALLOCATION');
    if (common === undefined) throw new Error('NO-ALLOCATION must exist');
    const own = { ...common, id: 'own', creditorId: CASE.creditorId } as AnyRule;
    expect(lineOf({ ...CASE, rows: [...RULES, own] }, 'allocation_order')).toMatchObject({ rule: { id: 'own' } });
  });
});

describe('the next step of a case', () => {
  test('after a Norwegian notice of 2 November the payment demand may come on the 17th', () => {
    expect(nextStepOf(CASE)).toEqual({ step: 'payment_demand', earliest: '2026-11-17', ruleId: 'NO-DEADLINE-BO' });
  });

  test('an overdue Norwegian case gets a notice the day after its due date, a Swedish one a demand', () => {
    const overdue = { ...CASE, stage: 'overdue' } as const;
    expect(nextStepOf(overdue)).toMatchObject({ step: 'collection_notice', earliest: '2026-10-16' });
    expect(nextStepOf({ ...overdue, country: 'SE' })).toMatchObject({ step: 'payment_demand', earliest: '2026-10-16' });
  });

  test('a Finnish demand waits fourteen whole days after the reminder', () => {
    const reminded = { ...CASE, country: 'FI', stage: 'reminder', stageSince: isoDate('2026-11-10') } as const;
    expect(nextStepOf(reminded)).toMatchObject({ step: 'payment_demand', earliest: '2026-11-25' });
  });

  test('a Finnish case in the stage of a notice, which Finland has not, counts its letter as a reminder', () => {
    const noticed = { ...CASE, country: 'FI', stageSince: isoDate('2026-11-10') } as const;
    expect(nextStepOf(noticed)).toMatchObject({ step: 'payment_demand', earliest: '2026-11-25' });
  });

  test('a Norwegian demand older than six months must be sent anew before court', () => {
    const old = { ...CASE, stage: 'payment_demand', stageSince: isoDate('2026-05-20') } as const;
    expect(nextStepOf(old)).toEqual({ step: 'legal_action', earliest: null, why: 'too_old' });
  });

  test('a Finnish business has no row for letters: the step is blocked, not guessed', () => {
    const business = { ...CASE, country: 'FI', customerKind: 'business', stage: 'overdue' } as const;
    expect(nextStepOf(business)).toEqual({ step: 'payment_demand', earliest: null, why: 'no_rule' });
  });

  test('there is none in court, when closed, and when nothing is due', () => {
    expect(nextStepOf({ ...CASE, stage: 'legal' })).toBeNull();
    expect(nextStepOf({ ...CASE, stage: 'closed' })).toBeNull();
    expect(nextStepOf({ ...CASE, dueDate: null })).toBeNull();
  });
});
