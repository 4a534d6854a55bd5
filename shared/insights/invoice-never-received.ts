import type { Country } from '../lang/languages';
import type { Claim, CustomerAccount } from '../ledger/case-file';
import type { IsoDate } from '../time/dates';
import { localDate } from '../time/zones';
import { newestFirst, openClaims } from './account-facts';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { CHANNEL_WORDS, dayOf, invoiceName, local, localSentence, plain } from './words';

type Delivery = Claim['deliveries'][number];

export interface Undelivered {
  readonly claim: Claim;
  /** The last attempt, which failed or came back; null when nothing was ever sent. */
  readonly delivery: Delivery | null;
}

function undelivered(claim: Claim): Undelivered | null {
  if (claim.deliveries.some(({ result }) => result === 'delivered' || result === 'opened')) return null;
  const last = [...claim.deliveries].sort((a, b) => b.at - a.at)[0];
  if (last === undefined) return { claim, delivery: null };
  return last.result === 'sent' || last.result === 'requested' ? null : { claim, delivery: last };
}

/** The newest open invoice whose last dispatch failed or came back, or that was never sent; null when all arrived. */
export function findUndelivered(account: CustomerAccount): Undelivered | null {
  const invoices = newestFirst(openClaims(account)).filter((claim) => claim.kind === 'invoice');
  return invoices.map(undelivered).find((found) => found !== null) ?? null;
}

/** Says why the customer may be right that no invoice came. */
export const invoiceNeverReceived: InsightRule = ({ account, today }) => {
  const found = findUndelivered(account);
  if (found === null) return null;
  return {
    kind: 'invoice_never_received',
    weight: INSIGHT_WEIGHT.invoice_never_received,
    sentence: sentenceOf(found, account.creditor.country, today),
    evidence: [found.claim.id],
    parts: [],
    suggests: 'invoice-not-received',
  };
};

function sentenceOf(
  { claim, delivery }: Undelivered,
  country: Country,
  today: IsoDate,
): ReturnType<typeof localSentence> {
  const invoice = invoiceName(claim);
  if (delivery === null) {
    return localSentence(
      {
        nb: 'Vi ser ingen utsending av faktura {invoice}. Kunden kan ha rett i at den aldri kom.',
        sv: 'Vi ser inget utskick av faktura {invoice}. Kunden kan ha rätt i att den aldrig kom.',
        fi: 'Laskun {invoice} lähettämisestä ei ole merkintää. Asiakas voi olla oikeassa siinä, ettei lasku tullut.',
        en: 'We see no dispatch of invoice {invoice}. The customer may be right that it never came.',
      },
      { invoice },
    );
  }
  return localSentence(delivery.result === 'returned' ? CAME_BACK : FAILED, {
    invoice,
    channel: local(CHANNEL_WORDS[delivery.channel]),
    address: plain(delivery.address),
    day: dayOf(localDate(delivery.at, country), today),
  });
}

const CAME_BACK = {
  nb: 'Faktura {invoice} kom ikke fram: sendt til {address} ({channel}), i retur {day}.',
  sv: 'Faktura {invoice} kom inte fram: skickad till {address} ({channel}), i retur {day}.',
  fi: 'Lasku {invoice} ei mennyt perille: {address} ({channel}), palautunut {day}.',
  en: 'Invoice {invoice} did not arrive: sent to {address} ({channel}), returned on {day}.',
};

const FAILED = {
  nb: 'Faktura {invoice} kom ikke fram: utsendingen til {address} ({channel}) mislyktes {day}.',
  sv: 'Faktura {invoice} kom inte fram: utskicket till {address} ({channel}) misslyckades {day}.',
  fi: 'Lasku {invoice} ei mennyt perille: lähetys epäonnistui {day}, osoite {address} ({channel}).',
  en: 'Invoice {invoice} did not arrive: sending to {address} ({channel}) failed on {day}.',
};
