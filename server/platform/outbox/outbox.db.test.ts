import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform';
import { OutboxWorker } from './outbox-worker';

let house: TestPlatform;

beforeAll(async () => {
  house = await createTestPlatform();
});
afterAll(async () => {
  await house.close();
});
beforeEach(async () => {
  await house.db('outbox_messages').delete();
});

const worker = () => new OutboxWorker(house.db, house.clock, house.platform.log);
const leave = (key: string) =>
  house.platform.unitOfWork.run((tx) =>
    tx.enqueue({ target: 'creditor:demo', kind: 'release', idempotencyKey: key, payload: { key } }),
  );
const stateOf = async (key: string) =>
  await house
    .db('outbox_messages')
    .where({ idempotency_key: key })
    .first<{ state: string; attempts: number }>('state', 'attempts');

describe('the outbox', () => {
  test('the same cause never enters twice', async () => {
    await leave('a');
    await leave('a');
    expect(await house.db('outbox_messages')).toHaveLength(1);
  });

  test('a message without anybody to send it stays queued and is not called done', async () => {
    await leave('a');
    await worker().poll();
    expect(await stateOf('a')).toEqual({ state: 'queued', attempts: 0 });
  });

  test('two workers send each message once', async () => {
    const sent: string[] = [];
    const workers = [worker(), worker()];
    for (const one of workers)
      one.send('creditor:demo', (message) => Promise.resolve(void sent.push(message.idempotencyKey)));
    await Promise.all(['a', 'b', 'c', 'd'].map(leave));
    await Promise.all(workers.map((one) => one.poll()));
    expect([...sent].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a refusal is tried again later with the same key', async () => {
    const keys: string[] = [];
    const one = worker();
    one.send('creditor:demo', (message) => {
      keys.push(message.idempotencyKey);
      return keys.length === 1 ? Promise.reject(new Error('creditor is down')) : Promise.resolve();
    });
    await leave('a');
    await one.poll();
    expect(await stateOf('a')).toEqual({ state: 'queued', attempts: 1 });
    house.clock.pass(2_000);
    await one.poll();
    expect(keys).toEqual(['a', 'a']);
    expect(await stateOf('a')).toEqual({ state: 'done', attempts: 2 });
  });

  test('what a dead worker had claimed is sent by another within ten seconds', async () => {
    const dead = worker();
    dead.send('creditor:demo', () => new Promise<never>(() => undefined));
    await leave('a');
    void dead.poll();
    await expect.poll(async () => (await stateOf('a'))?.attempts).toBe(1);
    const sent: string[] = [];
    const other = worker();
    other.send('creditor:demo', (message) => Promise.resolve(void sent.push(message.idempotencyKey)));
    await other.poll();
    expect(sent).toEqual([]);
    house.clock.pass(10_000);
    await other.poll();
    expect(sent).toEqual(['a']);
  });
});
