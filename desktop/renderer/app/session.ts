import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import type { CommandFailure } from '../realtime/commands';
import { httpRequest } from '../realtime/http-client';
import { readToken } from './bridge';
import type { Services } from './services';
import { loggedIn, loggedOut } from './state/session';
import type { RootState } from './store';

type SessionThunk<T> = ThunkAction<Promise<T>, RootState, Services, UnknownAction>;

/** Takes up the login this window had before it was loaded again, if it still holds. */
export function restoreSession(): SessionThunk<void> {
  return async (dispatch, _getState, { serverUrl }) => {
    const token = await readToken().catch(() => null);
    if (token === null) {
      dispatch(loggedOut(null));
      return;
    }
    const answer = await httpRequest('me', {}, { serverUrl, token });
    dispatch(answer.ok ? loggedIn({ token, login: answer.data.login }) : loggedOut('expired'));
  };
}

/** Logs in with name and password; the refusal, or null when it went well. */
export function logIn(userName: string, password: string): SessionThunk<CommandFailure | null> {
  return async (dispatch, _getState, { serverUrl }) => {
    const answer = await httpRequest('login', { body: { userName, password } }, { serverUrl, token: null });
    if (!answer.ok) return answer.error;
    dispatch(loggedIn({ token: answer.data.token, login: answer.data.login }));
    return null;
  };
}
