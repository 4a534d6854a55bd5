import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres, type RunningPostgres } from '../embedded-postgres';
import { acceptsConnections, findFreePort, isPortFree } from './ports';
import { isAlive } from './process-identity';
import {
  readRecord,
  removeRecord,
  serviceRecordSchema,
  writeRecord,
  type RecordName,
  type ServiceRecord,
} from './run-records';
import {
  endOfStranger,
  endPolitely,
  startNodeProgram,
  waitUntilServing,
  type Running,
  type Supervised,
} from './supervise';

const READY_TIMEOUT_MS = 90_000;
const READY_REQUEST_TIMEOUT_MS = 2_000;
// Three seconds each, and then PostgreSQL: all within the ten seconds a person waits (STOP_LIMIT_MS in run.ts).
const SERVER_GRACE_MS = 3_000;
const MEDIA_GRACE_MS = 3_000;

/** Which built program a service is, and where it lies. */
export interface ProgramPlaces {
  readonly root: string;
  readonly server: string;
  readonly media: string;
}

/** PostgreSQL under supervision, and the address to reach it at; the port is kept over a restart when it is still free. */
export function postgresService(dataDir: string): Supervised & { readonly url: () => string } {
  let running: RunningPostgres | undefined;
  return {
    name: 'postgres',
    // An immediate shutdown: its children end with it, and the next start recovers from the log of writes. Windows has no such
    // signal.
    lastSignal: process.platform === 'win32' ? 'SIGKILL' : 'SIGQUIT',
    logFile: join(dataDir, 'logs', 'postgres.log'),
    url: () => {
      if (!running) throw new Error('PostgreSQL has not been started yet.');
      return running.url;
    },
    bringUp: async () => {
      running = await startEmbeddedPostgres(dataDir, running?.port);
      writeRecord(dataDir, 'postgres', { databaseUrl: running.url, identity: running.identity });
      return {
        identity: running.identity,
        wasAdopted: running.wasAdopted,
        ended: endOfStranger(running.identity),
      };
    },
    bringDown: async () => {
      await running?.stop();
      removeRecord(dataDir, 'postgres');
    },
  };
}

interface ProgramService {
  readonly name: RecordName & ('server' | 'media');
  readonly dataDir: string;
  readonly root: string;
  readonly entry: string;
  readonly port: number;
  readonly token?: string;
  readonly graceMs: number;
  /** A service with live calls in it is adopted even when the program on disk is newer; the wire between the two is versioned. */
  readonly isReplacedWhenNewer: boolean;
  readonly env: () => Record<string, string>;
  readonly isReady: () => Promise<boolean>;
}

function markOf(service: ProgramService): string {
  const build = service.isReplacedWhenNewer ? String(statSync(service.entry).mtimeMs) : '';
  return createHash('sha256')
    .update(JSON.stringify([build, service.env()]))
    .digest('hex');
}

function adoptable(service: ProgramService): ServiceRecord | undefined {
  const record = readRecord(service.dataDir, service.name, serviceRecordSchema);
  return record && isAlive(record.identity) ? record : undefined;
}

async function adopt(service: ProgramService): Promise<Running | undefined> {
  const record = adoptable(service);
  if (!record) return undefined;
  if (record.mark === markOf(service) && (await service.isReady())) {
    return { identity: record.identity, wasAdopted: true, ended: endOfStranger(record.identity) };
  }
  await endPolitely(record.identity, service.graceMs);
  return undefined;
}

function programService(service: ProgramService): Supervised {
  const logFile = join(service.dataDir, 'logs', `${service.name}.log`);
  return {
    name: service.name,
    logFile,
    bringUp: async (stopping) => {
      const adopted = await adopt(service);
      if (adopted) return adopted;
      if (!(await isPortFree(service.port))) {
        throw new Error(`Port ${service.port} is taken by another program. Stop it or choose another with --port.`);
      }
      const env = { ...process.env, ...service.env() };
      const running = startNodeProgram({ entry: service.entry, cwd: service.root, env, logFile });
      const { identity } = running;
      const record: ServiceRecord = { identity, port: service.port, mark: markOf(service) };
      writeRecord(
        service.dataDir,
        service.name,
        service.token === undefined ? record : { ...record, token: service.token },
      );
      await waitUntilServing(running, { isReady: service.isReady, timeoutMs: READY_TIMEOUT_MS, logFile, stopping });
      return running;
    },
    bringDown: async ({ identity }) => {
      await endPolitely(identity, service.graceMs);
      removeRecord(service.dataDir, service.name);
    },
  };
}

/** The media process. Port and token of one that still lives are kept, so that its rooms can be taken up again. */
export async function mediaService(
  dataDir: string,
  places: ProgramPlaces,
): Promise<{ service: Supervised; port: number; token: string }> {
  const known = readRecord(dataDir, 'media', serviceRecordSchema);
  const isLiving = known !== undefined && isAlive(known.identity);
  const port = isLiving ? known.port : await findFreePort(known?.port);
  const token = known?.token ?? randomBytes(32).toString('hex');
  const service = programService({
    name: 'media',
    dataDir,
    root: places.root,
    entry: places.media,
    port,
    token,
    graceMs: MEDIA_GRACE_MS,
    isReplacedWhenNewer: false,
    env: () => ({
      FRISKMELD_DATA_DIR: dataDir,
      FRISKMELD_MEDIA_PORT: String(port),
      FRISKMELD_MEDIA_TOKEN: token,
      NODE_ENV: 'production',
    }),
    isReady: () => acceptsConnections(port),
  });
  return { service, port, token };
}

/** Whether the server says that it can serve: `GET /readyz` answers 200. */
export async function isServerReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, {
      signal: AbortSignal.timeout(READY_REQUEST_TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

export interface ServerSettings {
  readonly dataDir: string;
  readonly port: number;
  readonly hasDemoData: boolean;
  readonly media: { readonly port: number; readonly token: string };
  readonly databaseUrl: () => string;
}

/** The server. Its environment is made anew at each start, because PostgreSQL may have come back on another port. */
export function serverService(settings: ServerSettings, places: ProgramPlaces): Supervised {
  return programService({
    name: 'server',
    dataDir: settings.dataDir,
    root: places.root,
    entry: places.server,
    port: settings.port,
    graceMs: SERVER_GRACE_MS,
    isReplacedWhenNewer: true,
    env: () => ({
      DATABASE_URL: settings.databaseUrl(),
      PORT: String(settings.port),
      FRISKMELD_DATA_DIR: settings.dataDir,
      FRISKMELD_MEDIA_PORT: String(settings.media.port),
      FRISKMELD_MEDIA_TOKEN: settings.media.token,
      FRISKMELD_RENDERER_DIR: join(places.root, 'out', 'renderer'),
      NODE_ENV: 'production',
      ...(settings.hasDemoData ? { FRISKMELD_DEMO: '1' } : {}),
    }),
    isReady: () => isServerReady(settings.port),
  });
}
