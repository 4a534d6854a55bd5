/** What earlier plans mean for the next one on the same claims. */
import type { CustomerAccount, Plan } from '../ledger/case-file';
import type { PlanContext } from './check-plan';

type History = Pick<PlanContext, 'isFirstPlan' | 'paidPlansBefore' | 'isLegalPhase' | 'hasActivePlan'>;

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
  account: Pick<CustomerAccount, 'plans' | 'claims' | 'cases'>,
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
  };
}
