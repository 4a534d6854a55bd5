/**
 * Where an agent is, owned and stamped by the server (model.md §3).
 *
 * ```
 * offline ⇄ available ⇄ unavailable(reason)
 *              │  ▲
 *              ▼  │ withdrawn, rejected
 *           ringing ─► unavailable(no_answer)          missed
 *              │
 *              ▼ accepted (or dialled out, from available and unavailable)
 *           on_call ─► wrapping_up ─► what was asked for last, else available
 * ```
 * What an agent asks for while ringing, talking or wrapping up is kept and takes effect when that is over; the last
 * request wins. A lost heartbeat stops new offers and never ends a call.
 */
import { assertNever } from '../assert';
import { ok, refuse, type Result } from '../result';
import type { AgentState, RequestedState, UnavailableReason } from './vocabulary';

/** A window that comes back this soon is put back where it was; later the agent says so themselves. */
export const RETURN_WINDOW_MS = 120_000;

export const AGENT_EVENTS = [
  'requested',
  'forced',
  'offer_rang',
  'offer_accepted',
  'offer_rejected',
  'offer_missed',
  'offer_withdrawn',
  'dialled',
  'call_ended',
  'call_left',
  'wrap_up_closed',
  'heartbeat_lost',
  'heartbeat_back',
] as const;
export type AgentEventType = (typeof AGENT_EVENTS)[number];

/**
 * `call_ended` is followed by wrap-up; `call_left` is a call without one (never answered, or taken over by someone else).
 * `requested` with offline is logging out.
 */
export type AgentEvent =
  | { readonly type: 'requested'; readonly request: RequestedState }
  | { readonly type: Exclude<AgentEventType, 'requested'> };

/** Where an agent goes next; wider than what an agent may ask for. */
export type NextAgentState =
  | { readonly state: 'available' }
  | { readonly state: 'unavailable'; readonly reason: UnavailableReason }
  | { readonly state: 'offline' };

/** What the rules need to know of an agent; stamps in epoch ms. */
export interface AgentLife {
  readonly state: AgentState;
  /** Set exactly when unavailable. */
  readonly reason: UnavailableReason | null;
  readonly stateSince: number;
  /** Since when free for calls; kept when an offer is withdrawn, so nobody loses their place for ringing in vain. */
  readonly availableSince: number | null;
  /** Asked for while busy; shown to the agent. */
  readonly next: NextAgentState | null;
  /** False from the third missed heartbeat until the next one. */
  readonly isReachable: boolean;
}

/** What an event does: go to a state, go to `next` (else available), keep what was asked for, or change presence only. */
type Effect = AgentState | 'go_next' | 'keep_request' | 'presence';

export const AGENT_TRANSITIONS = {
  offline: { requested: 'go_next', heartbeat_back: 'presence', heartbeat_lost: 'presence' },
  available: {
    requested: 'go_next',
    forced: 'unavailable',
    offer_rang: 'ringing',
    dialled: 'on_call',
    heartbeat_lost: 'unavailable',
    heartbeat_back: 'presence',
  },
  unavailable: {
    requested: 'go_next',
    forced: 'unavailable',
    dialled: 'on_call',
    heartbeat_lost: 'presence',
    heartbeat_back: 'presence',
  },
  ringing: {
    requested: 'keep_request',
    forced: 'keep_request',
    offer_accepted: 'on_call',
    offer_rejected: 'go_next',
    offer_missed: 'unavailable',
    offer_withdrawn: 'go_next',
    heartbeat_lost: 'presence',
    heartbeat_back: 'presence',
  },
  on_call: {
    requested: 'keep_request',
    forced: 'keep_request',
    call_ended: 'wrapping_up',
    call_left: 'go_next',
    heartbeat_lost: 'presence',
    heartbeat_back: 'presence',
  },
  wrapping_up: {
    requested: 'keep_request',
    forced: 'keep_request',
    wrap_up_closed: 'go_next',
    heartbeat_lost: 'presence',
    heartbeat_back: 'presence',
  },
} satisfies Record<AgentState, Partial<Record<AgentEventType, Effect>>>;

/** An agent who is not logged in. */
export function newAgentLife(now: number): AgentLife {
  return { state: 'offline', reason: null, stateSince: now, availableSince: null, next: null, isReachable: true };
}

/** True when routing may ring this agent. */
export function mayBeOffered(agent: AgentLife): boolean {
  return agent.state === 'available' && agent.isReachable;
}

