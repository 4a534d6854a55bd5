import { negateMinor, type Minor } from '../../../shared/money/money';
import type { IsoDate } from '../../../shared/time/dates';
import {
  amountField,
  checkControl,
  countField,
  dateField,
  digitsField,
  field,
  numberField,
  splitRecords,
  textField,
  type FixedRecord,
} from './fixed-records';
import {
  gather,
  type ImportedFile,
  type ImportedPayment,
  type PaymentReference,
  type ReadEntry,
} from './imported-file';
import { malformed } from './malformed';
import { isSupportedCurrency, keyMaker, minorAt } from './values';

/**
 * BgMax (Bankgirot "Bankgiro Inbetalningar, teknisk manual"). The records of a file:
 *
 *   01 start of file
 *     05 start of deposit            one per bankgiro number and currency
 *       20 payment, 21 deduction
 *         22, 23 further references of the 20 or 21 before
 *         25 message, 26 name, 27 and 28 address, 29 organisation number
 *     15 end of deposit              payment date, sum, count
 *   70 end of file                   counts of 20, 21, 22 + 23 and 15
 *
 * Positions below are those of the manual, from 1.
 */

/** True for text that begins as a BgMax file. */
export function isBgMax(text: string): boolean {
  return text.startsWith('01BGMAX');
}

/** One 20 or 21 with the records that follow it. */
interface Posting {
  readonly head: FixedRecord;
  readonly details: readonly FixedRecord[];
}

interface Deposit {
  readonly start: FixedRecord;
  readonly postings: readonly Posting[];
  readonly end: FixedRecord;
}

const typeOf = (record: FixedRecord): string => field(record, 1, 2);
const POSTINGS: readonly string[] = ['20', '21'];
const DETAILS: readonly string[] = ['22', '23', '25', '26', '27', '28', '29'];
const EXTRA_REFERENCES: readonly string[] = ['22', '23'];

interface Cursor {
  readonly records: readonly FixedRecord[];
  at: number;
}

function need(cursor: Cursor, type: string): FixedRecord {
  const record = cursor.records[cursor.at];
  if (record === undefined)
    return malformed('END_MISSING', `after ${cursor.records.at(-1)?.place ?? 'file'}`, { expected: `record ${type}` });
  if (typeOf(record) !== type) malformed('RECORD_ORDER', record.place, { expected: type, found: typeOf(record) });
  cursor.at++;
  return record;
}

function peekType(cursor: Cursor): string | null {
  const record = cursor.records[cursor.at];
  return record === undefined ? null : typeOf(record);
}

function takeWhile(cursor: Cursor, types: readonly string[]): readonly FixedRecord[] {
  const from = cursor.at;
  let record = cursor.records[cursor.at];
  while (record !== undefined && types.includes(typeOf(record))) record = cursor.records[++cursor.at];
  return cursor.records.slice(from, cursor.at);
}

function takeDeposit(cursor: Cursor): Deposit {
  const start = need(cursor, '05');
  const postings: Posting[] = [];
  let head = cursor.records[cursor.at];
  while (head !== undefined && POSTINGS.includes(typeOf(head))) {
    cursor.at++;
    postings.push({ head, details: takeWhile(cursor, DETAILS) });
    head = cursor.records[cursor.at];
  }
  return { start, postings, end: need(cursor, '15') };
}

/** References of a payment: those of its 22 records, else the one in its own field; a list cut off at 25 signs is left out. */
function referencesOf(posting: Posting): readonly PaymentReference[] {
  const own = textField(posting.head, 13, 37);
  const further = posting.details
    .filter((record) => EXTRA_REFERENCES.includes(typeOf(record)))
    .flatMap((record) => {
      const text = textField(record, 13, 37);
      const amountMinor = amountField(record, 38, 55);
      return text === null ? [] : [{ text, amountMinor: amountMinor === 0n ? null : amountMinor }];
    });
  const isOwnKept =
    own !== null && (further.length === 0 || (!own.includes(',') && further.every((one) => one.text !== own)));
  return isOwnKept ? [{ text: own, amountMinor: null }, ...further] : further;
}

function detailText(posting: Posting, type: string, positions: readonly [number, number]): string | null {
  const lines = posting.details
    .filter((record) => typeOf(record) === type)
    .map((record) => textField(record, ...positions) ?? '');
  const text = lines.join('\n').trim();
  return text === '' ? null : text;
}

