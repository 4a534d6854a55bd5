import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import type { ErrorCode } from '../../../shared/protocol/errors';
import type { CommandFailure } from '../realtime/commands';
import { httpRequest } from '../realtime/http-client';
import { readToken } from './bridge';
import type { Services } from './services';
import { loggedIn, loggedOut, serverAwaited, type LoginEndedWhy } from './state/session';
import type { RootState } from './store';

type SessionThunk<T> = ThunkAction<Promise<T>, RootState, Services, UnknownAction>;

/** How long to wait before a server that did not answer is asked again. */
export const RESTORE_RETRY_MS = 1_000;

/** The only refusals that end a kept login; anything else is the server's or the network's trouble. */
const ENDS_LOGIN: Readonly<Partial<Record<ErrorCode, LoginEndedWhy>>> = {
  NOT_LOGGED_IN: 'expired',
  FORBIDDEN: 'expired',
  PROTOCOL_VERSION: 'old_version',
};

/** Takes up the login this window had before it was loaded again, if it still holds. */
export function restoreSession(): SessionThunk<void> {
  return async (dispatch, getState, { serverUrl, bridge }) => {
    const token = await readToken(bridge).catch(() => null);
    if (token === null) {
      dispatch(loggedOut(null));
      return;
    }
    for (;;) {
      const answer = await httpRequest('me', {}, { serverUrl, token });
      // The person may have chosen to log in anew meanwhile.
      if (isSettled(getState())) return;
      if (answer.ok) {
        dispatch(loggedIn({ token, login: answer.data.login }));
        return;
      }
      const why = ENDS_LOGIN[answer.error.code];
      if (why !== undefined) {
        dispatch(loggedOut(why));
        return;
      }
      // A server that is away for a moment ends nobody's login; there may be a customer on the line.
      dispatch(serverAwaited());
      await new Promise((resolve) => setTimeout(resolve, RESTORE_RETRY_MS));
      if (isSettled(getState())) return;
    }
  };
}

const isSettled = ({ session }: RootState): boolean => session.status === 'in' || session.status === 'out';

/** Logs in with name and password; the refusal, or null when it went well. */
export function logIn(userName: string, password: string): SessionThunk<CommandFailure | null> {
  return async (dispatch, _getState, { serverUrl }) => {
    const answer = await httpRequest('login', { body: { userName, password } }, { serverUrl, token: null });
    if (!answer.ok) return answer.error;
    dispatch(loggedIn({ token: answer.data.token, login: answer.data.login }));
    return null;
  };
}