/**
 * Applies one event at `now`. Refused with `AGENT_BUSY` when a call is meant for someone who is ringing, talking or
 * wrapping up, else with `AGENT_NOT_IN_STATE`; then nothing changed. Other fields of `agent` are kept.
 */
export function transitionAgent<T extends AgentLife>(agent: T, event: AgentEvent, now: number): Result<T> {
  const table: Record<AgentState, Partial<Record<AgentEventType, Effect>>> = AGENT_TRANSITIONS;
  const effect = table[agent.state][event.type];
  if (effect === undefined) {
    const isCall = event.type === 'offer_rang' || event.type === 'dialled';
    const isBusy = agent.state === 'ringing' || agent.state === 'on_call' || agent.state === 'wrapping_up';
    return refuse(isCall && isBusy ? 'AGENT_BUSY' : 'AGENT_NOT_IN_STATE', { state: agent.state, event: event.type });
  }
  return ok({ ...agent, ...apply(agent, { event, effect }, now) });
}

function apply(
  agent: AgentLife,
  step: { readonly event: AgentEvent; readonly effect: Effect },
  now: number,
): AgentLife {
  const { event, effect } = step;
  switch (effect) {
    case 'presence':
      return presence(agent, event.type === 'heartbeat_back', now);
    case 'keep_request':
      return {
        ...agent,
        next: event.type === 'requested' ? event.request : { state: 'unavailable', reason: 'forced' },
      };
    case 'go_next':
      return goNext(agent, event, now);
    case 'unavailable':
      return becomeUnavailable(agent, event.type, now);
    case 'on_call':
      // After dialling out the agent goes back to where they were; after taking an offer, to what they asked for.
      return { ...moved(agent, 'on_call', now), next: event.type === 'dialled' ? whereTheyAre(agent) : agent.next };
    case 'ringing':
      return { ...moved(agent, 'ringing', now), availableSince: agent.availableSince };
    case 'wrapping_up':
      return { ...moved(agent, 'wrapping_up', now), next: agent.next };
    case 'available':
    case 'offline':
      return arrive(agent, { state: effect }, now);
    default:
      return assertNever(effect);
  }
}

function moved(agent: AgentLife, state: AgentState, now: number): AgentLife {
  return { state, reason: null, stateSince: now, availableSince: null, next: null, isReachable: agent.isReachable };
}

function arrive(agent: AgentLife, target: NextAgentState, now: number): AgentLife {
  const there = moved(agent, target.state, now);
  if (target.state === 'unavailable') return { ...there, reason: target.reason };
  return target.state === 'available' ? { ...there, availableSince: now } : there;
}

/** Free again: what was asked for, else available; an unreachable agent is not made available. */
function goNext(agent: AgentLife, event: AgentEvent, now: number): AgentLife {
  const target: NextAgentState = event.type === 'requested' ? event.request : (agent.next ?? { state: 'available' });
  if (event.type === 'requested') return { ...arrive(agent, target, now), isReachable: true };
  if (target.state !== 'available') return arrive(agent, target, now);
  if (!agent.isReachable) {
    return { ...arrive(agent, { state: 'unavailable', reason: 'lost_connection' }, now), next: target };
  }
  const there = arrive(agent, target, now);
  return event.type === 'offer_withdrawn' ? { ...there, availableSince: agent.availableSince ?? now } : there;
}

function becomeUnavailable(agent: AgentLife, event: AgentEventType, now: number): AgentLife {
  if (event === 'heartbeat_lost') {
    const lost = arrive(agent, { state: 'unavailable', reason: 'lost_connection' }, now);
    return { ...lost, isReachable: false, next: { state: 'available' } };
  }
  if (event === 'forced') return arrive(agent, { state: 'unavailable', reason: 'forced' }, now);
  // Missed: a break asked for while it rang is honoured, but nobody who did not answer stays available.
  const asked = agent.next !== null && agent.next.state !== 'available' ? agent.next : null;
  return arrive(agent, asked ?? { state: 'unavailable', reason: 'no_answer' }, now);
}

function presence(agent: AgentLife, isBack: boolean, now: number): AgentLife {
  const seen = { ...agent, isReachable: isBack };
  const wasLost = agent.state === 'unavailable' && agent.reason === 'lost_connection';
  if (!isBack || !wasLost || agent.next === null) return seen;
  return now - agent.stateSince <= RETURN_WINDOW_MS ? arrive(seen, agent.next, now) : { ...seen, next: null };
}

function whereTheyAre(agent: AgentLife): NextAgentState {
  if (agent.state !== 'unavailable' || agent.reason === null) return { state: 'available' };
  return { state: 'unavailable', reason: agent.reason };
}
