import type { BoardMetric } from '../../../../../shared/protocol/board';
import { ANSWER_TARGET_MS } from '../../../../../shared/calls/vocabulary';
import type { BoardWire } from '../../../app/state/board';
import { TARGET_BP, valueOf, type FigureValue } from '../figures';

/** Four tiles at most, so that each can be read from six metres (experience.md §5.7). */
export type TileName =
  | Extract<
      BoardMetric,
      | 'fcr_measured'
      | 'answered_in_target'
      | 'waiting'
      | 'abandoned'
      | 'average_speed_of_answer'
      | 'plans_made'
      | 'releases_in_time'
    >
  | 'available';

export const WALL_PAGES: readonly (readonly TileName[])[] = [
  ['fcr_measured', 'answered_in_target', 'waiting', 'available'],
  ['abandoned', 'average_speed_of_answer', 'plans_made', 'releases_in_time'],
];
/** A page stays long enough to be read by somebody who looks up: at least 20 s. */
export const PAGE_TURN_MS = 25_000;

export interface Tile {
  readonly name: TileName;
  readonly value: FigureValue;
  readonly targetBp: number | null;
  readonly judgement: 'met' | 'missed' | 'none';
  /** How far below its target, 0–1; 0 when met or without target. */
  readonly shortfall: number;
}

function shareTile(name: TileName, value: FigureValue, targetBp: number | undefined): Tile {
  const bp = value.kind === 'share' ? value.share.bp : null;
  if (targetBp === undefined || bp === null) {
    return { name, value, targetBp: targetBp ?? null, judgement: 'none', shortfall: 0 };
  }
  const isMet = bp >= targetBp;
  return {
    name,
    value,
    targetBp,
    judgement: isMet ? 'met' : 'missed',
    shortfall: isMet ? 0 : (targetBp - bp) / targetBp,
  };
}

function tileOf(name: TileName, board: BoardWire, nowMs: number): Tile {
  if (name === 'available') {
    const available = board.agentsByState.available ?? 0;
    // Somebody waits and nobody is free: that is the worst a floor can show.
    const isEmpty = available === 0 && board.waiting > 0;
    return {
      name,
      value: { kind: 'count', count: available },
      targetBp: null,
      judgement: isEmpty ? 'missed' : 'none',
      shortfall: isEmpty ? 1 : 0,
    };
  }
  const value = valueOf(board, name);
  if (name !== 'waiting') return shareTile(name, value, TARGET_BP[name]);
  const waitedMs = board.longestWaitSince === null ? 0 : nowMs - board.longestWaitSince;
  const isLong = waitedMs > ANSWER_TARGET_MS;
  return {
    name,
    value,
    targetBp: null,
    judgement: isLong ? 'missed' : 'none',
    shortfall: isLong ? Math.min(1, (waitedMs - ANSWER_TARGET_MS) / waitedMs) : 0,
  };
}

/** The tiles of one page, and which of them is furthest from its target (null when all is well). */
export function tilesOf(
  page: readonly TileName[],
  board: BoardWire,
  nowMs: number,
): { readonly tiles: readonly Tile[]; readonly worst: TileName | null } {
  const tiles = page.map((name) => tileOf(name, board, nowMs));
  const worst = tiles.reduce<Tile | null>(
    (found, tile) => (tile.shortfall > (found?.shortfall ?? 0) ? tile : found),
    null,
  );
  return { tiles, worst: worst?.name ?? null };
}

/** People logged in: those who could take calls some time today, not the whole payroll. */
export function peopleOnFloor(board: BoardWire): number {
  return board.agents.filter((agent) => agent.state !== 'offline').length;
}
