import { describe, expect, test } from 'vitest';
import type { TransitionTable } from '../calls/machine';
import { DISPUTE_STATES } from '../ledger/case-file';
import {
  DISPUTE_EVENTS,
  DISPUTE_TRANSITIONS,
  newDisputeLife,
  isDisputeUnsettled,
  transitionDispute,
  type DisputeEventType,
  type DisputeLife,
  type DisputeState,
} from './dispute-machine';

describe('a dispute', () => {
  const table: TransitionTable<DisputeState, DisputeEventType> = DISPUTE_TRANSITIONS;
  for (const state of DISPUTE_STATES) {
    test.each(DISPUTE_EVENTS)(`${state} + %s goes where the table says or is refused`, (event) => {
      const after = transitionDispute({ ...newDisputeLife(0), state }, event, 7);
      const target = table[state][event];
      if (target === undefined) expect(after.ok).toBe(false);
      else expect(after.ok && after.value.state).toBe(target);
    });
  }

  const play = (events: readonly (readonly [DisputeEventType, number])[]): DisputeLife =>
    events.reduce((before, [event, at]) => {
      const after = transitionDispute(before, event, at);
      if (!after.ok) throw new Error(`${before.state} refused ${event}`);
      return after.value;
    }, newDisputeLife(0));

  test('stops everything until it is settled', () => {
    expect(DISPUTE_STATES.filter(isDisputeUnsettled)).toEqual(['open', 'with_creditor']);
    expect(
      play([
        ['sent_to_creditor', 3],
        ['creditor_upheld_partly', 8],
      ]),
    ).toEqual({
      state: 'partly',
      openedAt: 0,
      sentAt: 3,
      settledAt: 8,
    });
  });
});
