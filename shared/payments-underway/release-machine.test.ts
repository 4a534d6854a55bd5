import { describe, expect, test } from 'vitest';
import type { TransitionTable } from '../calls/machine';
import { RELEASE_STATES } from '../ledger/case-file';
import {
  RELEASE_EVENTS,
  RELEASE_TRANSITIONS,
  newReleaseLife,
  isWithinReleasePromise,
  releaseBackoffMs,
  transitionRelease,
  type ReleaseEventType,
  type ReleaseLife,
  type ReleaseState,
} from './release-machine';

describe('a release', () => {
  const table: TransitionTable<ReleaseState, ReleaseEventType> = RELEASE_TRANSITIONS;
  for (const state of RELEASE_STATES) {
    test.each(RELEASE_EVENTS)(`${state} + %s goes where the table says or is refused`, (event) => {
      const after = transitionRelease({ ...newReleaseLife(0), state }, event, 7);
      const target = table[state][event];
      if (target === undefined) expect(after.ok).toBe(false);
      else expect(after.ok && after.value.state).toBe(target);
    });
  }

  const play = (events: readonly (readonly [ReleaseEventType, number])[]): ReleaseLife =>
    events.reduce((before, [event, at]) => {
      const after = transitionRelease(before, event, at);
      if (!after.ok) throw new Error(`${before.state} refused ${event}`);
      return after.value;
    }, newReleaseLife(0));

  test('is tried again after 5, 10, 20 s and so on, at most every 10 minutes', () => {
    expect([1, 2, 3, 4, 8, 60].map(releaseBackoffMs)).toEqual([5_000, 10_000, 20_000, 40_000, 600_000, 600_000]);
    const failed = play([
      ['attempt_failed', 1_000],
      ['retry_due', 6_000],
      ['attempt_failed', 7_000],
    ]);
    expect(failed).toMatchObject({ state: 'failed', failures: 2, nextAttemptAt: 17_000 });
  });

  test('keeps the promise when the creditor had it within two minutes, whenever they confirm', () => {
    const done = play([
      ['sent', 120_000],
      ['confirmed', 500_000],
    ]);
    expect(done).toMatchObject({ state: 'confirmed', sentAt: 120_000, confirmedAt: 500_000, nextAttemptAt: null });
    expect(isWithinReleasePromise(done, 900_000)).toBe(true);
    expect(isWithinReleasePromise(newReleaseLife(0), 120_000)).toBe(true);
    expect(isWithinReleasePromise(newReleaseLife(0), 120_001)).toBe(false);
  });
});
