import type { LocalText } from '../lang/languages';
import type { Claim, CustomerAccount } from '../ledger/case-file';
import type { CreditorRole, InvoiceLineKind, Utility } from '../ledger/vocabulary';
import { newestFirst, openClaims } from './account-facts';
import type { Insight } from './insight';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { invoiceName, localSentence, money, type LocalValue } from './words';

/** In the order they are explained. */
export const PRICE_PARTS = ['energy', 'markup', 'grid', 'tax', 'support', 'other', 'rest'] as const;
export type PricePart = (typeof PRICE_PARTS)[number];

const PART_OF_LINE: Readonly<Record<InvoiceLineKind, PricePart>> = {
  spot: 'energy',
  markup: 'markup',
  fixed_fee: 'markup',
  grid_energy: 'grid',
  grid_capacity: 'grid',
  tax: 'tax',
  support: 'support',
  subscription: 'other',
  usage: 'other',
  equipment: 'other',
  fee: 'other',
  other: 'other',
};

const LABELS: Readonly<Record<PricePart, LocalText>> = {
  energy: { nb: 'Strøm til spotpris', sv: 'El till spotpris', fi: 'Sähkö pörssihintaan', en: 'Power at spot price' },
  markup: {
    nb: 'Påslag og fastbeløp',
    sv: 'Påslag och fast avgift',
    fi: 'Marginaali ja perusmaksu',
    en: 'Markup and fixed fee',
  },
  grid: { nb: 'Nettleie', sv: 'Elnät', fi: 'Sähkönsiirto', en: 'Grid fee' },
  tax: { nb: 'Avgifter og moms', sv: 'Skatter och moms', fi: 'Verot', en: 'Taxes and VAT' },
  support: { nb: 'Støtte fra staten', sv: 'Stöd från staten', fi: 'Valtion tuki', en: 'Support from the state' },
  other: { nb: 'Annet', sv: 'Övrigt', fi: 'Muut', en: 'Other' },
  rest: { nb: 'Moms og avrunding', sv: 'Moms och öresavrundning', fi: 'Alv ja pyöristys', en: 'VAT and rounding' },
};

const ENERGY_UTILITIES: readonly Utility[] = ['power', 'grid', 'district_heating', 'gas'];

function utilityOf(claim: Claim, account: CustomerAccount): Utility {
  const point = account.supplyPoints.find(({ id }) => id === claim.supplyPointId);
  return point?.utility ?? account.creditor.utility;
}

export interface PriceBreakdown {
  readonly claim: Claim;
  readonly utility: Utility;
  /** Only parts that are not zero; together exactly the invoice's total. */
  readonly amounts: ReadonlyMap<PricePart, bigint>;
}

/**
 * Splits the newest open energy invoice into what it is made of. Lines from an invoice file are without VAT, so what
 * they lack to the total is a part of its own and the sum is always exact. null when there is nothing to take apart.
 */
export function findPriceParts(account: CustomerAccount): PriceBreakdown | null {
  const claim = newestFirst(openClaims(account)).find(
    (candidate) => candidate.lines.length > 0 && ENERGY_UTILITIES.includes(utilityOf(candidate, account)),
  );
  if (claim === undefined) return null;
  const sums = new Map<PricePart, bigint>(PRICE_PARTS.map((part) => [part, 0n]));
  const add = (part: PricePart, amount: bigint): void => void sums.set(part, (sums.get(part) ?? 0n) + amount);
  for (const line of claim.lines) add(PART_OF_LINE[line.kind], line.amountMinor);
  const explained = [...sums.values()].reduce((total, amount) => total + amount, 0n);
  add('rest', claim.originalMinor - explained);
  const amounts = new Map([...sums].filter(([, amount]) => amount !== 0n));
  return amounts.size < 2 ? null : { claim, utility: utilityOf(claim, account), amounts };
}

interface Wording {
  readonly needs: readonly PricePart[];
  readonly roles: readonly CreditorRole[];
  readonly text: LocalText;
}

