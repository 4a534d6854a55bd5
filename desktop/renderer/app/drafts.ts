import { useMemo } from 'react';
import { useAppSelector } from './hooks';

/** Everything half written in this window, by login and matter: a reload keeps it, the next person never sees it. */
const PREFIX = 'friskmeld.draft.';

/** The note of a wrap-up that is still open. */
export const wrapUpNote = (wrapUpId: string): string => `wrap-up:${wrapUpId}`;

/** What one person has half written. `what` names the matter: `wrap-up:wup_…`, `note:cus_…`. */
export interface Drafts {
  read(what: string): string | null;
  keep(what: string, text: string): void;
  forget(what: string): void;
}

/** The drafts of one login, in the storage of this window (gone when it is closed). */
export function draftsOf(loginId = 'nobody', storage: Storage = sessionStorage): Drafts {
  const keyOf = (what: string) => `${PREFIX}${loginId}.${what}`;
  return {
    read: (what) => storage.getItem(keyOf(what)),
    keep: (what, text) => storage.setItem(keyOf(what), text),
    forget: (what) => storage.removeItem(keyOf(what)),
  };
}

/** Takes all drafts of this window away: somebody logged out of it. */
export function forgetDrafts(storage: Storage = sessionStorage): void {
  const keys = Array.from({ length: storage.length }, (_none, index) => storage.key(index));
  for (const key of keys) if (key?.startsWith(PREFIX) === true) storage.removeItem(key);
}

/** {@link draftsOf} whoever is logged in here. */
export function useDrafts(): Drafts {
  const loginId = useAppSelector((state) => state.session.login?.id);
  return useMemo(() => draftsOf(loginId), [loginId]);
}
