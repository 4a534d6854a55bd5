/**
 * A payment plan.
 *
 * ```
 * proposed ─► (awaiting_approval ─►) active ─► kept | broken | replaced | cancelled
 *     └───────────┴─► cancelled
 * ```
 * A broken plan stays broken, and what is agreed next is a new plan, so the history of promises is true; it runs again only when
 * a late file shows that it never was broken (`repaired`).
 */
import { nextState, type TransitionTable } from '../calls/machine';
import type { PLAN_STATES } from '../ledger/case-file';
import { ok, refuse, type Result } from '../result';

export type PlanState = (typeof PLAN_STATES)[number];
export const PLAN_EVENTS = [
  'approval_asked',
  'approved',
  'confirmed',
  'all_paid',
  'missed',
  'repaired',
  'replaced',
  'cancelled',
] as const;
export type PlanEventType = (typeof PLAN_EVENTS)[number];

/** What the rules need to know of a plan's life; stamps in epoch ms. */
export interface PlanLife {
  readonly state: PlanState;
  readonly stateSince: number;
}

export const PLAN_TRANSITIONS = {
  proposed: { approval_asked: 'awaiting_approval', confirmed: 'active', cancelled: 'cancelled' },
  awaiting_approval: { approved: 'active', cancelled: 'cancelled' },
  active: { all_paid: 'kept', missed: 'broken', replaced: 'replaced', cancelled: 'cancelled' },
  kept: {},
  broken: { repaired: 'active' },
  replaced: {},
  cancelled: {},
} satisfies TransitionTable<PlanState, PlanEventType>;

/** A plan as it is first written down. */
export function newPlanLife(now: number): PlanLife {
  return { state: 'proposed', stateSince: now };
}

/**
 * Applies one event at `now`. Refused with `PLAN_ACTIVE_ALREADY` when it is already running, else with
 * `PLAN_CLAIMS_CHANGED`: the plan is over, fetch the case again and make a new one.
 */
export function transitionPlan<T extends PlanLife>(plan: T, event: PlanEventType, now: number): Result<T> {
  const table: TransitionTable<PlanState, PlanEventType> = PLAN_TRANSITIONS;
  const target = nextState(table, plan.state, event);
  if (target !== undefined) return ok({ ...plan, state: target, stateSince: now });
  return refuse(plan.state === 'active' ? 'PLAN_ACTIVE_ALREADY' : 'PLAN_CLAIMS_CHANGED', { state: plan.state, event });
}