/** The first whose parts are all there and whose creditor fits; the last one always does. */
const WORDINGS: readonly Wording[] = [
  {
    needs: ['energy', 'markup', 'grid'],
    roles: ['supplier', 'combined'],
    text: {
      nb: 'Faktura {invoice} på {total}: {energy} er strøm til spotpris og {grid} er nettleie. Leverandøren bestemmer bare påslag og fastbeløp, {markup}.',
      sv: 'Faktura {invoice} på {total}: {energy} är el till spotpris och {grid} är elnät. Elhandelsföretaget bestämmer bara påslag och fast avgift, {markup}.',
      fi: 'Lasku {invoice}, yhteensä {total}: sähkö pörssihintaan {energy}, sähkönsiirto {grid}. Myyjä päättää vain marginaalista ja perusmaksusta, {markup}.',
      en: 'Invoice {invoice} of {total}: {energy} is power at spot price and {grid} is the grid fee. The supplier only sets markup and fixed fee, {markup}.',
    },
  },
  {
    needs: ['energy', 'markup'],
    roles: ['supplier', 'combined'],
    text: {
      nb: 'Faktura {invoice} på {total}: {energy} er strøm til spotpris, som børsen setter. Leverandøren bestemmer bare påslag og fastbeløp, {markup}.',
      sv: 'Faktura {invoice} på {total}: {energy} är el till spotpris, som sätts på elbörsen. Elhandelsföretaget bestämmer bara påslag och fast avgift, {markup}.',
      fi: 'Lasku {invoice}, yhteensä {total}: sähkö pörssihintaan {energy}. Hinta tulee pörssistä, ja myyjä päättää vain marginaalista ja perusmaksusta, {markup}.',
      en: 'Invoice {invoice} of {total}: {energy} is power at spot price, set on the exchange. The supplier only sets markup and fixed fee, {markup}.',
    },
  },
  {
    needs: ['grid'],
    roles: ['grid'],
    text: {
      nb: 'Faktura {invoice} på {total}: {grid} er nettleie. Nettselskapet bestemmer ikke prisen på selve strømmen.',
      sv: 'Faktura {invoice} på {total}: {grid} är elnät. Nätbolaget bestämmer inte priset på själva elen.',
      fi: 'Lasku {invoice}, yhteensä {total}: sähkönsiirto {grid}. Verkkoyhtiö ei päätä itse sähkön hinnasta.',
      en: 'Invoice {invoice} of {total}: {grid} is the grid fee. The grid company does not set the price of the power itself.',
    },
  },
  {
    needs: [],
    roles: ['supplier', 'combined', 'grid', 'telecom', 'tv'],
    text: {
      nb: 'Her ser du hva faktura {invoice} på {total} er satt sammen av.',
      sv: 'Här ser du vad faktura {invoice} på {total} består av.',
      fi: 'Tästä näet, mistä lasku {invoice}, yhteensä {total}, koostuu.',
      en: 'Here is what invoice {invoice} of {total} is made of.',
    },
  },
];

function sentenceOf(breakdown: PriceBreakdown, role: CreditorRole): LocalText | null {
  const { claim, amounts } = breakdown;
  const isSpeakable = (part: PricePart): boolean => (amounts.get(part) ?? 0n) > 0n;
  const wording = WORDINGS.find(({ needs, roles }) => roles.includes(role) && needs.every(isSpeakable));
  if (wording === undefined) return null;
  const values: Record<string, LocalValue> = {
    invoice: invoiceName(claim),
    total: money(claim.originalMinor, claim.currency),
  };
  for (const part of wording.needs) values[part] = money(amounts.get(part) ?? 0n, claim.currency);
  return localSentence(wording.text, values);
}

/** What the newest open energy invoice is made of, and which part the creditor really decides. */
export const priceParts: InsightRule = ({ account }) => {
  const breakdown = findPriceParts(account);
  if (breakdown === null) return null;
  const sentence = sentenceOf(breakdown, account.creditor.role);
  if (sentence === null) return null;
  const parts: Insight['parts'] = [...breakdown.amounts].map(([part, amount]) => ({
    label: LABELS[part],
    amountMinor: amount.toString(),
    currency: breakdown.claim.currency,
  }));
  return {
    kind: 'price_parts',
    weight: INSIGHT_WEIGHT.price_parts,
    sentence,
    evidence: [breakdown.claim.id],
    parts,
    suggests: 'energy-or-grid',
  };
};
