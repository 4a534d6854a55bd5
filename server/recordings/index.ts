import { newRecordingLife, transitionRecording, type RecordingEventType } from '../../shared/calls/recording-machine';
import type { Id } from '../../shared/ids/ids';
import type { CallView } from '../../shared/protocol/views';
import { ok, refuse, type Result } from '../../shared/result';
import { askCarrier, lockCall, lockOwnCall, saveCall, type Calls, type EventOf } from '../calls';
import type { CommandContext } from '../platform/edge/commands';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import type { Carrier } from '../voice';
import { registerAudioRoute } from './audio-route';
import { KEEP_TIMER, keepSoon, removeFile } from './keep-recording';
import { insertRecording, lockRecording, NO_FILE, readUnfinished, saveRecording, type RecordingRow } from './store';

export { peaksOf, wavSamples } from './peaks';
export { recordingFileName, recordingsDir } from './keep-recording';

/** Told by the greeting: this key, alone, refuses the recording. */
const REFUSAL_KEY = '9';
const REFUSAL_TIMER = 'recording-refusal';
/** A case number may begin with the same key: only a key that stays alone this long is a refusal. */
const REFUSAL_ALONE_MS = 2_000;
/** Many press it after a key; it neither refuses nor undoes a refusal. */
const CONFIRM_KEY = '#';
/** While it runs, keys belong to a number that is being keyed. */
const NUMBER_TIMER = 'digits-keyed';
/** Keys further apart are not one number. */
const NUMBER_GAP_MS = 5_000;
/** A recording whose call ended this long ago should be at hand. */
const UNFINISHED_AFTER_MS = 60_000;
const SWEEP_MS = 60_000;

interface RecordingsDeps {
  readonly carrier: Carrier;
  readonly calls: Calls;
}

