import type { Knex } from 'knex';
import type { Clock } from '../clock';
import { errorFacts, type Logger } from '../log';
import type { Tx, UnitOfWork } from '../unit-of-work';

/** How late a timer may be noticed; an offer's 20 s needs no finer step. */
const POLL_INTERVAL_MS = 200;
const TIMERS_PER_POLL_MAX = 50;
/** A timer whose handler fails waits this long times its attempts before it is tried again. */
const RETRY_STEP_MS = 1_000;
const RETRY_STEPS_MAX = 60;

/**
 * Runs when the timer is due, in its own transaction; the row is gone after it unless the handler set it anew. What it
 * returns is called after the commit: the place to begin work that needs connections of its own.
 */
export type TimerHandler = (tx: Tx, subjectId: string) => Promise<AfterCommit | void>;
type AfterCommit = () => void;

/**
 * Wakes due rows. Any number of servers may run it: each row is taken under a lock that others skip, and its handler
 * commits together with the row's end, so a timer acts once however often a server dies.
 */
export class TimerWorker {
  private readonly handlers = new Map<string, TimerHandler>();
  private timer: NodeJS.Timeout | null = null;
  private polling: Promise<void> | null = null;

  constructor(
    private readonly db: Knex,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  handle(kind: string, handler: TimerHandler): void {
    this.handlers.set(kind, handler);
  }

  start(): void {
    this.timer = setInterval(() => {
      this.polling ??= this.poll().finally(() => {
        this.polling = null;
      });
    }, POLL_INTERVAL_MS);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.polling;
  }

  /** Handles everything due now; for the interval above and for tests. */
  async poll(): Promise<void> {
    try {
      const due = await this.db
        .select<{ kind: string; subject_id: string }[]>('kind', 'subject_id')
        .from('timers')
        .where('due_at', '<=', new Date(this.clock.nowMs()))
        .whereIn('kind', [...this.handlers.keys()])
        .orderBy('due_at')
        .limit(TIMERS_PER_POLL_MAX);
      for (const row of due) {
        // One at a time: two timers of one call would only wait for each other.
        // oxlint-disable-next-line no-await-in-loop
        await this.wake(row.kind, row.subject_id);
      }
    } catch (error) {
      this.log.error(errorFacts(error), 'timers: reading failed, the next poll tries again');
    }
  }

  private async wake(kind: string, subjectId: string): Promise<void> {
    const handler = this.handlers.get(kind);
    if (handler === undefined) return;
    try {
      const afterCommit = await this.unitOfWork.run(async (tx) => {
        const row = await tx
          .sql('timers')
          .where({ kind, subject_id: subjectId })
          .where('due_at', '<=', new Date(tx.nowMs))
          .forUpdate()
          .skipLocked()
          .first('kind');
        if (row === undefined) return undefined;
        await tx.clearTimer(kind, subjectId);
        return handler(tx, subjectId);
      });
      afterCommit?.();
    } catch (error) {
      this.log.error({ ...errorFacts(error), timer: kind, subjectId }, 'a timer failed and will be tried again');
      await this.postpone(kind, subjectId);
    }
  }

  private async postpone(kind: string, subjectId: string): Promise<void> {
    await this.db.raw(
      `update timers set attempts = attempts + 1,
         due_at = to_timestamp(? / 1000.0) + make_interval(secs => least(attempts + 1, ?) * ? / 1000.0)
       where kind = ? and subject_id = ?`,
      [this.clock.nowMs(), RETRY_STEPS_MAX, RETRY_STEP_MS, kind, subjectId],
    );
  }
}
