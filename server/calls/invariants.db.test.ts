/** The checks must bite: each is shown a world that is wrong in exactly its way. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../platform/db/testing/test-database';
import { findBrokenInvariants } from './invariants';
import {
  createCallHouse,
  seedTestWorld,
  TEST_NUMBER,
  testPhone,
  type CallHouse,
  type TestWorld,
} from './testing/call-house';

let database: TestDatabase;
let house: CallHouse;
let world: TestWorld;

beforeEach(async () => {
  database = await createTestDatabase();
  house = await createCallHouse({ url: database.url });
  world = await seedTestWorld(house, 2);
  const [login] = world.agents;
  if (login === undefined) throw new Error('no agent');
  await house.command(login, 'agent:request-state', { request: { state: 'available' } });
  await house.phone(testPhone(), 'phone:dial', {
    fromNumber: world.customerPhone,
    toNumber: TEST_NUMBER,
    sdpOffer: 'offer',
  });
  await house.settle();
});

afterEach(async () => {
  await house.close();
  await database.drop();
});

async function brokenAfter(sql: string): Promise<readonly string[]> {
  expect(await findBrokenInvariants(house.db)).toEqual([]);
  await house.db.raw(sql);
  const broken = await findBrokenInvariants(house.db);
  return [...new Set(broken.map((line) => line.split(':')[0] ?? ''))];
}

describe('the checks of calls', () => {
  test.each([
    ['A1', 'an offered call without its engagement', 'delete from agent_engagements'],
    ['A2', 'an agent who is on a call that nobody has', `update agents set state = 'on_call' where state = 'ringing'`],
    ['A3', 'a call that ended without a fact', `update calls set state = 'abandoned', ended_at = now()`],
    ['A3-answered', 'an unanswered call that ended as answered', `update calls set state = 'ended', ended_at = now()`],
    ['A5', 'an offer that rings without a deadline', `delete from timers where kind = 'offer-ring'`],
    [
      'A5-requeue',
      'a call whose entry time was moved',
      `update calls set entered_queue_at = entered_queue_at + interval '1 s'`,
    ],
    ['A6', 'a connecting call without a deadline', `update calls set state = 'connecting'`],
    ['A9', 'a recording without a notice', 'update calls set notice_played_at = null'],
    [
      'B1',
      'an answered call without a wrap-up',
      `update calls set state = 'ended', ended_at = now(), answered_at = now()`,
    ],
    ['B1-agent', 'an agent who wraps up nothing', `update agents set state = 'wrapping_up' where state = 'ringing'`],
    ['SPANS', 'an agent in two states at once', 'update agent_state_spans set until = null'],
  ])('%s finds %s', async (id, _what, sql) => {
    expect(await brokenAfter(sql)).toContain(id);
  });
});
