import type { AppListeners } from './listener-kit';
import { stateOf } from './listener-kit';
import { isMutedHere } from '../state/mute';
import { callChanged, snapshotReceived, wrapUpChanged } from '../state/workstation';
import { audioChosen, settingsLoaded } from '../state/settings';
import { isAnyOf } from '@reduxjs/toolkit';
import type { CallState } from '../../../../shared/calls/vocabulary';

const WITH_AUDIO: ReadonlySet<CallState> = new Set(['connecting', 'talking', 'held', 'dialing', 'ringing']);

/** The agent's audio follows the call as the server tells it: joins when there is one, leaves when it is over. */
export function addSoftphoneListeners(listeners: AppListeners): void {
  listeners.startListening({
    matcher: isAnyOf(callChanged, snapshotReceived, wrapUpChanged),
    effect: async (_action, api) => {
      const { call } = stateOf(api).workstation;
      const { media } = api.extra;
      if (call === null || !WITH_AUDIO.has(call.state)) {
        media.leave();
        return;
      }
      media.setMuted(isMutedHere(stateOf(api)) ?? call.isMuted);
      await media.join(call.id);
    },
  });
  listeners.startListening({
    actionCreator: snapshotReceived,
    effect: async (_action, api) => {
      const { call } = stateOf(api).workstation;
      const isMuted = isMutedHere(stateOf(api));
      // The server was away when the agent muted; what counts is what the agent wants.
      if (call === null || isMuted === null || isMuted === call.isMuted || !WITH_AUDIO.has(call.state)) return;
      await api.extra.realtime.send('call:mute', { callId: call.id, isMuted });
    },
  });
  listeners.startListening({
    matcher: isAnyOf(audioChosen, settingsLoaded),
    effect: async (_action, api) => {
      const { microphoneId, speakerId } = stateOf(api).settings.audio;
      await api.extra.media.setDevices({ microphoneId, speakerId });
    },
  });
}
