/** What a fee is for, as far as the ledger says: the cause of its line, and the stage words that creditors write. */
import type { Claim } from '../ledger/case-file';
import type { LocalText } from '../lang/languages';

export const FEE_KINDS = [
  'reminder',
  'collection_notice',
  'payment_demand',
  'plan',
  'extension',
  'cut',
  'other',
] as const;
export type FeeKind = (typeof FEE_KINDS)[number];

const SIGNS: readonly (readonly [RegExp, FeeKind])[] = [
  [/^pln_|plan_?fee|^plan$|amortering|avbetal|maksusuunnitelma/iu, 'plan'],
  [/collection_notice|inkassovarsel/iu, 'collection_notice'],
  [/payment_demand|agency_fee|demand|inkassokrav|betalingsoppfordring|salær|maksuvaatimus/iu, 'payment_demand'],
  [/extension|postpone|maksuajan/iu, 'extension'],
  [/reminder|purre|purring|påminnelse|muistutus/iu, 'reminder'],
  [/reconnect|disconnection|stenging|avstängning|katkaisu|kytkentä/iu, 'cut'],
];

/** The kind of a fee by the cause of its line; `other` when it does not say. */
export function feeKindOf(claim: Pick<Claim, 'invoiceNo'>, cause: string): FeeKind {
  const sign = SIGNS.find(([pattern]) => pattern.test(cause) || pattern.test(claim.invoiceNo));
  return sign?.[1] ?? 'other';
}

export const FEE_WORDS: Readonly<Record<FeeKind, LocalText>> = {
  reminder: { nb: 'Purregebyr', sv: 'Påminnelseavgift', fi: 'Muistutusmaksu', en: 'Reminder fee' },
  collection_notice: {
    nb: 'Gebyr for inkassovarsel',
    sv: 'Avgift för inkassovarsel',
    fi: 'Perintävaroituksen kulu',
    en: 'Fee for the notice of collection',
  },
  payment_demand: {
    nb: 'Salær for betalingsoppfordring',
    sv: 'Kostnad för inkassokrav',
    fi: 'Maksuvaatimuksen kulu',
    en: 'Cost of the demand for payment',
  },
  plan: {
    nb: 'Gebyr for betalingsavtale',
    sv: 'Avgift för amorteringsplan',
    fi: 'Maksusuunnitelman kulu',
    en: 'Fee for the payment plan',
  },
  extension: {
    nb: 'Gebyr for utsettelse',
    sv: 'Avgift för anstånd',
    fi: 'Maksuajan pidennyksen kulu',
    en: 'Fee for more time',
  },
  cut: {
    nb: 'Kostnad for stenging og gjenåpning',
    sv: 'Kostnad för avstängning och påkoppling',
    fi: 'Katkaisun ja kytkennän kulu',
    en: 'Cost of cutting and reconnecting',
  },
  other: { nb: 'Gebyr', sv: 'Avgift', fi: 'Kulu', en: 'Fee' },
};
