import type { Platform } from '../platform/platform';
import { readPlans } from './store';
import { countPayments, createPlan, PLAN_TIMER, reviewPlan, type PlansDeps } from './use-cases';

export type { StandingPlan } from './store';

/** Plans agreed with customers and how they are going. */
export interface Plans {
  /** All plans of these accounts, newest first, with what is paid of each instalment today. */
  readonly readPlans: typeof readPlans;
}

/** Builds the room: registers `plan:create`, the review timer, and listens for money in the ledger. */
export function createPlans(platform: Pick<Platform, 'commands' | 'timers'>, deps: PlansDeps): Plans {
  platform.commands.add({
    name: 'plan:create',
    roles: ['agent', 'lead'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: ({ login, commit }, payload) => commit((tx) => createPlan(tx, { login, payload }, deps)),
  });
  platform.timers.handle(PLAN_TIMER, (tx, planId) => reviewPlan(tx, planId, deps));
  deps.ledger.onPayments((tx, accounts) => countPayments(tx, accounts, deps));
  return { readPlans };
}
