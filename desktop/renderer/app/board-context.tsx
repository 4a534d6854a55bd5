import { createContext, useContext, useEffect } from 'react';

/** Starts following the live board; the returned function stops it. */
export type FollowBoard = () => () => void;

export const FollowBoardContext = createContext<FollowBoard>(() => () => undefined);

/** The live board is kept in the store (`state.board.board`) while the component that calls this is on the screen. */
export function useFollowBoard(): void {
  const follow = useContext(FollowBoardContext);
  useEffect(() => follow(), [follow]);
}
