import { compact, hasLuhnDigit, isDigits, luhnDigit, weightedSum } from './check-digits';
import type { Country } from '../lang/languages';

/** Organisation numbers. They are public, so they are never masked and have no synthetic series in SE and FI. */

const NO_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2] as const;
const FI_WEIGHTS = [7, 9, 10, 5, 8, 4, 2] as const;

/** The mod 11 digit that NO and FI use: remainder 0 gives 0, remainder 1 gives none. */
function mod11Digit(digits: string, weights: readonly number[]): string | null {
  const rest = weightedSum(digits, weights) % 11;
  if (rest === 1) return null;
  return String(rest === 0 ? 0 : 11 - rest);
}

/** True for nine digits with a right check digit (Brønnøysund); spaces allowed. */
export function isValidNorwegianOrgNo(text: string): boolean {
  const digits = compact(text);
  return /^[0-9]{9}$/u.test(digits) && mod11Digit(digits, NO_WEIGHTS) === digits.slice(-1);
}

/** True for a Swedish organisation number: ten digits, the third at least 2, Luhn; `16` in front is allowed. */
export function isValidSwedishOrgNo(text: string): boolean {
  const digits = compact(text).replace(/^16(?=[0-9]{10}$)/u, '');
  return /^[0-9]{2}[2-9][0-9]{7}$/u.test(digits) && hasLuhnDigit(digits);
}

/** True for a Y-tunnus `1234567-1`; the hyphen must be there, as the register writes it. */
export function isValidYTunnus(text: string): boolean {
  const trimmed = text.trim();
  if (!/^[0-9]{7}-[0-9]$/u.test(trimmed)) return false;
  return mod11Digit(trimmed.slice(0, 7), FI_WEIGHTS) === trimmed.slice(-1);
}

const CHECKERS: Readonly<Record<Country, (text: string) => boolean>> = {
  NO: isValidNorwegianOrgNo,
  SE: isValidSwedishOrgNo,
  FI: isValidYTunnus,
};

/** True for an organisation number of a country. */
export function isValidOrgNo(text: string, country: Country): boolean {
  return CHECKERS[country](text);
}

const MAKERS: Readonly<Record<Country, (payload: string) => string | null>> = {
  NO: (payload) => withDigit(payload, mod11Digit(payload, NO_WEIGHTS), ''),
  SE: (payload) => (Number(payload[2]) < 2 ? null : payload + luhnDigit(payload)),
  FI: (payload) => withDigit(payload, mod11Digit(payload, FI_WEIGHTS), '-'),
};

function withDigit(payload: string, digit: string | null, separator: string): string | null {
  return digit === null ? null : `${payload}${separator}${digit}`;
}

const PAYLOAD_LENGTH: Readonly<Record<Country, number>> = { NO: 8, SE: 9, FI: 7 };

/** An organisation number of a payload of digits without its check digit (NO 8, SE 9, FI 7), or null when none fits. */
export function makeOrgNo(payload: string, country: Country): string | null {
  if (!isDigits(payload) || payload.length !== PAYLOAD_LENGTH[country]) {
    throw new RangeError(
      `An organisation number of ${country} has ${PAYLOAD_LENGTH[country]} digits before its check digit`,
    );
  }
  return MAKERS[country](payload);
}
