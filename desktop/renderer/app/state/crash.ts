import { createSlice } from '@reduxjs/toolkit';

/** Whether the page before this one crashed and the agent has not yet seen that this one took its place. */
const slice = createSlice({
  name: 'crash',
  initialState: { isNews: false },
  reducers: {
    crashRecovered: (state) => {
      state.isNews = true;
    },
    crashSeen: (state) => {
      state.isNews = false;
    },
  },
});

export const { crashRecovered, crashSeen } = slice.actions;
export const crashReducer = slice.reducer;
