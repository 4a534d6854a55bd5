/** A whole installation of its own: folder, PostgreSQL, carrier, server process. Loopback only, gone when closed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Knex } from 'knex';
import { seedDemoWorld } from '../../server/demo-world';
import { connect } from '../../server/platform/db/connect';
import { migrateToLatest } from '../../server/platform/db/migrate';
import { startEmbeddedPostgres, type RunningPostgres } from '../embedded-postgres';
import { closeLog, logTail, openLog } from '../launcher/log-file';
import { findFreePort } from '../launcher/ports';
import { isServerReady } from '../launcher/services';
import { PROJECT_ROOT } from '../project-root';
import { startKeeper, type Keeper } from './keeper';
import { startQuietMedia, type QuietMedia } from './quiet-media';

const READY_TIMEOUT_MS = 120_000;
const READY_POLL_MS = 50;
const STOP_GRACE_MS = 4_000;
/** The launcher's first wait before it starts a server again. */
const RESTART_AFTER_MS = 200;
const OWN_CONNECTIONS_MAX = 4;
/** PostgreSQL's user must be able to enter it. */
const OPEN_FOLDER = 0o755;

export interface House {
  readonly url: string;
  readonly db: Knex;
  readonly media: QuietMedia;
  /** Ends the server as a crash does; resolves when it is dead. */
  killServer(): Promise<void>;
  /** Starts it again, as the launcher would; resolves when it serves. */
  restartServer(): Promise<void>;
  /** Messages of level error in the server's log, with how often. */
  serverErrors(): ReadonlyMap<string, number>;
  /** Ends everything and removes the folder. */
  close(): Promise<void>;
}

/** Packages stay outside, as in the built server, so the program must lie below the project's node_modules. */
async function bundleServer(): Promise<string> {
  const outfile = join(PROJECT_ROOT, 'out', 'simulate', `server-${process.pid}.mjs`);
  await build({
    entryPoints: [join(PROJECT_ROOT, 'server', 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  return outfile;
}

class ServerProcess {
  private child: ChildProcess | null = null;

  constructor(
    private readonly program: string,
    private readonly at: { port: number; logFile: string; env: Record<string, string>; keeper: Keeper },
  ) {}

  async start(): Promise<void> {
    const log = openLog(this.at.logFile);
    const env = { ...process.env, ...this.at.env };
    const child = spawn(process.execPath, [this.program], { cwd: PROJECT_ROOT, env, stdio: ['ignore', log, log] });
    closeLog(log);
    this.child = child;
    if (child.pid !== undefined) this.at.keeper.watch(child.pid);
    const deadline = Date.now() + READY_TIMEOUT_MS;
    // Asked again and again until it serves: each question follows on the answer before.
    // oxlint-disable-next-line no-await-in-loop
    while (!(await isServerReady(this.at.port))) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
        const how = child.exitCode ?? child.signalCode ?? `no answer within ${READY_TIMEOUT_MS / 1_000} s`;
        throw new Error(`The server did not come up (${how}).\n${logTail(this.at.logFile)}`);
      }
      // oxlint-disable-next-line no-await-in-loop
      await sleep(READY_POLL_MS);
    }
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const forced = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
    await ended;
    clearTimeout(forced);
    if (child.pid !== undefined) this.at.keeper.forget(child.pid);
  }
}

/** Fills the database before the server starts, so that every start is a start on a known world. */
async function prepareDatabase(url: string, dataDir: string): Promise<Knex> {
  await migrateToLatest(url);
  const db = connect(url, { connectionsMax: OWN_CONNECTIONS_MAX });
  await seedDemoWorld(db, { nowMs: Date.now(), dataDir });
  return db;
}

function readErrors(logFile: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of readFileSync(logFile, 'utf8').split('\n')) {
    const found = /"level":(?:50|60|"error"|"fatal").*?"msg":"([^"]*)"/.exec(line);
    if (found?.[1] !== undefined) counts.set(found[1], (counts.get(found[1]) ?? 0) + 1);
  }
  return counts;
}

/** Builds and starts everything; what was started is ended again when a later part fails. */
export async function openHouse(say: (line: string) => void): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'friskmeld-simulate-'));
  chmodSync(folder, OPEN_FOLDER);
  const keeper = startKeeper(folder);
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of [...closers].reverse()) {
      // In the reverse order of starting: each still needs those before it.
      // oxlint-disable-next-line no-await-in-loop
      await end().catch((error: unknown) => console.error('friskmeld: while cleaning up:', error));
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    keeper.done();
  };
  try {
    return await furnish({ folder, keeper, closers, say, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Site {
  readonly folder: string;
  readonly keeper: Keeper;
  readonly closers: (() => Promise<unknown>)[];
  readonly say: (line: string) => void;
  close(): Promise<void>;
}

async function furnish({ folder, keeper, closers, say, close }: Site): Promise<House> {
  say('building the server');
  const program = await bundleServer();
  closers.push(async () => rmSync(program, { force: true }));
  say('starting PostgreSQL, carrier and server');
  mkdirSync(join(folder, 'data'), { mode: OPEN_FOLDER });
  const postgres: RunningPostgres = await startEmbeddedPostgres(join(folder, 'data'), await findFreePort());
  keeper.watch(postgres.identity.pid);
  closers.push(() => postgres.stop());
  const db = await prepareDatabase(postgres.url, join(folder, 'data'));
  closers.push(() => db.destroy());
  const media = await startQuietMedia(folder);
  closers.push(() => media.close());
  const port = await findFreePort();
  const logFile = join(folder, 'server.log');
  const server = new ServerProcess(program, {
    port,
    logFile,
    keeper,
    env: {
      DATABASE_URL: postgres.url,
      PORT: String(port),
      HOST: '127.0.0.1',
      FRISKMELD_DATA_DIR: join(folder, 'data'),
      FRISKMELD_MEDIA_PORT: String(media.port),
      FRISKMELD_MEDIA_TOKEN: media.token,
      FRISKMELD_DEMO: '1',
      FRISKMELD_LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
    },
  });
  closers.push(() => server.end('SIGTERM'));
  await server.start();
  return {
    url: `http://127.0.0.1:${port}`,
    db,
    media,
    killServer: () => server.end('SIGKILL'),
    async restartServer() {
      await sleep(RESTART_AFTER_MS);
      await server.start();
    },
    serverErrors: () => readErrors(logFile),
    close,
  };
}
