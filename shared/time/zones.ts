import { Temporal } from 'temporal-polyfill';
import type { Country } from '../lang/languages';
import { fromPlainDate, toPlainDate, type IsoDate } from './dates';

/** The time zone in which a country's law and opening hours are counted (IANA names). */
export const TIME_ZONE: Readonly<Record<Country, string>> = {
  NO: 'Europe/Oslo',
  SE: 'Europe/Stockholm',
  FI: 'Europe/Helsinki',
};

function zoned(epochMs: number, country: Country): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(TIME_ZONE[country]);
}

/** The calendar day it is in a country at an instant (epoch milliseconds). */
export function localDate(epochMs: number, country: Country): IsoDate {
  return fromPlainDate(zoned(epochMs, country).toPlainDate());
}

/** The clock on a wall in a country. */
export interface LocalTime {
  readonly date: IsoDate;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  /** Minutes since the clock showed 00:00; what opening and calling hours are compared with. */
  readonly minuteOfDay: number;
}

/** What calendar and clock show in a country at an instant (epoch milliseconds). */
export function localTime(epochMs: number, country: Country): LocalTime {
  const at = zoned(epochMs, country);
  return {
    date: fromPlainDate(at.toPlainDate()),
    weekday: at.dayOfWeek,
    hour: at.hour,
    minute: at.minute,
    minuteOfDay: at.hour * 60 + at.minute,
  };
}

/**
 * The instant (epoch milliseconds) when a country's clock shows a day and a minute of that day. A time that summer time
 * skips becomes the one an hour later; one that comes twice is the first.
 */
export function instantAt(date: IsoDate, minuteOfDay: number, country: Country): number {
  const time = Temporal.PlainTime.from(
    { hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 },
    { overflow: 'reject' },
  );
  return toPlainDate(date).toZonedDateTime({ timeZone: TIME_ZONE[country], plainTime: time }).epochMilliseconds;
}
