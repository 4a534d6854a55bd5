import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform';
import { HopelessError, OutboxWorker } from './outbox-worker';
import { PATIENT_POLICY } from './retry-policy';

let house: TestPlatform;

beforeAll(async () => {
  house = await createTestPlatform();
});
afterAll(async () => {
  await house.close();
});
beforeEach(async () => {
  await house.db('outbox_messages').delete();
  await house.db('outbox_targets').delete();
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

describe('a target that is down', () => {
  const MINUTE_MS = 60_000;
  const patient = () => new OutboxWorker(house.db, house.clock, house.platform.log, PATIENT_POLICY);
  const leaveFor = (target: string, key: string, orderKey?: string) =>
    house.platform.unitOfWork.run((tx) =>
      tx.enqueue({
        target,
        kind: 'news',
        idempotencyKey: key,
        payload: {},
        ...(orderKey === undefined ? {} : { orderKey }),
      }),
    );
  const states = async () =>
    Object.fromEntries(
      (await house.db('outbox_messages').orderBy('message_no').select('idempotency_key', 'state')).map(
        (row: { idempotency_key: string; state: string }) => [row.idempotency_key, row.state],
      ),
    );

  test('is left alone after four failures, tried by one message, and gets everything at once when it is back', async () => {
    let isUp = false;
    const tried: string[] = [];
    const one = patient();
    one.send('webhook:', (message) => {
      if (message.target !== 'webhook:x') return Promise.resolve();
      tried.push(message.idempotencyKey);
      return isUp ? Promise.resolve() : Promise.reject(new Error('down'));
    });
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
      // oxlint-disable-next-line no-await-in-loop
      await leaveFor('webhook:x', key);
    }
    await leaveFor('webhook:y', 'other');
    await one.poll();
    const first = tried.length;
    expect(first).toBeGreaterThanOrEqual(4);
    expect(await house.db('outbox_targets').where({ target: 'webhook:x' }).first('open_until')).toMatchObject({
      open_until: expect.any(Number),
    });
    await one.poll();
    expect(tried.length).toBe(first);
    house.clock.pass(MINUTE_MS);
    await one.poll();
    // Half open: one message asks whether it is back.
    expect(tried.slice(first)).toHaveLength(1);
    isUp = true;
    house.clock.pass(MINUTE_MS);
    await one.poll();
    expect(await states()).toEqual({ a: 'done', b: 'done', c: 'done', d: 'done', e: 'done', f: 'done', other: 'done' });
  });

  test('does not hold up others', async () => {
    const sent: string[] = [];
    const one = patient();
    one.send('webhook:', (message) => {
      if (message.target === 'webhook:x') return Promise.reject(new Error('down'));
      sent.push(message.idempotencyKey);
      return Promise.resolve();
    });
    await leaveFor('webhook:x', 'a');
    await leaveFor('webhook:y', 'b');
    await one.poll();
    expect(sent).toEqual(['b']);
  });

  test('gets messages of one supply point in the order they were written, also after failures', async () => {
    const sent: string[] = [];
    let failures = 1;
    const one = patient();
    one.send('webhook:', (message) => {
      if (message.idempotencyKey === 'open' && failures-- > 0) return Promise.reject(new Error('busy'));
      sent.push(message.idempotencyKey);
      return Promise.resolve();
    });
    await leaveFor('webhook:x', 'open', 'meter 1');
    await leaveFor('webhook:x', 'cut', 'meter 1');
    await leaveFor('webhook:x', 'elsewhere', 'meter 2');
    await one.poll();
    expect(sent).toEqual(['elsewhere']);
    house.clock.pass(10_000);
    await one.poll();
    expect(sent).toEqual(['elsewhere', 'open', 'cut']);
  });

  test('after three days its messages are dead letters, those behind the breaker too', async () => {
    const one = patient();
    one.send('webhook:', () => Promise.reject(new Error('down')));
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      // oxlint-disable-next-line no-await-in-loop
      await leaveFor('webhook:x', key);
    }
    await one.poll();
    house.clock.pass(73 * 60 * MINUTE_MS);
    await one.poll();
    expect(await states()).toEqual({ a: 'dead', b: 'dead', c: 'dead', d: 'dead', e: 'dead' });
  });

  test('a message that can never be sent is dead at once', async () => {
    const one = patient();
    one.send('webhook:', () => Promise.reject(new HopelessError('no such endpoint')));
    await leaveFor('webhook:x', 'a');
    await one.poll();
    expect(await states()).toEqual({ a: 'dead' });
  });

  test('a worker finds its own without walking past what waits for others', async () => {
    await house.db.raw(
      `insert into outbox_messages (id, target, kind, idempotency_key, payload, next_attempt_at, retry_since, created_at)
       select 'out_' || n, 'webhook:z', 'news', 'z' || n, '{}', now() - interval '1 day', now(), now() from generate_series(1, 20000) n`,
    );
    await house.db.raw('analyze outbox_messages');
    const { rows } = await house.db.raw<{ rows: { 'QUERY PLAN': string }[] }>(
      `explain select id from outbox_messages m where m.state = 'queued' and m.target = any('{carrier}') and m.next_attempt_at <= now()
       order by m.next_attempt_at, m.message_no limit 1`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join(' ')).toMatch(/outbox_queued_by_target|outbox_by_target/u);
  });
});
