import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { idMaker, type MakeId } from '../../shared/ids/ids';

/** The one source of time in the server; tests inject their own. */
export interface Clock {
  /** Epoch milliseconds, UTC. */
  nowMs(): number;
}

/** The server's own clock, corrected to the database's, which is the only arbiter between servers. */
export class DatabaseClock implements Clock {
  private offsetMs = 0;

  /** Measures how far the database's clock is from ours; half the round trip is taken off. */
  async synchronise(db: Knex): Promise<void> {
    const before = Date.now();
    const answer = await db.raw<{ rows: { now_ms: string }[] }>(
      'select round(extract(epoch from clock_timestamp()) * 1000)::text as now_ms',
    );
    const after = Date.now();
    const row = answer.rows[0];
    if (row !== undefined) this.offsetMs = Number(row.now_ms) - (before + after) / 2;
  }

  nowMs(): number {
    return Math.round(Date.now() + this.offsetMs);
  }
}

/** Ids from this process's randomness and the given clock. */
export function serverIdMaker(clock: Clock): MakeId {
  return idMaker(
    () => clock.nowMs(),
    (count) => randomBytes(count),
  );
}
