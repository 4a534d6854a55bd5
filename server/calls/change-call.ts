import type { AgentEventType } from '../../shared/agents/agent-machine';
import {
  AGENT_HOLDING_CALL_STATES,
  isTerminalCallState,
  transitionCall,
  type CallEvent,
} from '../../shared/calls/call-machine';
import { transitionOffer } from '../../shared/calls/offer-machine';
import type { CallState } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import { ok, type Result } from '../../shared/result';
import { changeAgent } from '../agents';
import type { FactPayloads } from '../platform/journal/facts';
import type { Tx } from '../platform/unit-of-work';
import type { RoomEndReason } from '../voice';
import type { CallRow } from './call-row';
import { saveCall } from './call-store';
import { askCarrier } from './carrier-work';
import { lockRingingOffer, saveOffer } from './offer-store';

export const CONNECT_TIMER = 'call-connect';

/** What happens to a call, who caused it, and in which words it is kept. */
export interface CallStep {
  readonly event: CallEvent;
  readonly by: 'agent' | 'customer' | 'carrier' | 'system';
  readonly why: string;
  /** When it happened, epoch ms, if that was before this transaction. */
  readonly at?: number;
  /** How a ringing offer ends when the call leaves its agent; withdrawn when left out. */
  readonly offerEnds?: 'missed' | 'rejected';
  /** Further columns of the row that change with it. */
  readonly also?: Partial<CallRow>;
}

/** Called in the transaction in which an answered call ends: that is when wrap-up begins. */
export type AnsweredCallEnded = (tx: Tx, call: CallRow, agentId: Id<'agent'>) => Promise<void>;

/**
 * The one way a call moves. Before: the row is locked by the caller. After: the row, its facts, its agent, its offer, its
 * deadline and what the carrier must do are written together; or the rules' refusal is returned and nothing changed.
 */
export class CallChanger {
  private readonly endedListeners: AnsweredCallEnded[] = [];

  onAnsweredCallEnded(listener: AnsweredCallEnded): void {
    this.endedListeners.push(listener);
  }

  async apply(tx: Tx, call: CallRow, step: CallStep): Promise<Result<CallRow>> {
    const moved = transitionCall({ ...call, ...step.also }, step.event, step.at ?? tx.nowMs);
    if (!moved.ok) return moved;
    const after = await saveCall(tx.sql, withStamps(call, moved.value, { step, nowMs: tx.nowMs }));
    recordFacts(tx, { before: call, after }, step);
    await askRoom(tx, call, after);
    if (after.connectDueAt !== null && after.connectDueAt !== call.connectDueAt) {
      await tx.setTimer(CONNECT_TIMER, call.id, { dueAtMs: after.connectDueAt, isLease: true });
    }
    if (isHolding(call.state) && !isHolding(after.state)) await this.release(tx, { before: call, after }, step);
    else if (after.state === 'ended' && after.answeredAt !== null) await this.endedWithoutAgent(tx, after);
    return ok(after);
  }

  /** The agent is free of the call: belt off, offer settled, wrap-up opened when there was a conversation. */
  private async release(tx: Tx, change: { before: CallRow; after: CallRow }, step: CallStep): Promise<void> {
    const { before, after } = change;
    const agentId = before.agentId;
    if (agentId === null) return;
    if (before.state === 'offered') await this.settleOffer(tx, before.id, step.offerEnds);
    await tx.sql('agent_engagements').where({ call_id: before.id }).delete();
    await changeAgent(tx, agentId, { type: agentEventOf(change, step.offerEnds) });
    if (after.state === 'ended' && after.answeredAt !== null)
      await this.tellEnded(tx, after, whoSpoke(before) ?? agentId);
  }

  private async settleOffer(tx: Tx, callId: string, how: 'missed' | 'rejected' | undefined): Promise<void> {
    const offer = await lockRingingOffer(tx.sql, callId);
    if (offer === null) return;
    const event = how === 'missed' ? 'lease_over' : (how ?? 'withdrawn');
    const settled = transitionOffer(offer, event, tx.nowMs);
    if (!settled.ok) return;
    await saveOffer(tx.sql, settled.value);
    tx.record('offer.ended', callId, {
      callId,
      offerId: offer.id,
      agentId: offer.agentId,
      how: how ?? 'withdrawn',
    });
  }

  /** The customer left while waiting for an agent to take over: the agent who lost the call still says what came of it. */
  private async endedWithoutAgent(tx: Tx, after: CallRow): Promise<void> {
    if (after.stickyAgentId !== null) await this.tellEnded(tx, after, after.stickyAgentId);
  }

  private async tellEnded(tx: Tx, call: CallRow, agentId: Id<'agent'>): Promise<void> {
    for (const listener of this.endedListeners) {
      // Inside one transaction statements follow each other.
      // oxlint-disable-next-line no-await-in-loop
      await listener(tx, call, agentId);
    }
  }
}

const SPEAKING: readonly CallState[] = ['talking', 'held'];

/** Who had the conversation: not the agent at whom the call rings again after the first one was lost. */
function whoSpoke(call: CallRow): Id<'agent'> | null {
  return SPEAKING.includes(call.state) ? call.agentId : (call.stickyAgentId ?? call.agentId);
}

function isHolding(state: CallState): boolean {
  return (AGENT_HOLDING_CALL_STATES as readonly CallState[]).includes(state);
}

