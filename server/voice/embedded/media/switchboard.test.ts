/** Goal: what the parties really hear and what the server is told, with fake legs and fake time. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../../shared/ids/ids';
import { idMaker } from '../../../../shared/ids/ids';
import type { CarrierEvent } from '../../carrier';
import type { FakeLeg } from '../../testing/fake-legs';
import { startInProcessMedia } from '../../testing/in-process-media';
import type { InProcessMedia } from '../../testing/in-process-media';
import { rms, toneShare } from '../audio/analysis';
import { readWav } from '../audio/wav';
import {
  LEG_MEDIA_LOST_MS,
  LEG_NEVER_CONNECTED_MS,
  PROCESS_WITHOUT_SERVER_END_MS,
  QUALITY_EVERY_MS,
  ROOM_EMPTY_END_MS,
  ROOM_WITHOUT_SERVER_END_MS,
} from '../limits';

const makeId = idMaker(Date.now, (count) => randomBytes(count));
const CUSTOMER_HZ = 440;
const AGENT_HZ = 660;
const LISTEN_FRAMES = 20;

let media: InProcessMedia;
let told: CarrierEvent[];

beforeEach(async () => {
  media = await startInProcessMedia();
  told = [];
  media.events.attach((event) => told.push(event));
  media.switchboard.serverAttached();
});

afterEach(() => media.close());

const factsOf = (kind: CarrierEvent['kind']): CarrierEvent[] => told.filter((event) => event.kind === kind);

async function open(direction: 'inbound' | 'outbound' = 'inbound'): Promise<Id<'call'>> {
  const callId = makeId('call');
  await media.switchboard.handlers.openRoom({ callId, language: 'nb', direction });
  return callId;
}

async function join(callId: Id<'call'>, role: 'customer' | 'agent'): Promise<{ legId: Id<'leg'>; leg: FakeLeg }> {
  const legId = makeId('leg');
  const sdpOffer = `offer of ${legId}`;
  const joined =
    role === 'customer'
      ? await media.switchboard.handlers.joinCustomer({ callId, legId, sdpOffer })
      : await media.switchboard.handlers.joinAgent({ callId, legId, agentId: makeId('agent'), sdpOffer });
  expect(joined.ok).toBe(true);
  const leg = media.legOf(sdpOffer);
  leg.speak(role === 'customer' ? CUSTOMER_HZ : AGENT_HZ);
  return { legId, leg };
}

async function conversation() {
  const callId = await open();
  const customer = await join(callId, 'customer');
  const agent = await join(callId, 'agent');
  return { callId, customer, agent };
}

function heardBy(leg: FakeLeg): { share: (hz: number) => number; level: number } {
  media.beat(LISTEN_FRAMES);
  const heard = leg.heard(LISTEN_FRAMES);
  return { share: (hz) => toneShare(heard, hz), level: rms(heard) };
}

describe('what is heard', () => {
  test('each party hears the other and not itself', async () => {
    const { customer, agent } = await conversation();
    expect(heardBy(customer.leg).share(AGENT_HZ)).toBeGreaterThan(0.95);
    expect(heardBy(agent.leg).share(CUSTOMER_HZ)).toBeGreaterThan(0.95);
  });

  test('a key pressed by the customer is told and heard by the agent; sent keys are heard and sent once per id', async () => {
    const { callId, customer, agent } = await conversation();
    customer.leg.listener.onDigit('5');
    media.beat(5);
    const tones = agent.leg.heard(5);
    expect(toneShare(tones, 770) + toneShare(tones, 1336)).toBeGreaterThan(0.9);
    expect(factsOf('digit.received')).toMatchObject([{ legId: customer.legId, role: 'customer', digit: '5' }]);

    const once = { callId, digitsId: 'x', toLeg: customer.legId, digits: '12' };
    await media.switchboard.handlers.sendDigits(once);
    await media.switchboard.handlers.sendDigits(once);
    expect(customer.leg.digitsSent).toEqual(['1', '2']);
  });

  test('an announcement waits for the customer, and the greeting is heard to its end though an agent joins', async () => {
    const callId = await open();
    await media.switchboard.handlers.playAnnouncement({
      callId,
      announcementId: 'g',
      announcement: { key: 'greeting' },
    });
    media.beat(2000);
    expect(factsOf('announcement.finished')).toEqual([]);
    await join(callId, 'customer');
    await join(callId, 'agent');
    media.beat(2000);
    expect(factsOf('announcement.finished')).toMatchObject([
      { announcementId: 'g', announcement: 'greeting', wasCut: false },
    ]);
  });

  test('an agent who joins cuts any other announcement', async () => {
    const callId = await open();
    await join(callId, 'customer');
    await media.switchboard.handlers.playAnnouncement({
      callId,
      announcementId: 'w',
      announcement: { key: 'all-busy' },
    });
    media.beat(10);
    const { leg } = await join(callId, 'agent');
    expect(factsOf('announcement.finished')).toMatchObject([{ announcementId: 'w', wasCut: true }]);
    expect(heardBy(leg).share(CUSTOMER_HZ)).toBeGreaterThan(0.95);
  });
});

describe('joining', () => {
  test('the same leg with the same offer gets the same answer; with another offer it is refused', async () => {
    const callId = await open();
    const legId = makeId('leg');
    const first = await media.switchboard.handlers.joinCustomer({ callId, legId, sdpOffer: 'one' });
    expect(await media.switchboard.handlers.joinCustomer({ callId, legId, sdpOffer: 'one' })).toEqual(first);
    expect(await media.switchboard.handlers.joinCustomer({ callId, legId, sdpOffer: 'two' })).toMatchObject({
      error: { code: 'COMMAND_ID_REUSED' },
    });
    expect(media.switchboard.snapshot()[0]?.legs).toHaveLength(1);
  });

  test('two identical joins at once make one leg', async () => {
    const callId = await open();
    const request = { callId, legId: makeId('leg'), sdpOffer: 'same' };
    const both = await Promise.all([
      media.switchboard.handlers.joinCustomer(request),
      media.switchboard.handlers.joinCustomer(request),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(factsOf('leg.ended')).toEqual([]);
  });

  test('a leg that has ended does not come back by a late repetition', async () => {
    const callId = await open();
    const request = { callId, legId: makeId('leg'), sdpOffer: 'same' };
    await media.switchboard.handlers.joinCustomer(request);
    await media.switchboard.handlers.removeLeg(request);
    expect(await media.switchboard.handlers.joinCustomer(request)).toMatchObject({ error: { code: 'CALL_ENDED' } });
  });

  test('an offer that is none is refused, and the former leg stays', async () => {
    const { callId, agent } = await conversation();
    const bad = { callId, legId: makeId('leg'), agentId: makeId('agent'), sdpOffer: 'bad' };
    expect(await media.switchboard.handlers.joinAgent(bad)).toMatchObject({ error: { code: 'INVALID_PAYLOAD' } });
    expect(agent.leg.isClosed).toBe(false);
  });
});

describe('what nobody needs any more', () => {
  test('a leg whose media is lost, or never came, is ended; the other stays', async () => {
    const { callId, agent } = await conversation();
    agent.leg.vanish();
    const silent = { callId: await open(), legId: makeId('leg'), sdpOffer: 'silent' };
    await media.switchboard.handlers.joinCustomer(silent);
    await media.pass(LEG_MEDIA_LOST_MS - 1000);
    media.beat(1);
    expect(factsOf('leg.ended')).toEqual([]);
    await media.pass(2000);
    expect(factsOf('leg.ended')).toMatchObject([{ callId, legId: agent.legId, reason: 'media_lost' }]);
    media.beat(1);
    await media.pass(LEG_NEVER_CONNECTED_MS - LEG_MEDIA_LOST_MS);
    expect(factsOf('leg.ended')).toHaveLength(2);
    expect(factsOf('leg.ended')[1]).toMatchObject({ legId: silent.legId, reason: 'never_connected' });
  });

  test('an empty room ends after its time', async () => {
    const callId = await open();
    await media.pass(ROOM_EMPTY_END_MS - 1);
    expect(factsOf('room.ended')).toEqual([]);
    await media.pass(2);
    expect(factsOf('room.ended')).toMatchObject([{ callId, reason: 'empty' }]);
  });

  test('without a server people talk on for ten minutes, not for ever; a server that comes back stops the clock', async () => {
    await conversation();
    media.switchboard.serverGone();
    for (let passed = 0; passed < ROOM_WITHOUT_SERVER_END_MS - 20_000; passed += 10_000) {
      await media.pass(10_000);
      media.beat(1);
    }
    expect(factsOf('room.ended')).toEqual([]);
    media.switchboard.serverAttached();
    await media.pass(1000);
    media.beat(1);
    media.switchboard.serverGone();
    await media.pass(1000);
    expect(factsOf('room.ended')).toEqual([]);
    await media.pass(ROOM_WITHOUT_SERVER_END_MS + 1);
    expect(factsOf('room.ended')).toMatchObject([{ reason: 'abandoned_by_server' }]);
  });

  test('a process that every server has forgotten may end, but not while a room is left', async () => {
    await open();
    media.switchboard.serverGone();
    await media.pass(PROCESS_WITHOUT_SERVER_END_MS / 2);
    expect(media.switchboard.snapshot()).toEqual([]);
    expect(media.switchboard.isForgotten).toBe(false);
    await media.pass(PROCESS_WITHOUT_SERVER_END_MS);
    expect(media.switchboard.isForgotten).toBe(true);
    await open();
    expect(media.switchboard.isForgotten).toBe(false);
  });

  test('quality of each living leg is told every few seconds', async () => {
    const { customer } = await conversation();
    await media.pass(QUALITY_EVERY_MS);
    expect(factsOf('quality')).toHaveLength(2);
    expect(factsOf('quality')[0]).toMatchObject({ legId: customer.legId, lossPct: 0, levelDbfs: -30.3 });
  });
});

describe('recording', () => {
  test('left is the customer, right the agent; pause, hold and mute are exact silence at the right place', async () => {
    const { callId, agent } = await conversation();
    const of = { callId, recordingId: makeId('recording') };
    const { handlers: command } = media.switchboard;
    await command.startRecording(of);
    media.beat(50);
    await command.pauseRecording(of);
    media.beat(50);
    await command.resumeRecording(of);
    await command.hold({ callId });
    media.beat(50);
    await command.unhold({ callId });
    await command.mute({ callId, legId: agent.legId, isMuted: true });
    media.beat(50);
    await command.stopRecording(of);
    const fetched = await command.fetchRecording(of);
    const samples = (fetched.ok ? readWav(readFileSync(fetched.value.path)) : null)?.samples ?? new Int16Array(0);
    const second = (side: 0 | 1, n: number) =>
      samples.filter((_, i) => i % 2 === side).subarray(n * 8000, (n + 1) * 8000);
    expect(samples.length).toBe(2 * 4 * 8000);
    expect(toneShare(second(0, 0), CUSTOMER_HZ)).toBeGreaterThan(0.95);
    expect(toneShare(second(1, 0), AGENT_HZ)).toBeGreaterThan(0.95);
    for (const n of [1, 2]) expect(rms(second(0, n)) + rms(second(1, n))).toBe(0);
    expect(toneShare(second(0, 3), CUSTOMER_HZ)).toBeGreaterThan(0.95);
    expect(rms(second(1, 3))).toBe(0);
  });

  test('one at a time in a room, and an id is used once', async () => {
    const callId = await open();
    const first = { callId, recordingId: makeId('recording') };
    const { handlers: command } = media.switchboard;
    await command.startRecording(first);
    expect(await command.startRecording({ callId, recordingId: makeId('recording') })).toMatchObject({
      error: { code: 'CALL_NOT_IN_STATE' },
    });
    expect(await command.confirmRecordingStored(first)).toMatchObject({ error: { code: 'RECORDING_NOT_READY' } });
    await command.stopRecording(first);
    expect(await command.startRecording(first)).toMatchObject({ error: { code: 'COMMAND_ID_REUSED' } });
    expect(await command.pauseRecording(first)).toMatchObject({ error: { code: 'CALL_NOT_IN_STATE' } });
  });

  test('a room that ends while its recording is being begun still finishes it', async () => {
    const callId = await open();
    const of = { callId, recordingId: makeId('recording') };
    const { handlers: command } = media.switchboard;
    const starting = command.startRecording(of);
    await command.endRoom({ callId, reason: 'hangup' });
    await starting;
    expect(told.map(({ kind }) => kind)).toEqual(['recording.started', 'recording.ready', 'room.ended']);
  });
});
