import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AGENT_EVENTS,
  AGENT_TRANSITIONS,
  RETURN_WINDOW_MS,
  mayBeOffered,
  newAgentLife,
  transitionAgent,
  type AgentEvent,
  type AgentEventType,
  type AgentLife,
} from './agent-machine';
import { AGENT_STATES, type AgentState, type RequestedState } from './vocabulary';

const LUNCH: RequestedState = { state: 'unavailable', reason: 'lunch' };
const AVAILABLE: RequestedState = { state: 'available' };
const OFFLINE: RequestedState = { state: 'offline' };

function event(type: AgentEventType, request: RequestedState = AVAILABLE): AgentEvent {
  return type === 'requested' ? { type, request } : { type };
}

function agentIn(state: AgentState, patch: Partial<AgentLife> = {}): AgentLife {
  return {
    ...newAgentLife(0),
    state,
    reason: state === 'unavailable' ? 'break' : null,
    availableSince: state === 'available' || state === 'ringing' ? 0 : null,
    ...patch,
  };
}

function play(agent: AgentLife, steps: readonly AgentEvent[], from = 1_000): AgentLife {
  return steps.reduce((before, step, index) => {
    const after = transitionAgent(before, step, from + index * 1_000);
    if (!after.ok) throw new Error(`${before.state} refused ${step.type}`);
    return after.value;
  }, agent);
}

/** The whole truth, written by hand and independent of the table: where each event leads with nothing asked for. */
const EXPECTED: Record<AgentState, Partial<Record<AgentEventType, AgentState>>> = {
  offline: { requested: 'available', heartbeat_lost: 'offline', heartbeat_back: 'offline' },
  available: {
    requested: 'available',
    forced: 'unavailable',
    offer_rang: 'ringing',
    dialled: 'on_call',
    heartbeat_lost: 'unavailable',
    heartbeat_back: 'available',
  },
  unavailable: {
    requested: 'available',
    forced: 'unavailable',
    dialled: 'on_call',
    heartbeat_lost: 'unavailable',
    heartbeat_back: 'unavailable',
  },
  ringing: {
    requested: 'ringing',
    forced: 'ringing',
    offer_accepted: 'on_call',
    offer_rejected: 'available',
    offer_missed: 'unavailable',
    offer_withdrawn: 'available',
    heartbeat_lost: 'ringing',
    heartbeat_back: 'ringing',
  },
  on_call: {
    requested: 'on_call',
    forced: 'on_call',
    call_ended: 'wrapping_up',
    call_left: 'available',
    heartbeat_lost: 'on_call',
    heartbeat_back: 'on_call',
  },
  wrapping_up: {
    requested: 'wrapping_up',
    forced: 'wrapping_up',
    wrap_up_closed: 'available',
    heartbeat_lost: 'wrapping_up',
    heartbeat_back: 'wrapping_up',
  },
};

