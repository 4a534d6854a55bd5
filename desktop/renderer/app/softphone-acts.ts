import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import type { CommandPayloadWire } from '../../../shared/protocol/commands';
import type { CommandAnswer, CommandFailure } from '../realtime/commands';
import type { Services } from './services';
import { isMutedHere, muteWished } from './state/mute';
import { callChanged } from './state/workstation';
import type { RootState } from './store';

/**
 * Mutes or opens the agent's microphone: at once on this side, then at the server. A mute holds here whatever the server
 * says; an opening it refuses is taken back, so that nobody speaks to a customer who hears nothing.
 */
export function toggleMute(): ThunkAction<Promise<CommandFailure | null>, RootState, Services, UnknownAction> {
  return async (dispatch, getState, { media, realtime }) => {
    const { call } = getState().workstation;
    if (call === null) return null;
    const isMuted = isMutedHere(getState()) !== true;
    const wish = { callId: call.id, isMuted };
    dispatch(muteWished(wish));
    media.setMuted(isMuted);
    const answer = await realtime.send('call:mute', { callId: call.id, isMuted });
    if (answer.ok) return null;
    // Silent is silent on this side; that the server is away changes nothing for the agent.
    if (isMuted) return answer.error.code === 'TIMEOUT' ? null : answer.error;
    // Only if it is still this wish that was refused.
    if (getState().mute.wish === wish) {
      dispatch(muteWished(null));
      media.setMuted(isMutedHere(getState()) ?? true);
    }
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
