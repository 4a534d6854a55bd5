import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import type { CommandPayloadWire } from '../../../shared/protocol/commands';
import type { CommandAnswer, CommandFailure } from '../realtime/commands';
import type { Services } from './services';
import { callChanged } from './state/workstation';
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

/** Rings someone. The answer itself puts the call on the desk: no event tells of a call's first state to whoever made it. */
export function dialNumber(
  payload: CommandPayloadWire<'call:dial'>,
): ThunkAction<Promise<CommandAnswer<'call:dial'>>, RootState, Services, UnknownAction> {
  return async (dispatch, getState, { realtime }) => {
    const answer = await realtime.send('call:dial', payload);
    // An event that was quicker than the answer knows better.
    if (answer.ok && getState().workstation.call?.id !== answer.data.id) dispatch(callChanged({ call: answer.data }));
    return answer;
  };
}
