/** What happens to calls, on real tables with a scripted carrier: the life of one call, and every way in which it can go wrong. */
import { describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import type { Login } from '../platform/auth/login';
import { findBrokenInvariants } from './invariants';
import { callFloor } from './testing/call-floor';
import { createCallHouse, TEST_NUMBER, testPhone } from './testing/call-house';

const floor = callFloor();

async function agentState(login: Login): Promise<string> {
  const row = await floor.house
    .db('agents')
    .where({ id: login.id })
    .first<{ state: string; reason: string | null }>('state', 'reason');
  return row?.reason === null ? row.state : `${row?.state}(${row?.reason})`;
}

/** Who was shown to an agent before the gate opened, as the audit keeps it. */
async function shownTo(login: Login): Promise<unknown[]> {
  const rows = await floor.house
    .db('audit_rows')
    .where({ login_account_id: login.id, action: 'candidates.shown' })
    .select<{ subject_id: string; detail: { via: string } }[]>('subject_id', 'detail');
  return rows.map((row) => ({ subjectId: row.subject_id, via: row.detail.via }));
}

describe('the life of one call', () => {
  test('goes from dial over the queue to an agent, and ends with a wrap-up', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    expect(await agentState(floor.agent(1))).toBe('on_call');
    const ended = await floor.house.command(floor.agent(1), 'call:hang-up', { callId });
    expect(ended.ok && ended.data.state).toBe('ended');
    await floor.house.settle();
    expect(floor.house.carrier.hasRoom(callId)).toBe(false);
    expect(await agentState(floor.agent(1))).toBe('wrapping_up');
    const closed = await floor.house.command(floor.agent(1), 'wrap-up:close', {
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
    await floor.goAvailable(floor.agent(1));
    await floor.goAvailable(floor.agent(2));
    const { callId } = await floor.dial();
    await floor.house.settle();
    const offer = await floor.house
      .db('offers')
      .where({ state: 'ringing' })
      .first<{ id: Id<'offer'>; agent_id: string }>();
    if (offer === undefined) throw new Error('nobody rings');
    const [one, two] = await Promise.all(
      [floor.agent(1), floor.agent(2)].map((login) =>
        floor.house.command(login, 'offer:accept', { offerId: offer.id }),
      ),
    );
    const winners = [one, two].filter((answer) => answer?.ok === true);
    expect(winners).toHaveLength(1);
    const losers = [one, two].filter((answer) => answer?.ok === false);
    expect(losers[0]).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await floor.callState(callId)).toBe('connecting');
  });

  test('an offer nobody answers is missed: the call keeps its place, the agent is unavailable for no answer', async () => {
    await floor.goAvailable(floor.agent(1));
    const { callId } = await floor.dial();
    await floor.house.settle();
    const before = await floor.house
      .db('calls')
      .where({ id: callId })
      .first<{ entered_queue_at: number }>('entered_queue_at');
    await floor.house.pass(20_000);
    expect(await floor.callState(callId)).toBe('queued');
    expect(await agentState(floor.agent(1))).toBe('unavailable(no_answer)');
    const after = await floor.house
      .db('calls')
      .where({ id: callId })
      .first<{ entered_queue_at: number }>('entered_queue_at');
    expect(after).toEqual(before);
    await floor.goAvailable(floor.agent(2));
    await floor.house.settle();
    expect(await agentState(floor.agent(2))).toBe('ringing');
  });

  test('an agent who rejects a call is not rung for it again at once, and somebody else is', async () => {
    await floor.goAvailable(floor.agent(1));
    const { callId } = await floor.dial();
    await floor.house.settle();
    const rejected = await floor.house.command(floor.agent(1), 'offer:reject', {
      offerId: await floor.offerOf(floor.agent(1)),
    });
    expect(rejected.ok && rejected.data.state).toBe('available');
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('queued');
    await floor.goAvailable(floor.agent(2));
    await floor.house.settle();
    expect(await agentState(floor.agent(2))).toBe('ringing');
    expect(await agentState(floor.agent(1))).toBe('available');
  });

  test('a caller who leaves while the phone rings takes the offer along, and the agent keeps their turn', async () => {
    await floor.goAvailable(floor.agent(1));
    const { callId, callToken, phone } = await floor.dial();
    await floor.house.settle();
    const offerId = await floor.offerOf(floor.agent(1));
    await floor.house.phone(phone, 'phone:hang-up', { callToken });
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('abandoned');
    expect(await agentState(floor.agent(1))).toBe('available');
    const late = await floor.house.command(floor.agent(1), 'offer:accept', { offerId });
    expect(late).toMatchObject({ ok: false, error: { code: 'OFFER_GONE' } });
  });

  test('a caller who leaves at the very moment the agent accepts ends the call once, whoever was first', async () => {
    for (let round = 0; round < 5; round++) {
      await floor.goAvailable(floor.agent(1));
      const { callId, callToken, phone } = await floor.dial();
      await floor.house.settle();
      const offerId = await floor.offerOf(floor.agent(1));
      const [left] = await Promise.all([
        floor.house.phone(phone, 'phone:hang-up', { callToken }),
        floor.house.command(floor.agent(1), 'offer:accept', { offerId }),
      ]);
      expect(left.ok).toBe(true);
      await floor.house.settle();
      expect(await floor.callState(callId)).toBe('abandoned');
      expect(await agentState(floor.agent(1))).toBe('available');
      expect(await findBrokenInvariants(floor.house.db)).toEqual([]);
    }
  });

  test('an agent whose audio never comes loses the call after five seconds, and somebody else is tried first', async () => {
    floor.house.carrier.isConnectingAtOnce = false;
    await floor.goAvailable(floor.agent(1));
    const { callId } = await floor.dial();
    await floor.house.settle();
    await floor.house.command(floor.agent(1), 'offer:accept', { offerId: await floor.offerOf(floor.agent(1)) });
    await floor.house.command(floor.agent(1), 'call:connect-media', { callId, sdpOffer: 'x' });
    await floor.house.pass(5_000);
    expect(await floor.callState(callId)).toBe('queued');
    expect(await agentState(floor.agent(1))).toBe('available');
    await floor.goAvailable(floor.agent(2));
    await floor.house.settle();
    expect(await agentState(floor.agent(2))).toBe('ringing');
  });
});

describe('states an agent asks for', () => {
  test('the last request made during a call takes effect after the wrap-up', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    await floor.house.command(floor.agent(1), 'agent:request-state', {
      request: { state: 'unavailable', reason: 'lunch' },
    });
    const asked = await floor.house.command(floor.agent(1), 'agent:request-state', {
      request: { state: 'unavailable', reason: 'break' },
    });
    expect(asked.ok && asked.data).toMatchObject({
      state: 'on_call',
      requestedNext: { state: 'unavailable', reason: 'break' },
    });
    await floor.house.command(floor.agent(1), 'call:hang-up', { callId });
    await floor.house.pass(60_000);
    expect(await agentState(floor.agent(1))).toBe('unavailable(break)');
    const wrapUp = await floor.house.db('wrap_ups').where({ call_id: callId }).first<{ state: string }>('state');
    expect(wrapUp?.state).toBe('unclassified');
  });

  test('an agent we hear no more gets no new offers, and keeps the call they are in', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    await floor.goAvailable(floor.agent(2));
    await floor.house.pass(15_000);
    expect(await agentState(floor.agent(2))).toBe('unavailable(lost_connection)');
    expect(await floor.callState(callId)).toBe('talking');
    await floor.house.command(floor.agent(2), 'agent:heartbeat', {});
    expect(await agentState(floor.agent(2))).toBe('available');
  });

  test('a snapshot shows a ringing offer with the people it may be, and nothing they owe', async () => {
    await floor.goAvailable(floor.agent(1));
    await floor.dial();
    await floor.house.settle();
    const snapshot = await floor.house.command(floor.agent(1), 'agent:snapshot', {});
    expect(snapshot.ok && snapshot.data.offer?.candidates).toEqual([
      expect.objectContaining({ customerId: floor.world.customerId, name: 'Kari Prøve', caseNos: ['FG-1234567'] }),
    ]);
    expect(snapshot.ok && snapshot.data.call).toBeNull();
    expect(await shownTo(floor.agent(1))).toEqual([{ subjectId: floor.world.customerId, via: 'offer' }]);
  });
});

