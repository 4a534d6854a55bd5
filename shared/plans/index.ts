/** Payment plans, as others use them. */
export { buildPlan, INSTALMENTS_LIMIT, type PlanCadence, type PlannedInstalment } from './build-plan';
export { checkPlan, limitsOf, type PlanAuthority, type PlanContext } from './check-plan';
export { breachesOf, firstMinimum } from './limits';
export { planCostText, planFee } from './plan-fee';
export { HOLDS_REPLACED_BY_PLAN, planHistory, wasAgreed } from './plan-history';
export { planInterest, planInterestText, type PlanInterest } from './plan-interest';
export { COST_ENTRY_KINDS, openPrincipal, principalPartOf } from './principal';
export { transitionPlan, type PlanEventType } from './plan-machine';
export { planLookDay, planStatus, type PlanPause, type PlanPayment, type PlanStatus } from './plan-status';
export { proposeBeyond, proposePlans, type PlanBeyond, type PlanProposal, type PlanWishes } from './propose-plans';
