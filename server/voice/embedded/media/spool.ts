/**
 * Recordings on disk, from the first sample until the server confirms its copy: `<id>.wav` grows as the call runs, and
 * `<id>.json` says what it is. After a crash the WAV header is made true from the file's size.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readFile, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { idSchema } from '../../../../shared/ids/ids';
import type { Id } from '../../../../shared/ids/ids';
import type { FetchedRecording } from '../../carrier';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../audio/g711';
import { WAV_HEADER_BYTES, dataBytesOnDisk, durationMsOf, wavHeader } from '../audio/wav';
import type { RecordingSink } from './recorder';

const FORMAT = { channels: 2, sampleRateHz: SAMPLE_RATE_HZ };
/** Sound gathered before it is written: what a crash can cost at most, beside what the disk itself holds back. */
const WRITE_EVERY_MS = 500;
const WRITE_BYTES = (WRITE_EVERY_MS / 1000) * SAMPLE_RATE_HZ * FORMAT.channels * 2;
/** Unwritten sound kept while the disk is slow; beyond it the recording fails rather than the process. */
const BACKLOG_BYTES_MAX = 60 * SAMPLE_RATE_HZ * FORMAT.channels * 2;

const sidecarSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('running'),
    recordingId: idSchema('recording'),
    callId: idSchema('call'),
    startedAt: z.number(),
  }),
  z.object({
    state: z.literal('ready'),
    recordingId: idSchema('recording'),
    callId: idSchema('call'),
    startedAt: z.number(),
    bytes: z.number(),
    sha256: z.string(),
    durationMs: z.number(),
    isRecovered: z.boolean(),
  }),
]);
type Sidecar = z.output<typeof sidecarSchema>;

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer); // a stream without encoding yields Buffers
  return hash.digest('hex');
}

/** A recording being written. */
export class SpooledRecording implements RecordingSink {
  readonly #file: FileHandle;
  readonly #onFailed: (why: string) => void;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  #backlogBytes = 0;
  #chain: Promise<void> = Promise.resolve();
  #failure: string | null = null;

  constructor(file: FileHandle, onFailed: (why: string) => void) {
    this.#file = file;
    this.#onFailed = onFailed;
  }

