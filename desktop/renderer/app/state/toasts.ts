import { createSlice, nanoid, type PayloadAction } from '@reduxjs/toolkit';

export type ToastTone = 'good' | 'info' | 'attention';

export interface Toast {
  readonly id: string;
  readonly tone: ToastTone;
  /** Words in the agent's language, already made. */
  readonly text: string;
  readonly at: number;
}

/** So many are kept for the list of what was said; the newest come last. */
export const TOAST_HISTORY_MAX = 50;

export interface ToastsState {
  readonly history: readonly Toast[];
  /** Ids of those on the screen now. */
  readonly shown: readonly string[];
}

const slice = createSlice({
  name: 'toasts',
  initialState: (): ToastsState => ({ history: [], shown: [] }),
  reducers: {
    /** For results the agent started and does not need to act on; what needs an answer is shown where its cause is. */
    toastRaised: {
      reducer: (state, action: PayloadAction<Toast>) => {
        state.history.push(action.payload);
        if (state.history.length > TOAST_HISTORY_MAX) state.history.shift();
        state.shown.push(action.payload.id);
      },
      prepare: (toast: { tone: ToastTone; text: string }) => ({ payload: { ...toast, id: nanoid(), at: Date.now() } }),
    },
    toastEnded: (state, action: PayloadAction<string>) => {
      state.shown = state.shown.filter((id) => id !== action.payload);
    },
  },
});

export const { toastRaised, toastEnded } = slice.actions;
export const toastsReducer = slice.reducer;
