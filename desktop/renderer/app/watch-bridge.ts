import type { DesktopBridge } from '../../ipc/bridge';
import { callPhase } from './call-phase';
import { toggleMute } from './softphone-acts';
import { sendCommand } from './send-command';
import { crashRecovered } from './state/crash';
import { dialWished } from './state/dial';
import type { AppStore } from './store';
import { toastRaised } from './state/toasts';
import { i18n } from '../i18n/i18n';

/** Crashes the agent was told of already; the storage of a window lives on when its page is made anew. */
const TOLD_KEY = 'friskmeld.crashes-told';

/** What the desktop program tells the page: a followed tel: link, a system-wide key, and that the page before this one crashed. */
export function watchBridge(store: AppStore, bridge: DesktopBridge | null): void {
  if (bridge === null) return;
  void bridge.appInfo().then(({ recoveries }) => {
    if (recoveries > Number(sessionStorage.getItem(TOLD_KEY) ?? 0)) store.dispatch(crashRecovered());
    sessionStorage.setItem(TOLD_KEY, String(recoveries));
  });
  bridge.onPhoneLinkReceived(({ number }) => {
    if (store.getState().session.login?.roles.includes('agent') === true) store.dispatch(dialWished({ number }));
    else store.dispatch(toastRaised({ tone: 'attention', text: i18n.t('common:phoneLinkNotHere', { number }) }));
  });
  bridge.onShortcutPressed(({ action }) => {
    const { workstation } = store.getState();
    if (action === 'mute') void store.dispatch(toggleMute());
    else if (callPhase(workstation) === 'incoming' && workstation.offer !== null) {
      const accepted = store.dispatch(sendCommand('offer:accept', { offerId: workstation.offer.offerId }));
      void accepted.then((answer) => {
        if (!answer.ok)
          store.dispatch(
            toastRaised({
              tone: 'attention',
              text: i18n.t(`errors:${answer.error.code}`, { ...answer.error.details }),
            }),
          );
      });
    }
  });
}
