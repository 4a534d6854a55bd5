/** What the caller is told while waiting: the place in line and a wait whose formula is public. */
import type { Id } from '../../../shared/ids/ids';
import { inServingOrder, type WaitingCall } from './waiting';

/** Never announced shorter than this: a caller told "no wait" who then waits has been misled. */
export const EXPECTED_WAIT_FLOOR_MS = 10_000;

/** The place of every waiting call in its own queue, 1 for the next: one sort for all of them. */
export function placesInQueues(calls: readonly WaitingCall[], now: number): ReadonlyMap<Id<'call'>, number> {
  const places = new Map<Id<'call'>, number>();
  const counts = new Map<Id<'queue'>, number>();
  for (const call of inServingOrder(calls, now)) {
    const place = (counts.get(call.queueId) ?? 0) + 1;
    counts.set(call.queueId, place);
    places.set(call.callId, place);
  }
  return places;
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
