import { expect, test, vi } from 'vitest';
import type { Fact } from '../platform/journal/facts';
import { RecallWatch } from './recall-watch';

test('fifty thousand changes of an import are a few questions to the database, one after the other', async () => {
  const listeners: ((fact: Fact) => void)[] = [];
  let running = 0;
  let most = 0;
  const asked: string[][] = [];
  const raw = async (_sql: string, [, , customerIds]: [unknown, unknown, string[]]) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    asked.push(customerIds);
    running -= 1;
    return { rows: [] };
  };
  const platform = {
    db: { raw },
    feed: { subscribe: (listener: (fact: Fact) => void) => listeners.push(listener) },
    log: { error: vi.fn() },
    unitOfWork: { run: vi.fn() },
  };
  new RecallWatch(platform as never, {} as never, 1).start();
  const tell = (customerId: string) =>
    listeners.forEach((listen) => listen({ kind: 'ledger.changed', payload: { customerId } } as never));
  for (let n = 0; n < 50_000; n += 1) tell(`customer ${n}`);
  await vi.waitFor(() => expect(asked.flat()).toHaveLength(50_000));
  expect(asked.length).toBeLessThanOrEqual(2);
  // Told later is looked at too.
  tell('one more');
  await vi.waitFor(() => expect(asked.flat()).toContain('one more'));
  expect(most).toBe(1);
  expect(platform.log.error).not.toHaveBeenCalled();
});
