import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform';
import { keepHouse } from './housekeeping';

const DAY_MS = 86_400_000;

let house: TestPlatform;
beforeAll(async () => {
  house = await createTestPlatform();
});
afterAll(async () => {
  await house.close();
});

test('answers kept for repeated commands go after a week, and younger ones stay', async () => {
  const receipt = (commandId: string, ageMs: number) => ({
    login_account_id: 'agt_x',
    command_id: commandId,
    name: 'call:hold',
    body_hash: 'x',
    answer: '{}',
    created_at: new Date(house.clock.nowMs() - ageMs),
  });
  await house.db('command_receipts').insert([receipt('old-command', 8 * DAY_MS), receipt('new-command', DAY_MS)]);
  expect(await keepHouse(house.db, house.clock)).toBe(1);
  const left = await house.db('command_receipts').select<{ command_id: string }[]>('command_id');
  expect(left.map((row) => row.command_id)).toEqual(['new-command']);
});
