import type { Knex } from 'knex';
import type { Clock } from '../clock';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const HOUSEKEEPING_INTERVAL_MS = HOUR_MS;
/** Rows per statement, so that no lock is held for long; what is left over is taken the next time. */
const ROWS_PER_SWEEP_MAX = 20_000;

interface Kept {
  readonly table: string;
  /** The stamp a row's age is counted from. */
  readonly since: string;
  readonly keptMs: number;
}

/**
 * What has served its purpose after a time. Nothing here is evidence: journal, audit, money, calls and recordings have their own
 * rules, and no row of this list is read once it is this old.
 */
const KEPT: readonly Kept[] = [
  // A workstation sends an unanswered command again for minutes, never for days.
  { table: 'command_receipts', since: 'created_at', keptMs: 7 * DAY_MS },
  // Carriers repeat an event for hours.
  { table: 'inbox_messages', since: 'received_at', keptMs: 30 * DAY_MS },
  // Delivered; what a creditor was told stays in creditor_events, and a replay makes the message anew.
  { table: 'outbox_messages', since: 'done_at', keptMs: 30 * DAY_MS },
  { table: 'login_sessions', since: 'expires_at', keptMs: 30 * DAY_MS },
  // A call's page finds its call again by it; no call lasts a day.
  { table: 'phone_tokens', since: 'created_at', keptMs: DAY_MS },
  // How a line sounded is asked while a complaint about it is fresh.
  { table: 'call_quality', since: 'at', keptMs: 90 * DAY_MS },
];

/** Deletes rows that are kept no longer; returns how many went. */
export async function keepHouse(db: Knex, clock: Clock): Promise<number> {
  let gone = 0;
  for (const { table, since, keptMs } of KEPT) {
    // Names come from the list above, never from outside.
    // oxlint-disable-next-line no-await-in-loop
    const { rowCount } = await db.raw<{ rowCount: number }>(
      `delete from ?? where ctid = any(array(select ctid from ?? where ?? < ? limit ?))`,
      [table, table, since, new Date(clock.nowMs() - keptMs), ROWS_PER_SWEEP_MAX],
    );
    gone += rowCount;
  }
  return gone;
}
