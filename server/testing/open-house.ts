/** The whole server on a database of its own: real features, real HTTP and sockets, the demo world, a carrier without audio. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { io, type Socket } from 'socket.io-client';
import { PROTOCOL_VERSION } from '../../shared/protocol/version';
import { DEMO_PASSWORD, seedDemoWorld } from '../demo-world';
import { callFactsProjection } from '../call-facts';
import { createFeatures } from '../features';
import { connect } from '../platform/db/connect';
import { createTestDatabase } from '../platform/db/testing/test-database';
import { createLogger, type Logger } from '../platform/log';
import { ProjectionRunner } from '../platform/journal/projection';
import { createPlatform, type Platform } from '../platform/platform';
import { ScriptedCarrier } from '../voice/testing/scripted-carrier';

/** The demo world and its month of calls take their time on a machine that runs other tests too. */
export const OPENING_LIMIT_MS = 180_000;
const ANSWER_LIMIT_MS = 20_000;
/** More than any bucket of the rate limiter needs to be full again. */
const REST_MS = 30_000;

export type Answer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: { readonly code: string; readonly details?: unknown } };

export interface HttpAnswer {
  readonly status: number;
  /** The code of a refusal; null when it was answered. */
  readonly code: string | null;
  readonly body: unknown;
}

export interface OpenHouse {
  readonly platform: Platform;
  readonly db: Knex;
  readonly url: string;
  readonly carrier: ScriptedCarrier;
  /** Logs in and gives the token. */
  login(userName: string): Promise<string>;
  request(method: string, path: string, options?: RequestOptions): Promise<HttpAnswer>;
  /** A socket of a workstation; rejects with the code that refused it. */
  socket(token: string, workstationId?: string): Promise<Socket>;
  phone(): Promise<Socket>;
  /** Lets the rate limits forget what was asked. */
  rest(): void;
  close(): Promise<void>;
}

export interface RequestOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

export interface OpenHouseOptions {
  readonly log?: Logger;
  /** With the deciders, timers and deliveries that run by themselves. */
  readonly isRunning?: boolean;
  /** With the month of calls of the demo world counted, for boards and QA; takes some seconds. */
  readonly hasCallFacts?: boolean;
}

class RestingClock {
  private ahead = 0;
  nowMs(): number {
    return Date.now() + this.ahead;
  }
  rest(ms: number): void {
    this.ahead += ms;
  }
}

/** Opens the house; the caller closes it. */
export async function openHouse(options: OpenHouseOptions = {}): Promise<OpenHouse> {
  const database = await createTestDatabase();
  const db = connect(database.url, { forbidsSecond: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'friskmeld-open-house-'));
  const clock = new RestingClock();
  await seedDemoWorld(db, { nowMs: clock.nowMs(), dataDir });
  const platform = createPlatform({
    db,
    clock,
    log: options.log ?? createLogger(process.env['FRISKMELD_TEST_LOG'] ?? 'silent'),
    isDemo: true,
    dataDir,
    rendererDir: 'out/renderer',
    origins: [],
    isReady: () => true,
  });
  const carrier = new ScriptedCarrier(() => clock.nowMs());
  const features = createFeatures(platform, { carrier });
  platform.mount();
  const { isRunning = false, hasCallFacts = false } = options;
  if (hasCallFacts) await new ProjectionRunner(db, platform.log, [callFactsProjection]).catchUp();
  if (isRunning) {
    // Boards count the month of the demo world before they open; these houses begin with today.
    if (!hasCallFacts) await leaveUncounted(db);
    await platform.feed.start();
    await features.start();
    platform.timers.start();
    platform.outbox.start();
  }
  await new Promise<void>((resolve) => void platform.http.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has such an address.
  const url = `http://127.0.0.1:${(platform.http.address() as AddressInfo).port}`;
  const sockets: Socket[] = [];
  const open = (path: string, auth: Record<string, unknown>): Promise<Socket> => {
    const socket = io(`${url}${path}`, { transports: ['websocket'], forceNew: true, reconnection: false, auth });
    sockets.push(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(socket));
      socket.once('connect_error', reject);
    });
  };
  const request = (method: string, path: string, wish: RequestOptions = {}) => ask(url, { method, path, ...wish });
  return {
    platform,
    db,
    url,
    carrier,
    request,
    async login(userName) {
      const answer = await request('post', '/api/login', { body: { userName, password: DEMO_PASSWORD } });
      return (answer.body as { token: string }).token;
    },
    socket: (token, workstationId) =>
      open('/', {
        token,
        protocolVersion: PROTOCOL_VERSION,
        ...(workstationId === undefined ? {} : { workstationId }),
      }),
    phone: () => open('/phone', {}),
    rest: () => clock.rest(REST_MS),
    async close() {
      for (const socket of sockets) socket.disconnect();
      await new Promise<void>((resolve) => void platform.io.close(() => resolve()));
      await platform.timers.stop();
      await features.stop();
      await platform.outbox.stop();
      await platform.feed.stop();
      await db.destroy();
      await rm(dataDir, { recursive: true, force: true });
      await database.drop();
    },
  };
}

async function leaveUncounted(db: Knex): Promise<void> {
  const newest = db('journal_position').select('position');
  await db('journal_cursors').insert({ reader: callFactsProjection.name, position: newest });
}

async function ask(
  url: string,
  { method, path, token, body, bytes }: RequestOptions & { readonly method: string; readonly path: string },
): Promise<HttpAnswer> {
  const headers: Record<string, string> = {};
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (bytes !== undefined) headers['content-type'] = 'application/octet-stream';
  const sent = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${url}${path}`, {
    method: method.toUpperCase(),
    headers,
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    ...(sent === undefined ? {} : { body: sent }),
  });
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const answered: unknown = isJson ? await response.json() : await response.arrayBuffer();
  return { status: response.status, code: codeOf(answered), body: answered };
}

function codeOf(answered: unknown): string | null {
  if (typeof answered !== 'object' || answered === null || !('error' in answered)) return null;
  const { error } = answered as { error: { code: string } };
  return error.code;
}

let commandNo = 0;

/** Sends a command and waits for its answer. */
export async function command(socket: Socket, name: string, payload: unknown): Promise<Answer> {
  commandNo += 1;
  const message = { commandId: `open-house-${commandNo}`, payload };
  return (await socket.timeout(ANSWER_LIMIT_MS).emitWithAck(name, message)) as Answer;
}
