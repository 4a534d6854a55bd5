import { negateMinor, sumMinor, type Minor } from '../../../shared/money/money';
import type { IsoDate } from '../../../shared/time/dates';
import type { ImportedPayment, PaymentEntry, PaymentReference, RejectedEntry, RejectionReason } from './imported-file';
import { malformed } from './malformed';
import { dateAt, decimalAt, isSupportedCurrency } from './values';
import { all, find, need, needText, textAt, type XmlElement } from './xml';

/** What an entry needs to know of the statement or notification it stands in. */
export interface CamtReport {
  readonly account: string;
  readonly createdAt: string | null;
  readonly keyOf: (key: string) => string;
}

export interface CamtEntry {
  readonly read: PaymentEntry | RejectedEntry;
  readonly isBooked: boolean;
}

interface Facts {
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly indicator: string;
  readonly bookedDate: IsoDate;
}

const CREDIT = 'CRDT';
const DEBIT = 'DBIT';

function indicatorOf(element: XmlElement): string {
  const text = needText(element, 'CdtDbtInd');
  if (text !== CREDIT && text !== DEBIT)
    malformed('VALUE_INVALID', `${element.path}/CdtDbtInd`, { expected: `${CREDIT}, ${DEBIT}`, found: text });
  return text;
}

function amountOf(amount: XmlElement): { readonly amountMinor: Minor; readonly currency: string } {
  const currency = amount.attributes['Ccy'] ?? malformed('ELEMENT_MISSING', amount.path, { expected: '@Ccy' });
  if (!/^[A-Z]{3}$/u.test(currency)) malformed('VALUE_INVALID', amount.path, { expected: 'ISO 4217', found: currency });
  return { amountMinor: decimalAt(amount.text, currency, amount.path), currency };
}

function dateIn(parent: XmlElement | null): IsoDate | null {
  const text = textAt(parent, 'Dt') ?? textAt(parent, 'DtTm');
  return text === null || parent === null ? null : dateAt(text, parent.path);
}

function bookedDateOf(entry: XmlElement, report: CamtReport): IsoDate {
  const date = dateIn(find(entry, 'BookgDt')) ?? dateIn(find(entry, 'ValDt'));
  if (date !== null) return date;
  if (report.createdAt === null) return malformed('ELEMENT_MISSING', entry.path, { expected: 'BookgDt' });
  return dateAt(report.createdAt, entry.path);
}

/** Version 2–3 write the status as text, later ones as a code. An entry without a status is a booked one. */
function isBookedEntry(entry: XmlElement): boolean {
  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts') ?? 'BOOK';
  return status === 'BOOK';
}

function isTrue(text: string | null): boolean {
  return text === 'true' || text === '1';
}

/** The places where a detail's amount may stand, the one in the account's currency wins. */
const DETAIL_AMOUNTS = [
  ['Amt'],
  ['AmtDtls', 'TxAmt', 'Amt'],
  ['AmtDtls', 'CntrValAmt', 'Amt'],
  ['AmtDtls', 'InstdAmt', 'Amt'],
] as const;

/** The detail's amount relative to its entry: negative when it goes the other way; null without one in the currency. */
function detailAmount(detail: XmlElement, entry: Facts): Minor | null {
  for (const path of DETAIL_AMOUNTS) {
    const amount = find(detail, ...path);
    if (amount === null || amount.attributes['Ccy'] !== entry.currency) continue;
    const value = decimalAt(amount.text, entry.currency, amount.path);
    const indicator = textAt(detail, 'CdtDbtInd') ?? entry.indicator;
    return indicator === entry.indicator ? value : negateMinor(value);
  }
  return null;
}

interface Part {
  readonly detail: XmlElement | null;
  readonly amountMinor: Minor;
}

/**
 * The payments an entry is made of: its details when their amounts in the account's currency add up to it, the entry
 * itself when it has none or a single one without such an amount; null when the details do not add up.
 */
