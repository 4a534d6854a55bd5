/** When a message that could not be sent is tried again, and when a target is left in peace for a while. Pure. */

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** How patiently one worker sends; each kind of target has its own. */
export interface OutboxPolicy {
  /** The first wait; doubled with each failure up to the longest. */
  readonly retryFirstMs: number;
  readonly retryLongestMs: number;
  /** A message is tried for so long; then a person decides. */
  readonly retryForMs: number;
  /** Failures in a row after which a target is left alone; null: never, each message stands for itself. */
  readonly breakerFailures: number | null;
  /** Messages of one target under way at once, over all servers. */
  readonly targetMessagesMax: number;
}

/** The telephone: a hang-up is tried again within a second, and one broken room never holds up the others. */
export const QUICK_POLICY: OutboxPolicy = {
  retryFirstMs: 500,
  retryLongestMs: 30 * SECOND_MS,
  retryForMs: 4 * HOUR_MS,
  breakerFailures: null,
  targetMessagesMax: 8,
};

/** Systems of others: from 5 s to 4 h over three days, and left alone while they are down (reliability.md: creditor down 24 h). */
export const PATIENT_POLICY: OutboxPolicy = {
  retryFirstMs: 5 * SECOND_MS,
  retryLongestMs: 4 * HOUR_MS,
  retryForMs: 72 * HOUR_MS,
  breakerFailures: 4,
  targetMessagesMax: 4,
};

/** Each wait is longer or shorter by up to this share, so that messages do not come back all at once. */
const JITTER_SHARE = 0.2;
const DOUBLINGS_MAX = 20;
const BREAKER_FIRST_MS = 5 * SECOND_MS;
/** A target that is down is asked again at least this often, so that recovery is seen within a minute. */
export const BREAKER_LONGEST_MS = 30 * SECOND_MS;

/** Wait before the next try after `failures` failed ones. @param random 0 ≤ random < 1 */
export function retryWaitMs(policy: OutboxPolicy, failures: number, random: number): number {
  const doublings = Math.min(Math.max(0, failures - 1), DOUBLINGS_MAX);
  const wait = Math.min(policy.retryLongestMs, policy.retryFirstMs * 2 ** doublings);
  return Math.round(wait * (1 - JITTER_SHARE + 2 * JITTER_SHARE * random));
}

/** True when no further try fits into the time that began at `since`. */
export function isOutOfTime(policy: OutboxPolicy, since: number, nextTryAt: number): boolean {
  return nextTryAt - since > policy.retryForMs;
}

/** How long a target is left alone after its `failures`-th failure in a row; 0 while its breaker is closed. */
export function breakerWaitMs(policy: OutboxPolicy, failures: number): number {
  const { breakerFailures } = policy;
  if (breakerFailures === null || failures < breakerFailures) return 0;
  return Math.min(BREAKER_LONGEST_MS, BREAKER_FIRST_MS * 2 ** Math.min(failures - breakerFailures, DOUBLINGS_MAX));
}
