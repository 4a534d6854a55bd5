import type { Currency, Language } from '../lang/languages';
import { MINOR_DIGITS, type Minor } from './money';

/**
 * One way to write money for screens, sentences and statements. Intl is not used: its marks differ between the versions
 * of ICU in Node, Electron and browsers, and a statement must read the same everywhere.
 */
const NBSP = '\u00A0';
const MINUS = '\u2212';

interface Style {
  readonly markOf: (currency: Currency) => string;
  readonly thousands: string;
  readonly decimal: string;
  readonly mark: (digits: string, currency: Currency) => string;
}

const MARK: Readonly<Record<Currency, string>> = { NOK: 'kr', SEK: 'kr', DKK: 'kr', EUR: '€' };

const NORDIC: Style = {
  markOf: (currency) => MARK[currency],
  thousands: NBSP,
  decimal: ',',
  mark: (digits, currency) => `${digits}${NBSP}${MARK[currency]}`,
};

const ENGLISH: Style = {
  markOf: (currency) => (currency === 'EUR' ? MARK.EUR : currency),
  thousands: ',',
  decimal: '.',
  mark: (digits, currency) => (currency === 'EUR' ? `€${digits}` : `${currency}${NBSP}${digits}`),
};

const STYLES: Readonly<Record<Language, Style>> = { nb: NORDIC, sv: NORDIC, fi: NORDIC, en: ENGLISH };

interface Parts {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

function partsOf(amount: Minor, currency: Currency): Parts {
  const digits = MINOR_DIGITS[currency];
  const text = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  return {
    isNegative: amount < 0n,
    whole: text.slice(0, text.length - digits),
    fraction: text.slice(text.length - digits),
  };
}

/**
 * The amount as written: `1 184,00 kr`, `1 184,00 €` in nb, sv and fi; `NOK 1,184.00`, `€1,184.00` in en. Spaces are
 * U+00A0 so that a number never breaks over two lines; minus is U+2212 before everything.
 */
export function formatMoney(amount: Minor, currency: Currency, language: Language): string {
  const { sign, digits } = figuresOf(amount, currency, language);
  return `${sign}${STYLES[language].mark(digits, currency)}`;
}

/** The amount without its currency, for a column whose header names it: `−1 184,00`, `−1,184.00`. */
export function formatFigures(amount: Minor, currency: Currency, language: Language): string {
  const { sign, digits } = figuresOf(amount, currency, language);
  return `${sign}${digits}`;
}

/** The currency as that header writes it: `kr`, `€`; in English `NOK`, `€`. */
export function currencyMark(currency: Currency, language: Language): string {
  return STYLES[language].markOf(currency);
}

function figuresOf(amount: Minor, currency: Currency, language: Language) {
  const style = STYLES[language];
  const { isNegative, whole, fraction } = partsOf(amount, currency);
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, style.thousands);
  return { sign: isNegative ? MINUS : '', digits: `${grouped}${style.decimal}${fraction}` };
}

interface Counted {
  readonly one: string;
  readonly many: string;
}

interface SpokenUnits {
  readonly whole: Counted;
  readonly part: Counted;
}

const same = (word: string): Counted => ({ one: word, many: word });

const NB_KRONER: SpokenUnits = { whole: { one: 'krone', many: 'kroner' }, part: same('øre') };
const SV_KRONOR: SpokenUnits = { whole: { one: 'krona', many: 'kronor' }, part: same('öre') };
const FI_KRUUNUA: SpokenUnits = {
  whole: { one: 'kruunu', many: 'kruunua' },
  part: { one: 'äyri', many: 'äyriä' },
};

const SPOKEN: Readonly<Record<Language, Readonly<Record<Currency, SpokenUnits>>>> = {
  nb: { NOK: NB_KRONER, SEK: NB_KRONER, DKK: NB_KRONER, EUR: { whole: same('euro'), part: same('cent') } },
  sv: { NOK: SV_KRONOR, SEK: SV_KRONOR, DKK: SV_KRONOR, EUR: { whole: same('euro'), part: same('cent') } },
  fi: {
    NOK: FI_KRUUNUA,
    SEK: FI_KRUUNUA,
    DKK: FI_KRUUNUA,
    EUR: { whole: { one: 'euro', many: 'euroa' }, part: { one: 'sentti', many: 'senttiä' } },
  },
  en: {
    NOK: NB_KRONER,
    SEK: SV_KRONOR,
    DKK: NB_KRONER,
    EUR: { whole: { one: 'euro', many: 'euros' }, part: { one: 'cent', many: 'cents' } },
  },
};

const AND: Readonly<Record<Language, string>> = { nb: 'og', sv: 'och', fi: 'ja', en: 'and' };
const MINUS_WORD: Readonly<Record<Language, string>> = { nb: 'minus', sv: 'minus', fi: 'miinus', en: 'minus' };

function counted(digits: string, words: Counted): string {
  const number = BigInt(digits);
  return `${number} ${number === 1n ? words.one : words.many}`;
}

/**
 * The amount as an agent says it: `1184 kroner`, `1184 kronor och 50 öre`, `1184 euroa ja 5 senttiä`. Even amounts name
 * no øre, and an amount below one krone names only øre.
 */
export function formatMoneySpoken(amount: Minor, currency: Currency, language: Language): string {
  const { isNegative, whole, fraction } = partsOf(amount, currency);
  const units = SPOKEN[language][currency];
  const hasPart = BigInt(fraction) !== 0n;
  const hasWhole = BigInt(whole) !== 0n || !hasPart;
  const spoken = [
    ...(hasWhole ? [counted(whole, units.whole)] : []),
    ...(hasPart ? [counted(fraction, units.part)] : []),
  ].join(` ${AND[language]} `);
  return isNegative ? `${MINUS_WORD[language]} ${spoken}` : spoken;
}
