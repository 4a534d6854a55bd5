import type { ListenerEffectAPI, ListenerMiddlewareInstance, ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import type { Services } from '../services';
import type { RootState } from '../store';

/** The listener middleware of our store; `RootState` is a type only, so there is no cycle at run time. */
export type AppListeners = ListenerMiddlewareInstance<
  unknown,
  ThunkDispatch<unknown, unknown, UnknownAction>,
  Services
>;
export type AppListenerApi = ListenerEffectAPI<unknown, ThunkDispatch<unknown, unknown, UnknownAction>, Services>;

/** The state as our store has it. */
export function stateOf(api: Pick<AppListenerApi, 'getState'>): RootState {
  // The middleware is generic over the state; it is only ever put into our own store.
  return api.getState() as RootState;
}
