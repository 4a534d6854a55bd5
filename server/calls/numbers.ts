import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Country } from '../../shared/lang/languages';

const CALLING_CODE: Readonly<Record<Country, string>> = { NO: '47', SE: '46', FI: '358' };
const DIGITS_MIN = 3;
/** ITU-T E.164: at most 15 digits with the country code. */
const DIGITS_MAX = 15;

/**
 * A number as it is kept: + and digits. Lenient on purpose: numbers of the demo world are unassigned, so "valid" is not asked,
 * only "could be dialled". Null when it could not.
 */
export function normaliseNumber(text: string, country: Country): string | null {
  const kept = text.replace(/[\s().\-/\u00a0]/g, '');
  if (!/^\+?\d+$/.test(kept)) return null;
  if (kept.startsWith('+')) return withinLength(kept);
  const parsed = parsePhoneNumberFromString(kept, country);
  if (parsed?.isValid() === true) return parsed.number;
  if (kept.startsWith('00')) {
    const international = parsePhoneNumberFromString(`+${kept.slice(2)}`);
    if (international?.isValid() === true) return international.number;
  }
  return withinLength(`+${CALLING_CODE[country]}${kept}`);
}

function withinLength(number: string): string | null {
  const digits = number.length - 1;
  return digits >= DIGITS_MIN && digits <= DIGITS_MAX ? number : null;
}

/** Every form in which a number dialled without a country may be on file. */
export function possibleNumbers(text: string): readonly string[] {
  const countries: readonly Country[] = ['NO', 'SE', 'FI'];
  return [...new Set(countries.flatMap((country) => normaliseNumber(text, country) ?? []))];
}
