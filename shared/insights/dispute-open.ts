import type { LocalText } from '../lang/languages';
import type { CustomerAccount, Dispute } from '../ledger/case-file';
import { localDate } from '../time/zones';
import { openDisputes } from './account-facts';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { dayOf, local, localSentence, money, weekdayOf } from './words';

export const DISPUTE_REASON_WORDS: Readonly<Record<Dispute['reason'], LocalText>> = {
  paid_already: { nb: 'allerede betalt', sv: 'redan betald', fi: 'jo maksettu', en: 'already paid' },
  wrong_amount: { nb: 'feil beløp', sv: 'fel belopp', fi: 'väärä summa', en: 'wrong amount' },
  wrong_meter_reading: {
    nb: 'feil målerstand',
    sv: 'fel mätarställning',
    fi: 'väärä mittarilukema',
    en: 'wrong meter reading',
  },
  not_ordered: { nb: 'ikke bestilt', sv: 'inte beställd', fi: 'ei tilattu', en: 'not ordered' },
  not_my_contract: {
    nb: 'ikke min avtale',
    sv: 'inte mitt avtal',
    fi: 'sopimus ei ole asiakkaan',
    en: 'not their contract',
  },
  moved: { nb: 'flyttet', sv: 'har flyttat', fi: 'muuttanut', en: 'moved' },
  service_defect: { nb: 'feil på tjenesten', sv: 'fel på tjänsten', fi: 'vika palvelussa', en: 'fault in the service' },
  price_per_contract: {
    nb: 'prisen følger ikke avtalen',
    sv: 'priset följer inte avtalet',
    fi: 'hinta ei ole sopimuksen mukainen',
    en: 'price not as agreed',
  },
  not_received: { nb: 'ikke mottatt', sv: 'inte mottagen', fi: 'ei saapunut', en: 'not received' },
  cannot_pay: { nb: 'kan ikke betale', sv: 'kan inte betala', fi: 'ei pysty maksamaan', en: 'cannot pay' },
  too_expensive: { nb: 'for dyrt', sv: 'för dyrt', fi: 'liian kallis', en: 'too expensive' },
  limitation: { nb: 'foreldet', sv: 'preskriberad', fi: 'vanhentunut', en: 'time-barred' },
  other: { nb: 'annet', sv: 'annat', fi: 'muu syy', en: 'other' },
};

/** The newest dispute that still waits for an answer; null when none does. */
export function findOpenDispute(account: CustomerAccount): Dispute | null {
  return openDisputes(account).sort((a, b) => b.openedAt - a.openedAt)[0] ?? null;
}

/** Somebody objects: no collection and no cut for the disputed sum until it is answered. */
export const disputeOpen: InsightRule = ({ account, today }) => {
  const dispute = findOpenDispute(account);
  if (dispute === null) return null;
  const common = {
    day: dayOf(localDate(dispute.openedAt, account.creditor.country), today),
    reason: local(DISPUTE_REASON_WORDS[dispute.reason]),
    amount: money(dispute.disputedMinor, account.currency),
  };
  const { answerDueDate } = dispute;
  return {
    kind: 'dispute_open',
    weight: INSIGHT_WEIGHT.dispute_open,
    sentence:
      answerDueDate === null
        ? localSentence(WITHOUT_DATE, common)
        : localSentence(WITH_DATE, { ...common, answer: weekdayOf(answerDueDate, today) }),
    evidence: [dispute.id, ...dispute.claimIds],
    parts: [],
    suggests: 'dispute',
  };
};

const WITHOUT_DATE: LocalText = {
  nb: 'Innsigelse siden {day} ({reason}): {amount} skal ikke kreves inn før den er besvart.',
  sv: 'Bestridande sedan {day} ({reason}): {amount} ska inte krävas in innan det är besvarat.',
  fi: 'Asiakas on kiistänyt laskun {day} ({reason}). Summaa {amount} ei peritä ennen vastausta.',
  en: 'Disputed since {day} ({reason}): {amount} is not to be collected until it is answered.',
};

const WITH_DATE: LocalText = {
  nb: 'Innsigelse siden {day} ({reason}): {amount} skal ikke kreves inn før den er besvart, senest {answer}.',
  sv: 'Bestridande sedan {day} ({reason}): {amount} ska inte krävas in innan det är besvarat, senast {answer}.',
  fi: 'Asiakas on kiistänyt laskun {day} ({reason}). Summaa {amount} ei peritä ennen vastausta, joka annetaan viimeistään {answer}.',
  en: 'Disputed since {day} ({reason}): {amount} is not to be collected until it is answered, by {answer} at the latest.',
};
