import { isIsoDate, yearOf, type IsoDate } from '../time/dates';
import { hasLuhnDigit, luhnDigit, weightedSum } from './check-digits';

/** What a person's number says, when its form, date and check signs are right. */
export interface PersonNumber {
  /** `temporary`: D-nummer (NO), samordningsnummer (SE). */
  readonly kind: 'ordinary' | 'temporary';
  /** The one way we store and compare it: NO 11 digits; SE 12 digits (10 with sign when the century is not told); FI upper case. */
  readonly normalised: string;
  /** Null when the number does not tell the century. */
  readonly birthDate: IsoDate | null;
  /** `none`; `shared` = a published test series that real people may also have; `reserved` = never given to a person. */
  readonly synthetic: 'none' | 'shared' | 'reserved';
}

export type PersonNumberFault = 'format' | 'date' | 'check';
export type PersonNumberResult = PersonNumber | { readonly fault: PersonNumberFault };

const twoDigits = (n: number): string => String(n).padStart(2, '0');

function dateOf(year: number, month: number, day: number): IsoDate | null {
  const text = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
  return isIsoDate(text) ? text : null;
}

/** True when the day exists in some century of a two-digit year (29 February only where 1900 + yy or 2000 + yy leaps). */
function isDayOfSomeCentury(yy: number, month: number, day: number): boolean {
  return [1800, 1900, 2000].some((century) => dateOf(century + yy, month, day) !== null);
}

/**
 * Months that test series add to: Skatteetaten's Tenor +80, NAV's +40 and +65. None occurs in the population register
 * (hospitals use +40 for help numbers, which are no national identity either).
 */
const NO_SYNTHETIC_MONTHS = [80, 65, 40] as const;
const NO_K1_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2] as const;
const NO_K2_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;
/** From 2032 the first check digit may come from any of four remainders (Skatteetaten, "nytt fødselsnummer fra 2032"). */
const NO_K1_REMAINDERS = [0, 1, 2, 3] as const;

/** The individual numbers that tell a century (Skatteetaten), tried in order. */
const NO_CENTURIES = [
  { from: 0, to: 499, yyFrom: 0, yyTo: 99, century: 1900 },
  { from: 500, to: 749, yyFrom: 54, yyTo: 99, century: 1800 },
  { from: 500, to: 999, yyFrom: 0, yyTo: 39, century: 2000 },
  { from: 900, to: 999, yyFrom: 40, yyTo: 99, century: 1900 },
] as const;

function norwegianYear(yy: number, individual: number): number | null {
  const row = NO_CENTURIES.find((r) => individual >= r.from && individual <= r.to && yy >= r.yyFrom && yy <= r.yyTo);
  return row === undefined ? null : row.century + yy;
}

function norwegianBirthDate(yy: number, individual: number, dayAndMonth: readonly [number, number]) {
  const [day, month] = dayAndMonth;
  const year = norwegianYear(yy, individual);
  if (year === null) return { exists: isDayOfSomeCentury(yy, month, day), date: null };
  const date = dateOf(year, month, day);
  return { exists: date !== null, date };
}

function hasNorwegianCheckDigits(digits: string): boolean {
  const k1 = Number(digits[9]);
  const first = weightedSum(digits, NO_K1_WEIGHTS) + k1;
  if (!NO_K1_REMAINDERS.some((remainder) => first % 11 === remainder)) return false;
  return (weightedSum(digits, NO_K2_WEIGHTS) + Number(digits[10])) % 11 === 0;
}

/** Reads a fødselsnummer or D-nummer, real or synthetic: 11 digits, spaces allowed. */
export function readNorwegianPersonNumber(text: string): PersonNumberResult {
  const digits = text.replace(/\s/gu, '');
  if (!/^[0-9]{11}$/u.test(digits)) return { fault: 'format' };
  const rawDay = Number(digits.slice(0, 2));
  const rawMonth = Number(digits.slice(2, 4));
  const isTemporary = rawDay > 40;
  const added = NO_SYNTHETIC_MONTHS.find((offset) => rawMonth > offset) ?? 0;
  const birth = norwegianBirthDate(Number(digits.slice(4, 6)), Number(digits.slice(6, 9)), [
    isTemporary ? rawDay - 40 : rawDay,
    rawMonth - added,
  ]);
  if (!birth.exists) return { fault: 'date' };
  if (!hasNorwegianCheckDigits(digits)) return { fault: 'check' };
  return {
    kind: isTemporary ? 'temporary' : 'ordinary',
    normalised: digits,
    birthDate: birth.date,
    synthetic: added === 0 ? 'none' : 'reserved',
  };
}

/**
 * The two check digits for nine digits of a fødselsnummer or D-nummer by the rule in force before 2032, or null when
 * none fit.
 */
export function makeNorwegianPersonNumber(nineDigits: string): string | null {
  if (!/^[0-9]{9}$/u.test(nineDigits)) throw new RangeError('A fødselsnummer has nine digits before its check digits');
  const k1 = (11 - (weightedSum(nineDigits, NO_K1_WEIGHTS) % 11)) % 11;
  if (k1 === 10) return null;
  const k2 = (11 - (weightedSum(`${nineDigits}${k1}`, NO_K2_WEIGHTS) % 11)) % 11;
  return k2 === 10 ? null : `${nineDigits}${k1}${k2}`;
}

/**
 * Birth numbers of Skatteverket's published test persons. 980–999 is given to nobody; 238 and 239 were once given in
 * a county, so a real person may have one.
 */
