import type { Creditors } from '../creditors/index';
import type { CallPorts } from '../customers/index';
import type { AccountHead, Ledger } from '../ledger/index';
import type { FactPayloads } from '../platform/journal/facts';
import type { StandingPlan } from './store';

export interface PlansDeps extends CallPorts {
  readonly ledger: Ledger;
  readonly creditors: Creditors;
}

/** Wakes a plan on the bank day after the grace of its next instalment, and looks whether it was kept. */
export const PLAN_TIMER = 'plan:review';
/** Ends the wait for a supervisor's answer. */
export const APPROVAL_TIMER = 'plan:approval';
/** Looks once a day that every running plan will be looked at; one row for all (migration 0050). */
export const DAILY_TIMER = 'plan:daily';
export const DAILY_SUBJECT = 'all';

export type PlanFact = FactPayloads['plan.kept'];

/** Whose plan it is, as facts say it. */
export function factOf(planId: string, owner: AccountHead, caseId: string | null): PlanFact {
  return { planId, customerId: owner.customerId, customerAccountId: owner.id, creditorId: owner.creditorId, caseId };
}

export function factOfStanding({ plan, customerId, accountId, creditorId, caseId }: StandingPlan): PlanFact {
  return { planId: plan.id, customerId, customerAccountId: accountId, creditorId, caseId };
}
