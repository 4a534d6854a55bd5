import type { Mandate } from '../../shared/ledger/case-file';
import type { PlanApproval } from '../../shared/ledger/plan-life';
import type { Role } from '../../shared/agents/vocabulary';
import { checkPlan } from '../../shared/plans/index';
import { refuse, ok, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { bind } from './agree';
import { isCallOpen, lockApproval, saveDecision } from './approval-store';
import { APPROVAL_TIMER, factOfStanding, type PlansDeps } from './deps';
import { asChanged, readGround } from './draft';
import { endPlan } from './end-plan';
import { readPlan, type StandingPlan } from './store';

/** Whether someone with these roles decides for the role the creditor named; an administrator stands above a lead. */
export function mayDecide(roles: readonly Role[], mandate: Mandate): boolean {
  const role = mandate.plan.approval?.role;
  if (role === undefined) return false;
  return roles.includes(role) || (role === 'lead' && roles.includes('admin'));
}

export interface Decision {
  readonly planId: string;
  readonly decision: 'approve' | 'reject';
  readonly note: string;
}

/**
 * A supervisor's answer. A yes is measured by the supervisor's limits in the mandate as it is now, and by balances and
 * calendar as they are now; then the creditor is bound. Refused with NOT_FOUND (none, or outside the scope),
 * PLAN_DECIDED_ALREADY, PLAN_OWN_APPROVAL, FORBIDDEN (the creditor named another role), and as checkPlan says.
 */
export async function decideApproval(
  tx: Tx,
  ask: { readonly login: Login; readonly decision: Decision },
  deps: PlansDeps,
): Promise<Result<{ planId: StandingPlan['plan']['id'] }>> {
  const { login, decision } = ask;
  const standing = await openQuestion(tx, login, decision.planId, deps);
  if (!standing.ok) return standing;
  const isApproved = decision.decision === 'approve';
  const done = isApproved
    ? await approve(tx, standing.value, login, deps)
    : await endPlan(tx, standing.value, { event: 'cancelled', by: login.id, why: decision.note }, deps);
  if (!done.ok) return done;
  await close(tx, standing.value, {
    decision: isApproved ? 'approved' : 'rejected',
    by: login.id,
    note: decision.note,
  });
  await tx.audit({
    loginAccountId: login.id,
    action: isApproved ? 'plan.approve' : 'plan.reject',
    subjectKind: 'customer',
    subjectId: standing.value.customerId,
    detail: { planId: decision.planId },
  });
  return ok({ planId: standing.value.plan.id });
}

/** Locks account, then question: the order every writer of plans keeps. */
async function openQuestion(
  tx: Tx,
  login: Login,
  planId: string,
  deps: PlansDeps,
): Promise<Result<StandingPlan & { readonly askedBy: string }>> {
  const first = await readPlan(tx.sql, planId, (country) => localDate(tx.nowMs, country));
  if (first === null || !maySeeCreditor(login, first.creditorId)) return refuse('NOT_FOUND');
  await deps.ledger.lockAccounts(tx.sql, [first.accountId]);
  const question = await lockApproval(tx.sql, planId);
  if (question === null) return refuse('NOT_FOUND');
  if (question.decision !== null) return refuse('PLAN_DECIDED_ALREADY', { decision: question.decision });
  if (question.askedBy === login.id) return refuse('PLAN_OWN_APPROVAL');
  return ok({ ...first, askedBy: question.askedBy });
}

async function approve(tx: Tx, standing: StandingPlan, login: Login, deps: PlansDeps): Promise<Result<null>> {
  const { plan, caseId, callId } = standing;
  const account = await deps.ledger.readAccountHead(tx.sql, standing.accountId);
  if (account === null) return refuse('NOT_FOUND');
  const replacesPlanId = plan.replacesPlanId;
  const opened = await readGround(
    tx,
    {
      account,
      caseId,
      claimIds: plan.claimIds,
      // The agent told it when the question was put; nothing in the draft has changed since.
      isCostTold: true,
      sinceMs: plan.madeAt,
      exceptPlanIds: [plan.id, ...(replacesPlanId === null ? [] : [replacesPlanId])],
    },
    deps,
  );
  if (!opened.ok) return opened;
  const ground = opened.value;
  if (ground.mandate.plan.approval !== null && !mayDecide(login.roles, ground.mandate)) return refuse('FORBIDDEN');
  const checked = asChanged(checkPlan(plan, ground.context, 'supervisor'), ground);
  if (!checked.ok) return checked;
  const draft = { caseId, instalments: plan.instalments, feeMinor: plan.feeMinor };
  const bound = await bind(
    tx,
    { planId: plan.id, ground, draft, callId, agreedBy: standing.madeBy, approvedBy: login.id, replacesPlanId },
    deps,
  );
  if (!bound.ok) return bound;
  tx.record('plan.changed', plan.id, { planId: plan.id, state: 'active' });
  // A call that is closed has its outcome; a late yes must not make it look wrong.
  if (callId !== null && (await isCallOpen(tx.sql, callId)))
    await deps.recordCallAction(tx, callId, 'plan_created', plan.id);
  return ok(null);
}

/** Writes the answer down and says so; the plan has been bound or ended already. */
export async function close(
  tx: Tx,
  standing: StandingPlan & { readonly askedBy: string },
  answer: {
    readonly decision: NonNullable<PlanApproval['decision']>;
    readonly by: string | null;
    readonly note: string;
  },
): Promise<void> {
  const { plan, askedBy } = standing;
  await saveDecision(tx.sql, { planId: plan.id, ...answer, nowMs: tx.nowMs });
  await tx.clearTimer(APPROVAL_TIMER, plan.id);
  const fact = factOfStanding(standing);
  const { decision, by: decidedBy } = answer;
  tx.record('plan.approval_decided', plan.id, { ...fact, decision, askedBy, decidedBy });
}

/** The timer: nobody answered in time, so the question lapses and collection goes on as it was. */
export async function expireApproval(tx: Tx, planId: string, deps: PlansDeps): Promise<void> {
  const standing = await readPlan(tx.sql, planId, (country) => localDate(tx.nowMs, country));
  if (standing === null) return;
  await deps.ledger.lockAccounts(tx.sql, [standing.accountId]);
  const question = await lockApproval(tx.sql, planId);
  if (question === null || question.decision !== null) return;
  await endPlan(tx, standing, { event: 'cancelled', by: null, why: '' }, deps);
  await close(tx, { ...standing, askedBy: question.askedBy }, { decision: 'expired', by: null, note: '' });
}
