/** What others use of the rules. */
export { mayCallAt } from './calling-hours';
export { agencyFeeCap, reminderFeeCap, ruleAmount, totalFeeCap, type AgencyFeeQuestion } from './fees';
export { findRule, RULES, type RuleQuery } from './find-rule';
export { lateInterest, type LateInterest } from './late-interest';
export type { AnyRule, DisconnectionParams, PlanFeeTier, Rule, RuleAmount, RuleDomain, RuleParams } from './rule';
export { RULE_SOURCES } from './sources';
