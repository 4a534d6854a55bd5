/** When a customer who objects is to have an answer. */
import type { Result } from '../result';
import { findRule, type RuleQuery } from '../rules/index';
import { bankDayOnOrBefore } from '../time/bank-days';
import { addDays, laterOf, type IsoDate } from '../time/dates';

/**
 * The last day for an answer to a dispute opened on `query.date`: the days of the row, on a day when people work, never
 * before the dispute itself. Refused with `RULE_MISSING` when no row covers the day.
 */
export function disputeAnswerDue(query: RuleQuery): Result<IsoDate> {
  const rule = findRule('dispute_answer', query);
  if (!rule.ok) return rule;
  const due = bankDayOnOrBefore(addDays(query.date, rule.value.params.days), query.country);
  return { ok: true, value: laterOf(due, query.date) };
}
