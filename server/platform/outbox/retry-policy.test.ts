import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  breakerWaitMs,
  BREAKER_LONGEST_MS,
  isOutOfTime,
  PATIENT_POLICY,
  QUICK_POLICY,
  retryWaitMs,
} from './retry-policy';

const HALF = 0.5;

describe('waiting for a system of others', () => {
  test('begins with five seconds and doubles up to four hours', () => {
    const waits = [1, 2, 3, 4, 30].map((failures) => retryWaitMs(PATIENT_POLICY, failures, HALF));
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 4 * 3_600_000]);
  });

  test('goes on for three days and no longer', () => {
    let at = 0;
    let tries = 0;
    while (!isOutOfTime(PATIENT_POLICY, 0, at)) at += retryWaitMs(PATIENT_POLICY, ++tries, HALF);
    expect(at / 3_600_000).toBeGreaterThan(72);
    expect(tries).toBeGreaterThan(20);
  });

  test('is never off by more than a fifth, whatever the dice say', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (failures, dice) => {
          const middle = retryWaitMs(PATIENT_POLICY, failures, HALF);
          const wait = retryWaitMs(PATIENT_POLICY, failures, dice);
          expect(wait).toBeGreaterThanOrEqual(Math.floor(middle * 0.8));
          expect(wait).toBeLessThanOrEqual(Math.ceil(middle * 1.2));
        },
      ),
    );
  });
});

describe('the breaker', () => {
  test('stays closed for three failures and never waits longer than half a minute', () => {
    expect([1, 2, 3].map((failures) => breakerWaitMs(PATIENT_POLICY, failures))).toEqual([0, 0, 0]);
    expect(breakerWaitMs(PATIENT_POLICY, 4)).toBe(5_000);
    expect(breakerWaitMs(PATIENT_POLICY, 1_000)).toBe(BREAKER_LONGEST_MS);
  });

  test('does not exist for the telephone, which tries again within a second', () => {
    expect(breakerWaitMs(QUICK_POLICY, 1_000)).toBe(0);
    expect(retryWaitMs(QUICK_POLICY, 1, 1)).toBeLessThanOrEqual(1_000);
  });
});
