import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** A wish to ring someone: the dial dialog opens with it, and nothing is dialled before the agent says so. */
export interface DialWish {
  readonly number: string;
  readonly creditorId: string | null;
  readonly customerId: string | null;
  readonly caseId: string | null;
}

export interface DialState {
  readonly wish: DialWish | null;
}

const slice = createSlice({
  name: 'dial',
  initialState: (): DialState => ({ wish: null }),
  reducers: {
    dialWished: (state, action: PayloadAction<Partial<DialWish>>) => {
      state.wish = { number: '', creditorId: null, customerId: null, caseId: null, ...action.payload };
    },
    dialClosed: (state) => {
      state.wish = null;
    },
  },
});

export const { dialWished, dialClosed } = slice.actions;
export const dialReducer = slice.reducer;
