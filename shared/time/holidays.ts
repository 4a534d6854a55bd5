import { Temporal } from 'temporal-polyfill';
import type { Country, LocalText } from '../lang/languages';
import { addDays, fromPlainDate, yearOf, type IsoDate } from './dates';

/**
 * `public`: a public holiday by law. `closedEve`: no holiday, but banks are closed and time limits move past it:
 * Sweden lag (1930:173) 2 § (midsummer, Christmas and New Year's Eve), Finland laki 150/1930 5 § (midsummer and
 * Christmas Eve only). Norway has none: on 24 and 31 December banks keep shorter hours but book payments.
 */
export type HolidayKind = 'public' | 'closedEve';

export interface Holiday {
  readonly date: IsoDate;
  readonly kind: HolidayKind;
  readonly name: LocalText;
}

type When =
  | { readonly at: 'fixed'; readonly month: number; readonly day: number }
  | { readonly at: 'easter'; readonly offsetDays: number }
  /** The first such weekday (1 = Monday) on or after a day. */
  | { readonly at: 'weekdayFrom'; readonly month: number; readonly day: number; readonly weekday: number };

interface HolidayRule {
  readonly countries: readonly Country[];
  readonly kind: HolidayKind;
  readonly when: When;
  readonly name: LocalText;
}

const ALL: readonly Country[] = ['NO', 'SE', 'FI'];
const SE_FI: readonly Country[] = ['SE', 'FI'];

const fixed = (month: number, day: number): When => ({ at: 'fixed', month, day });
const easter = (offsetDays: number): When => ({ at: 'easter', offsetDays });
const weekdayFrom = (month: number, day: number, weekday: number): When => ({ at: 'weekdayFrom', month, day, weekday });
const named = (nb: string, sv: string, fi: string, en: string): LocalText => ({ nb, sv, fi, en });

const FRIDAY = 5;
const SATURDAY = 6;

const RULES: readonly HolidayRule[] = [
  {
    countries: ALL,
    kind: 'public',
    when: fixed(1, 1),
    name: named('første nyttårsdag', 'nyårsdagen', 'uudenvuodenpäivä', 'New Year’s Day'),
  },
  {
    countries: SE_FI,
    kind: 'public',
    when: fixed(1, 6),
    name: named('helligtrekongersdag', 'trettondedag jul', 'loppiainen', 'Epiphany'),
  },
  {
    countries: ['NO'],
    kind: 'public',
    when: easter(-3),
    name: named('skjærtorsdag', 'skärtorsdagen', 'kiirastorstai', 'Maundy Thursday'),
  },
  {
    countries: ALL,
    kind: 'public',
    when: easter(-2),
    name: named('langfredag', 'långfredagen', 'pitkäperjantai', 'Good Friday'),
  },
  {
    countries: ALL,
    kind: 'public',
    when: easter(0),
    name: named('første påskedag', 'påskdagen', 'pääsiäispäivä', 'Easter Sunday'),
  },
  {
    countries: ALL,
    kind: 'public',
    when: easter(1),
    name: named('andre påskedag', 'annandag påsk', 'toinen pääsiäispäivä', 'Easter Monday'),
  },
  { countries: ALL, kind: 'public', when: fixed(5, 1), name: named('første mai', 'första maj', 'vappu', 'May Day') },
  {
    countries: ['NO'],
    kind: 'public',
    when: fixed(5, 17),
    name: named('grunnlovsdagen', 'Norges nationaldag', 'Norjan kansallispäivä', 'Constitution Day'),
  },
  {
    countries: ALL,
    kind: 'public',
    when: easter(39),
    name: named('Kristi himmelfartsdag', 'Kristi himmelsfärdsdag', 'helatorstai', 'Ascension Day'),
  },
  {
    countries: ALL,
    kind: 'public',
    when: easter(49),
    name: named('første pinsedag', 'pingstdagen', 'helluntaipäivä', 'Whit Sunday'),
  },
  {
    countries: ['NO'],
    kind: 'public',
    when: easter(50),
    name: named('andre pinsedag', 'annandag pingst', 'toinen helluntaipäivä', 'Whit Monday'),
  },
  {
    countries: ['SE'],
    kind: 'public',
    when: fixed(6, 6),
    name: named('Sveriges nasjonaldag', 'Sveriges nationaldag', 'Ruotsin kansallispäivä', 'National Day of Sweden'),
  },
  {
    countries: SE_FI,
    kind: 'closedEve',
    when: weekdayFrom(6, 19, FRIDAY),
    name: named('sankthansaften', 'midsommarafton', 'juhannusaatto', 'Midsummer Eve'),
  },
  {
    countries: SE_FI,
    kind: 'public',
    when: weekdayFrom(6, 20, SATURDAY),
    name: named('midtsommerdagen', 'midsommardagen', 'juhannuspäivä', 'Midsummer Day'),
  },
  {
    countries: SE_FI,
    kind: 'public',
    when: weekdayFrom(10, 31, SATURDAY),
    name: named('allehelgensdag', 'alla helgons dag', 'pyhäinpäivä', 'All Saints’ Day'),
  },
  {
    countries: ['FI'],
    kind: 'public',
    when: fixed(12, 6),
    name: named('Finlands selvstendighetsdag', 'Finlands självständighetsdag', 'itsenäisyyspäivä', 'Independence Day'),
  },
  {
    countries: SE_FI,
    kind: 'closedEve',
    when: fixed(12, 24),
    name: named('julaften', 'julafton', 'jouluaatto', 'Christmas Eve'),
  },
  {
    countries: ALL,
    kind: 'public',
    when: fixed(12, 25),
    name: named('første juledag', 'juldagen', 'joulupäivä', 'Christmas Day'),
  },
  {
    countries: ALL,
    kind: 'public',
    when: fixed(12, 26),
    name: named('andre juledag', 'annandag jul', 'tapaninpäivä', 'Boxing Day'),
  },
  {
    countries: ['SE'],
    kind: 'closedEve',
    when: fixed(12, 31),
    name: named('nyttårsaften', 'nyårsafton', 'uudenvuodenaatto', 'New Year’s Eve'),
  },
];

