import Holidays from 'date-holidays';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COUNTRIES, LANGUAGES, type Country } from '../lang/languages';
import { addBankDays, bankDayOnOrAfter, bankDayOnOrBefore, isBankDay, nextBankDay } from './bank-days';
import { addDays, addMonths, compareDates, daysBetween, isIsoDate, isoDate, isoDateSchema, weekdayOf } from './dates';
import { formatDate, formatDateSpoken } from './format';
import { holidayOn, holidaysOf, isPublicHoliday } from './holidays';
import { instantAt, localDate, localTime } from './zones';

const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(isoDate('1970-01-01'), days));
const anyCountry = fc.constantFrom(...COUNTRIES);

describe('a day', () => {
  test('is a day that exists', () => {
    expect(isIsoDate('2024-02-29')).toBe(true);
    for (const text of [
      '2026-02-29',
      '2026-00-10',
      '2026-13-01',
      '2026-04-31',
      '2026-4-1',
      '20260401',
      '2026-01-00',
      '',
    ])
      expect(isoDateSchema.safeParse(text).success).toBe(false);
    expect(() => isoDate('2026-02-30')).toThrow(RangeError);
  });

  test('adds and counts days consistently', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(Math.sign(compareDates(other, date))).toBe(Math.sign(days));
      }),
    );
  });

  test('a month after 31 January is the last day of February', () => {
    expect(addMonths(isoDate('2026-01-31'), 1)).toBe('2026-02-28');
    expect(weekdayOf(isoDate('2026-11-21'))).toBe(6);
  });
});

describe('holidays', () => {
  // date-holidays types closed eves as "bank". It differs here only in days that it calls closed to banks but that are
  // neither holidays nor days on which time limits move: Norway 24 and 31 December (shorter hours, payments are booked)
  // and Finland 31 December (laki 150/1930 5 § names the eves of midsummer and Christmas only).
  const BANK_DAYS_BY_LAW: Readonly<Record<Country, readonly string[]>> = {
    NO: ['12-24', '12-31'],
    SE: [],
    FI: ['12-31'],
  };

  test.each(COUNTRIES)('agree with the calendar library for 2010–2060 in %s', (country) => {
    const oracle = new Holidays(country);
    for (let year = 2010; year <= 2060; year++) {
      const listed = oracle.getHolidays(year);
      const holidays = listed.filter((day) => day.type === 'public').map((day) => day.date.slice(0, 10));
      const eves = listed
        .filter((day) => day.type === 'bank' && !BANK_DAYS_BY_LAW[country].includes(day.date.slice(5, 10)))
        .map((day) => day.date.slice(0, 10));
      const ours = holidaysOf(year, country);
      expect(new Set(ours.filter((day) => day.kind === 'public').map((day) => day.date))).toEqual(new Set(holidays));
      expect(new Set(ours.filter((day) => day.kind === 'closedEve').map((day) => day.date))).toEqual(new Set(eves));
    }
  });

  test('an eve is closed but no public holiday', () => {
    expect(holidayOn(isoDate('2026-12-24'), 'SE')?.kind).toBe('closedEve');
    expect(isPublicHoliday(isoDate('2026-12-24'), 'SE')).toBe(false);
    expect(holidayOn(isoDate('2026-12-24'), 'NO')).toBeNull();
    expect(isPublicHoliday(isoDate('2026-05-17'), 'NO')).toBe(true);
  });

  test('have a name in every language', () => {
    for (const country of COUNTRIES)
      for (const day of holidaysOf(2026, country))
        for (const language of LANGUAGES) expect(day.name[language].length).toBeGreaterThan(2);
  });
});

describe('bank days', () => {
  test('banks close on New Year’s Eve in Sweden, on midsummer and Christmas Eve in Sweden and Finland', () => {
    expect(isBankDay(isoDate('2026-12-31'), 'SE')).toBe(false);
    expect(isBankDay(isoDate('2026-12-31'), 'FI')).toBe(true);
    expect(isBankDay(isoDate('2026-12-24'), 'FI')).toBe(false);
    expect(isBankDay(isoDate('2026-12-24'), 'NO')).toBe(true);
    expect(isBankDay(isoDate('2026-06-19'), 'SE')).toBe(false);
    expect(isBankDay(isoDate('2026-06-19'), 'NO')).toBe(true);
  });

  test('the day after Christmas Eve 2026 on which a Swede can pay is 28 December', () => {
    expect(nextBankDay(isoDate('2026-12-23'), 'SE')).toBe('2026-12-28');
    expect(bankDayOnOrAfter(isoDate('2026-12-24'), 'SE')).toBe('2026-12-28');
    expect(bankDayOnOrBefore(isoDate('2026-12-27'), 'SE')).toBe('2026-12-23');
    expect(addBankDays(isoDate('2026-04-01'), 1, 'NO')).toBe('2026-04-07');
    expect(addBankDays(isoDate('2026-04-07'), -1, 'NO')).toBe('2026-04-01');
  });

  test('counting forward and back returns to the same bank day', () => {
    fc.assert(
      fc.property(anyDate, anyCountry, fc.integer({ min: 1, max: 40 }), (date, country, count) => {
        const start = bankDayOnOrAfter(date, country);
        const end = addBankDays(start, count, country);
        expect(isBankDay(end, country)).toBe(true);
        expect(addBankDays(end, -count, country)).toBe(start);
      }),
    );
    expect(() => addBankDays(isoDate('2026-01-01'), 1e9, 'NO')).toThrow(RangeError);
  });
});

describe('clocks', () => {
  test('midnight comes an hour earlier in Finland', () => {
    const at = Date.UTC(2026, 0, 1, 22, 30);
    expect(localDate(at, 'NO')).toBe('2026-01-01');
    expect(localDate(at, 'FI')).toBe('2026-01-02');
    expect(localTime(at, 'SE')).toEqual({ date: '2026-01-01', weekday: 4, hour: 23, minute: 30, minuteOfDay: 1410 });
  });

  test('an instant shows the clock it was made from, except in the hour that summer time skips', () => {
    fc.assert(
      fc.property(anyDate, anyCountry, fc.integer({ min: 240, max: 1439 }), (date, country, minuteOfDay) => {
        const shown = localTime(instantAt(date, minuteOfDay, country), country);
        expect([shown.date, shown.minuteOfDay]).toEqual([date, minuteOfDay]);
      }),
    );
    expect(localTime(instantAt(isoDate('2026-03-29'), 150, 'NO'), 'NO').minuteOfDay).toBe(210);
  });
});

describe('days in words', () => {
  test('are written as each language writes them', () => {
    const date = isoDate('2026-11-04');
    expect(LANGUAGES.map((language) => formatDate(date, language))).toEqual([
      '04.11.2026',
      '2026-11-04',
      '4.11.2026',
      '4 November 2026',
    ]);
  });

  test('are spoken with their weekday, and with the year when it is another one', () => {
    const date = isoDate('2026-11-04');
    expect(LANGUAGES.map((language) => formatDateSpoken(date, language, isoDate('2026-01-01')))).toEqual([
      'onsdag 4. november',
      'onsdag 4 november',
      'keskiviikkona 4. marraskuuta',
      'Wednesday 4 November',
    ]);
    expect(formatDateSpoken(date, 'nb')).toBe('onsdag 4. november 2026');
  });
});
