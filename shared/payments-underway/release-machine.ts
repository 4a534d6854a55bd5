/**
 * A release: the word to the creditor that the service may be opened again. It is sent at least once under one key and
 * never given up; only the creditor's answer or a recall ends it.
 *
 * ```
 * queued ─► sent ─► confirmed
 *   │ ▲      │
 *   ▼ │ due  ▼
 *   failed ◄─┘        queued | sent | failed ─► recalled
 * ```
 */
import { nextState, type TransitionTable } from '../calls/machine';
import type { RELEASE_STATES } from '../ledger/case-file';
import { ok, refuse, type Result } from '../result';

/** The promise to the customer: from cause to the creditor's hands. */
export const RELEASE_PROMISE_MS = 120_000;
/** First retry after a failed attempt; doubled each time up to {@link RELEASE_RETRY_MAX_MS}. */
export const RELEASE_RETRY_FIRST_MS = 5_000;
export const RELEASE_RETRY_MAX_MS = 600_000;
/** A creditor who took the word but has not confirmed by then is asked again. */
export const RELEASE_CONFIRM_WITHIN_MS = 900_000;

export type ReleaseState = (typeof RELEASE_STATES)[number];
export const RELEASE_EVENTS = ['sent', 'attempt_failed', 'retry_due', 'confirmed', 'recalled'] as const;
export type ReleaseEventType = (typeof RELEASE_EVENTS)[number];

/** What the rules need to know of a release; stamps in epoch ms. */
export interface ReleaseLife {
  readonly state: ReleaseState;
  readonly causedAt: number;
  /** Attempts that failed so far. */
  readonly failures: number;
  /** When to (re)send while queued or failed, or to ask again while sent; null when nothing is due any more. */
  readonly nextAttemptAt: number | null;
  /** First time the creditor took it. */
  readonly sentAt: number | null;
  readonly confirmedAt: number | null;
}

export const RELEASE_TRANSITIONS = {
  queued: { sent: 'sent', attempt_failed: 'failed', confirmed: 'confirmed', recalled: 'recalled' },
  sent: { retry_due: 'queued', attempt_failed: 'failed', confirmed: 'confirmed', recalled: 'recalled' },
  // The creditor may have taken an attempt whose answer was lost: its confirmation still counts.
  failed: { retry_due: 'queued', confirmed: 'confirmed', recalled: 'recalled' },
  confirmed: {},
  recalled: {},
} satisfies TransitionTable<ReleaseState, ReleaseEventType>;

/** A release caused at `now`; due at once. */
export function newReleaseLife(now: number): ReleaseLife {
  return { state: 'queued', causedAt: now, failures: 0, nextAttemptAt: now, sentAt: null, confirmedAt: null };
}

/** Wait before the next attempt after `failures` failed ones: 5, 10, 20 … s, at most 10 min. */
export function releaseBackoffMs(failures: number): number {
  const doublings = Math.min(Math.max(0, failures - 1), 20);
  return Math.min(RELEASE_RETRY_MAX_MS, RELEASE_RETRY_FIRST_MS * 2 ** doublings);
}

/** True when the creditor had it within the promised two minutes; still running ones are judged at `now`. */
export function isWithinReleasePromise(release: Pick<ReleaseLife, 'causedAt' | 'sentAt'>, now: number): boolean {
  return (release.sentAt ?? now) - release.causedAt <= RELEASE_PROMISE_MS;
}

/** Applies one event at `now`. Refused with `NOT_FOUND` when the release is over or not waiting for such a step. */
export function transitionRelease<T extends ReleaseLife>(release: T, event: ReleaseEventType, now: number): Result<T> {
  const table: TransitionTable<ReleaseState, ReleaseEventType> = RELEASE_TRANSITIONS;
  const target = nextState(table, release.state, event);
  if (target === undefined) return refuse('NOT_FOUND', { state: release.state, event });
  const failures = release.failures + (event === 'attempt_failed' ? 1 : 0);
  const due: Record<ReleaseState, number | null> = {
    queued: now,
    sent: now + RELEASE_CONFIRM_WITHIN_MS,
    failed: now + releaseBackoffMs(failures),
    confirmed: null,
    recalled: null,
  };
  return ok({
    ...release,
    state: target,
    failures,
    nextAttemptAt: due[target],
    sentAt: release.sentAt ?? (target === 'sent' || target === 'confirmed' ? now : null),
    confirmedAt: target === 'confirmed' ? now : null,
  });
}
