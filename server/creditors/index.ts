import type { Platform } from '../platform/platform';
import { addMandate } from './add-mandate';
import { registerCreditorRoutes } from './http';
import { findCreditor, listCreditors, lockMandate, mandatesOn, readCreditors } from './store';

export { findForeignPayees } from './payees';
export { creditorCard, type Creditor } from './store';

/** The companies we collect for and what they let us decide. */
export interface Creditors {
  readonly listCreditors: typeof listCreditors;
  readonly readCreditors: typeof readCreditors;
  readonly findCreditor: typeof findCreditor;
  readonly mandatesOn: typeof mandatesOn;
  readonly lockMandate: typeof lockMandate;
  readonly addMandate: typeof addMandate;
}

/** Builds the room and registers its routes: the creditors in a person's scope, and the versions of their mandates. */
export function createCreditors(platform: Pick<Platform, 'routes' | 'db'>): Creditors {
  registerCreditorRoutes(platform);
  return { listCreditors, readCreditors, findCreditor, mandatesOn, lockMandate, addMandate };
}
