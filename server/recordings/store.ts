import type { Knex } from 'knex';
import type { RecordingLife, RecordingState } from '../../shared/calls/recording-machine';
import type { Id } from '../../shared/ids/ids';

type Sql = Knex | Knex.Transaction;

export interface RecordingRow extends RecordingLife {
  readonly id: Id<'recording'>;
  readonly callId: Id<'call'>;
}

interface RecordingColumns {
  id: string;
  call_id: string;
  state: RecordingState;
  started_at: number | null;
  stored_at: number | null;
  refused_at: number | null;
}

function toRecording(row: RecordingColumns): RecordingRow {
  return {
    // Ids in the database were made by makeId.
    id: row.id as Id<'recording'>,
    callId: row.call_id as Id<'call'>,
    state: row.state,
    stateSince: row.started_at ?? 0,
    refusedAt: row.refused_at,
    startedAt: row.started_at,
    storedAt: row.stored_at,
  };
}

export async function lockRecording(
  sql: Knex.Transaction,
  where: { id: string } | { call_id: string },
): Promise<RecordingRow | null> {
  const row = await sql<RecordingColumns>('recordings').where(where).orderBy('id', 'desc').forUpdate().first();
  return row === undefined ? null : toRecording(row);
}

/** Recordings of ended calls that are neither stored nor given up. */
export async function readUnfinished(sql: Sql, endedBeforeMs: number): Promise<readonly RecordingRow[]> {
  const rows = await sql('recordings as r')
    .join('calls as c', 'c.id', 'r.call_id')
    .whereIn('r.state', ['announced', 'recording', 'paused'])
    .where('c.ended_at', '<', new Date(endedBeforeMs))
    .select<RecordingColumns[]>('r.*');
  return rows.map(toRecording);
}

export async function insertRecording(sql: Knex.Transaction, recording: RecordingRow): Promise<void> {
  await sql('recordings').insert({ id: recording.id, call_id: recording.callId, state: recording.state });
}

function at(epochMs: number | null): Date | null {
  return epochMs === null ? null : new Date(epochMs);
}

/** What stands in the row of a recording whose file is gone. */
export const NO_FILE = { duration_ms: null, bytes: null, sha256: null, file_name: null, peaks: null } as const;

/** Writes what the rules decided, and what is known of the file once it is stored. */
export async function saveRecording(
  sql: Knex.Transaction,
  recording: RecordingRow,
  file: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await sql('recordings')
    .where({ id: recording.id })
    .update({
      state: recording.state,
      started_at: at(recording.startedAt),
      stored_at: at(recording.storedAt),
      refused_at: at(recording.refusedAt),
      ...file,
    });
}

/** What is kept of a stored file; null while there is none. */
export async function readStoredFile(
  sql: Sql,
  recordingId: string,
): Promise<{ callId: string; fileName: string; creditorId: string } | null> {
  const row = await sql('recordings as r')
    .join('calls as c', 'c.id', 'r.call_id')
    .where({ 'r.id': recordingId, 'r.state': 'stored' })
    .first<{ call_id: string; file_name: string; creditor_id: string } | undefined>(
      'r.call_id',
      'r.file_name',
      'c.creditor_id',
    );
  return row === undefined ? null : { callId: row.call_id, fileName: row.file_name, creditorId: row.creditor_id };
}
