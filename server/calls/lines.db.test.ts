/** Lines that break, are held, muted or taken up again: what agent and customer are promised, on real tables. */
import { describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { CUSTOMER_RETURN_MS } from './carrier-events';
import { callFloor } from './testing/call-floor';
import { TEST_NUMBER, testPhone } from './testing/call-house';

const floor = callFloor();

describe('the conversation', () => {
  test('hold and mute reach the carrier, and what was on hold is counted', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    await floor.house.command(floor.agent(1), 'call:hold', { callId });
    await floor.house.settle();
    expect(floor.house.carrier.room(callId)?.isHeld).toBe(true);
    await floor.house.pass(7_000);
    const back = await floor.house.command(floor.agent(1), 'call:unhold', { callId });
    expect(back.ok && back.data.state).toBe('talking');
    await floor.house.settle();
    expect(floor.house.carrier.room(callId)?.isHeld).toBe(false);
    const muted = await floor.house.command(floor.agent(1), 'call:mute', { callId, isMuted: true });
    expect(muted.ok && muted.data.isMuted).toBe(true);
    expect(floor.house.carrier.room(callId)?.legs.get('agent')?.isMuted).toBe(true);
    const row = await floor.house.db('calls').where({ id: callId }).first<{ hold_ms: bigint }>('hold_ms');
    expect(Number(row?.hold_ms)).toBe(7_000);
  });

  test('an agent who is lost and comes back within twenty seconds goes on with the same customer', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    floor.house.carrier.endLeg(callId, 'agent', 'media_lost');
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('connecting');
    expect(floor.house.carrier.announcements.at(-1)?.announcement.key).toBe('one-moment');
    await floor.house.pass(10_000);
    const media = await floor.house.command(floor.agent(1), 'call:connect-media', { callId, sdpOffer: 'again' });
    expect(media.ok).toBe(true);
    await floor.house.pass(15_000);
    expect(await floor.callState(callId)).toBe('talking');
    expect(floor.house.carrier.hasRoom(callId)).toBe(true);
  });

  test('an agent who is lost for good gives the customer to the next one, before everybody else', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    const other = await floor.dial('+4700020009');
    await floor.house.settle();
    floor.house.carrier.endLeg(callId, 'agent', 'media_lost');
    await floor.house.settle();
    await floor.house.pass(20_000);
    expect(await floor.callState(callId)).toBe('queued');
    await floor.goAvailable(floor.agent(2));
    await floor.house.command(floor.agent(1), 'agent:request-state', { request: { state: 'offline' } });
    await floor.house.settle();
    expect(await floor.callState(other.callId)).toBe('queued');
    const rung = await floor.house
      .db('offers')
      .where({ state: 'ringing', agent_id: floor.agent(2).id })
      .first<{ call_id: string }>();
    expect(rung?.call_id).toBe(callId);
  });

  test('a customer who leaves while the agent is lost still gets one wrap-up, with the agent who spoke to them', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    floor.house.carrier.endLeg(callId, 'agent', 'media_lost');
    await floor.house.settle();
    await floor.house.pass(20_000);
    await floor.house.command(floor.agent(1), 'agent:request-state', { request: { state: 'offline' } });
    await floor.house.settle();
    floor.house.carrier.endLeg(callId, 'customer', 'media_lost');
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('ended');
    const rows = await floor.house.db('wrap_ups').where({ call_id: callId }).select<{ agent_id: string }[]>('agent_id');
    expect(rows).toEqual([{ agent_id: floor.agent(1).id }]);
  });

  test('a customer who leaves while their lost call rings at the next agent leaves the wrap-up to the one who spoke', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    floor.house.carrier.endLeg(callId, 'agent', 'media_lost');
    await floor.house.settle();
    await floor.house.pass(20_000);
    await floor.goAvailable(floor.agent(2));
    await floor.house.command(floor.agent(1), 'agent:request-state', { request: { state: 'offline' } });
    await floor.house.settle();
    expect(await floor.offerOf(floor.agent(2))).toBeTruthy();
    floor.house.carrier.endLeg(callId, 'customer', 'hangup');
    await floor.house.settle();
    await floor.house.pass(CUSTOMER_RETURN_MS);
    expect(await floor.callState(callId)).toBe('ended');
    const rows = await floor.house.db('wrap_ups').where({ call_id: callId }).select<{ agent_id: string }[]>('agent_id');
    expect(rows).toEqual([{ agent_id: floor.agent(1).id }]);
    const call = await floor.house.db('calls').where({ id: callId }).first<{ agent_id: string }>('agent_id');
    expect(call?.agent_id).toBe(floor.agent(1).id);
    const other = await floor.house
      .db('agents')
      .where({ id: floor.agent(2).id })
      .first<{ state: string }>('state');
    expect(other?.state).toBe('available');
  });

  test('a customer is not said to be on hold while the carrier cannot be reached', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    floor.house.carrier.state = 'down';
    const held = await floor.house.command(floor.agent(1), 'call:hold', { callId });
    expect(held).toMatchObject({ ok: false, error: { code: 'CARRIER_DOWN' } });
    expect(await floor.callState(callId)).toBe('talking');
    floor.house.carrier.state = 'up';
    expect((await floor.house.command(floor.agent(1), 'call:hold', { callId })).ok).toBe(true);
    expect(floor.house.carrier.room(callId)?.isHeld).toBe(true);
  });

  test('a mute that is sent again after it was taken back changes nothing any more', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    await floor.house.command(floor.agent(1), 'call:mute', { callId, isMuted: true }, 'mute-once-1');
    await floor.house.command(floor.agent(1), 'call:mute', { callId, isMuted: false });
    await floor.house.command(floor.agent(1), 'call:mute', { callId, isMuted: true }, 'mute-once-1');
    expect(floor.house.carrier.room(callId)?.legs.get('agent')?.isMuted).toBe(false);
  });

  test('what is keyed to an agent is shown and kept nowhere', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    floor.house.carrier.press(callId, '4111');
    await floor.house.settle();
    expect(await floor.house.db('journal').where({ kind: 'call.digit' }).first('position')).toBeUndefined();
    const call = await floor.house.db('calls').where({ id: callId }).first<{ digits: string }>('digits');
    expect(call?.digits).toBe('');
  });

  test('a window that reloads takes its leg over without a moment of the call lost', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    await floor.house.command(floor.agent(1), 'call:connect-media', { callId, sdpOffer: 'reloaded' });
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('talking');
    expect(floor.house.carrier.room(callId)?.legs.has('agent')).toBe(true);
  });

  test('what the carrier tells twice, late or about somebody else changes nothing', async () => {
    floor.house.carrier.timesTold = 3;
    const { callId } = await floor.talk(floor.agent(1));
    const row = await floor.house
      .db('calls')
      .where({ id: callId })
      .first<{ agent_leg_id: Id<'leg'>; version: number }>();
    if (row === undefined) throw new Error('no call');
    floor.house.carrier.tell(callId, {
      kind: 'leg.ended',
      legId: floor.house.platform.makeId('leg'),
      role: 'customer',
      reason: 'hangup',
    });
    floor.house.carrier.tell(callId, { kind: 'leg.connected', legId: row.agent_leg_id, role: 'agent' });
    floor.house.carrier.tell(floor.house.platform.makeId('call'), { kind: 'room.ended', reason: 'failed' });
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('talking');
    await floor.house.command(floor.agent(1), 'call:hang-up', { callId });
    floor.house.carrier.tell(callId, {
      kind: 'leg.ended',
      legId: row.agent_leg_id,
      role: 'agent',
      reason: 'media_lost',
    });
    floor.house.carrier.tell(callId, { kind: 'room.ended', reason: 'empty' });
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('ended');
  });

  test('the same command sent twice has one effect and the same answer; another body under its id is refused', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    const commandId = 'command-0001';
    const first = await floor.house.command(floor.agent(1), 'call:hang-up', { callId }, commandId);
    const again = await floor.house.command(floor.agent(1), 'call:hang-up', { callId }, commandId);
    expect(again).toEqual(first);
    const other = await floor.house.command(floor.agent(1), 'call:hold', { callId }, commandId);
    expect(other).toMatchObject({ ok: false, error: { code: 'COMMAND_ID_REUSED' } });
  });

  test("somebody else's call cannot be touched, held or heard, and forged payloads are turned away", async () => {
    const { callId } = await floor.talk(floor.agent(1));
    const strange = floor.agent(2);
    for (const name of ['call:hang-up', 'call:hold', 'call:unhold', 'call:pause-recording'] as const) {
      expect(await floor.house.command(strange, name, { callId })).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND' },
      });
    }
    const media = await floor.house.command(strange, 'call:connect-media', { callId, sdpOffer: 'x' });
    expect(media).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    const forged = [{}, { callId: 'cal_1' }, { callId, extra: 1 }, { callId: [callId] }, null];
    for (const payload of forged) {
      const answer = await floor.house.command(floor.agent(1), 'call:hang-up', payload as never);
      expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_PAYLOAD' } });
    }
    expect(await floor.callState(callId)).toBe('talking');
  });
});

