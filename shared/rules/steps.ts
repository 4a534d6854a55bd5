/** When the next step of collection may come, and what a letter may cost. Days are calendar days of the country. */
import { ok, refuse, type Result } from '../result';
import { addBankDays, bankDayOnOrAfter } from '../time/bank-days';
import { addDays, addMonths, laterOf, type IsoDate } from '../time/dates';
import { reminderFeeCap } from './fees';
import { findRule, type RuleQuery } from './find-rule';
import type { CollectionStep } from './params-conduct';
import type { RuleParams } from './rule';
import type { Minor } from '../money/money';

type Stage = RuleParams['stage'];

/** Post takes three to five days (si-flertal); we count the longest in the customer's favour. */
const POST_BANK_DAYS = 5;

/** A step that was taken. */
export interface TakenStep {
  readonly step: CollectionStep;
  readonly sentOn: IsoDate;
  /** The last day to pay or object it gave; null when it gave none. */
  readonly deadline: IsoDate | null;
}

export interface StepQuestion extends RuleQuery {
  readonly step: CollectionStep;
  readonly dueDate: IsoDate;
  readonly taken: readonly TakenStep[];
}

export interface StepTiming {
  readonly ruleId: string;
  /** The first day the step may be taken. */
  readonly earliest: IsoDate;
  /** The earliest last day to pay or object when it is taken on `query.date`; null when it gives none. */
  readonly deadline: IsoDate | null;
}

/**
 * When a step may be taken; `query.date` is the day one wants to take it. Refused with `STEP_NOT_READY` and the step that must
 * come first, or that is too old to build on; `RULE_MISSING` without a row for the day.
 */
export function stepTiming(question: StepQuestion): Result<StepTiming> {
  const rule = findRule('stage', { ...question, topic: question.step });
  if (!rule.ok) return rule;
  const { params } = rule.value;
  const before = lastBefore(params, question);
  if (before === null) return refuse('STEP_NOT_READY', { step: params.follows[0] ?? '', why: 'missing' });
  const outlived = isTooOld(before, question);
  if (!outlived.ok) return outlived;
  if (outlived.value) return refuse('STEP_NOT_READY', { step: before.step, why: 'too_old' });
  return ok({
    ruleId: rule.value.id,
    earliest: addDays(gapStart(params, before, question.dueDate), params.gap.fullDaysBetween + 1),
    deadline: params.deadline === null ? null : letterDeadline(params.deadline, question),
  });
}

type Before = TakenStep | { readonly step: 'due_date'; readonly sentOn: IsoDate; readonly deadline: IsoDate };

/** The latest of what the step builds on; null when none of it happened. */
function lastBefore({ follows }: Stage, { dueDate, taken }: StepQuestion): Before | null {
  const happened: Before[] = [
    ...(follows.includes('due_date') ? [{ step: 'due_date', sentOn: dueDate, deadline: dueDate } as const] : []),
    ...taken.filter(({ step }) => follows.includes(step)),
  ];
  return happened.reduce<Before | null>(
    (latest, one) => (latest === null || one.sentOn >= latest.sentOn ? one : latest),
    null,
  );
}

/** A payment demand carries a court step for six months in Norway; then it is sent anew. */
function isTooOld(before: Before, question: StepQuestion): Result<boolean> {
  if (before.step === 'due_date') return ok(false);
  const own = findRule('stage', { ...question, topic: before.step, date: before.sentOn });
  if (!own.ok) return own;
  const { validMonths } = own.value.params;
  return ok(validMonths !== null && question.date > addMonths(before.sentOn, validMonths));
}

function gapStart({ gap }: Stage, before: Before, dueDate: IsoDate): IsoDate {
  if (gap.from === 'due_date') return dueDate;
  return gap.from === 'sent' ? before.sentOn : (before.deadline ?? before.sentOn);
}

/** The earliest last day of a letter sent on `query.date`. */
function letterDeadline(deadline: NonNullable<Stage['deadline']>, { date, country }: RuleQuery): IsoDate {
  const receivedOn = addBankDays(date, POST_BANK_DAYS, country);
  const byDays = addDays(deadline.from === 'sent' ? date : receivedOn, deadline.minDays);
  if (deadline.minBankDaysAfterReceipt === null) return byDays;
  return laterOf(byDays, addBankDays(receivedOn, deadline.minBankDaysAfterReceipt, country));
}

/**
 * The last day on which we still treat a payment as made in time although we do not see it: the days a bank needs after the
 * deadline. Refused with `RULE_MISSING` without a row.
 */
export function seenInTimeUntil(
  query: RuleQuery & { readonly step: CollectionStep },
  deadline: IsoDate,
): Result<IsoDate> {
  const rule = findRule('stage', { ...query, topic: query.step });
  if (!rule.ok) return rule;
  const { graceBankDays } = rule.value.params;
  return ok(bankDayOnOrAfter(addBankDays(deadline, graceBankDays, query.country), query.country));
}

export interface ReminderFeeQuestion extends RuleQuery {
  readonly dueDate: IsoDate;
  readonly sender: 'creditor' | 'agency';
  /** The contract says that a reminder costs something. */
  readonly isAgreed: boolean;
  /** Earlier letters of the claim that bore such a fee. */
  readonly charged: readonly { readonly sentOn: IsoDate; readonly deadline: IsoDate | null }[];
}

/**
 * The highest fee for a reminder or notice sent on `query.date`. Refused with `FEE_NOT_ALLOWED` and why: `sender`,
 * `not_agreed`, `too_early` (with the first day), `too_many`, `no_missed_deadline`; `RULE_MISSING` without a row.
 */
export function reminderFee(question: ReminderFeeQuestion): Result<Minor> {
  const rule = findRule('reminder_fee', question);
  if (!rule.ok) return rule;
  const { params } = rule.value;
  const { date, dueDate, charged } = question;
  const no = (why: string, details: Readonly<Record<string, string | number>> = {}) =>
    refuse('FEE_NOT_ALLOWED', { why, ...details });
  if (!params.chargedBy.includes(question.sender)) return no('sender');
  if (params.needsAgreement && !question.isAgreed) return no('not_agreed');
  const firstDay = addDays(dueDate, params.minDaysAfterDue ?? 0);
  if (date < firstDay) return no('too_early', { from: firstDay });
  const counted = countedFees(charged, params.countResetMonths, date);
  if (params.countMax !== null && counted.length >= params.countMax) return no('too_many', { max: params.countMax });
  const first = counted[0];
  const needed = params.secondNeedsMissedDeadlineDays;
  if (first !== undefined && needed !== null && !missedDeadline(first, needed, date)) return no('no_missed_deadline');
  return reminderFeeCap(question);
}

/** The fees that still count: after so many months without one the count starts again. */
function countedFees(
  charged: ReminderFeeQuestion['charged'],
  resetMonths: number | null,
  date: IsoDate,
): ReminderFeeQuestion['charged'] {
  const inOrder = [...charged].sort((a, b) => (a.sentOn < b.sentOn ? -1 : 1));
  if (resetMonths === null) return inOrder;
  const days = [...inOrder.map(({ sentOn }) => sentOn), date];
  const startsAt = days.reduce((start, day, index) => {
    const earlier = days[index - 1];
    return earlier !== undefined && addMonths(earlier, resetMonths) <= day ? index : start;
  }, 0);
  return inOrder.slice(startsAt);
}

function missedDeadline(first: ReminderFeeQuestion['charged'][number], days: number, date: IsoDate): boolean {
  return first.deadline !== null && first.deadline >= addDays(first.sentOn, days) && date > first.deadline;
}
