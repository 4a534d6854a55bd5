/** Payment plans, as others use them. */
export {
  buildPlan,
  INSTALMENTS_LIMIT,
  PLAN_CADENCES,
  planDates,
  type PlanCadence,
  type PlannedInstalment,
} from './build-plan';
export { checkPlan, limitsOf, type PlanAuthority, type PlanContext, type PlanToCheck } from './check-plan';
export { breachesOf, firstMinimum } from './limits';
export { planCostText, planFee, type PlanFee } from './plan-fee';
export { planHistory, wasAgreed } from './plan-history';
export { planInterest, planInterestText, type PlanInterest } from './plan-interest';
export { transitionPlan, type PlanEventType, type PlanState } from './plan-machine';
export { PLAN_GRACE_BANK_DAYS, planStatus, type PlanStatus } from './plan-status';
export {
  proposeBeyond,
  proposePlans,
  PROPOSALS_MAX,
  type PlanBeyond,
  type PlanProposal,
  type PlanReason,
  type PlanWishes,
} from './propose-plans';
