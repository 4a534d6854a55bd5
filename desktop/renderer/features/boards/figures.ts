import { ANSWER_TARGET_MS } from '../../../../shared/calls/vocabulary';
import type { BoardMetric, Share } from '../../../../shared/protocol/board';
import { assertNever } from '../../../../shared/assert';
import type { BoardWire } from '../../app/state/board';

/** Older figures are greyed out and said to be old (the server sends at least every five seconds). */
export const BOARD_STALE_MS = 15_000;
/** The best published figures are the bar: 93 % answered within 30 s, 85 % solved at first contact, every release in time. */
export const TARGET_BP: Readonly<Partial<Record<BoardMetric, number>>> = {
  answered_in_target: 9_300,
  answered_in_target_30min: 9_300,
  fcr_measured: 8_500,
  releases_in_time: 10_000,
};

export type FigureValue =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'share'; readonly share: Share }
  | { readonly kind: 'duration'; readonly ms: number | null }
  /** Grows by itself; null when nobody waits. */
  | { readonly kind: 'ticking'; readonly since: number | null };

export type Judgement = 'met' | 'missed' | 'none';

const count = (value: number): FigureValue => ({ kind: 'count', count: value });
const share = (value: Share): FigureValue => ({ kind: 'share', share: value });
const duration = (ms: number | null): FigureValue => ({ kind: 'duration', ms });

const VALUES: Readonly<Record<BoardMetric, (board: BoardWire) => FigureValue>> = {
  waiting: (board) => count(board.waiting),
  longest_wait: (board) => ({ kind: 'ticking', since: board.longestWaitSince }),
  answered_in_target: (board) => share(board.answeredInTarget),
  answered_in_target_30min: (board) => share(board.answeredInTarget30Min),
  average_speed_of_answer: (board) => duration(board.averageSpeedOfAnswerMs),
  offered: (board) => count(board.offered),
  answered: (board) => count(board.answered),
  abandoned: (board) => count(board.abandoned),
  abandon_rate: (board) => share(board.abandonRate),
  average_handle_time: (board) => duration(board.averageHandleTimeMs),
  fcr_measured: (board) => share(board.fcr.measured),
  fcr_declared: (board) => share(board.fcr.declared),
  fcr_provisional: (board) => count(board.fcr.provisional),
  plans_made: (board) => count(board.plansMade),
  disputes_opened: (board) => count(board.disputesOpened),
  releases_in_time: (board) => share(board.releasesInTime),
};

/** What the board says for a figure. */
export function valueOf(board: BoardWire, metric: BoardMetric): FigureValue {
  return VALUES[metric](board);
}

/** Held against its target; `none` where there is no target, or nothing to divide by. */
export function judge(metric: BoardMetric, value: FigureValue, nowMs: number): Judgement {
  switch (value.kind) {
    case 'share': {
      const target = TARGET_BP[metric];
      if (target === undefined || value.share.bp === null) return 'none';
      return value.share.bp >= target ? 'met' : 'missed';
    }
    case 'ticking':
      return value.since !== null && nowMs - value.since > ANSWER_TARGET_MS ? 'missed' : 'none';
    case 'count':
    case 'duration':
      return 'none';
    default:
      return assertNever(value);
  }
}

export const IDENTITY_TERMS = ['answered', 'abandoned', 'short', 'other', 'waiting'] as const;
export type IdentityTerm = (typeof IDENTITY_TERMS)[number];

export interface OfferedIdentity {
  readonly offered: number;
  readonly terms: readonly { readonly term: IdentityTerm; readonly count: number }[];
  readonly isWhole: boolean;
}

/** Offered = answered + abandoned + misdialled + other ends + waiting: each inbound call exactly once. */
export function offeredIdentity(board: BoardWire): OfferedIdentity {
  const counts: Readonly<Record<IdentityTerm, number>> = {
    answered: board.answered,
    abandoned: board.abandoned,
    short: board.shortAbandoned,
    other: board.otherEnds,
    waiting: board.waiting,
  };
  const terms = IDENTITY_TERMS.map((term) => ({ term, count: counts[term] }));
  const sum = terms.reduce((total, row) => total + row.count, 0);
  return { offered: board.offered, terms, isWhole: sum === board.offered };
}

/** Figures whose definition shows the identity: they are its terms, or shares of them. */
export const IDENTITY_METRICS: ReadonlySet<BoardMetric> = new Set([
  'offered',
  'answered',
  'abandoned',
  'abandon_rate',
  'waiting',
  'answered_in_target',
]);

/** True when the figures are older than {@link BOARD_STALE_MS} by the server's clock. */
export function isStale(boardAt: number, serverNowMs: number): boolean {
  return serverNowMs - boardAt > BOARD_STALE_MS;
}
