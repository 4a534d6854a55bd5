import { describe, expect, test } from 'vitest';
import { nextRunState, RUN_EVENTS, RUN_STATES, RUN_TRANSITIONS } from './run';

describe('the life of a script run', () => {
  for (const state of RUN_STATES) {
    test.each(RUN_EVENTS)(`${state} + %s is decided by the table`, (event) => {
      expect(nextRunState(state, event)).toBe(RUN_TRANSITIONS[state][event]);
      if (state !== 'running') expect(nextRunState(state, event)).toBeNull();
    });
  }

  test('every other state can be come to from running', () => {
    expect(new Set(Object.values(RUN_TRANSITIONS.running))).toEqual(new Set(RUN_STATES));
  });
});
