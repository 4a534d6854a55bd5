import { afterAll, beforeAll, expect, test } from 'vitest';
import { HEARTBEAT_LEASE_MS } from '../../shared/agents/vocabulary';
import { createTestPlatform, type TestPlatform } from '../platform/testing/test-platform';
import { Heartbeats } from './heartbeats';

let house: TestPlatform;
let heartbeats: Heartbeats;

beforeAll(async () => {
  house = await createTestPlatform();
  heartbeats = new Heartbeats(house.platform);
});
afterAll(async () => {
  await house.close();
});

async function addAgent(isReachable: boolean): Promise<string> {
  const id = house.platform.makeId('agent');
  const now = new Date(house.clock.nowMs());
  await house.db('login_accounts').insert({
    id,
    user_name: id,
    display_name: id,
    roles: ['agent'],
    language: 'en',
    password_hash: 'none',
    is_demo: true,
    created_at: now,
  });
  await house
    .db('agents')
    .insert({ id, skills: '[]', state: 'available', state_since: now, idle_since: now, is_reachable: isReachable });
  return id;
}

const leaseOf = (agentId: string) =>
  house.db('timers').where({ subject_id: agentId }).first<{ due_at: number } | undefined>('due_at');

test('agents heard together each get a lease of their own', async () => {
  const ids = await Promise.all([1, 2, 3].map(() => addAgent(true)));
  await Promise.all([...ids, ...ids].map((id) => heartbeats.heard(id)));
  const due = house.clock.nowMs() + HEARTBEAT_LEASE_MS;
  expect(await Promise.all(ids.map(leaseOf))).toEqual(ids.map(() => ({ due_at: due })));
});

test('who was lost is back', async () => {
  const [present, lost] = await Promise.all([addAgent(true), addAgent(false)]);
  await Promise.all([present, lost].map((id) => heartbeats.heard(id)));
  expect(await house.db('agents').where({ id: lost }).first('is_reachable')).toEqual({ is_reachable: true });
  expect(await leaseOf(lost)).toBeDefined();
});

test('an agent whom somebody else holds is waited for, and holds up no other', async () => {
  const [held, free] = await Promise.all([addAgent(true), addAgent(true)]);
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  const holding = house.db.transaction(async (sql) => {
    await sql('agents').where({ id: held }).forUpdate().first('id');
    await isLetGo;
  });
  const both = [heartbeats.heard(held), heartbeats.heard(free)] as const;
  await both[1];
  expect(await leaseOf(held)).toBeUndefined();
  letGo();
  await Promise.all([holding, both[0]]);
  expect(await leaseOf(held)).toBeDefined();
});
