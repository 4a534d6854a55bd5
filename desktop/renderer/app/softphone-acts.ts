import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import type { CommandFailure } from '../realtime/commands';
import type { Services } from './services';
import type { RootState } from './store';

/** Mutes or opens the agent's microphone: at once on this side, then at the server; taken back when the server refuses. */
export function toggleMute(): ThunkAction<Promise<CommandFailure | null>, RootState, Services, UnknownAction> {
  return async (_dispatch, getState, { media, realtime }) => {
    const { call } = getState().workstation;
    if (call === null) return null;
    const isMuted = !call.isMuted;
    media.setMuted(isMuted);
    const answer = await realtime.send('call:mute', { callId: call.id, isMuted });
    if (answer.ok) return null;
    media.setMuted(call.isMuted);
    return answer.error;
  };
}

/** Tries the call's audio once more, after the microphone was allowed or the headset plugged in. */
export function takeUpAudio(): ThunkAction<Promise<void>, RootState, Services, UnknownAction> {
  return async (_dispatch, getState, { media }) => {
    const { call } = getState().workstation;
    if (call !== null) await media.join(call.id);
  };
}

/** Lets the ring sound once on the ring device, to hear which one it is. */
export function ringOnce(): ThunkAction<void, RootState, Services, UnknownAction> {
  return (_dispatch, _getState, { ringer }) => ringer.ringOnce();
}
