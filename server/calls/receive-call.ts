import { createHash, randomBytes } from 'node:crypto';
import { newCallLife } from '../../shared/calls/call-machine';
import type { Id } from '../../shared/ids/ids';
import type { Country, Language } from '../../shared/lang/languages';
import { ok, refuse, type Result } from '../../shared/result';
import type { Tx } from '../platform/unit-of-work';
import type { CallRow } from './call-row';
import { insertCall, readLastAbandoned } from './call-store';
import { askCarrier } from './carrier-work';
import type { CallChanger } from './change-call';
import { placeGivenBack } from './domain/place-on-entry';
import { normalisePhone, possiblePhones } from '../customers';
import type { People } from './people';

const TOKEN_BYTES = 32;

interface DialledNumber {
  readonly phone: string;
  readonly creditor_id: string;
  readonly queue_id: string;
  readonly language: Language;
  readonly country: Country;
  readonly topic: string | null;
  readonly priority: number;
  readonly required_skills: CallRow['requiredSkills'];
}

/** Whose number was dialled; null when it is nobody's. */
async function findDialledNumber(tx: Tx, toNumber: string): Promise<DialledNumber | null> {
  const row = await tx
    .sql('creditor_numbers as n')
    .join('queues as q', 'q.id', 'n.queue_id')
    .join('creditors as c', 'c.id', 'n.creditor_id')
    .whereIn('n.phone', [...possiblePhones(toNumber)])
    .first<DialledNumber | undefined>(
      'n.phone',
      'n.creditor_id',
      'n.queue_id',
      'n.language',
      'c.country',
      'q.topic',
      'q.priority',
      'q.required_skills',
    );
  return row ?? null;
}

/**
 * A customer dials. Refused with NUMBER_UNKNOWN or NUMBER_INVALID and nothing kept; else the call is `arriving`, with the
 * people it may be and the place in line of a call given up shortly before.
 */
export async function receiveCall(
  tx: Tx,
  people: People,
  dialled: { readonly fromNumber: string; readonly toNumber: string },
): Promise<Result<CallRow>> {
  const number = await findDialledNumber(tx, dialled.toNumber);
  if (number === null) return refuse('NUMBER_UNKNOWN');
  const fromNumber = normalisePhone(dialled.fromNumber, number.country);
  if (fromNumber === null) return refuse('NUMBER_INVALID');
  const creditorId = number.creditor_id;
  const candidateIds = await people.findByPhone(tx.sql, { phone: fromNumber, creditorId });
  const earlier = placeGivenBack(tx.nowMs, await readLastAbandoned(tx.sql, { fromNumber, creditorId }));
  const call: CallRow = {
    ...newCallLife({ direction: 'in' }, tx.nowMs),
    ...emptyCall(),
    id: tx.makeId('call'),
    creditorId: creditorId as Id<'creditor'>, // rows of creditors and queues hold nothing but such ids
    queueId: number.queue_id as Id<'queue'>,
    language: number.language,
    fromNumber,
    toNumber: number.phone,
    topic: number.topic,
    priority: number.priority,
    requiredSkills: number.required_skills,
    arrivedAt: tx.nowMs,
    placeSince: earlier?.placeSince ?? null,
    returnedFromCallId: earlier === null ? null : (earlier.callId as Id<'call'>),
    candidateIds,
    customerId: candidateIds.length === 1 ? (candidateIds[0] ?? null) : null,
    customerLegId: tx.makeId('leg'),
  };
  await insertCall(tx.sql, call);
  recordReceived(tx, call);
  return ok(call);
}

/** Columns that are empty when a call begins. */
export function emptyCall(): Pick<
  CallRow,
  | 'offeredAt'
  | 'heldAt'
  | 'stickyUntil'
  | 'caseId'
  | 'agentLegId'
  | 'isAgentMuted'
  | 'endedBy'
  | 'endReason'
  | 'noticePlayedAt'
  | 'announcedAt'
  | 'digits'
  | 'version'
> {
  return {
    offeredAt: null,
    heldAt: null,
    stickyUntil: null,
    caseId: null,
    agentLegId: null,
    isAgentMuted: false,
    endedBy: null,
    endReason: null,
    noticePlayedAt: null,
    announcedAt: null,
    digits: '',
    version: 0,
  };
}

export function recordReceived(tx: Tx, call: CallRow): void {
  tx.record('call.received', call.id, {
    callId: call.id,
    direction: call.direction,
    creditorId: call.creditorId,
    queueId: call.queueId,
    language: call.language,
    customerId: call.customerId,
    returnedFromCallId: call.returnedFromCallId,
    agentId: call.agentId,
  });
}

/** The customer is in the room: greeted with the recording notice, and waiting. */
export async function queueCall(tx: Tx, changer: CallChanger, call: CallRow): Promise<Result<CallRow>> {
  const queued = await changer.apply(tx, call, { event: { type: 'queue_entered' }, by: 'system', why: 'new' });
  if (queued.ok) await greet(tx, call.id);
  return queued;
}

/** Welcome and recording notice; what is recorded starts when it has been heard. */
export async function greet(tx: Tx, callId: string): Promise<void> {
  const announcementId = `greeting-${callId}`;
  await askCarrier(tx, { kind: 'announce', callId, announcementId, key: 'greeting', position: null }, 'greeting');
}

/** Gives the phone page what it finds its call again by; only the hash is kept. */
export async function issuePhoneToken(tx: Tx, callId: string): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await tx
    .sql('phone_tokens')
    .insert({ token_hash: phoneTokenHash(token), call_id: callId, created_at: new Date(tx.nowMs) });
  return token;
}

export function phoneTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
