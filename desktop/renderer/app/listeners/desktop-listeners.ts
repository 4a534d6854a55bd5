import { isAnyOf } from '@reduxjs/toolkit';
import type { AgentState } from '../../../../shared/agents/vocabulary';
import { i18n } from '../../i18n/i18n';
import { callPhase, type CallPhase } from '../call-phase';
import { loggedOut } from '../state/session';
import { audioChosen, settingsLoaded } from '../state/settings';
import {
  agentChanged,
  callChanged,
  offerEnded,
  offerRung,
  snapshotReceived,
  wrapUpChanged,
} from '../state/workstation';
import { stateOf, type AppListenerApi, type AppListeners } from './listener-kit';

type TrayState = 'offline' | 'ready' | 'busy' | 'wrap-up' | 'break';

/** What the icon beside the clock shows. */
const TRAY_STATE: Readonly<Record<AgentState, TrayState>> = {
  offline: 'offline',
  available: 'ready',
  unavailable: 'break',
  ringing: 'busy',
  on_call: 'busy',
  wrapping_up: 'wrap-up',
};

const ON_THE_LINE: ReadonlySet<CallPhase> = new Set(['connecting', 'dialing', 'talking', 'held']);

/** An incoming call rings and asks for attention; it never takes the focus and never raises the window by force. */
async function announce(api: AppListenerApi): Promise<void> {
  const { offer } = stateOf(api).workstation;
  const { bridge, ringer } = api.extra;
  const before = (api.getOriginalState() as ReturnType<typeof stateOf>).workstation.offer; // The state of our own store.
  if (offer?.offerId === before?.offerId) return;
  if (before !== null) {
    ringer.stop();
    await bridge?.setAttention('none');
    await bridge?.withdrawNotification(before.callId);
  }
  if (offer === null) return;
  ringer.start();
  await bridge?.setAttention('incoming');
  await bridge?.notifyIncoming({
    callId: offer.callId,
    title: i18n.t('softphone:notification.title', { creditor: offer.creditor.name }),
    body: i18n.t('softphone:notification.body', { number: offer.fromNumber }),
  });
}

async function showInTray(api: AppListenerApi): Promise<void> {
  const { workstation } = stateOf(api);
  const { bridge } = api.extra;
  const state = workstation.agent?.state ?? 'offline';
  const label = i18n.t(`vocabulary:agentState.${state}`);
  await bridge?.setTray({ state: TRAY_STATE[state], label });
  await bridge?.keepAwake(ON_THE_LINE.has(callPhase(workstation)));
}

/** Ring sound, notifications, tray and the computer's sleep follow the workstation. */
export function addDesktopListeners(listeners: AppListeners): void {
  listeners.startListening({
    matcher: isAnyOf(offerRung, offerEnded, snapshotReceived, loggedOut),
    effect: (_action, api) => announce(api),
  });
  listeners.startListening({
    matcher: isAnyOf(agentChanged, callChanged, wrapUpChanged, snapshotReceived, loggedOut),
    effect: (_action, api) => showInTray(api),
  });
  listeners.startListening({
    matcher: isAnyOf(audioChosen, settingsLoaded),
    effect: (_action, api) => {
      const { ringId, ringVolume } = stateOf(api).settings.audio;
      api.extra.ringer.setDevice(ringId, ringVolume);
    },
  });
}
