import type { Knex } from 'knex';
import { SERVER_START_GRACE_MS } from '../../../shared/calls/vocabulary';
import type { Clock } from '../clock';

export const SERVER_BEAT_INTERVAL_MS = 1_000;
/** Beats older than this mean that no server ran. */
const SERVER_ALIVE_MS = 3 * SERVER_BEAT_INTERVAL_MS;
const OLD_BEATS_KEPT_MS = 24 * 3_600_000;

/**
 * Called once at start, before timers run: time in which no server ran is not charged to leases (architecture.md §5).
 * Lease timers move forward by the gap and keep at least the grace; returns the gap in ms, 0 when another server was alive.
 */
export async function forgiveDowntime(db: Knex, clock: Clock): Promise<number> {
  const now = clock.nowMs();
  const row = await db('server_heartbeats').max<{ last: number | null }[]>({ last: 'beat_at' }).first();
  const last = row?.last ?? null;
  if (last === null || now - last < SERVER_ALIVE_MS) return 0;
  const gapMs = now - last;
  await db.raw(
    `update timers set due_at = greatest(due_at + make_interval(secs => ? / 1000.0), to_timestamp(? / 1000.0)) where is_lease`,
    [gapMs, now + SERVER_START_GRACE_MS],
  );
  await db('server_heartbeats')
    .where('beat_at', '<', new Date(now - OLD_BEATS_KEPT_MS))
    .delete();
  return gapMs;
}

/** Says that this server runs; a gap between beats is time that leases are not charged for. */
export async function beat(db: Knex, clock: Clock, server: { id: string; startedAt: number }): Promise<void> {
  await db('server_heartbeats')
    .insert({ server_id: server.id, started_at: new Date(server.startedAt), beat_at: new Date(clock.nowMs()) })
    .onConflict('server_id')
    .merge(['beat_at']);
}
