/** Whether what the customer says is, by itself, a reason not to owe. */
import type { DisputeReason } from '../ledger/case-file';
import { findRule, type RuleQuery } from '../rules/index';

/**
 * Material: only the creditor may say no to it. Anything else a lead may set aside when it is obviously groundless. Every
 * dispute stops everything at once, material or not; this only says who may end it. No row of law = material.
 */
export function isMaterial(reason: DisputeReason, query: RuleQuery): boolean {
  const rule = findRule('dispute', query);
  return !rule.ok || rule.value.params.materialReasons.includes(reason);
}
