import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { transitionRecording, type RecordingState } from '../../shared/calls/recording-machine';
import type { Id } from '../../shared/ids/ids';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import type { Carrier, FetchedRecording } from '../voice';
import { peaksOf, wavSamples } from './peaks';
import { lockRecording, saveRecording } from './store';

export const KEEP_TIMER = 'recording-keep';
const RETRY_MS = 2_000;

/** Where recordings lie; names are made here from ids, never from anything we were told. */
export function recordingsDir(dataDir: string): string {
  return join(dataDir, 'recordings');
}

export function recordingFileName(recordingId: Id<'recording'>): string {
  return `${recordingId}.wav`;
}

interface Parts {
  readonly platform: Platform;
  readonly carrier: Carrier;
}

/**
 * Brings a finished recording home: fetch, copy under our own name, verify the hash, write the row, and only then let the
 * carrier delete its own. Safe to repeat from any step: the copy is made beside and renamed, a stored row only confirms again.
 */
export async function keepRecording(parts: Parts, recordingId: Id<'recording'>): Promise<void> {
  const { platform, carrier } = parts;
  const known = await readState(platform, recordingId);
  if (known?.state === 'stored') {
    await carrier.confirmRecordingStored(recordingId);
    return;
  }
  if (known === null || known.isRefused) {
    await forget(parts, recordingId);
    return;
  }
  const fetched = await carrier.fetchRecording(recordingId);
  if (!fetched.ok) {
    if (fetched.error.code === 'NOT_FOUND') await giveUp(platform, recordingId);
    else await tryAgain(platform, recordingId);
    return;
  }
  const peaks = await copyVerified(parts, fetched.value);
  const isKept = await platform.unitOfWork.run((tx) => writeStored(tx, fetched.value, peaks));
  if (isKept) await carrier.confirmRecordingStored(recordingId);
  else await forget(parts, recordingId);
}

async function readState(
  platform: Platform,
  recordingId: string,
): Promise<{ state: RecordingState; isRefused: boolean } | null> {
  const row = await platform
    .db('recordings')
    .where({ id: recordingId })
    .first<{ state: RecordingState; refused_at: number | null } | undefined>('state', 'refused_at');
  return row === undefined ? null : { state: row.state, isRefused: row.refused_at !== null };
}

/** Nobody may keep it: gone at the carrier and here. */
async function forget(parts: Parts, recordingId: Id<'recording'>): Promise<void> {
  await parts.carrier.discardRecording(recordingId);
  await removeFile(parts.platform.dataDir, recordingId);
}

/** Copies to our folder; throws when what arrived is not what was announced. Returns the peaks as they are stored. */
async function copyVerified(parts: Parts, fetched: FetchedRecording): Promise<string> {
  const dir = recordingsDir(parts.platform.dataDir);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const file = await readFile(fetched.path);
  const sha256 = createHash('sha256').update(file).digest('hex');
  if (sha256 !== fetched.sha256) throw new Error('a recording is not what the carrier announced');
  const target = join(dir, recordingFileName(fetched.recordingId));
  const partial = `${target}.part`;
  const handle = await open(partial, 'w', 0o600);
  try {
    await handle.writeFile(file);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, target);
  const samples = wavSamples(file);
  return JSON.stringify(samples === null ? [[], []] : peaksOf(samples));
}

/** False when the recording may not be kept (refused meanwhile). */
async function writeStored(tx: Tx, fetched: FetchedRecording, peaks: string): Promise<boolean> {
  const recording = await lockRecording(tx.sql, { id: fetched.recordingId });
  if (recording === null) return false;
  // The end of a recording we never saw begin (its event was lost): the file proves that it did.
  const running = recording.state === 'announced' ? transitionRecording(recording, 'started', fetched.startedAt) : null;
  const stored = transitionRecording(running?.ok === true ? running.value : recording, 'stored', tx.nowMs);
  if (!stored.ok) return recording.state === 'stored';
  await saveRecording(tx.sql, stored.value, {
    // The first sample is the origin of every mark on the waveform.
    started_at: new Date(fetched.startedAt),
    duration_ms: fetched.durationMs,
    bytes: fetched.bytes,
    sha256: fetched.sha256,
    file_name: recordingFileName(fetched.recordingId),
    peaks,
  });
  await tx
    .sql('recording_pauses')
    .where({ recording_id: recording.id })
    .whereNull('resumed_at')
    .update({ resumed_at: new Date(fetched.startedAt + fetched.durationMs) });
  const { id: recordingId, callId } = recording;
  tx.record('recording.changed', callId, { callId, recordingId, state: 'stored' });
  return true;
}

/** The carrier has nothing: the recording failed, and everybody may see that it did. */
async function giveUp(platform: Platform, recordingId: string): Promise<void> {
  await platform.unitOfWork.run(async (tx) => {
    const recording = await lockRecording(tx.sql, { id: recordingId });
    if (recording === null) return;
    const failed = transitionRecording(recording, 'failed', tx.nowMs);
    if (!failed.ok) return;
    await saveRecording(tx.sql, failed.value);
    tx.record('recording.changed', recording.callId, { callId: recording.callId, recordingId, state: 'failed' });
  });
}

async function tryAgain(platform: Platform, recordingId: string): Promise<void> {
  await platform.unitOfWork.run((tx) =>
    tx.setTimer(KEEP_TIMER, recordingId, { dueAtMs: tx.nowMs + RETRY_MS, isLease: false }),
  );
}

/** Keeps it soon, without holding up who asks; a failure is tried again by a timer row. */
export function keepSoon(parts: Parts, recordingId: Id<'recording'>): Promise<void> {
  return keepRecording(parts, recordingId).catch(async (error: unknown) => {
    parts.platform.log.error({ ...errorFacts(error), recordingId }, 'a recording could not be kept yet');
    await tryAgain(parts.platform, recordingId).catch(() => undefined);
  });
}

/** Removes the file of a recording the customer refused, if a copy was ever made. */
export async function removeFile(dataDir: string, recordingId: Id<'recording'>): Promise<void> {
  await rm(join(recordingsDir(dataDir), recordingFileName(recordingId)), { force: true });
}
