import { useFollowBoard } from '../../app/board-context';
import { useAppSelector, useClockOffset } from '../../app/hooks';
import type { BoardWire } from '../../app/state/board';
import { useNow } from '../../ui/use-now';
import { isStale } from './figures';

export interface LiveBoard {
  readonly board: BoardWire | null;
  readonly isStale: boolean;
  readonly isConnected: boolean;
  /** The server's clock, in whole seconds. */
  readonly nowMs: number;
}

/** Follows the live board while the component is on the screen, and says when what it shows is old. */
export function useBoard(): LiveBoard {
  useFollowBoard();
  const board = useAppSelector((state) => state.board.board);
  const isConnected = useAppSelector((state) => state.connection.status === 'connected');
  const nowMs = useNow() + useClockOffset();
  return { board, isConnected, nowMs, isStale: board !== null && isStale(board.at, nowMs) };
}
