import { IMPORT_BYTES_MAX } from '../../../shared/protocol/limits';
import { malformed } from './malformed';

/** Signs no text file of a bank has: control characters but tab and line breaks. */
const CONTROL = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/u;
/** DOS programs end a text file with this sign. */
const DOS_END = '\u001A';

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function decode(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes);
  if (utf16 !== null) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Nordic letters in ISO-8859-1 are never valid UTF-8, so the bytes tell the encoding better than a declaration does:
    // banks send ISO-8859-1 under "UTF-8" headings. windows-1252 is ISO-8859-1 with letters where that has none.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * The text of a file without its byte order mark: UTF-8, UTF-16 with a mark, else windows-1252. Malformed when empty,
 * larger than {@link IMPORT_BYTES_MAX}, or not text.
 */
export function decodeBytes(bytes: Uint8Array): string {
  if (bytes.length > IMPORT_BYTES_MAX)
    malformed('TOO_LARGE', 'file', { expected: IMPORT_BYTES_MAX, found: bytes.length });
  const text = decode(bytes).replace(/^\uFEFF/u, '');
  const content = text.endsWith(DOS_END) ? text.slice(0, -1) : text;
  if (content.trim() === '') malformed('EMPTY', 'file');
  const at = content.search(CONTROL);
  if (at >= 0) {
    const line = content.slice(0, at).split('\n').length;
    malformed('NOT_TEXT', `line ${line}`, {
      found: `U+${content.charCodeAt(at).toString(16).padStart(4, '0').toUpperCase()}`,
    });
  }
  return content;
}
