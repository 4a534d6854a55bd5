/**
 * Late interest on a principal that changes: simple interest by days over 365, the first day counted being the day after the
 * due date and the last the day asked about (so the day of a payment still bears interest on what stood before it). Source:
 * forsinkelsesrenteloven § 3, räntelagen §§ 3 and 6, korkolaki 4 §; act/365 is the custom in all three countries, and the due
 * date itself is never counted, which is the reading that is best for the customer.
 *
 * Rounding, the only one there is: the running total is rounded half up to a whole minor unit; a run's amount is the rounded
 * total after it less the one before it. So the runs always add up to the total, and a period counted in two parts differs from
 * the whole by at most one minor unit.
 */
import type { Country } from '../lang/languages';
import type { CustomerKind } from '../ledger/vocabulary';
import { divideRounded, minor, ZERO, type Minor } from '../money/money';
import { findRule } from '../rules/find-rule';
import type { AnyRule } from '../rules/rule';
import { addDays, daysBetween, earlierOf, laterOf, type IsoDate } from '../time/dates';

const DAYS_IN_YEAR = 365n;
const WHOLE_BP = 10_000n;

/** The principal from a day on, until the next step. */
export interface PrincipalStep {
  /** First day on which this principal bears interest. */
  readonly from: IsoDate;
  readonly principalMinor: Minor;
}

/** Days with one principal and one rate. */
export interface InterestRun {
  readonly from: IsoDate;
  /** Last day, counted. */
  readonly to: IsoDate;
  readonly days: number;
  readonly principalMinor: Minor;
  readonly yearlyRateBp: number;
  readonly interestMinor: Minor;
  /** The row of the rules; null when the contract's rate was used as it stands. */
  readonly ruleId: string | null;
}

export interface Accrual {
  readonly interestMinor: Minor;
  readonly runs: readonly InterestRun[];
  /** First day with a principal and no known rate: the sum is right up to the day before, and nothing is extrapolated. */
  readonly rateUnknownFrom: IsoDate | null;
}

export interface InterestQuestion {
  readonly country: Country;
  readonly customerKind: CustomerKind;
  /** The rate a contract names, in hundredths of a per cent; null = the law's. */
  readonly agreedRateBp: number | null;
  /** The rows to look in; the program's own when left out. */
  readonly rules?: readonly AnyRule[] | undefined;
  /** In order of day. */
  readonly steps: readonly PrincipalStep[];
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
}

interface KnownRate {
  readonly yearlyRateBp: number;
  readonly ruleId: string | null;
  /** Last day it is known for; null = open. */
  readonly until: IsoDate | null;
}

/** The rate of one day: the contract's where the law lets it, never above the law's where it does not; null without a row. */
export function rateOn(
  day: IsoDate,
  question: Omit<InterestQuestion, 'steps' | 'firstDay' | 'lastDay'>,
): KnownRate | null {
  const { agreedRateBp } = question;
  const query = { country: question.country, customerKind: question.customerKind, date: day, rows: question.rules };
  if (agreedRateBp !== null) {
    const freedom = findRule('agreed_interest', query);
    if (freedom.ok && freedom.value.params.mayExceedStatutory)
      return { yearlyRateBp: agreedRateBp, ruleId: null, until: freedom.value.validTo };
  }
  const statutory = findRule('late_interest', query);
  if (!statutory.ok) return null;
  const { yearlyRateBp } = statutory.value.params;
  const isLower = agreedRateBp !== null && agreedRateBp < yearlyRateBp;
  return {
    yearlyRateBp: isLower ? agreedRateBp : yearlyRateBp,
    ruleId: isLower ? null : statutory.value.id,
    until: statutory.value.validTo,
  };
}

/** Interest from `firstDay` to `lastDay`, both counted, split where the principal or the rate changes. */
export function accrueInterest(question: InterestQuestion): Accrual {
  const runs: InterestRun[] = [];
  let total = 0n;
  let rounded = ZERO;
  for (const [index, step] of question.steps.entries()) {
    const next = question.steps[index + 1];
    const last = next === undefined ? question.lastDay : earlierOf(addDays(next.from, -1), question.lastDay);
    let day = laterOf(step.from, question.firstDay);
    if (step.principalMinor <= 0n) continue;
    while (day <= last) {
      const rate = rateOn(day, question);
      if (rate === null) return { interestMinor: rounded, runs, rateUnknownFrom: day };
      const to = rate.until === null ? last : earlierOf(rate.until, last);
      const days = daysBetween(day, to) + 1;
      total += step.principalMinor * BigInt(rate.yearlyRateBp) * BigInt(days);
      const after = minor(divideRounded(total, WHOLE_BP * DAYS_IN_YEAR, 'halfUp'));
      const { yearlyRateBp, ruleId } = rate;
      const { principalMinor } = step;
      runs.push({ from: day, to, days, principalMinor, yearlyRateBp, ruleId, interestMinor: minor(after - rounded) });
      rounded = after;
      day = addDays(to, 1);
    }
  }
  return { interestMinor: rounded, runs, rateUnknownFrom: null };
}
