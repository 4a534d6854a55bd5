import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  sampleClaim,
  sampleDispute,
  samplePlan,
} from '../../../../../shared/call-scripts/testing/sample-case-file';
import type { CaseFile } from '../../../../../shared/ledger/case-file';
import { minor } from '../../../../../shared/money/money';
import { isoDate } from '../../../../../shared/time/dates';
import {
  counterOffers,
  isOffer,
  plannableClaims,
  planContext,
  planDraftOf,
  previewPlan,
  runningPlan,
  withOffer,
  type PlanSettings,
} from './plan-model';

function situation(caseFile: CaseFile = caseFileWith({}), change: Partial<PlanSettings> = {}) {
  const [account] = caseFile.accounts;
  if (account === undefined) throw new Error('The sample has an account');
  const settings: PlanSettings = {
    claimIds: plannableClaims(account).map(({ id }) => id),
    count: 3,
    firstDate: isoDate('2026-05-15'),
    cadence: 'monthly',
    wishMinor: null,
    eachMinor: null,
    authority: 'agent',
    isCostTold: true,
    replacesPlanId: null,
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

  test('the principal is measured without a fee that is a claim of its own', () => {
    const fee = sampleClaim(1044, { kind: 'fee', originalMinor: '500', balanceMinor: '500', entries: [] });
    const { context } = situation(caseFileWith({ claims: [sampleClaim(1043), fee] }));
    expect([context.claimsOpenMinor, context.principalMinor]).toEqual([118_900n, 118_400n]);
  });

  test('what is disputed cannot be planned', () => {
    const claim = sampleClaim(1043);
    const { account } = situation(caseFileWith({ claims: [claim], disputes: [sampleDispute(1, claim)] }));
    expect(plannableClaims(account)).toEqual([]);
  });

  test('nor is what the creditor gave up, until it is credited', () => {
    const claim = sampleClaim(1043);
    const answered = (creditAwaitedMinor: string | null) => {
      const answer = {
        text: '',
        by: 'creditor' as const,
        saidBy: null,
        acceptedMinor: null,
        creditAwaitedMinor,
        resumesOn: null,
      };
      const detail = { lines: [], isMaterial: true, isOverdue: false, closedAt: 1, answer };
      const dispute = sampleDispute(1, claim, { state: 'upheld', detail });
      return plannableClaims(situation(caseFileWith({ claims: [claim], disputes: [dispute] })).account);
    };
    expect(answered('118400')).toEqual([]);
    expect(answered(null)).toHaveLength(1);
  });

  test('the first offer is the one nearest to what the customer can pay', () => {
    const { context, settings } = situation(undefined, { wishMinor: minor(40_000) });
    const { own } = counterOffers(context, settings);
    expect(own.ok && own.value[0]).toMatchObject({ eachMinor: 40_000n, differsIn: [] });
    const chosen = own.ok ? withOffer(settings, own.value[0], 'agent') : settings;
    expect(previewPlan(context, chosen)?.rows.map(({ amountMinor }) => amountMinor)).toEqual([
      40_000n,
      40_000n,
      38_400n,
    ]);
    expect(own.ok && own.value[0] !== undefined && isOffer(chosen, own.value[0])).toBe(true);
  });

  test('beyond the mandate the preview says what a supervisor is asked, where one may say yes', () => {
    const limits = { instalmentsMax: 12, monthsMax: 12, daysToFirstMax: 60, firstMinMinor: '0', firstShareMinBp: 0 };
    const caseFile = caseFileWith({});
    const [account] = caseFile.accounts;
    if (account === undefined || account.mandate === null) throw new Error('The sample has a mandate');
    const { plan } = account.mandate;
    const approval = {
      role: 'lead',
      limits: { ...plan, ...limits, firstMinMinor: minor(0), instalmentMinMinor: minor(1) },
    } as const;
    const wider = { ...account, mandate: { ...account.mandate, plan: { ...plan, approval } } };
    const { settings } = situation(caseFile, { count: plan.instalmentsMax + 1 });
    const context = planContext(wider, caseFile, settings);
    expect(previewPlan(context, settings)?.breaches?.map(({ limit }) => limit)).toContain('instalments');
    const alone = planContext(account, caseFile, settings);
    expect(previewPlan(alone, settings)?.breaches).toBeNull();
  });

  test('a plan that runs is replaced, not stood beside', () => {
    const claim = sampleClaim(1043);
    const caseFile = caseFileWith({ claims: [claim], plans: [samplePlan(1, [claim.id])] });
    const { account, settings } = situation(caseFile, { count: 2 });
    const running = runningPlan(account, settings.claimIds);
    expect(running?.id).toBe(samplePlan(1, []).id);
    const context = planContext(account, caseFile, { ...settings, replacesPlanId: running?.id ?? null });
    expect(context.hasActivePlan).toBe(false);
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
