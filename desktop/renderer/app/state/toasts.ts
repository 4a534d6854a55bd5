import { createSlice, nanoid, type PayloadAction } from '@reduxjs/toolkit';

export type ToastTone = 'good' | 'info' | 'attention';

export interface Toast {
  readonly id: string;
  readonly tone: ToastTone;
  /** Words in the agent's language, already made. */
  readonly text: string;
}

/** More than this at a time nobody reads: the oldest makes room. */
export const TOASTS_MAX = 5;

/** What is on the screen now; the newest come last. */
export interface ToastsState {
  readonly shown: readonly Toast[];
}

const slice = createSlice({
  name: 'toasts',
  initialState: (): ToastsState => ({ shown: [] }),
  reducers: {
    /** For results the agent started and does not need to act on; what needs an answer is shown where its cause is. */
    toastRaised: {
      reducer: (state, action: PayloadAction<Toast>) => {
        state.shown = [...state.shown, action.payload].slice(-TOASTS_MAX);
      },
      prepare: (toast: { tone: ToastTone; text: string }) => ({ payload: { ...toast, id: nanoid() } }),
    },
    toastEnded: (state, action: PayloadAction<string>) => {
      state.shown = state.shown.filter(({ id }) => id !== action.payload);
    },
  },
});

export const { toastRaised, toastEnded } = slice.actions;
export const toastsReducer = slice.reducer;
