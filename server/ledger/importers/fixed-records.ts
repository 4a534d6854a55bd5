import type { Minor } from '../../../shared/money/money';
import { isIsoDate, type IsoDate } from '../../../shared/time/dates';
import { malformed } from './malformed';
import { minorAt } from './values';

/** Both giro formats are made of records of 80 characters. */
export const RECORD_CHARS = 80;

export interface FixedRecord {
  readonly text: string;
  readonly place: string;
}

function fromLines(lines: readonly string[]): readonly FixedRecord[] {
  return lines.flatMap((line, i) => {
    const place = `line ${i + 1}`;
    if (line.trim() === '') return [];
    if (line.trimEnd().length > RECORD_CHARS)
      malformed('RECORD_LENGTH', place, { expected: RECORD_CHARS, found: line.length });
    return [{ text: line.slice(0, RECORD_CHARS).padEnd(RECORD_CHARS), place }];
  });
}

function fromStream(text: string): readonly FixedRecord[] {
  const count = Math.ceil(text.length / RECORD_CHARS);
  return Array.from({ length: count }, (_, i) => ({
    text: text.slice(i * RECORD_CHARS, (i + 1) * RECORD_CHARS).padEnd(RECORD_CHARS),
    place: `record ${i + 1}`,
  })).filter((record) => record.text.trim() !== '');
}

/**
 * Cuts a text into records: by its line breaks (any kind; trailing blanks may be lost on the way), or every 80
 * characters when it has none, as banks also send it.
 */
export function splitRecords(text: string): readonly FixedRecord[] {
  const content = text.trimEnd();
  return /[\r\n]/u.test(content) ? fromLines(content.split(/\r\n|\n|\r/u)) : fromStream(content);
}

/** A field by the positions of the format's description: first and last character, counted from 1. */
export function field(record: FixedRecord, first: number, last: number): string {
  return record.text.slice(first - 1, last);
}

/** A field of text without its blanks, or null when blank. */
export function textField(record: FixedRecord, first: number, last: number): string | null {
  const text = field(record, first, last).trim();
  return text === '' ? null : text;
}

/** A field that must be digits only. */
export function digitsField(record: FixedRecord, first: number, last: number): string {
  const text = field(record, first, last);
  if (!/^[0-9]+$/u.test(text)) {
    malformed('VALUE_INVALID', record.place, { expected: `digits in ${first}–${last}`, found: text });
  }
  return text;
}

/** A count field. */
export function countField(record: FixedRecord, first: number, last: number): number {
  return Number(digitsField(record, first, last));
}

/** An amount field in minor units. */
export function amountField(record: FixedRecord, first: number, last: number): Minor {
  return minorAt(BigInt(digitsField(record, first, last)), record.place);
}

/** A field `yyyyMMdd`. */
export function dateField(record: FixedRecord, first: number): IsoDate {
  const text = digitsField(record, first, first + 7);
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  return isIsoDate(date) ? date : malformed('DATE_INVALID', record.place, { found: text });
}

/** Two-digit years from here on are of the last century: the oldest giro files are of the 1980s. */
const CENTURY_PIVOT = 80;

/** A field `ddMMyy`, or null when all zeros. */
export function shortDateField(record: FixedRecord, first: number): IsoDate | null {
  const text = digitsField(record, first, first + 5);
  if (text === '000000') return null;
  const year = Number(text.slice(4));
  const century = year >= CENTURY_PIVOT ? '19' : '20';
  const date = `${century}${text.slice(4)}-${text.slice(2, 4)}-${text.slice(0, 2)}`;
  return isIsoDate(date) ? date : malformed('DATE_INVALID', record.place, { found: text });
}

/** A number without its leading zeros, or null when it is blank or all zeros. */
export function numberField(record: FixedRecord, first: number, last: number): string | null {
  const text = textField(record, first, last)?.replace(/^0+/u, '') ?? '';
  return text === '' ? null : text;
}

/** Malformed when a control value of the file differs from what was read. */
export function checkControl(
  record: FixedRecord,
  what: 'COUNT_DIFFERS' | 'TOTAL_DIFFERS',
  values: { readonly expected: bigint | number; readonly found: bigint | number },
): void {
  if (values.expected !== values.found) malformed(what, record.place, values);
}
