import { spawn, type ChildProcess } from 'node:child_process';
import { build } from 'esbuild';
import pg from 'pg';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../project-root';
import { findFreePort } from './ports';
import { isAlive } from './process-identity';
import { databaseRecordSchema, launcherRecordSchema, readRecord, serviceRecordSchema } from './run-records';
import { isServerReady } from './services';

// The launcher as production has it (bundled, without tsx), with the smallest server and media that answer: what is tested is
// who owns whom. Real processes, real signals, a real PostgreSQL.

const SERVER_PROGRAM = `
  import { createServer } from 'node:http';
  createServer((_q, r) => r.end(String(process.pid))).listen(Number(process.env.PORT), '127.0.0.1');
  process.on('SIGTERM', () => process.exit(0));
`;
const MEDIA_PROGRAM = SERVER_PROGRAM.replace('process.env.PORT', 'process.env.FRISKMELD_MEDIA_PORT');
const STOP_LIMIT_MS = 10_000;
const WAIT_LIMIT_MS = 30_000;

const root = mkdtempSync(join(tmpdir(), 'friskmeld-launcher-'));
const started: ChildProcess[] = [];
const dataDirs: string[] = [];
const placeSchema = z.object({ place: z.string() });

interface Launched {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  output(): string;
}

function launch(dataDir: string, port: number, ...args: string[]): Launched {
  const { DATABASE_URL: _given, ...env } = process.env;
  const program = join(root, 'out', 'server', 'start.mjs');
  const child = spawn(
    process.execPath,
    [program, '--headless', '--port', String(port), '--data-dir', dataDir, ...args],
    {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  started.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, exit: new Promise((resolve) => child.once('exit', resolve)), output: () => output };
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_LIMIT_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for: ${what}`);
    await sleep(100);
  }
}

const isReady = (house: Launched) => /^ready http:\S+$/m.test(house.output());

function pidOf(dataDir: string, name: 'server' | 'media'): number {
  return readRecord(dataDir, name, serviceRecordSchema)?.identity.pid ?? 0;
}

function postgresOf(dataDir: string) {
  const record = readRecord(dataDir, 'postgres', databaseRecordSchema);
  if (!record?.identity) throw new Error('no record of PostgreSQL');
  return { url: record.databaseUrl, identity: record.identity };
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function freshDataDir(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'friskmeld-data-'));
  chmodSync(folder, mode);
  dataDirs.push(folder);
  return folder;
}

beforeAll(async () => {
  const out = join(root, 'out', 'server');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'main.mjs'), SERVER_PROGRAM);
  writeFileSync(join(out, 'media.mjs'), MEDIA_PROGRAM);
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
  await build({
    entryPoints: [join(PROJECT_ROOT, 'scripts', 'launcher', 'main.ts')],
    outfile: join(out, 'start.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return () => rmSync(root, { recursive: true, force: true });
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
  for (const folder of dataDirs.splice(0)) {
    // Root's PostgreSQL has its files elsewhere when the folder is closed to others.
    const pointer = join(folder, 'postgres-place.json');
    if (existsSync(pointer)) {
      const { place } = placeSchema.parse(JSON.parse(readFileSync(pointer, 'utf8')));
      rmSync(place, { recursive: true, force: true, maxRetries: 5 });
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

describe('the launcher', () => {
  test('opens the house, says ready as its last line, and stops everything within ten seconds', async () => {
    const dataDir = freshDataDir(0o755);
    const port = await findFreePort();
    const house = launch(dataDir, port);
    await until('ready', () => isReady(house));
    expect(house.output().trimEnd().split('\n').at(-1)).toBe(`ready http://127.0.0.1:${port}`);
    const { identity } = postgresOf(dataDir);
    const since = Date.now();
    house.child.kill('SIGTERM');
    expect(await house.exit).toBe(0);
    expect(Date.now() - since).toBeLessThan(STOP_LIMIT_MS);
    expect(isAlive(identity)).toBe(false);
    expect(await isServerReady(port)).toBe(false);
    expect(existsSync(join(dataDir, 'run', 'launcher.json'))).toBe(false);
  });

  test.each([
    ['anyone may enter', 0o755],
    ['only its owner may enter', 0o700],
  ])('finds all data again at a second start, in a folder that %s', async (_folder, mode) => {
    const dataDir = freshDataDir(mode);
    const port = await findFreePort();
    const first = launch(dataDir, port);
    await until('ready', () => isReady(first));
    await query(postgresOf(dataDir).url, 'create table kept as select 42 as answer');
    first.child.kill('SIGINT');
    await first.exit;
    const second = launch(dataDir, port);
    await until('ready again', () => isReady(second));
    expect(await query(postgresOf(dataDir).url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('brings back a server killed with -9, and neither PostgreSQL nor media notice', async () => {
    const dataDir = freshDataDir(0o755);
    const port = await findFreePort();
    const house = launch(dataDir, port);
    await until('ready', () => isReady(house));
    const before = { server: pidOf(dataDir, 'server'), media: pidOf(dataDir, 'media'), postgres: postgresOf(dataDir) };
    process.kill(before.server, 'SIGKILL');
    await until('a new server', async () => pidOf(dataDir, 'server') !== before.server && (await isServerReady(port)));
    expect(pidOf(dataDir, 'media')).toBe(before.media);
    expect(postgresOf(dataDir)).toEqual(before.postgres);
    expect(isAlive(before.postgres.identity)).toBe(true);
  });

  test('brings back PostgreSQL and media too, with committed data', async () => {
    const dataDir = freshDataDir(0o755);
    const house = launch(dataDir, await findFreePort());
    await until('ready', () => isReady(house));
    const { url, identity } = postgresOf(dataDir);
    await query(url, 'create table kept as select 42 as answer');
    const media = pidOf(dataDir, 'media');
    process.kill(identity.pid, 'SIGKILL');
    process.kill(media, 'SIGKILL');
    await until('a new PostgreSQL', () => postgresOf(dataDir).identity.pid !== identity.pid);
    await until('a new media process', () => pidOf(dataDir, 'media') !== media);
    expect(await query(postgresOf(dataDir).url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('adopts what outlived a launcher killed with -9', async () => {
    const dataDir = freshDataDir(0o755);
    const port = await findFreePort();
    const first = launch(dataDir, port);
    await until('ready', () => isReady(first));
    const before = { server: pidOf(dataDir, 'server'), media: pidOf(dataDir, 'media'), postgres: postgresOf(dataDir) };
    first.child.kill('SIGKILL');
    await first.exit;
    expect(await isServerReady(port)).toBe(true);
    const second = launch(dataDir, port);
    await until('ready again', () => isReady(second));
    expect({ server: pidOf(dataDir, 'server'), media: pidOf(dataDir, 'media'), postgres: postgresOf(dataDir) }).toEqual(
      before,
    );
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
    expect(isAlive(before.postgres.identity)).toBe(false);
    expect(await isServerReady(port)).toBe(false);
  });

  test('refuses a second launcher for the same folder, and says where the first is', async () => {
    const dataDir = freshDataDir(0o755);
    const port = await findFreePort();
    const first = launch(dataDir, port);
    await until('ready', () => isReady(first));
    const second = launch(dataDir, await findFreePort());
    expect(await second.exit).toBe(2);
    expect(second.output()).toContain(`already runs for ${dataDir} at http://127.0.0.1:${port}`);
    expect(readRecord(dataDir, 'launcher', launcherRecordSchema)?.identity.pid).toBe(first.child.pid);
  });

  test('says which port is taken instead of trying for ever', async () => {
    const house = launch(freshDataDir(0o755), await findFreePort());
    await until('ready', () => isReady(house));
    const taken = Number(/ready http:\/\/127\.0\.0\.1:(\d+)/.exec(house.output())?.[1]);
    const second = launch(freshDataDir(0o755), taken);
    expect(await second.exit).toBe(2);
    expect(second.output()).toContain(`Port ${taken} is taken`);
  });

  test('stops when the test that owns it is gone', async () => {
    const house = launch(freshDataDir(0o755), await findFreePort(), '--stop-with-input');
    await until('ready', () => isReady(house));
    house.child.stdin?.end();
    expect(await house.exit).toBe(0);
  });

  test('writes no secret into its output', async () => {
    const dataDir = freshDataDir(0o755);
    const house = launch(dataDir, await findFreePort());
    await until('ready', () => isReady(house));
    const password = new URL(postgresOf(dataDir).url).password;
    const token = readRecord(dataDir, 'media', serviceRecordSchema)?.token ?? 'none';
    for (const log of [house.output(), readFileSync(join(dataDir, 'logs', 'postgres.log'), 'utf8')]) {
      expect(log).not.toContain(password);
      expect(log).not.toContain(token);
    }
  });
});
