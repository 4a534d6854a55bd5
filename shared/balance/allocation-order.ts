/** The order money goes to the parts of a claim when neither payer nor creditor said what it is for. */
import { findRule, type RuleQuery } from '../rules/find-rule';
import type { AllocationOrder } from './movements';

/**
 * The order of the rules on a day. Where no row covers the day the principal comes first, which is best for the customer:
 * interest runs on it.
 */
export function allocationOrderOn(query: RuleQuery): AllocationOrder {
  const rule = findRule('allocation_order', query);
  return rule.ok ? rule.value.params.order : ['principal', 'interest', 'fee'];
}
