import type { AppListeners } from './listener-kit';
import { stateOf } from './listener-kit';
import { callChanged, snapshotReceived, wrapUpChanged } from '../state/workstation';
import { audioChosen } from '../state/settings';
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
      media.setMuted(call.isMuted);
      await media.join(call.id);
    },
  });
  listeners.startListening({
    actionCreator: audioChosen,
    effect: async (_action, api) => {
      const { microphoneId, speakerId } = stateOf(api).settings.audio;
      await api.extra.media.setDevices({ microphoneId, speakerId });
    },
  });
}
