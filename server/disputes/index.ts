import type { Platform } from '../platform/platform';
import { openDispute, type DisputesDeps } from './open-dispute';
import { readDisputes } from './store';

export type { StandingDispute } from './store';

/** What customers object to. */
export interface Disputes {
  readonly readDisputes: typeof readDisputes;
}

/** Builds the room and registers `dispute:open`. */
export function createDisputes(platform: Pick<Platform, 'commands'>, deps: DisputesDeps): Disputes {
  platform.commands.add({
    name: 'dispute:open',
    roles: ['agent', 'lead'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: ({ login, commit }, payload) => commit((tx) => openDispute(tx, { login, payload }, deps)),
  });
  return { readDisputes };
}
