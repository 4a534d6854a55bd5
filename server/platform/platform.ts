import { randomUUID } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { Knex } from 'knex';
import type { Server as IoServer } from 'socket.io';
import type { MakeId } from '../../shared/ids/ids';
import { ApiKeys } from './auth/api-keys';
import { Sessions } from './auth/sessions';
import { serverIdMaker, type Clock } from './clock';
import { CommandTable } from './edge/commands';
import { RateLimiter } from './edge/rate-limit';
import { RouteTable } from './edge/routes';
import { createApp } from './http/app';
import { JournalFeed } from './journal/journal-feed';
import type { Logger } from './log';
import { Metrics } from './metrics';
import { OutboxWorker } from './outbox/outbox-worker';
import { PATIENT_POLICY } from './outbox/retry-policy';
import { createIo, Gateway } from './realtime/gateway';
import { LiveStreams } from './realtime/live-streams';
import { SecretBox } from './secret-box';
import { TimerWorker } from './timers/timer-worker';
import { UnitOfWork } from './unit-of-work';

/** What every feature stands on. Built once by the composition root, and by tests on a database of their own. */
export interface Platform {
  readonly db: Knex;
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly sessions: Sessions;
  readonly unitOfWork: UnitOfWork;
  readonly feed: JournalFeed;
  readonly timers: TimerWorker;
  readonly outbox: OutboxWorker;
  readonly routes: RouteTable;
  readonly commands: CommandTable;
  readonly streams: LiveStreams;
  readonly gateway: Gateway;
  readonly http: HttpServer;
  readonly io: IoServer;
  /** Seals what must be readable again, as the secrets that sign webhooks. */
  readonly secrets: SecretBox;
  readonly isDemo: boolean;
  readonly dataDir: string;
}

export interface PlatformOptions {
  readonly db: Knex;
  readonly clock: Clock;
  readonly log: Logger;
  readonly isDemo: boolean;
  readonly dataDir: string;
  readonly rendererDir: string;
  /** 32 bytes as base64; null: a key file in the data folder, made at first use. */
  readonly secretsKey?: string | null;
  readonly origins: readonly string[];
  isReady(): boolean;
}

/** The workstation's own origin (architecture.md: app://desk); everything else must be named by the operator. */
const WORKSTATION_ORIGIN = 'app://desk';

/** Builds the platform. Features register on it, then `mountPages` and listening come last. */
export function createPlatform(options: PlatformOptions): Platform & { mount(): void } {
  const { db, clock, log } = options;
  const makeId = serverIdMaker(clock);
  const feed = new JournalFeed(db, log);
  const unitOfWork = new UnitOfWork(db, clock, makeId, () => feed.wake());
  const limiter = new RateLimiter();
  const sessions = new Sessions(db, clock, makeId);
  const commands = new CommandTable({ unitOfWork, clock, limiter, log });
  const routes = new RouteTable({ sessions, apiKeys: new ApiKeys(db, clock), unitOfWork, clock, limiter, log });
  const metrics = new Metrics();
  const http = createServer();
  const origins = new Set([WORKSTATION_ORIGIN, ...options.origins]);
  const io = createIo(http, origins);
  const streams = new LiveStreams(io, clock, randomUUID());
  const gateway = new Gateway(io, streams, { sessions, commands, limiter, clock, log, origins });
  return {
    db,
    clock,
    makeId,
    log,
    metrics,
    sessions,
    unitOfWork,
    feed,
    timers: new TimerWorker(db, unitOfWork, clock, log),
    outbox: new OutboxWorker(db, clock, log, PATIENT_POLICY),
    routes,
    commands,
    streams,
    gateway,
    http,
    io,
    secrets: new SecretBox(options.dataDir, options.secretsKey ?? null),
    isDemo: options.isDemo,
    dataDir: options.dataDir,
    mount() {
      const app = createApp({
        routes,
        commands,
        db,
        log,
        metrics,
        rendererDir: options.rendererDir,
        isReady: () => options.isReady(),
      });
      http.on('request', app);
      gateway.listen();
    },
  };
}
