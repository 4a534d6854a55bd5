/** Goal: the whole house with real sockets and real audio: a customer dials, waits, talks to an agent, and what was said is kept. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CommandName, CommandPayloadWire, CommandResultWire } from '../../shared/protocol/commands';
import type { PhoneCommandName, PhoneCommandPayloadWire, PhoneCommandResultWire } from '../../shared/protocol/phone';
import { PROTOCOL_VERSION } from '../../shared/protocol/version';
import { DEMO_PASSWORD, seedDemoWorld } from '../demo-world';
import { createFeatures, type Features } from '../features';
import { DatabaseClock } from '../platform/clock';
import { connect } from '../platform/db/connect';
import { createTestDatabase, type TestDatabase } from '../platform/db/testing/test-database';
import { createLogger } from '../platform/log';
import { createPlatform, type Platform } from '../platform/platform';
import { recordingsDir } from '../recordings';
import { EmbeddedCarrier } from '../voice';
import { removeDataDir, startMedia, type MediaProcess } from '../voice/testing/media-process';
import { until, WeriftPhone } from '../voice/testing/werift-phone';
import { findBrokenInvariants } from './invariants';

const CUSTOMER_HZ = 440;
const AGENT_HZ = 660;

interface House {
  readonly platform: Platform;
  readonly features: Features;
  readonly port: number;
  stop(): Promise<void>;
}

let database: TestDatabase;
let media: MediaProcess;
let dataDir: string;
let house: House;
const sockets: Socket[] = [];
const voices: WeriftPhone[] = [];

async function startHouse(): Promise<House> {
  const db = connect(database.url);
  const clock = new DatabaseClock();
  await clock.synchronise(db);
  const log = createLogger(process.env['FRISKMELD_TEST_LOG'] ?? 'silent');
  const outside = { rendererDir: 'out/renderer', origins: [], isReady: () => true };
  const platform = createPlatform({ ...outside, db, clock, log, isDemo: true, dataDir });
  const carrier = new EmbeddedCarrier(media);
  const features = createFeatures(platform, { carrier });
  platform.mount();
  await platform.feed.start();
  await features.start();
  platform.timers.start();
  await until(() => carrier.state === 'up', 'the carrier');
  await new Promise<void>((resolve) => void platform.http.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has such an address.
  const { port } = platform.http.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    await new Promise((resolve) => void platform.io.close(resolve));
    await platform.timers.stop();
    await features.stop();
    await platform.feed.stop();
    await db.destroy();
  };
  return { platform, features, port, stop };
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'friskmeld-journey-'));
  database = await createTestDatabase();
  media = await startMedia();
  const db = connect(database.url);
  await seedDemoWorld(db, { nowMs: Date.now(), dataDir });
  await db.destroy();
  house = await startHouse();
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await Promise.all(voices.splice(0).map((made) => made.close()));
  await house.stop();
  await media.stop();
  removeDataDir(media);
  rmSync(dataDir, { recursive: true, force: true });
  await database.drop();
});

function voice(hz: number): WeriftPhone {
  const made = new WeriftPhone();
  made.playTone(hz);
  voices.push(made);
  return made;
}

let commandNo = 0;
type WireAnswer<T> = { ok: true; data: T } | { ok: false; error: { code: string } };

async function ask<T>(socket: Socket, name: string, payload: unknown): Promise<T> {
  commandNo += 1;
  const answer: WireAnswer<T> = await socket
    .timeout(10_000)
    .emitWithAck(name, { commandId: `journey-${commandNo}`, payload });
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
  return answer.data;
}

const command = <N extends CommandName>(socket: Socket, name: N, payload: CommandPayloadWire<N>) =>
  ask<CommandResultWire<N>>(socket, name, payload);
const phoneCommand = <N extends PhoneCommandName>(socket: Socket, name: N, payload: PhoneCommandPayloadWire<N>) =>
  ask<PhoneCommandResultWire<N>>(socket, name, payload);

async function workstation(userName: string): Promise<{ socket: Socket; events: { name: string; data: never }[] }> {
  const login = await fetch(`http://127.0.0.1:${house.port}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName, password: DEMO_PASSWORD }),
  });
  const { token } = (await login.json()) as { token: string };
  const auth = { token, protocolVersion: PROTOCOL_VERSION, workstationId: `window-${userName}` };
  const socket = io(`http://127.0.0.1:${house.port}`, { transports: ['websocket'], auth, forceNew: true });
  sockets.push(socket);
  const events: { name: string; data: never }[] = [];
  socket.onAny((name: string, envelope: { data: never }) => events.push({ name, data: envelope.data }));
  await until(() => socket.connected, 'the workstation to be connected');
  return { socket, events };
}

function phonePage(): { socket: Socket; views: { state: string; place: number | null }[] } {
  const socket = io(`http://127.0.0.1:${house.port}/phone`, { transports: ['websocket'], forceNew: true });
  sockets.push(socket);
  const views: { state: string; place: number | null }[] = [];
  socket.on('phone:changed', ({ view }: { view: { state: string; place: number | null } }) => views.push(view));
  return { socket, views };
}

function isRecording({ name, data }: { name: string; data: unknown }): boolean {
  return name === 'call:changed' && (data as { call: { recording: string } }).call.recording === 'recording';
}

describe('a call through the whole house', () => {
  test('is dialled, waits, is rung, answered, held, ended, wrapped up and kept as audio', async () => {
    const page = phonePage();
    const options = await phoneCommand(page.socket, 'phone:options', {});
    const [person] = options.customers;
    if (person === undefined) throw new Error('the demo world has nobody to play');
    const customer = voice(CUSTOMER_HZ);
    const dialled = await phoneCommand(page.socket, 'phone:dial', {
      fromNumber: person.phone,
      toNumber: person.creditorPhone,
      sdpOffer: await customer.offer(),
    });
    await customer.accept(dialled.sdpAnswer);
    expect(dialled.view.state).toBe('queued');
    await until(() => page.views.some((view) => view.place === 1), 'the place in line');

    const desk = await workstation('agent.nb');
    await command(desk.socket, 'agent:snapshot', {});
    await command(desk.socket, 'agent:request-state', { request: { state: 'available' } });
    await until(() => desk.events.some(({ name }) => name === 'offer:rung'), 'the offer');
    const rung = desk.events.find(({ name }) => name === 'offer:rung')?.data as unknown as {
      offer: { offerId: string; callId: string; candidates: { name: string }[] };
    };
    expect(rung.offer.candidates.map((candidate) => candidate.name)).toContain(person.name);
    const { offerId, callId } = rung.offer;
    await command(desk.socket, 'offer:accept', { offerId });
    const agent = voice(AGENT_HZ);
    const joined = await command(desk.socket, 'call:connect-media', { callId, sdpOffer: await agent.offer() });
    await agent.accept(joined.sdpAnswer);
    await until(() => page.views.at(-1)?.state === 'talking', 'the conversation');
    await until(() => agent.hearsTone(CUSTOMER_HZ), 'the agent to hear the customer');
    await until(() => customer.hearsTone(AGENT_HZ), 'the customer to hear the agent', 30_000);
    // The notice is heard to its end before anything is kept.
    await until(() => desk.events.some(isRecording), 'the recording', 40_000);

    await command(desk.socket, 'call:hold', { callId });
    await until(() => agent.hearsSilence(), 'silence while on hold');
    await command(desk.socket, 'call:unhold', { callId });
    await until(() => agent.hearsTone(CUSTOMER_HZ), 'the customer again');

    const ended = await command(desk.socket, 'call:hang-up', { callId });
    expect(ended.state).toBe('ended');
    await until(() => page.views.at(-1)?.state === 'ended', 'the end on the page');
    await until(() => desk.events.some(({ name }) => name === 'wrap-up:changed'), 'the wrap-up');
    const closed = await command(desk.socket, 'wrap-up:close', {
      callId,
      reason: 'price',
      outcome: 'question_answered',
      isResolved: true,
      isFollowUpAgreed: false,
      note: '',
    });
    expect(closed.state).toBe('available');

    const { db } = house.platform;
    const stored = async (): Promise<{ file_name: string } | undefined> =>
      db('recordings').where({ call_id: callId, state: 'stored' }).first<{ file_name: string }>('file_name');
    await expect.poll(stored, { timeout: 15_000 }).toBeDefined();
    const file = readFileSync(join(recordingsDir(dataDir), (await stored())?.file_name ?? ''));
    expect(file.length).toBeGreaterThan(8_000);
    const offered = await db('journal').where({ kind: 'call.offered' }).whereRaw(`payload ->> 'callId' = ?`, [callId]);
    expect(offered).toHaveLength(1);
    expect(await findBrokenInvariants(db)).toEqual([]);
  });

  test('goes on when the server dies and comes back: same rooms, same audio, same agent', async () => {
    const page = phonePage();
    const options = await phoneCommand(page.socket, 'phone:options', {});
    const person = options.customers.find((one) => one.creditorPhone.startsWith('+47'));
    if (person === undefined) throw new Error('the demo world has nobody to play');
    const customer = voice(CUSTOMER_HZ);
    const dialled = await phoneCommand(page.socket, 'phone:dial', {
      fromNumber: person.phone,
      toNumber: person.creditorPhone,
      sdpOffer: await customer.offer(),
    });
    await customer.accept(dialled.sdpAnswer);
    const desk = await workstation('agent.nb');
    await command(desk.socket, 'agent:request-state', { request: { state: 'available' } });
    await until(() => desk.events.some(({ name }) => name === 'offer:rung'), 'the offer');
    const { callId } = dialled.view;
    if (callId === null) throw new Error('no call');
    const snapshot = await command(desk.socket, 'agent:snapshot', {});
    await command(desk.socket, 'offer:accept', { offerId: snapshot.offer?.offerId ?? '' });
    const agent = voice(AGENT_HZ);
    const joined = await command(desk.socket, 'call:connect-media', { callId, sdpOffer: await agent.offer() });
    await agent.accept(joined.sdpAnswer);
    await until(() => agent.hearsTone(CUSTOMER_HZ), 'the agent to hear the customer');

    await house.stop();
    expect(agent.hearsTone(CUSTOMER_HZ)).toBe(true);
    house = await startHouse();
    const again = await workstation('agent.nb');
    const after = await command(again.socket, 'agent:snapshot', {});
    expect(after.call).toMatchObject({ id: callId, state: 'talking' });
    const back = phonePage();
    const resumed = await phoneCommand(back.socket, 'phone:resume', { callToken: dialled.callToken, sdpOffer: null });
    expect(resumed.view.state).toBe('talking');
    await phoneCommand(back.socket, 'phone:hang-up', { callToken: dialled.callToken });
    await until(() => again.events.some(({ name }) => name === 'wrap-up:changed'), 'the wrap-up');
    expect(await findBrokenInvariants(house.platform.db)).toEqual([]);
  });
});
