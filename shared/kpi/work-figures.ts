/** Figures about agents' time and about what calls led to. */
import type { AgentState } from '../agents/vocabulary';
import { RELEASE_PROMISE_MS } from '../payments-underway/release-machine';
import { shareOfCounts, type Share } from './share';

/** A stretch of one agent in one state, epoch ms; `until` null = still running. */
export interface AgentSpan {
  readonly agentId: string;
  readonly state: AgentState;
  readonly since: number;
  readonly until: number | null;
}

/** Time from `from` to `to`, `to` excluded. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/**
 * Occupancy: (on call + wrapping up) ÷ (those + available), in ms inside the interval; stretches are cut exactly at its
 * ends. Ringing and pauses are in neither part.
 */
export function occupancy(spans: readonly AgentSpan[], interval: Interval): Share {
  let busyMs = 0;
  let idleMs = 0;
  for (const span of spans) {
    const ms = Math.max(0, Math.min(span.until ?? interval.to, interval.to) - Math.max(span.since, interval.from));
    if (span.state === 'on_call' || span.state === 'wrapping_up') busyMs += ms;
    else if (span.state === 'available') idleMs += ms;
  }
  return shareOfCounts(busyMs, busyMs + idleMs);
}

export interface ReleaseFacts {
  readonly causedAt: number;
  /** First time the creditor took it; null while none did. */
  readonly sentAt: number | null;
  readonly wasRecalled: boolean;
}

/**
 * Releases the creditor had within two minutes ÷ releases whose two minutes are over or that arrived. A recalled one that
 * was never sent is not counted.
 */
export function releasesInTime(releases: readonly ReleaseFacts[], now: number): Share {
  const counted = releases.filter((one) => one.sentAt !== null || (!one.wasRecalled && isOverdue(one, now)));
  const inTime = counted.filter((one) => one.sentAt !== null && one.sentAt - one.causedAt <= RELEASE_PROMISE_MS);
  return shareOfCounts(inTime.length, counted.length);
}

/** A release whose creditor has not said yet that the supply is open. */
export interface OpenRelease {
  readonly causedAt: number;
}

/** Releases that nobody has confirmed two minutes after their cause: how many, and since when the oldest waits (null: none). */
export function releasesLate(
  open: readonly OpenRelease[],
  now: number,
): { readonly count: number; readonly oldestCausedAt: number | null } {
  const late = open.filter((one) => isOverdue(one, now)).map(({ causedAt }) => causedAt);
  return { count: late.length, oldestCausedAt: late.length === 0 ? null : Math.min(...late) };
}

function isOverdue(release: OpenRelease, now: number): boolean {
  return now - release.causedAt > RELEASE_PROMISE_MS;
}