describe('the queue', () => {
  test('a caller who gave up and is back within five minutes has the old place, and waits anew', async () => {
    const first = await floor.dial();
    await floor.house.pass(60_000);
    await floor.house.phone(first.phone, 'phone:hang-up', { callToken: first.callToken });
    const other = await floor.dial('+4700020009');
    await floor.house.pass(30_000);
    const again = await floor.dial();
    await floor.goAvailable(floor.agent(1));
    await floor.house.settle();
    const rung = await floor.house.db('offers').where({ state: 'ringing' }).first<{ call_id: string }>('call_id');
    expect(rung?.call_id).toBe(again.callId);
    expect(await floor.callState(other.callId)).toBe('queued');
    const row = await floor.house
      .db('calls')
      .where({ id: again.callId })
      .first<{ entered_queue_at: number; returned_from_call_id: string }>();
    expect(row?.returned_from_call_id).toBe(first.callId);
    expect(row?.entered_queue_at).toBe(floor.house.clock.ms);
  });

  test('a case number keyed while waiting finds the customer whatever number they call from', async () => {
    const { callId } = await floor.dial('+4700099999');
    floor.house.carrier.press(callId, '1234567#');
    await floor.house.settle();
    // Nobody has been shown anything yet: the call still waits.
    expect(await shownTo(floor.agent(1))).toEqual([]);
    const row = await floor.house.db('calls').where({ id: callId }).first<{ candidate_customer_ids: string[] }>();
    expect(row?.candidate_customer_ids).toEqual([floor.world.customerId]);
  });

  test('a waiting caller is told the place on the page at once and by voice every thirty seconds', async () => {
    await floor.dial();
    await floor.house.pass(1_000);
    const second = await floor.dial('+4700020009');
    await floor.house.settle();
    await floor.house.routing.waitingLine.tellAll();
    expect(second.phone.views.at(-1)).toMatchObject({ state: 'queued', place: 2 });
    await floor.house.pass(28_000);
    await floor.house.routing.waitingLine.tellAll();
    await floor.house.settle();
    const spoken = () => floor.house.carrier.announcements.filter((one) => one.announcement.key === 'position').length;
    expect(spoken()).toBe(0);
    await floor.house.pass(2_000);
    await floor.house.routing.waitingLine.tellAll();
    await floor.house.routing.waitingLine.tellAll();
    await floor.house.settle();
    expect(spoken()).toBe(2);
  });

  test('a number nobody has is refused and leaves nothing behind', async () => {
    const answer = await floor.house.phone(testPhone(), 'phone:dial', {
      fromNumber: floor.world.customerPhone,
      toNumber: '+4700099000',
      sdpOffer: 'offer',
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'NUMBER_UNKNOWN' } });
    expect(await floor.house.db('calls').first('id')).toBeUndefined();
  });

  test('a carrier that is down fails the call at once instead of leaving it waiting', async () => {
    floor.house.carrier.state = 'down';
    const answer = await floor.house.phone(testPhone(), 'phone:dial', {
      fromNumber: floor.world.customerPhone,
      toNumber: TEST_NUMBER,
      sdpOffer: 'offer',
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'CARRIER_DOWN' } });
    const row = await floor.house.db('calls').first<{ state: string }>('state');
    expect(row?.state).toBe('failed');
  });
});

