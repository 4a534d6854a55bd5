/** What happens to calls, on real tables with a scripted carrier: the life of one call, and every way in which it can go wrong. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import type { Login } from '../platform/auth/login';
import { createTestDatabase, type TestDatabase } from '../platform/db/testing/test-database';
import { findBrokenInvariants } from './invariants';
import {
  createCallHouse,
  seedTestWorld,
  TEST_NUMBER,
  testPhone,
  type CallHouse,
  type TestPhone,
  type TestWorld,
} from './testing/call-house';

let database: TestDatabase;
let house: CallHouse;
let world: TestWorld;

beforeEach(async () => {
  database = await createTestDatabase();
  house = await createCallHouse({ url: database.url });
  world = await seedTestWorld(house, 2);
});

afterEach(async () => {
  const broken = await findBrokenInvariants(house.db);
  await house.close();
  await database.drop();
  expect(broken).toEqual([]);
});

function agent(nr: number): Login {
  const login = world.agents[nr - 1];
  if (login === undefined) throw new Error('no such agent');
  return login;
}

async function goAvailable(login: Login): Promise<void> {
  const answer = await house.command(login, 'agent:request-state', { request: { state: 'available' } });
  expect(answer.ok).toBe(true);
}

interface Dialled {
  readonly callId: Id<'call'>;
  readonly callToken: string;
  readonly phone: TestPhone;
}

async function dial(fromNumber = world.customerPhone): Promise<Dialled> {
  const phone = testPhone();
  const answer = await house.phone(phone, 'phone:dial', { fromNumber, toNumber: TEST_NUMBER, sdpOffer: 'offer' });
  if (!answer.ok || answer.value.view.callId === null) throw new Error('the call did not get through');
  return { callId: answer.value.view.callId, callToken: answer.value.callToken, phone };
}

async function offerOf(login: Login): Promise<Id<'offer'>> {
  const row = await house.db('offers').where({ agent_id: login.id, state: 'ringing' }).first<{ id: Id<'offer'> }>('id');
  if (row === undefined) throw new Error('nobody rings');
  return row.id;
}

async function callState(callId: string): Promise<string> {
  const row = await house.db('calls').where({ id: callId }).first<{ state: string }>('state');
  return row?.state ?? 'none';
}

async function agentState(login: Login): Promise<string> {
  const row = await house
    .db('agents')
    .where({ id: login.id })
    .first<{ state: string; reason: string | null }>('state', 'reason');
  return row?.reason === null ? row.state : `${row?.state}(${row?.reason})`;
}

/** Dial → queued → offered → accepted → talking. */
async function talk(login: Login): Promise<Dialled> {
  await goAvailable(login);
  const dialled = await dial();
  await house.settle();
  const accepted = await house.command(login, 'offer:accept', { offerId: await offerOf(login) });
  expect(accepted.ok).toBe(true);
  const media = await house.command(login, 'call:connect-media', { callId: dialled.callId, sdpOffer: 'agent offer' });
  expect(media.ok).toBe(true);
  await house.settle();
  expect(await callState(dialled.callId)).toBe('talking');
  return dialled;
}

describe('the life of one call', () => {
  test('goes from dial over the queue to an agent, and ends with a wrap-up', async () => {
    const { callId } = await talk(agent(1));
    expect(await agentState(agent(1))).toBe('on_call');
    const ended = await house.command(agent(1), 'call:hang-up', { callId });
    expect(ended.ok && ended.data.state).toBe('ended');
    await house.settle();
    expect(house.carrier.hasRoom(callId)).toBe(false);
    expect(await agentState(agent(1))).toBe('wrapping_up');
    const closed = await house.command(agent(1), 'wrap-up:close', {
      callId,
      reason: 'price',
      outcome: 'question_answered',
      isResolved: true,
      isFollowUpAgreed: false,
      note: 'Explained the invoice.',
    });
    expect(closed.ok && closed.data.state).toBe('available');
  });
});
