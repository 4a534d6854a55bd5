import { ok, refuse, type Result } from '../../../shared/result';
import { isBgMax, readBgMax } from './bgmax';
import { isCamt, readCamt } from './camt';
import { isCsv, readCsv } from './csv';
import { decodeBytes } from './decode-bytes';
import { IMPORT_FORMATS, type ImportedFile, type ImportFormat } from './imported-file';
import { malformed, malformedDetails, MalformedFileError } from './malformed';
import { isOcrGiro, readOcrGiro } from './ocr-giro';
import { isPeppolUbl, readPeppolUbl } from './peppol-ubl';
import { namespaceOf, parseXml } from './xml';

const UNKNOWN_SHOWN_CHARS = 40;

function unknown(found: string): never {
  return malformed('UNKNOWN_FORMAT', 'file', {
    expected: IMPORT_FORMATS.join(', '),
    found: found.slice(0, UNKNOWN_SHOWN_CHARS),
  });
}

function readXml(text: string): ImportedFile {
  const root = parseXml(text);
  if (isCamt(root)) return readCamt(root);
  if (isPeppolUbl(root)) return readPeppolUbl(root);
  return unknown(`${root.name} ${namespaceOf(root)}`);
}

/** Banks and editors put blank lines and blanks before the first record; XML allows none, but people do it. */
function withoutLeadingBlank(text: string): string {
  return text.replace(/^\s+/u, '');
}

function read(bytes: Uint8Array): ImportedFile {
  const text = withoutLeadingBlank(decodeBytes(bytes));
  if (text.startsWith('<')) return readXml(text);
  if (isOcrGiro(text)) return readOcrGiro(text);
  if (isBgMax(text)) return readBgMax(text);
  if (isCsv(text)) return readCsv(text);
  return unknown(text);
}

/**
 * Reads a file from a bank or creditor, whatever its name says. Nothing is read of a file that is not whole: refuses with
 * FILE_UNKNOWN_FORMAT or FILE_MALFORMED and the details `file`, `place` (line, record or XPath), `reason`, and often
 * `expected` and `found`; `describeMalformed` makes the sentence. Pure: the same bytes give the same value.
 */
export function parseImportFile(bytes: Uint8Array, source: { readonly fileName: string }): Result<ImportedFile> {
  try {
    return ok(read(bytes));
  } catch (error) {
    if (!(error instanceof MalformedFileError)) throw error;
    const code = error.reason === 'UNKNOWN_FORMAT' ? 'FILE_UNKNOWN_FORMAT' : 'FILE_MALFORMED';
    return refuse(code, malformedDetails(source.fileName, error));
  }
}

/** The format a file seems to have, without reading more of it than needed; null when it is none of ours or no text. */
export function detectFormat(bytes: Uint8Array): ImportFormat | null {
  try {
    const text = withoutLeadingBlank(decodeBytes(bytes));
    if (isOcrGiro(text)) return 'ocr-giro';
    if (isBgMax(text)) return 'bgmax';
    if (!text.startsWith('<')) return isCsv(text) ? 'csv' : null;
    const root = parseXml(text);
    if (isPeppolUbl(root)) return 'peppol-ubl';
    if (!isCamt(root)) return null;
    return namespaceOf(root).includes('camt.053') ? 'camt053' : 'camt054';
  } catch (error) {
    if (!(error instanceof MalformedFileError)) throw error;
    return null;
  }
}