describe("a customer's page", () => {
  test('a page holds one call and one number at a time', async () => {
    const { phone, callToken } = await floor.dial();
    const second = { fromNumber: floor.world.customerPhone, toNumber: TEST_NUMBER, sdpOffer: 'second' };
    expect(await floor.house.phone(phone, 'phone:dial', second)).toMatchObject({
      error: { code: 'CALL_NOT_IN_STATE' },
    });
    await floor.house.phone(phone, 'phone:hang-up', { callToken });
    expect((await floor.house.phone(phone, 'phone:dial', second)).ok).toBe(true);
    await floor.house.phone(phone, 'phone:register', { number: '+4700020001' });
    await floor.house.phone(phone, 'phone:register', { number: '+4700020002' });
    await floor.goAvailable(floor.agent(1));
    const ring = { creditorId: floor.world.creditorId, customerId: null, caseId: null };
    const gone = await floor.house.command(floor.agent(1), 'call:dial', { ...ring, toNumber: '+4700020001' });
    expect(gone).toMatchObject({ error: { code: 'NUMBER_UNKNOWN' } });
  });

  test('a caller who closes the page while waiting is gone at once, and rung to nobody', async () => {
    const { callId } = await floor.dial();
    await floor.house.settle();
    floor.house.carrier.endLeg(callId, 'customer', 'hangup');
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('abandoned');
  });

  test('a page whose new audio is refused does not cost the call that still has the old', async () => {
    const { callId, callToken } = await floor.talk(floor.agent(1));
    floor.house.carrier.state = 'down';
    const back = await floor.house.phone(testPhone(), 'phone:resume', { callToken, sdpOffer: 'broken' });
    expect(back.ok).toBe(false);
    floor.house.carrier.state = 'up';
    for (let pass = 0; pass < 3; pass++) {
      // oxlint-disable-next-line no-await-in-loop -- one pass after the other
      await floor.house.pass(31_000);
      // oxlint-disable-next-line no-await-in-loop
      await floor.house.command(floor.agent(1), 'agent:heartbeat', {});
      // oxlint-disable-next-line no-await-in-loop
      await floor.house.calls.reconciler.pass();
    }
    expect(await floor.callState(callId)).toBe('talking');
    floor.house.carrier.endLeg(callId, 'customer', 'media_lost');
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('ended');
  });

  test("a customer's page that is reloaded finds its call still talking", async () => {
    const { callId, callToken } = await floor.talk(floor.agent(1));
    floor.house.carrier.endLeg(callId, 'customer', 'hangup');
    await floor.house.settle();
    expect(await floor.callState(callId)).toBe('talking');
    await floor.house.pass(CUSTOMER_RETURN_MS - 1_000);
    const back = await floor.house.phone(testPhone(), 'phone:resume', { callToken, sdpOffer: 'reloaded' });
    expect(back.ok && back.value.view.state).toBe('talking');
    await floor.house.pass(2 * CUSTOMER_RETURN_MS);
    expect(await floor.callState(callId)).toBe('talking');
  });

  test('a page that is closed for good ends its call when its time to come back is over', async () => {
    const { callId } = await floor.talk(floor.agent(1));
    floor.house.carrier.endLeg(callId, 'customer', 'hangup');
    await floor.house.settle();
    const leftAt = floor.house.clock.ms;
    await floor.house.pass(CUSTOMER_RETURN_MS);
    const ended = await floor.house.db('calls').where({ id: callId }).first<{ state: string; ended_at: number }>();
    expect(ended).toMatchObject({ state: 'ended', ended_at: leftAt });
  });

  test('a customer who hangs up by the button is not waited for', async () => {
    const { callId, callToken } = await floor.talk(floor.agent(1));
    floor.house.carrier.endLeg(callId, 'customer', 'hangup');
    await floor.house.phone(testPhone(), 'phone:hang-up', { callToken });
    expect(await floor.callState(callId)).toBe('ended');
  });
});