function partsOf(details: readonly XmlElement[], facts: Facts): readonly Part[] | null {
  const whole = facts.indicator === CREDIT ? facts.amountMinor : negateMinor(facts.amountMinor);
  const [only] = details;
  if (only === undefined) return [{ detail: null, amountMinor: whole }];
  const amounts = details.map((detail) => detailAmount(detail, facts));
  if (details.length === 1 && amounts[0] === null) return [{ detail: only, amountMinor: whole }];
  const known = amounts.filter((amount) => amount !== null);
  if (known.length < details.length || sumMinor(known) !== whole) return null;
  return details.map((detail, i) => ({ detail, amountMinor: known[i] ?? whole }));
}

function declaredTransactions(entry: XmlElement): number {
  const counts = all(entry, 'NtryDtls').map((details) => Number(textAt(details, 'Btch', 'NbOfTxs') ?? '0'));
  return counts.reduce((sum, count) => sum + (Number.isFinite(count) ? count : 0), 0);
}

function reasonsAgainst(entry: XmlElement, facts: Facts, parts: readonly Part[] | null): readonly RejectionReason[] {
  const details = detailsOf(entry);
  const isNegativePart = parts?.some((part) => part.amountMinor <= 0n) ?? false;
  const checks: readonly (readonly [RejectionReason, boolean])[] = [
    ['DEBIT', facts.indicator === DEBIT],
    ['REVERSAL', isTrue(textAt(entry, 'RvslInd'))],
    ['RETURNED', details.some((detail) => find(detail, 'RtrInf') !== null)],
    ['NOT_BOOKED', !isBookedEntry(entry)],
    ['ZERO', facts.amountMinor === 0n],
    ['NEGATIVE', facts.indicator === CREDIT && facts.amountMinor !== 0n && (facts.amountMinor < 0n || isNegativePart)],
    ['BATCH_WITHOUT_DETAILS', details.length === 0 && declaredTransactions(entry) > 1],
    ['DETAILS_DO_NOT_ADD_UP', parts === null],
    ['CURRENCY_NOT_SUPPORTED', !isSupportedCurrency(facts.currency)],
  ];
  return checks.filter(([, applies]) => applies).map(([reason]) => reason);
}

function detailsOf(entry: XmlElement): readonly XmlElement[] {
  return all(entry, 'NtryDtls').flatMap((details) => all(details, 'TxDtls'));
}

function referencesOf(detail: XmlElement | null, currency: string): readonly PaymentReference[] {
  const remittance = find(detail, 'RmtInf');
  if (remittance === null) return [];
  return all(remittance, 'Strd').flatMap((structured) => {
    const amount = find(structured, 'RfrdDocAmt', 'RmtdAmt');
    const amountMinor =
      amount === null || amount.attributes['Ccy'] !== currency ? null : decimalAt(amount.text, currency, amount.path);
    const creditor = textAt(structured, 'CdtrRefInf', 'Ref');
    const document = textAt(structured, 'RfrdDocInf', 'Nb');
    return [creditor, document].flatMap((text, i) =>
      text === null ? [] : [{ text, amountMinor: i === 1 && creditor !== null ? null : amountMinor }],
    );
  });
}

function messageOf(entry: XmlElement, detail: XmlElement | null): string | null {
  const remittance = find(detail, 'RmtInf');
  const lines = remittance === null ? [] : all(remittance, 'Ustrd').map((line) => line.text);
  const message = lines.filter((line) => line !== '').join('\n');
  return message === '' ? (textAt(detail, 'AddtlTxInf') ?? textAt(entry, 'AddtlNtryInf')) : message;
}

