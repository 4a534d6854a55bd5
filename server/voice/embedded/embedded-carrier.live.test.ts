/** Goal: real audio between two phones through a real media process, and what happens to it when things die. */
import { createHash, randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { idMaker } from '../../../shared/ids/ids';
import { RecordingListener } from '../testing/recording-listener';
import { removeDataDir, startMedia } from '../testing/media-process';
import type { MediaProcess } from '../testing/media-process';
import { WeriftPhone, until } from '../testing/werift-phone';
import { rms, toneShare } from './audio/analysis';
import { readWav } from './audio/wav';
import { EmbeddedCarrier } from './embedded-carrier';

const makeId = idMaker(Date.now, (count) => randomBytes(count));
const DYING_SERVER = fileURLToPath(new URL('../testing/dying-server.ts', import.meta.url));
const CUSTOMER_HZ = 440;
const AGENT_HZ = 660;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let media: MediaProcess;
let carrier: EmbeddedCarrier;
let told: RecordingListener;
let phones: WeriftPhone[] = [];

async function attach(): Promise<void> {
  carrier = new EmbeddedCarrier({ port: media.port, token: media.token });
  told = new RecordingListener();
  carrier.start(told);
  await until(() => told.attachments.length > 0, 'the carrier to be attached');
}

beforeEach(async () => {
  media = await startMedia();
  await attach();
});

afterEach(async () => {
  await Promise.all(phones.map((made) => made.close()));
  phones = [];
  await carrier.stop();
  await media.stop();
  removeDataDir(media);
});

function phone(hz: number): WeriftPhone {
  const made = new WeriftPhone();
  made.playTone(hz);
  phones.push(made);
  return made;
}

async function joinCustomer(callId: ReturnType<typeof makeId<'call'>>, made = phone(CUSTOMER_HZ)) {
  const legId = makeId('leg');
  const joined = await carrier.joinCustomer({ callId, legId, sdpOffer: await made.offer() });
  if (!joined.ok) throw new Error(joined.error.code);
  await made.accept(joined.value.sdpAnswer);
  return { phone: made, legId };
}

async function joinAgent(callId: ReturnType<typeof makeId<'call'>>, made = phone(AGENT_HZ)) {
  const legId = makeId('leg');
  const joined = await carrier.joinAgent({ callId, legId, agentId: makeId('agent'), sdpOffer: await made.offer() });
  if (!joined.ok) throw new Error(joined.error.code);
  await made.accept(joined.value.sdpAnswer);
  return { phone: made, legId };
}

/** Two people talking. */
async function conversation() {
  const callId = makeId('call');
  await carrier.openRoom({ callId, language: 'nb', direction: 'inbound' });
  const customer = await joinCustomer(callId);
  const agent = await joinAgent(callId);
  await until(
    () => customer.phone.hearsTone(AGENT_HZ) && agent.phone.hearsTone(CUSTOMER_HZ),
    'both to hear each other',
  );
  return { callId, customer, agent };
}

describe('a conversation through the mixer', () => {
  test('both hear each other; hold gives the customer music and the agent silence; mute is silence', async () => {
    const { callId, customer, agent } = await conversation();
    expect(told.of('leg.connected').map(({ role }) => role)).toEqual(['customer', 'agent']);

    await carrier.hold({ callId });
    await until(() => agent.phone.hearsSilence(), 'silence for the agent on hold');
    await until(
      () => customer.phone.hearsSound() && !customer.phone.hearsTone(AGENT_HZ),
      'music for the customer on hold',
    );
    await carrier.unhold({ callId });
    await until(() => customer.phone.hearsTone(AGENT_HZ) && agent.phone.hearsTone(CUSTOMER_HZ), 'both back from hold');

    await carrier.mute({ callId, legId: agent.legId, isMuted: true });
    await until(() => customer.phone.hearsSilence(), 'silence while the agent is muted');
    expect(agent.phone.hearsTone(CUSTOMER_HZ)).toBe(true);
    await carrier.mute({ callId, legId: agent.legId, isMuted: false });
    await until(() => customer.phone.hearsTone(AGENT_HZ), 'the agent unmuted');
  });

  test('keys go both ways, as events and as sound', async () => {
    const { callId, customer, agent } = await conversation();
    for (const digit of '19#') customer.phone.press(digit);
    await until(() => told.of('digit.received').length === 3, 'three keys of the customer');
    expect(told.of('digit.received').map(({ digit }) => digit)).toEqual(['1', '9', '#']);

    const once = { callId, digitsId: 'extension', toLeg: customer.legId, digits: '42' };
    await carrier.sendDigits(once);
    await carrier.sendDigits(once);
    await until(() => customer.phone.digits === '42', 'two keys at the customer');
    await until(() => customer.phone.hearsTone(AGENT_HZ), 'the voice after the keys');
    expect(customer.phone.digits).toBe('42');
    expect(agent.phone.digits).toBe('');
  });

  test('a party that is removed is told; the other stays and hears music again', async () => {
    const { callId, customer, agent } = await conversation();
    await carrier.removeLeg({ callId, legId: agent.legId });
    const ended = await told.waitFor('leg.ended');
    expect(ended).toMatchObject({ legId: agent.legId, reason: 'removed' });
    await until(() => customer.phone.hearsSound() && !customer.phone.hearsTone(AGENT_HZ), 'music after the agent left');
  });

  test('a reloaded agent window takes the place of its former leg', async () => {
    const { callId, customer, agent } = await conversation();
    const again = await joinAgent(callId, phone(880));
    expect(await told.waitFor('leg.ended')).toMatchObject({ legId: agent.legId, reason: 'replaced' });
    await until(() => customer.phone.hearsTone(880) && again.phone.hearsTone(CUSTOMER_HZ), 'audio with the new window');
  });
});

describe('waiting and dialling out', () => {
  test('a waiting customer hears the announcement, then music, and the server is told when it was said', async () => {
    const callId = makeId('call');
    await carrier.openRoom({ callId, language: 'fi', direction: 'inbound' });
    const announcement = { key: 'position', position: 3 } as const;
    await carrier.playAnnouncement({ callId, announcementId: 'place', announcement });
    const { phone: customer } = await joinCustomer(callId);
    const finished = await told.waitFor('announcement.finished');
    expect(finished).toMatchObject({ announcementId: 'place', announcement: 'position', wasCut: false });
    await until(() => customer.hearsSound(), 'music after the announcement');
    await carrier.waitMusic({ callId, isPlaying: false });
    await until(() => customer.hearsSilence(), 'silence when the music is off');
  });

  test('an agent who dials out hears ringback until the customer answers', async () => {
    const callId = makeId('call');
    await carrier.openRoom({ callId, language: 'sv', direction: 'outbound' });
    const { phone: agent } = await joinAgent(callId);
    await until(() => agent.hearsTone(425), 'ringback');
    const { phone: customer } = await joinCustomer(callId);
    await until(() => agent.hearsTone(CUSTOMER_HZ) && customer.hearsTone(AGENT_HZ), 'both to talk');
  });
});

describe('recording', () => {
  test('has the customer left and the agent right, exact silence in the pause, and the hash of the file', async () => {
    const { callId } = await conversation();
    const recordingId = makeId('recording');
    await carrier.startRecording({ callId, recordingId });
    await sleep(1000);
    await carrier.pauseRecording({ callId, recordingId });
    await sleep(1000);
    await carrier.resumeRecording({ callId, recordingId });
    await sleep(1000);
    expect(await carrier.fetchRecording(recordingId)).toMatchObject({
      ok: false,
      error: { code: 'RECORDING_NOT_READY' },
    });
    await carrier.endRoom({ callId, reason: 'hangup' });
    const ready = await told.waitFor('recording.ready');
    const fetched = await carrier.fetchRecording(recordingId);
    if (!fetched.ok) throw new Error(fetched.error.code);
    const file = readFileSync(fetched.value.path);
    expect(createHash('sha256').update(file).digest('hex')).toBe(ready.sha256);
    const sound = readWav(file);
    expect(sound).toMatchObject({ channels: 2, sampleRateHz: 8000 });
    const channel = (side: 0 | 1, fromMs: number, toMs: number) =>
      (sound?.samples ?? new Int16Array(0)).filter((_, i) => i % 2 === side).subarray(fromMs * 8, toMs * 8);
    expect(toneShare(channel(0, 200, 800), CUSTOMER_HZ)).toBeGreaterThan(0.9);
    expect(toneShare(channel(1, 200, 800), AGENT_HZ)).toBeGreaterThan(0.9);
    expect(rms(channel(0, 1200, 1800)) + rms(channel(1, 1200, 1800))).toBe(0);
    expect(toneShare(channel(0, 2300, 2800), CUSTOMER_HZ)).toBeGreaterThan(0.9);
    expect(ready.durationMs).toBeGreaterThan(2800);

    await carrier.confirmRecordingStored(recordingId);
    expect(await carrier.fetchRecording(recordingId)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  test('a media process that is killed leaves a recording that plays, and tells of it when it is back', async () => {
    const { callId } = await conversation();
    const recordingId = makeId('recording');
    await carrier.startRecording({ callId, recordingId });
    await sleep(2000);
    await media.kill();
    await carrier.stop();
    media = await startMedia({ dataDir: media.dataDir });
    await attach();
    const ready = await told.waitFor('recording.ready');
    expect(ready).toMatchObject({ callId, recordingId, isRecovered: true });
    expect(ready.durationMs).toBeGreaterThan(1000);
    expect(told.attachments[0]).toMatchObject({ rooms: [], waitingRecordings: [recordingId] });
    const fetched = await carrier.fetchRecording(recordingId);
    const sound = fetched.ok ? readWav(readFileSync(fetched.value.path)) : null;
    const left = (sound?.samples ?? new Int16Array(0)).filter((_, i) => i % 2 === 0);
    expect(toneShare(left.subarray(1600), CUSTOMER_HZ)).toBeGreaterThan(0.9);
  });
});

describe('a server that dies', () => {
  test('does not interrupt the conversation, and finds every event and the room when it is back', async () => {
    const { callId, customer, agent } = await conversation();
    await carrier.stop();
    const packetsBefore = customer.phone.packetsReceived;
    customer.phone.press('7');
    await sleep(1000);
    expect(customer.phone.packetsReceived - packetsBefore).toBeGreaterThan(40);
    expect(customer.phone.hearsTone(AGENT_HZ)).toBe(true);
    expect(agent.phone.hearsTone(CUSTOMER_HZ)).toBe(true);

    await attach();
    expect(told.of('digit.received')).toMatchObject([{ callId, digit: '7' }]);
    const [attached] = told.attachments;
    expect(attached?.rooms).toMatchObject([
      {
        callId,
        legs: [
          { role: 'customer', isConnected: true },
          { role: 'agent', isConnected: true },
        ],
      },
    ]);
    await carrier.hold({ callId });
    await until(() => agent.phone.hearsSilence(), 'commands to work again');
  });
});

describe('a server process killed with -9', () => {
  test('while it stores an event: the two talk on, and the next server gets that event', async () => {
    const { customer, agent } = await conversation();
    await carrier.stop();
    const server = spawn(process.execPath, ['--import', 'tsx', DYING_SERVER, String(media.port), media.token]);
    let said = '';
    server.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await until(() => said.includes('attached'), 'the doomed server to be attached');
    customer.phone.press('3');
    await until(() => said.includes('heard digit.received'), 'the doomed server to hear the key');
    server.kill('SIGKILL');
    await until(() => server.signalCode === 'SIGKILL', 'its death');
    const packetsBefore = agent.phone.packetsReceived;
    await sleep(500);
    expect(agent.phone.packetsReceived - packetsBefore).toBeGreaterThan(20);
    expect(agent.phone.hearsTone(CUSTOMER_HZ)).toBe(true);
    await attach();
    expect(told.of('digit.received')).toMatchObject([{ digit: '3' }]);
  });
});

describe('the process', () => {
  test('ends all rooms and itself on SIGTERM, with success', async () => {
    await conversation();
    const startedAt = Date.now();
    expect(await media.stop()).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(5000);
  });

  test('says what is wrong when it cannot start', async () => {
    await expect(startMedia({ env: { FRISKMELD_MEDIA_TOKEN: 'short' } })).rejects.toThrow('MEDIA_CONFIG_INVALID');
    await expect(startMedia({ env: { FRISKMELD_SOUNDS_DIR: '/nowhere' } })).rejects.toThrow('MEDIA_SOUNDS_MISSING');
  });
});
