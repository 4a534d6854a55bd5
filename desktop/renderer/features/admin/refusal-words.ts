import type { CommandFailure } from '../../realtime/commands';

/** Why a file was refused whole; the texts are `malformed.<reason>`. */
export const MALFORMED_REASONS = [
  'EMPTY',
  'TOO_LARGE',
  'TOO_MANY_ENTRIES',
  'NOT_TEXT',
  'UNKNOWN_FORMAT',
  'XML_NOT_WELL_FORMED',
  'XML_DOCTYPE',
  'ELEMENT_MISSING',
  'VALUE_INVALID',
  'AMOUNT_INVALID',
  'DATE_INVALID',
  'RECORD_LENGTH',
  'RECORD_ORDER',
  'END_MISSING',
  'COUNT_DIFFERS',
  'TOTAL_DIFFERS',
  'BALANCE_DIFFERS',
  'CSV_HEADER',
  'CSV_BROKEN',
] as const;
export type MalformedReason = (typeof MALFORMED_REASONS)[number];
export type Advice = 'fetch' | 'ask' | 'split' | 'format' | 'header';

const ADVICE: Readonly<Record<MalformedReason, Advice>> = {
  EMPTY: 'fetch',
  TOO_LARGE: 'split',
  TOO_MANY_ENTRIES: 'split',
  NOT_TEXT: 'format',
  UNKNOWN_FORMAT: 'format',
  XML_NOT_WELL_FORMED: 'fetch',
  XML_DOCTYPE: 'ask',
  ELEMENT_MISSING: 'ask',
  VALUE_INVALID: 'ask',
  AMOUNT_INVALID: 'ask',
  DATE_INVALID: 'ask',
  RECORD_LENGTH: 'fetch',
  RECORD_ORDER: 'ask',
  END_MISSING: 'fetch',
  COUNT_DIFFERS: 'ask',
  TOTAL_DIFFERS: 'ask',
  BALANCE_DIFFERS: 'ask',
  CSV_HEADER: 'header',
  CSV_BROKEN: 'header',
};

export interface FileRefusal {
  readonly reason: MalformedReason | 'OTHER';
  readonly place: string | null;
  readonly expected: string;
  readonly found: string;
  readonly advice: Advice;
}

/** A refusal that is about the file itself: why, where, and what to do. Null for all others (no access, no server). */
export function fileRefusalOf({ code, details }: CommandFailure): FileRefusal | null {
  if (code === 'TOO_LARGE') {
    return { reason: 'TOO_LARGE', place: null, ...factsOf(details), advice: 'split' };
  }
  if (code !== 'FILE_MALFORMED' && code !== 'FILE_UNKNOWN_FORMAT') return null;
  const told = MALFORMED_REASONS.find((reason) => reason === details['reason']);
  const reason = told ?? (code === 'FILE_UNKNOWN_FORMAT' ? 'UNKNOWN_FORMAT' : 'OTHER');
  const place = details['place'];
  return {
    reason,
    place: place === undefined || place === '' ? null : String(place),
    ...factsOf(details),
    advice: reason === 'OTHER' ? 'ask' : ADVICE[reason],
  };
}

function factsOf(details: CommandFailure['details']): { readonly expected: string; readonly found: string } {
  return { expected: String(details['expected'] ?? '–'), found: String(details['found'] ?? '–') };
}
