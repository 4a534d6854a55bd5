import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { keepLogSmall, logTail } from './log-file';
import { identify, isAlive, signal, waitForEnd } from './process-identity';
import { claimDataDir, launcherRecordSchema, readRecord, removeRecord, writeRecord } from './run-records';

const folder = mkdtempSync(join(tmpdir(), 'friskmeld-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startSleeper() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const identity = identify(child.pid ?? 0);
  if (!identity) throw new Error('the process did not start');
  return identity;
}

describe('the identity of a process', () => {
  test('knows a living process, and knows when it has ended', async () => {
    const identity = startSleeper();
    expect(isAlive(identity)).toBe(true);
    signal(identity, 'SIGKILL');
    expect(await waitForEnd(identity, 5_000)).toBe(true);
    expect(isAlive(identity)).toBe(false);
  });

  test('a stranger who got the same number later is not taken for it, and is not stopped', () => {
    const stranger = startSleeper();
    const former = { pid: stranger.pid, startMark: 'another life' };
    expect(isAlive(former)).toBe(false);
    signal(former, 'SIGKILL');
    expect(isAlive(stranger)).toBe(true);
    signal(stranger, 'SIGKILL');
  });

  test('there is nobody behind a number that is not in use', () => {
    expect(identify(2 ** 22 + 1)).toBeUndefined();
  });
});

describe('the records of a data folder', () => {
  const own = () => ({ identity: identify(process.pid) ?? { pid: 1, startMark: '' }, url: 'http://127.0.0.1:1' });

  test('only their owner can read them, because they hold tokens', () => {
    writeRecord(folder, 'launcher', own());
    expect(statSync(join(folder, 'run', 'launcher.json')).mode & 0o077).toBe(0);
    removeRecord(folder, 'launcher');
  });

  test('one launcher claims the folder, a second is told who holds it', () => {
    expect(claimDataDir(folder, own())).toBeUndefined();
    expect(claimDataDir(folder, { ...own(), url: 'http://127.0.0.1:2' })).toEqual(own());
    removeRecord(folder, 'launcher');
  });

  test.each([
    ['of a launcher that crashed', JSON.stringify({ identity: { pid: 1, startMark: 'long ago' }, url: 'http://x' })],
    ['cut short by a power cut', '{"identity":'],
  ])('a claim %s is cleared away', (_what, content) => {
    writeFileSync(join(folder, 'run', 'launcher.json'), content);
    expect(claimDataDir(folder, own())).toBeUndefined();
    expect(readRecord(folder, 'launcher', launcherRecordSchema)).toEqual(own());
    removeRecord(folder, 'launcher');
  });
});

describe('a log', () => {
  test('is emptied in place when it grew too big, and one older one is kept', () => {
    const log = join(folder, 'server.log');
    writeFileSync(log, 'x'.repeat(11 * 1024 * 1024));
    keepLogSmall(log);
    expect(statSync(log).size).toBe(0);
    expect(statSync(`${log}.1`).size).toBe(11 * 1024 * 1024);
  });

  test('shows its last lines beside an error', () => {
    const log = join(folder, 'media.log');
    writeFileSync(log, Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n'));
    expect(logTail(log).split('\n')).toHaveLength(12);
    expect(logTail(log)).toContain('line 99');
    expect(logTail(join(folder, 'none.log'))).toBe('');
    expect(readFileSync(log, 'utf8')).toContain('line 0');
  });
});