/** The payer: `Dbtr/Nm` to version 7, `Dbtr/Pty/Nm` from 8; the one on whose behalf it was paid when no other is named. */
function payerNameOf(detail: XmlElement | null): string | null {
  const parties = find(detail, 'RltdPties');
  const names = ['Dbtr', 'UltmtDbtr'].flatMap((role) => [
    textAt(parties, role, 'Nm'),
    textAt(parties, role, 'Pty', 'Nm'),
  ]);
  return names.find((name) => name !== null) ?? null;
}

function payerAccountOf(detail: XmlElement | null): string | null {
  const id = find(detail, 'RltdPties', 'DbtrAcct', 'Id');
  return textAt(id, 'IBAN') ?? textAt(id, 'Othr', 'Id');
}

/** Texts that banks write where they have no id. */
const NO_ID: readonly string[] = ['NOTPROVIDED', 'NONREF', 'NOREF'];

function idOf(element: XmlElement | null, ...path: readonly string[]): string | null {
  const text = textAt(element, ...path);
  return text === null || NO_ID.includes(text.toUpperCase()) ? null : text;
}

/** The same in camt.053 and camt.054: account, day, amount, and the bank's id or else what tells payments apart. */
function keyOf(
  entry: XmlElement,
  part: Part,
  context: { readonly facts: Facts; readonly account: string; readonly index: number },
): string {
  const own = idOf(part.detail, 'Refs', 'AcctSvcrRef');
  const shared = idOf(entry, 'AcctSvcrRef');
  const derived = [
    idOf(part.detail, 'Refs', 'EndToEndId') ?? '',
    referencesOf(part.detail, context.facts.currency)[0]?.text ?? messageOf(entry, part.detail) ?? '',
    payerNameOf(part.detail) ?? '',
  ].join('|');
  const id = own ?? (shared === null ? derived : `${shared}.${context.index}`);
  return ['camt', context.account, context.facts.bookedDate, part.amountMinor, id].join('/');
}

function paymentOf(
  entry: XmlElement,
  part: Part,
  context: { readonly facts: Facts; readonly report: CamtReport; readonly index: number },
): ImportedPayment {
  const { facts, report, index } = context;
  if (!isSupportedCurrency(facts.currency))
    return malformed('VALUE_INVALID', entry.path, { expected: 'NOK', found: facts.currency });
  const accepted = textAt(part.detail, 'RltdDts', 'AccptncDtTm');
  return {
    key: report.keyOf(keyOf(entry, part, { facts, account: report.account, index })),
    amountMinor: part.amountMinor,
    currency: facts.currency,
    references: referencesOf(part.detail, facts.currency),
    message: messageOf(entry, part.detail),
    payerName: payerNameOf(part.detail),
    payerAccount: payerAccountOf(part.detail),
    customerNo: null,
    bookedDate: facts.bookedDate,
    valueDate: dateIn(find(entry, 'ValDt')),
    paidDate: accepted === null ? null : dateAt(accepted, entry.path),
  };
}

/** Reads one `Ntry`. Debits, reversals, returns, unbooked and negative entries are rejected with every reason that holds. */
export function readCamtEntry(entry: XmlElement, report: CamtReport): CamtEntry {
  const { amountMinor: size, currency } = amountOf(need(entry, 'Amt'));
  const indicator = indicatorOf(entry);
  const amountMinor = indicator === CREDIT ? size : negateMinor(size);
  const facts: Facts = { amountMinor, currency, indicator, bookedDate: bookedDateOf(entry, report) };
  const parts = partsOf(detailsOf(entry), facts);
  const base = { place: entry.path, amountMinor, currency };
  const [first, ...others] = reasonsAgainst(entry, facts, parts);
  const isBooked = isBookedEntry(entry);
  if (first !== undefined || parts === null) {
    return { read: { ...base, kind: 'rejected', reasons: [first ?? 'DETAILS_DO_NOT_ADD_UP', ...others] }, isBooked };
  }
  const payments = parts.map((part, index) => paymentOf(entry, part, { facts, report, index }));
  return { read: { ...base, kind: 'payment', payee: report.account, payments }, isBooked };
}
