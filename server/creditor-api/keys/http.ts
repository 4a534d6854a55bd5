import { ok, refuse } from '../../../shared/result';
import { makeApiKey } from '../../platform/auth/api-keys';
import { maySeeCreditor } from '../../platform/auth/login';
import type { Platform } from '../../platform/platform';
import { insertKey, listKeys, revokeKey } from './store';

const DAY_MS = 24 * 3_600_000;
const ADMIN = { roles: ['admin'], scope: 'creditor', audit: 'none' } as const;

/** Registers the administrator's routes for keys: a list without secrets, a new key shown once, the end of one. */
export function registerKeyRoutes(platform: Platform): void {
  platform.routes.add({
    name: 'apiKeys',
    ...ADMIN,
    rate: 'read',
    async run({ login }) {
      const keys = await listKeys(platform.db, { scope: login?.creditorScope ?? null });
      return ok({ keys: [...keys] });
    },
  });

  platform.routes.add({
    name: 'createApiKey',
    ...ADMIN,
    rate: 'write',
    run: ({ login, commit }, { body }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const { creditorId, title, scopes, expiresInDays } = body;
        const isThere = (await tx.sql('creditors').where({ id: creditorId }).first('id')) !== undefined;
        if (!isThere || !maySeeCreditor(login, creditorId)) return refuse('NOT_FOUND');
        const { secret, prefix, hash } = makeApiKey();
        const id = tx.makeId('apiKey');
        const expiresAtMs = expiresInDays === null ? null : tx.nowMs + expiresInDays * DAY_MS;
        const key = {
          id,
          creditorId,
          title,
          prefix,
          hash,
          scopes: [...new Set(scopes)],
          expiresAtMs,
          createdBy: login.id,
        };
        await insertKey(tx.sql, key, tx.nowMs);
        await tx.audit({
          loginAccountId: login.id,
          action: 'api_key.create',
          subjectKind: 'api_key',
          subjectId: id,
          detail: { creditorId, prefix, scopes: key.scopes, expiresInDays },
        });
        const [listed] = await listKeys(tx.sql, { scope: null, keyId: id });
        return listed === undefined ? refuse('NOT_FOUND') : ok({ key: listed, secret });
      }),
  });

  platform.routes.add({
    name: 'revokeApiKey',
    ...ADMIN,
    rate: 'write',
    run: ({ login, commit }, { params }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const ask = { scope: login.creditorScope, keyId: params.keyId };
        if ((await listKeys(tx.sql, ask)).length === 0) return refuse('NOT_FOUND');
        await revokeKey(tx.sql, params.keyId, tx.nowMs);
        await tx.audit({
          loginAccountId: login.id,
          action: 'api_key.revoke',
          subjectKind: 'api_key',
          subjectId: params.keyId,
        });
        const [listed] = await listKeys(tx.sql, ask);
        return listed === undefined ? refuse('NOT_FOUND') : ok(listed);
      }),
  });
}