const SE_TEST_SERIES = [
  { from: 980, to: 999, synthetic: 'reserved' },
  { from: 238, to: 239, synthetic: 'shared' },
] as const;

const SE_SHAPE = /^(?:[0-9]{2})?[0-9]{6}[-+]?[0-9]{4}$/u;
const SE_COORDINATION_DAYS = 60;

/** The pieces of a personnummer in any written form; the century is '' when it is not written. */
function swedishPieces(text: string) {
  const digits = text.replace(/[-+]/u, '');
  const century = digits.length === 12 ? digits.slice(0, 2) : '';
  const short = digits.slice(-10);
  return { century, date: short.slice(0, 6), last: short.slice(6), sign: text.includes('+') ? '+' : '-' };
}

function swedishSynthetic(birthNumber: number): PersonNumber['synthetic'] {
  return SE_TEST_SERIES.find((row) => birthNumber >= row.from && birthNumber <= row.to)?.synthetic ?? 'none';
}

/** Reads a personnummer or samordningsnummer: `YYMMDD-NNNC`, `YYMMDD+NNNC`, `YYYYMMDD-NNNC`, with or without the sign. */
export function readSwedishPersonNumber(text: string): PersonNumberResult {
  const trimmed = text.trim();
  if (!SE_SHAPE.test(trimmed)) return { fault: 'format' };
  const { century, date, last, sign } = swedishPieces(trimmed);
  const [yy, month, rawDay] = [Number(date.slice(0, 2)), Number(date.slice(2, 4)), Number(date.slice(4, 6))];
  const isTemporary = rawDay > SE_COORDINATION_DAYS;
  const day = isTemporary ? rawDay - SE_COORDINATION_DAYS : rawDay;
  const birthDate = century === '' ? null : dateOf(Number(century) * 100 + yy, month, day);
  const exists = century === '' ? isDayOfSomeCentury(yy, month, day) : birthDate !== null;
  if (!exists) return { fault: 'date' };
  if (!hasLuhnDigit(date + last)) return { fault: 'check' };
  return {
    kind: isTemporary ? 'temporary' : 'ordinary',
    normalised: century === '' ? `${date}${sign}${last}` : `${century}${date}${last}`,
    birthDate,
    synthetic: swedishSynthetic(Number(last.slice(0, 3))),
  };
}

/** The 12-digit form of `YYMMDD-NNNC` on a day: `-` means under 100 years old, `+` 100 or more; other text unchanged. */
export function withSwedishCentury(normalised: string, today: IsoDate): string {
  const short = /^([0-9]{2})([0-9]{2})([0-9]{2})([-+])([0-9]{4})$/u.exec(normalised);
  if (short === null) return normalised;
  const [, yy = '', month = '', day = '', sign = '', last = ''] = short;
  const trueDay = Number(day) > SE_COORDINATION_DAYS ? twoDigits(Number(day) - SE_COORDINATION_DAYS) : day;
  const thisCentury = Math.floor(yearOf(today) / 100) * 100;
  const isThisCentury = `${thisCentury + Number(yy)}-${month}-${trueDay}` <= today;
  const year = thisCentury + Number(yy) - (isThisCentury ? 0 : 100) - (sign === '+' ? 100 : 0);
  return `${year}${month}${day}${last}`;
}

/** A personnummer of its 11 digits `YYYYMMDDNNN` with the check digit, 12 digits. */
export function makeSwedishPersonNumber(elevenDigits: string): string {
  if (!/^[0-9]{11}$/u.test(elevenDigits))
    throw new RangeError('A personnummer has eleven digits before its check digit');
  return elevenDigits + luhnDigit(elevenDigits.slice(2));
}

/** Century by separator; the letters beside '-' and 'A' came 2023 (DVV, act 1276/2022). */
const FI_SEPARATORS: Readonly<Record<string, number>> = {
  '+': 1800,
  ...Object.fromEntries([...'-YXWVU'].map((sign) => [sign, 1900])),
  ...Object.fromEntries([...'ABCDEF'].map((sign) => [sign, 2000])),
};
const FI_CHECK_SIGNS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const FI_SHAPE = /^[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]$/u;
/** Numbers from 900 on are never given to a person (DVV); 000 and 001 are not given either. */
const FI_ARTIFICIAL_FROM = 900;
const FI_FIRST_NUMBER = 2;

/** The check sign of `DDMMYY` + `ZZZ`. */
export function finnishCheckSign(nineDigits: string): string {
  return FI_CHECK_SIGNS.charAt(Number(nineDigits) % FI_CHECK_SIGNS.length);
}

/** Reads a henkilötunnus, old and new separators, letters of either case. */
export function readFinnishPersonNumber(text: string): PersonNumberResult {
  const normalised = text.trim().toUpperCase();
  if (!FI_SHAPE.test(normalised)) return { fault: 'format' };
  const [day, month, yy] = [normalised.slice(0, 2), normalised.slice(2, 4), normalised.slice(4, 6)];
  const number = normalised.slice(7, 10);
  if (Number(number) < FI_FIRST_NUMBER) return { fault: 'format' };
  const century = FI_SEPARATORS[normalised.charAt(6)] ?? 0;
  const birthDate = dateOf(century + Number(yy), Number(month), Number(day));
  if (birthDate === null) return { fault: 'date' };
  if (finnishCheckSign(day + month + yy + number) !== normalised.slice(10)) return { fault: 'check' };
  const synthetic = Number(number) >= FI_ARTIFICIAL_FROM ? 'reserved' : 'none';
  return { kind: 'ordinary', normalised, birthDate, synthetic };
}
