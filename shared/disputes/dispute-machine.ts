/**
 * An objection of the customer. While it is unsettled the disputed claims are not collected on and nothing is cut.
 *
 * ```
 * open ─► with_creditor ─► upheld | rejected | partly | withdrawn
 *   └──────────┴──► rejected as groundless (only a lead) | withdrawn
 * ```
 */
import { nextState, type TransitionTable } from '../calls/machine';
import type { DISPUTE_STATES } from '../ledger/case-file';
import { ok, refuse, type Result } from '../result';

export type DisputeState = (typeof DISPUTE_STATES)[number];
export const DISPUTE_EVENTS = [
  'sent_to_creditor',
  'creditor_upheld',
  'creditor_rejected',
  'creditor_upheld_partly',
  'rejected_as_groundless',
  'withdrawn',
] as const;
export type DisputeEventType = (typeof DISPUTE_EVENTS)[number];

/** What the rules need to know of a dispute's life; stamps in epoch ms. */
export interface DisputeLife {
  readonly state: DisputeState;
  readonly openedAt: number;
  readonly sentAt: number | null;
  readonly settledAt: number | null;
}

export const DISPUTE_TRANSITIONS = {
  open: { sent_to_creditor: 'with_creditor', rejected_as_groundless: 'rejected', withdrawn: 'withdrawn' },
  with_creditor: {
    creditor_upheld: 'upheld',
    creditor_rejected: 'rejected',
    creditor_upheld_partly: 'partly',
    rejected_as_groundless: 'rejected',
    withdrawn: 'withdrawn',
  },
  upheld: {},
  rejected: {},
  partly: {},
  withdrawn: {},
} satisfies TransitionTable<DisputeState, DisputeEventType>;

/** A dispute opened at `now`. */
export function newDisputeLife(now: number): DisputeLife {
  return { state: 'open', openedAt: now, sentAt: null, settledAt: null };
}

/** True while the dispute stops collection, fees and any cut. */
export function isDisputeUnsettled(state: DisputeState): boolean {
  return state === 'open' || state === 'with_creditor';
}

/** Applies one event at `now`. Refused with `NOT_FOUND` when no such step is open: the dispute is settled or not yet sent. */
export function transitionDispute<T extends DisputeLife>(dispute: T, event: DisputeEventType, now: number): Result<T> {
  const table: TransitionTable<DisputeState, DisputeEventType> = DISPUTE_TRANSITIONS;
  const target = nextState(table, dispute.state, event);
  if (target === undefined) return refuse('NOT_FOUND', { state: dispute.state, event });
  return ok({
    ...dispute,
    state: target,
    sentAt: event === 'sent_to_creditor' ? now : dispute.sentAt,
    settledAt: isDisputeUnsettled(target) ? null : now,
  });
}
