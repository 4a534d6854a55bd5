/** What earlier plans mean for the next one on the same claims. */
import type { Claim, CustomerAccount, Plan } from '../ledger/case-file';
import type { HoldKind } from '../ledger/vocabulary';
import { sumMinor, type Minor } from '../money/money';
import type { PlanContext } from './check-plan';

type History = Pick<
  PlanContext,
  | 'isFirstPlan'
  | 'paidPlansBefore'
  | 'isLegalPhase'
  | 'hasActivePlan'
  | 'areFeesStopped'
  | 'isBeforeDemand'
  | 'feesBeforeMinor'
>;

/** Earlier agreements that a plan takes the place of: their holds end when it is agreed. */
export const HOLDS_REPLACED_BY_PLAN: readonly HoldKind[] = ['plan', 'postponement'];

/** True once a plan has bound the creditor; mere proposals and drafts that were refused never did. */
export function wasAgreed({ state, agreedAt }: Pick<Plan, 'state' | 'agreedAt'>): boolean {
  if (state === 'proposed' || state === 'awaiting_approval') return false;
  return state !== 'cancelled' || agreedAt !== null;
}

/**
 * The history of these claims as `checkPlan` and `proposePlans` want it: counted per debt, not per customer. `replacesId` is
 * a running plan that the new one takes the place of.
 */
export function planHistory(
  account: Pick<CustomerAccount, 'plans' | 'claims' | 'cases'> & Partial<Pick<CustomerAccount, 'disputes'>>,
  claimIds: readonly string[],
  replacesId: string | null = null,
): History {
  const chosen = new Set(claimIds);
  const earlier = account.plans.filter((plan) => plan.claimIds.some((id) => chosen.has(id)));
  const agreed = earlier.filter(wasAgreed);
  const caseIds = new Set(account.claims.filter(({ id }) => chosen.has(id)).map(({ caseId }) => caseId));
  return {
    isFirstPlan: agreed.length === 0,
    paidPlansBefore: agreed.filter(({ feeMinor }) => feeMinor > 0n).length,
    isLegalPhase: account.cases.some(({ id, stage }) => caseIds.has(id) && stage === 'legal'),
    hasActivePlan: earlier.some(
      ({ id, state }) => id !== replacesId && (state === 'active' || state === 'awaiting_approval'),
    ),
    isBeforeDemand: !account.cases.some(
      ({ id, stage }) => caseIds.has(id) && (stage === 'payment_demand' || stage === 'legal'),
    ),
    feesBeforeMinor: feesOf(
      account.claims.filter(({ id, caseId }) => chosen.has(id) || (caseId !== null && caseIds.has(caseId))),
    ),
    areFeesStopped: areFeesStopped(account, { chosen, caseIds }),
  };
}

/** What was charged for collecting these claims, less what was let go. */
export function feesOf(claims: readonly Pick<Claim, 'entries'>[]): Minor {
  const fees = claims.flatMap(({ entries }) => entries).filter(({ kind }) => kind === 'fee' || kind === 'fee_waiver');
  return sumMinor(fees.map(({ amountMinor }) => amountMinor));
}

/**
 * Every hold stops fees (shared/disputes/may-be-done.ts), and so does a credit that was promised and has not come. The server
 * asks its case gate when the fee is booked; here it is foreseen, so that the plan is offered without one.
 */
function areFeesStopped(
  account: Pick<CustomerAccount, 'cases'> & Partial<Pick<CustomerAccount, 'disputes'>>,
  { chosen, caseIds }: { readonly chosen: ReadonlySet<string>; readonly caseIds: ReadonlySet<string | null> },
): boolean {
  const isHeld = account.cases.some(
    ({ id, holds }) => caseIds.has(id) && holds.some(({ kind }) => !HOLDS_REPLACED_BY_PLAN.includes(kind)),
  );
  const isCreditAwaited = (account.disputes ?? []).some(
    ({ claimIds, detail }) => detail?.answer?.creditAwaitedMinor != null && claimIds.some((id) => chosen.has(id)),
  );
  return isHeld || isCreditAwaited;
}
