import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

export type MediaStatus = 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'failed';
export type MediaProblem = 'microphone_denied' | 'microphone_missing' | 'not_secure' | 'connection' | 'refused';

/** What the softphone's audio is doing, in numbers; the streams themselves live in softphone-media. */
export interface MediaState {
  readonly status: MediaStatus;
  readonly callId: string | null;
  readonly problem: MediaProblem | null;
  /** 0–1, once a second. */
  readonly levelIn: number;
  readonly levelOut: number;
  readonly lossShare: number | null;
  readonly jitterMs: number | null;
  readonly roundTripMs: number | null;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

const initialState: MediaState = {
  status: 'idle',
  callId: null,
  problem: null,
  levelIn: 0,
  levelOut: 0,
  lossShare: null,
  jitterMs: null,
  roundTripMs: null,
  bytesIn: 0,
  bytesOut: 0,
};

const slice = createSlice({
  name: 'media',
  initialState,
  reducers: {
    mediaChanged: (state, action: PayloadAction<Partial<MediaState>>) => ({ ...state, ...action.payload }),
  },
});

export const { mediaChanged } = slice.actions;
export const mediaReducer = slice.reducer;
