/** Payment plans, as others use them. */
export {
  buildPlan,
  INSTALMENTS_LIMIT,
  PLAN_CADENCES,
  planDates,
  type PlanCadence,
  type PlannedInstalment,
  type PlanRequest,
} from './build-plan';
export { checkPlan, firstMinimum, type PlanContext, type PlanToCheck } from './check-plan';
export { planCostText, planFee, type PlanFee, type PlanFeeQuestion } from './plan-fee';
export { newPlanLife, transitionPlan, type PlanEventType, type PlanLife, type PlanState } from './plan-machine';
export { PLAN_GRACE_BANK_DAYS, planStatus, type PlanProgress, type PlanStatus } from './plan-status';
export {
  proposePlans,
  PROPOSALS_MAX,
  type PlanDifference,
  type PlanProposal,
  type PlanQuestion,
  type PlanWishes,
} from './propose-plans';
