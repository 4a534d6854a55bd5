/** After the call, on real tables: what a workstation that reconnects is shown, and what becomes of a note that was half written. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import {
  createCallHouse,
  seedTestWorld,
  TEST_NUMBER,
  testPhone,
  type CallHouse,
  type TestWorld,
} from '../calls/testing/call-house';
import type { Login } from '../platform/auth/login';
import { createTestDatabase, type TestDatabase } from '../platform/db/testing/test-database';

let database: TestDatabase;
let house: CallHouse;
let world: TestWorld;

beforeEach(async () => {
  database = await createTestDatabase();
  house = await createCallHouse({ url: database.url });
  world = await seedTestWorld(house, 2);
});

afterEach(async () => {
  await house.close();
  await database.drop();
});

function agent(nr: number): Login {
  const login = world.agents[nr - 1];
  if (login === undefined) throw new Error('no such agent');
  return login;
}

/** A call that the first agent has had and that has just ended. */
async function endedCall(): Promise<Id<'call'>> {
  await house.command(agent(1), 'agent:request-state', { request: { state: 'available' } });
  const dialled = await house.phone(testPhone(), 'phone:dial', {
    fromNumber: world.customerPhone,
    toNumber: TEST_NUMBER,
    sdpOffer: 'offer',
  });
  if (!dialled.ok || dialled.value.view.callId === null) throw new Error('the call did not get through');
  const { callId } = dialled.value.view;
  await house.settle();
  const offer = await house.db('offers').where({ state: 'ringing' }).first<{ id: Id<'offer'> }>('id');
  if (offer === undefined) throw new Error('nobody rings');
  await house.command(agent(1), 'offer:accept', { offerId: offer.id });
  await house.command(agent(1), 'call:connect-media', { callId, sdpOffer: 'agent offer' });
  await house.settle();
  const hungUp = await house.command(agent(1), 'call:hang-up', { callId });
  expect(hungUp.ok).toBe(true);
  return callId;
}

const noteOf = async (callId: string): Promise<{ state: string; note: string } | undefined> =>
  house.db('wrap_ups').where({ call_id: callId }).first<{ state: string; note: string }>('state', 'note');

test('a workstation that reconnects in the wrap-up is shown the call it was, so that work on the case goes on', async () => {
  const callId = await endedCall();
  const snapshot = await house.command(agent(1), 'agent:snapshot', {});
  expect(snapshot.ok && snapshot.data.wrapUp?.callId).toBe(callId);
  expect(snapshot.ok && snapshot.data.call).toMatchObject({ id: callId, state: 'ended' });
  await house.command(agent(1), 'wrap-up:close', {
    callId,
    reason: 'other',
    outcome: 'not_verified',
    isResolved: false,
    isFollowUpAgreed: false,
    note: '',
  });
  const after = await house.command(agent(1), 'agent:snapshot', {});
  expect(after.ok && [after.data.call, after.data.wrapUp]).toEqual([null, null]);
});

test('a note that was being written when the minute was over is kept, and so is what was typed in that last moment', async () => {
  const callId = await endedCall();
  await house.command(agent(1), 'wrap-up:draft', { callId, note: 'Rings again on' });
  const snapshot = await house.command(agent(1), 'agent:snapshot', {});
  expect(snapshot.ok && snapshot.data.wrapUp?.note).toBe('Rings again on');
  await house.pass(60_000);
  expect(await noteOf(callId)).toEqual({ state: 'unclassified', note: 'Rings again on' });
  const late = await house.command(agent(1), 'wrap-up:draft', { callId, note: 'Rings again on Monday' });
  expect(late.ok).toBe(true);
  expect(await noteOf(callId)).toEqual({ state: 'unclassified', note: 'Rings again on Monday' });
});

test('a draft never writes over what the agent closed with, nor into a colleague’s wrap-up', async () => {
  const callId = await endedCall();
  const foreign = await house.command(agent(2), 'wrap-up:draft', { callId, note: 'mine' });
  expect(foreign).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  await house.command(agent(1), 'wrap-up:close', {
    callId,
    reason: 'other',
    outcome: 'not_verified',
    isResolved: false,
    isFollowUpAgreed: false,
    note: 'Final words',
  });
  const late = await house.command(agent(1), 'wrap-up:draft', { callId, note: 'half a' });
  expect(late).toMatchObject({ ok: false, error: { code: 'WRAP_UP_CLOSED' } });
  expect(await noteOf(callId)).toEqual({ state: 'closed', note: 'Final words' });
});
