import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CommandQueue, type Outgoing } from './command-queue';
import { KEEP_MS, keepMsOf } from './commands';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const write = (commandId: string, keepMs = 60_000): Outgoing => ({ name: 'note:add', commandId, payload: {}, keepMs });
const done = { ok: true, data: {} };

/** A line whose fate the test decides. */
function line() {
  const tries: string[] = [];
  let fate: 'answer' | 'lose' = 'answer';
  const counts: number[] = [];
  const queue = new CommandQueue(
    async (message) => {
      tries.push(message.commandId);
      if (fate === 'lose') throw new Error('connection lost');
      return done;
    },
    (count) => counts.push(count),
  );
  return { queue, tries, counts, lose: () => void (fate = 'lose'), mend: () => void (fate = 'answer') };
}

describe('a command while the connection is away', () => {
  test('waits, is counted, and is sent once the connection is back', async () => {
    const { queue, tries, counts } = line();
    const answer = queue.send(write('one'));
    expect(counts.at(-1)).toBe(1);
    expect(tries).toEqual([]);
    expect(queue.online()).toBe(1);
    await expect(answer).resolves.toEqual(done);
    expect(tries).toEqual(['one']);
    expect(counts.at(-1)).toBe(0);
  });

  test('is given up with TIMEOUT when its time is over', async () => {
    const { queue } = line();
    const answer = queue.send(write('one', 10_000));
    await vi.advanceTimersByTimeAsync(10_001);
    await expect(answer).resolves.toMatchObject({ ok: false, error: { code: 'TIMEOUT' } });
  });

  test('is refused at once when it is a mere question', async () => {
    const { queue, tries } = line();
    await expect(queue.send(write('one', 0))).resolves.toMatchObject({ ok: false, error: { code: 'TIMEOUT' } });
    expect(tries).toEqual([]);
  });
});

test('a command whose answer was lost is sent again under the same id', async () => {
  const { queue, tries, lose, mend } = line();
  queue.online();
  lose();
  const answer = queue.send(write('one'));
  queue.offline();
  await vi.advanceTimersByTimeAsync(10);
  mend();
  queue.online();
  await expect(answer).resolves.toEqual(done);
  expect(tries).toEqual(['one', 'one']);
});

test('a pause of the recording fails within two seconds: nobody reads out a card to a recording that goes on', async () => {
  const queue = new CommandQueue(
    () => Promise.reject(new Error('no connection')),
    () => undefined,
  );
  const answer = queue.send({
    name: 'call:pause-recording',
    commandId: 'cmd_1',
    payload: {},
    keepMs: keepMsOf('call:pause-recording'),
  });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await answer).toMatchObject({ ok: false, error: { code: 'TIMEOUT' } });
});

test.each(['agent:request-state', 'identity:verify', 'wrap-up:extend', 'call:mute'] as const)(
  '%s means now: it is not done a quarter of an hour later',
  (name) => {
    expect(keepMsOf(name)).toBeLessThanOrEqual(KEEP_MS.now);
  },
);
