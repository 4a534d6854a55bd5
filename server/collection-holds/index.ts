import type { Platform } from '../platform/platform';
import type { CollectionHoldsDeps } from './admit';
import { freezeCase } from './freeze';
import { postponeCase } from './postpone';
import { readCare } from './store';

/** Time and rest that a case is given in a call. */
export interface CollectionHolds {
  /** What cases have been given, by case id. */
  readonly readCare: typeof readCare;
}

const IN_CALL = { roles: ['agent', 'lead'], scope: 'creditor', audit: 'person_write', rate: 'write' } as const;

/** Builds the room and registers `case:postpone` and `case:freeze`. */
export function createCollectionHolds(
  platform: Pick<Platform, 'commands'>,
  deps: CollectionHoldsDeps,
): CollectionHolds {
  platform.commands.add({
    name: 'case:postpone',
    ...IN_CALL,
    run: ({ login, commit }, payload) => commit((tx) => postponeCase(tx, { login, payload }, deps)),
  });
  platform.commands.add({
    name: 'case:freeze',
    ...IN_CALL,
    run: ({ login, commit }, payload) => commit((tx) => freezeCase(tx, { login, payload }, deps)),
  });
  return { readCare };
}
