import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SERVER_START_GRACE_MS } from '../../../shared/calls/vocabulary';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform';
import { beat, forgiveDowntime } from './downtime';
import { TimerWorker } from './timer-worker';

let house: TestPlatform;

beforeAll(async () => {
  house = await createTestPlatform();
});
afterAll(async () => {
  await house.close();
});
beforeEach(async () => {
  await house.db('timers').delete();
  await house.db('server_heartbeats').delete();
});

const worker = () => new TimerWorker(house.db, house.platform.unitOfWork, house.clock, house.platform.log);
const set = (subject: string, afterMs: number, isLease = false) =>
  house.platform.unitOfWork.run((tx) => tx.setTimer('wake', subject, { dueAtMs: tx.nowMs + afterMs, isLease }));
const dueOf = async (subject: string) =>
  (await house.db('timers').where({ subject_id: subject }).first<{ due_at: number } | undefined>('due_at'))?.due_at;

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('timers', () => {
  test('act once when due, even with two servers looking', async () => {
    const workers = [worker(), worker()];
    for (const one of workers)
      one.handle('wake', (tx, subject) =>
        Promise.resolve(tx.record('call.digit', subject, { callId: subject, digit: '1' })),
      );
    await set('early', 1_000);
    await set('late', 60_000);
    house.clock.pass(1_500);
    await Promise.all(workers.map((one) => one.poll()));
    expect(await house.db('journal').where({ stream: 'early' })).toHaveLength(1);
    expect(await house.db('journal').where({ stream: 'late' })).toHaveLength(0);
    expect(await dueOf('early')).toBeUndefined();
    expect(await dueOf('late')).toBeDefined();
  });

  test('whoever moves a timer in the last moment wins, and waits for nobody', async () => {
    const one = worker();
    const entered = gate();
    const moved = gate();
    one.handle('wake', async (tx, subject) => {
      tx.record('call.digit', subject, { callId: subject, digit: '1' });
      entered.open();
      await moved.opened;
    });
    await set('extended', 0);
    const polled = one.poll();
    await entered.opened;
    await set('extended', 30_000);
    moved.open();
    await polled;
    expect(await house.db('journal').where({ stream: 'extended' })).toHaveLength(0);
    expect(await dueOf('extended')).toBe(house.clock.nowMs() + 30_000);
  });

  test('a handler that fails leaves nothing behind and is tried again later', async () => {
    const one = worker();
    let attempts = 0;
    one.handle('wake', async (tx) => {
      attempts++;
      tx.record('call.digit', 'x', { callId: 'x', digit: '1' });
      await Promise.resolve();
      if (attempts === 1) throw new Error('not yet');
    });
    await set('stubborn', 0);
    await one.poll();
    await one.poll();
    expect(attempts).toBe(1);
    house.clock.pass(2_000);
    await one.poll();
    expect(attempts).toBe(2);
    expect(await house.db('journal').where({ stream: 'x' })).toHaveLength(1);
  });

  test('a handler may set its timer anew', async () => {
    const one = worker();
    one.handle('wake', (tx, subject) => tx.setTimer('wake', subject, { dueAtMs: tx.nowMs + 5_000, isLease: false }));
    await set('daily', 0);
    await one.poll();
    expect(await dueOf('daily')).toBe(house.clock.nowMs() + 5_000);
  });
});

describe('time without a server', () => {
  const server = { id: 'server-1', startedAt: 0 };

  test('is not charged to leases, which keep at least the grace; other timers stay', async () => {
    await beat(house.db, house.clock, server);
    await set('ring', 18_000, true);
    await set('ring-soon', 1_000, true);
    await set('legal', 18_000, false);
    house.clock.pass(60_000);
    expect(await forgiveDowntime(house.db, house.clock)).toBe(60_000);
    expect(await dueOf('ring')).toBe(house.clock.nowMs() + 18_000);
    expect(await dueOf('ring-soon')).toBe(house.clock.nowMs() + SERVER_START_GRACE_MS);
    expect(await dueOf('legal')).toBe(house.clock.nowMs() - 42_000);
  });

  test('nothing moves when another server was alive, or when this is the first start', async () => {
    await set('ring', 18_000, true);
    expect(await forgiveDowntime(house.db, house.clock)).toBe(0);
    await beat(house.db, house.clock, server);
    house.clock.pass(1_000);
    expect(await forgiveDowntime(house.db, house.clock)).toBe(0);
    expect(await dueOf('ring')).toBe(house.clock.nowMs() + 17_000);
  });
});
