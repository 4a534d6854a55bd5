const NUL = '\u0000';

/**
 * True when PostgreSQL can keep every text in a parsed message. It stores no NUL character; without this a message with one
 * would pass its schema and fail in the middle of a transaction.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes(NUL);
  // Bytes of a file are not text and are stored as bytes.
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  return Object.entries(value).every(([key, inside]) => isStorable(key) && isStorable(inside));
}
