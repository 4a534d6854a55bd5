import type { Id } from '../../shared/ids/ids';
import type { CommandPayload } from '../../shared/protocol/commands';
import { refuse, ok, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import { admitAction } from '../customers/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { lockApproval } from './approval-store';
import { close } from './decide-approval';
import type { PlansDeps } from './deps';
import { endPlan } from './end-plan';
import { readPlan } from './store';

/**
 * Ends a running plan in a call, or withdraws a draft that waits for a supervisor. A fee it has cost stays: it was told and
 * agreed. Refused with NOT_FOUND, the gate's refusals, or PLAN_NOT_RUNNING.
 */
export async function cancelPlan(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: CommandPayload<'plan:cancel'> },
  deps: PlansDeps,
): Promise<Result<{ planId: Id<'plan'> }>> {
  const { login, payload } = ask;
  const { callId, planId, why } = payload;
  const today = (country: Parameters<typeof localDate>[1]) => localDate(tx.nowMs, country);
  const first = await readPlan(tx.sql, planId, today);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: first });
  if (!admitted.ok) return admitted;
  if (first === null) return refuse('NOT_FOUND');
  await deps.ledger.lockAccounts(tx.sql, [first.accountId]);
  const standing = await readPlan(tx.sql, planId, today);
  if (standing === null) return refuse('NOT_FOUND');
  const isWaiting = standing.plan.state === 'awaiting_approval';
  const question = isWaiting ? await lockApproval(tx.sql, planId) : null;
  const ended = await endPlan(tx, standing, { event: 'cancelled', by: login.id, why }, deps);
  if (!ended.ok) return ended;
  if (question !== null) {
    await close(tx, { ...standing, askedBy: question.askedBy }, { decision: 'withdrawn', by: login.id, note: why });
  }
  await tx.audit({
    loginAccountId: login.id,
    action: 'plan.cancel',
    subjectKind: 'customer',
    subjectId: standing.customerId,
    detail: { planId, callId, wasWaiting: isWaiting },
  });
  return ok({ planId: standing.plan.id });
}
