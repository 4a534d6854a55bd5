import { CsvError, parse } from 'csv-parse/sync';
import { negateMinor, parseAmount, type Minor } from '../../../shared/money/money';
import { isIsoDate, type IsoDate } from '../../../shared/time/dates';
import type { Currency } from '../../../shared/lang/languages';
import { CLAIM_KINDS, CUSTOMER_KINDS, UTILITIES } from '../../../shared/ledger/vocabulary';
import { gather, type ImportedDocument, type ImportedFile, type PaymentEntry, type ReadEntry } from './imported-file';
import { malformed } from './malformed';
import { isSupportedCurrency, keyMaker } from './values';

/** Our own format for creditors without another: one row per invoice, credit note or payment. */
export const CSV_COLUMNS = [
  'type',
  'customer_no',
  'name',
  'national_id',
  'invoice_no',
  'issue_date',
  'due_date',
  'amount',
  'currency',
  'reference',
  'supply_point',
  'kind',
] as const;
/** May be left out. Each says one thing of what `kind` could only say one at a time, and wins over it. */
export const CSV_COLUMNS_EXTRA = ['claim_kind', 'customer_kind', 'utility', 'text', 'agreed_rate_percent'] as const;
type CsvColumn = (typeof CSV_COLUMNS)[number] | (typeof CSV_COLUMNS_EXTRA)[number];

/** No row of ours is longer; a quote that never closes would swallow the rest of the file. */
const ROW_CHARS_MAX = 10_000;

function headerOf(text: string): string {
  return /^[^\r\n]*/u.exec(text)?.[0] ?? '';
}

function delimiterOf(header: string): ';' | ',' {
  return header.includes(';') ? ';' : ',';
}

function columnsOf(header: string): readonly string[] {
  return header.split(delimiterOf(header)).map((name) => name.replaceAll('"', '').trim().toLowerCase());
}

/** True for text whose first line names the columns that no other format has. */
export function isCsv(text: string): boolean {
  const columns = columnsOf(headerOf(text));
  return columns.includes('type') && columns.includes('amount');
}

