/** Statutory late interest: simple, by days over 365, split where the rate changes. */
import type { Country } from '../lang/languages';
import type { CustomerKind } from '../ledger/vocabulary';
import { divideRounded, minor, type Minor } from '../money/money';
import { addDays, daysBetween, earlierOf, type IsoDate } from '../time/dates';
import { findRule, type RuleQuery } from './find-rule';

const DAYS_IN_YEAR = 365n;
const WHOLE_BP = 10_000n;

export interface LateInterest {
  readonly interestMinor: Minor;
  /** Last day that is counted; earlier than asked when the later rate is not known. */
  readonly countedTo: IsoDate;
  /** False = "later rate not known": the sum is right up to `countedTo`, and there is more to come. */
  readonly isComplete: boolean;
  readonly ruleIds: readonly string[];
}

/**
 * Interest on `principalMinor` from the day after `dueDate` to `toDate` (both counted). Rounded once, half up, to a whole
 * minor unit. Stops at the first day without a rate (model.md §6).
 */
export function lateInterest(question: {
  readonly country: Country;
  readonly customerKind: CustomerKind;
  readonly principalMinor: Minor;
  readonly dueDate: IsoDate;
  readonly toDate: IsoDate;
  readonly rows?: RuleQuery['rows'];
}): LateInterest {
  const ruleIds: string[] = [];
  let countedTo = question.dueDate;
  let bpDays = 0n;
  while (countedTo < question.toDate) {
    const day = addDays(countedTo, 1);
    const rule = findRule('late_interest', { ...question, date: day });
    if (!rule.ok) break;
    const last = rule.value.validTo === null ? question.toDate : earlierOf(rule.value.validTo, question.toDate);
    bpDays += BigInt(rule.value.params.yearlyRateBp) * BigInt(daysBetween(countedTo, last));
    ruleIds.push(rule.value.id);
    countedTo = last;
  }
  const interest = divideRounded(question.principalMinor * bpDays, WHOLE_BP * DAYS_IN_YEAR, 'halfUp');
  return { interestMinor: minor(interest), countedTo, isComplete: countedTo >= question.toDate, ruleIds };
}
