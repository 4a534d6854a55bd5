import { useSyncExternalStore } from 'react';

/** Below this height a pane keeps its room for the rows. */
const LOW = '(max-height: 800px)';

function query(): MediaQueryList | null {
  return typeof window.matchMedia === 'function' ? window.matchMedia(LOW) : null;
}

function subscribe(listener: () => void): () => void {
  const list = query();
  list?.addEventListener('change', listener);
  return () => list?.removeEventListener('change', listener);
}

/** True on a low screen (a 1280 × 720 laptop). */
export function useIsLow(): boolean {
  return useSyncExternalStore(subscribe, () => query()?.matches ?? false);
}
