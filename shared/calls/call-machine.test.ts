import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Id } from '../ids/ids';
import {
  AGENT_REATTACH_MS,
  CALL_EVENTS,
  CONNECT_TIMEOUT_MS,
  INBOUND_TRANSITIONS,
  OUTBOUND_TRANSITIONS,
  TERMINAL_CALL_STATES,
  isTerminalCallState,
  newCallLife,
  transitionCall,
  type CallEvent,
  type CallEventType,
  type CallLife,
} from './call-machine';
import { terminalStates, type TransitionTable } from './machine';
import { CALL_DIRECTIONS, CALL_STATES, type CallDirection, type CallState } from './vocabulary';

// Test ids: the brand is all that matters here.
const KARI = 'agt_kari' as Id<'agent'>;
const OLA = 'agt_ola' as Id<'agent'>;

const TABLES: Record<CallDirection, TransitionTable<CallState, CallEventType>> = {
  in: INBOUND_TRANSITIONS,
  out: OUTBOUND_TRANSITIONS,
};

function event(type: CallEventType, agentId = KARI): CallEvent {
  return type === 'offered' ? { type, agentId } : { type };
}

function callIn(direction: CallDirection, state: CallState, patch: Partial<CallLife> = {}): CallLife {
  const start = direction === 'in' ? ({ direction } as const) : ({ direction, agentId: KARI } as const);
  return { ...newCallLife(start, 0), state, ...patch };
}

function play(call: CallLife, steps: readonly (readonly [CallEventType, number])[]): CallLife {
  return steps.reduce((before, [type, at]) => {
    const after = transitionCall(before, event(type), at);
    if (!after.ok) throw new Error(`${before.state} refused ${type}`);
    return after.value;
  }, call);
}

