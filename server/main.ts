import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { readConfig, type Config } from './config';
import { openDemoSandbox, seedDemoWorld, type DemoSandbox } from './demo-world';
import { createFeatures, type Features } from './features';
import { DatabaseClock } from './platform/clock';
import { connect } from './platform/db/connect';
import { HOUSEKEEPING_INTERVAL_MS, keepHouse } from './platform/db/housekeeping';
import { migrateToLatest } from './platform/db/migrate';
import { createLogger, errorFacts, type Logger } from './platform/log';
import { createPlatform, type Platform } from './platform/platform';
import { beat, forgiveDowntime, SERVER_BEAT_INTERVAL_MS } from './platform/timers/downtime';
import { alignDeadlines } from './calls';
import { EmbeddedCarrier } from './voice';

/** The clock of the database is asked again this often: clocks drift. */
const CLOCK_SYNC_MS = 60_000;
/** A server that has not stopped by then is stopped anyway: everything it knows is in rows. */
const STOP_LIMIT_MS = 10_000;

interface Server {
  readonly platform: Platform;
  readonly features: Features;
  /** The made-up systems of the demo world's creditors; null outside it. */
  readonly sandbox: DemoSandbox | null;
  readonly timers: readonly NodeJS.Timeout[];
}

async function start(config: Config, log: Logger): Promise<Server> {
  const { media } = config;
  if (media === null) throw new Error('Set FRISKMELD_MEDIA_PORT and FRISKMELD_MEDIA_TOKEN to reach the media process.');
  await migrateToLatest(config.databaseUrl);
  const db = connect(config.databaseUrl, {
    onError: (error) => log.warn(errorFacts(error), 'a database connection was lost'),
  });
  const clock = new DatabaseClock();
  await clock.synchronise(db);
  if (config.isDemo && (await seedDemoWorld(db, { nowMs: clock.nowMs(), dataDir: config.dataDir })))
    log.info('the demo world was made');
  const gapMs = await forgiveDowntime(db, clock);
  await alignDeadlines(db);
  log.info({ gapMs }, 'time without a server is not charged to anybody');
  const state = { isReady: false };
  const carrier = new EmbeddedCarrier({ ...media, warn: (message, facts) => log.warn(facts, message) });
  const isReady = (): boolean => state.isReady && carrier.state === 'up';
  const platform = createPlatform({ ...config, db, clock, log, isReady });
  const sandboxes = new Map<string, number>();
  const features = createFeatures(platform, { carrier, sandboxes });
  platform.mount();
  await platform.feed.start();
  await features.start();
  const timers = await startBeats(db, clock, log);
  const sandbox = config.isDemo ? await openDemoSandbox(platform, sandboxes) : null;
  platform.timers.start();
  platform.outbox.start();
  await listen(platform, config);
  state.isReady = true;
  log.info({ host: config.host, port: config.port }, 'the server is ready');
  return { platform, features, sandbox, timers };
}

async function startBeats(db: Knex, clock: DatabaseClock, log: Logger): Promise<readonly NodeJS.Timeout[]> {
  const server = { id: randomUUID(), startedAt: clock.nowMs() };
  await beat(db, clock, server);
  const every = (ms: number, work: () => Promise<void>, message: string): NodeJS.Timeout =>
    setInterval(() => {
      work().catch((error: unknown) => log.warn(errorFacts(error), message));
    }, ms);
  return [
    every(SERVER_BEAT_INTERVAL_MS, () => beat(db, clock, server), 'a beat was not written'),
    every(CLOCK_SYNC_MS, () => clock.synchronise(db), 'the clock could not be compared'),
    every(HOUSEKEEPING_INTERVAL_MS, () => keepHouse(db, clock).then(() => undefined), 'old rows were not deleted'),
  ];
}

function listen(platform: Platform, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    platform.http.once('error', reject);
    platform.http.listen(config.port, config.host, () => {
      platform.http.off('error', reject);
      resolve();
    });
  });
}

/** No new work first, then what runs, then the database. */
async function stop({ platform, features, sandbox, timers }: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    void platform.io.close(() => resolve());
    platform.http.closeAllConnections();
  });
  await platform.timers.stop();
  await features.stop();
  await platform.outbox.stop();
  await sandbox?.stop();
  await platform.feed.stop();
  for (const timer of timers) clearInterval(timer);
  await platform.db.destroy();
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  process.on('unhandledRejection', (error) => log.error(errorFacts(error), 'a promise failed unseen'));
  const server = await start(config, log);
  let isStopping = false;
  const onSignal = (signal: string): void => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    stop(server).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(errorFacts(error), 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => onSignal('SIGTERM'));
  process.on('SIGINT', () => onSignal('SIGINT'));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