describe('the wrap-up', () => {
  test('may be extended once, and a late outcome is a revision that moves nobody', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    await floor.house.command(floor.agent(1), 'call:hang-up', { callId });
    expect((await floor.house.command(floor.agent(1), 'wrap-up:extend', { callId })).ok).toBe(true);
    expect(await floor.house.command(floor.agent(1), 'wrap-up:extend', { callId })).toMatchObject({
      error: { code: 'WRAP_UP_EXTENDED_ALREADY' },
    });
    await floor.house.pass(60_000);
    expect(await agentState(floor.agent(1))).toBe('wrapping_up');
    await floor.house.pass(60_000);
    const closing = {
      callId,
      reason: 'price',
      outcome: 'question_answered',
      isResolved: true,
      isFollowUpAgreed: false,
      note: '',
    } as const;
    const late = await floor.house.command(floor.agent(1), 'wrap-up:close', closing);
    expect(late.ok && late.data.state).toBe('unavailable');
    const row = await floor.house
      .db('wrap_ups')
      .where({ call_id: callId })
      .first<{ state: string; revision: number }>();
    expect(row).toMatchObject({ state: 'closed', revision: 1 });
  });

  test('an outcome that served nobody cannot be called resolved', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    await floor.house.command(floor.agent(1), 'call:hang-up', { callId });
    const answer = await floor.house.command(floor.agent(1), 'wrap-up:close', {
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
    await floor.goAvailable(floor.agent(1));
    const phone = testPhone();
    await floor.house.phone(phone, 'phone:register', { number: floor.world.customerPhone });
    const dialled = await floor.house.command(floor.agent(1), 'call:dial', {
      toNumber: '00 02 00 01',
      creditorId: floor.world.creditorId,
      customerId: floor.world.customerId,
      caseId: null,
    });
    if (!dialled.ok) throw new Error(dialled.error.code);
    const { id } = dialled.data;
    const callId = id as Id<'call'>;
    expect(await floor.callState(callId)).toBe('dialing');
    expect(await shownTo(floor.agent(1))).toEqual([{ subjectId: floor.world.customerId, via: 'dial' }]);
    await floor.house.command(floor.agent(1), 'call:connect-media', { callId, sdpOffer: 'x' });
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('ringing');
    const answered = await floor.house.phone(phone, 'phone:answer', { callId, sdpOffer: 'y' });
    expect(answered.ok && answered.value.view.state).toBe('talking');
    await floor.house.command(floor.agent(1), 'call:hang-up', { callId });
    await floor.house.settle();
    expect(await agentState(floor.agent(1))).toBe('wrapping_up');
  });

  test('end as no answer, busy or cancelled without a wrap-up, and the agent is back where they were', async () => {
    await floor.house.command(floor.agent(1), 'agent:request-state', {
      request: { state: 'unavailable', reason: 'admin_work' },
    });
    const phone = testPhone();
    await floor.house.phone(phone, 'phone:register', { number: floor.world.customerPhone });
    const dialNow = async (): Promise<Id<'call'>> => {
      await floor.house.command(floor.agent(1), 'agent:heartbeat', {});
      const dialled = await floor.house.command(floor.agent(1), 'call:dial', {
        toNumber: floor.world.customerPhone,
        creditorId: floor.world.creditorId,
        customerId: null,
        caseId: null,
      });
      if (!dialled.ok) throw new Error(dialled.error.code);
      const callId = dialled.data.id as Id<'call'>;
      await floor.house.command(floor.agent(1), 'call:connect-media', { callId, sdpOffer: 'x' });
      await floor.house.settle();
      return callId;
    };
    const unanswered = await dialNow();
    await floor.house.pass(10_000);
    await floor.house.command(floor.agent(1), 'agent:heartbeat', {});
    await floor.house.pass(20_000);
    expect(await floor.callState(unanswered)).toBe('no_answer');
    expect(await agentState(floor.agent(1))).toMatch(/unavailable/);
    const rejected = await dialNow();
    await floor.house.phone(phone, 'phone:reject', { callId: rejected });
    expect(await floor.callState(rejected)).toBe('busy');
    const cancelled = await dialNow();
    await floor.house.command(floor.agent(1), 'call:hang-up', { callId: cancelled });
    expect(await floor.callState(cancelled)).toBe('cancelled');
    expect(await floor.house.db('wrap_ups').first('id')).toBeUndefined();
  });

  test('a number no page is reachable under, and an agent who is engaged, are refused', async () => {
    await floor.talk(floor.agent(2));
    const wish = {
      toNumber: floor.world.customerPhone,
      creditorId: floor.world.creditorId,
      customerId: null,
      caseId: null,
    };
    await floor.goAvailable(floor.agent(1));
    expect(await floor.house.command(floor.agent(1), 'call:dial', wish)).toMatchObject({
      error: { code: 'NUMBER_UNKNOWN' },
    });
    await floor.house.phone(testPhone(), 'phone:register', { number: floor.world.customerPhone });
    expect(await floor.house.command(floor.agent(2), 'call:dial', wish)).toMatchObject({
      error: { code: 'AGENT_BUSY' },
    });
  });
});

