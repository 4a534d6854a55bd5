import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { idMaker } from '../../../../shared/ids/ids';
import { readWav } from '../audio/wav';
import { RecordingSpool, SpooledRecording } from './spool';

const makeId = idMaker(Date.now, (count) => randomBytes(count));
const FRAMES = 120;
const FRAME_BYTES = 640;
const never = (why: string): void => {
  throw new Error(why);
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'friskmeld-spool-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function recorded(frames = FRAMES) {
  const spool = await RecordingSpool.open(dir);
  const of = { recordingId: makeId('recording'), callId: makeId('call'), startedAt: 1000 };
  const file = await spool.begin(of, never);
  for (let i = 0; i < frames; i++) file.write(new Int16Array(320).fill(i + 1));
  return { spool, of, file, path: join(dir, `${of.recordingId}.wav`) };
}

describe('the spool of recordings', () => {
  test('a finished file has a true header, its hash and its length', async () => {
    const { spool, of, file, path } = await recorded();
    expect(await spool.find(of.recordingId)).toBe('running');
    expect(await file.finish()).toBeNull();
    const done = await spool.complete(of.recordingId, false);
    const bytes = readFileSync(path);
    expect(done).toMatchObject({
      ...of,
      durationMs: FRAMES * 20,
      bytes: 44 + FRAMES * FRAME_BYTES,
      isRecovered: false,
    });
    expect(done?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(readWav(bytes)?.samples.length).toBe(FRAMES * 320);
    expect(await spool.find(of.recordingId)).toEqual(done);
    expect(await spool.complete(of.recordingId, true)).toEqual(done);
  });

  test('what a killed process left is repaired: torn last sample cut, header made true, told as recovered', async () => {
    const { of, file, path } = await recorded();
    await file.finish();
    truncateSync(path, 44 + 100 * FRAME_BYTES);
    appendFileSync(path, Buffer.from([1, 2, 3]));
    expect(readFileSync(path).readUInt32LE(40)).toBe(0);

    const [recovered, ...more] = await (await RecordingSpool.open(dir)).recover();
    expect(more).toEqual([]);
    expect(recovered).toMatchObject({ recordingId: of.recordingId, durationMs: 2000, isRecovered: true });
    const bytes = readFileSync(path);
    expect(bytes.readUInt32LE(40)).toBe(100 * FRAME_BYTES);
    expect(bytes.readUInt32LE(4)).toBe(36 + 100 * FRAME_BYTES);
    expect(await (await RecordingSpool.open(dir)).recover()).toEqual([]);
  });

  test('a recording is on disk while it runs, not only at its end', async () => {
    const { file, path } = await recorded(200);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(readFileSync(path).length).toBeGreaterThan(44 + 150 * FRAME_BYTES);
    await file.finish();
  });

  test('strange files and broken sidecars in the folder are left alone', async () => {
    const { of, file, spool } = await recorded();
    await file.finish();
    writeFileSync(join(dir, 'notes.json'), '{}');
    writeFileSync(join(dir, `${makeId('recording')}.json`), '{"state":');
    writeFileSync(
      join(dir, `${makeId('recording')}.json`),
      JSON.stringify({ state: 'running', ...of, recordingId: makeId('recording') }),
    );
    expect((await spool.recover()).map(({ recordingId }) => recordingId)).toEqual([of.recordingId]);
  });

  test('removing takes the sound and what is known of it', async () => {
    const { spool, of, file } = await recorded();
    await file.finish();
    await spool.complete(of.recordingId, false);
    await spool.remove(of.recordingId);
    await spool.remove(of.recordingId);
    expect(await spool.find(of.recordingId)).toBeNull();
    expect(await spool.list()).toEqual([]);
  });

  test('a disk that refuses is told once, and what was written before is kept', async () => {
    const { spool, of, file } = await recorded(25);
    await file.finish();
    const why: string[] = [];
    const path = join(dir, `${of.recordingId}.wav`);
    const readOnly = await open(path, 'r');
    const broken = new SpooledRecording(readOnly, (reason) => why.push(reason));
    for (let i = 0; i < 100; i++) broken.write(new Int16Array(320));
    expect(await broken.finish()).toBe(why[0]);
    broken.write(new Int16Array(320));
    expect(why).toHaveLength(1);
    expect(await spool.complete(of.recordingId, true)).toMatchObject({ durationMs: 500 });
  });

  test('one id is one file', async () => {
    const { spool, of, file } = await recorded();
    await expect(spool.begin(of, never)).rejects.toThrow('EEXIST');
    await file.finish();
  });
});
