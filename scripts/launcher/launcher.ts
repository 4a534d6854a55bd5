import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { keepLogSmall } from './log-file';
import type { LauncherOptions } from './options';
import { findFreePort, isPortFree } from './ports';
import { identify, isAlive } from './process-identity';
import {
  claimDataDir,
  readRecord,
  removeRecord,
  serviceRecordSchema,
  writeRecord,
  type LauncherRecord,
} from './run-records';
import { mediaService, postgresService, serverService, type ProgramPlaces } from './services';
import { supervise, type Supervised, type Supervisor } from './supervise';

const LOG_CHECK_MS = 30_000;

/** A house that serves: where, and how to end it. */
export interface RunningHouse {
  readonly url: string;
  stop(): Promise<void>;
  /** Ends at once whatever still runs, when a stop in order took too long. */
  endAtOnce(): void;
}

export interface LaunchRequest {
  readonly options: LauncherOptions;
  readonly places: ProgramPlaces;
  readonly say: (line: string) => void;
  /** Aborted when the person wants to stop while the house is still coming up. */
  readonly stopping: AbortSignal;
}

/** The house cannot be opened, and the message tells the person what to do. */
export class LaunchRefused extends Error {
  override readonly name = 'LaunchRefused';
}

function claim(dataDir: string, url: string): LauncherRecord {
  const identity = identify(process.pid);
  if (!identity) throw new Error('The system does not say when this process started; cannot claim the data folder.');
  const own: LauncherRecord = { identity, url };
  const holder = claimDataDir(dataDir, own);
  if (holder) {
    throw new LaunchRefused(
      `Friskmeld already runs for ${dataDir} at ${holder.url} (pid ${holder.identity.pid}). ` +
        'Stop it first, or give this one another folder with --data-dir.',
    );
  }
  return own;
}

function hasLivingServer(dataDir: string): boolean {
  const known = readRecord(dataDir, 'server', serviceRecordSchema);
  return known !== undefined && isAlive(known.identity);
}

/** The port of a server that outlived its launcher, when this start asked for any free port. */
async function choosePort(options: LauncherOptions): Promise<number> {
  if (options.port !== 0) return options.port;
  const known = readRecord(options.dataDir, 'server', serviceRecordSchema);
  return known && isAlive(known.identity) ? known.port : findFreePort();
}

function watchLogs(services: readonly Supervised[]): () => void {
  const timer = setInterval(() => services.forEach((service) => keepLogSmall(service.logFile)), LOG_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Opens the house: PostgreSQL (unless DATABASE_URL names one), then media, then the server, each a sibling of the others.
 * Resolves when the server says it can serve. Throws LaunchRefused when the folder is in use; on any other failure
 * everything that was started is stopped again before it throws.
 */
export async function openHouse(request: LaunchRequest): Promise<RunningHouse> {
  const { places, say, stopping } = request;
  mkdirSync(request.options.dataDir, { recursive: true });
  // One folder, one name: the records of a folder reached by a link must be the same.
  const options = { ...request.options, dataDir: realpathSync(request.options.dataDir) };
  const { dataDir } = options;
  const port = await choosePort(options);
  const url = `http://127.0.0.1:${port}`;
  claim(dataDir, url);
  if (!hasLivingServer(dataDir) && !(await isPortFree(port))) {
    removeRecord(dataDir, 'launcher');
    throw new LaunchRefused(`Port ${port} is taken by another program. Stop it or choose another with --port.`);
  }
  const supervisors: Supervisor[] = [];
  const services: Supervised[] = [];
  const start = async (service: Supervised): Promise<void> => {
    if (stopping.aborted) throw new LaunchRefused('Stopped before everything was up.');
    const supervisor = supervise(service, say);
    supervisors.push(supervisor);
    services.push(service);
    await Promise.race([supervisor.firstReady, rejectWhenAborted(stopping)]);
  };
  const stop = async (): Promise<void> => {
    // Server first, so that nobody is promised anything more; PostgreSQL last, because all others write to it.
    for (const supervisor of [...supervisors].reverse()) await supervisor.stop();
    removeRecord(dataDir, 'postgres');
    removeRecord(dataDir, 'launcher');
  };
  try {
    const databaseUrl = await startDatabase(dataDir, start);
    const media = await mediaService(dataDir, places);
    await start(media.service);
    await start(serverService({ dataDir, port, hasDemoData: options.hasDemoData, media, databaseUrl }, places));
  } catch (error) {
    await stop();
    throw error;
  }
  const unwatchLogs = watchLogs(services);
  return {
    url,
    stop: async () => {
      unwatchLogs();
      await stop();
    },
    endAtOnce: () => {
      for (const supervisor of [...supervisors].reverse()) supervisor.endAtOnce();
    },
  };
}

async function startDatabase(dataDir: string, start: (service: Supervised) => Promise<void>): Promise<() => string> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') {
    writeRecord(dataDir, 'postgres', { databaseUrl: given });
    return () => given;
  }
  const postgres = postgresService(dataDir);
  await start(postgres);
  return postgres.url;
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = () => reject(new LaunchRefused('Stopped before everything was up.'));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}

/** The programs as the build puts them under the folder of the clone. */
export function builtPlaces(root: string): ProgramPlaces {
  return { root, server: join(root, 'out/server/main.mjs'), media: join(root, 'out/server/media.mjs') };
}
