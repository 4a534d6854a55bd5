import { ok, refuse, type Result } from '../../shared/result';
import { IDENTITY_FACTORS_MIN, type IdentityFactor, type PopView } from '../../shared/protocol/views';
import type { CommandPayload } from '../../shared/protocol/commands';
import type { Id } from '../../shared/ids/ids';
import { localDate } from '../../shared/time/zones';
import type { RecordCallAction } from '../customers/index';
import type { Login } from '../platform/auth/login';
import type { Tx, UnitOfWork } from '../platform/unit-of-work';
import type { CaseFileParts } from './case-file';
import { buildPop } from './pop';
import { lockCall, openGate, readGate, type GateState } from './store';

type Ask = CommandPayload<'identity:verify'>;

export interface VerifyParts extends CaseFileParts {
  readonly recordCallAction: RecordCallAction;
}

/**
 * Opens the identity gate of a customer in the agent's own call and answers with the case file. Refused with
 * IDENTITY_THIRD_PARTY when somebody else speaks and no authority is on record for them, IDENTITY_TOO_FEW_FACTORS below two,
 * NOT_FOUND for a call or customer that is not theirs to see, CALL_ENDED afterwards.
 */
export async function verifyIdentity(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: Ask },
  parts: VerifyParts,
): Promise<Result<PopView>> {
  const { login, payload } = ask;
  const { callId, customerId } = payload;
  const admitted = await admitCaller(tx, ask, parts);
  if (!admitted.ok) return admitted;
  const { gate, factors, authorityId } = admitted.value;
  await openGate(tx.sql, { callId, customerId, factors, openedBy: login.id, authorityId }, tx.nowMs);
  const pop = await buildPop(
    tx.sql,
    { callId, customerId, creditorScope: login.creditorScope, nowMs: tx.nowMs, changedIds: [] },
    parts,
  );
  if (pop === null) return refuse('NOT_FOUND');
  await tx.audit({
    loginAccountId: login.id,
    action: 'identity.verify',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { callId, factors, ...(authorityId === null ? {} : { authorityId }) },
  });
  // Asked again, as after a lost answer: read and audited anew, but it happened once.
  if (gate.openedAt !== null && gate.callCustomerId === customerId) return ok(pop);
  tx.record('identity.verified', callId, { callId, customerId, factors, agentId: login.id });
  const kinds = [...new Set(pop.insights.map(({ kind }) => kind))];
  if (kinds.length > 0) tx.record('call.insights_shown', callId, { callId, kinds });
  await parts.recordCallAction(tx, callId, 'identity_verified', customerId);
  return ok(pop);
}

interface AdmittedCaller {
  readonly gate: GateState;
  readonly factors: readonly IdentityFactor[];
  /** On whose behalf somebody else than the customer speaks; null when it is the customer. */
  readonly authorityId: Id<'authorityOnRecord'> | null;
}

async function admitCaller(
  tx: Tx,
  { login, payload }: { readonly login: Login; readonly payload: Ask },
  parts: VerifyParts,
): Promise<Result<AdmittedCaller>> {
  const { callId, customerId, isThirdParty } = payload;
  await lockCall(tx.sql, callId);
  const gate = await readGate(tx.sql, callId, customerId);
  if (gate === null || gate.agentId !== login.id) return refuse('NOT_FOUND');
  if (!gate.isOpenForWork) return refuse('CALL_ENDED');
  const visible = await parts.ledger.withinScope(tx.sql, [customerId], login.creditorScope);
  if (!visible.has(customerId)) return refuse('NOT_FOUND');
  const authorityId = isThirdParty ? await authorityOf(tx, payload, parts) : null;
  if (isThirdParty && authorityId === null) return refuse('IDENTITY_THIRD_PARTY');
  const factors = [...new Set(payload.factors)];
  if (factors.length < IDENTITY_FACTORS_MIN) return refuse('IDENTITY_TOO_FEW_FACTORS', { min: IDENTITY_FACTORS_MIN });
  return ok({ gate, factors, authorityId });
}

/** The authority on record of whoever speaks; null without one, or when they did not say who they are. */
async function authorityOf(
  tx: Tx,
  { customerId, thirdParty }: Ask,
  parts: VerifyParts,
): Promise<Id<'authorityOnRecord'> | null> {
  const [customer] = await parts.customers.readCustomers(tx.sql, [customerId]);
  if (thirdParty == null || customer === undefined) return null;
  const today = localDate(tx.nowMs, customer.country);
  return parts.customers.findAuthorityOf(tx.sql, { customerId, ...thirdParty, today });
}

/** Refusals that are themselves worth keeping: somebody tried, and the gate stayed shut. */
const REFUSALS_TOLD: readonly string[] = ['IDENTITY_THIRD_PARTY', 'IDENTITY_TOO_FEW_FACTORS'];

/** Writes a refusal down in a transaction of its own, because the refused one leaves nothing behind. */
export async function tellRefusal(
  unitOfWork: UnitOfWork,
  ask: { readonly login: Login; readonly payload: Ask },
  why: string,
): Promise<void> {
  if (!REFUSALS_TOLD.includes(why)) return;
  const { login, payload } = ask;
  const { callId, customerId, factors } = payload;
  await unitOfWork.run(async (tx) => {
    tx.record('identity.refused', callId, { callId, customerId, why, agentId: login.id });
    await tx.audit({
      loginAccountId: login.id,
      action: 'identity.refused',
      subjectKind: 'customer',
      subjectId: customerId,
      detail: { callId, why, factors },
    });
  });
}
