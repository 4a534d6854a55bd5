import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type * as z from 'zod';
import type { loginViewSchema } from '../../../../shared/protocol/views';

export type LoginWire = z.input<typeof loginViewSchema>;
export type LoginEndedWhy = 'taken_over' | 'logged_out' | 'expired' | 'old_version';

/** Who is logged in on this window. `restoring` while a kept token is being asked about; `awaiting` when nobody answers. */
export interface SessionState {
  readonly status: 'restoring' | 'awaiting' | 'out' | 'in';
  readonly token: string | null;
  readonly login: LoginWire | null;
  /** Why the last login ended, told on the login page. */
  readonly endedWhy: LoginEndedWhy | null;
}

const slice = createSlice({
  name: 'session',
  initialState: (): SessionState => ({ status: 'restoring', token: null, login: null, endedWhy: null }),
  reducers: {
    serverAwaited: (state) => {
      state.status = 'awaiting';
    },
    loggedIn: (state, action: PayloadAction<{ token: string; login: LoginWire }>) => {
      state.status = 'in';
      state.token = action.payload.token;
      state.login = action.payload.login;
      state.endedWhy = null;
    },
    loggedOut: (state, action: PayloadAction<LoginEndedWhy | null>) => {
      state.status = 'out';
      state.token = null;
      state.login = null;
      state.endedWhy = action.payload;
    },
  },
});

export const { serverAwaited, loggedIn, loggedOut } = slice.actions;
export const sessionReducer = slice.reducer;
