import { HEARTBEAT_INTERVAL_MS } from '../../../../shared/agents/vocabulary';
import { httpRequest } from '../../realtime/http-client';
import { forgetToken, keepToken, workstationId } from '../bridge';
import { connectionEnded, connectionOpened, connectionStarted, heartbeatAnswered } from '../state/connection';
import { boardLeft } from '../state/board';
import { loggedIn, loggedOut } from '../state/session';
import { workstationLeft } from '../state/workstation';
import { isWorkstationLogin } from '../roles';
import { stateOf, type AppListenerApi, type AppListeners } from './listener-kit';

async function heartbeat(api: AppListenerApi): Promise<void> {
  const { realtime, nowMs } = api.extra;
  const sentAt = nowMs();
  const answer = await realtime.send('agent:heartbeat', {});
  if (!answer.ok) return;
  const at = nowMs();
  api.dispatch(heartbeatAnswered({ latencyMs: at - sentAt, serverNow: answer.data.serverNow, at }));
}

/** Opens the connection at login, closes it at logout, and beats while it is up. */
export function addConnectionListeners(listeners: AppListeners): void {
  listeners.startListening({
    actionCreator: loggedIn,
    effect: async (action, api) => {
      const { token, login } = action.payload;
      const { realtime, serverUrl, nowMs } = api.extra;
      await keepToken(token);
      api.dispatch(connectionStarted({ at: nowMs() }));
      realtime.connect({ serverUrl, token, workstationId: isWorkstationLogin(login) ? workstationId() : null });
    },
  });
  listeners.startListening({
    actionCreator: loggedOut,
    effect: async (action, api) => {
      const before = api.getOriginalState() as ReturnType<typeof stateOf>; // The state of our own store before logging out.
      api.extra.realtime.end();
      api.extra.media.leave();
      api.dispatch(connectionEnded());
      api.dispatch(workstationLeft());
      api.dispatch(boardLeft());
      // A workstation taken over lives on in another window, under its own token.
      if (action.payload !== 'taken_over') await forgetToken();
      const { token } = before.session;
      if (action.payload === 'logged_out' && token !== null) {
        await httpRequest('logout', { body: {} }, { serverUrl: api.extra.serverUrl, token });
      }
    },
  });
  listeners.startListening({
    actionCreator: connectionOpened,
    effect: async (_action, api) => {
      api.cancelActiveListeners();
      while (stateOf(api).connection.status === 'connected') {
        if (isWorkstationLogin(stateOf(api).session.login)) await heartbeat(api);
        await api.delay(HEARTBEAT_INTERVAL_MS);
      }
    },
  });
}
