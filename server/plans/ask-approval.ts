import type { Id } from '../../shared/ids/ids';
import { breachesOf, checkPlan } from '../../shared/plans/index';
import type { CommandPayload } from '../../shared/protocol/commands';
import { refuse, ok, type Result } from '../../shared/result';
import { nextBankDay } from '../../shared/time/bank-days';
import { addDays } from '../../shared/time/dates';
import { instantAt } from '../../shared/time/zones';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { casesOf, tellLedger, writeProposal } from './agree';
import { insertApproval } from './approval-store';
import { openDraft } from './create-plan';
import { APPROVAL_TIMER, factOf, type PlansDeps } from './deps';
import { asChanged } from './draft';
import { savePlanState } from './write-plan';

/**
 * Puts a draft that goes beyond the mandate before a supervisor. It binds nobody; the case rests until the answer, or until
 * the end of the next bank day when nobody answers. Refused as createPlan is, with PLAN_APPROVAL_NOT_NEEDED when the agent may
 * agree it, PLAN_APPROVAL_NOBODY when the creditor lets nobody, PLAN_BEYOND_SUPERVISOR when it passes their limits too.
 */
export async function askApproval(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: CommandPayload<'plan:ask-approval'> },
  deps: PlansDeps,
): Promise<Result<{ planId: Id<'plan'>; dueAt: number }>> {
  const { login, payload } = ask;
  const { draft, callId, scriptRunId, replacesPlanId, why } = payload;
  const opened = await openDraft(tx, ask, deps);
  if (!opened.ok) return opened;
  const ground = opened.value;
  const { account, mandate, today, context } = ground;
  const checked = asChanged(checkPlan(draft, context, 'supervisor'), ground);
  if (!checked.ok) return checked;
  const breaches = breachesOf(draft.instalments, mandate.plan, context);
  if (breaches.length === 0) return refuse('PLAN_APPROVAL_NOT_NEEDED');
  const planId = await writeProposal(tx, { ground, draft, callId, scriptRunId, madeBy: login.id, replacesPlanId });
  await savePlanState(tx.sql, { planId, state: 'awaiting_approval' }, null);
  const lastDay = nextBankDay(today, account.country);
  const dueAt = instantAt(addDays(lastDay, 1), 0, account.country);
  await insertApproval(tx.sql, { planId, askedBy: login.id, askedAt: tx.nowMs, why, breaches, dueAt });
  await tx.setTimer(APPROVAL_TIMER, planId, { dueAtMs: dueAt, isLease: false });
  for (const caseId of casesOf(ground.situation)) {
    const hold = { caseId, kind: 'plan', untilDate: lastDay, placedBy: login.id, callId, note: '' } as const;
    // A running plan that waits to be replaced holds its case already, and longer.
    // oxlint-disable-next-line no-await-in-loop
    if (replacesPlanId === null) await deps.ledger.placeHold(tx, hold, 'renew');
  }
  const fact = factOf(planId, account, draft.caseId);
  tx.record('plan.approval_asked', planId, { ...fact, askedBy: login.id, dueAt });
  tx.record('plan.changed', planId, { planId, state: 'awaiting_approval' });
  tellLedger(tx, account, [planId]);
  await tx.audit({
    loginAccountId: login.id,
    action: 'plan.ask_approval',
    subjectKind: 'customer',
    subjectId: account.customerId,
    detail: { planId, mandateId: mandate.id, callId, breaches: breaches.map(({ limit }) => limit) },
  });
  return ok({ planId, dueAt });
}
