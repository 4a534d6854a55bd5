import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { COUNTRIES, type Country } from '../../shared/lang/languages';

const CALLING_CODE: Readonly<Record<Country, string>> = { NO: '47', SE: '46', FI: '358' };
/** The 0 that is dialled inside the country only; Norwegian numbers have none and may begin with 0. */
const TRUNK_PREFIX: Readonly<Record<Country, RegExp | null>> = { NO: null, SE: /^0/u, FI: /^0/u };
/** National numbers of this length are complete although they begin with 00; elsewhere 00 leads abroad. */
const COMPLETE_DIGITS: Readonly<Record<Country, number | null>> = { NO: 8, SE: null, FI: null };
const DIGITS_MIN = 5;
/** ITU-T E.164: at most 15 digits with the country code. */
const DIGITS_MAX = 15;

/**
 * A number as it is kept everywhere: + and digits, read in the country's way when it names none. Lenient on purpose: numbers of
 * the demo world are unassigned, so "valid" is not asked, only "could be dialled". Null when it could not.
 */
export function normalisePhone(text: string, country: Country): string | null {
  const kept = text.replace(/[\s().\-/\u00a0]/gu, '');
  if (!/^\+?[0-9]+$/u.test(kept)) return null;
  if (kept.startsWith('+')) return withinLength(kept);
  const parsed = parsePhoneNumberFromString(kept, country);
  if (parsed?.isValid() === true) return parsed.number;
  if (kept.startsWith('00') && kept.length !== COMPLETE_DIGITS[country]) return withinLength(`+${kept.slice(2)}`);
  const trunk = TRUNK_PREFIX[country];
  return withinLength(`+${CALLING_CODE[country]}${trunk === null ? kept : kept.replace(trunk, '')}`);
}

function withinLength(number: string): string | null {
  const digits = number.length - 1;
  return digits >= DIGITS_MIN && digits <= DIGITS_MAX ? number : null;
}

/** Every form in which a number written without a country may be on file. */
export function possiblePhones(text: string): readonly string[] {
  return [...new Set(COUNTRIES.flatMap((country) => normalisePhone(text, country) ?? []))];
}
