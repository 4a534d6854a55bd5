/**
 * Wrap-up after an answered call: the customer is gone, the agent notes what came of it. The server's timer closes it as
 * `unclassified`; an outcome that comes later is kept as a revision, never lost.
 *
 * ```
 * open ─► closed(outcome)                    closed ─► closed        (revision + 1)
 *   └──► unclassified (deadline)       unclassified ─► closed        (revision + 1)
 *   └──► open (extended, once)
 * ```
 */
import { ok, refuse, type Result } from '../result';
import { nextState, type TransitionTable } from './machine';
import { WRAP_UP_MS, type Outcome, type Reason } from './vocabulary';

export const WRAP_UP_STATES = ['open', 'closed', 'unclassified'] as const;
export type WrapUpState = (typeof WRAP_UP_STATES)[number];
export const WRAP_UP_EVENTS = ['classified', 'extended', 'deadline_passed'] as const;
export type WrapUpEventType = (typeof WRAP_UP_EVENTS)[number];

/** What the agent decides: why they called, what came of it, and whether the matter is settled. */
export interface Classification {
  readonly reason: Reason;
  readonly outcome: Outcome;
  readonly isResolved: boolean;
}

export type WrapUpEvent =
  | { readonly type: 'classified'; readonly classification: Classification }
  | { readonly type: Exclude<WrapUpEventType, 'classified'> };

/** What the rules need to know of a wrap-up; stamps in epoch ms. */
export interface WrapUpLife {
  readonly state: WrapUpState;
  readonly openedAt: number;
  /** When `deadline_passed` is due. */
  readonly dueAt: number;
  readonly extendedAt: number | null;
  /** When the agent became free; a later revision does not move it. */
  readonly closedAt: number | null;
  readonly classification: Classification | null;
  /** 0 for what was decided in time, one more for each later decision. */
  readonly revision: number;
}

export const WRAP_UP_TRANSITIONS = {
  open: { classified: 'closed', extended: 'open', deadline_passed: 'unclassified' },
  closed: { classified: 'closed' },
  unclassified: { classified: 'closed' },
} satisfies TransitionTable<WrapUpState, WrapUpEventType>;

/** The wrap-up of a call that ended at `now`. */
export function newWrapUpLife(now: number): WrapUpLife {
  return {
    state: 'open',
    openedAt: now,
    dueAt: now + WRAP_UP_MS,
    extendedAt: null,
    closedAt: null,
    classification: null,
    revision: 0,
  };
}

/**
 * Applies one event at `now`. Refused with `WRAP_UP_CLOSED` when it is too late for it, and with
 * `WRAP_UP_EXTENDED_ALREADY` for a second extension. Extending adds {@link WRAP_UP_MS} to the running deadline.
 */
export function transitionWrapUp<T extends WrapUpLife>(wrapUp: T, event: WrapUpEvent, now: number): Result<T> {
  const table: TransitionTable<WrapUpState, WrapUpEventType> = WRAP_UP_TRANSITIONS;
  const target = nextState(table, wrapUp.state, event.type);
  if (target === undefined) return refuse('WRAP_UP_CLOSED', { state: wrapUp.state, event: event.type });
  if (event.type === 'extended') {
    if (wrapUp.extendedAt !== null) return refuse('WRAP_UP_EXTENDED_ALREADY');
    return ok({ ...wrapUp, extendedAt: now, dueAt: wrapUp.dueAt + WRAP_UP_MS });
  }
  const isLate = wrapUp.state !== 'open';
  return ok({
    ...wrapUp,
    state: target,
    closedAt: wrapUp.closedAt ?? now,
    classification: event.type === 'classified' ? event.classification : null,
    revision: wrapUp.revision + (isLate ? 1 : 0),
  });
}
