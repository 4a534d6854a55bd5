import * as z from 'zod';
import type { Currency } from '../lang/languages';
import { ok, refuse, type Result } from '../result';

/** An amount in minor units (øre, öre, cents): a whole number that never passes through a float. */
export type Minor = bigint & z.$brand<'Minor'>;

/** The text form of {@link Minor} on the wire and in a store that must be serialisable: "-12345". JSON has no bigint. */
export type MinorText = string & z.$brand<'MinorText'>;

/** 10 trillion kroner: above any sum of a portfolio, and far below what PostgreSQL's bigint overflows at (9.2e18). */
export const AMOUNT_LIMIT_MINOR = 10n ** 15n;

/** How many decimals a currency's minor unit has. */
export const MINOR_DIGITS: Readonly<Record<Currency, number>> = { NOK: 2, SEK: 2, EUR: 2, DKK: 2 };

function isWithinLimit(n: bigint): boolean {
  return n <= AMOUNT_LIMIT_MINOR && n >= -AMOUNT_LIMIT_MINOR;
}

/**
 * Brands a whole number of minor units. Throws RangeError when it is not a whole number or passes
 * {@link AMOUNT_LIMIT_MINOR}: for values the program made itself; text from people goes through {@link parseAmount}.
 */
export function minor(n: bigint | number): Minor {
  if (typeof n === 'number' && !Number.isSafeInteger(n)) {
    throw new RangeError(`An amount is a whole number of minor units, got ${n}`);
  }
  const value = BigInt(n);
  if (!isWithinLimit(value)) throw new RangeError(`Amount ${value} passes the limit of ${AMOUNT_LIMIT_MINOR}`);
  // The cast is the brand itself; everything above is its guard.
  return value as Minor;
}

export const ZERO: Minor = minor(0n);

/** The sum of two amounts of the same currency; throws RangeError beyond the limit. */
export function addMinor(a: Minor, b: Minor): Minor {
  return minor(a + b);
}

/** `a − b`; throws RangeError beyond the limit. */
export function subtractMinor(a: Minor, b: Minor): Minor {
  return minor(a - b);
}

export function negateMinor(a: Minor): Minor {
  return minor(-a);
}

/** The sum of many amounts of the same currency, zero for none; only the sum itself must keep within the limit. */
export function sumMinor(amounts: Iterable<Minor>): Minor {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return minor(total);
}

export function minMinor(a: Minor, b: Minor): Minor {
  return a < b ? a : b;
}

const SPACE_LIKE = /[\s\u00A0\u2009\u202F]/gu;
const WITH_COMMA = /^\d+(?:,\d+)?$/u;
const WITH_POINT = /^\d+(?:\.\d+)?$/u;
const POINT_GROUPS_COMMA = /^\d{1,3}(?:\.\d{3})+,\d+$/u;
const COMMA_GROUPS_POINT = /^\d{1,3}(?:,\d{3})+\.\d+$/u;
const LONE_SPACES_OK = /^[-+]?\d{1,3}(?: \d{3})*(?:[.,]\d+)?$/u;
/** Longer text is no amount; the limit keeps a hostile file from feeding us megabytes of digits. */
export const AMOUNT_TEXT_MAX = 40;

function normaliseNumber(digits: string): string | null {
  if (WITH_POINT.test(digits)) return digits;
  if (WITH_COMMA.test(digits)) return digits.replace(',', '.');
  if (POINT_GROUPS_COMMA.test(digits)) return digits.replaceAll('.', '').replace(',', '.');
  if (COMMA_GROUPS_POINT.test(digits)) return digits.replaceAll(',', '');
  return null;
}

/**
 * Reads an amount as people and files write it: decimal comma or point, thousands in spaces of any kind, hyphen or
 * U+2212 as minus. Refuses (INVALID_PAYLOAD) what is not exact or could mean two things, such as "1,184".
 */
