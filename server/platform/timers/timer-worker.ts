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
 * Wakes due rows. Any number of servers may run it: the row ends (or is set anew) in the last statement of the handler's
 * transaction, and only if it is still the one that was due; otherwise everything the handler did is undone. So a timer acts
 * once however often a server dies, and takes its locks in the order in which everybody takes them: first the subject, then
 * the timer.
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
        const due = await readDue(tx, kind, subjectId);
        if (due === null) return undefined;
        const own = new OwnTimer(tx, { kind, subjectId, due });
        const after = await handler(own.tx, subjectId);
        await own.settle();
        return after;
      });
      afterCommit?.();
    } catch (error) {
      // Somebody moved the timer, or another server was first: nothing was done here, and nothing is left to do.
      if (error instanceof TimerMovedError) return;
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

class TimerMovedError extends Error {}

interface DueTimer {
  readonly kind: string;
  readonly subjectId: string;
  /** As PostgreSQL writes it, so that not a microsecond is lost. */
  readonly due: string;
}

/** When the timer was due; null when it is not due any more. Takes no lock. */
async function readDue(tx: Tx, kind: string, subjectId: string): Promise<string | null> {
  const row = await tx
    .sql('timers')
    .where({ kind, subject_id: subjectId })
    .where('due_at', '<=', new Date(tx.nowMs))
    .first<{ due: string } | undefined>(tx.sql.raw('due_at::text as due'));
  return row?.due ?? null;
}

/** Keeps what a handler wants of its own timer until its work is done. */
class OwnTimer {
  private next: { dueAtMs: number; isLease: boolean } | null = null;
  readonly tx: Tx;

  constructor(
    private readonly outer: Tx,
    private readonly timer: DueTimer,
  ) {
    const isOwn = (kind: string, subjectId: string) => kind === timer.kind && subjectId === timer.subjectId;
    this.tx = {
      ...outer,
      setTimer: async (kind, subjectId, options) => {
        if (isOwn(kind, subjectId)) this.next = options;
        else await outer.setTimer(kind, subjectId, options);
      },
      clearTimer: async (kind, subjectId) => {
        if (isOwn(kind, subjectId)) this.next = null;
        else await outer.clearTimer(kind, subjectId);
      },
    };
  }

  /** @throws {TimerMovedError} when the timer is not the one that was due: the transaction must leave nothing. */
  async settle(): Promise<void> {
    const { kind, subjectId, due } = this.timer;
    const row = this.outer
      .sql('timers')
      .where({ kind, subject_id: subjectId })
      .whereRaw('due_at = ?::timestamptz', [due]);
    const { next } = this;
    const settled =
      next === null
        ? await row.delete()
        : await row.update({ due_at: new Date(next.dueAtMs), is_lease: next.isLease, attempts: 0 });
    if (settled !== 1) throw new TimerMovedError('The timer was moved while its handler ran');
  }
}
