import type { Knex } from 'knex';
import type { OutboxPolicy } from './retry-policy';

/** A worker that dies gives its message back after this time: a release must leave within 10 s of a crash, plus its own try. */
export const LEASE_MS = 8_000;
/** More failures than any target has: its breaker never opens. */
const NEVER = 2 ** 31 - 1;
/** A target that works is stamped once in this time, not with every message. */
const SUCCESS_STEP_MS = 60_000;

export interface OutboxRow {
  readonly id: string;
  readonly target: string;
  readonly kind: string;
  readonly idempotency_key: string;
  readonly payload: Record<string, unknown>;
  readonly attempts: number;
  readonly fence: bigint;
  readonly order_key: string | null;
  readonly retry_since: number;
}

/** Which messages a worker sends: targets by name, and all that begin with one of the prefixes. */
export interface ClaimAsk {
  readonly targets: readonly string[];
  readonly prefixes: readonly string[];
  readonly policy: OutboxPolicy;
  readonly nowMs: number;
}

/**
 * Takes the next due message under a lease and a fencing number; null when nothing is due. Left out: targets whose breaker is
 * open, messages behind an earlier one of the same order key, and all but one message of a target that fails, so that one
 * message tries whether it is back. The index (target, next_attempt_at) keeps what waits for others out of the way.
 */
export async function claimMessage(
  db: Knex,
  { targets, prefixes, policy, nowMs }: ClaimAsk,
): Promise<OutboxRow | null> {
  const lease = nowMs + LEASE_MS;
  const breaker = policy.breakerFailures ?? NEVER;
  const named = targets.length === 0 ? '' : 'm.target = any(:targets)';
  const begun = prefixes.length === 0 ? '' : 'm.target like any(:patterns)';
  const answer = await db.raw<{ rows: OutboxRow[] }>(
    `with now_at as (select to_timestamp(:now / 1000.0) as t)
     update outbox_messages set fence = fence + 1, attempts = attempts + 1,
       lease_until = to_timestamp(:lease / 1000.0), next_attempt_at = to_timestamp(:lease / 1000.0)
     where id = (
       select m.id from outbox_messages m, now_at
       where m.state = 'queued' and m.next_attempt_at <= now_at.t
         and (${[named, begun].filter((part) => part !== '').join(' or ')})
         and m.target <> all(array(select t.target from outbox_targets t where t.open_until > to_timestamp(:now / 1000.0)))
         and not exists (select 1 from outbox_messages e where m.order_key is not null and e.target = m.target
           and e.order_key = m.order_key and e.state = 'queued' and e.message_no < m.message_no)
         and (select count(*) from outbox_messages l where l.target = m.target and l.state = 'queued' and l.lease_until > now_at.t)
           < coalesce((select 1 from outbox_targets t where t.target = m.target and t.failures >= :breaker), :most)
       order by m.next_attempt_at, m.message_no limit 1 for update of m skip locked
     )
     returning id, target, kind, idempotency_key, payload, attempts, fence, order_key, retry_since`,
    {
      now: nowMs,
      lease,
      targets: [...targets],
      patterns: prefixes.map((prefix) => `${prefix.replace(/[\\%_]/gu, (sign) => `\\${sign}`)}%`),
      breaker,
      most: policy.targetMessagesMax,
    },
  );
  return answer.rows[0] ?? null;
}

/** Writes how a try ended, unless another worker has taken the message since; false then. */
export async function finishMessage(
  db: Knex,
  row: OutboxRow,
  change: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const count = await db('outbox_messages')
    .where({ id: row.id, fence: row.fence.toString() })
    .update({ ...change, lease_until: null });
  return count === 1;
}

/** Counts a success: the breaker closes, and after an outage what waited for the target's return may go at once. */
export async function noteSuccess(
  db: Knex,
  target: string,
  { policy, nowMs }: { readonly policy: OutboxPolicy; readonly nowMs: number },
): Promise<void> {
  const now = new Date(nowMs);
  const answer = await db.raw<{ rows: { failures: number }[] }>(
    `with before as (select failures from outbox_targets where target = ?)
     insert into outbox_targets (target, failures, open_until, last_success_at) values (?, 0, null, ?)
     on conflict (target) do update set failures = 0, open_until = null, last_success_at = excluded.last_success_at
       where outbox_targets.failures > 0 or coalesce(outbox_targets.last_success_at, '-infinity') < ?
     returning coalesce((select failures from before), 0) as failures`,
    [target, target, now, new Date(nowMs - SUCCESS_STEP_MS)],
  );
  // One message that fails among others that do not is no outage: it keeps its own wait.
  if ((answer.rows[0]?.failures ?? 0) < (policy.breakerFailures ?? NEVER)) return;
  await db('outbox_messages')
    .where({ target, state: 'queued' })
    .whereNull('lease_until')
    .where('next_attempt_at', '>', now)
    .update({ next_attempt_at: now });
}

/** Counts a failure and gives how many there were in a row. */
export async function noteFailure(db: Knex, target: string, nowMs: number): Promise<number> {
  const answer = await db.raw<{ rows: { failures: number }[] }>(
    `insert into outbox_targets (target, failures, last_failure_at) values (?, 1, ?)
     on conflict (target) do update set failures = outbox_targets.failures + 1, last_failure_at = excluded.last_failure_at
     returning failures`,
    [target, new Date(nowMs)],
  );
  return answer.rows[0]?.failures ?? 1;
}

export async function openBreaker(db: Knex, target: string, untilMs: number): Promise<void> {
  await db('outbox_targets')
    .where({ target })
    .update({ open_until: new Date(untilMs) });
}

/** What waited behind a breaker for longer than messages are tried is dead too: a person sees it. */
export async function buryOverdue(db: Knex, target: string, beforeMs: number): Promise<number> {
  return db('outbox_messages')
    .where({ target, state: 'queued' })
    .whereNull('lease_until')
    .where('retry_since', '<', new Date(beforeMs))
    .update({ state: 'dead', last_error: 'not delivered in time' });
}
