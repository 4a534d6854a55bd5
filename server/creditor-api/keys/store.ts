import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { ApiScope } from '../../../shared/protocol/creditor-items';

/** A key as lists show it; its secret is nowhere. */
export interface KeyListed {
  readonly id: Id<'apiKey'>;
  readonly creditor: { readonly id: Id<'creditor'>; readonly slug: string; readonly name: string };
  readonly title: string;
  readonly prefix: string;
  readonly scopes: ApiScope[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
}

const LIST_MAX = 500;

/** Keys within a scope (null = every creditor), those that work first, newest first. */
export async function listKeys(
  sql: Knex,
  ask: { readonly scope: readonly string[] | null; readonly keyId?: string },
): Promise<readonly KeyListed[]> {
  const query = sql('creditor_api_keys as k')
    .join('creditors as c', 'c.id', 'k.creditor_id')
    .orderByRaw('(k.revoked_at is not null), k.created_at desc')
    .limit(LIST_MAX);
  if (ask.scope !== null) void query.whereIn('k.creditor_id', [...ask.scope]);
  if (ask.keyId !== undefined) void query.where('k.id', ask.keyId);
  const rows = await query.select<
    (Omit<KeyListed, 'creditor'> & { creditorId: Id<'creditor'>; slug: string; name: string })[]
  >({
    id: 'k.id',
    creditorId: 'c.id',
    slug: 'c.slug',
    name: 'c.name',
    title: 'k.title',
    prefix: 'k.prefix',
    scopes: 'k.scopes',
    createdAt: 'k.created_at',
    expiresAt: 'k.expires_at',
    revokedAt: 'k.revoked_at',
    lastUsedAt: 'k.last_used_at',
  });
  return rows.map(({ creditorId, slug, name, ...key }) => ({ ...key, creditor: { id: creditorId, slug, name } }));
}

export interface NewKey {
  readonly id: Id<'apiKey'>;
  readonly creditorId: string;
  readonly title: string;
  readonly prefix: string;
  readonly hash: Buffer;
  readonly scopes: readonly ApiScope[];
  readonly expiresAtMs: number | null;
  readonly createdBy: string;
}

export async function insertKey(sql: Knex.Transaction, key: NewKey, nowMs: number): Promise<void> {
  await sql('creditor_api_keys').insert({
    id: key.id,
    creditor_id: key.creditorId,
    title: key.title,
    prefix: key.prefix,
    secret_hash: key.hash,
    scopes: [...key.scopes],
    expires_at: key.expiresAtMs === null ? null : new Date(key.expiresAtMs),
    created_by: key.createdBy,
    created_at: new Date(nowMs),
  });
}

/** Ends a key at once; one that has ended keeps its time. */
export async function revokeKey(sql: Knex.Transaction, keyId: string, nowMs: number): Promise<void> {
  await sql('creditor_api_keys')
    .where({ id: keyId })
    .whereNull('revoked_at')
    .update({ revoked_at: new Date(nowMs) });
}
