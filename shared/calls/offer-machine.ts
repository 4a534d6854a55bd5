/**
 * An offer: one call rung to one agent, with a lease. The first answer wins; whatever comes later is told that the offer
 * is gone.
 *
 * ```
 * ringing ─► accepted | rejected (agent) | missed (lease over) | withdrawn (customer left, agent logged out, lead took it)
 * ```
 */
import { ok, refuse, type Result } from '../result';
import { nextState, type TransitionTable } from './machine';
import { OFFER_RING_MS, type OfferState } from './vocabulary';

export const OFFER_EVENTS = ['accepted', 'rejected', 'lease_over', 'withdrawn'] as const;
export type OfferEventType = (typeof OFFER_EVENTS)[number];

/** What the rules need to know of an offer; stamps in epoch ms. */
export interface OfferLife {
  readonly state: OfferState;
  readonly rangAt: number;
  /** When `lease_over` is due. */
  readonly dueAt: number;
  readonly settledAt: number | null;
}

export const OFFER_TRANSITIONS = {
  ringing: { accepted: 'accepted', rejected: 'rejected', lease_over: 'missed', withdrawn: 'withdrawn' },
  accepted: {},
  rejected: {},
  missed: {},
  withdrawn: {},
} satisfies TransitionTable<OfferState, OfferEventType>;

/** An offer that begins to ring at `now`. */
export function newOfferLife(now: number): OfferLife {
  return { state: 'ringing', rangAt: now, dueAt: now + OFFER_RING_MS, settledAt: null };
}

/**
 * Applies one event at `now`. Refused with `OFFER_GONE` when the offer is settled already. An accept between the end of
 * the lease and the timer's tick still counts: the agent did answer, and the row was still ringing.
 */
export function transitionOffer<T extends OfferLife>(offer: T, event: OfferEventType, now: number): Result<T> {
  const table: TransitionTable<OfferState, OfferEventType> = OFFER_TRANSITIONS;
  const target = nextState(table, offer.state, event);
  if (target === undefined) return refuse('OFFER_GONE', { state: offer.state, event });
  return ok({ ...offer, state: target, settledAt: now });
}
