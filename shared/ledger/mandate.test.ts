import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { checkMandateTerms, mandateTermsSchema, PLAN_MONTHS_LIMIT, type MandateTerms } from './mandate';

const OLD = {
  plan: {
    instalmentsMax: 6,
    daysToFirstMax: 30,
    instalmentMinMinor: '15000',
    firstShareMinBp: 0,
    principalMaxMinor: '4000000',
    feeMode: 'statutory',
  },
  postpone: { daysMax: 14, countMax: 2 },
  waive: { perCaseMaxMinor: '15000', feeShareOfClaimBp: 5_000 },
  hold: { bankDaysMax: 5 },
  mayPauseDisconnection: true,
  mayOrderRelease: true,
} as const;

const limits = { ...OLD.plan, monthsMax: 12, firstMinMinor: '20000' };
const whole = {
  ...OLD,
  plan: { ...limits, approval: { role: 'lead', limits: { ...limits, instalmentsMax: 12, monthsMax: 18 } } },
} as const;
const terms = z.decode(mandateTermsSchema, whole);

describe('the terms of a mandate', () => {
  test('a version from before a term existed means what it did: no further limit, and nobody may approve beyond it', () => {
    const old = z.decode(mandateTermsSchema, OLD);
    expect(old.plan).toMatchObject({ monthsMax: PLAN_MONTHS_LIMIT, firstMinMinor: 0n, approval: null });
    expect(checkMandateTerms(old).ok).toBe(true);
  });

  test('survive the way into the database and back', () => {
    const stored: unknown = JSON.parse(JSON.stringify(z.encode(mandateTermsSchema, terms)));
    expect(z.decode(mandateTermsSchema, stored as never)).toEqual(terms);
  });

  const wrong = (change: (plan: MandateTerms['plan']) => Partial<MandateTerms['plan']>) =>
    checkMandateTerms({ ...terms, plan: { ...terms.plan, ...change(terms.plan) } });
  const beyond = (change: object) => (plan: MandateTerms['plan']) =>
    plan.approval === null ? {} : { approval: { ...plan.approval, limits: { ...plan.approval.limits, ...change } } };

  test.each<[string, (plan: MandateTerms['plan']) => Partial<MandateTerms['plan']>]>([
    ['plan.instalmentsMax', () => ({ instalmentsMax: 61 })],
    ['plan.instalmentsMax', () => ({ instalmentsMax: 0 })],
    ['plan.monthsMax', () => ({ monthsMax: 0 })],
    ['plan.firstShareMinBp', () => ({ firstShareMinBp: 10_001 })],
    ['plan.approval.instalmentsMax', beyond({ instalmentsMax: 5 })],
    ['plan.approval.daysToFirstMax', beyond({ daysToFirstMax: 29 })],
    ['plan.approval.firstShareMinBp', beyond({ firstShareMinBp: 1 })],
  ])('are refused when %s makes no sense', (field, change) => {
    expect(wrong(change)).toMatchObject({ error: { code: 'MANDATE_TERMS_INVALID', details: { field } } });
  });
});
