import type { Knex } from 'knex';
import type { CallAction } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { QaCall } from '../../shared/protocol/http';
import { inTurn } from '../platform/db/in-turn';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import { findRepeated, qaRows, toQaLine, type QaRow } from './qa-calls';
import { readReviews } from './reviews-store';
import { timelineOf } from './timeline';

interface RecordingRow {
  id: Id<'recording'>;
  started_at: number | null;
  duration_ms: bigint | null;
  sha256: string | null;
  peaks: number[][] | null;
}

interface StepRow {
  run_id: string;
  step_no: number;
  at: number;
  kind: string;
  step_id: string;
  words: string;
  answer: unknown;
}

interface RunRow {
  id: string;
  slug: string;
  version: number;
  state: string;
}

/** Everything that hangs on the call, one question after the other: they share a transaction. */
function rowsOfCall(sql: Knex, callId: string) {
  return inTurn([
    () =>
      sql('call_actions')
        .where({ call_id: callId })
        .orderBy('action_no')
        .select<{ action: CallAction; at: number }[]>('action', 'at'),
    () =>
      sql('identity_gates')
        .where({ call_id: callId })
        .select<{ factors: string[]; opened_at: number }[]>('factors', 'opened_at'),
    () =>
      sql('recordings')
        .where({ call_id: callId, state: 'stored' })
        .first<RecordingRow | undefined>('id', 'started_at', 'duration_ms', 'sha256', 'peaks'),
    () =>
      sql('script_runs')
        .where({ call_id: callId })
        .orderBy('started_at')
        .select<RunRow[]>('id', 'slug', 'version', 'state'),
    () =>
      sql('script_run_steps as s')
        .join('script_runs as r', 'r.id', 's.run_id')
        .where('r.call_id', callId)
        .orderBy(['s.run_id', 's.step_no'])
        .select<StepRow[]>('s.*'),
    () => sql('wrap_ups').where({ call_id: callId }).first<{ note: string } | undefined>('note'),
    () => readReviews(sql, { callId }),
  ]);
}

/** Everything QA needs of one call, or null when it does not exist or belongs to a creditor outside the person's scope. */
export async function readQaCall(
  sql: Knex,
  callId: string,
  asker: { readonly login: Login; readonly nowMs: number },
): Promise<QaCall | null> {
  const row: QaRow | undefined = await qaRows(sql).where('f.call_id', callId).first();
  if (row === undefined || !maySeeCreditor(asker.login, row.creditor_id)) return null;
  const [actions, gates, recording, runs, steps, wrapUp, reviews] = await rowsOfCall(sql, callId);
  const pauses =
    recording === undefined
      ? []
      : await sql('recording_pauses')
          .where({ recording_id: recording.id })
          .select<{ paused_at: number; resumed_at: number | null }[]>('paused_at', 'resumed_at');
  return {
    line: toQaLine(row, await findRepeated(sql, [row], asker.nowMs)),
    // Ids in the database were made by makeId; the brand is put back on where a row becomes a value.
    agentId: row.agent_id as Id<'agent'> | null,
    actions: actions.map((action) => action.action),
    recording: toRecording(recording),
    timeline: timelineOf({
      answeredAt: row.answered_at,
      endedAt: row.ended_at,
      recordingStartedAt: recording?.started_at ?? null,
      gates: gates.map((gate) => ({ at: gate.opened_at, factors: gate.factors })),
      actions,
      // What was shown; answers, deeds and branches belong to the same moment.
      steps: steps
        .filter(({ kind }) => kind === 'shown')
        .map((step) => ({
          at: step.at,
          slug: runs.find((run) => run.id === step.run_id)?.slug ?? '',
          stepId: step.step_id,
          words: step.words,
        })),
      pauses: pauses.map((pause) => ({ from: pause.paused_at, to: pause.resumed_at })),
    }),
    scriptRuns: runs.map((run) => ({
      slug: run.slug,
      version: run.version,
      state: run.state,
      log: steps.filter((step) => step.run_id === run.id).map(toStep),
    })),
    note: wrapUp === undefined || wrapUp.note === '' ? null : wrapUp.note,
    reviews,
  };
}

function toRecording(row: RecordingRow | undefined): QaCall['recording'] {
  if (row === undefined || row.duration_ms === null || row.sha256 === null) return null;
  return {
    id: row.id,
    durationMs: Number(row.duration_ms),
    sha256: row.sha256,
    peaks: row.peaks ?? [],
    startedAt: row.started_at ?? 0,
  };
}

function toStep(step: StepRow): QaCall['scriptRuns'][number]['log'][number] {
  const answer =
    step.answer === null ? null : typeof step.answer === 'string' ? step.answer : JSON.stringify(step.answer);
  return { stepNo: step.step_no, at: step.at, kind: step.kind, stepId: step.step_id, words: step.words, answer };
}
