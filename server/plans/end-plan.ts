import { transitionPlan, type PlanEventType } from '../../shared/plans/index';
import { refuse, ok, type Result } from '../../shared/result';
import type { Tx } from '../platform/unit-of-work';
import { factOfStanding, PLAN_TIMER, type PlansDeps } from './deps';
import type { StandingPlan } from './store';
import { savePlanState } from './write-plan';

type PlanEnd =
  | { readonly event: 'all_paid' | 'missed'; readonly by: null; readonly why: '' }
  | { readonly event: 'cancelled'; readonly by: string | null; readonly why: string }
  | { readonly event: 'replaced'; readonly by: string | null; readonly why: string; readonly byPlanId: string };

/**
 * Ends a plan: its state, its timers, the holds that stood for it, and the facts that say so. The account is locked. Refused
 * with PLAN_NOT_RUNNING when it has ended already.
 */
export async function endPlan(tx: Tx, standing: StandingPlan, end: PlanEnd, deps: PlansDeps): Promise<Result<null>> {
  const { plan } = standing;
  const moved = transitionPlan(
    { state: plan.state, stateSince: plan.madeAt },
    end.event satisfies PlanEventType,
    tx.nowMs,
  );
  if (!moved.ok) return refuse('PLAN_NOT_RUNNING', { state: plan.state });
  const { state } = moved.value;
  await savePlanState(tx.sql, { planId: plan.id, state }, { nowMs: tx.nowMs, by: end.by, why: end.why });
  await tx.clearTimer(PLAN_TIMER, plan.id);
  await endHolds(tx, standing, deps);
  tx.record('plan.changed', plan.id, { planId: plan.id, state });
  recordEnd(tx, standing, end);
  const { customerId, accountId } = standing;
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: accountId, changedIds: [plan.id] });
  return ok(null);
}

function recordEnd(tx: Tx, standing: StandingPlan, end: PlanEnd): void {
  const { plan, status } = standing;
  const fact = factOfStanding(standing);
  if (end.event === 'all_paid') tx.record('plan.kept', plan.id, fact);
  else if (end.event === 'replaced') tx.record('plan.replaced', plan.id, { ...fact, byPlanId: end.byPlanId });
  else if (end.event === 'missed') {
    const missed = status.paidDates.findIndex((date) => date === null);
    const overdueMinor = status.overdueMinor.toString();
    tx.record('plan.broken', plan.id, { ...fact, instalmentNo: missed + 1, overdueMinor });
  } else if (plan.agreedAt !== null) tx.record('plan.cancelled', plan.id, fact);
}

/** The cases of the plan go on, unless another running plan still holds them. */
async function endHolds(tx: Tx, { plan, payableClaimIds }: StandingPlan, deps: PlansDeps): Promise<void> {
  const rows = await tx
    .sql('claims as c')
    .whereIn('c.id', [...payableClaimIds])
    .whereNotNull('c.case_id')
    .whereNotExists((other) =>
      other
        .from('plans as p')
        .join('plan_claims as pc', 'pc.plan_id', 'p.id')
        .join('claims as m', 'm.id', 'pc.claim_id')
        .whereRaw('m.case_id = c.case_id')
        .whereIn('p.state', ['active', 'awaiting_approval'])
        .whereNot('p.id', plan.id)
        .select(tx.sql.raw('1')),
    )
    .distinct<{ case_id: string }[]>('c.case_id');
  for (const { case_id: caseId } of rows) {
    // Rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await deps.ledger.endHolds(tx, caseId, ['plan']);
  }
}
