import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type * as z from 'zod';
import type { boardViewSchema } from '../../../../shared/protocol/board';

export type BoardWire = z.input<typeof boardViewSchema>;

/** The live board as last told; null until the first one came or when nobody follows it. */
export interface BoardState {
  readonly board: BoardWire | null;
}

const slice = createSlice({
  name: 'board',
  initialState: (): BoardState => ({ board: null }),
  reducers: {
    boardReceived: (state, action: PayloadAction<BoardWire>) => {
      state.board = action.payload;
    },
  },
});

export const { boardReceived } = slice.actions;
export const boardReducer = slice.reducer;
