/** What others use of the rules. */
export { mayCallAt } from './calling-hours';
export {
  agencyFeeCap,
  creditorDemandFeeCap,
  feeHeadroom,
  reminderFeeCap,
  ruleAmount,
  totalFeeCap,
  withAmounts,
  type AgencyFeeQuestion,
} from './fees';
export { findRule, RULES, type RuleQuery, type RuleRows } from './find-rule';
export { lateInterest, type LateInterest } from './late-interest';
export * from './params-conduct';
export type { DisconnectionParams } from './params-disconnection';
export { PLAN_CHANNELS, type DebtPart } from './params-money';
export type { RuleAmount } from './params-shapes';
export {
  RULE_DOMAINS,
  RULE_PARAMS,
  RULE_TOPICS,
  type AnyRule,
  type Rule,
  type RuleDomain,
  type RuleParams,
  type RuleTopic,
} from './rule';
export { RULE_SOURCES } from './sources';