interface DepositFacts {
  readonly currency: string;
  readonly bankgiro: string;
  readonly paymentDate: IsoDate;
  readonly depositNo: string;
  readonly keyOf: (key: string) => string;
}

function paymentOf(posting: Posting, amountMinor: Minor, facts: DepositFacts): ImportedPayment {
  const { currency, bankgiro, paymentDate, depositNo, keyOf } = facts;
  if (!isSupportedCurrency(currency))
    return malformed('VALUE_INVALID', posting.head.place, { expected: 'SEK, EUR', found: currency });
  const serial = digitsField(posting.head, 58, 69);
  const sender = numberField(posting.head, 3, 12);
  return {
    key: keyOf(['bgmax', bankgiro, paymentDate, depositNo, serial, amountMinor].join('/')),
    amountMinor,
    currency,
    references: referencesOf(posting),
    message: detailText(posting, '25', [3, 52]),
    payerName: detailText(posting, '26', [3, 37]),
    payerAccount: sender,
    customerNo: null,
    bookedDate: paymentDate,
    valueDate: paymentDate,
    paidDate: null,
  };
}

function entryOf(posting: Posting, facts: DepositFacts): ReadEntry {
  const size = amountField(posting.head, 38, 55);
  const isDeduction = typeOf(posting.head) === '21';
  const base = {
    place: posting.head.place,
    amountMinor: isDeduction ? negateMinor(size) : size,
    currency: facts.currency,
  };
  if (isDeduction) return { ...base, kind: 'rejected', reasons: ['DEDUCTION'] };
  if (size === 0n) return { ...base, kind: 'rejected', reasons: ['ZERO'] };
  if (!isSupportedCurrency(facts.currency)) return { ...base, kind: 'rejected', reasons: ['CURRENCY_NOT_SUPPORTED'] };
  return { ...base, kind: 'payment', payee: facts.bankgiro, payments: [paymentOf(posting, size, facts)] };
}

function readDeposit(deposit: Deposit, keyOf: (key: string) => string): readonly ReadEntry[] {
  const { start, end, postings } = deposit;
  const currency = field(start, 23, 25);
  if (field(end, 69, 71) !== currency)
    malformed('VALUE_INVALID', end.place, { expected: currency, found: field(end, 69, 71) });
  const facts: DepositFacts = {
    currency,
    bankgiro: digitsField(start, 3, 12),
    paymentDate: dateField(end, 38),
    depositNo: digitsField(end, 46, 50),
    keyOf,
  };
  const entries = postings.map((posting) => entryOf(posting, facts));
  const found = minorAt(
    entries.reduce((sum, entry) => sum + entry.amountMinor, 0n),
    end.place,
  );
  checkControl(end, 'TOTAL_DIFFERS', { expected: BigInt(digitsField(end, 51, 68)), found });
  checkControl(end, 'COUNT_DIFFERS', { expected: countField(end, 72, 79), found: postings.length });
  return entries;
}

function checkFileEnd(end: FixedRecord, records: readonly FixedRecord[]): void {
  const countOf = (...types: readonly string[]): number =>
    records.filter((record) => types.includes(typeOf(record))).length;
  const controls: readonly (readonly [number, number])[] = [
    [countField(end, 3, 10), countOf('20')],
    [countField(end, 11, 18), countOf('21')],
    [countField(end, 19, 26), countOf('22', '23')],
    [countField(end, 27, 34), countOf('15')],
  ];
  for (const [expected, found] of controls) checkControl(end, 'COUNT_DIFFERS', { expected, found });
}

/** Reads a BgMax file; the control values of 15 and 70 must agree with what is read. Throws MalformedFileError. */
export function readBgMax(text: string): ImportedFile {
  const records = splitRecords(text);
  const cursor: Cursor = { records, at: 0 };
  need(cursor, '01');
  const keyOf = keyMaker();
  const entries: ReadEntry[] = [];
  const currencies: string[] = [];
  while (peekType(cursor) === '05') {
    const deposit = takeDeposit(cursor);
    currencies.push(field(deposit.start, 23, 25));
    for (const entry of readDeposit(deposit, keyOf)) entries.push(entry);
  }
  checkFileEnd(need(cursor, '70'), records);
  const extra = records[cursor.at];
  if (extra !== undefined) malformed('RECORD_ORDER', extra.place, { expected: 'end of file', found: typeOf(extra) });
  return gather('bgmax', entries, currencies);
}
