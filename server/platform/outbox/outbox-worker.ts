import type { Knex } from 'knex';
import type { Clock } from '../clock';
import { errorFacts, type Logger } from '../log';
import {
  buryOverdue,
  claimMessage,
  finishMessage,
  noteFailure,
  noteSuccess,
  openBreaker,
  type OutboxRow,
} from './outbox-store';
import { breakerWaitMs, isOutOfTime, QUICK_POLICY, retryWaitMs, type OutboxPolicy } from './retry-policy';

const POLL_INTERVAL_MS = 200;
/** Messages sent side by side by one worker: a slow target must not stand in the way of the others. */
const LANES_MAX = 8;
const ERROR_CHARS_MAX = 500;

export interface OutboxMessage {
  readonly id: string;
  readonly target: string;
  readonly kind: string;
  readonly idempotencyKey: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly orderKey: string | null;
}

/** Sends one message; throwing means "try again later". Must be safe to call twice with the same key. */
export type OutboxSender = (message: OutboxMessage) => Promise<void>;

/** A sender throws it when trying again cannot help: the message is dead at once, a person decides. */
export class HopelessError extends Error {}

/** What a target answered, for whoever looks at the message later. */
export class SendError extends Error {
  constructor(
    message: string,
    readonly status: number | null,
  ) {
    super(message);
  }
}

interface Route {
  readonly target: string;
  readonly isPrefix: boolean;
  readonly sender: OutboxSender;
}

/**
 * Sends what transactions left for the outside world. A claim takes a short lease and a fencing number; only the worker that
 * still holds the number may write the end, so a slow worker never overwrites its successor. Targets are sent to side by side;
 * each has a breaker of its own (outbox-store.ts). A target without a sender keeps its messages queued: nothing is lost,
 * nothing is called done.
 */
export class OutboxWorker {
  private readonly routes: Route[] = [];
  private timer: NodeJS.Timeout | null = null;
  private polling: Promise<void> | null = null;
  /** Somebody called while a look was under way, which may have been over the place already. */
  private isWoken = false;
  /** Messages that were told of and not taken yet; each claim that cannot find one costs the database as much as one that does. */
  private told = 0;
  /** Attempts under way; a poll does not wait for them, `stop` does. */
  private readonly lanes = new Set<Promise<void>>();

  constructor(
    private readonly db: Knex,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly policy: OutboxPolicy = QUICK_POLICY,
  ) {}

  /** Names who sends to a target; one that ends in `:` stands for all targets that begin with it. */
  send(target: string, sender: OutboxSender): void {
    this.routes.push({ target, isPrefix: target.endsWith(':'), sender });
  }

  start(): void {
    this.timer = setInterval(() => this.wake(), POLL_INTERVAL_MS);
  }

  /** Looks at once: for so many new messages, or for whatever there is. */
  wake(count = Number.POSITIVE_INFINITY): void {
    this.told += count;
    if (this.told === 0) return;
    this.look().catch((error: unknown) =>
      this.log.error(errorFacts(error), 'outbox: polling failed, the next poll tries again'),
    );
  }

  /** One look at a time; who asks meanwhile gets one more round of the same. */
  private look(): Promise<void> {
    this.isWoken = true;
    this.polling ??= this.lookWhileWoken().finally(() => {
      this.polling = null;
    });
    return this.polling;
  }

  private async lookWhileWoken(): Promise<void> {
    while (this.isWoken) {
      this.isWoken = false;
      // oxlint-disable-next-line no-await-in-loop
      await this.fillLanes();
    }
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    // What went wrong with it was logged by whoever asked for it.
    await this.polling?.catch(() => undefined);
    await Promise.all(this.lanes);
  }

  /** Sends everything due now and what becomes due by it; for tests. */
  async poll(): Promise<void> {
    for (;;) {
      this.told = Number.POSITIVE_INFINITY;
      // Each round may leave something for the next.
      // oxlint-disable-next-line no-await-in-loop
      await this.look();
      if (this.lanes.size === 0) return;
      // oxlint-disable-next-line no-await-in-loop
      await Promise.race(this.lanes);
    }
  }

  private async fillLanes(): Promise<void> {
    if (this.routes.length === 0) return;
    const named = (isPrefix: boolean) =>
      this.routes.filter((route) => route.isPrefix === isPrefix).map(({ target }) => target);
    const ask = { targets: named(false), prefixes: named(true), policy: this.policy };
    while (this.lanes.size < LANES_MAX && this.told > 0) {
      // One claim after the other: each must see the lease of the one before.
      // oxlint-disable-next-line no-await-in-loop
      const row = await claimMessage(this.db, { ...ask, nowMs: this.clock.nowMs() });
      if (row === null) {
        // With something under way the rest may stand behind it, and what was told meanwhile this claim may have missed; else
        // others took it or it is not due.
        if (this.lanes.size === 0 && !this.isWoken) this.told = 0;
        return;
      }
      this.told -= 1;
      const lane: Promise<void> = this.attempt(row)
        .catch((error: unknown) => this.log.error(errorFacts(error), 'outbox: the end of a try was not written'))
        .finally(() => {
          this.lanes.delete(lane);
          // What stood behind it may go now; a stopped worker takes no more.
          if (this.timer !== null) this.wake(0);
        });
      this.lanes.add(lane);
    }
  }

  private async attempt(row: OutboxRow): Promise<void> {
    const sender = this.senderOf(row.target);
    if (sender === undefined) return;
    try {
      await sender({
        id: row.id,
        target: row.target,
        kind: row.kind,
        idempotencyKey: row.idempotency_key,
        payload: row.payload,
        attempts: row.attempts,
        orderKey: row.order_key,
      });
    } catch (error) {
      await this.fail(row, error);
      return;
    }
    const now = this.clock.nowMs();
    await finishMessage(this.db, row, { state: 'done', done_at: new Date(now), last_error: null, last_status: null });
    if (this.policy.breakerFailures !== null)
      await noteSuccess(this.db, row.target, { policy: this.policy, nowMs: now });
  }

  private senderOf(target: string): OutboxSender | undefined {
    return this.routes.find((one) => (one.isPrefix ? target.startsWith(one.target) : target === one.target))?.sender;
  }

  private async fail(row: OutboxRow, error: unknown): Promise<void> {
    const now = this.clock.nowMs();
    const nextTryAt = now + retryWaitMs(this.policy, row.attempts, Math.random());
    const isDead = error instanceof HopelessError || isOutOfTime(this.policy, row.retry_since, nextTryAt);
    this.log.warn(
      { ...errorFacts(error), outboxId: row.id, target: row.target, attempts: row.attempts, isDead },
      'outbox: sending failed',
    );
    // The breaker before the lease: another claim must not slip in between.
    // A message that can never be sent says nothing about its target.
    if (this.policy.breakerFailures !== null && !(error instanceof HopelessError)) {
      const waitMs = breakerWaitMs(this.policy, await noteFailure(this.db, row.target, now));
      if (waitMs > 0) await openBreaker(this.db, row.target, now + waitMs);
    }
    await finishMessage(this.db, row, {
      state: isDead ? 'dead' : 'queued',
      next_attempt_at: new Date(nextTryAt),
      last_error: error instanceof Error ? error.message.slice(0, ERROR_CHARS_MAX) : 'unknown',
      last_status: error instanceof SendError ? error.status : null,
    });
    if (isDead) await buryOverdue(this.db, row.target, now - this.policy.retryForMs);
  }
}
