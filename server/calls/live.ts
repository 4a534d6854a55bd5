import type { Fact } from '../platform/journal/facts';
import type { Platform } from '../platform/platform';
import { agentStream } from '../platform/realtime/live-streams';
import type { CarrierEvent } from '../voice';
import type { CallRow } from './call-row';
import { readCall } from './call-store';
import type { CarrierInbox } from './carrier-inbox';
import { readOffer } from './offer-store';
import { phoneViewOf } from './phone';
import type { Phones } from './phones';
import type { CallViews } from './views';

/** Facts after which a call's view is another one for its agent and its customer. */
const CALL_FACTS = new Set<Fact['kind']>([
  'call.received',
  'call.queued',
  'call.connecting',
  'call.ringing',
  'call.answered',
  'call.held',
  'call.unheld',
  'call.muted',
  'call.ended',
  'call.digit',
  'call.case_chosen',
  'call.candidates_found',
  'call.action_done',
  'identity.verified',
  'recording.changed',
]);

/** Facts the customer's page shows nothing of; the page of a call that has just come in learns of it by its own answer. */
const AGENT_ONLY_FACTS = new Set<Fact['kind']>([
  'call.received',
  'call.muted',
  'call.case_chosen',
  'call.candidates_found',
  'call.action_done',
  'identity.verified',
]);

interface Parts {
  readonly platform: Platform;
  readonly views: CallViews;
  readonly phones: Phones;
  readonly inbox: CarrierInbox;
}

/** Turns facts into what the agent's workstation and the customer's page see live. */
export function registerCallFeed(parts: Parts): void {
  const { platform, inbox } = parts;
  const shown = new ShownCalls();
  platform.feed.subscribe((fact) => tell(parts, fact, shown));
  inbox.onStored((event) => showDigit(platform, event));
  inbox.onQuality(async (event) => {
    const call = await readCall(platform.db, event.callId);
    if (call?.agentId === null || call === null) return;
    const quality = {
      leg: event.role,
      lossBp: Math.round(event.lossPct * 100),
      jitterMs: event.jitterMs,
      levelDbfs: event.levelDbfs ?? SILENCE_DBFS,
      at: event.at,
    };
    await platform
      .db('call_quality')
      .insert({
        call_id: call.id,
        leg: event.role,
        at: new Date(event.at),
        loss_bp: quality.lossBp,
        jitter_ms: Math.round(quality.jitterMs),
        level_dbfs: Math.round(quality.levelDbfs),
      })
      .onConflict(['call_id', 'leg', 'at'])
      .ignore();
    platform.streams.emit(agentStream(call.agentId), 'call:quality', { callId: call.id, quality });
  });
}

/** A key pressed in conversation is shown to the agent and kept nowhere. */
async function showDigit(platform: Platform, event: CarrierEvent): Promise<void> {
  if (event.kind !== 'digit.received' || event.role !== 'customer') return;
  const call = await readCall(platform.db, event.callId);
  if (call === null || call.answeredAt === null || call.endedAt !== null || call.agentId === null) return;
  const paused = await platform.db('recordings').where({ call_id: call.id, state: 'paused' }).first('id');
  if (paused !== undefined) return;
  platform.streams.emit(agentStream(call.agentId), 'call:digit', { callId: call.id, digit: event.digit });
}

/** Below anything 16-bit samples can hold: what a silent leg shows. */
const SILENCE_DBFS = -96;

/** Up to where in the journal each call has been shown: facts of one transaction are one picture, not one each. */
class ShownCalls {
  private readonly shownTo = new Map<string, bigint>();

  /** True when the last picture of the call was taken after this fact, and shows all it says. */
  covers(callId: string, fact: Fact): boolean {
    // Who lost a call, and the end of it, are told by the fact itself, not by the picture.
    if (fact.kind === 'call.queued' || fact.kind === 'call.ended' || fact.kind === 'call.received') return false;
    return fact.position <= (this.shownTo.get(callId) ?? 0n);
  }

  note(callId: string, position: bigint): void {
    // Forgetting costs one more picture.
    if (this.shownTo.size >= SHOWN_CALLS_MAX) this.shownTo.clear();
    this.shownTo.set(callId, position);
  }
}

/** Calls whose last picture is remembered. */
const SHOWN_CALLS_MAX = 5_000;

async function tell(parts: Parts, fact: Fact, shown: ShownCalls): Promise<void> {
  if (fact.kind === 'call.offered') await tellOffered(parts, fact.payload);
  else if (fact.kind === 'offer.ended') {
    const { agentId, ...ended } = fact.payload;
    // The ids of facts are those of rows, made by makeId.
    parts.platform.streams.emit(agentStream(agentId), 'offer:ended', ended as never);
  }
  if (!CALL_FACTS.has(fact.kind) || !('callId' in fact.payload) || fact.payload.callId === null) return;
  if (shown.covers(fact.payload.callId, fact)) return;
  const committedTo = parts.platform.feed.committedTo();
  const call = await readCall(parts.platform.db, fact.payload.callId);
  if (call === null) return;
  await show(parts, call, fact);
  if (!AGENT_ONLY_FACTS.has(fact.kind)) shown.note(call.id, committedTo);
}

async function tellOffered(parts: Parts, offered: { offerId: string; agentId: string }): Promise<void> {
  const { platform, views } = parts;
  const stream = agentStream(offered.agentId);
  if (!platform.streams.hasListeners(stream)) return;
  const offer = await readOffer(platform.db, offered.offerId);
  // Settled before we could tell: then there is nothing to ring.
  if (offer === null || offer.state !== 'ringing') return;
  const view = await views.offer(platform.db, offer);
  if (view !== null) platform.streams.emit(stream, 'offer:rung', { offer: view });
}

/** Shows the call as it is now to its agent and on the customer's page: what stands around it is read once for both. */
async function show(parts: Parts, call: CallRow, fact: Fact): Promise<void> {
  const { platform, views, phones } = parts;
  const agentId = watchingAgent(platform, call, fact);
  const isForPhone = !AGENT_ONLY_FACTS.has(fact.kind);
  const phone = isForPhone ? phones.phoneOf(call) : null;
  if (agentId !== null || phone !== null) {
    const around = await views.surroundings(platform.db, call);
    const isRecorded = around.recording === 'recording';
    phone?.emit('phone:changed', { view: phones.view(call, { creditorName: around.name, isRecorded }) });
    if (agentId !== null) {
      const view = await views.callIn(platform.db, call, around);
      platform.streams.emit(agentStream(agentId), 'call:changed', { call: view });
    }
  }
  if (call.endedAt !== null && isForPhone) phones.forget(call.id);
}

/** Whose window shows the call; null when nobody's does. */
function watchingAgent(platform: Platform, call: CallRow, fact: Fact): string | null {
  // A call that went back to its queue is news for the agent who lost it.
  const agentId =
    call.agentId ?? (fact.kind === 'call.queued' || fact.kind === 'call.ended' ? call.stickyAgentId : null);
  if (agentId === null || call.state === 'offered') return null;
  return platform.streams.hasListeners(agentStream(agentId)) ? agentId : null;
}

/** Tells the customer's page what its call is now. */
export async function tellPhone(parts: Pick<Parts, 'platform' | 'phones'>, call: CallRow): Promise<void> {
  const phone = parts.phones.phoneOf(call);
  if (phone !== null) phone.emit('phone:changed', { view: await phoneViewOf(parts, call) });
  if (call.endedAt !== null) parts.phones.forget(call.id);
}
