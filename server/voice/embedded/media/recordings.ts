/** Recordings of rooms: begin, pause, finish, hand over. Writes go through the spool; facts through the event log. */
import type { Id } from '../../../../shared/ids/ids';
import type { Result } from '../../../../shared/result';
import { ok, refuse } from '../../../../shared/result';
import type { CarrierFact, FetchedRecording } from '../../carrier';
import { Recorder } from './recorder';
import type { Room } from './room';
import type { RecordingSpool, SpooledRecording } from './spool';

interface Running {
  readonly room: Room;
  readonly file: SpooledRecording;
  readonly recorder: Recorder;
}

interface Dependencies {
  readonly spool: RecordingSpool;
  readonly tell: (callId: Id<'call'>, fact: CarrierFact) => void;
  readonly nowMs: () => number;
}

export class Recordings {
  readonly #deps: Dependencies;
  readonly #running = new Map<Id<'recording'>, Running>();
  /** Files being made; whoever ends one waits for it first. */
  readonly #starting = new Map<Id<'recording'>, Promise<Result<null>>>();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Begins; the same id again changes nothing, another id while one runs is refused. */
  async start(room: Room, recordingId: Id<'recording'>): Promise<Result<null>> {
    const before = this.#starting.get(recordingId);
    if (before !== undefined) return before;
    const starting = this.#begin(room, recordingId).finally(() => this.#starting.delete(recordingId));
    this.#starting.set(recordingId, starting);
    return starting;
  }

  async #begin(room: Room, recordingId: Id<'recording'>): Promise<Result<null>> {
    if (this.#running.has(recordingId)) return ok(null);
    if (room.recording !== null) return refuse('CALL_NOT_IN_STATE');
    const { callId } = room.id;
    // The room is taken before the first await: a second start is refused, and a room that ends meanwhile finishes this one.
    const gathered: Int16Array[] = [];
    let file: SpooledRecording | null = null;
    const recorder = new Recorder({
      write: (samples) => (file === null ? gathered.push(samples) : file.write(samples)),
    });
    room.recording = { recordingId, recorder };
    if ((await this.#deps.spool.find(recordingId)) !== null) {
      room.recording = null;
      return refuse('COMMAND_ID_REUSED');
    }
    try {
      const onFailed = (why: string): void => this.#fail(recordingId, why);
      file = await this.#deps.spool.begin({ recordingId, callId, startedAt: this.#deps.nowMs() }, onFailed);
    } catch (error) {
      room.recording = null;
      this.#deps.tell(callId, {
        kind: 'recording.failed',
        recordingId,
        why: error instanceof Error ? error.message : 'unknown',
      });
      return refuse('DEPENDENCY_DOWN');
    }
    for (const samples of gathered) file.write(samples);
    this.#running.set(recordingId, { room, file, recorder });
    this.#deps.tell(callId, { kind: 'recording.started', recordingId });
    return ok(null);
  }

  /** Once this returns, no further speech reaches the file until `resume`. */
  pause(recordingId: Id<'recording'>): Result<null> {
    const running = this.#running.get(recordingId);
    if (running === undefined) return refuse('CALL_NOT_IN_STATE');
    if (running.recorder.isPaused) return ok(null);
    running.recorder.pause();
    this.#deps.tell(running.room.id.callId, { kind: 'recording.paused', recordingId });
    return ok(null);
  }

  resume(recordingId: Id<'recording'>): Result<null> {
    const running = this.#running.get(recordingId);
    if (running === undefined) return refuse('CALL_NOT_IN_STATE');
    if (!running.recorder.isPaused) return ok(null);
    running.recorder.resume();
    this.#deps.tell(running.room.id.callId, { kind: 'recording.resumed', recordingId });
    return ok(null);
  }

  /** Finishes the file and tells `recording.ready`; one that does not run is fine. */
  async stop(recordingId: Id<'recording'>): Promise<void> {
    const running = await this.#detach(recordingId);
    if (running === null) return;
    const { callId } = running.room.id;
    const failure = await running.file.finish();
    const recording = await this.#deps.spool.complete(recordingId, failure !== null).catch(() => null);
    if (recording === null)
      this.#deps.tell(callId, { kind: 'recording.failed', recordingId, why: failure ?? 'the file is gone' });
    else this.#tellReady(recording);
  }

  /** Stops without telling anybody and deletes every trace. */
  async discard(recordingId: Id<'recording'>): Promise<void> {
    const running = await this.#detach(recordingId);
    if (running !== null) await running.file.finish();
    await this.#deps.spool.remove(recordingId);
  }

  async fetch(recordingId: Id<'recording'>): Promise<Result<FetchedRecording>> {
    const found = await this.#deps.spool.find(recordingId);
    if (found === null) return refuse('NOT_FOUND');
    return found === 'running' ? refuse('RECORDING_NOT_READY') : ok(found);
  }

  /** The server has its copy. A running recording is never deleted by this. */
  async confirm(recordingId: Id<'recording'>): Promise<Result<null>> {
    if (this.#running.has(recordingId)) return refuse('RECORDING_NOT_READY');
    await this.#deps.spool.remove(recordingId);
    return ok(null);
  }

  /** Finished ones nobody has confirmed. */
  async waiting(): Promise<Id<'recording'>[]> {
    const listed = await this.#deps.spool.list();
    return listed.filter(({ state }) => state === 'ready').map(({ recordingId }) => recordingId);
  }

  /** Tells of the recordings a dead process left behind, repaired. */
  async recover(): Promise<void> {
    for (const recording of await this.#deps.spool.recover()) this.#tellReady(recording);
  }

  #tellReady({ callId, recordingId, durationMs, sha256, bytes, isRecovered }: FetchedRecording): void {
    this.#deps.tell(callId, { kind: 'recording.ready', recordingId, durationMs, sha256, bytes, isRecovered });
  }

  async #detach(recordingId: Id<'recording'>): Promise<Running | null> {
    await this.#starting.get(recordingId);
    const running = this.#running.get(recordingId) ?? null;
    this.#running.delete(recordingId);
    if (running !== null && running.room.recording?.recordingId === recordingId) running.room.recording = null;
    return running;
  }

  /** The disk refused: the call goes on without a recording; what is on disk is kept by `stop`. */
  #fail(recordingId: Id<'recording'>, why: string): void {
    const running = this.#running.get(recordingId);
    if (running === undefined) return;
    this.#deps.tell(running.room.id.callId, { kind: 'recording.failed', recordingId, why });
  }
}
