import type { Platform } from '../platform/platform';
import { registerApprovals } from './approvals';
import { askApproval } from './ask-approval';
import { cancelPlan } from './cancel-plan';
import { createPlan } from './create-plan';
import { expireApproval } from './decide-approval';
import { APPROVAL_TIMER, DAILY_TIMER, PLAN_TIMER, type PlansDeps } from './deps';
import { countPayments, lookDaily, reviewPlan } from './follow-payments';
import { readPlans } from './store';

export type { StandingPlan } from './store';

/** Plans agreed with customers and how they are going. */
export interface Plans {
  /** All plans of these accounts, newest first, with what is paid of each instalment today. */
  readonly readPlans: typeof readPlans;
}

const IN_CALL = { roles: ['agent', 'lead'], scope: 'creditor', audit: 'person_write', rate: 'write' } as const;

/** Builds the room: registers its commands, routes and timers, and listens for money in the ledger. */
export function createPlans(
  platform: Pick<Platform, 'commands' | 'routes' | 'timers' | 'db' | 'feed' | 'streams'>,
  deps: PlansDeps,
): Plans {
  const { commands, timers } = platform;
  commands.add({
    name: 'plan:create',
    ...IN_CALL,
    run: ({ login, commit }, payload) => commit((tx) => createPlan(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'plan:ask-approval',
    ...IN_CALL,
    run: ({ login, commit }, payload) => commit((tx) => askApproval(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'plan:cancel',
    ...IN_CALL,
    run: ({ login, commit }, payload) => commit((tx) => cancelPlan(tx, { login, payload }, deps)),
  });
  registerApprovals(platform, deps);
  timers.handle(PLAN_TIMER, (tx, planId) => reviewPlan(tx, planId, deps));
  timers.handle(APPROVAL_TIMER, (tx, planId) => expireApproval(tx, planId, deps));
  timers.handle(DAILY_TIMER, (tx) => lookDaily(tx));
  deps.ledger.onPayments((tx, accounts) => countPayments(tx, accounts, deps));
  return { readPlans };
}
