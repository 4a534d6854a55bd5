import type { Id } from '../../shared/ids/ids';
import { checkPlan } from '../../shared/plans/index';
import type { CommandPayload } from '../../shared/protocol/commands';
import { refuse, ok, type Result } from '../../shared/result';
import { admitAction } from '../customers/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { bind, writeProposal } from './agree';
import type { PlansDeps } from './deps';
import { asChanged, readGround, type DraftGround } from './draft';
import { readPlan } from './store';

type Payload = Pick<
  CommandPayload<'plan:create'>,
  'callId' | 'scriptRunId' | 'draft' | 'isCostTold' | 'replacesPlanId'
>;

/**
 * The door of every draft made in a call: the caller is on the call, the gate is open, the claims can be planned, and a plan
 * to be replaced runs on the same account (PLAN_NOT_RUNNING otherwise).
 */
export async function openDraft(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: Payload },
  deps: PlansDeps,
): Promise<Result<DraftGround>> {
  const { login, payload } = ask;
  const { draft, callId, replacesPlanId } = payload;
  const account = await deps.ledger.readAccountHead(tx.sql, draft.customerAccountId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  const ground = await readGround(
    tx,
    {
      account,
      caseId: draft.caseId,
      claimIds: draft.claimIds,
      isCostTold: payload.isCostTold,
      sinceMs: admitted.value.openedAt,
      exceptPlanIds: replacesPlanId === null ? [] : [replacesPlanId],
    },
    deps,
  );
  if (!ground.ok || replacesPlanId === null) return ground;
  const replaced = await readPlan(tx.sql, replacesPlanId, () => ground.value.today);
  if (replaced === null || replaced.accountId !== account.id) return refuse('NOT_FOUND');
  return replaced.plan.state === 'active' ? ground : refuse('PLAN_NOT_RUNNING', { state: replaced.plan.state });
}

/**
 * Agrees a plan in a call: everything `checkPlan` asks, against the mandate as it is when this commits (locked for share) and
 * balances that nobody can change meanwhile (account locked). Holds the cases of its claims. Refused as checkPlan says, with
 * PLAN_CLAIMS_CHANGED when the claims moved since the gate was opened, DISPUTE_OPEN_ALREADY while one of them is disputed,
 * CASE_STOPPED when it bears a fee and the case may bear none now.
 */
export async function createPlan(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: CommandPayload<'plan:create'> },
  deps: PlansDeps,
): Promise<Result<{ planId: Id<'plan'> }>> {
  const { login, payload } = ask;
  const { draft, callId, scriptRunId, replacesPlanId } = payload;
  const opened = await openDraft(tx, ask, deps);
  if (!opened.ok) return opened;
  const ground = opened.value;
  const checked = asChanged(checkPlan(draft, ground.context), ground);
  if (!checked.ok) return checked;
  const planId = await writeProposal(tx, { ground, draft, callId, scriptRunId, madeBy: login.id, replacesPlanId });
  const agreement = { planId, ground, draft, callId, agreedBy: login.id, approvedBy: null, replacesPlanId };
  const bound = await bind(tx, agreement, deps);
  if (!bound.ok) return bound;
  await tx.audit({
    loginAccountId: login.id,
    action: 'plan.create',
    subjectKind: 'customer',
    subjectId: ground.account.customerId,
    detail: { planId, mandateId: ground.mandate.id, callId, replacesPlanId },
  });
  await deps.recordCallAction(tx, callId, 'plan_created', planId);
  return ok({ planId });
}
