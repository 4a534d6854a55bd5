import { useSyncExternalStore } from 'react';

const TICK_MS = 250;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tell of listeners) tell();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

function readNow(): number {
  if (timer === null) now = Date.now();
  // Whole seconds: a component that shows mm:ss renders once a second, not four times.
  return Math.floor(now / 1_000) * 1_000;
}

/** This computer's clock in whole seconds, ticking once for the whole page however many timers show it. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readNow);
}
