import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform';
import { JournalFeed, readFacts } from './journal-feed';
import { ProjectionRunner, type Projection } from './projection';

let house: TestPlatform;

beforeAll(async () => {
  house = await createTestPlatform();
});
afterAll(async () => {
  await house.close();
});

const note = (call: string, digit: string) => ({ callId: call, digit });

describe('the journal', () => {
  test('writers at the same time leave positions without a gap, in the order of their commits', async () => {
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let nr = 0; nr < 25; nr++) {
        // Each writer waits for its own last commit, as a busy agent does.
        // oxlint-disable-next-line no-await-in-loop
        await house.platform.unitOfWork.run(async (tx) => {
          tx.record('call.digit', `writer-${writer}`, note(`writer-${writer}`, String(nr)));
          if (nr % 3 === 0) tx.record('call.digit', `writer-${writer}`, note(`writer-${writer}`, `${nr}b`));
          await tx.sql.raw('select pg_sleep(?)', [Math.random() / 500]);
        });
      }
    });
    await Promise.all(writers);
    const rows = await house
      .db('journal')
      .orderBy('position')
      .select<{ position: bigint; stream: string; payload: { digit: string } }[]>('*');
    expect(rows.map((row) => row.position)).toEqual(rows.map((_, index) => BigInt(index + 1)));
    const own = rows.filter((row) => row.stream === 'writer-3').map((row) => parseInt(row.payload.digit, 10));
    expect(own).toEqual([...own].sort((a, b) => a - b));
  });

  test('a transaction that fails leaves neither rows nor facts nor a used position', async () => {
    const before = await house.db('journal_position').first<{ position: bigint }>('position');
    const failing = house.platform.unitOfWork.run(async (tx) => {
      tx.record('call.digit', 'x', note('x', '1'));
      await tx.setTimer('test', 'x', { dueAtMs: tx.nowMs, isLease: false });
      throw new Error('given up');
    });
    await expect(failing).rejects.toThrow('given up');
    expect(await house.db('journal_position').first('position')).toEqual(before);
    expect(await house.db('timers').where({ kind: 'test' })).toEqual([]);
  });

  test('facts cannot be changed or deleted', async () => {
    await expect(house.db('journal').update({ kind: 'call.ended' })).rejects.toThrow('append-only');
    await expect(house.db('journal').delete()).rejects.toThrow('append-only');
  });

  test('the feed hands on what others wrote too, each fact once and in order', async () => {
    const seen: string[] = [];
    const feed = new JournalFeed(house.db, house.platform.log);
    feed.subscribe((fact) => {
      if (fact.kind === 'call.digit') seen.push(fact.payload.digit);
    });
    await feed.start();
    for (const digit of ['a', 'b', 'c']) {
      // oxlint-disable-next-line no-await-in-loop
      await house.platform.unitOfWork.run((tx) =>
        Promise.resolve(tx.record('call.digit', 'feed', note('feed', digit))),
      );
    }
    await expect.poll(() => seen).toEqual(['a', 'b', 'c']);
    await feed.stop();
  });
});

describe('the journal feed', () => {
  test('keeps the order within a call, and one slow call does not hold up another', async () => {
    const told: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const feed = new JournalFeed(house.db, house.platform.log);
    feed.subscribe(async (fact) => {
      if (fact.kind !== 'call.digit') return;
      if (fact.payload.callId === 'slow') await held;
      told.push(`${fact.payload.callId}${fact.payload.digit}`);
    });
    await feed.start();
    await house.platform.unitOfWork.run((tx) => {
      for (const [call, digit] of [
        ['slow', '1'],
        ['quick', '1'],
        ['slow', '2'],
        ['quick', '2'],
      ] as const) {
        tx.record('call.digit', call, note(call, digit));
      }
      return Promise.resolve();
    });
    await expect.poll(() => told).toEqual(['quick1', 'quick2']);
    release();
    await feed.stop();
    expect(told).toEqual(['quick1', 'quick2', 'slow1', 'slow2']);
  });

  test('tells those who only note facts before anybody is shown them, however slow the showing', async () => {
    const order: string[] = [];
    const feed = new JournalFeed(house.db, house.platform.log);
    feed.subscribe((fact) => {
      if (fact.kind === 'call.digit') order.push(`shown ${fact.payload.digit}`);
    });
    feed.note((fact) => {
      if (fact.kind === 'call.digit') order.push(`noted ${fact.payload.digit}`);
    });
    await feed.start();
    await house.platform.unitOfWork.run((tx) => {
      for (const digit of ['1', '2']) tx.record('call.digit', 'noted', note('noted', digit));
      return Promise.resolve();
    });
    await expect.poll(() => order).toHaveLength(4);
    await feed.stop();
    expect(order).toEqual(['noted 1', 'noted 2', 'shown 1', 'shown 2']);
  });
});

describe('projections', () => {
  const byStream: Projection = {
    name: 'test-count',
    tables: ['journal_test_counts'],
    async apply(sql, facts) {
      for (const fact of facts) {
        // oxlint-disable-next-line no-await-in-loop
        await sql.raw(
          'insert into journal_test_counts values (?, 1) on conflict (stream) do update set facts = journal_test_counts.facts + 1',
          [fact.stream],
        );
      }
    },
  };
  const readAll = () =>
    house.db
      .raw<{ rows: unknown[] }>('select * from journal_test_counts order by stream')
      .then((answer) => answer.rows);

  beforeEach(async () => {
    await house.db.raw('drop table if exists journal_test_counts');
    await house.db.raw('create table journal_test_counts (stream text primary key, facts int not null)');
    await house.db('journal_cursors').where({ reader: 'test-count' }).delete();
  });

  test('built at once or step by step, run twice or rebuilt, the rows are the same', async () => {
    const runner = new ProjectionRunner(house.db, house.platform.log, [byStream]);
    await runner.catchUp();
    await house.platform.unitOfWork.run((tx) => Promise.resolve(tx.record('call.digit', 'later', note('later', '1'))));
    await Promise.all([runner.catchUp(), runner.catchUp()]);
    const stepByStep = await readAll();
    await runner.rebuild('test-count');
    expect(await readAll()).toEqual(stepByStep);
  });

  test('two servers projecting at once apply each fact once', async () => {
    const runners = [1, 2].map(() => new ProjectionRunner(house.db, house.platform.log, [byStream]));
    await Promise.all(runners.map((runner) => runner.catchUp()));
    const total = await house.db.raw<{ rows: { sum: bigint }[] }>('select sum(facts) from journal_test_counts');
    const facts = await house.db('journal').count<{ count: bigint }[]>('* as count').first();
    expect(total.rows[0]?.sum).toEqual(facts?.count);
  });

  test('one that stumbles is told of, and goes on from the same fact the next time', async () => {
    let isBroken = true;
    const applied: bigint[] = [];
    const shaky: Projection = {
      name: 'shaky',
      tables: [],
      apply(_sql, facts) {
        if (isBroken) return Promise.reject(new Error('stumbled'));
        applied.push(...facts.map((fact) => fact.position));
        return Promise.resolve();
      },
    };
    const runner = new ProjectionRunner(house.db, house.platform.log, [shaky]);
    await expect(runner.catchUp()).rejects.toThrow('stumbled');
    isBroken = false;
    await runner.catchUp();
    expect(applied[0]).toBe(1n);
  });

  test('reading starts after the cursor', async () => {
    const all = await readFacts(house.db, 0n);
    const last = all.at(-2);
    expect((await readFacts(house.db, last?.position ?? 0n)).length).toBeLessThanOrEqual(1);
  });
});
