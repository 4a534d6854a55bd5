import type { Reason } from '../calls/vocabulary';
import type { LocalText } from '../lang/languages';
import type { CaseFile, Contact, CustomerAccount } from '../ledger/case-file';
import { localDate } from '../time/zones';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { local, localSentence, plain, weekdayOf } from './words';

const DAY_MS = 86_400_000;
/** The window in which another contact on the same matter counts as a repeat (model.md: W = 7 days). */
export const REPEAT_WINDOW_DAYS = 7;

export const REASON_WORDS: Readonly<Record<Reason, LocalText>> = {
  invoice_not_received: {
    nb: 'faktura ikke mottatt',
    sv: 'faktura inte mottagen',
    fi: 'lasku ei saapunut',
    en: 'invoice not received',
  },
  paid_already: { nb: 'allerede betalt', sv: 'redan betalt', fi: 'jo maksettu', en: 'paid already' },
  money_on_the_way: { nb: 'penger på vei', sv: 'pengar på väg', fi: 'maksu matkalla', en: 'money on the way' },
  price: { nb: 'pris', sv: 'pris', fi: 'hinta', en: 'price' },
  state_support: { nb: 'strømstøtte', sv: 'elstöd', fi: 'valtion tuki', en: 'state support' },
  instalments: { nb: 'avdrag', sv: 'delbetalning', fi: 'maksuerät', en: 'instalments' },
  postponement: { nb: 'utsettelse', sv: 'anstånd', fi: 'lisäaika', en: 'postponement' },
  dispute: { nb: 'innsigelse', sv: 'bestridande', fi: 'kiistäminen', en: 'dispute' },
  fees: { nb: 'gebyrer', sv: 'avgifter', fi: 'kulut', en: 'fees' },
  service_cut: { nb: 'stengt tjeneste', sv: 'avstängd tjänst', fi: 'katkaistu palvelu', en: 'service cut' },
  disconnection_warning: {
    nb: 'stengevarsel',
    sv: 'varning om avstängning',
    fi: 'katkaisuvaroitus',
    en: 'disconnection warning',
  },
  cheaper_subscription: {
    nb: 'billigere abonnement',
    sv: 'billigare abonnemang',
    fi: 'halvempi liittymä',
    en: 'cheaper subscription',
  },
  moved_or_not_mine: {
    nb: 'flyttet eller ikke mitt',
    sv: 'flyttat eller inte mitt',
    fi: 'muutto tai ei oma lasku',
    en: 'moved or not theirs',
  },
  cannot_pay: { nb: 'kan ikke betale', sv: 'kan inte betala', fi: 'maksuvaikeus', en: 'cannot pay' },
  third_party: {
    nb: 'på vegne av andre',
    sv: 'för någon annans räkning',
    fi: 'toisen puolesta',
    en: 'on behalf of another',
  },
  statement: { nb: 'oversikt', sv: 'sammanställning', fi: 'erittely', en: 'statement' },
  minor: { nb: 'mindreårig', sv: 'minderårig', fi: 'alaikäinen', en: 'minor' },
  other: { nb: 'annet', sv: 'annat', fi: 'muu asia', en: 'other' },
};

function isOnAccount(contact: Contact, account: CustomerAccount): boolean {
  if (contact.caseId !== null) return account.cases.some(({ id }) => id === contact.caseId);
  return contact.creditorSlug === account.creditor.slug;
}

/** The latest earlier call from the customer about this account within the window, newest first; null when none. */
export function findEarlierCall(caseFile: CaseFile, account: CustomerAccount, callId: string | null): Contact | null {
  const from = caseFile.readAt - REPEAT_WINDOW_DAYS * DAY_MS;
  const earlier = caseFile.contacts.filter(
    (contact) =>
      contact.direction === 'in' &&
      contact.at >= from &&
      contact.at <= caseFile.readAt &&
      (callId === null || contact.callId !== callId) &&
      isOnAccount(contact, account),
  );
  return earlier.sort((a, b) => b.at - a.at)[0] ?? null;
}

/** They called about this a few days ago and had to call again. */
export const repeatCaller: InsightRule = ({ caseFile, account, today, callId }) => {
  const contact = findEarlierCall(caseFile, account, callId);
  if (contact === null) return null;
  const day = weekdayOf(localDate(contact.at, account.creditor.country), today);
  return {
    kind: 'repeat_caller',
    weight: INSIGHT_WEIGHT.repeat_caller,
    sentence: sentenceOf(contact, day),
    evidence: [contact.callId, contact.caseId].filter((id) => id !== null),
    parts: [],
    suggests: null,
  };
};

function sentenceOf(contact: Contact, day: ReturnType<typeof weekdayOf>): LocalText {
  if (!contact.wasAnswered) return localSentence(NOT_ANSWERED, { day });
  const reason = local(REASON_WORDS[contact.reason ?? 'other']);
  if (contact.agentName === null) return localSentence(ANSWERED, { day, reason });
  return localSentence(ANSWERED_BY, { day, reason, agent: plain(contact.agentName) });
}

const NOT_ANSWERED: LocalText = {
  nb: 'Kunden ringte også {day}, men kom ikke fram til noen.',
  sv: 'Kunden ringde också {day} men kom inte fram till någon.',
  fi: 'Asiakas soitti myös {day}, mutta ei saanut ketään kiinni.',
  en: 'They also called on {day} and did not reach anybody.',
};

const ANSWERED: LocalText = {
  nb: 'Kunden ringte også {day} om samme sak ({reason}).',
  sv: 'Kunden ringde också {day} i samma ärende ({reason}).',
  fi: 'Asiakas soitti samasta asiasta myös {day} ({reason}).',
  en: 'They also called on {day} about the same matter ({reason}).',
};

const ANSWERED_BY: LocalText = {
  nb: 'Kunden ringte også {day} om samme sak ({reason}). Samtalen ble tatt av {agent}.',
  sv: 'Kunden ringde också {day} i samma ärende ({reason}). Samtalet togs av {agent}.',
  fi: 'Asiakas soitti samasta asiasta myös {day} ({reason}). Puheluun vastasi {agent}.',
  en: 'They also called on {day} about the same matter ({reason}). {agent} took the call.',
};
