import type { DesktopBridge } from '../../ipc/bridge';
import { callPhase } from './call-phase';
import { toggleMute } from './softphone-acts';
import { sendCommand } from './send-command';
import { dialWished } from './state/dial';
import type { AppStore } from './store';

/** What the desktop program tells the page: a followed tel: link, a system-wide key, a clicked notification. */
export function watchBridge(store: AppStore, bridge: DesktopBridge | null): void {
  if (bridge === null) return;
  bridge.onPhoneLinkReceived(({ number }) => {
    store.dispatch(dialWished({ number }));
  });
  bridge.onShortcutPressed(({ action }) => {
    const { workstation } = store.getState();
    if (action === 'mute') void store.dispatch(toggleMute());
    else if (callPhase(workstation) === 'incoming' && workstation.offer !== null) {
      void store.dispatch(sendCommand('offer:accept', { offerId: workstation.offer.offerId }));
    }
  });
}
