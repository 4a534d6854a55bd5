import type { Knex } from 'knex';
import type { Clock } from '../clock';
import { connect } from '../db/connect';
import { createTestDatabase } from '../db/testing/test-database';
import { createLogger } from '../log';
import { createPlatform, type Platform } from '../platform';

/** A clock that stands until the test moves it. */
export class FixedClock implements Clock {
  constructor(private now = Date.UTC(2026, 10, 20, 9, 0, 0)) {}

  nowMs(): number {
    return this.now;
  }

  pass(ms: number): void {
    this.now += ms;
  }
}

export interface TestPlatform {
  readonly platform: Platform;
  readonly db: Knex;
  readonly clock: FixedClock;
  close(): Promise<void>;
}

/** The platform on an empty database of its own, with a clock the test moves. Nothing listens and nothing polls. */
export async function createTestPlatform(): Promise<TestPlatform> {
  const database = await createTestDatabase();
  const db = connect(database.url, { forbidsSecond: true });
  const clock = new FixedClock();
  const platform = createPlatform({
    db,
    clock,
    log: createLogger('silent'),
    isDemo: true,
    dataDir: '/nonexistent',
    rendererDir: '/nonexistent',
    origins: [],
    isReady: () => true,
  });
  return {
    platform,
    db,
    clock,
    async close() {
      await platform.feed.stop();
      await platform.timers.stop();
      await platform.outbox.stop();
      await platform.io.close();
      await db.destroy();
      await database.drop();
    },
  };
}
