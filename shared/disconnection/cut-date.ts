/** On which day a cut could be lawful at the earliest, and what each waiting time adds to it. */
import type { Country } from '../lang/languages';
import type { DisconnectionParams, RuleParams } from '../rules/index';
import { addDays, addMonths, laterOf, weekdayOf, type IsoDate } from '../time/dates';
import { isPublicHoliday } from '../time/holidays';
import type { Basis } from './basis';
import type { DisconnectionCase } from './disconnection-case';
import type { GateName } from './gate';
import { isHeatedByPower } from './heating';

type Calendar = RuleParams['disconnection_calendar'];

/** Where the month and day begin in `yyyy-MM-dd`. */
const MONTH_AT = 5;

/** One waiting time and the first day after it. */
export interface Wait {
  readonly gate: GateName & ('notice_period' | 'time_since_due' | 'amount_or_age' | 'hardship' | 'winter');
  readonly fromDate: IsoDate;
}

export interface CutDates {
  readonly waits: readonly Wait[];
  /** The first allowed day after all of them. */
  readonly earliest: IsoDate;
}

/**
 * The first allowed day after the notice has run out and every waiting time of the row is over. The last day of the notice
 * is still the customer's. Null when no unpaid invoice stands behind the notice.
 */
export function cutDates(question: {
  readonly facts: DisconnectionCase;
  readonly params: DisconnectionParams;
  readonly calendar: Calendar;
  /** The day the notice began to count. */
  readonly clockDate: IsoDate;
  /** What the warning was about. */
  readonly basis: Basis;
}): CutDates | null {
  const { facts, params, calendar, clockDate, basis } = question;
  const dueDates = basis.claims.map((claim) => claim.dueDate).sort();
  const oldest = dueDates[0];
  const newest = dueDates.at(-1);
  if (oldest === undefined || newest === undefined) return null;
  const waits: Wait[] = [{ gate: 'notice_period', fromDate: addDays(noticeEnd(clockDate, params.notice), 1) }];
  if (params.minDaysAfterDue !== null) {
    waits.push({ gate: 'time_since_due', fromDate: addDays(newest, params.minDaysAfterDue) });
  }
  if (params.amountOrAge !== null) {
    const isLarge = reachesAmount(facts, params.amountOrAge, basis);
    // A debt that is large enough waits for nothing.
    waits.push({ gate: 'amount_or_age', fromDate: isLarge ? newest : addMonths(oldest, params.amountOrAge.months) });
  }
  if (params.hardshipMonthsAfterDue !== null && facts.notice?.isObstacleReported === true) {
    waits.push({ gate: 'hardship', fromDate: addMonths(newest, params.hardshipMonthsAfterDue) });
  }
  let latest = waits.map(({ fromDate }) => fromDate).reduce((a, b) => laterOf(a, b));
  if (isWinterRuled(facts, params)) {
    // From today on at the soonest: a day that was free in September does not free a day in November.
    const fromDate = outOfWinter(laterOf(latest, facts.today), newest, params);
    waits.push({ gate: 'winter', fromDate });
    latest = laterOf(latest, fromDate);
  }
  return { waits, earliest: nextAllowedDay(latest, calendar, facts.country) };
}

function noticeEnd(clockDate: IsoDate, notice: DisconnectionParams['notice']): IsoDate {
  return 'days' in notice ? addDays(clockDate, notice.days) : addMonths(clockDate, notice.months);
}

function reachesAmount(
  facts: DisconnectionCase,
  test: NonNullable<DisconnectionParams['amountOrAge']>,
  basis: Basis,
): boolean {
  const needed = facts.creditorRole === 'combined' ? test.combinedMinor : test.separateMinor;
  return basis.sumMinor >= needed;
}

/** A home of which nobody has told how it is heated is ruled by the winter like one that needs the power. */
function isWinterRuled(facts: DisconnectionCase, params: DisconnectionParams): boolean {
  if (params.winter === null) return false;
  if (facts.flags.includes(params.winter.flag)) return true;
  return params.winter.flag === 'electric_heating' && isHeatedByPower(facts) !== false;
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
