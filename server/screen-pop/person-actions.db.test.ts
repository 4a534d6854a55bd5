import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addAgent,
  addCall,
  addCreditor,
  addDebt,
  openWorld,
  talkTo,
  type Debt,
  type World,
} from '../ledger/testing/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Talk = Awaited<ReturnType<typeof talkTo>>;
const HOLDER = { name: 'Tove Hjelper', birthDate: '1971-05-06' };

async function setting() {
  const creditor = await addCreditor(world);
  const debt = await addDebt(world, creditor.id);
  return { creditor, debt, talk: await talkTo(world, creditor.id, debt) };
}
const flag = (talk: Talk, debt: Debt, change: Record<string, unknown> = {}) =>
  world.ask(talk.agent, 'customer:flag', {
    callId: talk.callId,
    scriptRunId: null,
    customerId: debt.customerId,
    flag: 'medical_device',
    isSet: true,
    ...change,
  });
const record = (talk: Talk, debt: Debt, change: Record<string, unknown> = {}) =>
  world.ask(talk.agent, 'authority:record', {
    callId: talk.callId,
    customerId: debt.customerId,
    holder: HOLDER,
    kind: 'written',
    document: 'Brev 12.11.2026',
    validTo: null,
    ...change,
  });
async function verifyAs(creditorId: string, debt: Debt, change: Record<string, unknown> = {}) {
  const agent = await addAgent(world);
  const callId = await addCall(world, creditorId, agent.id);
  const answer = await world.ask(agent, 'identity:verify', {
    callId,
    customerId: debt.customerId,
    factors: ['name', 'birth_date'],
    isThirdParty: true,
    thirdParty: HOLDER,
    ...change,
  });
  return { agent, callId, answer };
}

describe('flags', () => {
  test('are set once, kept with who and when, and seen in the case file', async () => {
    const { debt, talk } = await setting();
    expect(await flag(talk, debt)).toEqual({ ok: true, data: { flags: ['medical_device'] } });
    expect(await flag(talk, debt)).toMatchObject({ ok: true });
    const changes = await world.platform.db('customer_flag_changes').where({ customer_id: debt.customerId });
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ flag: 'medical_device', is_set: true, changed_by: talk.agent.id });
    expect(await flag(talk, debt, { isSet: false })).toEqual({ ok: true, data: { flags: [] } });
  });

  test('need an open gate', async () => {
    const { creditor, debt } = await setting();
    const agent = await addAgent(world);
    const callId = await addCall(world, creditor.id, agent.id);
    expect(await flag({ agent, callId }, debt)).toMatchObject({ error: { code: 'IDENTITY_NOT_VERIFIED' } });
  });
});

describe('somebody else on the phone', () => {
  test('is let in by an authority on record, and the gate says on whose behalf', async () => {
    const { creditor, debt, talk } = await setting();
    const recorded = await record(talk, debt);
    if (!recorded.ok) throw new Error(recorded.error.code);
    const { callId, answer } = await verifyAs(creditor.id, debt);
    expect(answer).toMatchObject({ ok: true });
    const [gate] = await world.platform.db('identity_gates').where({ call_id: callId });
    expect(gate.authority_id).toBe(recorded.data.authorityId);
  });

  test.each([
    ['with another name', { thirdParty: { ...HOLDER, name: 'Tove Hjelperud' } }],
    ['with another birth date', { thirdParty: { ...HOLDER, birthDate: '1971-05-07' } }],
    ['without saying who', { thirdParty: null }],
  ])('%s learns no more than anybody else', async (_how, change) => {
    const { creditor, debt, talk } = await setting();
    await record(talk, debt);
    const { answer } = await verifyAs(creditor.id, debt, change);
    expect(answer).toMatchObject({ ok: false, error: { code: 'IDENTITY_THIRD_PARTY' } });
  });

  test('still needs two facts about the customer', async () => {
    const { creditor, debt, talk } = await setting();
    await record(talk, debt);
    const { answer } = await verifyAs(creditor.id, debt, { factors: ['name'] });
    expect(answer).toMatchObject({ error: { code: 'IDENTITY_TOO_FEW_FACTORS' } });
  });

  test('is shut out when the authority has ended or was taken back', async () => {
    const { creditor, debt, talk } = await setting();
    const recorded = await record(talk, debt, { kind: 'spoken', document: '' });
    if (!recorded.ok) throw new Error(recorded.error.code);
    expect(recorded.data.validTo).toBe('2026-11-16');
    expect((await verifyAs(creditor.id, debt)).answer).toMatchObject({ ok: true });
    const before = world.clock.nowMs;
    world.clock.nowMs += 86_400_000;
    expect((await verifyAs(creditor.id, debt)).answer).toMatchObject({ error: { code: 'IDENTITY_THIRD_PARTY' } });
    world.clock.nowMs = before;
    const { authorityId } = recorded.data;
    const revoke = { callId: talk.callId, customerId: debt.customerId, authorityId };
    expect(await world.ask(talk.agent, 'authority:revoke', revoke)).toMatchObject({ ok: true });
    expect((await verifyAs(creditor.id, debt)).answer).toMatchObject({ error: { code: 'IDENTITY_THIRD_PARTY' } });
    expect(await world.ask(talk.agent, 'authority:revoke', revoke)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  test('cannot let a third one in', async () => {
    const { creditor, debt, talk } = await setting();
    await record(talk, debt);
    const other = await verifyAs(creditor.id, debt);
    expect(await record(other, debt)).toMatchObject({ error: { code: 'IDENTITY_THIRD_PARTY' } });
  });

  test('a paper must be named, must not have ended, and without a call is for a lead to record', async () => {
    const { debt, talk } = await setting();
    expect(await record(talk, debt, { document: '' })).toMatchObject({ error: { code: 'AUTHORITY_INVALID' } });
    expect(await record(talk, debt, { validTo: '2026-11-15' })).toMatchObject({ error: { code: 'AUTHORITY_INVALID' } });
    expect(await record(talk, debt, { callId: null })).toMatchObject({ error: { code: 'FORBIDDEN' } });
    const lead = { ...talk, agent: await addAgent(world, { roles: ['lead'] }) };
    expect(await record(lead, debt, { callId: null })).toMatchObject({ ok: true });
    expect(await record(lead, debt, { callId: null, kind: 'spoken', document: '' })).toMatchObject({
      error: { code: 'AUTHORITY_INVALID' },
    });
  });
});
