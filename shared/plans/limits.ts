/** Where a plan goes beyond what a creditor's limits allow. */
import type { Country } from '../lang/languages';
import type { PlanLimits } from '../ledger/mandate';
import type { LimitBreach } from '../ledger/plan-life';
import { minMinor, shareOf, sumMinor, type Minor } from '../money/money';
import type { ErrorCode } from '../protocol/errors';
import { refuse, type Refusal } from '../result';
import { bankDayOnOrAfter } from '../time/bank-days';
import { addDays, addMonths, type IsoDate } from '../time/dates';
import type { PlannedInstalment } from './build-plan';

export interface LimitQuestion {
  readonly country: Country;
  /** The day the plan is agreed. */
  readonly today: IsoDate;
  /** What is owed on the claims, without the plan's fee. */
  readonly claimsOpenMinor: Minor;
}

/** The first instalment is at least this: amount or share, the higher wins, and a lower balance is paid whole. */
export function firstMinimum(totalMinor: Minor, limits: PlanLimits): Minor {
  const share = shareOf(totalMinor, limits.firstShareMinBp, 'awayFromZero');
  const higher = share > limits.firstMinMinor ? share : limits.firstMinMinor;
  return minMinor(higher, totalMinor);
}

/** The last day a plan made today may end on; a free day moves it forward, as it moves an instalment. */
function lastDayAllowed(limits: PlanLimits, { today, country }: Pick<LimitQuestion, 'today' | 'country'>): IsoDate {
  return bankDayOnOrAfter(addMonths(today, limits.monthsMax), country);
}

/**
 * Every limit the plan goes beyond, in the order of PLAN_LIMIT_NAMES; none = it may be agreed under these limits.
 * The instalments are sound already: at least one, positive, rising.
 */
export function breachesOf(
  instalments: readonly PlannedInstalment[],
  limits: PlanLimits,
  question: LimitQuestion,
): readonly LimitBreach[] {
  return [
    ...dateBreaches(instalments, limits, question),
    ...amountBreaches(instalments, limits),
    ...(question.claimsOpenMinor > limits.principalMaxMinor
      ? [breach('principal', question.claimsOpenMinor, limits.principalMaxMinor)]
      : []),
  ];
}

function breach(limit: LimitBreach['limit'], asked: bigint | number | string, allowed: bigint | number | string) {
  return { limit, asked: asked.toString(), allowed: allowed.toString() };
}

function dateBreaches(
  instalments: readonly PlannedInstalment[],
  limits: PlanLimits,
  question: LimitQuestion,
): readonly LimitBreach[] {
  const first = instalments[0]?.dueDate ?? question.today;
  const last = instalments.at(-1)?.dueDate ?? question.today;
  const latest = addDays(question.today, limits.daysToFirstMax);
  const lastDay = lastDayAllowed(limits, question);
  return [
    ...(first > latest ? [breach('first_date', first, latest)] : []),
    ...(instalments.length > limits.instalmentsMax
      ? [breach('instalments', instalments.length, limits.instalmentsMax)]
      : []),
    ...(last > lastDay ? [breach('months', last, lastDay)] : []),
  ];
}

function amountBreaches(instalments: readonly PlannedInstalment[], limits: PlanLimits): readonly LimitBreach[] {
  // Paying everything at once is always enough, however small the debt.
  if (instalments.length <= 1) return [];
  const total = sumMinor(instalments.map(({ amountMinor }) => amountMinor));
  const least = instalments.reduce((min, { amountMinor }) => (amountMinor < min ? amountMinor : min), total);
  const firstMin = firstMinimum(total, limits);
  const first = instalments[0]?.amountMinor ?? total;
  return [
    ...(least < limits.instalmentMinMinor ? [breach('instalment_amount', least, limits.instalmentMinMinor)] : []),
    ...(first < firstMin ? [breach('first_amount', first, firstMin)] : []),
  ];
}

/** The coded refusal of a breach, with the limit a person needs to put it right. */
export function refusalOf({ limit, allowed }: LimitBreach): { readonly ok: false; readonly error: Refusal } {
  const { code, detail } = REFUSALS[limit];
  return refuse(code, { limit, [detail]: allowed });
}

const REFUSALS: Readonly<Record<LimitBreach['limit'], { readonly code: ErrorCode; readonly detail: string }>> = {
  first_date: { code: 'PLAN_FIRST_DATE', detail: 'latest' },
  instalments: { code: 'PLAN_TOO_MANY_INSTALMENTS', detail: 'max' },
  months: { code: 'PLAN_TOO_LONG', detail: 'latest' },
  instalment_amount: { code: 'PLAN_INSTALMENT_TOO_SMALL', detail: 'minMinor' },
  first_amount: { code: 'PLAN_FIRST_TOO_SMALL', detail: 'minMinor' },
  principal: { code: 'MANDATE_EXCEEDED', detail: 'maxMinor' },
};
