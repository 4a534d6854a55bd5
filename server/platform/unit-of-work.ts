import type { Knex } from 'knex';
import type { MakeId } from '../../shared/ids/ids';
import type { Clock } from './clock';
import { insideTransaction } from './db/one-connection';
import type { FactKind, FactPayloads } from './journal/facts';

/** How often a transaction that lost a race (serialisation, deadlock) is tried again. */
const RACE_TRIES_MAX = 4;
const SERIALISATION_FAILURE = '40001';
const DEADLOCK = '40P01';
export const UNIQUE_VIOLATION = '23505';

export interface AuditEntry {
  readonly loginAccountId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface OutboxEntry {
  readonly target: string;
  readonly kind: string;
  /** The same key never enters twice, and travels with every attempt. */
  readonly idempotencyKey: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Messages of one target with the same key leave in the order in which they were written. */
  readonly orderKey?: string;
}

/** One transaction: the rows and the facts of a use case, together or not at all. */
export interface Tx {
  readonly sql: Knex.Transaction;
  /** The time of this transaction, epoch ms. */
  readonly nowMs: number;
  readonly makeId: MakeId;
  /** Adds a fact to the journal; it gets its position in the last statement before the commit. */
  record<K extends FactKind>(kind: K, stream: string, payload: FactPayloads[K]): void;
  /** Leaves a message for the outside world; a worker sends it after the commit. */
  enqueue(entry: OutboxEntry): Promise<void>;
  /** Sets (or moves) the timer of a subject. A lease is not charged for time in which no server ran. */
  setTimer(kind: string, subjectId: string, options: { dueAtMs: number; isLease: boolean }): Promise<void>;
  clearTimer(kind: string, subjectId: string): Promise<void>;
  audit(entry: AuditEntry): Promise<void>;
}

interface PendingFact {
  readonly kind: FactKind;
  readonly stream: string;
  readonly payload: unknown;
}

/**
 * Runs use cases. Invariant: whatever a transaction records becomes visible in the journal at the same instant as its rows,
 * with gapless positions in commit order, because the one-row counter is taken last and held until the commit.
 */
export class UnitOfWork {
  private readonly onEnqueued: ((targets: readonly string[]) => void)[] = [];

  constructor(
    private readonly db: Knex,
    private readonly clock: Clock,
    private readonly makeId: MakeId,
    private readonly onCommitted: () => void,
  ) {}

  /** Runs `work` in one transaction and returns its value; lost races are tried again from the start, so `work` must be repeatable. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        // Tries follow each other by nature.
        // oxlint-disable-next-line no-await-in-loop
        return await this.once(work);
      } catch (error) {
        if (attempt >= RACE_TRIES_MAX || !isLostRace(error)) throw error;
      }
    }
  }

  /** Told after each commit that left messages, with the target of each: a worker need not look when there is nothing. */
  whenEnqueued(listener: (targets: readonly string[]) => void): void {
    this.onEnqueued.push(listener);
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const facts: PendingFact[] = [];
    const targets: string[] = [];
    const value = await this.db.transaction(async (sql) => {
      const tx = this.open(sql, { facts, targets });
      const result = await insideTransaction(() => work(tx));
      if (facts.length > 0) await writeFacts(sql, facts, tx.nowMs);
      return result;
    });
    if (facts.length > 0) this.onCommitted();
    if (targets.length > 0) for (const listener of this.onEnqueued) listener(targets);
    return value;
  }

  private open(sql: Knex.Transaction, left: { readonly facts: PendingFact[]; readonly targets: string[] }): Tx {
    const nowMs = this.clock.nowMs();
    const { makeId } = this;
    return {
      sql,
      nowMs,
      makeId,
      record(kind, stream, payload) {
        left.facts.push({ kind, stream, payload });
      },
      async enqueue(entry) {
        await sql('outbox_messages')
          .insert({
            id: makeId('outbox'),
            target: entry.target,
            kind: entry.kind,
            idempotency_key: entry.idempotencyKey,
            payload: JSON.stringify(entry.payload),
            order_key: entry.orderKey ?? null,
            next_attempt_at: new Date(nowMs),
            retry_since: new Date(nowMs),
            created_at: new Date(nowMs),
          })
          .onConflict('idempotency_key')
          .ignore();
        left.targets.push(entry.target);
      },
      async setTimer(kind, subjectId, options) {
        await sql('timers')
          .insert({
            kind,
            subject_id: subjectId,
            due_at: new Date(options.dueAtMs),
            is_lease: options.isLease,
            attempts: 0,
          })
          .onConflict(['kind', 'subject_id'])
          .merge(['due_at', 'is_lease', 'attempts']);
      },
      async clearTimer(kind, subjectId) {
        await sql('timers').where({ kind, subject_id: subjectId }).delete();
      },
      async audit(entry) {
        await sql('audit_rows').insert({
          id: makeId('audit'),
          at: new Date(nowMs),
          login_account_id: entry.loginAccountId,
          action: entry.action,
          subject_kind: entry.subjectKind,
          subject_id: entry.subjectId,
          detail: JSON.stringify(entry.detail ?? {}),
        });
      },
    };
  }
}

async function writeFacts(sql: Knex.Transaction, facts: readonly PendingFact[], nowMs: number): Promise<void> {
  const body = JSON.stringify(facts.map((fact) => ({ stream: fact.stream, kind: fact.kind, payload: fact.payload })));
  // One statement: it takes the counter, and nothing runs after it but the commit.
  await sql.raw(
    `with taken as (
       update journal_position set position = position + ? returning position
     )
     insert into journal (position, stream, kind, payload, happened_at)
     select taken.position - ? + item.nr, item.fact ->> 'stream', item.fact ->> 'kind', item.fact -> 'payload', to_timestamp(? / 1000.0)
     from taken, jsonb_array_elements(?::jsonb) with ordinality as item (fact, nr)`,
    [facts.length, facts.length, nowMs, body],
  );
}

/** The code of a database error, or null for anything else. */
export function databaseErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** True when a unique constraint said no: somebody else was first. */
export function isUniqueViolation(error: unknown): boolean {
  return databaseErrorCode(error) === UNIQUE_VIOLATION;
}

/** True when the database undid a transaction because of another one: the same again may succeed. */
export function isLostRace(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === SERIALISATION_FAILURE || code === DEADLOCK;
}