interface CsvRow {
  readonly place: string;
  readonly get: (column: CsvColumn) => string | null;
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parseRows(text: string, delimiter: string): readonly ParsedRow[] {
  try {
    // csv-parse types its rows as unknown when `info` is on; with these options each is a record of texts and its info.
    return parse(text, {
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: ROW_CHARS_MAX,
    }) as unknown as readonly ParsedRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error;
    return malformed('CSV_BROKEN', typeof lines === 'number' ? `line ${lines}` : 'file', { found: error.message });
  }
}

function checkHeader(columns: readonly string[], header: string): void {
  const known: readonly string[] = [...CSV_COLUMNS, ...CSV_COLUMNS_EXTRA];
  const isComplete =
    CSV_COLUMNS.every((column) => columns.includes(column)) &&
    columns.every((column) => known.includes(column)) &&
    new Set(columns).size === columns.length;
  if (!isComplete) malformed('CSV_HEADER', 'line 1', { expected: CSV_COLUMNS.join(','), found: header });
}

function rowsOf(text: string): readonly CsvRow[] {
  const header = headerOf(text);
  const columns = columnsOf(header);
  checkHeader(columns, header);
  return parseRows(text, delimiterOf(header))
    .slice(1)
    .map(({ record, info }) => ({
      place: `line ${info.lines}`,
      get: (column) => {
        const value = record[columns.indexOf(column)] ?? '';
        return value === '' ? null : value;
      },
    }));
}

function needed(row: CsvRow, column: CsvColumn): string {
  return row.get(column) ?? malformed('ELEMENT_MISSING', row.place, { expected: column });
}

/** `2026-11-16`, `16.11.2026` or `6.1.2026`. */
function dateOf(text: string, place: string): IsoDate {
  const nordic = /^([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})$/u.exec(text);
  const iso = nordic === null ? text : `${nordic[3]}-${nordic[2]?.padStart(2, '0')}-${nordic[1]?.padStart(2, '0')}`;
  return isIsoDate(iso) ? iso : malformed('DATE_INVALID', place, { found: text });
}

function optionalDate(row: CsvRow, column: CsvColumn): IsoDate | null {
  const text = row.get(column);
  return text === null ? null : dateOf(text, row.place);
}

/** A yearly rate as contracts write it: `12`, `12,5` or `12.25` per cent, up to 100. */
const RATE = /^(?<whole>\d{1,3})(?:[.,](?<part>\d{1,2}))?$/u;
const RATE_MAX_BP = 10_000;

/** Late interest that the contract names, in hundredths of a per cent; null when it names none. */
function rateOf(row: CsvRow): number | null {
  const text = row.get('agreed_rate_percent');
  if (text === null) return null;
  const { whole, part } = RATE.exec(text.replaceAll(/\s|%/gu, ''))?.groups ?? {};
  const bp = whole === undefined ? RATE_MAX_BP + 1 : Number(whole) * 100 + Number((part ?? '').padEnd(2, '0'));
  return bp <= RATE_MAX_BP ? bp : malformed('VALUE_INVALID', row.place, { expected: '0–100 %', found: text });
}

const TYPES: Readonly<Record<string, 'invoice' | 'credit_note' | 'payment'>> = {
  invoice: 'invoice',
  credit_note: 'credit_note',
  creditnote: 'credit_note',
  'credit note': 'credit_note',
  payment: 'payment',
};

function typeOf(row: CsvRow): 'invoice' | 'credit_note' | 'payment' {
  const text = needed(row, 'type');
  const name = text.toLowerCase();
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  return type ?? malformed('VALUE_INVALID', row.place, { expected: 'invoice, credit_note, payment', found: text });
}

function currencyOf(row: CsvRow): string {
  const currency = needed(row, 'currency').toUpperCase();
  if (!/^[A-Z]{3}$/u.test(currency)) malformed('VALUE_INVALID', row.place, { expected: 'ISO 4217', found: currency });
  return currency;
}

/** Amounts in currencies we do not keep are read with two decimals, only to be counted in the file's totals. */
function amountOf(row: CsvRow, currency: string): Minor {
  const text = needed(row, 'amount');
  const read = parseAmount(text, isSupportedCurrency(currency) ? currency : 'EUR');
  return read.ok ? read.value : malformed('AMOUNT_INVALID', row.place, { found: text });
}

/** One of a closed list of words, or left out. */
function wordOf<W extends string>(row: CsvRow, column: CsvColumn, words: readonly W[]): W | null {
  const text = row.get(column);
  if (text === null) return null;
  const found = words.find((word) => word === text.toLowerCase());
  return found ?? malformed('VALUE_INVALID', row.place, { expected: words.join(', '), found: text });
}

interface Facts {
  readonly currency: Currency;
  readonly amountMinor: Minor;
}

function paymentOf(row: CsvRow, facts: Facts, keyOf: (key: string) => string): PaymentEntry {
  const bookedDate = dateOf(needed(row, 'issue_date'), row.place);
  const texts = [row.get('reference'), row.get('invoice_no')].filter((text) => text !== null);
  const customerNo = row.get('customer_no');
  const id = [customerNo ?? '', bookedDate, facts.currency, facts.amountMinor, ...texts].join('/');
  return {
    kind: 'payment',
    place: row.place,
    ...facts,
    payments: [
      {
        key: keyOf(`csv/${id}`),
        ...facts,
        references: [...new Set(texts)].map((text) => ({ text, amountMinor: null })),
        message: null,
        payerName: row.get('name'),
        payerAccount: null,
        customerNo,
        bookedDate,
        valueDate: null,
        paidDate: null,
      },
    ],
  };
}

function documentOf(row: CsvRow, facts: Facts, type: ImportedDocument['type']): ImportedDocument {
  const invoiceNo = needed(row, 'invoice_no');
  const claimKind = wordOf(row, 'claim_kind', CLAIM_KINDS);
  const customerKind = wordOf(row, 'customer_kind', CUSTOMER_KINDS);
  const utility = wordOf(row, 'utility', UTILITIES);
  const agreedRateBp = rateOf(row);
  const text = row.get('text') ?? row.get('kind') ?? invoiceNo;
  return {
    kind: 'document',
    type,
    place: row.place,
    ...facts,
    invoiceNo,
    creditedInvoiceNos: [],
    issueDate: dateOf(needed(row, 'issue_date'), row.place),
    dueDate: optionalDate(row, 'due_date'),
    periodFrom: null,
    periodTo: null,
    reference: row.get('reference'),
    seller: null,
    buyer: { name: row.get('name'), ids: [], address: null, countryCode: null, phone: null, email: null },
    customerNo: needed(row, 'customer_no'),
    nationalId: row.get('national_id'),
    supplyPoint: row.get('supply_point'),
    kindText: row.get('kind'),
    ...(claimKind === null ? {} : { claimKind }),
    ...(customerKind === null ? {} : { customerKind }),
    ...(utility === null ? {} : { utility }),
    ...(agreedRateBp === null ? {} : { agreedRateBp }),
    lines: [{ kind: 'item', text, quantity: null, unit: null, amountMinor: facts.amountMinor }],
  };
}

/** A credit note may be written with or without its minus; invoices and payments are positive. */
function signedAmount(amount: Minor, type: 'invoice' | 'credit_note' | 'payment'): Minor {
  return type === 'credit_note' && amount > 0n ? negateMinor(amount) : amount;
}

function readRow(row: CsvRow, keyOf: (key: string) => string): ReadEntry {
  const type = typeOf(row);
  const currency = currencyOf(row);
  const amountMinor = signedAmount(amountOf(row, currency), type);
  const base = { place: row.place, amountMinor, currency };
  if (!isSupportedCurrency(currency)) return { ...base, kind: 'rejected', reasons: ['CURRENCY_NOT_SUPPORTED'] };
  const facts: Facts = { currency, amountMinor };
  const entry = type === 'payment' ? paymentOf(row, facts, keyOf) : documentOf(row, facts, type);
  if (amountMinor === 0n) return { ...base, kind: 'rejected', reasons: ['ZERO'] };
  if (type !== 'credit_note' && amountMinor < 0n) return { ...base, kind: 'rejected', reasons: ['NEGATIVE'] };
  return entry;
}

/**
 * Reads our CSV: `;` or `,`, decimal comma or point, columns in any order. A payment's day is its `issue_date`. A row that
 * cannot be read makes the file malformed, because the rest of it cannot be trusted either. Throws MalformedFileError.
 */
export function readCsv(text: string): ImportedFile {
  const keyOf = keyMaker();
  return gather(
    'csv',
    rowsOf(text).map((row) => readRow(row, keyOf)),
    [],
  );
}
