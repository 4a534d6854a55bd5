import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

/** A calendar day without a time zone, `yyyy-MM-dd`; text order is date order. */
export type IsoDate = string & z.$brand<'IsoDate'>;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/u;

/** True for a day that exists: 2026-02-30 is not one. */
export function isIsoDate(text: string): text is IsoDate {
  if (!SHAPE.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}

/** Brands a day the program made itself; throws RangeError otherwise. Text from outside goes through {@link isoDateSchema}. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`Not a date: ${text}`);
  return text;
}

/** Nobody alive and no invoice has dates outside these years; inside them arithmetic never leaves `yyyy-MM-dd`. */
const YEARS_OF_PEOPLE = { first: '1800', last: '2999' } as const;

function isOfOurTime(text: string): boolean {
  const year = text.slice(0, 4);
  return year >= YEARS_OF_PEOPLE.first && year <= YEARS_OF_PEOPLE.last;
}

/** Accepts exactly the days that exist, as `yyyy-MM-dd`, in years that can be meant. */
export const isoDateSchema = z.string().regex(SHAPE).refine(isIsoDate).refine(isOfOurTime).brand<'IsoDate'>();

/** The Temporal value of a day, for arithmetic that has no helper here. */
export function toPlainDate(date: IsoDate): Temporal.PlainDate {
  return Temporal.PlainDate.from(date);
}

/** The ISO text of a Temporal day of the years 0000–9999; throws RangeError outside them. */
export function fromPlainDate(date: Temporal.PlainDate): IsoDate {
  return isoDate(date.toString());
}

/** The day `days` later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromPlainDate(toPlainDate(date).add({ days }));
}

/** The same day `months` later; the last day of the month when that day does not exist (31 January + 1 = 28 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  return fromPlainDate(toPlainDate(date).add({ months }));
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toPlainDate(from).until(toPlainDate(to), { largestUnit: 'days' }).days;
}

/** Sorts days: negative when `a` is earlier, zero when the same. */
export function compareDates(a: IsoDate, b: IsoDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function earlierOf(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

export function laterOf(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}

/** 1 = Monday … 7 = Sunday, as ISO 8601 counts. */
export function weekdayOf(date: IsoDate): number {
  return toPlainDate(date).dayOfWeek;
}

export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}
