import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { firstLanguage, startI18n } from '../i18n/i18n';
import { RealtimeClient } from '../realtime/realtime-client';
import { EmbeddedSoftphone } from '../softphone-media/embedded-softphone';
import { ToneRinger } from '../softphone-media/ringer';
import '../ui/styles';
import { desktopBridge, findServerUrl } from './bridge';
import { Root } from './Root';
import { readSettings } from './listeners/settings-listeners';
import { settingsLoaded } from './state/settings';
import { createStore } from './store';
import { StreamBinding } from './stream-binding';
import { mediaChanged } from './state/media';
import { restoreSession } from './session';
import { watchBridge } from './watch-bridge';
import { watchComputer } from './watch-computer';

/** Puts the page together: the only place where its parts are made. */
async function start(): Promise<void> {
  const settings = readSettings(localStorage);
  startI18n(settings.language ?? firstLanguage(navigator.languages));
  const serverUrl = await findServerUrl();
  const binding = new StreamBinding(Date.now);
  const realtime = new RealtimeClient(binding);
  const media = new EmbeddedSoftphone((callId, sdpOffer) => realtime.send('call:connect-media', { callId, sdpOffer }));
  const store = createStore({
    serverUrl,
    realtime,
    media,
    ringer: new ToneRinger(),
    bridge: desktopBridge(),
    nowMs: Date.now,
  });
  binding.bind(store, realtime);
  media.onReport((report) => store.dispatch(mediaChanged(report)));
  store.dispatch(settingsLoaded(settings));
  watchComputer(store, realtime);
  watchBridge(store, desktopBridge());
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root');
  createRoot(root).render(
    <StrictMode>
      <Root store={store} followBoard={() => binding.followBoard()} />
    </StrictMode>,
  );
  await store.dispatch(restoreSession());
}

void start();
