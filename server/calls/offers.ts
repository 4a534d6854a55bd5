import { newOfferLife, transitionOffer } from '../../shared/calls/offer-machine';
import type { Id } from '../../shared/ids/ids';
import { ok, refuse, type Result } from '../../shared/result';
import { changeAgent } from '../agents';
import type { Tx } from '../platform/unit-of-work';
import { auditCandidates } from './audit-candidates';
import type { CallRow } from './call-row';
import { lockCall } from './call-store';
import type { CallChanger } from './change-call';
import { insertOffer, lockOffer, readOffer, saveOffer, type OfferRow } from './offer-store';

export const OFFER_TIMER = 'offer-ring';

/** Whom to ring for which call, and why this call came first. */
export interface OfferRequest {
  readonly callId: Id<'call'>;
  readonly agentId: Id<'agent'>;
  readonly orderKey: Readonly<Record<string, unknown>>;
}

/**
 * Rings an agent for a call. Before: the call waits and the agent is free, else the refusal of the rules and nothing
 * changed. After: offer, engagement, both states and the ring's deadline are one fact.
 */
export async function offerCall(tx: Tx, changer: CallChanger, request: OfferRequest): Promise<Result<OfferRow>> {
  const call = await lockCall(tx.sql, request.callId);
  if (call === null) return refuse('NOT_FOUND');
  if (call.state !== 'queued') return refuse('CALL_NOT_IN_STATE', { state: call.state });
  const agent = await changeAgent(tx, request.agentId, { type: 'offer_rang' });
  if (!agent.ok) return agent;
  const offer: OfferRow = {
    ...newOfferLife(tx.nowMs),
    id: tx.makeId('offer'),
    callId: call.id,
    agentId: request.agentId,
  };
  await tx.sql('agent_engagements').insert({
    agent_id: request.agentId,
    call_id: call.id,
    offer_id: offer.id,
    since: new Date(tx.nowMs),
  });
  await insertOffer(tx.sql, offer, request.orderKey);
  const offered = await changer.apply(tx, call, {
    event: { type: 'offered', agentId: request.agentId },
    by: 'system',
    why: 'offered',
  });
  if (!offered.ok) return offered;
  await auditCandidates(tx, offered.value, 'offer');
  await tx.setTimer(OFFER_TIMER, offer.id, { dueAtMs: offer.dueAt, isLease: true });
  tx.record('call.offered', call.id, {
    callId: call.id,
    offerId: offer.id,
    agentId: request.agentId,
    ringUntil: offer.dueAt,
  });
  return ok(offer);
}

/** The offer and its call, locked in the order that holds everywhere; NOT_FOUND when it is not this agent's. */
async function lockOwn(
  tx: Tx,
  own: { offerId: string; agentId: string | null },
): Promise<Result<{ offer: OfferRow; call: CallRow }>> {
  const seen = await readOffer(tx.sql, own.offerId);
  if (seen === null || (own.agentId !== null && seen.agentId !== own.agentId)) return refuse('NOT_FOUND');
  const call = await lockCall(tx.sql, seen.callId);
  const offer = await lockOffer(tx.sql, own.offerId);
  return call === null || offer === null ? refuse('NOT_FOUND') : ok({ offer, call });
}

/** The agent takes the call: it is theirs from here on, and waits for their audio. Refused with OFFER_GONE when too late. */
export async function acceptOffer(
  tx: Tx,
  changer: CallChanger,
  own: { offerId: string; agentId: string },
): Promise<Result<CallRow>> {
  const found = await lockOwn(tx, own);
  if (!found.ok) return found;
  const { offer, call } = found.value;
  const accepted = transitionOffer(offer, 'accepted', tx.nowMs);
  if (!accepted.ok) return accepted;
  const connecting = await changer.apply(tx, call, { event: { type: 'accepted' }, by: 'agent', why: 'accepted' });
  if (!connecting.ok) return refuse('OFFER_GONE');
  await saveOffer(tx.sql, accepted.value);
  const agent = await changeAgent(tx, own.agentId, { type: 'offer_accepted' });
  if (!agent.ok) return agent;
  tx.record('offer.ended', call.id, {
    callId: call.id,
    offerId: offer.id,
    agentId: offer.agentId,
    how: 'accepted',
  });
  return connecting;
}

/** The agent does not take it, or did not answer in time: the call is back in its queue with its first entry time. */
export async function endOffer(
  tx: Tx,
  changer: CallChanger,
  end: { offerId: string; agentId: string | null; how: 'missed' | 'rejected' },
): Promise<Result<CallRow>> {
  const found = await lockOwn(tx, end);
  if (!found.ok) return found;
  const { offer, call } = found.value;
  if (offer.state !== 'ringing') return refuse('OFFER_GONE', { state: offer.state });
  return changer.apply(tx, call, {
    event: { type: 'offer_lost' },
    by: end.how === 'rejected' ? 'agent' : 'system',
    why: end.how,
    offerEnds: end.how,
  });
}
