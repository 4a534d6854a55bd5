import { describe, expect, test } from 'vitest';
import type { TransitionTable } from '../calls/machine';
import { PLAN_STATES } from '../ledger/case-file';
import {
  PLAN_EVENTS,
  PLAN_TRANSITIONS,
  newPlanLife,
  transitionPlan,
  type PlanEventType,
  type PlanLife,
  type PlanState,
} from './plan-machine';

describe('a plan', () => {
  const table: TransitionTable<PlanState, PlanEventType> = PLAN_TRANSITIONS;
  for (const state of PLAN_STATES) {
    test.each(PLAN_EVENTS)(`${state} + %s goes where the table says or is refused`, (event) => {
      const after = transitionPlan({ ...newPlanLife(0), state }, event, 7);
      const target = table[state][event];
      if (target === undefined) expect(after.ok).toBe(false);
      else expect(after.ok && after.value.state).toBe(target);
    });
  }

  const play = (events: readonly (readonly [PlanEventType, number])[]): PlanLife =>
    events.reduce((before, [event, at]) => {
      const after = transitionPlan(before, event, at);
      if (!after.ok) throw new Error(`${before.state} refused ${event}`);
      return after.value;
    }, newPlanLife(0));

  test('is confirmed at once inside the mandate, or by a lead outside it, and then kept', () => {
    expect(
      play([
        ['confirmed', 1],
        ['all_paid', 9],
      ]),
    ).toEqual({ state: 'kept', stateSince: 9 });
    expect(
      play([
        ['approval_asked', 1],
        ['approved', 2],
      ]).state,
    ).toBe('active');
  });

  test('that is running cannot be confirmed again, and one that is over needs a new plan', () => {
    const again = transitionPlan(play([['confirmed', 1]]), 'confirmed', 2);
    expect(!again.ok && again.error.code).toBe('PLAN_ACTIVE_ALREADY');
    const over = transitionPlan(
      play([
        ['confirmed', 1],
        ['missed', 2],
      ]),
      'confirmed',
      3,
    );
    expect(!over.ok && over.error.code).toBe('PLAN_CLAIMS_CHANGED');
  });
});