describe('a server that dies', () => {
  test('finds offers, calls and deadlines in their rows and goes on', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    await floor.goAvailable(floor.agent(2));
    const waiting = await floor.dial('+4700020009');
    await floor.house.settle();
    expect(await agentState(floor.agent(2))).toBe('ringing');
    const { clock, carrier } = floor.house;
    await floor.house.close();
    clock.ms += 3_000;
    floor.house = await createCallHouse({ url: floor.database.url, clock, carrier });
    await carrier.attach();
    expect(await floor.callState(callId)).toBe('talking');
    const offerId = await floor.offerOf(floor.agent(2));
    await floor.house.command(floor.agent(2), 'agent:heartbeat', {});
    expect((await floor.house.command(floor.agent(2), 'offer:accept', { offerId })).ok).toBe(true);
    await floor.house.command(floor.agent(2), 'call:connect-media', { callId: waiting.callId, sdpOffer: 'x' });
    await floor.house.settle();
    expect(await floor.callState(waiting.callId)).toBe('talking');
    expect((await floor.house.command(floor.agent(1), 'call:hang-up', { callId })).ok).toBe(true);
  });

  test('ends calls whose rooms are gone, and closes rooms nobody needs', async () => {
    const talking = await floor.talk(floor.agent(1));
    const waiting = await floor.dial('+4700020009');
    floor.house.carrier.forgetAll();
    const stray = floor.house.platform.makeId('call');
    await floor.house.carrier.openRoom({ callId: stray, language: 'nb', direction: 'inbound' });
    floor.house.clock.ms += 11_000;
    await floor.house.carrier.attach();
    await floor.house.settle();
    expect(await floor.callState(talking.callId)).toBe('ended');
    expect(await floor.callState(waiting.callId)).toBe('failed');
    expect(floor.house.carrier.hasRoom(stray)).toBe(false);
  });

  test('a caller whose page was reloaded finds the same call by its token, and nobody finds it without', async () => {
    const { callId, callToken } = await floor.dial();
    const phone = testPhone();
    const back = await floor.house.phone(phone, 'phone:resume', { callToken, sdpOffer: 'renewed' });
    expect(back.ok && back.value.view).toMatchObject({ callId, state: 'queued' });
    const guess = await floor.house.phone(testPhone(), 'phone:resume', { callToken: 'x'.repeat(43), sdpOffer: null });
    expect(guess).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('queued');
  });
});
