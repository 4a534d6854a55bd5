/**
 * A recording. No sound is kept before the customer has heard the notice, and a customer who refuses ends it for good.
 *
 * ```
 * off ─► announced ─► recording ⇄ paused ─► stored | failed
 *  ▲         │            │         │          │
 *  └─────────┴────────────┴─────────┴──────────┘  refused (what was kept is discarded)
 * ```
 */
import { ok, refuse, type Result } from '../result';
import { nextState, type TransitionTable } from './machine';

export const RECORDING_STATES = ['off', 'announced', 'recording', 'paused', 'stored', 'failed'] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];
export const RECORDING_EVENTS = [
  'notice_heard',
  'started',
  'paused',
  'resumed',
  'stored',
  'failed',
  'refused',
] as const;
export type RecordingEventType = (typeof RECORDING_EVENTS)[number];

/** What the rules need to know of a recording; stamps in epoch ms. */
export interface RecordingLife {
  readonly state: RecordingState;
  readonly stateSince: number;
  /** Refused by the customer: nothing may start it again in this call. */
  readonly refusedAt: number | null;
  readonly startedAt: number | null;
  readonly storedAt: number | null;
}

export const RECORDING_TRANSITIONS = {
  off: { notice_heard: 'announced', refused: 'off' },
  announced: { started: 'recording', failed: 'failed', refused: 'off' },
  // A call may end while paused: the file is then finished from there.
  recording: { paused: 'paused', stored: 'stored', failed: 'failed', refused: 'off' },
  paused: { resumed: 'recording', stored: 'stored', failed: 'failed', refused: 'off' },
  // The key may be pressed in the last moment of the call.
  stored: { refused: 'off' },
  failed: {},
} satisfies TransitionTable<RecordingState, RecordingEventType>;

/** The recording of a call that has just arrived: nothing is kept. */
export function newRecordingLife(now: number): RecordingLife {
  return { state: 'off', stateSince: now, refusedAt: null, startedAt: null, storedAt: null };
}

/** Applies one event at `now`. Refused with `RECORDING_NOT_READY` when the table or an earlier refusal forbids it. */
export function transitionRecording<T extends RecordingLife>(
  recording: T,
  event: RecordingEventType,
  now: number,
): Result<T> {
  const table: TransitionTable<RecordingState, RecordingEventType> = RECORDING_TRANSITIONS;
  const target = nextState(table, recording.state, event);
  if (target === undefined || recording.refusedAt !== null) {
    return refuse('RECORDING_NOT_READY', { state: recording.state, event });
  }
  return ok({
    ...recording,
    state: target,
    stateSince: now,
    refusedAt: event === 'refused' ? now : null,
    startedAt: recording.startedAt ?? (event === 'started' ? now : null),
    storedAt: target === 'stored' ? now : null,
  });
}
