import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitForEnd } from './process-identity';
import { backoffMs, startNodeProgram, supervise, type Running } from './supervise';

const GONE_WITHIN_MS = 10_000;

test('what will not end in order is ended at once when the time is over', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'friskmeld-supervise-'));
  const entry = join(dir, 'stubborn.mjs');
  writeFileSync(entry, "process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1_000);");
  let running: Running | undefined;
  const supervisor = supervise(
    {
      name: 'stubborn',
      logFile: join(dir, 'stubborn.log'),
      bringUp: async () => {
        running = startNodeProgram({
          entry,
          cwd: dir,
          env: process.env,
          logFile: join(dir, 'stubborn.log'),
        });
        return running;
      },
      bringDown: () => new Promise(() => undefined),
    },
    () => undefined,
  );
  await supervisor.firstReady;
  void supervisor.stop();
  supervisor.endAtOnce();
  expect(running !== undefined && (await waitForEnd(running.identity, GONE_WITHIN_MS))).toBe(true);
});

test('each failure doubles the wait, up to five seconds', () => {
  expect([0, 1, 4, 20].map(backoffMs)).toEqual([200, 400, 3_200, 5_000]);
});
