import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { ApiScope } from '../../../shared/protocol/creditor-items';
import type { Clock } from '../clock';

const SECRET_BYTES = 32;
const PREFIX_BYTES = 5;
const SEEN_STEP_MS = 60_000;
const SHAPE = /^fmk_([0-9a-f]{10})_([\w-]{43})$/u;

/** A creditor's system that asks: read from its key at each request. */
export interface ApiKey {
  readonly id: Id<'apiKey'>;
  readonly creditorId: Id<'creditor'>;
  readonly creditorSlug: string;
  readonly title: string;
  readonly scopes: readonly ApiScope[];
  readonly expiresAt: number | null;
}

interface KeyRow {
  id: Id<'apiKey'>;
  creditor_id: Id<'creditor'>;
  slug: string;
  title: string;
  scopes: ApiScope[];
  secret_hash: Buffer;
  expires_at: number | null;
  last_used_at: number | null;
}

/** The secret is 256 random bits: a plain hash cannot be searched, so nothing slow is needed (sessions do the same). */
function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** A fresh key: the whole text for the creditor, shown once, and the parts we keep. */
export function makeApiKey(): { readonly secret: string; readonly prefix: string; readonly hash: Buffer } {
  const prefix = randomBytes(PREFIX_BYTES).toString('hex');
  const rest = randomBytes(SECRET_BYTES).toString('base64url');
  return { secret: `fmk_${prefix}_${rest}`, prefix, hash: secretHash(rest) };
}

/** Finds the keys of creditors' systems. */
export class ApiKeys {
  constructor(
    private readonly db: Knex,
    private readonly clock: Clock,
  ) {}

  /** The key with this text, or null when it is unknown, expired or revoked. Notes, once a minute, that it was used. */
  async find(text: string): Promise<ApiKey | null> {
    const [, prefix, secret] = SHAPE.exec(text) ?? [];
    if (prefix === undefined || secret === undefined) return null;
    const now = this.clock.nowMs();
    const row = await this.db('creditor_api_keys as k')
      .join('creditors as c', 'c.id', 'k.creditor_id')
      .where('k.prefix', prefix)
      .whereNull('k.revoked_at')
      .where((term) => void term.whereNull('k.expires_at').orWhere('k.expires_at', '>', new Date(now)))
      .first<KeyRow | undefined>('k.*', 'c.slug');
    if (row === undefined || !row.secret_hash.equals(secretHash(secret))) return null;
    if (row.last_used_at === null || now - row.last_used_at > SEEN_STEP_MS) {
      await this.db('creditor_api_keys')
        .where({ id: row.id })
        .update({ last_used_at: new Date(now) });
    }
    return {
      id: row.id,
      creditorId: row.creditor_id,
      creditorSlug: row.slug,
      title: row.title,
      scopes: row.scopes,
      expiresAt: row.expires_at,
    };
  }
}
