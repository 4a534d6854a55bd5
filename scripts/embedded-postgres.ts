import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findFreePort } from './launcher/ports';
import { identify, isAlive, signal, waitForEnd, type ProcessIdentity } from './launcher/process-identity';
import { closeLog, logTail, openLog } from './launcher/log-file';
import { postgresBinaries, type PostgresBinaries } from './postgres/binaries';
import { clusterPlace, type ClusterPlace } from './postgres/place';
import { canReach, postgresRunAs, type RunAs } from './postgres/run-as';

const execute = promisify(execFile);
const SUPERUSER = 'friskmeld';
const DATABASE = 'friskmeld';
const INITDB_TIMEOUT_MS = 120_000;
/** Crash recovery of a large database may take long; a healthy start takes less than a second. */
const READY_TIMEOUT_MS = 120_000;
const FAST_STOP_MS = 2_500;
const IMMEDIATE_STOP_MS = 800;
const CONNECT_TIMEOUT_MS = 2_000;
const POLL_MS = 100;
const PREFERRED_PORT = 54_329;

/** A PostgreSQL that runs, by whom it was started, and how to end it. */
export interface RunningPostgres {
  readonly url: string;
  readonly port: number;
  readonly identity: ProcessIdentity;
  readonly wasAdopted: boolean;
  stop(): Promise<void>;
}

interface ClusterOptions {
  readonly at: ClusterPlace;
  readonly runAs: RunAs | undefined;
  readonly binaries: PostgresBinaries;
  readonly logFile: string;
  /** Test clusters are thrown away, so they need not survive a power cut. Real data always does. */
  readonly isThrowaway: boolean;
}

/** Files of the cluster in the words of `postmaster.pid` (PostgreSQL manual, "Database File Layout"). */
function readPostmaster(cluster: string): { pid: number; port: number } | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  return Number.isInteger(pid) && Number.isInteger(port) ? { pid, port } : undefined;
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Runs one statement on a connection of its own. */
async function queryOnce(url: string, text: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rowCount ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await queryOnce(url, 'select 1');
    return true;
  } catch {
    return false;
  }
}

const FIRST_BUILTIN_LOCALE_VERSION = 17;

/**
 * PostgreSQL's own C.UTF-8 gives upper and lower case of å, ä, ö on every system, whatever locales it has installed. Before
 * version 17 the C library's one of the same name does.
 */
function localeFlags(binaries: PostgresBinaries): string[] {
  const isOld = Number.parseInt(binaries.version, 10) < FIRST_BUILTIN_LOCALE_VERSION;
  return isOld ? ['--locale=C.UTF-8'] : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
}

