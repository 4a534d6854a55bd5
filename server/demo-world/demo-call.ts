import type { CallAction, Outcome, Reason } from '../../shared/calls/vocabulary';
import { WRAP_UP_MS } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import { recordingFileName } from '../recordings';
import type { InsightKind } from '../../shared/insights/insight';
import type { SeededAccount } from './demo-account';
import type { SeededAgent } from './demo-logins';
import type { DemoSound } from './demo-recordings';
import { addScriptRun } from './demo-script-runs';
import type { DemoWorld } from './demo-world';

/** What the ledger of such a caller usually said; the cause tree of the board reads it. */
const LEDGER_SAID: Partial<Record<Reason, InsightKind>> = {
  paid_already: 'paid_previous_invoice',
  money_on_the_way: 'money_on_the_way',
  invoice_not_received: 'invoice_never_received',
  price: 'two_creditors_one_address',
};

export interface CallWish {
  readonly at: number;
  readonly account: SeededAccount;
  readonly agent: SeededAgent;
  readonly waitMs: number;
  readonly isAbandoned: boolean;
  readonly talkMs: number;
  readonly wrapUpMs: number;
  readonly reason: Reason;
  readonly outcome: Outcome;
  readonly isResolved: boolean;
  readonly isUnclassified: boolean;
  readonly actions: readonly CallAction[];
  /** The conversation as sound, when the call was recorded. */
  readonly sound: DemoSound | null;
}

const RING_MS = 2_500;
const GREETING_MS = 400;

/** One past inbound call with everything it left behind: rows as the product writes them, and its facts in the journal. */
export function addCall(world: DemoWorld, wish: CallWish): void {
  const callId = world.id('call', wish.at);
  const enteredQueueAt = wish.at + GREETING_MS;
  received(world, callId, { wish, enteredQueueAt });
  if (wish.isAbandoned) abandoned(world, callId, { wish, enteredQueueAt });
  else answered(world, callId, { wish, enteredQueueAt });
}

interface Part {
  readonly wish: CallWish;
  readonly enteredQueueAt: number;
}

function received(world: DemoWorld, callId: Id<'call'>, { wish, enteredQueueAt }: Part): void {
  const { account } = wish;
  world.fact(wish.at, 'call.received', callId, {
    callId,
    direction: 'in',
    creditorId: account.creditor.id,
    queueId: account.creditor.queueId,
    language: account.customer.language,
    customerId: account.customer.id,
    returnedFromCallId: null,
    agentId: null,
  });
  world.fact(enteredQueueAt, 'call.queued', callId, {
    callId,
    queueId: account.creditor.queueId,
    enteredQueueAt,
    why: 'new',
  });
}

function callRow(callId: Id<'call'>, { wish, enteredQueueAt }: Part): Record<string, unknown> {
  const { account } = wish;
  return {
    id: callId,
    direction: 'in',
    creditor_id: account.creditor.id,
    queue_id: account.creditor.queueId,
    language: account.customer.language,
    from_number: account.customer.phone,
    to_number: account.creditor.phone,
    topic: null,
    priority: 5,
    arrived_at: new Date(wish.at),
    entered_queue_at: new Date(enteredQueueAt),
    customer_id: account.customer.id,
    candidate_customer_ids: [account.customer.id],
  };
}

function abandoned(world: DemoWorld, callId: Id<'call'>, part: Part): void {
  const endedAt = part.enteredQueueAt + part.wish.waitMs;
  world.add('calls', {
    ...callRow(callId, part),
    state: 'abandoned',
    ended_at: new Date(endedAt),
    ended_by: 'customer',
    end_reason: 'hangup',
  });
  world.fact(endedAt, 'call.ended', callId, {
    callId,
    state: 'abandoned',
    by: 'customer',
    why: 'hangup',
    endedAt,
    agentId: null,
  });
}

