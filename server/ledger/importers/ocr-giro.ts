import { negateMinor, type Minor } from '../../../shared/money/money';
import {
  amountField,
  checkControl,
  countField,
  digitsField,
  field,
  numberField,
  shortDateField,
  splitRecords,
  textField,
  type FixedRecord,
} from './fixed-records';
import {
  gather,
  type ImportedFile,
  type PaymentEntry,
  type RejectedEntry,
  type RejectionReason,
} from './imported-file';
import { malformed } from './malformed';
import { keyMaker, minorAt } from './values';

/**
 * Norwegian OCR giro (Nets "Systemspesifikasjon OCR giro"). The records of a file:
 *
 *   10 start of transmission
 *     20 start of assignment        one per agreement and day
 *       30 amount item 1 ┐
 *       31 amount item 2 ├ one transaction
 *       32 text          ┘ types 20 and 21 only
 *     88 end of assignment          count of transactions and records, sum
 *   89 end of transmission          count of transactions and records, sum
 *
 * Positions below are those of the specification, from 1.
 */
const CURRENCY = 'NOK';
const OCR_SERVICE = '09';
/** Transaction types (positions 5–6): 18 and 20 take back a card purchase, with KID or with text. */
const REVERSALS: readonly string[] = ['18', '20'];

/** True for text that begins as a Nets transmission. */
export function isOcrGiro(text: string): boolean {
  return text.startsWith('NY000010');
}

interface Cursor {
  readonly records: readonly FixedRecord[];
  at: number;
}

function typeOf(record: FixedRecord): string {
  return field(record, 7, 8);
}

function next(cursor: Cursor, expected: string): FixedRecord {
  const record = cursor.records[cursor.at];
  if (record === undefined)
    return malformed('END_MISSING', `after ${cursor.records.at(-1)?.place ?? 'file'}`, {
      expected: `record ${expected}`,
    });
  if (field(record, 1, 2) !== 'NY')
    malformed('VALUE_INVALID', record.place, { expected: 'NY', found: field(record, 1, 2) });
  cursor.at++;
  return record;
}

function need(cursor: Cursor, type: string): FixedRecord {
  const record = next(cursor, type);
  if (typeOf(record) !== type) malformed('RECORD_ORDER', record.place, { expected: type, found: typeOf(record) });
  return record;
}

function peekType(cursor: Cursor): string | null {
  const record = cursor.records[cursor.at];
  return record === undefined ? null : typeOf(record);
}

interface Assignment {
  readonly agreement: string;
  readonly number: string;
  readonly keyOf: (key: string) => string;
}

type OcrEntry = PaymentEntry | RejectedEntry;

function reasonsAgainst(type: string, amountMinor: Minor): readonly RejectionReason[] {
  const checks: readonly (readonly [RejectionReason, boolean])[] = [
    ['REVERSAL', REVERSALS.includes(type)],
    ['NEGATIVE', amountMinor < 0n],
    ['ZERO', amountMinor === 0n],
  ];
  return checks.filter(([, applies]) => applies).map(([reason]) => reason);
}

function readTransaction(cursor: Cursor, assignment: Assignment): OcrEntry {
  const first = need(cursor, '30');
  const second = need(cursor, '31');
  const number = digitsField(first, 9, 15);
  if (digitsField(second, 9, 15) !== number) {
    malformed('RECORD_ORDER', second.place, { expected: `transaction ${number}`, found: field(second, 9, 15) });
  }
  const text = peekType(cursor) === '32' ? textField(next(cursor, '32'), 16, 55) : null;
  const type = field(first, 5, 6);
  const size = amountField(first, 33, 49);
  const amountMinor = field(first, 32, 32) === '-' ? negateMinor(size) : size;
  const base = { place: first.place, amountMinor, currency: CURRENCY } as const;
  const [reason, ...others] = reasonsAgainst(type, amountMinor);
  if (reason !== undefined) return { ...base, kind: 'rejected', reasons: [reason, ...others] };
  const bookedDate =
    shortDateField(first, 16) ?? malformed('DATE_INVALID', first.place, { found: field(first, 16, 21) });
  const kid = textField(first, 50, 74);
  const id = [assignment.agreement, assignment.number, bookedDate, field(first, 22, 31), number, amountMinor].join('/');
  return {
    ...base,
    kind: 'payment',
    payee: assignment.agreement,
    payments: [
      {
        key: assignment.keyOf(`ocr-giro/${id}`),
        amountMinor,
        currency: CURRENCY,
        references: kid === null ? [] : [{ text: kid, amountMinor: null }],
        message: text,
        payerName: null,
        payerAccount: numberField(second, 48, 58) === null ? null : textField(second, 48, 58),
        customerNo: null,
        bookedDate,
        valueDate: bookedDate,
        // The bank date is the day the payer's bank took the order.
        paidDate: shortDateField(second, 42),
      },
    ],
  };
}

interface Tally {
  transactions: number;
  records: number;
  total: bigint;
}

function checkEnd(end: FixedRecord, tally: Tally): void {
  checkControl(end, 'COUNT_DIFFERS', { expected: countField(end, 9, 16), found: tally.transactions });
  checkControl(end, 'COUNT_DIFFERS', { expected: countField(end, 17, 24), found: tally.records });
  checkControl(end, 'TOTAL_DIFFERS', { expected: BigInt(digitsField(end, 25, 41)), found: tally.total });
}

function readOcrAssignment(cursor: Cursor, start: FixedRecord, keyOf: (key: string) => string) {
  const before = cursor.at - 1;
  const assignment: Assignment = { agreement: digitsField(start, 9, 17), number: digitsField(start, 18, 24), keyOf };
  const entries: OcrEntry[] = [];
  while (peekType(cursor) === '30') entries.push(readTransaction(cursor, assignment));
  const end = need(cursor, '88');
  const total = entries.reduce((sum, entry) => sum + entry.amountMinor, 0n);
  checkEnd(end, { transactions: entries.length, records: cursor.at - before, total: minorAt(total, end.place) });
  return { entries, transactions: entries.length, total };
}

/** An assignment of another service in the same transmission, such as notices of AvtaleGiro mandates: counted, not read. */
function skipAssignment(cursor: Cursor) {
  while (peekType(cursor) !== '88') next(cursor, '88');
  const end = need(cursor, '88');
  return { entries: [], transactions: countField(end, 9, 16), total: 0n };
}

/** Reads a transmission; the control values of 88 and 89 must agree with what is read. Throws MalformedFileError. */
export function readOcrGiro(text: string): ImportedFile {
  const cursor: Cursor = { records: splitRecords(text), at: 0 };
  need(cursor, '10');
  const keyOf = keyMaker();
  const entries: OcrEntry[] = [];
  const tally: Tally = { transactions: 0, records: 0, total: 0n };
  while (peekType(cursor) === '20') {
    const start = need(cursor, '20');
    const isOcr = field(start, 3, 4) === OCR_SERVICE;
    const read = isOcr ? readOcrAssignment(cursor, start, keyOf) : skipAssignment(cursor);
    for (const entry of read.entries) entries.push(entry);
    tally.transactions += read.transactions;
    tally.total += read.total;
  }
  const end = need(cursor, '89');
  tally.records = cursor.at;
  checkEnd(end, tally);
  const extra = cursor.records[cursor.at];
  if (extra !== undefined) malformed('RECORD_ORDER', extra.place, { expected: 'end of file', found: typeOf(extra) });
  return gather('ocr-giro', entries, [CURRENCY]);
}