export interface Recordings {
  /** Brings home what an earlier process left at the carrier. */
  sweep(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Recordings from the notice to the stored file. */
export function createRecordings(platform: Platform, deps: RecordingsDeps): Recordings {
  const { carrier, calls } = deps;
  const parts = { platform, carrier };
  const running = new Set<Promise<void>>();
  const keep = (recordingId: Id<'recording'>): void => {
    const work = keepSoon(parts, recordingId).finally(() => running.delete(work));
    running.add(work);
  };
  registerEvents(platform, calls, keep);
  registerCommands(platform, deps);
  registerAudioRoute(platform);
  const sweep = async (): Promise<void> => {
    const unfinished = await readUnfinished(platform.db, platform.clock.nowMs() - UNFINISHED_AFTER_MS);
    for (const recording of unfinished) keep(recording.id);
    await Promise.all(running);
  };
  let timer: NodeJS.Timeout | null = null;
  return {
    sweep,
    start() {
      timer = setInterval(() => {
        sweep().catch((error: unknown) => platform.log.error(errorFacts(error), 'sweeping recordings failed'));
      }, SWEEP_MS);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await Promise.all(running);
    },
  };
}

function registerEvents(platform: Platform, calls: Calls, keep: (recordingId: Id<'recording'>) => void): void {
  const { inbox } = calls;
  inbox.on('announcement.finished', noticeHeard);
  inbox.on('recording.started', async (tx, event) => {
    await move(tx, event, 'started');
  });
  inbox.on('recording.paused', pausedAtCarrier);
  inbox.on('recording.resumed', resumedAtCarrier);
  inbox.on('recording.failed', async (tx, event) => {
    await move(tx, event, 'failed');
  });
  inbox.on('digit.received', refusalKeyed);
  // The file is fetched after the event is stored: the timer row is the promise to do it, the wake only makes it soon.
  inbox.on('recording.ready', async (tx, event) => {
    await tx.setTimer(KEEP_TIMER, event.recordingId, { dueAtMs: tx.nowMs, isLease: false });
  });
  platform.timers.handle(KEEP_TIMER, (_tx, recordingId) => Promise.resolve(() => keep(recordingId as Id<'recording'>)));
  inbox.whenAttached(async ({ waitingRecordings }) => {
    for (const recordingId of waitingRecordings) keep(recordingId);
  });
  // The row itself is what is asked for: its end needs nothing done.
  platform.timers.handle(NUMBER_TIMER, () => Promise.resolve());
  platform.timers.handle(REFUSAL_TIMER, (tx, callId) => refuseRecording(platform, tx, callId));
}

/** The customer heard the notice to its end: from here on sound may be kept. */
async function noticeHeard(tx: Tx, event: EventOf<'announcement.finished'>): Promise<void> {
  if (event.announcement !== 'greeting' || event.wasCut) return;
  const call = await lockCall(tx.sql, event.callId);
  if (call === null || call.endedAt !== null || call.noticePlayedAt !== null) return;
  await saveCall(tx.sql, { ...call, noticePlayedAt: event.at });
  const known = await lockRecording(tx.sql, { call_id: call.id });
  if (known?.refusedAt !== null && known !== null) return;
  const recordingId = tx.makeId('recording');
  const announced = transitionRecording(
    { ...newRecordingLife(tx.nowMs), id: recordingId, callId: call.id },
    'notice_heard',
    tx.nowMs,
  );
  if (!announced.ok) return;
  await insertRecording(tx.sql, announced.value);
  await askCarrier(tx, { kind: 'start-recording', callId: call.id, recordingId }, recordingId);
  tx.record('recording.changed', call.id, { callId: call.id, recordingId, state: 'announced' });
}

async function move(
  tx: Tx,
  event: { readonly recordingId: Id<'recording'> },
  what: RecordingEventType,
): Promise<RecordingRow | null> {
  const recording = await lockRecording(tx.sql, { id: event.recordingId });
  if (recording === null) return null;
  const moved = transitionRecording(recording, what, tx.nowMs);
  if (!moved.ok) return null;
  await saveRecording(tx.sql, moved.value);
  const { id: recordingId, callId, state } = moved.value;
  tx.record('recording.changed', callId, { callId, recordingId, state });
  return moved.value;
}

async function pausedAtCarrier(tx: Tx, event: EventOf<'recording.paused'>): Promise<void> {
  if ((await move(tx, event, 'paused')) !== null) await beginPause(tx, event.recordingId, event.at);
}

async function resumedAtCarrier(tx: Tx, event: EventOf<'recording.resumed'>): Promise<void> {
  if ((await move(tx, event, 'resumed')) !== null) await endPause(tx, event.recordingId, event.at);
}

async function beginPause(tx: Tx, recordingId: string, atMs: number): Promise<void> {
  await tx
    .sql('recording_pauses')
    .insert({ recording_id: recordingId, paused_at: new Date(atMs) })
    .onConflict(['recording_id', 'paused_at'])
    .ignore();
}

async function endPause(tx: Tx, recordingId: string, atMs: number): Promise<void> {
  await tx
    .sql('recording_pauses')
    .where({ recording_id: recordingId })
    .whereNull('resumed_at')
    .update({ resumed_at: new Date(atMs) });
}

/** The refusal key, pressed once or more and nothing else, is a refusal; any other key means that a number is being keyed. */
async function refusalKeyed(tx: Tx, event: EventOf<'digit.received'>): Promise<void> {
  const { callId, digit } = event;
  if (event.role !== 'customer' || digit === CONFIRM_KEY) return;
  // What is keyed while the recording rests is a card or a code, and refuses nothing.
  const resting = await tx.sql('recordings').where({ call_id: callId, state: 'paused' }).first('id');
  if (resting !== undefined) return;
  if (digit !== REFUSAL_KEY) {
    await tx.clearTimer(REFUSAL_TIMER, callId);
    await tx.setTimer(NUMBER_TIMER, callId, { dueAtMs: tx.nowMs + NUMBER_GAP_MS, isLease: false });
    return;
  }
  const number = await tx.sql('timers').where({ kind: NUMBER_TIMER, subject_id: callId }).first('kind');
  if (number !== undefined) return;
  await tx.setTimer(REFUSAL_TIMER, callId, { dueAtMs: tx.nowMs + REFUSAL_ALONE_MS, isLease: false });
}

/** The customer does not want to be recorded: what was kept is deleted, also after the call, and nothing starts it again. */
async function refuseRecording(platform: Platform, tx: Tx, callId: string): Promise<void> {
  const call = await lockCall(tx.sql, callId);
  if (call === null) return;
  await saveCall(tx.sql, { ...call, digits: '' });
  const known = await lockRecording(tx.sql, { call_id: callId });
  const recording = known ?? { ...newRecordingLife(tx.nowMs), id: tx.makeId('recording'), callId: call.id };
  const refused = transitionRecording(recording, 'refused', tx.nowMs);
  if (!refused.ok) return;
  if (known === null) await insertRecording(tx.sql, refused.value);
  await saveRecording(tx.sql, refused.value, NO_FILE);
  const { id: recordingId, state } = refused.value;
  await askCarrier(tx, { kind: 'discard-recording', callId, recordingId }, recordingId);
  tx.record('recording.changed', callId, { callId, recordingId, state });
  await removeFile(platform.dataDir, recordingId);
}

function registerCommands(platform: Platform, deps: RecordingsDeps): void {
  const own = { roles: ['agent'], scope: 'self', audit: 'none', rate: 'control' } as const;
  platform.commands.add({
    name: 'call:pause-recording',
    ...own,
    run: (context, { callId }) => setPaused(platform, deps, { context, callId, isPaused: true }),
  });
  platform.commands.add({
    name: 'call:resume-recording',
    ...own,
    run: (context, { callId }) => setPaused(platform, deps, { context, callId, isPaused: false }),
  });
}

/** The carrier first: the screen says "paused" only when not one more sample can be kept. */
async function setPaused(
  platform: Platform,
  deps: RecordingsDeps,
  request: { context: CommandContext; callId: Id<'call'>; isPaused: boolean },
): Promise<Result<CallView>> {
  const { context, callId, isPaused } = request;
  await context.onlyOnce();
  const own = { callId, agentId: context.login.id };
  const found = await platform.unitOfWork.run(async (tx) => {
    const call = await lockOwnCall(tx, own);
    if (!call.ok) return call;
    const recording = await lockRecording(tx.sql, { call_id: callId });
    const isReady = recording?.state === 'recording' || recording?.state === 'paused';
    return recording !== null && isReady ? ok(recording) : refuse('RECORDING_NOT_READY');
  });
  if (!found.ok) return found;
  const { id: recordingId } = found.value;
  const done = isPaused
    ? await deps.carrier.pauseRecording({ callId, recordingId })
    : await deps.carrier.resumeRecording({ callId, recordingId });
  if (!done.ok) return done;
  return context.commit(async (tx) => {
    const call = await lockOwnCall(tx, own);
    if (!call.ok) return call;
    const moved = await move(tx, { recordingId }, isPaused ? 'paused' : 'resumed');
    if (moved !== null) await (isPaused ? beginPause : endPause)(tx, recordingId, tx.nowMs);
    return ok(await deps.calls.views.call(tx.sql, call.value));
  });
}
