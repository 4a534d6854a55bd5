import { CURRENCIES, type Currency } from '../../../shared/lang/languages';
import { AMOUNT_LIMIT_MINOR, minor, type Minor } from '../../../shared/money/money';
import { isIsoDate, type IsoDate } from '../../../shared/time/dates';
import { malformed } from './malformed';

const DECIMAL = /^(?<sign>[-+]?)(?<whole>[0-9]{1,18})(?:\.(?<fraction>[0-9]{1,10}))?$/u;
/** ISO 4217 currencies without a minor unit that Nordic bank files may show; all others are read with two decimals. */
const WITHOUT_MINOR_UNIT: readonly string[] = ['ISK', 'JPY', 'KRW', 'CLP', 'VND'];
const MINOR_DIGITS_DEFAULT = 2;

export function isSupportedCurrency(currency: string): currency is Currency {
  const supported: readonly string[] = CURRENCIES;
  return supported.includes(currency);
}

/** The amount of minor units, malformed beyond the limit of what we count. */
export function minorAt(value: bigint, place: string): Minor {
  if (value > AMOUNT_LIMIT_MINOR || value < -AMOUNT_LIMIT_MINOR) malformed('AMOUNT_INVALID', place, { found: value });
  return minor(value);
}

/** Reads an XML decimal ("1184.00") in a currency; malformed when it is none, not exact in minor units, or too large. */
export function decimalAt(text: string, currency: string, place: string): Minor {
  const groups = DECIMAL.exec(text)?.groups;
  if (groups === undefined) return malformed('AMOUNT_INVALID', place, { found: text });
  const { sign = '', whole = '', fraction = '' } = groups;
  const digits = WITHOUT_MINOR_UNIT.includes(currency) ? 0 : MINOR_DIGITS_DEFAULT;
  if (!/^0*$/u.test(fraction.slice(digits))) malformed('AMOUNT_INVALID', place, { found: text });
  const size = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return minorAt(sign === '-' ? -size : size, place);
}

/** The day of an XML date or date-time (`2026-11-16`, `2026-11-16T13:15:00+01:00`): the bank's own local day. */
export function dateAt(text: string, place: string): IsoDate {
  const day = text.slice(0, 10);
  return isIsoDate(day) ? day : malformed('DATE_INVALID', place, { found: text });
}

/**
 * Makes keys unique within a file by numbering repeats: banks that reuse an id, and two equal payments on one day, are
 * two payments. The number follows the file's order, so the same file gives the same keys.
 */
export function keyMaker(): (key: string) => string {
  const seen = new Map<string, number>();
  return (key) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  };
}
