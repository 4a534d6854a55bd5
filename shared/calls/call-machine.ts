/**
 * The life of a call (model.md §3). Every call ends in exactly one terminal state, and a call that was once answered
 * only ever ends as `ended`, whatever happened later: that is what makes "offered = answered + abandoned + …" add up.
 *
 * ```
 * in   arriving ─► queued ─► offered ─► connecting ─► talking ⇄ held ─► ended
 *          │        ▲  ▲        │           │            │       │
 *          │        │  └────────┘ offer     │            └───────┴─► connecting   (agent leg lost: music, the same
 *          │        │    lost               │                                      agent may re-attach for 20 s)
 *          │        └───────────────────────┘ no agent audio in time
 *          └─► closed_hours | overflowed | callback_booked | abandoned | failed
 *
 * out  dialing ─► ringing ─► talking ⇄ held ─► ended        talking | held ─► connecting ─► talking | ended
 *          └──────────┴─► busy | no_answer | failed | cancelled
 * ```
 */
import type { Id } from '../ids/ids';
import { ok, refuse, type Result } from '../result';
import { nextState, type TransitionTable } from './machine';
import type { CallDirection, CallState } from './vocabulary';

/** How long an accepted call may wait for the agent's audio before it goes back to the head of its queue. */
export const CONNECT_TIMEOUT_MS = 5_000;
/** How long a customer hears music for the same agent to come back after a lost leg (reliability.md §5.3). */
export const AGENT_REATTACH_MS = 20_000;

export const CALL_EVENTS = [
  'queue_entered',
  'hours_closed',
  'overflowed',
  'callback_booked',
  'offered',
  'offer_lost',
  'accepted',
  'agent_connected',
  'connect_timed_out',
  'agent_lost',
  'held',
  'resumed',
  'agent_hung_up',
  'customer_gone',
  'customer_ringing',
  'customer_answered',
  'busy',
  'no_answer',
  'cancelled',
  'failed',
] as const;
export type CallEventType = (typeof CALL_EVENTS)[number];

/** What happened to a call; `offered` names the agent, so that the row always says whose call it is. */
export type CallEvent =
  { readonly type: 'offered'; readonly agentId: Id<'agent'> } | { readonly type: Exclude<CallEventType, 'offered'> };

/** What the rules need to know of a call; all stamps are epoch ms. */
export interface CallLife {
  readonly direction: CallDirection;
  readonly state: CallState;
  readonly stateSince: number;
  /** First entry into the queue; never moved, so a call that comes back is at the head again. */
  readonly enteredQueueAt: number | null;
  /** Whose call it is while it is offered, connecting, talking or held, and afterwards who had it last. */
  readonly agentId: Id<'agent'> | null;
  /** The agent who lost this call: rung before everybody else when the call is queued again. */
  readonly stickyAgentId: Id<'agent'> | null;
  /** When customer and agent first heard each other. */
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  /** While connecting: when `connect_timed_out` is due. */
  readonly connectDueAt: number | null;
  /** Time spent talking and on hold so far, without the running stretch. */
  readonly talkMs: number;
  readonly holdMs: number;
}

type Table = TransitionTable<CallState, CallEventType>;

const TERMINAL_ROWS = {
  ended: {},
  closed_hours: {},
  overflowed: {},
  callback_booked: {},
  abandoned: {},
  busy: {},
  no_answer: {},
  cancelled: {},
  failed: {},
} as const;

/** Both directions share the conversation itself; `connecting` here is the same agent coming back after a lost leg. */
const CONVERSATION_ROWS = {
  talking: { held: 'held', agent_lost: 'connecting', agent_hung_up: 'ended', customer_gone: 'ended', failed: 'ended' },
  held: {
    resumed: 'talking',
    agent_lost: 'connecting',
    agent_hung_up: 'ended',
    customer_gone: 'ended',
    failed: 'ended',
  },
} as const;

export const INBOUND_TRANSITIONS = {
  arriving: { queue_entered: 'queued', hours_closed: 'closed_hours', customer_gone: 'abandoned', failed: 'failed' },
  queued: {
    offered: 'offered',
    hours_closed: 'closed_hours',
    overflowed: 'overflowed',
    callback_booked: 'callback_booked',
    customer_gone: 'abandoned',
    failed: 'failed',
  },
  offered: { accepted: 'connecting', offer_lost: 'queued', customer_gone: 'abandoned', failed: 'failed' },
  connecting: {
    agent_connected: 'talking',
    connect_timed_out: 'queued',
    agent_lost: 'queued',
    agent_hung_up: 'queued',
    customer_gone: 'abandoned',
    failed: 'failed',
  },
  ...CONVERSATION_ROWS,
  dialing: {},
  ringing: {},
  ...TERMINAL_ROWS,
} satisfies Table;

