/** What the sentences about rules are made with: amounts, shares and lists in four languages. */
import { LANGUAGES, type Country, type Currency, type Language, type LocalText } from '../../lang/languages';
import { formatMoney } from '../../money/format';
import type { Minor } from '../../money/money';
import type { RuleAmount } from '../params-shapes';

const CURRENCY: Readonly<Record<Country, Currency>> = { NO: 'NOK', SE: 'SEK', FI: 'EUR' };
const BP_IN_PERCENT = 100;

/** One text per language, made by the same recipe. */
export function inAll(make: (language: Language) => string): LocalText {
  const [nb, sv, fi, en] = LANGUAGES.map(make);
  return { nb: nb ?? '', sv: sv ?? '', fi: fi ?? '', en: en ?? '' };
}

export function money(amount: Minor, country: Country, language: Language): string {
  return formatMoney(amount, CURRENCY[country], language);
}

const NUMBER_LOCALE: Readonly<Record<Language, string>> = { nb: 'nb-NO', sv: 'sv-SE', fi: 'fi-FI', en: 'en-GB' };

/** 1 225 basis points: "12,25 %", "12.25%". */
export function percent(basisPoints: number, language: Language): string {
  const number = (basisPoints / BP_IN_PERCENT).toLocaleString(NUMBER_LOCALE[language], { maximumFractionDigits: 2 });
  return language === 'en' ? `${number}%` : `${number}\u00A0%`;
}

const OF_BASE: Readonly<Record<Language, (share: string) => string>> = {
  nb: (share) => `${share} av inkassosatsen`,
  sv: (share) => `${share} av den norska inkassosatsen`,
  fi: (share) => `${share} Norjan perintätaksasta`,
  en: (share) => `${share} of the Norwegian collection rate`,
};

/** An amount, or its share of the base rate in words. */
export function amountWords(amount: RuleAmount, country: Country, language: Language): string {
  if ('amountMinor' in amount) return money(amount.amountMinor, country, language);
  return OF_BASE[language](percent(amount.ofBaseRateBp, language));
}

const LIST_END: Readonly<Record<Language, { readonly and: string; readonly or: string }>> = {
  nb: { and: ' og ', or: ' eller ' },
  sv: { and: ' och ', or: ' eller ' },
  fi: { and: ' ja ', or: ' tai ' },
  en: { and: ' and ', or: ' or ' },
};

/** "a, b and c" (or "or"); empty for none. */
export function list(items: readonly string[], language: Language, end: 'and' | 'or' = 'and'): string {
  const last = items.at(-1);
  if (last === undefined || items.length === 1) return last ?? '';
  return `${items.slice(0, -1).join(', ')}${LIST_END[language][end]}${last}`;
}

/** The texts of one word in four languages, in the order nb, sv, fi, en. */
export function word(nb: string, sv: string, fi: string, en: string): LocalText {
  return { nb, sv, fi, en };
}

/** The text made of a value that is there; nothing when it is not. */
export function given<T>(value: T | null, say: (value: T) => string): string | null {
  return value === null ? null : say(value);
}

/** The text when it holds, else nothing. */
export function onlyIf(holds: boolean, text: string): string | null {
  return holds ? text : null;
}

/** One of two texts. */
export function either(holds: boolean, yes: string, no: string): string {
  return holds ? yes : no;
}

/** The sentences that hold, one after the other. */
export function joined(...sentences: readonly (string | null)[]): string {
  return sentences.filter((one) => one !== null && one !== '').join(' ');
}
