/** On which day a cut could be lawful at the earliest. */
import type { Country } from '../lang/languages';
import { sumMinor } from '../money/money';
import type { DisconnectionParams, RuleParams } from '../rules/index';
import { addDays, addMonths, laterOf, weekdayOf, type IsoDate } from '../time/dates';
import { isPublicHoliday } from '../time/holidays';
import type { DisconnectionCase, DisconnectionClaim } from './disconnection-case';

type Calendar = RuleParams['disconnection_calendar'];

/** Where the month and day begin in `yyyy-MM-dd`. */
const MONTH_AT = 5;

/**
 * The first allowed day after the notice has run out and every waiting time of the row is over. The last day of the notice
 * is still the customer's. Null when no unpaid invoice stands behind the notice.
 */
export function earliestCutDate(question: {
  readonly facts: DisconnectionCase;
  readonly params: DisconnectionParams;
  readonly calendar: Calendar;
  /** The day the notice began to count. */
  readonly clockDate: IsoDate;
  /** Unpaid invoices that were overdue on that day. */
  readonly basis: readonly DisconnectionClaim[];
}): IsoDate | null {
  const { facts, params, calendar, clockDate, basis } = question;
  const dueDates = basis.map((claim) => claim.dueDate).sort();
  const oldest = dueDates[0];
  const newest = dueDates.at(-1);
  if (oldest === undefined || newest === undefined) return null;
  const waits: IsoDate[] = [addDays(noticeEnd(clockDate, params.notice), 1)];
  if (params.minDaysAfterDue !== null) waits.push(addDays(newest, params.minDaysAfterDue));
  if (params.amountOrAge !== null && !reachesAmount(facts, params.amountOrAge, basis)) {
    waits.push(addMonths(oldest, params.amountOrAge.months));
  }
  if (params.hardshipMonthsAfterDue !== null && facts.notice?.isObstacleReported === true) {
    waits.push(addMonths(newest, params.hardshipMonthsAfterDue));
  }
  const latest = waits.reduce((a, b) => laterOf(a, b));
  const afterWinter = isWinterRuled(facts, params) ? outOfWinter(latest, newest, params) : latest;
  return nextAllowedDay(afterWinter, calendar, facts.country);
}

function noticeEnd(clockDate: IsoDate, notice: DisconnectionParams['notice']): IsoDate {
  return 'days' in notice ? addDays(clockDate, notice.days) : addMonths(clockDate, notice.months);
}

function reachesAmount(
  facts: DisconnectionCase,
  test: NonNullable<DisconnectionParams['amountOrAge']>,
  basis: readonly DisconnectionClaim[],
): boolean {
  const needed = facts.creditorRole === 'combined' ? test.combinedMinor : test.separateMinor;
  return sumMinor(basis.map((claim) => claim.balanceMinor)) >= needed;
}

function isWinterRuled(facts: DisconnectionCase, params: DisconnectionParams): boolean {
  if (params.winter === null) return false;
  return (
    facts.flags.includes(params.winter.flag) || (params.winter.flag === 'electric_heating' && facts.isElectricHeating)
  );
}

/** In winter only so many months after the due date; otherwise on the first day of spring or later. */
function outOfWinter(day: IsoDate, dueDate: IsoDate, params: DisconnectionParams): IsoDate {
  if (params.winter === null) return day;
  const longOverdue = addMonths(dueDate, params.winter.monthsAfterDue);
  let candidate = day;
  while (isInSeason(candidate, params.winter) && candidate < longOverdue) candidate = addDays(candidate, 1);
  return candidate;
}

/** True between two days of the year, both included, over the turn of the year when `from` is the later one. */
export function isInSeason(date: IsoDate, season: { readonly from: string; readonly to: string }): boolean {
  const day = date.slice(MONTH_AT);
  if (season.from <= season.to) return season.from <= day && day <= season.to;
  return day >= season.from || day <= season.to;
}

/** The day itself when we cut on such days at all, else the next one. */
export function nextAllowedDay(date: IsoDate, calendar: Calendar, country: Country): IsoDate {
  let day = date;
  while (!isAllowedDay(day, calendar, country)) day = addDays(day, 1);
  return day;
}

function isAllowedDay(date: IsoDate, calendar: Calendar, country: Country): boolean {
  if (calendar.weekdays.includes(weekdayOf(date))) return false;
  if (calendar.noHolidays && isPublicHoliday(date, country)) return false;
  return !(calendar.noEves && isPublicHoliday(addDays(date, 1), country));
}
