import { newCallLife } from '../../shared/calls/call-machine';
import { LANGUAGE_OF_COUNTRY, type Country, type Language } from '../../shared/lang/languages';
import { mayCallAt, type RuleRows } from '../../shared/rules';
import type { CustomerKind } from '../../shared/ledger/vocabulary';
import type { CommandPayload } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import { changeAgent } from '../agents';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { auditCandidates } from './audit-candidates';
import type { CallRow } from './call-row';
import { insertCall, lockCall } from './call-store';
import type { CallChanger } from './change-call';
import { normalisePhone } from '../customers';
import type { Phones } from './phones';
import { emptyCall, recordReceived } from './receive-call';

export const DIAL_TIMER = 'dial-ring';
/** How long a customer's phone rings before we give up: five to six rings. */
const DIAL_RING_MS = 30_000;
/** An agent's audio that is not there by then: nobody is rung to a silent line. */
const DIAL_MEDIA_MS = 10_000;

interface Called {
  readonly country: Country;
  readonly language: Language;
  readonly kind: CustomerKind;
}

interface DialParts {
  readonly changer: CallChanger;
  readonly phones: Phones;
  /** False in the demo world, where it is always a good time to call an invented person. */
  readonly hasCallHours: boolean;
  readonly mayCall: MayCall;
  /** The calling hours to go by; the program's own when left out. */
  readonly ruleRows: RuleRows | undefined;
}

/** Whether a customer may be rung for a creditor now; what stands against it is not the telephone's to know. */
export type MayCall = (
  sql: Tx['sql'],
  ask: {
    readonly customerId: string;
    readonly creditorId: string;
    readonly caseId: string | null;
    readonly nowMs: number;
  },
) => Promise<Result<undefined>>;

/**
 * An agent calls a customer. Refused when they are engaged, may not see the creditor, the hour is not allowed by law, something
 * stands against ringing this customer (a dispute, care), or nobody can be reached under the number. After: the call is
 * `dialing` and theirs; the phone rings once their audio is there.
 */
export async function dialCustomer(
  tx: Tx,
  parts: DialParts,
  request: { login: Login; payload: CommandPayload<'call:dial'> },
): Promise<Result<CallRow>> {
  const { login, payload } = request;
  const creditor = await findCreditor(tx, payload.creditorId);
  if (creditor === null || !maySeeCreditor(login, payload.creditorId)) return refuse('NOT_FOUND');
  const called = await findCalled(tx, payload, creditor);
  if (called === null) return refuse('NOT_FOUND');
  const toNumber = normalisePhone(payload.toNumber, called.country);
  if (toNumber === null) return refuse('NUMBER_INVALID');
  const may = await mayRing(tx, parts, { called, payload });
  if (!may.ok) return may;
  if (!parts.phones.isReachable(toNumber)) return refuse('NUMBER_UNKNOWN');
  const isBusy = await isNumberInCall(tx, toNumber);
  const call = newOutboundCall(tx, request, { toNumber, fromNumber: creditor.phone, language: called.language });
  const agent = await changeAgent(tx, login.id, { type: 'dialled' });
  if (!agent.ok) return agent;
  await insertCall(tx.sql, call);
  await auditCandidates(tx, call, 'dial');
  await tx.sql('agent_engagements').insert({ agent_id: login.id, call_id: call.id, since: new Date(tx.nowMs) });
  recordReceived(tx, call);
  if (isBusy) return parts.changer.apply(tx, call, { event: { type: 'busy' }, by: 'customer', why: 'busy' });
  await tx.setTimer(DIAL_TIMER, call.id, { dueAtMs: tx.nowMs + DIAL_MEDIA_MS, isLease: true });
  return ok(call);
}

