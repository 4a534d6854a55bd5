const NUL = '\u0000';

/** Half of a sign beyond the basic plane; text cut in the middle of an emoji ends with one. With `u` a pair is no half. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * True when PostgreSQL can keep every text in a parsed message. It stores no NUL character and, as JSON, no lone surrogate;
 * without this a message with one would pass its schema and fail in the middle of a transaction.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes(NUL) && !LONE_SURROGATE.test(value);
  // Bytes of a file are not text and are stored as bytes.
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  return Object.entries(value).every(([key, inside]) => isStorable(key) && isStorable(inside));
}
