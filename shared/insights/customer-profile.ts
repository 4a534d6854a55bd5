import type { LocalText } from '../lang/languages';
import { INSIGHT_WEIGHT, type PersonInsightRule } from './insight-rule';
import {
  payerProfile,
  paymentHistory,
  profileConfidence,
  type PayerProfile,
  type PaymentHistory,
} from './payment-history';
import { local, localSentence, plain, type LocalValue } from './words';

const FIRST_TIMER: LocalText = {
  nb: 'Trolig første gang: {paid} av {all} tidligere fakturaer ble betalt i tide.',
  sv: 'Troligen första gången: {paid} av {all} tidigare fakturor betalades i tid.',
  fi: 'Luultavasti ensimmäinen kerta: aiemmin ajallaan maksettuja laskuja {paid}, kaikkiaan {all}.',
  en: 'Probably the first time: {paid} of {all} earlier invoices were paid in time.',
};
const FORGETFUL: LocalText = {
  nb: 'Glemmer, men betaler: {late} av {all} fakturaer kom etter forfall, i snitt {days} dager.',
  sv: 'Glömmer men betalar: {late} av {all} fakturor kom efter förfallodagen, i snitt {days} dagar.',
  fi: 'Unohtaa mutta maksaa: myöhässä maksettuja laskuja {late}, kaikkiaan {all}, keskimäärin {days} päivää myöhässä.',
  en: 'Forgets, but pays: {late} of {all} invoices came after the due date, {days} days on average.',
};
const STRAINED: LocalText = {
  nb: 'Trolig trang økonomi: {open}{creditors}{plans}.',
  sv: 'Troligen ansträngd ekonomi: {open}{creditors}{plans}.',
  fi: 'Luultavasti taloudellisesti tiukkaa: {open}{creditors}{plans}.',
  en: 'Probably short of money: {open}{creditors}{plans}.',
};
const ONE_UNPAID: LocalText = {
  nb: 'én ubetalt faktura',
  sv: 'en obetald faktura',
  fi: 'yksi maksamaton lasku',
  en: 'one unpaid invoice',
};
const MANY_UNPAID: LocalText = {
  nb: '{count} ubetalte fakturaer',
  sv: '{count} obetalda fakturor',
  fi: '{count} maksamatonta laskua',
  en: '{count} unpaid invoices',
};
const AT_SEVERAL: LocalText = {
  nb: ' hos {count} kreditorer',
  sv: ' hos {count} borgenärer',
  fi: ', velkojia {count}',
  en: ' at {count} creditors',
};
const AND_BROKEN: LocalText = {
  nb: ', og en betalingsavtale som røk',
  sv: ', och en betalningsplan som bröts',
  fi: ', ja yksi maksusopimus katkesi',
  en: ', and a payment plan that broke',
};

const text = (value: number): LocalValue => plain(String(value));

function sentenceOf(profile: PayerProfile, history: PaymentHistory): LocalText {
  const all = text(history.lateCount + history.inTimeCount);
  if (profile === 'first_timer') return localSentence(FIRST_TIMER, { paid: text(history.inTimeCount), all });
  if (profile === 'forgetful')
    return localSentence(FORGETFUL, { late: text(history.lateCount), all, days: text(history.meanDaysLate ?? 0) });
  const { openCreditorCount } = history;
  return localSentence(STRAINED, {
    open: local(history.openCount === 1 ? ONE_UNPAID : localSentence(MANY_UNPAID, { count: text(history.openCount) })),
    creditors: openCreditorCount < 2 ? plain('') : local(localSentence(AT_SEVERAL, { count: text(openCreditorCount) })),
    plans: history.brokenPlanCount === 0 ? plain('') : local(AND_BROKEN),
  });
}

/** The rows behind a sentence are for looking at, not for counting. */
const EVIDENCE_MAX = 12;

/** First-timer, forgetful or strained, with the figures it is read from; says nothing when the history is short or mixed. */
export const customerProfile: PersonInsightRule = ({ caseFile, today }) => {
  const history = paymentHistory(caseFile, today);
  const profile = payerProfile(history);
  if (profile === null) return null;
  const shown = history.invoices.filter(({ settledOn, daysLate }) =>
    profile === 'strained' ? settledOn === null : profile === 'forgetful' ? daysLate > 0 : true,
  );
  return {
    kind: 'customer_profile',
    weight: INSIGHT_WEIGHT.customer_profile,
    sentence: sentenceOf(profile, history),
    evidence: shown.slice(-EVIDENCE_MAX).map(({ claim }) => claim.id),
    parts: [],
    suggests: profile === 'strained' ? 'cannot-pay' : null,
    confidence: profileConfidence(history),
  };
};