describe('where an agent is', () => {
  for (const state of AGENT_STATES) {
    test.each(AGENT_EVENTS)(`${state} + %s goes where it should or is refused`, (type) => {
      const after = transitionAgent(agentIn(state), event(type), 5);
      const target = EXPECTED[state][type];
      expect(type in AGENT_TRANSITIONS[state]).toBe(target !== undefined);
      if (target === undefined) expect(after.ok).toBe(false);
      else expect(after.ok && after.value.state).toBe(target);
    });
  }

  test('a call meant for someone busy is refused as busy, everything else as not possible now', () => {
    for (const state of ['ringing', 'on_call', 'wrapping_up'] as const) {
      const after = transitionAgent(agentIn(state), event('offer_rang'), 5);
      expect(!after.ok && after.error.code).toBe('AGENT_BUSY');
    }
    const after = transitionAgent(agentIn('offline'), event('offer_rang'), 5);
    expect(!after.ok && after.error.code).toBe('AGENT_NOT_IN_STATE');
  });

  test('the last request made during a call wins, and waits for the wrap-up to be over', () => {
    const wrapping = play(agentIn('on_call'), [
      event('requested', LUNCH),
      event('requested', OFFLINE),
      event('call_ended'),
      event('requested', LUNCH),
    ]);
    expect(wrapping).toMatchObject({ state: 'wrapping_up', next: LUNCH });
    expect(play(wrapping, [event('wrap_up_closed')])).toMatchObject({
      state: 'unavailable',
      reason: 'lunch',
      next: null,
    });
  });

  test('a missed offer makes the agent unavailable with the reason, unless a break was asked for', () => {
    expect(play(agentIn('ringing'), [event('offer_missed')])).toMatchObject({ reason: 'no_answer' });
    const asked = play(agentIn('ringing'), [event('requested', LUNCH), event('offer_missed')]);
    expect(asked).toMatchObject({ state: 'unavailable', reason: 'lunch' });
    const wishful = play(agentIn('ringing'), [event('requested', AVAILABLE), event('offer_missed')]);
    expect(wishful).toMatchObject({ state: 'unavailable', reason: 'no_answer' });
  });

  test('an agent for whom it rang in vain keeps the place among the idle; one who rejects goes to the end', () => {
    const ringing = play(agentIn('available', { availableSince: 10 }), [event('offer_rang')]);
    expect(play(ringing, [event('offer_withdrawn')], 9_000).availableSince).toBe(10);
    expect(play(ringing, [event('offer_rejected')], 9_000).availableSince).toBe(9_000);
  });

  test('after dialling out the agent is back where they were', () => {
    const steps = [event('dialled'), event('call_ended'), event('wrap_up_closed')];
    expect(play(agentIn('unavailable', { reason: 'admin_work' }), steps)).toMatchObject({ reason: 'admin_work' });
    expect(play(agentIn('available'), steps).state).toBe('available');
  });

  test('a lost heartbeat stops new offers, never a call, and leaves the agent unavailable afterwards', () => {
    const talking = play(agentIn('on_call'), [event('heartbeat_lost')]);
    expect(talking).toMatchObject({ state: 'on_call', isReachable: false });
    const after = play(talking, [event('call_ended'), event('wrap_up_closed')]);
    expect(after).toMatchObject({ state: 'unavailable', reason: 'lost_connection' });
  });

  test('a window that comes back soon is available again; one that comes back late asks first', () => {
    const lost = play(agentIn('available'), [event('heartbeat_lost')]);
    expect(lost).toMatchObject({ state: 'unavailable', reason: 'lost_connection', isReachable: false });
    expect(play(lost, [event('heartbeat_back')], 1_000 + RETURN_WINDOW_MS).state).toBe('available');
    const late = play(lost, [event('heartbeat_back')], 1_001 + RETURN_WINDOW_MS);
    expect(late).toMatchObject({ state: 'unavailable', reason: 'lost_connection', isReachable: true });
  });

  test('a lead may send someone on a pause during a call, and it takes effect after the wrap-up', () => {
    const done = play(agentIn('on_call'), [event('forced'), event('call_ended'), event('wrap_up_closed')]);
    expect(done).toMatchObject({ state: 'unavailable', reason: 'forced' });
  });

  test('in any order of events a reason stands exactly with unavailable, and only the reachable available are offered calls', () => {
    const requests = fc.constantFrom(LUNCH, AVAILABLE, OFFLINE);
    const steps = fc.array(fc.tuple(fc.constantFrom(...AGENT_EVENTS), requests), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (plan) => {
        let agent = newAgentLife(0);
        plan.forEach(([type, request], index) => {
          const after = transitionAgent(agent, event(type, request), index * 10_000);
          if (!after.ok) return;
          if (agent.state === 'on_call' && type.startsWith('heartbeat')) expect(after.value.state).toBe('on_call');
          agent = after.value;
          expect(agent.reason !== null).toBe(agent.state === 'unavailable');
          expect(agent.availableSince !== null).toBe(agent.state === 'available' || agent.state === 'ringing');
          if (mayBeOffered(agent)) expect(agent.next).toBe(null);
          if (agent.state === 'available') expect(agent.isReachable).toBe(true);
        });
      }),
      { numRuns: 2_000 },
    );
  });
});