export function parseAmount(text: string, currency: Currency): Result<Minor> {
  const refused = refuse('INVALID_PAYLOAD', { field: 'amount', text: text.slice(0, AMOUNT_TEXT_MAX) });
  if (text.length > AMOUNT_TEXT_MAX) return refused;
  const plain = text.replace(SPACE_LIKE, ' ').trim().replace('\u2212', '-');
  if (plain.includes(' ') && !LONE_SPACES_OK.test(plain)) return refused;
  const isNegative = plain.startsWith('-');
  const unsigned = plain.replace(/^[-+]/u, '').replaceAll(' ', '');
  const number = normaliseNumber(unsigned);
  if (number === null) return refused;
  const [whole = '0', fraction = ''] = number.split('.');
  const digits = MINOR_DIGITS[currency];
  if (fraction.length > digits) return refused;
  const value = BigInt(whole + fraction.padEnd(digits, '0'));
  const signed = isNegative ? -value : value;
  return isWithinLimit(signed) ? ok(minor(signed)) : refused;
}

/**
 * Splits an amount into `parts` that differ by at most one minor unit and sum exactly to it; the earlier ones carry the
 * rest. Throws RangeError when `parts` is not a whole number ≥ 1.
 */
export function splitEvenly(total: Minor, parts: number): readonly Minor[] {
  if (!Number.isSafeInteger(parts) || parts < 1) throw new RangeError(`Cannot split into ${parts} parts`);
  const count = BigInt(parts);
  const base = total / count;
  const rest = total % count;
  const unit = rest < 0n ? -1n : 1n;
  const carriers = rest < 0n ? -rest : rest;
  return Array.from({ length: parts }, (_, i) => minor(base + (BigInt(i) < carriers ? unit : 0n)));
}

/** `halfUp`: away from zero at .5 (law and invoices); `halfEven`: bankers'; `towardZero`: in the customer's favour; `awayFromZero`. */
export type Rounding = 'halfUp' | 'halfEven' | 'towardZero' | 'awayFromZero';

/** Divides whole numbers with a named rounding; `divisor` must be positive. */
export function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  if (divisor <= 0n) throw new RangeError(`Cannot divide by ${divisor}`);
  const sign = dividend < 0n ? -1n : 1n;
  const size = dividend * sign;
  const quotient = size / divisor;
  const twiceRest = (size % divisor) * 2n;
  const roundsUp: Readonly<Record<Rounding, boolean>> = {
    halfUp: twiceRest >= divisor,
    halfEven: twiceRest > divisor || (twiceRest === divisor && quotient % 2n === 1n),
    towardZero: false,
    awayFromZero: twiceRest > 0n,
  };
  return sign * (roundsUp[rounding] ? quotient + 1n : quotient);
}

const BASIS_POINTS_IN_WHOLE = 10_000n;

/** `amount × basisPoints / 10 000`, rounded to a whole minor unit as named: 25 % is 2500 basis points. */
export function shareOf(amount: Minor, basisPoints: bigint | number, rounding: Rounding = 'halfUp'): Minor {
  return minor(divideRounded(amount * BigInt(basisPoints), BASIS_POINTS_IN_WHOLE, rounding));
}

/** Rounds to a whole multiple of `unit` minor units (100 = whole kroner). */
export function roundToUnit(amount: Minor, unit: Minor, rounding: Rounding = 'halfUp'): Minor {
  return minor(divideRounded(amount, unit, rounding) * unit);
}

const MINOR_TEXT = /^(?:0|-?[1-9]\d{0,15})$/u;

/** The wire form alone, for places that must stay serialisable (the renderer's store); see {@link minorFromText}. */
export const minorTextSchema = z
  .string()
  .regex(MINOR_TEXT)
  .refine((text) => !MINOR_TEXT.test(text) || isWithinLimit(BigInt(text)))
  .brand<'MinorText'>();

const minorValueSchema = z.bigint().refine(isWithinLimit).brand<'Minor'>();

/** Decodes the wire form ("-12345") to {@link Minor}; `z.encode(minorSchema, amount)` makes the wire form. */
export const minorSchema = z.codec(minorTextSchema, minorValueSchema, {
  decode: (text) => BigInt(text),
  encode: (value) => value.toString() as MinorText, // A bigint's own text is the canonical wire form.
});

/** The wire form of an amount. */
export function minorToText(amount: Minor): MinorText {
  return amount.toString() as MinorText; // A bigint's own text is the canonical wire form.
}

/** The amount of a checked wire form. */
export function minorFromText(text: MinorText): Minor {
  return minor(BigInt(text));
}
