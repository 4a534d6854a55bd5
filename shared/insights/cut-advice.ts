import type { LocalText } from '../lang/languages';
import { findNearCut } from './disconnection-near';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { payerProfile, paymentHistory, profileConfidence, type PaymentHistory } from './payment-history';
import { local, localSentence, plain, type LocalValue } from './words';

const ADVICE: Readonly<Record<'first_timer' | 'forgetful' | 'strained', LocalText>> = {
  first_timer: {
    nb: 'Råd: ikke steng ennå. {paid} av {all} fakturaer{where} er betalt i tide, så en påminnelse i samtalen er nok.',
    sv: 'Råd: stäng inte av än. {paid} av {all} fakturor{where} är betalda i tid, så en påminnelse i samtalet räcker.',
    fi: 'Neuvo: älä katkaise vielä. Ajallaan maksettuja laskuja {paid}, kaikkiaan {all}{where}; muistutus puhelussa riittää.',
    en: 'Advice: do not cut yet. {paid} of {all} invoices{where} were paid in time, so a reminder in the call is enough.',
  },
  forgetful: {
    nb: 'Råd: ikke steng ennå. Kunden betaler sent, men betaler: {paid} av {all} fakturaer{where} er gjort opp.',
    sv: 'Råd: stäng inte av än. Kunden betalar sent men betalar: {paid} av {all} fakturor{where} är betalda.',
    fi: 'Neuvo: älä katkaise vielä. Asiakas maksaa myöhässä mutta maksaa: maksettuja laskuja {paid}, kaikkiaan {all}{where}.',
    en: 'Advice: do not cut yet. They pay late, but they pay: {paid} of {all} invoices{where} are settled.',
  },
  strained: {
    nb: 'Råd: en avtale før stenging. Ubetalte fakturaer{where}: {open}. Stenging gir ikke penger som ikke finnes.',
    sv: 'Råd: en plan före avstängning. Obetalda fakturor{where}: {open}. En avstängning ger inga pengar som inte finns.',
    fi: 'Neuvo: sopimus ennen katkaisua. Maksamattomia laskuja{where}: {open}. Katkaisu ei tuo rahaa, jota ei ole.',
    en: 'Advice: a plan before a cut. Unpaid invoices{where}: {open}. A cut brings no money that is not there.',
  },
};

const ACROSS: LocalText = {
  nb: ' hos {count} kreditorer',
  sv: ' hos {count} borgenärer',
  fi: ' ({count} velkojaa)',
  en: ' at {count} creditors',
};

const text = (value: number): LocalValue => plain(String(value));

/** Other creditors' bills count only as far as the reader may see them: the case file holds no others. */
function whereOf({ creditorCount }: PaymentHistory): LocalValue {
  return creditorCount < 2 ? plain('') : local(localSentence(ACROSS, { count: text(creditorCount) }));
}

const EVIDENCE_MAX = 12;

/** While a cut is announced: what the history across creditors speaks for, with its figures. Advice; the law's gates decide. */
export const cutAdvice: InsightRule = ({ caseFile, account, today }) => {
  const cut = findNearCut(account, today);
  if (cut === null) return null;
  const history = paymentHistory(caseFile, today);
  const profile = payerProfile(history);
  if (profile === null) return null;
  const settled = history.inTimeCount + history.lateCount;
  const where = whereOf(history);
  const paid = profile === 'first_timer' ? history.inTimeCount : settled;
  const said =
    profile === 'strained'
      ? { open: text(history.openCount), where }
      : { paid: text(paid), all: text(profile === 'first_timer' ? settled : history.invoices.length), where };
  return {
    kind: 'cut_advice',
    weight: INSIGHT_WEIGHT.cut_advice,
    sentence: localSentence(ADVICE[profile], said),
    evidence: [cut.collectionCase.id, ...history.invoices.slice(-EVIDENCE_MAX).map(({ claim }) => claim.id)],
    parts: [],
    suggests: profile === 'strained' ? 'payment-plan' : 'disconnection-warning',
    confidence: profileConfidence(history),
  };
};
