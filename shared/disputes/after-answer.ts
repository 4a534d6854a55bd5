/** What an answer to a dispute sets in motion. */
import type { Minor } from '../money/money';
import { ZERO } from '../money/money';
import { ok, refuse, type Result } from '../result';
import { findRule, type RuleQuery } from '../rules/index';
import { bankDayOnOrAfter } from '../time/bank-days';
import { addDays, type IsoDate } from '../time/dates';

export const DISPUTE_OUTCOMES = ['upheld', 'partly', 'rejected', 'withdrawn'] as const;
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

export interface AfterAnswer {
  /** What the creditor must credit before anything of it may be asked for again. */
  readonly creditAwaitedMinor: Minor;
  /** Costs of collecting what was rightly objected to are nobody's to pay. */
  readonly removesFees: boolean;
  /** The day on which collection may go on at the earliest; null when nothing is left to collect. */
  readonly resumesOn: IsoDate | null;
}

/**
 * The day on which collection may go on when the customer's new deadline begins on `query.date`: the row's days, then a bank day.
 * Refused with `RULE_MISSING` when no row says how long it is.
 */
export function newDeadline(query: RuleQuery): Result<IsoDate> {
  const rule = findRule('dispute_resume', query);
  if (!rule.ok) return rule;
  return ok(bankDayOnOrAfter(addDays(query.date, rule.value.params.days), query.country));
}

/**
 * Right: all of it is credited and its costs fall. Partly right: the accepted sum is credited, its costs fall, the rest gets a
 * new deadline, which begins anew when the credit comes later. Wrong or taken back: everything gets a new deadline. Refused with `DISPUTE_ANSWER_SUM` when a part is not
 * between nothing and all, `RULE_MISSING` when no row says how long the new deadline is.
 */
export function afterAnswer(
  answer: {
    readonly outcome: DisputeOutcome;
    readonly disputedMinor: Minor;
    /** Only for `partly`: what the creditor gives up. */
    readonly acceptedMinor: Minor | null;
  },
  query: RuleQuery,
): Result<AfterAnswer> {
  const { outcome, disputedMinor, acceptedMinor } = answer;
  if (outcome === 'upheld') return ok({ creditAwaitedMinor: disputedMinor, removesFees: true, resumesOn: null });
  const isPart = outcome === 'partly';
  if (isPart !== (acceptedMinor !== null)) return refuse('DISPUTE_ANSWER_SUM');
  if (acceptedMinor !== null && (acceptedMinor <= 0n || acceptedMinor >= disputedMinor)) {
    return refuse('DISPUTE_ANSWER_SUM');
  }
  const resumesOn = newDeadline(query);
  if (!resumesOn.ok) return resumesOn;
  return ok({ creditAwaitedMinor: acceptedMinor ?? ZERO, removesFees: isPart, resumesOn: resumesOn.value });
}
