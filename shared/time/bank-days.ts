import type { Country } from '../lang/languages';
import { holidayOn } from './holidays';
import { addDays, weekdayOf, type IsoDate } from './dates';

const SATURDAY = 6;

/** True when banks of a country book payments: Monday to Friday, no public holiday, no closed eve. */
export function isBankDay(date: IsoDate, country: Country): boolean {
  return weekdayOf(date) < SATURDAY && holidayOn(date, country) === null;
}

/** The day itself when it is a bank day, else the first one after it. */
export function bankDayOnOrAfter(date: IsoDate, country: Country): IsoDate {
  let day = date;
  while (!isBankDay(day, country)) day = addDays(day, 1);
  return day;
}

/** The first bank day after a day. */
export function nextBankDay(date: IsoDate, country: Country): IsoDate {
  return bankDayOnOrAfter(addDays(date, 1), country);
}

/** The day itself when it is a bank day, else the last one before it. */
export function bankDayOnOrBefore(date: IsoDate, country: Country): IsoDate {
  let day = date;
  while (!isBankDay(day, country)) day = addDays(day, -1);
  return day;
}

/** About ten years of bank days; a larger count is a mistake of the caller. */
export const BANK_DAYS_MAX = 2_600;

/**
 * The bank day `count` bank days after a day (before it when negative); zero gives the day itself, bank day or not.
 * Throws RangeError when |count| passes {@link BANK_DAYS_MAX}.
 */
export function addBankDays(date: IsoDate, count: number, country: Country): IsoDate {
  if (!Number.isSafeInteger(count) || Math.abs(count) > BANK_DAYS_MAX) {
    throw new RangeError(`Cannot count ${count} bank days`);
  }
  const step = count < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(count); left > 0; left--) {
    day = addDays(day, step);
    while (!isBankDay(day, country)) day = addDays(day, step);
  }
  return day;
}
