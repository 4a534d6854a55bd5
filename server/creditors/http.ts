import { ok, refuse } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import { maySeeCreditor } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import { addMandate } from './add-mandate';
import { listMandateVersions, revokeMandate } from './mandate-versions';
import { creditorCard, listCreditors, readCreditors } from './store';

/** Registers the routes: the cards of the creditors in the person's scope, and the versions of their mandates. */
export function registerCreditorRoutes(platform: Pick<Platform, 'routes' | 'db'>): void {
  const { routes, db } = platform;
  routes.add({
    name: 'creditors',
    roles: ['agent', 'lead', 'qa', 'admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'read',
    async run({ login }) {
      const creditors = await listCreditors(db);
      const visible = creditors.filter(({ id }) => login !== null && maySeeCreditor(login, id));
      return ok({ creditors: visible.map(creditorCard) });
    },
  });
  routes.add({
    name: 'mandates',
    roles: ['lead', 'admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'read',
    async run({ login }, { params }) {
      if (login === null || !maySeeCreditor(login, params.creditorId)) return refuse('NOT_FOUND');
      return ok({ versions: await listMandateVersions(db, params.creditorId) });
    },
  });
  registerMandateWrites(routes);
}

/** A version is added or ended, never edited; both are audited. */
function registerMandateWrites(routes: Platform['routes']): void {
  routes.add({
    name: 'addMandate',
    roles: ['admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'write',
    async run({ login, commit }, { params: { creditorId }, body }) {
      if (login === null || !maySeeCreditor(login, creditorId)) return refuse('NOT_FOUND');
      return commit(async (tx) => {
        const [creditor] = await readCreditors(tx.sql, [creditorId]);
        if (creditor === undefined) return refuse('NOT_FOUND');
        const today = localDate(tx.nowMs, creditor.country);
        const added = await addMandate(tx, { ...body, creditorId, validTo: null, today, by: login.id });
        if (!added.ok) return added;
        const { id: mandateId, version } = added.value;
        await tx.audit({
          loginAccountId: login.id,
          action: 'mandate.add',
          subjectKind: 'creditor',
          subjectId: creditorId,
          detail: { mandateId, version, validFrom: body.validFrom },
        });
        return ok({ mandateId, version });
      });
    },
  });
  routes.add({
    name: 'revokeMandate',
    roles: ['admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'write',
    async run({ login, commit }, { params: { mandateId }, body }) {
      if (login === null) return refuse('NOT_LOGGED_IN');
      return commit(async (tx) => {
        const maySee = (creditorId: string) => maySeeCreditor(login, creditorId);
        const revoked = await revokeMandate(tx, { mandateId, why: body.why, by: login.id, maySee });
        if (!revoked.ok) return revoked;
        await tx.audit({
          loginAccountId: login.id,
          action: 'mandate.revoke',
          subjectKind: 'creditor',
          subjectId: revoked.value.creditorId,
          detail: { mandateId, why: body.why },
        });
        return ok({});
      });
    },
  });
}
