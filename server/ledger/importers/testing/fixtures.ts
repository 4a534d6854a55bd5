import { readFileSync } from 'node:fs';
import { importSummary, type ImportSummary } from '../import-summary';
import type { ImportedFile } from '../imported-file';
import { parseImportFile } from '../parse-import-file';

/** The bytes of a sample file. */
export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)));
}

/** A sample as text in which every byte is one character, so that it can be changed and turned back. */
export function fixtureText(name: string): string {
  return Buffer.from(fixture(name)).toString('latin1');
}

export function bytesOf(text: string, encoding: 'latin1' | 'utf8' = 'latin1'): Uint8Array {
  return new Uint8Array(Buffer.from(text, encoding));
}

/** Parses bytes that must be readable. */
export function parsed(bytes: Uint8Array): ImportedFile {
  const result = parseImportFile(bytes, { fileName: 'test' });
  if (!result.ok) throw new Error(`Expected a readable file, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The details of a refusal that must come. */
export function refused(bytes: Uint8Array): {
  readonly code: string;
  readonly place: unknown;
  readonly reason: unknown;
} {
  const result = parseImportFile(bytes, { fileName: 'test' });
  if (result.ok) throw new Error('Expected a refusal');
  return { code: result.error.code, place: result.error.details?.['place'], reason: result.error.details?.['reason'] };
}

/** The summary without its list of rejections. */
export function lines(file: ImportedFile): readonly Omit<ImportSummary, 'rejections'>[] {
  return importSummary(file).map(({ format, entries, accepted, rejected, totalMinor, acceptedMinor, currency }) => ({
    format,
    entries,
    accepted,
    rejected,
    totalMinor,
    acceptedMinor,
    currency,
  }));
}
