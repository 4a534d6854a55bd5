import { createSlice, nanoid, type PayloadAction } from '@reduxjs/toolkit';

export type ToastTone = 'good' | 'info' | 'attention';

export interface Toast {
  readonly id: string;
  readonly tone: ToastTone;
  /** Words in the agent's language, already made. */
  readonly text: string;
  /** When it was raised, epoch ms. */
  readonly at: number;
}

/** More than this at a time nobody reads: the oldest makes room. */
export const TOASTS_MAX = 5;
/** How many can be read again. */
export const TOAST_HISTORY_MAX = 30;

/** What is on the screen now, the newest last; and what was said to this login in this window, the newest first. */
export interface ToastsState {
  readonly shown: readonly Toast[];
  readonly history: readonly Toast[];
}

const slice = createSlice({
  name: 'toasts',
  initialState: (): ToastsState => ({ shown: [], history: [] }),
  reducers: {
    /** For results the agent started and does not need to act on; what needs an answer is shown where its cause is. */
    toastRaised: {
      reducer: (state, action: PayloadAction<Toast>) => {
        state.shown = [...state.shown, action.payload].slice(-TOASTS_MAX);
        state.history = [action.payload, ...state.history].slice(0, TOAST_HISTORY_MAX);
      },
      prepare: (toast: { tone: ToastTone; text: string }) => ({ payload: { ...toast, id: nanoid(), at: Date.now() } }),
    },
    toastEnded: (state, action: PayloadAction<string>) => {
      state.shown = state.shown.filter(({ id }) => id !== action.payload);
    },
  },
});

export const { toastRaised, toastEnded } = slice.actions;
export const toastsReducer = slice.reducer;
