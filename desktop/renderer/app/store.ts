import { combineReducers, configureStore, type Reducer } from '@reduxjs/toolkit';
import { api } from './api';
import { caseScreenReducer } from '../features/case/case-slice';
import { createListeners } from './listeners';
import type { Services } from './services';
import { boardReducer } from './state/board';
import { connectionReducer } from './state/connection';
import { crashReducer } from './state/crash';
import { dialReducer } from './state/dial';
import { mediaReducer } from './state/media';
import { muteReducer } from './state/mute';
import { loggedOut, sessionReducer } from './state/session';
import { settingsReducer } from './state/settings';
import { toastsReducer } from './state/toasts';
import { workstationReducer } from './state/workstation';

const parts = combineReducers({
  session: sessionReducer,
  settings: settingsReducer,
  connection: connectionReducer,
  workstation: workstationReducer,
  board: boardReducer,
  media: mediaReducer,
  mute: muteReducer,
  dial: dialReducer,
  crash: crashReducer,
  toasts: toastsReducer,
  caseScreen: caseScreenReducer,
  [api.reducerPath]: api.reducer,
});

export type RootState = ReturnType<typeof parts>;

/** Logging out clears the desk for whoever comes next: only what belongs to this computer stays. */
const rootReducer: Reducer<RootState> = (state, action) => {
  if (state === undefined || !loggedOut.match(action)) return parts(state, action);
  return parts({ session: state.session, settings: state.settings, media: state.media, crash: state.crash }, action);
};

/** The store of one window. Everything in it is serialisable: amounts are decimal text, streams and sockets live in services. */
export function createStore(services: Services) {
  const listeners = createListeners(services);
  const store = configureStore({
    reducer: rootReducer,
    middleware: (getDefault) =>
      getDefault({ thunk: { extraArgument: services } })
        .prepend(listeners.middleware)
        .concat(api.middleware),
  });
  return store;
}

export type AppStore = ReturnType<typeof createStore>;
export type AppDispatch = AppStore['dispatch'];
