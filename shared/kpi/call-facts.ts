/** The plain facts of a call from which every figure is counted, whoever shows it. */
import type { CallDirection, CallState, Reason } from '../calls/vocabulary';
import { SHORT_ABANDON_MS } from '../calls/vocabulary';

/** All times in epoch ms, all durations in ms. */
export interface CallFacts {
  readonly callId: string;
  readonly direction: CallDirection;
  readonly state: CallState;
  readonly queueId: string | null;
  readonly creditorId: string;
  readonly reason: Reason | null;
  readonly enteredQueueAt: number | null;
  /** When customer and agent first heard each other. */
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly talkMs: number;
  readonly holdMs: number;
  /** Null while the wrap-up is open, or when there was none. */
  readonly wrapUpMs: number | null;
  readonly agentId: string | null;
  readonly customerId: string | null;
  readonly caseId: string | null;
}

/** What became of an inbound call; exactly one of them is true of every call at every moment. */
export const CALL_FATES = [
  'answered',
  'abandoned',
  'short_abandoned',
  'callback_booked',
  'overflowed',
  'closed_hours',
  'failed',
  'waiting',
] as const;
export type CallFate = (typeof CALL_FATES)[number];

/** Where an unanswered inbound call in this state stands; `ended` and the outbound states never happen to one. */
const FATE_OF_STATE: Readonly<Record<CallState, CallFate>> = {
  arriving: 'waiting',
  queued: 'waiting',
  offered: 'waiting',
  connecting: 'waiting',
  talking: 'waiting',
  held: 'waiting',
  dialing: 'waiting',
  ringing: 'waiting',
  abandoned: 'abandoned',
  callback_booked: 'callback_booked',
  overflowed: 'overflowed',
  closed_hours: 'closed_hours',
  failed: 'failed',
  ended: 'failed',
  busy: 'failed',
  no_answer: 'failed',
  cancelled: 'failed',
};

/**
 * The fate of an inbound call, null for an outbound one. Answered once is answered for good; abandoned within
 * {@link SHORT_ABANDON_MS} of entering the queue (or before) is a misdial.
 */
export function fateOf(call: CallFacts): CallFate | null {
  if (call.direction === 'out') return null;
  if (call.answeredAt !== null) return 'answered';
  const fate = FATE_OF_STATE[call.state];
  return fate === 'abandoned' && waitedMs(call) <= SHORT_ABANDON_MS ? 'short_abandoned' : fate;
}

/** How long the customer waited from entering the queue until answered or gone; 0 for a call that never entered one. */
export function waitedMs(call: CallFacts, now?: number): number {
  const until = call.answeredAt ?? call.endedAt ?? now;
  if (call.enteredQueueAt === null || until === undefined) return 0;
  return Math.max(0, until - call.enteredQueueAt);
}