async function initialise(options: ClusterOptions): Promise<void> {
  const { at, runAs, binaries } = options;
  const password = randomBytes(24).toString('hex');
  const unfinished = `${at.cluster}.unfinished`;
  const passwordForInitdb = `${unfinished}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordForInitdb, `${password}\n`, { mode: 0o600 });
  if (runAs) {
    chownSync(unfinished, runAs.uid, runAs.gid);
    chownSync(passwordForInitdb, runAs.uid, runAs.gid);
  }
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordForInitdb}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    ...localeFlags(binaries),
    ...(options.isThrowaway ? ['--no-sync'] : []),
  ];
  try {
    await execute(binaries.initdb, flags, {
      ...runAs,
      cwd: at.place,
      env: childEnvironment(),
      timeout: INITDB_TIMEOUT_MS,
    });
  } catch (cause) {
    throw new Error(`PostgreSQL could not lay out its files in ${at.cluster}.`, { cause });
  } finally {
    rmSync(passwordForInitdb, { force: true });
  }
  writeFileSync(at.passwordFile, password, { mode: 0o600 });
  // Only a finished cluster gets the final name, so a start that was cut short is simply repeated.
  renameSync(unfinished, at.cluster);
}

function childEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', SystemRoot: process.env['SystemRoot'], TEMP: process.env['TEMP'] };
}

function serverFlags(options: ClusterOptions, port: number): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    // Sockets in a temporary folder collide between users and fail with an empty error where it cannot be written.
    'unix_socket_directories=',
    'max_connections=120',
    'timezone=UTC',
    // Neither statements nor values reach the log: they would carry personal data.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'log_parameter_max_length_on_error=0',
    ...(options.isThrowaway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  return ['-D', options.at.cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

function launch(options: ClusterOptions, port: number): ProcessIdentity {
  const log = openLog(options.logFile);
  try {
    const child = spawn(options.binaries.postgres, serverFlags(options, port), {
      ...options.runAs,
      cwd: options.at.place,
      env: childEnvironment(),
      // A group of its own: Ctrl+C in the terminal reaches the launcher, which stops everything in order.
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
    });
    child.on('error', () => undefined);
    child.unref();
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (!identity) throw new Error(`PostgreSQL did not start.\n${logTail(options.logFile)}`);
    return identity;
  } finally {
    closeLog(log);
  }
}

async function waitUntilReady(url: string, identity: ProcessIdentity, logFile: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (!isAlive(identity)) throw new Error(`PostgreSQL ended while it was starting.\n${logTail(logFile)}`);
    if (Date.now() > deadline) {
      throw new Error(`PostgreSQL was not ready within ${READY_TIMEOUT_MS / 1000} s.\n${logTail(logFile)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Fast stop (open transactions are rolled back), and an immediate one when that takes too long; both lose nothing committed. */
async function stopPostgres(options: ClusterOptions, identity: ProcessIdentity): Promise<void> {
  if (process.platform === 'win32') {
    await execute(options.binaries.pgCtl, ['stop', '-D', options.at.cluster, '-m', 'fast', '-t', '5']).catch(
      () => undefined,
    );
    return;
  }
  signal(identity, 'SIGINT');
  if (await waitForEnd(identity, FAST_STOP_MS)) return;
  signal(identity, 'SIGQUIT');
  if (await waitForEnd(identity, IMMEDIATE_STOP_MS)) return;
  signal(identity, 'SIGKILL');
}

async function adoptOrLaunch(options: ClusterOptions, preferredPort: number | undefined): Promise<RunningPostgres> {
  const password = readFileSync(options.at.passwordFile, 'utf8').trim();
  const running = readPostmaster(options.at.cluster);
  const adopted = running && identify(running.pid);
  if (running && adopted && (await answers(urlOf(running.port, password, 'postgres')))) {
    return describe(options, { identity: adopted, port: running.port, password, wasAdopted: true });
  }
  const port = await findFreePort(preferredPort);
  const identity = launch(options, port);
  await waitUntilReady(urlOf(port, password, 'postgres'), identity, options.logFile);
  return describe(options, { identity, port, password, wasAdopted: false });
}

async function describe(
  options: ClusterOptions,
  found: { identity: ProcessIdentity; port: number; password: string; wasAdopted: boolean },
): Promise<RunningPostgres> {
  const { identity, port, password, wasAdopted } = found;
  const admin = urlOf(port, password, 'postgres');
  if ((await queryOnce(admin, `select 1 from pg_database where datname = '${DATABASE}'`)) === 0) {
    await queryOnce(admin, `create database ${DATABASE}`);
  }
  return {
    url: urlOf(port, password, DATABASE),
    port,
    identity,
    wasAdopted,
    stop: () => stopPostgres(options, identity),
  };
}

/**
 * Starts the PostgreSQL of a data folder, or adopts the one that still runs there. Its files are made at the first start
 * and found again at every later one. fsync stays on. Throws with the end of its log when it does not come up.
 */
export async function startEmbeddedPostgres(dataDir: string, preferredPort?: number): Promise<RunningPostgres> {
  const runAs = postgresRunAs();
  const options: ClusterOptions = {
    at: clusterPlace(dataDir, runAs),
    runAs,
    binaries: postgresBinaries(runAs),
    logFile: join(dataDir, 'logs', 'postgres.log'),
    isThrowaway: false,
  };
  if (runAs && !canReach(join(options.at.cluster, 'PG_VERSION'), runAs)) {
    throw new Error(
      `PostgreSQL runs as the user "friskmeld" here and may not enter ${options.at.place}, where its files are. ` +
        'Let everyone enter the folders above it (chmod a+x), or start as the user who owns them.',
    );
  }
  if (!existsSync(join(options.at.cluster, 'PG_VERSION'))) await initialise(options);
  return adoptOrLaunch(options, preferredPort ?? PREFERRED_PORT);
}

/**
 * The database of a data folder for a command that runs beside the house: DATABASE_URL when it is set, else the PostgreSQL
 * that runs there, else one that is started for this command. `close` stops it again only in the last case.
 */
export async function openDatabase(dataDir: string): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, close: () => Promise.resolve() };
  const running = await startEmbeddedPostgres(dataDir);
  return { url: running.url, close: () => (running.wasAdopted ? Promise.resolve() : running.stop()) };
}

/**
 * Kills a throw-away cluster and removes its folder as soon as the tests that own it are gone, also when they were killed
 * with -9: its standard input ends with them.
 */
const KEEPER_PROGRAM = `
  const [pid, folder] = process.argv.slice(1);
  process.stdin.resume();
  process.stdin.on('end', () => {
    try { process.kill(Number(pid), 'SIGQUIT'); } catch {}
    setTimeout(() => require('node:fs').rmSync(folder, { recursive: true, force: true, maxRetries: 5 }), 500);
  });
`;

function keepWatch(identity: ProcessIdentity, folder: string): void {
  const keeper = spawn(process.execPath, ['-e', KEEPER_PROGRAM, String(identity.pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keeper.on('error', () => undefined);
  keeper.unref();
  // The pipe must not keep the tests alive. Node types it as a plain stream, which has no unref; in fact it is a socket.
  const pipe: unknown = keeper.stdin;
  if (typeof pipe === 'object' && pipe !== null && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
}

/**
 * A throw-away PostgreSQL for tests: empty, quick, without fsync; it goes when the calling process goes. The embedded one
 * unless other programs are given.
 */
export async function startTestPostgres(given?: PostgresBinaries): Promise<RunningPostgres> {
  const runAs = postgresRunAs();
  const place = mkdtempSync(join(tmpdir(), 'friskmeld-test-postgres-'));
  chmodSync(place, 0o755);
  const options: ClusterOptions = {
    at: { place, cluster: join(place, 'postgres'), passwordFile: join(place, 'postgres.password') },
    runAs,
    binaries: given ?? postgresBinaries(runAs),
    logFile: join(place, 'postgres.log'),
    isThrowaway: true,
  };
  await initialise(options);
  const running = await adoptOrLaunch(options, undefined);
  keepWatch(running.identity, place);
  return {
    ...running,
    stop: async () => {
      signal(running.identity, 'SIGQUIT');
      await waitForEnd(running.identity, IMMEDIATE_STOP_MS);
      rmSync(place, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