/** Whether law allows the hour, and nothing stands against ringing this customer now. */
async function mayRing(
  tx: Tx,
  parts: DialParts,
  { called, payload }: { called: Called; payload: CommandPayload<'call:dial'> },
): Promise<Result<undefined>> {
  if (parts.hasCallHours) {
    const { country, kind: customerKind } = called;
    const { creditorId } = payload;
    const allowed = mayCallAt(tx.nowMs, { country, customerKind, creditorId, rows: parts.ruleRows?.() });
    if (!allowed.ok) return allowed;
  }
  const { customerId, creditorId, caseId } = payload;
  if (customerId === null) return ok(undefined);
  return parts.mayCall(tx.sql, { customerId, creditorId, caseId, nowMs: tx.nowMs });
}

function newOutboundCall(
  tx: Tx,
  request: { login: Login; payload: CommandPayload<'call:dial'> },
  line: { toNumber: string; fromNumber: string; language: Language },
): CallRow {
  const { login, payload } = request;
  return {
    ...newCallLife({ direction: 'out', agentId: login.id }, tx.nowMs),
    ...emptyCall(),
    ...line,
    id: tx.makeId('call'),
    creditorId: payload.creditorId,
    queueId: null,
    topic: null,
    priority: 0,
    requiredSkills: [],
    arrivedAt: tx.nowMs,
    placeSince: null,
    returnedFromCallId: null,
    candidateIds: payload.customerId === null ? [] : [payload.customerId],
    customerId: payload.customerId,
    caseId: payload.caseId,
    customerLegId: null,
  };
}

/** True when customer and case, where they are given, belong to the creditor the call is made for. */
async function isOfCreditor(tx: Tx, payload: CommandPayload<'call:dial'>): Promise<boolean> {
  const { creditorId, customerId, caseId } = payload;
  if (customerId === null) return caseId === null;
  const query = tx.sql('customer_accounts as a').where({ 'a.creditor_id': creditorId, 'a.customer_id': customerId });
  if (caseId !== null) void query.join('cases as k', 'k.customer_account_id', 'a.id').where('k.id', caseId);
  return (await query.first('a.id')) !== undefined;
}

async function findCreditor(tx: Tx, creditorId: string): Promise<{ phone: string; country: Country } | null> {
  const row = await tx.sql('creditors').where({ id: creditorId }).first<{ phone: string; country: Country }>();
  return row ?? null;
}

/** Whom the call is for; null when customer or case is not the creditor's, or nobody's. */
async function findCalled(
  tx: Tx,
  payload: CommandPayload<'call:dial'>,
  creditor: { country: Country },
): Promise<Called | null> {
  if (!(await isOfCreditor(tx, payload))) return null;
  if (payload.customerId === null) {
    // Not knowing whom we call, the narrower rule of consumers holds.
    return { country: creditor.country, language: LANGUAGE_OF_COUNTRY[creditor.country], kind: 'consumer' };
  }
  const row = await tx.sql('customers').where({ id: payload.customerId }).first<Called>('country', 'language', 'kind');
  return row ?? null;
}

async function isNumberInCall(tx: Tx, number: string): Promise<boolean> {
  const row = await tx
    .sql('calls')
    .whereNull('ended_at')
    .where((either) =>
      either.where({ to_number: number, direction: 'out' }).orWhere({ from_number: number, direction: 'in' }),
    )
    .first('id');
  return row !== undefined;
}

/** The deadline of a dialled call: without the agent's audio it is cancelled, unanswered it is given up; rung anew in between. */
export async function dialDeadline(tx: Tx, changer: CallChanger, callId: string): Promise<void> {
  const call = await lockCall(tx.sql, callId);
  if (call === null) return;
  if (call.state === 'dialing') {
    await changer.apply(tx, call, { event: { type: 'cancelled' }, by: 'system', why: 'no_media' });
    return;
  }
  if (call.state !== 'ringing') return;
  const dueAtMs = call.stateSince + DIAL_RING_MS;
  if (dueAtMs > tx.nowMs) await tx.setTimer(DIAL_TIMER, callId, { dueAtMs, isLease: true });
  else await changer.apply(tx, call, { event: { type: 'no_answer' }, by: 'customer', why: 'no_answer' });
}
