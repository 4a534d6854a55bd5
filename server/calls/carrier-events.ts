import { isTerminalCallState, type CallEvent } from '../../shared/calls/call-machine';
import type { Tx } from '../platform/unit-of-work';
import type { LegEndReason, RoomEndReason } from '../voice';
import { auditCandidates } from './audit-candidates';
import type { CallRow } from './call-row';
import { lockCall, saveCall } from './call-store';
import type { CarrierInbox, EventOf } from './carrier-inbox';
import type { CallChanger } from './change-call';
import type { People } from './people';

/** How long a customer whose phone page closed its audio may come back: a reload takes one to three seconds. */
export const CUSTOMER_RETURN_MS = 5_000;
/** Its subject is the call; cleared when the customer gets a new leg. */
export const CUSTOMER_RETURN_TIMER = 'customer-return';

/** Longer than any case number; what is keyed beyond it is dropped from the front. */
const DIGITS_KEPT_MAX = 20;

interface Parts {
  readonly inbox: CarrierInbox;
  readonly changer: CallChanger;
  readonly people: People;
}

/** What the carrier's facts do to calls. Anything late or about a replaced leg changes nothing. */
export function registerCarrierEvents(parts: Parts): void {
  const { inbox, changer } = parts;
  inbox.on('leg.connected', (tx, event) => legConnected(tx, changer, event));
  inbox.on('leg.ended', (tx, event) => legEnded(tx, changer, event));
  inbox.on('room.ended', (tx, event) => roomEnded(tx, changer, event));
  inbox.on('digit.received', (tx, event) => digitReceived(tx, parts, event));
}

async function legConnected(tx: Tx, changer: CallChanger, event: EventOf<'leg.connected'>): Promise<void> {
  const call = await lockCall(tx.sql, event.callId);
  if (call === null || event.role !== 'agent' || call.agentLegId !== event.legId) return;
  await agentIsThere(tx, changer, call);
}

/** The agent's audio runs: a waiting customer is joined, a dialled one is rung. */
export async function agentIsThere(tx: Tx, changer: CallChanger, call: CallRow): Promise<void> {
  if (call.state === 'connecting') {
    await changer.apply(tx, call, { event: { type: 'agent_connected' }, by: 'agent', why: 'connected' });
  } else if (call.state === 'dialing') {
    await changer.apply(tx, call, { event: { type: 'customer_ringing' }, by: 'system', why: 'ringing' });
  }
}

const OURS: readonly LegEndReason[] = ['replaced', 'removed', 'room_ended'];

async function legEnded(tx: Tx, changer: CallChanger, event: EventOf<'leg.ended'>): Promise<void> {
  if (OURS.includes(event.reason)) return;
  const call = await lockCall(tx.sql, event.callId);
  if (call === null || isTerminalCallState(call.state)) return;
  if (event.role === 'customer' && call.customerLegId === event.legId) {
    if (event.reason === 'hangup' && (await canComeBack(tx, call))) {
      await tx.setTimer(CUSTOMER_RETURN_TIMER, call.id, { dueAtMs: tx.nowMs + CUSTOMER_RETURN_MS, isLease: true });
      return;
    }
    await changer.apply(tx, call, { event: { type: 'customer_gone' }, by: 'customer', why: event.reason });
  }
  if (event.role === 'agent' && call.agentLegId === event.legId) await agentIsLost(tx, changer, call);
}

/**
 * A browser closes its audio when its page is reloaded; who means to hang up says so by command. Only a conversation is
 * waited with: a caller who leaves the queue is not rung to an agent any more, and gets the old place back by dialling again.
 */
async function canComeBack(tx: Tx, call: CallRow): Promise<boolean> {
  if (call.answeredAt === null) return false;
  return (await tx.sql('phone_tokens').where({ call_id: call.id }).first('call_id')) !== undefined;
}

/** The time to come back is over: the call ended when the customer left, not only now. */
export async function customerStayedAway(tx: Tx, changer: CallChanger, callId: string): Promise<void> {
  const call = await lockCall(tx.sql, callId);
  if (call === null || isTerminalCallState(call.state)) return;
  const leftAt = Math.max(call.stateSince, tx.nowMs - CUSTOMER_RETURN_MS);
  await changer.apply(tx, call, { event: { type: 'customer_gone' }, by: 'customer', why: 'hangup', at: leftAt });
}

/** The agent's leg is gone: the customer hears music and waits for the same agent, then for the next. */
export async function agentIsLost(tx: Tx, changer: CallChanger, call: CallRow): Promise<void> {
  const also = { agentLegId: null };
  await changer.apply(tx, call, { event: { type: 'agent_lost' }, by: 'carrier', why: 'agent_lost', also });
}

function endEventOf(reason: RoomEndReason): CallEvent {
  if (reason === 'hangup' || reason === 'empty') return { type: 'customer_gone' };
  return { type: 'failed' };
}

async function roomEnded(tx: Tx, changer: CallChanger, event: EventOf<'room.ended'>): Promise<void> {
  const call = await lockCall(tx.sql, event.callId);
  if (call === null || isTerminalCallState(call.state)) return;
  await changer.apply(tx, call, { event: endEventOf(event.reason), by: 'carrier', why: event.reason });
}

async function digitReceived(tx: Tx, parts: Parts, event: EventOf<'digit.received'>): Promise<void> {
  const call = await lockCall(tx.sql, event.callId);
  if (call === null || event.role !== 'customer' || isTerminalCallState(call.state)) return;
  const recording = await tx.sql('recordings').where({ call_id: call.id, state: 'paused' }).first('id');
  // What is keyed while the recording rests, or to an agent, is nobody's to keep: it may be a card.
  if (recording !== undefined || call.answeredAt !== null) return;
  tx.record('call.digit', call.id, { callId: call.id, digit: event.digit });
  if (event.digit !== '#') {
    await saveCall(tx.sql, { ...call, digits: `${call.digits}${event.digit}`.slice(-DIGITS_KEPT_MAX) });
    return;
  }
  await caseNumberKeyed(tx, parts.people, call);
}

async function caseNumberKeyed(tx: Tx, people: People, call: CallRow): Promise<void> {
  const { digits, creditorId } = call;
  const found = digits === '' ? null : await people.findByCaseDigits(tx.sql, { digits, creditorId });
  if (found === null) {
    await saveCall(tx.sql, { ...call, digits: '' });
    return;
  }
  const others = call.candidateIds.filter((id) => id !== found.customerId);
  const known = await saveCall(tx.sql, {
    ...call,
    digits: '',
    caseId: found.caseId,
    candidateIds: [found.customerId, ...others],
  });
  await auditCandidates(tx, known, 'case_number');
  tx.record('call.candidates_found', call.id, { callId: call.id });
}
