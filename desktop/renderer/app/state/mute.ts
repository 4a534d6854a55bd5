import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/**
 * Whether the agent wants to be muted in a call. The wish is this window's and wins over what the server was told so far:
 * a server that is away must never open a microphone.
 */
export interface MuteState {
  readonly wish: { readonly callId: string; readonly isMuted: boolean } | null;
}

const slice = createSlice({
  name: 'mute',
  initialState: (): MuteState => ({ wish: null }),
  reducers: {
    muteWished: (state, action: PayloadAction<MuteState['wish']>) => {
      state.wish = action.payload;
    },
  },
});

export const { muteWished } = slice.actions;
export const muteReducer = slice.reducer;

interface WithMute {
  readonly mute: MuteState;
  readonly workstation: { readonly call: { readonly id: string; readonly isMuted: boolean } | null };
}

/** Whether the agent is muted in the call on the desk: as wished here, else as the server has it; null without a call. */
export function isMutedHere({ mute: { wish }, workstation: { call } }: WithMute): boolean | null {
  if (call === null) return null;
  return wish?.callId === call.id ? wish.isMuted : call.isMuted;
}
