import type { Currency, LocalText } from '../../../shared/lang/languages';
import type { ClaimKind, CustomerKind, InvoiceLineKind, Utility } from '../../../shared/ledger/vocabulary';
import { AMOUNT_LIMIT_MINOR, minor, type Minor } from '../../../shared/money/money';
import type { IsoDate } from '../../../shared/time/dates';
import { malformed } from './malformed';

export const IMPORT_FORMATS = ['peppol-ubl', 'camt053', 'camt054', 'ocr-giro', 'bgmax', 'csv'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const IMPORT_ENTRIES_MAX = 200_000;

/** Why a readable entry is no payment or claim of ours. The use cases add `SELLER_NOT_CREDITOR` and what else they find. */
export const REJECTION_REASONS = [
  'DEBIT',
  'REVERSAL',
  'RETURNED',
  'NOT_BOOKED',
  'NEGATIVE',
  'ZERO',
  'DEDUCTION',
  'DETAILS_DO_NOT_ADD_UP',
  'BATCH_WITHOUT_DETAILS',
  'CURRENCY_NOT_SUPPORTED',
  'CASE_STOPPED',
  'INVOICE_SUMS_DIFFER',
  'SELLER_NOT_CREDITOR',
  'PAYEE_NOT_CREDITOR',
  'NATIONAL_ID_INVALID',
  'NATIONAL_ID_NOT_SYNTHETIC',
  'NATIONAL_ID_SYNTHETIC',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** What people read for each reason. */
export const REJECTION_TEXT: Readonly<Record<RejectionReason, LocalText>> = {
  NATIONAL_ID_INVALID: {
    nb: 'Fødselsnummeret er ikke gyldig. Rett det i filen, eller la det stå tomt.',
    sv: 'Personnumret är inte giltigt. Rätta det i filen, eller lämna det tomt.',
    fi: 'Henkilötunnus ei ole oikein. Korjaa se tiedostoon tai jätä se tyhjäksi.',
    en: 'The national number is not valid. Correct it in the file, or leave it empty.',
  },
  NATIONAL_ID_NOT_SYNTHETIC: {
    nb: 'Fødselsnummeret kan tilhøre et levende menneske. I demoen brukes bare publiserte testnumre.',
    sv: 'Personnumret kan tillhöra en levande människa. I demon används bara publicerade testnummer.',
    fi: 'Henkilötunnus voi kuulua elävälle ihmiselle. Demossa käytetään vain julkaistuja testitunnuksia.',
    en: 'The national number may belong to a living person. The demo takes only published test numbers.',
  },
  NATIONAL_ID_SYNTHETIC: {
    nb: 'Dette er et testnummer, ikke fødselsnummeret til et menneske.',
    sv: 'Det här är ett testnummer, inte en människas personnummer.',
    fi: 'Tämä on testitunnus, ei ihmisen henkilötunnus.',
    en: 'This is a test number, not a person’s national number.',
  },
  DEBIT: {
    nb: 'Pengene går ut av kontoen, så dette er ingen innbetaling.',
    sv: 'Pengarna lämnar kontot, så det är ingen inbetalning.',
    fi: 'Raha lähtee tililtä, joten kyseessä ei ole saapunut maksu.',
    en: 'Money leaves the account, so this is no payment received.',
  },
  REVERSAL: {
    nb: 'En tilbakeføring av en tidligere postering.',
    sv: 'En återföring av en tidigare bokning.',
    fi: 'Aiemman kirjauksen peruutus.',
    en: 'It takes back an earlier entry.',
  },
  RETURNED: {
    nb: 'En utbetaling fra oss som kom i retur.',
    sv: 'En utbetalning från oss som kom i retur.',
    fi: 'Oma maksumme, joka palautui.',
    en: 'A payment of our own that came back.',
  },
  NOT_BOOKED: {
    nb: 'Banken har ikke bokført den ennå.',
    sv: 'Banken har inte bokfört den ännu.',
    fi: 'Pankki ei ole vielä kirjannut sitä.',
    en: 'The bank has not booked it yet.',
  },
  NEGATIVE: {
    nb: 'Beløpet er negativt.',
    sv: 'Beloppet är negativt.',
    fi: 'Summa on negatiivinen.',
    en: 'The amount is negative.',
  },
  ZERO: { nb: 'Beløpet er null.', sv: 'Beloppet är noll.', fi: 'Summa on nolla.', en: 'The amount is zero.' },
  DEDUCTION: {
    nb: 'Et fradrag i innskuddet (kreditnota som er trukket fra).',
    sv: 'Ett avdrag i insättningen (en kreditnota som dragits av).',
    fi: 'Vähennys tilityksestä (vähennetty hyvityslasku).',
    en: 'A deduction from the deposit (a credit note taken off).',
  },
  DETAILS_DO_NOT_ADD_UP: {
    nb: 'Enkeltbeløpene i kontoens valuta summerer ikke til posteringen.',
    sv: 'Delbeloppen i kontots valuta summerar inte till posten.',
    fi: 'Erittelyn summat tilin valuutassa eivät täsmää kirjauksen kanssa.',
    en: 'The details in the account’s currency do not add up to the entry.',
  },
  BATCH_WITHOUT_DETAILS: {
    nb: 'En samlepostering der enkeltbetalingene står i en annen fil.',
    sv: 'En samlingspost vars betalningar finns i en annan fil.',
    fi: 'Koontikirjaus, jonka yksittäiset maksut ovat toisessa tiedostossa.',
    en: 'A batch whose single payments are in another file.',
  },
  CURRENCY_NOT_SUPPORTED: {
    nb: 'Vi fører ikke krav i denne valutaen.',
    sv: 'Vi bokför inte fordringar i den här valutan.',
    fi: 'Emme käsittele saatavia tässä valuutassa.',
    en: 'We keep no claims in this currency.',
  },
  INVOICE_SUMS_DIFFER: {
    nb: 'Linjer, avgift og beløp å betale stemmer ikke overens.',
    sv: 'Rader, moms och belopp att betala stämmer inte överens.',
    fi: 'Rivit, vero ja maksettava määrä eivät täsmää.',
    en: 'Lines, tax and payable amount do not agree.',
  },
  CASE_STOPPED: {
    nb: 'Et gebyr på en sak som hviler: en innsigelse, en avtale eller særlige hensyn står i veien.',
    sv: 'En avgift på ett ärende som vilar: en invändning, en plan eller särskilda skäl står emot.',
    fi: 'Kulu asiassa, joka on pysäytetty: sitä estää kiistäminen, sopimus tai erityinen syy.',
    en: 'A fee on a case that rests: a dispute, an agreement or special care stands against it.',
  },
  SELLER_NOT_CREDITOR: {
    nb: 'Selgeren er en annen enn kreditoren det importeres for.',
    sv: 'Säljaren är en annan än borgenären som importen gäller.',
    fi: 'Myyjä on eri kuin velkoja, jolle tuodaan.',
    en: 'The seller is not the creditor of this import.',
  },
  PAYEE_NOT_CREDITOR: {
    nb: 'Pengene er kommet inn på en konto som ikke er denne kreditorens.',
    sv: 'Pengarna har kommit in på ett konto som inte är den här borgenärens.',
    fi: 'Raha on tullut tilille, joka ei ole tämän velkojan.',
    en: 'The money came in on an account that is not this creditor’s.',
  },
};

interface Entry {
  /** Where it stands in the file: `record 5`, `line 5` or an XPath; unique in the file. */
  readonly place: string;
  /** Signed as the file books it: money in and invoices positive, money out and credit notes negative. */
  readonly amountMinor: Minor;
  /** ISO 4217, as in the file. */
  readonly currency: string;
}

/** A number that the payer gave for what is paid, and how much of the payment is for it when the file says so. */
export interface PaymentReference {
  readonly text: string;
  readonly amountMinor: Minor | null;
}

export interface ImportedPayment {
  /** The same for the same payment in every file that tells of it; what makes an import idempotent. */
  readonly key: string;
  /** Always positive. */
  readonly amountMinor: Minor;
  readonly currency: Currency;
  /** Empty when the payer gave none. */
  readonly references: readonly PaymentReference[];
  readonly message: string | null;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  /** Our customer number, when the file names it (CSV). */
  readonly customerNo: string | null;
  readonly bookedDate: IsoDate;
  readonly valueDate: IsoDate | null;
  /** The day the payer's bank took the order, when the file tells it: the law counts "on time" by it. */
  readonly paidDate: IsoDate | null;
}

/** A booked entry of money received; its payments sum to it. */
export interface PaymentEntry extends Entry {
  readonly kind: 'payment';
  /** The account, bankgiro number or agreement the money came in on; left out when the file does not name it. */
  readonly payee?: string;
  readonly payments: readonly ImportedPayment[];
}

/** A readable entry that must not be taken for a payment or claim. */
export interface RejectedEntry extends Entry {
  readonly kind: 'rejected';
  readonly reasons: readonly [RejectionReason, ...RejectionReason[]];
}

export interface PartyId {
  /** The scheme as the file names it (`0192`), or null. */
  readonly scheme: string | null;
  readonly id: string;
}

export interface ImportedParty {
  readonly name: string | null;
  /** The number under which the party stands in the register of companies, as the file names it; left out when it does not. */
  readonly legalId?: string | null;
  /** Every number the party is known by: legal, customer and tax numbers, electronic addresses. */
  readonly ids: readonly PartyId[];
  readonly address: string | null;
  readonly countryCode: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface DocumentLine {
  readonly kind: 'item' | 'charge' | 'allowance' | 'tax' | 'prepaid' | 'rounding';
  /** What the sender says it is for; left out, its text tells. */
  readonly lineKind?: InvoiceLineKind;
  readonly text: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  /** Signed like the document. */
  readonly amountMinor: Minor;
}

/** An invoice (positive) or credit note (negative); its lines sum exactly to its amount. */
export interface ImportedDocument extends Entry {
  readonly kind: 'document';
  readonly type: 'invoice' | 'credit_note';
  readonly currency: Currency;
  readonly invoiceNo: string;
  /** Invoices that a credit note is for; empty when it does not say. */
  readonly creditedInvoiceNos: readonly string[];
  readonly issueDate: IsoDate;
  readonly dueDate: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  /** KID, OCR, viite or RF to pay with. */
  readonly reference: string | null;
  readonly seller: ImportedParty | null;
  readonly buyer: ImportedParty;
  readonly customerNo: string | null;
  readonly nationalId: string | null;
  readonly supplyPoint: string | null;
  /** The CSV column `kind`, as written: what the four below say when they are left out. */
  readonly kindText: string | null;
  readonly claimKind?: ClaimKind;
  readonly customerKind?: CustomerKind;
  /** What the supply point supplies. */
  readonly utility?: Utility;
  /** Late interest the contract names, in hundredths of a per cent a year; left out = the law's. */
  readonly agreedRateBp?: number;
  readonly lines: readonly DocumentLine[];
}

export type ReadEntry = PaymentEntry | RejectedEntry | ImportedDocument;

export interface CurrencyTotal {
  readonly currency: string;
  readonly entries: number;
  /** The signed sum of all entries of the currency, rejected ones too. */
  readonly totalMinor: Minor;
}

/** What a file says, in the file's order. Every entry is in exactly one of the three lists. */
export interface ImportedFile {
  readonly format: ImportFormat;
  readonly documents: readonly ImportedDocument[];
  readonly payments: readonly PaymentEntry[];
  readonly rejected: readonly RejectedEntry[];
  /** One per currency, first seen first; one with no entries when the file is empty but names its currency. */
  readonly totals: readonly CurrencyTotal[];
}

function totalsOf(entries: readonly ReadEntry[], currencies: readonly string[]): readonly CurrencyTotal[] {
  const sums = new Map<string, { entries: number; total: bigint }>();
  if (entries.length === 0) for (const currency of currencies) sums.set(currency, { entries: 0, total: 0n });
  for (const entry of entries) {
    const sum = sums.get(entry.currency) ?? { entries: 0, total: 0n };
    sums.set(entry.currency, { entries: sum.entries + 1, total: sum.total + entry.amountMinor });
  }
  return [...sums].map(([currency, sum]) => {
    if (sum.total > AMOUNT_LIMIT_MINOR || sum.total < -AMOUNT_LIMIT_MINOR) {
      malformed('AMOUNT_INVALID', 'file', { found: sum.total });
    }
    return { currency, entries: sum.entries, totalMinor: minor(sum.total) };
  });
}

/** Gathers what a format's reader found; `currencies` are those the file names even when it has no entries. */
export function gather(
  format: ImportFormat,
  entries: readonly ReadEntry[],
  currencies: readonly string[],
): ImportedFile {
  if (entries.length > IMPORT_ENTRIES_MAX) {
    malformed('TOO_MANY_ENTRIES', 'file', { expected: IMPORT_ENTRIES_MAX, found: entries.length });
  }
  return {
    format,
    documents: entries.filter((entry) => entry.kind === 'document'),
    payments: entries.filter((entry) => entry.kind === 'payment'),
    rejected: entries.filter((entry) => entry.kind === 'rejected'),
    totals: totalsOf(entries, currencies),
  };
}
