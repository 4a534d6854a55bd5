import type { Knex } from 'knex';

/**
 * After a start: deadlines that were moved forward for time without a server are shown where their timers stand now.
 * Called once, before anything runs.
 */
export async function alignDeadlines(db: Knex): Promise<void> {
  await db.raw(`update offers o set ring_until = t.due_at from timers t
    where t.kind = 'offer-ring' and t.subject_id = o.id and o.state = 'ringing' and t.due_at > o.ring_until`);
  await db.raw(`update calls c set connect_due_at = t.due_at from timers t
    where t.kind = 'call-connect' and t.subject_id = c.id and c.state = 'connecting' and t.due_at > c.connect_due_at`);
  await db.raw(`update wrap_ups w set due_at = t.due_at from timers t
    where t.kind = 'wrap-up' and t.subject_id = w.id and w.state = 'open' and t.due_at > w.due_at`);
}
