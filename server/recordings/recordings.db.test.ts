/** A recording from the notice to the stored file, and what a crash, a refusal or a wrong file make of it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createCallHouse,
  seedTestWorld,
  TEST_NUMBER,
  testPhone,
  type CallHouse,
  type TestWorld,
} from '../calls/testing/call-house';
import type { Login } from '../platform/auth/login';
import { findBrokenInvariants } from '../calls';
import { createTestDatabase, type TestDatabase } from '../platform/db/testing/test-database';
import type { Id } from '../../shared/ids/ids';
import { recordingFileName, recordingsDir } from '.';

let database: TestDatabase;
let house: CallHouse;
let world: TestWorld;
let spool: string;

beforeEach(async () => {
  spool = mkdtempSync(join(tmpdir(), 'friskmeld-spool-'));
  database = await createTestDatabase();
  house = await createCallHouse({ url: database.url });
  world = await seedTestWorld(house, 1);
  house.carrier.makeFile = (recordingId, callId) => {
    const path = join(spool, recordingId);
    const file = wavOfSilence();
    writeFileSync(path, file);
    const sha256 = createHash('sha256').update(file).digest('hex');
    const startedAt = house.clock.ms;
    return { recordingId, callId, path, bytes: file.length, sha256, durationMs: 1_000, startedAt, isRecovered: false };
  };
});

afterEach(async () => {
  const broken = await findBrokenInvariants(house.db);
  await house.close();
  await database.drop();
  rmSync(spool, { recursive: true, force: true });
  expect(broken).toEqual([]);
});

function wavOfSilence(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(32_000, 40);
  return Buffer.concat([header, Buffer.alloc(32_000)]);
}

function agent(): Login {
  const [login] = world.agents;
  if (login === undefined) throw new Error('no agent');
  return login;
}

async function dial(): Promise<Id<'call'>> {
  const answer = await house.phone(testPhone(), 'phone:dial', {
    fromNumber: world.customerPhone,
    toNumber: TEST_NUMBER,
    sdpOffer: 'offer',
  });
  if (!answer.ok || answer.value.view.callId === null) throw new Error('the call did not get through');
  await house.settle();
  return answer.value.view.callId;
}

async function talk(): Promise<Id<'call'>> {
  await house.command(agent(), 'agent:request-state', { request: { state: 'available' } });
  const callId = await dial();
  const offer = await house.db('offers').where({ state: 'ringing' }).first<{ id: Id<'offer'> }>('id');
  if (offer === undefined) throw new Error('nobody rings');
  await house.command(agent(), 'offer:accept', { offerId: offer.id });
  await house.command(agent(), 'call:connect-media', { callId, sdpOffer: 'x' });
  await house.settle();
  return callId;
}

async function recordingOf(callId: string): Promise<Record<string, unknown> & { id: Id<'recording'>; state: string }> {
  const row = await house.db('recordings').where({ call_id: callId }).first();
  if (row === undefined) throw new Error('no recording');
  return row;
}

async function keepAll(): Promise<void> {
  await house.pass(0);
  await house.recordings.stop();
}

describe('a recording', () => {
  test('begins only when the notice was heard to its end', async () => {
    house.carrier.isSpeakingAtOnce = false;
    const callId = await dial();
    expect(await house.db('recordings').first('id')).toBeUndefined();
    const [greeting] = house.carrier.announcements;
    if (greeting === undefined) throw new Error('nobody was greeted');
    const { announcementId } = greeting;
    const kind = 'announcement.finished';
    house.carrier.tell(callId, { kind, announcementId, announcement: 'greeting', wasCut: true });
    await house.settle();
    expect(await house.db('recordings').first('id')).toBeUndefined();
    house.carrier.tell(callId, { kind, announcementId, announcement: 'greeting', wasCut: false });
    await house.settle();
    expect((await recordingOf(callId)).state).toBe('recording');
  });

  test('is brought home verified, with the bars of both voices, and only then let go at the carrier', async () => {
    const callId = await talk();
    await house.command(agent(), 'call:hang-up', { callId });
    await house.settle();
    await keepAll();
    const recording = await recordingOf(callId);
    expect(recording.state).toBe('stored');
    const peaks = recording['peaks'] as number[][];
    expect(peaks.map((channel) => channel.length)).toEqual([800, 800]);
    const file = readFileSync(join(recordingsDir(house.platform.dataDir), recordingFileName(recording.id)));
    expect(createHash('sha256').update(file).digest('hex')).toBe(recording['sha256']);
    expect(house.carrier.confirmed).toEqual([recording.id]);
  });

  test('that arrives damaged is not stored and not let go; the next try brings it home', async () => {
    const callId = await talk();
    await house.command(agent(), 'call:hang-up', { callId });
    await house.settle();
    const { id } = await recordingOf(callId);
    writeFileSync(join(spool, id), 'damaged');
    await keepAll();
    expect((await recordingOf(callId)).state).toBe('recording');
    expect(house.carrier.confirmed).toEqual([]);
    writeFileSync(join(spool, id), wavOfSilence());
    await house.pass(2_000);
    await keepAll();
    expect((await recordingOf(callId)).state).toBe('stored');
  });

  test('whose confirmation was lost in a crash is only confirmed again', async () => {
    const callId = await talk();
    await house.command(agent(), 'call:hang-up', { callId });
    await house.settle();
    await keepAll();
    const { id } = await recordingOf(callId);
    const file = house.carrier.makeFile?.(id, callId);
    if (file === undefined) throw new Error('no file');
    house.carrier.files.set(id, file);
    const before = await recordingOf(callId);
    await house.carrier.attach();
    await house.recordings.stop();
    expect(house.carrier.files.size).toBe(0);
    expect(await recordingOf(callId)).toEqual(before);
  });

  test('the carrier knows nothing of has failed, and says so', async () => {
    house.carrier.makeFile = null;
    const callId = await talk();
    await house.command(agent(), 'call:hang-up', { callId });
    await house.pass(61_000);
    await house.recordings.sweep();
    expect((await recordingOf(callId)).state).toBe('failed');
  });

  test('rests while a card is spoken, and what is keyed meanwhile is kept nowhere', async () => {
    const callId = await talk();
    const paused = await house.command(agent(), 'call:pause-recording', { callId });
    expect(paused.ok && paused.data.recording).toBe('paused');
    house.carrier.press(callId, '4111');
    await house.settle();
    expect(await house.db('journal').where({ kind: 'call.digit' }).first('position')).toBeUndefined();
    const resumed = await house.command(agent(), 'call:resume-recording', { callId });
    expect(resumed.ok && resumed.data.recording).toBe('recording');
    const pauses = await house.db('recording_pauses').select<{ resumed_at: number | null }[]>('resumed_at');
    expect(pauses).toEqual([{ resumed_at: house.clock.ms }]);
  });

  test('is refused by the key the notice names, for good; a case number that begins with it refuses nothing', async () => {
    const callId = await talk();
    house.carrier.press(callId, '9');
    await house.settle();
    await house.pass(2_000);
    expect((await recordingOf(callId)).state).toBe('off');
    expect(house.carrier.room(callId)?.recording).toBeNull();
    expect(await house.command(agent(), 'call:resume-recording', { callId })).toMatchObject({
      error: { code: 'RECORDING_NOT_READY' },
    });
    const other = await dial();
    house.carrier.press(other, '91');
    await house.settle();
    await house.pass(3_000);
    expect((await recordingOf(other)).state).toBe('recording');
  });

  test.each(['99', '9#', '999'])('is refused by %s as well: nobody counts keys', async (keys) => {
    const callId = await talk();
    house.carrier.press(callId, keys);
    await house.settle();
    await house.pass(2_000);
    expect((await recordingOf(callId)).state).toBe('off');
  });

  test('is not refused by a code that is keyed while it rests', async () => {
    const callId = await talk();
    await house.command(agent(), 'call:pause-recording', { callId });
    house.carrier.press(callId, '999');
    await house.settle();
    await house.pass(3_000);
    expect((await recordingOf(callId)).state).toBe('paused');
  });

  test('is not refused by the last key of a number', async () => {
    const callId = await dial();
    house.carrier.press(callId, '10049');
    await house.settle();
    await house.pass(3_000);
    expect((await recordingOf(callId)).state).toBe('recording');
  });

  test('refused in the last moment of the call is not kept, here or at the carrier', async () => {
    const callId = await talk();
    house.carrier.press(callId, '9');
    await house.settle();
    await house.command(agent(), 'call:hang-up', { callId });
    await house.settle();
    await keepAll();
    await house.pass(2_000);
    await keepAll();
    const { id, state } = await recordingOf(callId);
    expect(state).toBe('off');
    expect(house.carrier.files.size).toBe(0);
    expect(existsSync(join(recordingsDir(house.platform.dataDir), recordingFileName(id)))).toBe(false);
  });

  test('refused before the carrier heard of it is never begun', async () => {
    const callId = await talk();
    const { id } = await recordingOf(callId);
    house.carrier.press(callId, '9');
    await house.settle();
    await house.pass(2_000);
    await house.db('outbox_messages').where({ kind: 'start-recording' }).update({ state: 'queued', done_at: null });
    await house.pass(1_000);
    expect(house.carrier.room(callId)?.recording).toBeNull();
    expect(await recordingOf(callId)).toMatchObject({ id, state: 'off' });
  });
});
