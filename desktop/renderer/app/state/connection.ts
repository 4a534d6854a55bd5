import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

export type ConnectionStatus = 'idle' | 'connecting' | 'connected' | 'lost';

export interface ConnectionState {
  readonly status: ConnectionStatus;
  /** Epoch ms of this computer since when the status holds. */
  readonly since: number;
  readonly latencyMs: number | null;
  /** Add it to this computer's clock to get the server's. */
  readonly clockOffsetMs: number;
  /** Writes that wait for the connection. */
  readonly queuedWrites: number;
  /** When the server last told us something (its own clock). */
  readonly dataAt: number | null;
}

const initialState: ConnectionState = {
  status: 'idle',
  since: 0,
  latencyMs: null,
  clockOffsetMs: 0,
  queuedWrites: 0,
  dataAt: null,
};

const slice = createSlice({
  name: 'connection',
  initialState,
  reducers: {
    connectionOpened: (state, action: PayloadAction<{ at: number; replayed: number }>) => {
      state.status = 'connected';
      state.since = action.payload.at;
    },
    connectionStarted: (state, action: PayloadAction<{ at: number }>) => {
      state.status = 'connecting';
      state.since = action.payload.at;
    },
    connectionLost: (state, action: PayloadAction<{ at: number }>) => {
      if (state.status === 'lost') return;
      state.status = 'lost';
      state.since = action.payload.at;
      state.latencyMs = null;
    },
    writesQueued: (state, action: PayloadAction<number>) => {
      state.queuedWrites = action.payload;
    },
    heartbeatAnswered: (state, action: PayloadAction<{ latencyMs: number; serverNow: number; at: number }>) => {
      const { latencyMs, serverNow, at } = action.payload;
      state.latencyMs = latencyMs;
      state.clockOffsetMs = Math.round(serverNow + latencyMs / 2 - at);
      state.dataAt = serverNow;
    },
    serverClockRead: (state, action: PayloadAction<{ serverNow: number; at: number }>) => {
      state.clockOffsetMs = action.payload.serverNow - action.payload.at;
      state.dataAt = action.payload.serverNow;
    },
    serverSpoke: (state, action: PayloadAction<{ at: number }>) => {
      state.dataAt = action.payload.at;
    },
  },
});

export const {
  connectionOpened,
  connectionStarted,
  connectionLost,
  writesQueued,
  heartbeatAnswered,
  serverClockRead,
  serverSpoke,
} = slice.actions;
export const connectionReducer = slice.reducer;
