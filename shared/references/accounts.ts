import { compact, hasLuhnDigit, isDigits, mod97, weightedSum } from './check-digits';
import type { Country } from '../lang/languages';

/** IBAN length per country (ISO 13616 registry). */
export const IBAN_LENGTH: Readonly<Record<Country, number>> = { NO: 15, SE: 24, FI: 18 };
const IBAN_SHAPE = /^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$/u;
const IBAN_BODY = /^[0-9]+$/u;

function lengthOf(countryCode: string): number | undefined {
  const lengths: Readonly<Record<string, number>> = IBAN_LENGTH;
  return lengths[countryCode];
}

/** True for an IBAN with right check digits, of the country's length when it is one of ours; spaces are allowed. */
export function isValidIban(text: string): boolean {
  const iban = compact(text).toUpperCase();
  if (!IBAN_SHAPE.test(iban)) return false;
  const expected = lengthOf(iban.slice(0, 2));
  if (expected !== undefined && (iban.length !== expected || !IBAN_BODY.test(iban.slice(4)))) return false;
  return mod97(iban.slice(4) + iban.slice(0, 4)) === 1;
}

/** The IBAN of a national account number in IBAN digits (NO 11, SE 20, FI 14). Throws RangeError on another length. */
export function makeIban(country: Country, account: string): string {
  if (!isDigits(account) || account.length !== IBAN_LENGTH[country] - 4) {
    throw new RangeError(`An account of ${country} has ${IBAN_LENGTH[country] - 4} digits in an IBAN`);
  }
  const check = 98 - mod97(`${account}${country}00`);
  return `${country}${String(check).padStart(2, '0')}${account}`;
}

const NORWEGIAN_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;

/** The Norwegian account of 10 digits with its check digit, or null when no digit fits (remainder 1). */
export function makeNorwegianAccount(payload: string): string | null {
  if (!isDigits(payload) || payload.length !== 10)
    throw new RangeError('A Norwegian account has 10 digits and a check digit');
  const rest = weightedSum(payload, NORWEGIAN_WEIGHTS) % 11;
  if (rest === 1) return null;
  return payload + String(rest === 0 ? 0 : 11 - rest);
}

/** True for 11 digits with a right check digit; `1234.56.78903` and spaces are allowed. */
export function isValidNorwegianAccount(text: string): boolean {
  const account = compact(text).replaceAll('.', '');
  return /^[0-9]{11}$/u.test(account) && makeNorwegianAccount(account.slice(0, 10)) === account;
}

/** True for a bankgiro number: 7–8 digits, Luhn; `123-4567` is allowed. */
export function isValidBankgiro(text: string): boolean {
  const digits = compact(text);
  return /^[0-9]{7,8}$/u.test(digits) && hasLuhnDigit(digits);
}

/** True for a plusgiro number: 2–8 digits, Luhn; `12 34 56-7` is allowed. */
export function isValidPlusgiro(text: string): boolean {
  const digits = compact(text);
  return /^[0-9]{2,8}$/u.test(digits) && hasLuhnDigit(digits);
}
