/**
 * Branded, prefixed, time-sortable ids: `<prefix>_<26 characters of Crockford base32>` (the ULID layout: 48 bits of
 * milliseconds, then 80 random bits), in lower case. Sorting the text sorts by time of creation.
 */
import * as z from 'zod';

/** Every entity that has an id, with its prefix (model.md §2). */
export const ID_PREFIX = {
  customer: 'cus',
  creditor: 'cre',
  mandate: 'man',
  customerAccount: 'cac',
  supplyPoint: 'sup',
  claim: 'clm',
  ledgerEntry: 'ent',
  allocation: 'all',
  case: 'cas',
  plan: 'pln',
  instalment: 'ins',
  dispute: 'dsp',
  hold: 'hld',
  paymentNotice: 'pno',
  release: 'rel',
  call: 'cal',
  leg: 'leg',
  offer: 'off',
  recording: 'rec',
  scriptRun: 'run',
  wrapUp: 'wrp',
  review: 'rev',
  agent: 'agt',
  queue: 'que',
  outbox: 'out',
  audit: 'aud',
  loginSession: 'ses',
  command: 'cmd',
  importFile: 'imp',
  note: 'not',
  identityGate: 'idg',
  referral: 'ref',
  disconnectionStep: 'dst',
  disconnectionOrder: 'dor',
  apiKey: 'key',
  webhookEndpoint: 'whe',
  creditorEvent: 'evt',
  sourceTrust: 'tru',
  rule: 'rul',
  postponement: 'pst',
  freeze: 'frz',
  authorityOnRecord: 'aor',
} as const;

export type IdKind = keyof typeof ID_PREFIX;
export type Id<K extends IdKind> = string & { readonly __id: K };

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARS = 10;
const RANDOM_CHARS = 16;
export const ID_RANDOM_BYTES = RANDOM_CHARS;

/**
 * Builds an id of a kind from a time and random bytes.
 * @param nowMs epoch milliseconds; @param random at least {@link ID_RANDOM_BYTES} bytes, one per character (5 bits used).
 */
export function makeId<K extends IdKind>(kind: K, nowMs: number, random: Uint8Array): Id<K> {
  if (random.length < ID_RANDOM_BYTES) throw new RangeError(`makeId needs ${ID_RANDOM_BYTES} random bytes`);
  let time = '';
  let rest = Math.floor(nowMs);
  for (let i = 0; i < TIME_CHARS; i++) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let tail = '';
  for (let i = 0; i < RANDOM_CHARS; i++) tail += ALPHABET.charAt((random[i] ?? 0) & 31);
  // The cast is the brand itself: this is the only place that makes ids.
  return `${ID_PREFIX[kind]}_${time}${tail}` as Id<K>;
}

/** Makes a fresh id; the server, the workstation and the tests each bind one with their own clock and random source. */
export type MakeId = <K extends IdKind>(kind: K) => Id<K>;

/** Binds {@link makeId} to a clock (epoch ms) and a source of random bytes. */
export function idMaker(nowMs: () => number, randomBytes: (count: number) => Uint8Array): MakeId {
  return (kind) => makeId(kind, nowMs(), randomBytes(ID_RANDOM_BYTES));
}

/** A zod schema that accepts exactly the ids of one kind and brands them; works both ways (decode and encode). */
export function idSchema<K extends IdKind>(kind: K): z.ZodType<Id<K>, string> {
  const pattern = new RegExp(`^${ID_PREFIX[kind]}_[0-9a-hjkmnp-tv-z]{${TIME_CHARS + RANDOM_CHARS}}$`);
  // The brand exists for the compiler only; at run time an id is its text.
  return z.string().regex(pattern) as unknown as z.ZodType<Id<K>, string>;
}