function agentEventOf(
  change: { before: CallRow; after: CallRow },
  offerEnds: CallStep['offerEnds'],
): Exclude<AgentEventType, 'requested'> {
  if (change.before.state === 'offered') {
    if (offerEnds === 'missed') return 'offer_missed';
    return offerEnds === 'rejected' ? 'offer_rejected' : 'offer_withdrawn';
  }
  const hadConversation = change.after.state === 'ended' && change.after.answeredAt !== null;
  const isTheirs = whoSpoke(change.before) === change.before.agentId;
  return hadConversation && isTheirs ? 'call_ended' : 'call_left';
}

/** Stamps the pure rules do not know of. */
function withStamps(before: CallRow, after: CallRow, cause: { step: CallStep; nowMs: number }): CallRow {
  const { step, nowMs } = cause;
  const isHeldByAgent = isHolding(after.state);
  const end = isTerminalCallState(after.state)
    ? { endedBy: step.by, endReason: step.why }
    : { endedBy: null, endReason: null };
  const isAnsweredAndOver = isTerminalCallState(after.state) && after.answeredAt !== null;
  return {
    ...after,
    ...end,
    agentId: isAnsweredAndOver ? whoSpoke(before) : after.agentId,
    placeSince: after.placeSince ?? after.enteredQueueAt,
    offeredAt: after.state === 'offered' ? nowMs : after.offeredAt,
    heldAt: after.state === 'held' ? nowMs : null,
    stickyUntil: stickyUntil(before, after, nowMs),
    agentLegId: isHeldByAgent ? after.agentLegId : null,
    // A leg that comes back speaks again.
    isAgentMuted: isHeldByAgent && after.state !== 'connecting' && after.isAgentMuted,
  };
}

/** The agent who was lost is rung first from the moment the call waits again, and no more once somebody talks to the customer. */
function stickyUntil(before: CallRow, after: CallRow, nowMs: number): number | null {
  if (after.state === 'queued' && after.answeredAt !== null && before.state === 'connecting') return nowMs;
  if (after.state === 'talking' && before.state === 'connecting') return null;
  return after.stickyUntil;
}

function recordFacts(tx: Tx, change: { before: CallRow; after: CallRow }, step: CallStep): void {
  const { before, after } = change;
  const callId = after.id;
  if (isTerminalCallState(after.state)) recordEnded(tx, after, step);
  else if (after.state === 'queued') recordQueued(tx, after, step);
  else if (after.state === 'talking') recordTalking(tx, before, after);
  else if (after.state === 'held') tx.record('call.held', callId, { callId });
  else if (after.state === 'ringing') tx.record('call.ringing', callId, { callId });
  else if (after.state === 'connecting' && after.agentId !== null) {
    tx.record('call.connecting', callId, { callId, agentId: after.agentId });
  }
}

function recordEnded(tx: Tx, after: CallRow, step: CallStep): void {
  tx.record('call.ended', after.id, {
    callId: after.id,
    state: after.state,
    by: step.by,
    why: step.why,
    endedAt: after.endedAt ?? tx.nowMs,
    agentId: after.agentId ?? after.stickyAgentId,
  });
}

/** Why a call waits (again), as the journal names it; an agent who hangs up before anybody spoke did not take the call. */
const QUEUED_WHYS: Readonly<Record<string, FactPayloads['call.queued']['why']>> = {
  new: 'new',
  missed: 'missed',
  rejected: 'rejected',
  hangup: 'rejected',
  agent_lost: 'agent_lost',
};

function recordQueued(tx: Tx, after: CallRow, step: CallStep): void {
  if (after.queueId === null || after.enteredQueueAt === null) return;
  tx.record('call.queued', after.id, {
    callId: after.id,
    queueId: after.queueId,
    enteredQueueAt: after.enteredQueueAt,
    why: QUEUED_WHYS[step.why] ?? 'carrier_failed',
  });
}

function recordTalking(tx: Tx, before: CallRow, after: CallRow): void {
  const callId = after.id;
  if (before.state === 'held') {
    tx.record('call.unheld', callId, { callId, heldMs: after.holdMs - before.holdMs });
    return;
  }
  if (after.agentId === null || after.answeredAt === null) return;
  tx.record('call.answered', callId, { callId, agentId: after.agentId, answeredAt: after.answeredAt });
}

/** Brings the room to what the row says now. */
async function askRoom(tx: Tx, before: CallRow, after: CallRow): Promise<void> {
  const once = String(after.version);
  const callId = after.id;
  if (isTerminalCallState(after.state)) {
    await askCarrier(tx, { kind: 'end-room', callId, reason: roomEndOf(after.state) }, 'end');
    return;
  }
  if (before.state === 'held' || after.state === 'held') await askCarrier(tx, { kind: 'sync', callId }, once);
  if (after.state === 'queued' && before.agentLegId !== null) {
    await askCarrier(tx, { kind: 'remove-leg', callId, legId: before.agentLegId }, before.agentLegId);
  }
  if (after.state === 'connecting' && after.answeredAt !== null) {
    const announcementId = `moment-${callId}-${once}`;
    await askCarrier(tx, { kind: 'announce', callId, announcementId, key: 'one-moment', position: null }, once);
  }
}

function roomEndOf(state: CallState): RoomEndReason {
  if (state === 'busy' || state === 'no_answer' || state === 'closed_hours' || state === 'failed') return state;
  return 'hangup';
}
