import { HEARTBEAT_INTERVAL_MS } from '../../../../shared/agents/vocabulary';
import { i18n } from '../../i18n/i18n';
import { httpRequest } from '../../realtime/http-client';
import { api as httpApi } from '../api';
import { forgetDrafts } from '../drafts';
import { forgetToken, keepToken, workstationId } from '../bridge';
import { connectionOpened, connectionStarted, heartbeatAnswered } from '../state/connection';
import { loggedIn, loggedOut } from '../state/session';
import { toastRaised } from '../state/toasts';
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

/** After a loss the agent is told that it is over, and how much of what they wrote was sent. */
function tellBack(api: AppListenerApi, replayed: number): void {
  const before = api.getOriginalState() as ReturnType<typeof stateOf>; // The state of our own store before.
  if (before.connection.status !== 'lost') return;
  const key = replayed > 0 ? 'common:connection.replayed' : 'common:connection.back';
  api.dispatch(toastRaised({ tone: 'good', text: i18n.t(key, { count: replayed }) }));
}

/** Opens the connection at login, closes it at logout, and beats while it is up. */
export function addConnectionListeners(listeners: AppListeners): void {
  listeners.startListening({
    actionCreator: loggedIn,
    effect: async (action, api) => {
      const { token, login } = action.payload;
      const { realtime, serverUrl, bridge, nowMs } = api.extra;
      api.dispatch(connectionStarted({ at: nowMs() }));
      realtime.connect({ serverUrl, token, workstationId: isWorkstationLogin(login) ? workstationId() : null });
      // Keeping it is a comfort: a key store that fails must not stand between the agent and the calls.
      await keepToken(bridge, token).catch(() => {
        api.dispatch(toastRaised({ tone: 'attention', text: i18n.t('login:notKept') }));
      });
    },
  });
  listeners.startListening({
    actionCreator: loggedOut,
    effect: async (action, api) => {
      const before = api.getOriginalState() as ReturnType<typeof stateOf>; // The state of our own store before logging out.
      api.extra.realtime.end();
      api.extra.media.leave();
      api.dispatch(httpApi.util.resetApiState());
      if (action.payload === 'logged_out') forgetDrafts();
      // A workstation taken over lives on in another window, under its own token.
      if (action.payload !== 'taken_over') await forgetToken(api.extra.bridge).catch(() => undefined);
      const { token } = before.session;
      if (action.payload === 'logged_out' && token !== null) {
        await httpRequest('logout', { body: {} }, { serverUrl: api.extra.serverUrl, token });
      }
    },
  });
  listeners.startListening({
    actionCreator: connectionOpened,
    effect: async (action, api) => {
      api.cancelActiveListeners();
      tellBack(api, action.payload.replayed);
      while (stateOf(api).connection.status === 'connected') {
        if (isWorkstationLogin(stateOf(api).session.login)) await heartbeat(api);
        await api.delay(HEARTBEAT_INTERVAL_MS);
      }
    },
  });
}