  write(interleaved: Int16Array): void {
    if (this.#failure !== null) return;
    const bytes = Buffer.alloc(FRAME_SAMPLES * FORMAT.channels * 2);
    for (const [i, sample] of interleaved.entries()) bytes.writeInt16LE(sample, i * 2);
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    if (this.#gatheredBytes >= WRITE_BYTES) this.#flush();
  }

  /** Everything given so far is in the file, and the file is closed. @returns why it failed, or null. */
  async finish(): Promise<string | null> {
    this.#flush();
    await this.#chain;
    await this.#file.close().catch((error: unknown) => this.#fail(error));
    return this.#failure;
  }

  #flush(): void {
    const chunk = Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#backlogBytes += chunk.length;
    if (this.#backlogBytes > BACKLOG_BYTES_MAX) this.#fail(new Error('the disk is too slow'));
    this.#chain = this.#chain.then(async () => {
      if (this.#failure !== null) return;
      try {
        await this.#file.appendFile(chunk);
        this.#backlogBytes -= chunk.length;
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #fail(error: unknown): void {
    if (this.#failure !== null) return;
    this.#failure = error instanceof Error ? error.message : 'unknown';
    this.#onFailed(this.#failure);
  }
}

/** The folder of recordings that wait for the server. */
export class RecordingSpool {
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /** Opens the folder, made if need be. */
  static async open(dir: string): Promise<RecordingSpool> {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return new RecordingSpool(dir);
  }

  /** Begins a file. Rejects when the disk refuses or the recording exists already. */
  async begin(
    of: { recordingId: Id<'recording'>; callId: Id<'call'>; startedAt: number },
    onFailed: (why: string) => void,
  ): Promise<SpooledRecording> {
    const file = await open(this.#wavPath(of.recordingId), 'ax', 0o600);
    await file.appendFile(wavHeader(FORMAT, 0));
    await this.#writeSidecar({ state: 'running', ...of });
    return new SpooledRecording(file, onFailed);
  }

  /** Makes a closed file true: header, size, hash. Idempotent. Null when there is no such recording. */
  async complete(recordingId: Id<'recording'>, isRecovered: boolean): Promise<FetchedRecording | null> {
    const sidecar = await this.#readSidecar(recordingId);
    if (sidecar === null) return null;
    if (sidecar.state === 'ready') return this.#fetched(sidecar);
    const path = this.#wavPath(recordingId);
    const dataBytes = dataBytesOnDisk((await stat(path)).size, FORMAT);
    await truncate(path, WAV_HEADER_BYTES + dataBytes);
    const file = await open(path, 'r+');
    await file.write(wavHeader(FORMAT, dataBytes), 0, WAV_HEADER_BYTES, 0);
    await file.sync();
    await file.close();
    const { callId, startedAt } = sidecar;
    const facts = {
      bytes: WAV_HEADER_BYTES + dataBytes,
      sha256: await sha256Of(path),
      durationMs: durationMsOf(dataBytes, FORMAT),
      isRecovered,
    };
    await this.#writeSidecar({ state: 'ready', recordingId, callId, startedAt, ...facts });
    return { recordingId, callId, startedAt, path, ...facts };
  }

  /** A finished recording; `running` while it is not finished, null when unknown. */
  async find(recordingId: Id<'recording'>): Promise<FetchedRecording | 'running' | null> {
    const sidecar = await this.#readSidecar(recordingId);
    if (sidecar === null) return null;
    return sidecar.state === 'running' ? 'running' : this.#fetched(sidecar);
  }

  async remove(recordingId: Id<'recording'>): Promise<void> {
    await rm(this.#wavPath(recordingId), { force: true });
    await rm(this.#sidecarPath(recordingId), { force: true });
  }

  /** Every recording in the folder, by what its sidecar says. */
  async list(): Promise<{ recordingId: Id<'recording'>; state: Sidecar['state'] }[]> {
    const found: { recordingId: Id<'recording'>; state: Sidecar['state'] }[] = [];
    for (const name of (await readdir(this.#dir)).sort()) {
      const parsed = idSchema('recording').safeParse(name.replace(/\.json$/, ''));
      const sidecar = name.endsWith('.json') && parsed.success ? await this.#readSidecar(parsed.data) : null;
      if (sidecar !== null) found.push({ recordingId: sidecar.recordingId, state: sidecar.state });
    }
    return found;
  }

  /** After a start: what a dead process left running is repaired. @returns the repaired ones. */
  async recover(): Promise<FetchedRecording[]> {
    const recovered: FetchedRecording[] = [];
    for (const { recordingId, state } of await this.list()) {
      if (state === 'ready') continue;
      const recording = await this.complete(recordingId, true).catch(() => null);
      if (recording !== null) recovered.push(recording);
    }
    return recovered;
  }

  #fetched({ state: _state, ...facts }: Extract<Sidecar, { state: 'ready' }>): FetchedRecording {
    return { ...facts, path: this.#wavPath(facts.recordingId) };
  }

  #wavPath(recordingId: Id<'recording'>): string {
    return join(this.#dir, `${recordingId}.wav`);
  }

  #sidecarPath(recordingId: Id<'recording'>): string {
    return join(this.#dir, `${recordingId}.json`);
  }

  /** Replaces the file in one step, so that a crash leaves the old one or the new one. */
  async #writeSidecar(sidecar: Sidecar): Promise<void> {
    const path = this.#sidecarPath(sidecar.recordingId);
    await writeFile(`${path}.new`, JSON.stringify(sidecar), { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  async #readSidecar(recordingId: Id<'recording'>): Promise<Sidecar | null> {
    try {
      return sidecarSchema.parse(JSON.parse(await readFile(this.#sidecarPath(recordingId), 'utf8')));
    } catch {
      return null;
    }
  }
}