describe('the life of a call', () => {
  for (const direction of CALL_DIRECTIONS) {
    for (const state of CALL_STATES) {
      test.each(CALL_EVENTS)(`${direction}: ${state} + %s goes where the table says or is refused`, (type) => {
        const before = callIn(direction, state);
        const after = transitionCall(before, event(type), 1_000);
        const target = TABLES[direction][state][type];
        if (target === undefined) {
          const code = isTerminalCallState(state) ? 'CALL_ENDED' : 'CALL_NOT_IN_STATE';
          expect(after).toEqual({ ok: false, error: { code, details: { state, event: type } } });
        } else {
          expect(after.ok && after.value.state).toBe(target);
          expect(after.ok && after.value.stateSince).toBe(1_000);
          expect(after.ok && after.value.endedAt).toBe(isTerminalCallState(target) ? 1_000 : null);
        }
      });
    }
  }

  test('the terminal states are exactly the ones without a way out, once unused states of a direction are set aside', () => {
    const unused: Record<CallDirection, readonly CallState[]> = {
      in: ['dialing', 'ringing'],
      out: ['arriving', 'queued', 'offered'],
    };
    for (const direction of CALL_DIRECTIONS) {
      const found = terminalStates(TABLES[direction], CALL_STATES).filter((s) => !unused[direction].includes(s));
      expect([...found].sort()).toEqual([...TERMINAL_CALL_STATES].sort());
    }
  });

  test('an ordinary call is answered, held, resumed and ended, and its talk and hold times add up', () => {
    const ended = play(callIn('in', 'arriving'), [
      ['queue_entered', 1_000],
      ['offered', 3_000],
      ['accepted', 5_000],
      ['agent_connected', 5_400],
      ['held', 65_400],
      ['resumed', 75_400],
      ['customer_gone', 105_400],
    ]);
    expect(ended).toMatchObject({
      state: 'ended',
      enteredQueueAt: 1_000,
      answeredAt: 5_400,
      endedAt: 105_400,
      talkMs: 90_000,
      holdMs: 10_000,
      agentId: KARI,
    });
  });

  test('a missed offer puts the call back with its original time and no agent', () => {
    const back = play(callIn('in', 'arriving'), [
      ['queue_entered', 1_000],
      ['offered', 3_000],
      ['offer_lost', 23_000],
    ]);
    expect(back).toMatchObject({ state: 'queued', enteredQueueAt: 1_000, agentId: null, stickyAgentId: null });
  });

  test('an agent whose sound does not come within 5 s loses the call to the head of the queue', () => {
    const connecting = play(callIn('in', 'arriving'), [
      ['queue_entered', 1_000],
      ['offered', 3_000],
      ['accepted', 4_000],
    ]);
    expect(connecting.connectDueAt).toBe(4_000 + CONNECT_TIMEOUT_MS);
    expect(play(connecting, [['connect_timed_out', 9_000]])).toMatchObject({
      state: 'queued',
      enteredQueueAt: 1_000,
      connectDueAt: null,
      stickyAgentId: null,
    });
  });

  test('a lost agent leg never ends the call: the same agent may come back, then the queue rings them first', () => {
    const talking = play(callIn('in', 'arriving'), [
      ['queue_entered', 1_000],
      ['offered', 2_000],
      ['accepted', 3_000],
      ['agent_connected', 3_100],
    ]);
    const waiting = play(talking, [['agent_lost', 10_000]]);
    expect(waiting).toMatchObject({ state: 'connecting', agentId: KARI, connectDueAt: 10_000 + AGENT_REATTACH_MS });
    expect(play(waiting, [['agent_connected', 14_000]])).toMatchObject({ state: 'talking', answeredAt: 3_100 });
    expect(play(waiting, [['connect_timed_out', 30_000]])).toMatchObject({
      state: 'queued',
      enteredQueueAt: 1_000,
      agentId: null,
      stickyAgentId: KARI,
    });
  });

  test('an answered call that is queued again and then given up is ended, not abandoned', () => {
    const requeued = callIn('in', 'queued', { enteredQueueAt: 1_000, answeredAt: 3_000, stickyAgentId: KARI });
    expect(play(requeued, [['customer_gone', 50_000]]).state).toBe('ended');
    expect(play(requeued, [['failed', 50_000]]).state).toBe('ended');
    const offered = transitionCall(requeued, event('offered', OLA), 40_000);
    expect(offered.ok && offered.value).toMatchObject({ agentId: OLA, stickyAgentId: KARI });
  });

  test('an agent who was only rung in between is not the one the customer is given back to', () => {
    const requeued = callIn('in', 'queued', { enteredQueueAt: 1_000, answeredAt: 3_000, stickyAgentId: KARI });
    const rungAtOla = transitionCall(requeued, event('offered', OLA), 40_000);
    if (!rungAtOla.ok) throw new Error('a waiting call can be offered');
    expect(play(rungAtOla.value, [['offer_lost', 60_000]])).toMatchObject({ agentId: null, stickyAgentId: KARI });
    const withOla = play(rungAtOla.value, [
      ['accepted', 41_000],
      ['agent_connected', 41_200],
    ]);
    expect(withOla).toMatchObject({ state: 'talking', agentId: OLA, stickyAgentId: null, answeredAt: 3_000 });
  });

  test('an outbound call whose agent is lost while it rings is cancelled, so nobody picks up to silence', () => {
    expect(play(callIn('out', 'ringing'), [['agent_lost', 9]]).state).toBe('cancelled');
  });

  test('whatever happens in whatever order, a call ends once, keeps its queue time and is ended if it was answered', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...CALL_EVENTS), fc.integer({ min: 0, max: 60_000 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.constantFrom(...CALL_DIRECTIONS), steps, (direction, plan) => {
        let call = callIn(direction, direction === 'in' ? 'arriving' : 'dialing');
        let now = 0;
        for (const [type, waitMs] of plan) {
          now += waitMs;
          const after = transitionCall(call, event(type), now);
          if (!after.ok) continue;
          expect(isTerminalCallState(call.state)).toBe(false);
          if (call.enteredQueueAt !== null) expect(after.value.enteredQueueAt).toBe(call.enteredQueueAt);
          if (call.answeredAt !== null) expect(after.value.answeredAt).toBe(call.answeredAt);
          call = after.value;
        }
        expect(call.endedAt !== null).toBe(isTerminalCallState(call.state));
        if (isTerminalCallState(call.state)) expect(call.state === 'ended').toBe(call.answeredAt !== null);
        expect(call.talkMs + call.holdMs).toBeLessThanOrEqual(now);
      }),
      { numRuns: 2_000 },
    );
  });
});