export const OUTBOUND_TRANSITIONS = {
  dialing: {
    customer_ringing: 'ringing',
    customer_answered: 'talking',
    busy: 'busy',
    no_answer: 'no_answer',
    customer_gone: 'no_answer',
    cancelled: 'cancelled',
    agent_hung_up: 'cancelled',
    // Nobody must pick up to a silent line.
    agent_lost: 'cancelled',
    failed: 'failed',
  },
  ringing: {
    customer_answered: 'talking',
    busy: 'busy',
    no_answer: 'no_answer',
    customer_gone: 'no_answer',
    cancelled: 'cancelled',
    agent_hung_up: 'cancelled',
    agent_lost: 'cancelled',
    failed: 'failed',
  },
  ...CONVERSATION_ROWS,
  // No queue stands behind an outbound call: when its agent does not come back, it is over.
  connecting: {
    agent_connected: 'talking',
    connect_timed_out: 'ended',
    agent_hung_up: 'ended',
    customer_gone: 'ended',
    failed: 'ended',
  },
  arriving: {},
  queued: {},
  offered: {},
  ...TERMINAL_ROWS,
} satisfies Table;

export const TERMINAL_CALL_STATES = [
  'ended',
  'closed_hours',
  'overflowed',
  'callback_booked',
  'abandoned',
  'busy',
  'no_answer',
  'cancelled',
  'failed',
] as const satisfies readonly CallState[];

/** States in which a call occupies an agent: what the database allows once per agent (reliability.md A2). */
export const AGENT_HOLDING_CALL_STATES = [
  'offered',
  'connecting',
  'talking',
  'held',
  'dialing',
  'ringing',
] as const satisfies readonly CallState[];

/** True when nothing can happen to the call any more. */
export function isTerminalCallState(state: CallState): state is (typeof TERMINAL_CALL_STATES)[number] {
  return (TERMINAL_CALL_STATES as readonly CallState[]).includes(state);
}

/** A call as it is the moment it arrives (in) or is dialled by `agentId` (out). */
export function newCallLife(
  start: { readonly direction: 'in' } | { readonly direction: 'out'; readonly agentId: Id<'agent'> },
  now: number,
): CallLife {
  return {
    direction: start.direction,
    state: start.direction === 'in' ? 'arriving' : 'dialing',
    stateSince: now,
    enteredQueueAt: null,
    agentId: start.direction === 'out' ? start.agentId : null,
    stickyAgentId: null,
    answeredAt: null,
    endedAt: null,
    connectDueAt: null,
    talkMs: 0,
    holdMs: 0,
  };
}

/**
 * Applies one event to a call at `now` (epoch ms). Before: any state. After: the new state with its stamps, or a
 * refusal (`CALL_ENDED` in a terminal state, else `CALL_NOT_IN_STATE`) and nothing changed. Other fields of `call` are kept.
 */
export function transitionCall<T extends CallLife>(call: T, event: CallEvent, now: number): Result<T> {
  if (isTerminalCallState(call.state)) return refuse('CALL_ENDED', { state: call.state, event: event.type });
  const target = targetState(call, event.type);
  if (target === undefined) return refuse('CALL_NOT_IN_STATE', { state: call.state, event: event.type });
  return ok({ ...call, ...stamps(call, { event, target }, now) });
}

function targetState(call: CallLife, event: CallEventType): CallState | undefined {
  const table: Table = call.direction === 'in' ? INBOUND_TRANSITIONS : OUTBOUND_TRANSITIONS;
  const target = nextState(table, call.state, event);
  if (target === undefined || call.answeredAt === null) return target;
  // Once answered there is only one end; and an agent who hangs up while coming back means to end it.
  const isOver = isTerminalCallState(target) || (call.state === 'connecting' && event === 'agent_hung_up');
  return isOver ? 'ended' : target;
}

function stamps(
  call: CallLife,
  step: { readonly event: CallEvent; readonly target: CallState },
  now: number,
): Omit<CallLife, 'direction'> {
  const { target } = step;
  const stretchMs = Math.max(0, now - call.stateSince);
  return {
    state: target,
    stateSince: now,
    enteredQueueAt: call.enteredQueueAt ?? (target === 'queued' ? now : null),
    ...whoseCall(call, step),
    answeredAt: call.answeredAt ?? (target === 'talking' ? now : null),
    endedAt: isTerminalCallState(target) ? now : null,
    connectDueAt: target === 'connecting' ? now + connectMs(call) : null,
    talkMs: call.talkMs + (call.state === 'talking' ? stretchMs : 0),
    holdMs: call.holdMs + (call.state === 'held' ? stretchMs : 0),
  };
}

/** A call back in the queue is nobody's; it is wanted back by the agent who was talking when the line was lost. */
function whoseCall(
  call: CallLife,
  step: { readonly event: CallEvent; readonly target: CallState },
): Pick<CallLife, 'agentId' | 'stickyAgentId'> {
  const { agentId, stickyAgentId } = call;
  if (step.event.type === 'offered') return { agentId: step.event.agentId, stickyAgentId };
  if (step.event.type === 'agent_lost' && call.state !== 'connecting') return { agentId, stickyAgentId: agentId };
  if (step.target === 'talking') return { agentId, stickyAgentId: null };
  return { agentId: step.target === 'queued' ? null : agentId, stickyAgentId };
}

function connectMs(call: CallLife): number {
  return call.answeredAt === null ? CONNECT_TIMEOUT_MS : AGENT_REATTACH_MS;
}
