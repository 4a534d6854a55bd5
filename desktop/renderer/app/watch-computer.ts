import type { RealtimeClient } from '../realtime/realtime-client';
import { desktopBridge } from './bridge';
import { applyAppearance } from './listeners/settings-listeners';
import type { AppStore } from './store';

/** Reacts to the computer: network back, awake again, the system's theme changed. */
export function watchComputer(store: Pick<AppStore, 'getState'>, realtime: Pick<RealtimeClient, 'retryNow'>): void {
  window.addEventListener('online', () => realtime.retryNow());
  desktopBridge()?.onSystemResumed(() => realtime.retryNow());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    applyAppearance(store.getState().settings);
  });
}
