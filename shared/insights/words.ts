/** Words that several insights share: days and months inside a sentence, services, channels. */
import { LANGUAGES, type Language, type LocalText } from '../lang/languages';
import { fillTemplate } from '../lang/template';
import type { Claim } from '../ledger/case-file';
import type { Utility } from '../ledger/vocabulary';
import { formatMoney } from '../money/format';
import { minor } from '../money/money';
import { formatDateSpoken } from '../time/format';
import type { IsoDate } from '../time/dates';

/** A blank's text in each language. */
export type LocalValue = (language: Language) => string;

/** Fills one sentence in all four languages; throws when blanks and values do not match (lang/template.ts). */
export function localSentence(templates: LocalText, values: Readonly<Record<string, LocalValue>>): LocalText {
  const fill = (language: Language): string =>
    fillTemplate(
      templates[language],
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value(language)])),
    );
  return { nb: fill('nb'), sv: fill('sv'), fi: fill('fi'), en: fill('en') };
}

export function plain(text: string): LocalValue {
  return () => text;
}

export function local(text: LocalText): LocalValue {
  return (language) => text[language];
}

export function money(amountMinor: bigint, currency: Claim['currency']): LocalValue {
  return (language) => formatMoney(minor(amountMinor), currency, language);
}

/** `14. april`, `14 april`, `14. huhtikuuta`, `14 April`; with the year when it is not this year's. */
export function dayOf(date: IsoDate, today: IsoDate): LocalValue {
  return (language) => {
    // The shared formatter begins with the weekday, which only burdens a sentence about the past.
    const spoken = formatDateSpoken(date, language, today);
    return spoken.slice(spoken.indexOf(' ') + 1);
  };
}

/** With its weekday, for days ahead: `mandag 30. november`. */
export function weekdayOf(date: IsoDate, today: IsoDate): LocalValue {
  return (language) => formatDateSpoken(date, language, today);
}

/** The month of a day in its basic form: `april`, `huhtikuu`, `April`. */
export function monthOf(date: IsoDate): LocalValue {
  return (language) => {
    const month = formatDateSpoken(date, language, date).split(' ').at(-1) ?? '';
    // Finnish dates carry the partitive ("huhtikuuta"); every month ends in -kuuta.
    return language === 'fi' ? month.replace(/ta$/, '') : month;
  };
}

/** `1042 (mars)` when the invoice covers a period, else `1042`. */
export function invoiceName(claim: Pick<Claim, 'invoiceNo' | 'periodFrom'>): LocalValue {
  const { invoiceNo, periodFrom } = claim;
  return (language) => (periodFrom === null ? invoiceNo : `${invoiceNo} (${monthOf(periodFrom)(language)})`);
}

/** What a cut would take, ready to begin a sentence. */
export const SERVICE_WORDS: Readonly<Record<Utility, LocalText>> = {
  power: { nb: 'Strømmen', sv: 'Elen', fi: 'Sähkö', en: 'The power' },
  grid: { nb: 'Strømmen', sv: 'Elen', fi: 'Sähkö', en: 'The power' },
  district_heating: { nb: 'Fjernvarmen', sv: 'Fjärrvärmen', fi: 'Kaukolämpö', en: 'The district heating' },
  gas: { nb: 'Gassen', sv: 'Gasen', fi: 'Kaasu', en: 'The gas' },
  telecom: { nb: 'Abonnementet', sv: 'Abonnemanget', fi: 'Liittymä', en: 'The subscription' },
  tv: { nb: 'TV-signalet', sv: 'TV-signalen', fi: 'TV-lähetys', en: 'The TV signal' },
};

type Channel = Claim['deliveries'][number]['channel'];
export const CHANNEL_WORDS: Readonly<Record<Channel, LocalText>> = {
  efaktura: { nb: 'eFaktura', sv: 'eFaktura', fi: 'eFaktura', en: 'eFaktura' },
  ehf: { nb: 'EHF', sv: 'EHF', fi: 'EHF', en: 'EHF' },
  kivra: { nb: 'Kivra', sv: 'Kivra', fi: 'Kivra', en: 'Kivra' },
  e_lasku: { nb: 'e-faktura i nettbanken', sv: 'e-faktura i nätbanken', fi: 'e-lasku', en: 'e-invoice in the bank' },
  email: { nb: 'e-post', sv: 'e-post', fi: 'sähköposti', en: 'email' },
  sms: { nb: 'SMS', sv: 'sms', fi: 'tekstiviesti', en: 'text message' },
  letter: { nb: 'brev', sv: 'brev', fi: 'kirje', en: 'letter' },
};

/** Puts the creditor in front when the customer has accounts at several, so that no sentence is about the wrong one. */
export function namedSentence(sentence: LocalText, creditorName: string | null): LocalText {
  if (creditorName === null) return sentence;
  const named = Object.fromEntries(LANGUAGES.map((language) => [language, `${creditorName}: ${sentence[language]}`]));
  // Object.fromEntries forgets its keys; LANGUAGES are exactly those of LocalText.
  return named as LocalText;
}
