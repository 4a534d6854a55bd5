import { describe, expect, test } from 'vitest';
import { minor } from '../../../../../shared/money/money';
import { FIRST_TERMS, formOf, isUnreadable, termsOf } from './mandate-form';

const TERMS = {
  ...FIRST_TERMS,
  plan: {
    ...FIRST_TERMS.plan,
    firstMinMinor: minor(15_050),
    firstShareMinBp: 1_250,
    principalMaxMinor: minor(4_000_000),
    approval: {
      role: 'lead' as const,
      limits: { ...FIRST_TERMS.plan, instalmentsMax: 12, principalMaxMinor: minor(9_000_000) },
    },
  },
};

describe('the form of a mandate', () => {
  test('unchanged it comes to exactly the terms it began with', () => {
    const terms = termsOf(formOf(TERMS), 'NOK');
    const { feeMode: _fee, approval: _approval, ...limits } = TERMS.plan.approval.limits;
    expect(terms).toEqual({
      ok: true,
      value: { ...TERMS, plan: { ...TERMS.plan, approval: { role: 'lead', limits } } },
    });
  });

  test('names the field that cannot be read, and the one that makes no sense', () => {
    const form = formOf(TERMS);
    expect(termsOf({ ...form, own: { ...form.own, monthsMax: 'six' } }, 'NOK')).toMatchObject({
      error: { code: 'MANDATE_TERMS_INVALID', details: { field: 'plan.monthsMax' } },
    });
    expect(termsOf({ ...form, beyond: { ...form.beyond, instalmentsMax: '3' } }, 'NOK')).toMatchObject({
      error: { details: { field: 'plan.approval.instalmentsMax' } },
    });
  });

  test.each([
    ['percent', '12,5', false],
    ['percent', '12,555', true],
    ['amount', '1 500,50', false],
    ['amount', '-1', true],
    ['count', '4.5', true],
    ['count', '4', false],
  ] as const)('%s "%s": cannot be read is %s', (kind, text, expected) => {
    expect(isUnreadable(kind, text, 'NOK')).toBe(expected);
  });
});
