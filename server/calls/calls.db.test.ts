/** What happens to calls, on real tables with a scripted carrier: the life of one call, and every way in which it can go wrong. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import type { Login } from '../platform/auth/login';
import { createTestDatabase, type TestDatabase } from '../platform/db/testing/test-database';
import { CUSTOMER_RETURN_MS } from './carrier-events';
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

describe('offers', () => {
  test('two agents who try for the same call: one gets it, the other is told that the offer is not theirs', async () => {
    await goAvailable(agent(1));
    await goAvailable(agent(2));
    const { callId } = await dial();
    await house.settle();
    const offer = await house.db('offers').where({ state: 'ringing' }).first<{ id: Id<'offer'>; agent_id: string }>();
    if (offer === undefined) throw new Error('nobody rings');
    const [one, two] = await Promise.all(
      [agent(1), agent(2)].map((login) => house.command(login, 'offer:accept', { offerId: offer.id })),
    );
    const winners = [one, two].filter((answer) => answer?.ok === true);
    expect(winners).toHaveLength(1);
    const losers = [one, two].filter((answer) => answer?.ok === false);
    expect(losers[0]).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await callState(callId)).toBe('connecting');
  });

  test('an offer nobody answers is missed: the call keeps its place, the agent is unavailable for no answer', async () => {
    await goAvailable(agent(1));
    const { callId } = await dial();
    await house.settle();
    const before = await house
      .db('calls')
      .where({ id: callId })
      .first<{ entered_queue_at: number }>('entered_queue_at');
    await house.pass(20_000);
    expect(await callState(callId)).toBe('queued');
    expect(await agentState(agent(1))).toBe('unavailable(no_answer)');
    const after = await house.db('calls').where({ id: callId }).first<{ entered_queue_at: number }>('entered_queue_at');
    expect(after).toEqual(before);
    await goAvailable(agent(2));
    await house.settle();
    expect(await agentState(agent(2))).toBe('ringing');
  });

  test('an agent who rejects a call is not rung for it again at once, and somebody else is', async () => {
    await goAvailable(agent(1));
    const { callId } = await dial();
    await house.settle();
    const rejected = await house.command(agent(1), 'offer:reject', { offerId: await offerOf(agent(1)) });
    expect(rejected.ok && rejected.data.state).toBe('available');
    await house.settle();
    expect(await callState(callId)).toBe('queued');
    await goAvailable(agent(2));
    await house.settle();
    expect(await agentState(agent(2))).toBe('ringing');
    expect(await agentState(agent(1))).toBe('available');
  });

  test('a caller who leaves while the phone rings takes the offer along, and the agent keeps their turn', async () => {
    await goAvailable(agent(1));
    const { callId, callToken, phone } = await dial();
    await house.settle();
    const offerId = await offerOf(agent(1));
    await house.phone(phone, 'phone:hang-up', { callToken });
    await house.settle();
    expect(await callState(callId)).toBe('abandoned');
    expect(await agentState(agent(1))).toBe('available');
    const late = await house.command(agent(1), 'offer:accept', { offerId });
    expect(late).toMatchObject({ ok: false, error: { code: 'OFFER_GONE' } });
  });

  test('a caller who leaves at the very moment the agent accepts ends the call once, whoever was first', async () => {
    for (let round = 0; round < 5; round++) {
      await goAvailable(agent(1));
      const { callId, callToken, phone } = await dial();
      await house.settle();
      const offerId = await offerOf(agent(1));
      const [left] = await Promise.all([
        house.phone(phone, 'phone:hang-up', { callToken }),
        house.command(agent(1), 'offer:accept', { offerId }),
      ]);
      expect(left.ok).toBe(true);
      await house.settle();
      expect(await callState(callId)).toBe('abandoned');
      expect(await agentState(agent(1))).toBe('available');
      expect(await findBrokenInvariants(house.db)).toEqual([]);
    }
  });

  test('an agent whose audio never comes loses the call after five seconds, and somebody else is tried first', async () => {
    house.carrier.isConnectingAtOnce = false;
    await goAvailable(agent(1));
    const { callId } = await dial();
    await house.settle();
    await house.command(agent(1), 'offer:accept', { offerId: await offerOf(agent(1)) });
    await house.command(agent(1), 'call:connect-media', { callId, sdpOffer: 'x' });
    await house.pass(5_000);
    expect(await callState(callId)).toBe('queued');
    expect(await agentState(agent(1))).toBe('available');
    await goAvailable(agent(2));
    await house.settle();
    expect(await agentState(agent(2))).toBe('ringing');
  });
});

describe('states an agent asks for', () => {
  test('the last request made during a call takes effect after the wrap-up', async () => {
    const { callId } = await talk(agent(1));
    await house.command(agent(1), 'agent:request-state', { request: { state: 'unavailable', reason: 'lunch' } });
    const asked = await house.command(agent(1), 'agent:request-state', {
      request: { state: 'unavailable', reason: 'break' },
    });
    expect(asked.ok && asked.data).toMatchObject({
      state: 'on_call',
      requestedNext: { state: 'unavailable', reason: 'break' },
    });
    await house.command(agent(1), 'call:hang-up', { callId });
    await house.pass(60_000);
    expect(await agentState(agent(1))).toBe('unavailable(break)');
    const wrapUp = await house.db('wrap_ups').where({ call_id: callId }).first<{ state: string }>('state');
    expect(wrapUp?.state).toBe('unclassified');
  });

  test('an agent we hear no more gets no new offers, and keeps the call they are in', async () => {
    const { callId } = await talk(agent(1));
    await goAvailable(agent(2));
    await house.pass(15_000);
    expect(await agentState(agent(2))).toBe('unavailable(lost_connection)');
    expect(await callState(callId)).toBe('talking');
    await house.command(agent(2), 'agent:heartbeat', {});
    expect(await agentState(agent(2))).toBe('available');
  });

  test('a snapshot shows a ringing offer with the people it may be, and nothing they owe', async () => {
    await goAvailable(agent(1));
    await dial();
    await house.settle();
    const snapshot = await house.command(agent(1), 'agent:snapshot', {});
    expect(snapshot.ok && snapshot.data.offer?.candidates).toEqual([
      expect.objectContaining({ customerId: world.customerId, name: 'Kari Prøve', caseNos: ['FG-1234567'] }),
    ]);
    expect(snapshot.ok && snapshot.data.call).toBeNull();
  });
});

describe('the queue', () => {
  test('a caller who gave up and is back within five minutes has the old place, and waits anew', async () => {
    const first = await dial();
    await house.pass(60_000);
    await house.phone(first.phone, 'phone:hang-up', { callToken: first.callToken });
    const other = await dial('+4700020009');
    await house.pass(30_000);
    const again = await dial();
    await goAvailable(agent(1));
    await house.settle();
    const rung = await house.db('offers').where({ state: 'ringing' }).first<{ call_id: string }>('call_id');
    expect(rung?.call_id).toBe(again.callId);
    expect(await callState(other.callId)).toBe('queued');
    const row = await house
      .db('calls')
      .where({ id: again.callId })
      .first<{ entered_queue_at: number; returned_from_call_id: string }>();
    expect(row?.returned_from_call_id).toBe(first.callId);
    expect(row?.entered_queue_at).toBe(house.clock.ms);
  });

  test('a case number keyed while waiting finds the customer whatever number they call from', async () => {
    const { callId } = await dial('+4700099999');
    house.carrier.press(callId, '1234567#');
    await house.settle();
    const row = await house.db('calls').where({ id: callId }).first<{ candidate_customer_ids: string[] }>();
    expect(row?.candidate_customer_ids).toEqual([world.customerId]);
  });

  test('a waiting caller is told the place on the page at once and by voice every thirty seconds', async () => {
    await dial();
    await house.pass(1_000);
    const second = await dial('+4700020009');
    await house.settle();
    await house.routing.waitingLine.tellAll();
    expect(second.phone.views.at(-1)).toMatchObject({ state: 'queued', place: 2 });
    await house.pass(28_000);
    await house.routing.waitingLine.tellAll();
    await house.settle();
    const spoken = () => house.carrier.announcements.filter((one) => one.announcement.key === 'position').length;
    expect(spoken()).toBe(0);
    await house.pass(2_000);
    await house.routing.waitingLine.tellAll();
    await house.routing.waitingLine.tellAll();
    await house.settle();
    expect(spoken()).toBe(2);
  });

  test('a number nobody has is refused and leaves nothing behind', async () => {
    const answer = await house.phone(testPhone(), 'phone:dial', {
      fromNumber: world.customerPhone,
      toNumber: '+4700099000',
      sdpOffer: 'offer',
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'NUMBER_UNKNOWN' } });
    expect(await house.db('calls').first('id')).toBeUndefined();
  });

  test('a carrier that is down fails the call at once instead of leaving it waiting', async () => {
    house.carrier.state = 'down';
    const answer = await house.phone(testPhone(), 'phone:dial', {
      fromNumber: world.customerPhone,
      toNumber: TEST_NUMBER,
      sdpOffer: 'offer',
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'CARRIER_DOWN' } });
    const row = await house.db('calls').first<{ state: string }>('state');
    expect(row?.state).toBe('failed');
  });
});

describe('the conversation', () => {
  test('hold and mute reach the carrier, and what was on hold is counted', async () => {
    const { callId } = await talk(agent(1));
    await house.command(agent(1), 'call:hold', { callId });
    await house.settle();
    expect(house.carrier.room(callId)?.isHeld).toBe(true);
    await house.pass(7_000);
    const back = await house.command(agent(1), 'call:unhold', { callId });
    expect(back.ok && back.data.state).toBe('talking');
    await house.settle();
    expect(house.carrier.room(callId)?.isHeld).toBe(false);
    const muted = await house.command(agent(1), 'call:mute', { callId, isMuted: true });
    expect(muted.ok && muted.data.isMuted).toBe(true);
    expect(house.carrier.room(callId)?.legs.get('agent')?.isMuted).toBe(true);
    const row = await house.db('calls').where({ id: callId }).first<{ hold_ms: bigint }>('hold_ms');
    expect(Number(row?.hold_ms)).toBe(7_000);
  });

  test('an agent who is lost and comes back within twenty seconds goes on with the same customer', async () => {
    const { callId } = await talk(agent(1));
    house.carrier.endLeg(callId, 'agent', 'media_lost');
    await house.settle();
    expect(await callState(callId)).toBe('connecting');
    expect(house.carrier.announcements.at(-1)?.announcement.key).toBe('one-moment');
    await house.pass(10_000);
    const media = await house.command(agent(1), 'call:connect-media', { callId, sdpOffer: 'again' });
    expect(media.ok).toBe(true);
    await house.pass(15_000);
    expect(await callState(callId)).toBe('talking');
    expect(house.carrier.hasRoom(callId)).toBe(true);
  });

  test('an agent who is lost for good gives the customer to the next one, before everybody else', async () => {
    const { callId } = await talk(agent(1));
    const other = await dial('+4700020009');
    await house.settle();
    house.carrier.endLeg(callId, 'agent', 'media_lost');
    await house.settle();
    await house.pass(20_000);
    expect(await callState(callId)).toBe('queued');
    await goAvailable(agent(2));
    await house.command(agent(1), 'agent:request-state', { request: { state: 'offline' } });
    await house.settle();
    expect(await callState(other.callId)).toBe('queued');
    const rung = await house
      .db('offers')
      .where({ state: 'ringing', agent_id: agent(2).id })
      .first<{ call_id: string }>();
    expect(rung?.call_id).toBe(callId);
  });

  test('a customer who leaves while the agent is lost still gets one wrap-up, with the agent who spoke to them', async () => {
    const { callId } = await talk(agent(1));
    house.carrier.endLeg(callId, 'agent', 'media_lost');
    await house.settle();
    await house.pass(20_000);
    await house.command(agent(1), 'agent:request-state', { request: { state: 'offline' } });
    await house.settle();
    house.carrier.endLeg(callId, 'customer', 'media_lost');
    await house.settle();
    expect(await callState(callId)).toBe('ended');
    const rows = await house.db('wrap_ups').where({ call_id: callId }).select<{ agent_id: string }[]>('agent_id');
    expect(rows).toEqual([{ agent_id: agent(1).id }]);
  });

  test('a customer who leaves while their lost call rings at the next agent leaves the wrap-up to the one who spoke', async () => {
    const { callId } = await talk(agent(1));
    house.carrier.endLeg(callId, 'agent', 'media_lost');
    await house.settle();
    await house.pass(20_000);
    await goAvailable(agent(2));
    await house.command(agent(1), 'agent:request-state', { request: { state: 'offline' } });
    await house.settle();
    expect(await offerOf(agent(2))).toBeTruthy();
    house.carrier.endLeg(callId, 'customer', 'hangup');
    await house.settle();
    await house.pass(CUSTOMER_RETURN_MS);
    expect(await callState(callId)).toBe('ended');
    const rows = await house.db('wrap_ups').where({ call_id: callId }).select<{ agent_id: string }[]>('agent_id');
    expect(rows).toEqual([{ agent_id: agent(1).id }]);
    const call = await house.db('calls').where({ id: callId }).first<{ agent_id: string }>('agent_id');
    expect(call?.agent_id).toBe(agent(1).id);
    const other = await house
      .db('agents')
      .where({ id: agent(2).id })
      .first<{ state: string }>('state');
    expect(other?.state).toBe('available');
  });

  test('a customer is not said to be on hold while the carrier cannot be reached', async () => {
    const { callId } = await talk(agent(1));
    house.carrier.state = 'down';
    const held = await house.command(agent(1), 'call:hold', { callId });
    expect(held).toMatchObject({ ok: false, error: { code: 'CARRIER_DOWN' } });
    expect(await callState(callId)).toBe('talking');
    house.carrier.state = 'up';
    expect((await house.command(agent(1), 'call:hold', { callId })).ok).toBe(true);
    expect(house.carrier.room(callId)?.isHeld).toBe(true);
  });

  test('a mute that is sent again after it was taken back changes nothing any more', async () => {
    const { callId } = await talk(agent(1));
    await house.command(agent(1), 'call:mute', { callId, isMuted: true }, 'mute-once-1');
    await house.command(agent(1), 'call:mute', { callId, isMuted: false });
    await house.command(agent(1), 'call:mute', { callId, isMuted: true }, 'mute-once-1');
    expect(house.carrier.room(callId)?.legs.get('agent')?.isMuted).toBe(false);
  });

  test('what is keyed to an agent is shown and kept nowhere', async () => {
    const { callId } = await talk(agent(1));
    house.carrier.press(callId, '4111');
    await house.settle();
    expect(await house.db('journal').where({ kind: 'call.digit' }).first('position')).toBeUndefined();
    const call = await house.db('calls').where({ id: callId }).first<{ digits: string }>('digits');
    expect(call?.digits).toBe('');
  });

  test('a window that reloads takes its leg over without a moment of the call lost', async () => {
    const { callId } = await talk(agent(1));
    await house.command(agent(1), 'call:connect-media', { callId, sdpOffer: 'reloaded' });
    await house.settle();
    expect(await callState(callId)).toBe('talking');
    expect(house.carrier.room(callId)?.legs.has('agent')).toBe(true);
  });

  test('what the carrier tells twice, late or about somebody else changes nothing', async () => {
    house.carrier.timesTold = 3;
    const { callId } = await talk(agent(1));
    const row = await house.db('calls').where({ id: callId }).first<{ agent_leg_id: Id<'leg'>; version: number }>();
    if (row === undefined) throw new Error('no call');
    house.carrier.tell(callId, {
      kind: 'leg.ended',
      legId: house.platform.makeId('leg'),
      role: 'customer',
      reason: 'hangup',
    });
    house.carrier.tell(callId, { kind: 'leg.connected', legId: row.agent_leg_id, role: 'agent' });
    house.carrier.tell(house.platform.makeId('call'), { kind: 'room.ended', reason: 'failed' });
    await house.settle();
    expect(await callState(callId)).toBe('talking');
    await house.command(agent(1), 'call:hang-up', { callId });
    house.carrier.tell(callId, { kind: 'leg.ended', legId: row.agent_leg_id, role: 'agent', reason: 'media_lost' });
    house.carrier.tell(callId, { kind: 'room.ended', reason: 'empty' });
    await house.settle();
    expect(await callState(callId)).toBe('ended');
  });

  test('the same command sent twice has one effect and the same answer; another body under its id is refused', async () => {
    const { callId } = await talk(agent(1));
    const commandId = 'command-0001';
    const first = await house.command(agent(1), 'call:hang-up', { callId }, commandId);
    const again = await house.command(agent(1), 'call:hang-up', { callId }, commandId);
    expect(again).toEqual(first);
    const other = await house.command(agent(1), 'call:hold', { callId }, commandId);
    expect(other).toMatchObject({ ok: false, error: { code: 'COMMAND_ID_REUSED' } });
  });

  test("somebody else's call cannot be touched, held or heard, and forged payloads are turned away", async () => {
    const { callId } = await talk(agent(1));
    const strange = agent(2);
    for (const name of ['call:hang-up', 'call:hold', 'call:unhold', 'call:pause-recording'] as const) {
      expect(await house.command(strange, name, { callId })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    }
    const media = await house.command(strange, 'call:connect-media', { callId, sdpOffer: 'x' });
    expect(media).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    const forged = [{}, { callId: 'cal_1' }, { callId, extra: 1 }, { callId: [callId] }, null];
    for (const payload of forged) {
      const answer = await house.command(agent(1), 'call:hang-up', payload as never);
      expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_PAYLOAD' } });
    }
    expect(await callState(callId)).toBe('talking');
  });
});

describe('the wrap-up', () => {
  test('may be extended once, and a late outcome is a revision that moves nobody', async () => {
    const { callId } = await talk(agent(1));
    await house.command(agent(1), 'call:hang-up', { callId });
    expect((await house.command(agent(1), 'wrap-up:extend', { callId })).ok).toBe(true);
    expect(await house.command(agent(1), 'wrap-up:extend', { callId })).toMatchObject({
      error: { code: 'WRAP_UP_EXTENDED_ALREADY' },
    });
    await house.pass(60_000);
    expect(await agentState(agent(1))).toBe('wrapping_up');
    await house.pass(60_000);
    const closing = {
      callId,
      reason: 'price',
      outcome: 'question_answered',
      isResolved: true,
      isFollowUpAgreed: false,
      note: '',
    } as const;
    const late = await house.command(agent(1), 'wrap-up:close', closing);
    expect(late.ok && late.data.state).toBe('unavailable');
    const row = await house.db('wrap_ups').where({ call_id: callId }).first<{ state: string; revision: number }>();
    expect(row).toMatchObject({ state: 'closed', revision: 1 });
  });

  test('an outcome that served nobody cannot be called resolved', async () => {
    const { callId } = await talk(agent(1));
    await house.command(agent(1), 'call:hang-up', { callId });
    const answer = await house.command(agent(1), 'wrap-up:close', {
      callId,
      reason: 'other',
      outcome: 'wrong_person',
      isResolved: true,
      isFollowUpAgreed: false,
      note: '',
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'OUTCOME_INVALID' } });
  });
});

describe('calls we start', () => {
  test('ring the registered page once our audio is there, and end with a wrap-up', async () => {
    await goAvailable(agent(1));
    const phone = testPhone();
    await house.phone(phone, 'phone:register', { number: world.customerPhone });
    const dialled = await house.command(agent(1), 'call:dial', {
      toNumber: '00 02 00 01',
      creditorId: world.creditorId,
      customerId: world.customerId,
      caseId: null,
    });
    if (!dialled.ok) throw new Error(dialled.error.code);
    const { id } = dialled.data;
    const callId = id as Id<'call'>;
    expect(await callState(callId)).toBe('dialing');
    await house.command(agent(1), 'call:connect-media', { callId, sdpOffer: 'x' });
    await house.settle();
    expect(await callState(callId)).toBe('ringing');
    const answered = await house.phone(phone, 'phone:answer', { callId, sdpOffer: 'y' });
    expect(answered.ok && answered.value.view.state).toBe('talking');
    await house.command(agent(1), 'call:hang-up', { callId });
    await house.settle();
    expect(await agentState(agent(1))).toBe('wrapping_up');
  });

  test('end as no answer, busy or cancelled without a wrap-up, and the agent is back where they were', async () => {
    await house.command(agent(1), 'agent:request-state', { request: { state: 'unavailable', reason: 'admin_work' } });
    const phone = testPhone();
    await house.phone(phone, 'phone:register', { number: world.customerPhone });
    const dialNow = async (): Promise<Id<'call'>> => {
      await house.command(agent(1), 'agent:heartbeat', {});
      const dialled = await house.command(agent(1), 'call:dial', {
        toNumber: world.customerPhone,
        creditorId: world.creditorId,
        customerId: null,
        caseId: null,
      });
      if (!dialled.ok) throw new Error(dialled.error.code);
      const callId = dialled.data.id as Id<'call'>;
      await house.command(agent(1), 'call:connect-media', { callId, sdpOffer: 'x' });
      await house.settle();
      return callId;
    };
    const unanswered = await dialNow();
    await house.pass(10_000);
    await house.command(agent(1), 'agent:heartbeat', {});
    await house.pass(20_000);
    expect(await callState(unanswered)).toBe('no_answer');
    expect(await agentState(agent(1))).toMatch(/unavailable/);
    const rejected = await dialNow();
    await house.phone(phone, 'phone:reject', { callId: rejected });
    expect(await callState(rejected)).toBe('busy');
    const cancelled = await dialNow();
    await house.command(agent(1), 'call:hang-up', { callId: cancelled });
    expect(await callState(cancelled)).toBe('cancelled');
    expect(await house.db('wrap_ups').first('id')).toBeUndefined();
  });

  test('a number no page is reachable under, and an agent who is engaged, are refused', async () => {
    await talk(agent(2));
    const wish = { toNumber: world.customerPhone, creditorId: world.creditorId, customerId: null, caseId: null };
    await goAvailable(agent(1));
    expect(await house.command(agent(1), 'call:dial', wish)).toMatchObject({ error: { code: 'NUMBER_UNKNOWN' } });
    await house.phone(testPhone(), 'phone:register', { number: world.customerPhone });
    expect(await house.command(agent(2), 'call:dial', wish)).toMatchObject({ error: { code: 'AGENT_BUSY' } });
  });
});

describe('a server that dies', () => {
  test('finds offers, calls and deadlines in their rows and goes on', async () => {
    const { callId } = await talk(agent(1));
    await goAvailable(agent(2));
    const waiting = await dial('+4700020009');
    await house.settle();
    expect(await agentState(agent(2))).toBe('ringing');
    const { clock, carrier } = house;
    await house.close();
    clock.ms += 3_000;
    house = await createCallHouse({ url: database.url, clock, carrier });
    await carrier.attach();
    expect(await callState(callId)).toBe('talking');
    const offerId = await offerOf(agent(2));
    await house.command(agent(2), 'agent:heartbeat', {});
    expect((await house.command(agent(2), 'offer:accept', { offerId })).ok).toBe(true);
    await house.command(agent(2), 'call:connect-media', { callId: waiting.callId, sdpOffer: 'x' });
    await house.settle();
    expect(await callState(waiting.callId)).toBe('talking');
    expect((await house.command(agent(1), 'call:hang-up', { callId })).ok).toBe(true);
  });

  test('ends calls whose rooms are gone, and closes rooms nobody needs', async () => {
    const talking = await talk(agent(1));
    const waiting = await dial('+4700020009');
    house.carrier.forgetAll();
    const stray = house.platform.makeId('call');
    await house.carrier.openRoom({ callId: stray, language: 'nb', direction: 'inbound' });
    house.clock.ms += 11_000;
    await house.carrier.attach();
    await house.settle();
    expect(await callState(talking.callId)).toBe('ended');
    expect(await callState(waiting.callId)).toBe('failed');
    expect(house.carrier.hasRoom(stray)).toBe(false);
  });

  test('a caller whose page was reloaded finds the same call by its token, and nobody finds it without', async () => {
    const { callId, callToken } = await dial();
    const phone = testPhone();
    const back = await house.phone(phone, 'phone:resume', { callToken, sdpOffer: 'renewed' });
    expect(back.ok && back.value.view).toMatchObject({ callId, state: 'queued' });
    const guess = await house.phone(testPhone(), 'phone:resume', { callToken: 'x'.repeat(43), sdpOffer: null });
    expect(guess).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    await house.settle();
    expect(await callState(callId)).toBe('queued');
  });

  test('a page holds one call and one number at a time', async () => {
    const { phone, callToken } = await dial();
    const second = { fromNumber: world.customerPhone, toNumber: TEST_NUMBER, sdpOffer: 'second' };
    expect(await house.phone(phone, 'phone:dial', second)).toMatchObject({ error: { code: 'CALL_NOT_IN_STATE' } });
    await house.phone(phone, 'phone:hang-up', { callToken });
    expect((await house.phone(phone, 'phone:dial', second)).ok).toBe(true);
    await house.phone(phone, 'phone:register', { number: '+4700020001' });
    await house.phone(phone, 'phone:register', { number: '+4700020002' });
    await goAvailable(agent(1));
    const ring = { creditorId: world.creditorId, customerId: null, caseId: null };
    const gone = await house.command(agent(1), 'call:dial', { ...ring, toNumber: '+4700020001' });
    expect(gone).toMatchObject({ error: { code: 'NUMBER_UNKNOWN' } });
  });

  test('a caller who closes the page while waiting is gone at once, and rung to nobody', async () => {
    const { callId } = await dial();
    await house.settle();
    house.carrier.endLeg(callId, 'customer', 'hangup');
    await house.settle();
    expect(await callState(callId)).toBe('abandoned');
  });

  test('a page whose new audio is refused does not cost the call that still has the old', async () => {
    const { callId, callToken } = await talk(agent(1));
    house.carrier.state = 'down';
    const back = await house.phone(testPhone(), 'phone:resume', { callToken, sdpOffer: 'broken' });
    expect(back.ok).toBe(false);
    house.carrier.state = 'up';
    for (let pass = 0; pass < 3; pass++) {
      // oxlint-disable-next-line no-await-in-loop -- one pass after the other
      await house.pass(31_000);
      // oxlint-disable-next-line no-await-in-loop
      await house.command(agent(1), 'agent:heartbeat', {});
      // oxlint-disable-next-line no-await-in-loop
      await house.calls.reconciler.pass();
    }
    expect(await callState(callId)).toBe('talking');
    house.carrier.endLeg(callId, 'customer', 'media_lost');
    await house.settle();
    expect(await callState(callId)).toBe('ended');
  });

  test("a customer's page that is reloaded finds its call still talking", async () => {
    const { callId, callToken } = await talk(agent(1));
    house.carrier.endLeg(callId, 'customer', 'hangup');
    await house.settle();
    expect(await callState(callId)).toBe('talking');
    await house.pass(CUSTOMER_RETURN_MS - 1_000);
    const back = await house.phone(testPhone(), 'phone:resume', { callToken, sdpOffer: 'reloaded' });
    expect(back.ok && back.value.view.state).toBe('talking');
    await house.pass(2 * CUSTOMER_RETURN_MS);
    expect(await callState(callId)).toBe('talking');
  });

  test('a page that is closed for good ends its call when its time to come back is over', async () => {
    const { callId } = await talk(agent(1));
    house.carrier.endLeg(callId, 'customer', 'hangup');
    await house.settle();
    const leftAt = house.clock.ms;
    await house.pass(CUSTOMER_RETURN_MS);
    const ended = await house.db('calls').where({ id: callId }).first<{ state: string; ended_at: number }>();
    expect(ended).toMatchObject({ state: 'ended', ended_at: leftAt });
  });

  test('a customer who hangs up by the button is not waited for', async () => {
    const { callId, callToken } = await talk(agent(1));
    house.carrier.endLeg(callId, 'customer', 'hangup');
    await house.phone(testPhone(), 'phone:hang-up', { callToken });
    expect(await callState(callId)).toBe('ended');
  });
});
