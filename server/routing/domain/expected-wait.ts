/** What the caller is told while waiting: the place in line and a wait whose formula is public. */
import type { Id } from '../../../shared/ids/ids';
import { inServingOrder, type WaitingCall } from './waiting';

/** Never announced shorter than this: a caller told "no wait" who then waits has been misled. */
export const EXPECTED_WAIT_FLOOR_MS = 10_000;

/** Place in line of a call in its own queue, 1 for the next; null when it is not waiting. */
export function placeInQueue(calls: readonly WaitingCall[], callId: Id<'call'>, now: number): number | null {
  const call = calls.find((one) => one.callId === callId);
  if (call === undefined) return null;
  const queue = inServingOrder(
    calls.filter((one) => one.queueId === call.queueId),
    now,
  );
  return queue.indexOf(call) + 1;
}

/**
 * Expected wait in ms = average handling time × (place − free agents) ÷ working agents, at least
 * {@link EXPECTED_WAIT_FLOOR_MS}. Working agents are those available, ringing, talking or wrapping up who could take the
 * call, each counted with the share of their time this queue gets (1 ÷ queues they serve). Null when nothing is known
 * (no agent at work, or no handled call to measure): then nothing is announced.
 */
export function expectedWaitMs(facts: {
  readonly place: number;
  readonly freeAgents: number;
  readonly workingAgentShares: readonly number[];
  readonly averageHandlingMs: number | null;
}): number | null {
  const working = facts.workingAgentShares.reduce((sum, share) => sum + share, 0);
  if (working <= 0 || facts.averageHandlingMs === null || facts.averageHandlingMs <= 0) return null;
  const before = Math.max(0, facts.place - facts.freeAgents);
  return Math.max(EXPECTED_WAIT_FLOOR_MS, Math.round((facts.averageHandlingMs * before) / working));
}
