import type { Knex } from 'knex';
import type { Clock } from '../clock';
import { errorFacts, type Logger } from '../log';

const POLL_INTERVAL_MS = 200;
/** A worker that dies gives its message back after this time: a release must leave within 10 s of a crash, plus its own try. */
const LEASE_MS = 8_000;
const ATTEMPTS_MAX = 40;
const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 4 * 3_600_000;

export interface OutboxMessage {
  readonly id: string;
  readonly target: string;
  readonly kind: string;
  readonly idempotencyKey: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
}

/** Sends one message; throwing means "try again later". Must be safe to call twice with the same key. */
export type OutboxSender = (message: OutboxMessage) => Promise<void>;

interface OutboxRow {
  id: string;
  target: string;
  kind: string;
  idempotency_key: string;
  payload: Record<string, unknown>;
  attempts: number;
  fence: bigint;
}

/**
 * Sends what transactions left for the outside world. A claim takes a short lease and a fencing number; only the worker that
 * still holds the number may write the end, so a slow worker never overwrites its successor.
 * A target without a sender keeps its messages queued: nothing is lost, nothing is called done.
 */
export class OutboxWorker {
  private readonly senders = new Map<string, OutboxSender>();
  private timer: NodeJS.Timeout | null = null;
  private polling: Promise<void> | null = null;

  constructor(
    private readonly db: Knex,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  send(target: string, sender: OutboxSender): void {
    this.senders.set(target, sender);
  }

  start(): void {
    this.timer = setInterval(() => this.wake(), POLL_INTERVAL_MS);
  }

  wake(): void {
    this.polling ??= this.poll()
      .catch((error: unknown) => this.log.error(errorFacts(error), 'outbox: polling failed, the next poll tries again'))
      .finally(() => {
        this.polling = null;
      });
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.polling;
  }

  /** Sends everything due now. */
  async poll(): Promise<void> {
    if (this.senders.size === 0) return;
    for (;;) {
      // Messages of one target keep their order as far as their due times do.
      // oxlint-disable-next-line no-await-in-loop
      const row = await this.claim();
      if (row === null) return;
      // oxlint-disable-next-line no-await-in-loop
      await this.attempt(row);
    }
  }

  private async claim(): Promise<OutboxRow | null> {
    const now = this.clock.nowMs();
    const answer = await this.db.raw<{ rows: OutboxRow[] }>(
      `update outbox_messages set fence = fence + 1, attempts = attempts + 1, lease_until = to_timestamp(? / 1000.0),
         next_attempt_at = to_timestamp(? / 1000.0)
       where id = (
         select id from outbox_messages
         where state = 'queued' and next_attempt_at <= to_timestamp(? / 1000.0) and target = any(?)
         order by next_attempt_at limit 1 for update skip locked
       )
       returning id, target, kind, idempotency_key, payload, attempts, fence`,
      [now + LEASE_MS, now + LEASE_MS, now, [...this.senders.keys()]],
    );
    return answer.rows[0] ?? null;
  }

  private async attempt(row: OutboxRow): Promise<void> {
    const sender = this.senders.get(row.target);
    if (sender === undefined) return;
    try {
      await sender({
        id: row.id,
        target: row.target,
        kind: row.kind,
        idempotencyKey: row.idempotency_key,
        payload: row.payload,
        attempts: row.attempts,
      });
      await this.finish(row, { state: 'done', done_at: new Date(this.clock.nowMs()), last_error: null });
    } catch (error) {
      const isDead = row.attempts >= ATTEMPTS_MAX;
      const waitMs = Math.min(RETRY_FIRST_MS * 2 ** Math.min(row.attempts - 1, 20), RETRY_LONGEST_MS);
      this.log.warn(
        { ...errorFacts(error), outboxId: row.id, target: row.target, attempts: row.attempts, isDead },
        'outbox: sending failed',
      );
      await this.finish(row, {
        state: isDead ? 'dead' : 'queued',
        next_attempt_at: new Date(this.clock.nowMs() + waitMs),
        last_error: error instanceof Error ? error.message.slice(0, 500) : 'unknown',
      });
    }
  }

  private async finish(row: OutboxRow, change: Record<string, unknown>): Promise<void> {
    await this.db('outbox_messages')
      .where({ id: row.id, fence: row.fence.toString() })
      .update({ ...change, lease_until: null });
  }
}