/** Easter Sunday of a Gregorian year (the anonymous algorithm of Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): IsoDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}

function dayOf(year: number, month: number, day: number): IsoDate {
  return fromPlainDate(Temporal.PlainDate.from({ year, month, day }));
}

function dateOf(when: When, year: number): IsoDate {
  if (when.at === 'easter') return addDays(easterSunday(year), when.offsetDays);
  const start = dayOf(year, when.month, when.day);
  if (when.at === 'fixed') return start;
  const weekday = Temporal.PlainDate.from(start).dayOfWeek;
  return addDays(start, (when.weekday - weekday + 7) % 7);
}

function compute(year: number, country: Country): readonly Holiday[] {
  return RULES.filter((rule) => rule.countries.includes(country))
    .map((rule) => ({ date: dateOf(rule.when, year), kind: rule.kind, name: rule.name }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Years of one country that are kept computed; a cache, not a limit of use. */
const CACHED_YEARS_MAX = 200;
const cache = new Map<string, readonly Holiday[]>();

/** All public holidays and closed eves of a country in a year, by date. Two may share a day (NO 17 May on Whit Sunday). */
export function holidaysOf(year: number, country: Country): readonly Holiday[] {
  const key = `${country}${year}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const computed = compute(year, country);
  if (cache.size >= CACHED_YEARS_MAX) cache.clear();
  cache.set(key, computed);
  return computed;
}

/** The holiday or closed eve on a day, or null; a public holiday wins over an eve. */
export function holidayOn(date: IsoDate, country: Country): Holiday | null {
  const onDay = holidaysOf(yearOf(date), country).filter((holiday) => holiday.date === date);
  return onDay.find((holiday) => holiday.kind === 'public') ?? onDay[0] ?? null;
}

/** True on public holidays; closed eves are not public holidays. */
export function isPublicHoliday(date: IsoDate, country: Country): boolean {
  return holidayOn(date, country)?.kind === 'public';
}
