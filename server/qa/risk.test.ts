import { describe, expect, test } from 'vitest';
import { LONG_HOLD_MS, risksOf, UNVERIFIED_TALK_MS, type RiskFacts } from './risk';

const ordinary: RiskFacts = {
  isAnswered: true,
  isWrapUpUnclassified: false,
  outcome: 'plan_agreed',
  isResolved: true,
  actions: ['identity_verified', 'plan_created'],
  talkMs: 180_000,
  holdMs: 0,
  wasRepeated: false,
  hasBrokenPlan: false,
};

describe('risk of a call', () => {
  test('an ordinary call has none', () => {
    expect(risksOf(ordinary)).toEqual([]);
  });

  test('"plan agreed" without a plan is a mismatch', () => {
    expect(risksOf({ ...ordinary, actions: ['identity_verified'] })).toEqual(['outcome_mismatch']);
  });

  test('a customer who called again, a broken plan and a late wrap-up are told', () => {
    expect(risksOf({ ...ordinary, wasRepeated: true, hasBrokenPlan: true, isWrapUpUnclassified: true })).toEqual([
      'repeat_contact',
      'plan_broken',
      'unclassified',
    ]);
  });

  test('the limits themselves are still ordinary, one millisecond more is not', () => {
    const unverified = { ...ordinary, outcome: 'question_answered', actions: [] } as const;
    expect(risksOf({ ...unverified, talkMs: UNVERIFIED_TALK_MS })).toEqual([]);
    expect(risksOf({ ...unverified, talkMs: UNVERIFIED_TALK_MS + 1 })).toEqual(['no_verification']);
    expect(risksOf({ ...ordinary, holdMs: LONG_HOLD_MS })).toEqual([]);
    expect(risksOf({ ...ordinary, holdMs: LONG_HOLD_MS + 1 })).toEqual(['long_hold']);
  });

  test('a call nobody answered has nothing to review', () => {
    expect(risksOf({ ...ordinary, isAnswered: false, wasRepeated: true })).toEqual([]);
  });
});
