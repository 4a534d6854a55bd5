import { ok, refuse } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import type { Creditors } from '../creditors/index';
import { maySeeCreditor } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import { listReleases } from './release-lists';
import { listTrust, setTrust, type TrustRow } from './trust';

/** A release that has ended stays on the lead's list this long. */
const SHOWN_AFTER_MS = 15 * 60_000;

/** Registers the lead's list of running releases and the administrator's table of trust. */
export function registerReleaseRoutes(platform: Pick<Platform, 'routes'>, creditors: Creditors): void {
  platform.routes.add({
    name: 'runningReleases',
    roles: ['lead', 'admin'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'read',
    run: ({ login, commit }) =>
      commit(async (tx) => {
        const creditorIds = login?.creditorScope ?? null;
        const listed = await listReleases(tx.sql, { creditorIds, endedAfter: tx.nowMs - SHOWN_AFTER_MS });
        await tx.audit({
          loginAccountId: login?.id ?? null,
          action: 'release.list',
          subjectKind: 'release',
          subjectId: 'running',
          detail: { releaseIds: listed.map(({ releaseId }) => releaseId) },
        });
        const releases = listed.map(({ creditorId, creditorSlug, creditorName, ...release }) => ({
          ...release,
          creditor: { id: creditorId, slug: creditorSlug, name: creditorName },
        }));
        return ok({ releases, serverNow: tx.nowMs });
      }),
  });

  platform.routes.add({
    name: 'sourceTrust',
    roles: ['admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'read',
    run: ({ login, commit }) =>
      commit(async (tx) => {
        const rows = await listTrust(tx.sql, login?.creditorScope ?? null);
        const cards = await creditorCards(tx.sql, creditors, rows);
        return ok({ rows: rows.map((row) => ({ ...row, creditor: cards.get(row.creditorId ?? '') ?? null })) });
      }),
  });

  platform.routes.add({
    name: 'setSourceTrust',
    roles: ['admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'write',
    run: ({ login, commit }, { body }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const [creditor] = await creditors.readCreditors(tx.sql, [body.creditorId]);
        if (creditor === undefined || !maySeeCreditor(login, creditor.id)) return refuse('NOT_FOUND');
        const today = localDate(tx.nowMs, creditor.country);
        const row = await setTrust(tx, { ...body, today, createdBy: login.id });
        if (!row.ok) return row;
        const { source, trust, why } = body;
        await tx.audit({
          loginAccountId: login.id,
          action: 'payment_source.trust_set',
          subjectKind: 'creditor',
          subjectId: creditor.id,
          detail: { source, trust, why },
        });
        const { id, slug, name } = creditor;
        return ok({ ...row.value, creditor: { id, slug, name } });
      }),
  });
}

async function creditorCards(
  sql: Parameters<Creditors['readCreditors']>[0],
  creditors: Creditors,
  rows: readonly TrustRow[],
) {
  const ids = [...new Set(rows.flatMap(({ creditorId }) => creditorId ?? []))];
  const found = await creditors.readCreditors(sql, ids);
  return new Map<string, { id: (typeof found)[number]['id']; slug: string; name: string }>(
    found.map(({ id, slug, name }) => [id, { id, slug, name }]),
  );
}
