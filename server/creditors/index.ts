import { ok } from '../../shared/result';
import { maySeeCreditor } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import { creditorCard, findCreditor, listCreditors, lockMandate, mandatesOn, readCreditors } from './store';

export { creditorCard, type Creditor } from './store';

/** The companies we collect for and what they let us decide. */
export interface Creditors {
  readonly listCreditors: typeof listCreditors;
  readonly readCreditors: typeof readCreditors;
  readonly findCreditor: typeof findCreditor;
  readonly mandatesOn: typeof mandatesOn;
  readonly lockMandate: typeof lockMandate;
}

/** Builds the room and registers the route `creditors`: the cards of the creditors in the person's scope. */
export function createCreditors(platform: Pick<Platform, 'routes' | 'db'>): Creditors {
  platform.routes.add({
    name: 'creditors',
    roles: ['agent', 'lead', 'qa', 'admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'read',
    async run({ login }) {
      const creditors = await listCreditors(platform.db);
      const visible = creditors.filter(({ id }) => login !== null && maySeeCreditor(login, id));
      return ok({ creditors: visible.map(creditorCard) });
    },
  });
  return { listCreditors, readCreditors, findCreditor, mandatesOn, lockMandate };
}
