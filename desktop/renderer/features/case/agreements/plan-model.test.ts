import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  sampleClaim,
  sampleDispute,
  samplePlan,
  SAMPLE_TODAY,
} from '../../../../../shared/call-scripts/testing/sample-case-file';
import type { CaseFile } from '../../../../../shared/ledger/case-file';
import { isoDate } from '../../../../../shared/time/dates';
import { counterOffers, plannableClaims, planContext, planDraftOf, previewPlan, type PlanSettings } from './plan-model';

function situation(caseFile: CaseFile = caseFileWith({}), change: Partial<PlanSettings> = {}) {
  const [account] = caseFile.accounts;
  if (account === undefined) throw new Error('The sample has an account');
  const settings: PlanSettings = {
    claimIds: plannableClaims(account).map(({ id }) => id),
    count: 3,
    firstDate: isoDate('2026-05-15'),
    cadence: 'monthly',
    wishMinor: null,
    isCostTold: true,
    ...change,
  };
  return { account, settings, context: planContext(account, caseFile, settings) };
}

describe('the plan being built', () => {
  test('the instalments always sum to what is open, to the øre', () => {
    assert(
      property(integer({ min: 1, max: 6 }), integer({ min: 60_000, max: 900_000 }), (count, open) => {
        const text = String(open);
        const caseFile = caseFileWith({
          claims: [sampleClaim(1, { originalMinor: text, balanceMinor: text })],
          payments: [],
        });
        const { context, settings, account } = situation(caseFile, { count });
        const preview = previewPlan(context, settings);
        const sum = preview?.rows.reduce((total, { amountMinor }) => total + amountMinor, 0n);
        expect(sum).toBe(BigInt(open));
        if (preview === null) return;
        const draft = planDraftOf(preview, { account, claimIds: settings.claimIds });
        const wire = draft.instalments.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);
        expect(wire).toBe(BigInt(open));
      }),
    );
  });

  test('a date moved off a holiday says which day it was and why', () => {
    const { context, settings } = situation(undefined, { firstDate: isoDate('2026-05-17'), count: 1 });
    expect(previewPlan(context, settings)?.rows[0]).toMatchObject({
      dueDate: '2026-05-18',
      movedFrom: { date: '2026-05-17', holiday: { name: { nb: expect.stringMatching(/dag/u) } } },
    });
  });

  test('a plan beyond the mandate is refused with its reason before anything is sent', () => {
    const late = situation(undefined, { firstDate: isoDate('2026-08-03') });
    expect(previewPlan(late.context, late.settings)?.verdict).toMatchObject({
      ok: false,
      error: { code: 'PLAN_FIRST_DATE' },
    });
    const many = situation(undefined, { count: 12 });
    expect(previewPlan(many.context, many.settings)?.verdict).toMatchObject({ ok: false });
    const second = situation(caseFileWith({ plans: [samplePlan(1, [sampleClaim(1043).id])] }));
    expect(previewPlan(second.context, second.settings)?.verdict).toMatchObject({
      ok: false,
      error: { code: 'PLAN_ACTIVE_ALREADY' },
    });
  });

  test('what is disputed cannot be planned', () => {
    const claim = sampleClaim(1043);
    const { account } = situation(caseFileWith({ claims: [claim], disputes: [sampleDispute(1, claim)] }));
    expect(plannableClaims(account)).toEqual([]);
  });

  test('the first offer is the one nearest to what the customer can pay', () => {
    const { context, settings } = situation(undefined, { wishMinor: null });
    const offers = counterOffers(context, settings);
    expect(offers.ok && offers.value.length).toBeGreaterThan(0);
    expect(SAMPLE_TODAY <= (offers.ok ? (offers.value[0]?.instalments[0]?.dueDate ?? '') : '')).toBe(true);
  });

  test('a draft names a case only when all its claims are in that one', () => {
    const inCase = sampleClaim(1);
    const outside = sampleClaim(2, { caseId: null });
    const both = situation(caseFileWith({ claims: [inCase, outside], payments: [] }));
    const preview = previewPlan(both.context, both.settings);
    if (preview === null) throw new Error('Two open claims make a plan');
    expect(planDraftOf(preview, { account: both.account, claimIds: both.settings.claimIds }).caseId).toBeNull();
    expect(planDraftOf(preview, { account: both.account, claimIds: [inCase.id] }).caseId).toBe(inCase.caseId);
  });
});