function answered(world: DemoWorld, callId: Id<'call'>, part: Part): void {
  const { wish, enteredQueueAt } = part;
  const agentId = wish.agent.id;
  const answeredAt = enteredQueueAt + wish.waitMs;
  const endedAt = answeredAt + wish.talkMs;
  world.answeredCalls.push({ callId, agentId, endedAt });
  const offerId = world.id('offer', answeredAt - RING_MS);
  const offeredAt = Math.max(enteredQueueAt, answeredAt - RING_MS);
  world.add('calls', {
    ...callRow(callId, part),
    state: 'ended',
    offered_at: new Date(offeredAt),
    answered_at: new Date(answeredAt),
    ended_at: new Date(endedAt),
    agent_id: agentId,
    case_id: wish.account.caseId,
    notice_played_at: wish.sound === null ? null : new Date(enteredQueueAt),
    ended_by: 'customer',
    end_reason: 'hangup',
  });
  world.add('offers', {
    id: offerId,
    call_id: callId,
    agent_id: agentId,
    state: 'accepted',
    offered_at: new Date(offeredAt),
    ring_until: new Date(offeredAt + 20_000),
    ended_at: new Date(answeredAt),
  });
  world.fact(offeredAt, 'call.offered', callId, { callId, offerId, agentId, ringUntil: offeredAt + 20_000 });
  world.fact(answeredAt, 'offer.ended', callId, { callId, offerId, agentId, how: 'accepted' });
  world.fact(answeredAt, 'call.answered', callId, { callId, agentId, answeredAt });
  if (wish.sound !== null) recorded(world, callId, { sound: wish.sound, startedAt: answeredAt });
  const verifiedAt = talked(world, callId, { wish, answeredAt });
  // Only recorded calls are listened to; their dialogue is there to follow beside the sound.
  if (wish.sound !== null) addScriptRun(world, { callId, wish, from: verifiedAt, until: endedAt });
  world.fact(endedAt, 'call.ended', callId, {
    callId,
    state: 'ended',
    by: 'customer',
    why: 'hangup',
    endedAt,
    agentId,
  });
  wrapUp(world, callId, { wish, endedAt });
}

function recorded(
  world: DemoWorld,
  callId: Id<'call'>,
  { sound, startedAt }: { sound: DemoSound; startedAt: number },
): void {
  const id = world.id('recording', startedAt);
  world.recordings.push({ id, sound });
  world.add('recordings', {
    id,
    call_id: callId,
    state: 'stored',
    started_at: new Date(startedAt),
    stored_at: new Date(startedAt + sound.durationMs),
    duration_ms: sound.durationMs,
    bytes: sound.bytes,
    sha256: sound.sha256,
    file_name: recordingFileName(id),
    peaks: JSON.stringify(sound.peaks),
  });
  world.fact(startedAt + sound.durationMs, 'recording.changed', callId, { callId, recordingId: id, state: 'stored' });
}

function talked(
  world: DemoWorld,
  callId: Id<'call'>,
  { wish, answeredAt }: { wish: CallWish; answeredAt: number },
): number {
  const agentId = wish.agent.id;
  const customerId = wish.account.customer.id;
  const verifiedAt = answeredAt + Math.min(25_000, wish.talkMs / 4);
  const factors = ['name', 'birth_date'];
  world.add('identity_gates', {
    call_id: callId,
    customer_id: customerId,
    factors,
    opened_by: agentId,
    opened_at: new Date(verifiedAt),
  });
  world.fact(verifiedAt, 'identity.verified', callId, { callId, customerId, factors, agentId });
  const said = LEDGER_SAID[wish.reason];
  if (said !== undefined) world.fact(verifiedAt, 'call.insights_shown', callId, { callId, kinds: [said] });
  if (wish.account.caseId !== null)
    world.fact(verifiedAt, 'call.case_chosen', callId, { callId, caseId: wish.account.caseId });
  wish.actions.forEach((action, index) => {
    const at = verifiedAt + Math.min(index * 20_000, (wish.talkMs * 0.7 * index) / wish.actions.length);
    world.add('call_actions', { call_id: callId, action, at: new Date(at) });
    world.fact(at, 'call.action_done', callId, { callId, action, subjectId: null });
  });
  return verifiedAt;
}

function wrapUp(world: DemoWorld, callId: Id<'call'>, { wish, endedAt }: { wish: CallWish; endedAt: number }): void {
  const agentId = wish.agent.id;
  const wrapUpId = world.id('wrapUp', endedAt);
  const dueAt = endedAt + WRAP_UP_MS;
  const closedAt = wish.isUnclassified ? dueAt : endedAt + wish.wrapUpMs;
  const result = wish.isUnclassified
    ? { state: 'unclassified' as const, reason: null, outcome: null, isResolved: null }
    : { state: 'closed' as const, reason: wish.reason, outcome: wish.outcome, isResolved: wish.isResolved };
  world.add('wrap_ups', {
    id: wrapUpId,
    call_id: callId,
    agent_id: agentId,
    state: result.state,
    opened_at: new Date(endedAt),
    due_at: new Date(dueAt),
    closed_at: new Date(closedAt),
    reason: result.reason,
    outcome: result.outcome,
    is_resolved: result.isResolved,
  });
  world.fact(endedAt, 'wrap_up.opened', callId, { callId, agentId, wrapUpId, dueAt });
  world.fact(closedAt, 'wrap_up.closed', callId, {
    callId,
    agentId,
    wrapUpId,
    ...result,
    isFollowUpAgreed: false,
    revision: 0,
  });
}
