import type { Knex } from 'knex';
import { makeId, type Id, type IdKind } from '../../shared/ids/ids';
import { instantAt } from '../../shared/time/zones';
import { addDays, type IsoDate } from '../../shared/time/dates';
import type { FactKind, FactPayloads } from '../platform/journal/facts';
import type { DemoSound } from './demo-recordings';
import { DemoRandom } from './random';

/** Rows of one statement; more would pass PostgreSQL's limit of parameters. */
const ROWS_PER_INSERT = 400;

/** Tables in the order in which their references allow them to be filled. */
const TABLES = [
  'login_accounts',
  'agents',
  'creditors',
  'mandates',
  'queues',
  'creditor_numbers',
  'payment_source_trust',
  'customers',
  'customer_phones',
  'customer_accounts',
  'supply_points',
  'cases',
  'claims',
  'invoice_lines',
  'deliveries',
  'ledger_entries',
  'allocations',
  'holds',
  'notes',
  'unmatched_payments',
  'calls',
  'offers',
  'call_actions',
  'identity_gates',
  'recordings',
  'wrap_ups',
  'plans',
  'plan_claims',
  'plan_instalments',
  'disputes',
  'dispute_lines',
  'payment_notices',
  'releases',
  'script_runs',
  'script_run_steps',
  'reviews',
  'review_scores',
  'review_comments',
  'demo_stories',
] as const;
export type DemoTable = (typeof TABLES)[number];

interface DemoFact {
  readonly at: number;
  readonly stream: string;
  readonly kind: FactKind;
  readonly payload: unknown;
}

const NOON_MINUTE = 12 * 60;

/** Collects the rows and facts of the demo world and writes them in one transaction: all of it, or nothing. */
export class DemoWorld {
  readonly random: DemoRandom;
  /** Calls that were recorded; their sound is copied when the world is written. */
  readonly recordings: { readonly id: Id<'recording'>; readonly sound: DemoSound }[] = [];
  /** Calls somebody took, oldest first. */
  readonly answeredCalls: { readonly callId: Id<'call'>; readonly agentId: string; readonly endedAt: number }[] = [];
  private readonly rows = new Map<DemoTable, Record<string, unknown>[]>();
  private readonly facts: DemoFact[] = [];

  constructor(
    readonly today: IsoDate,
    readonly nowMs: number,
    seed: number,
  ) {
    this.random = new DemoRandom(seed);
  }

  id<K extends IdKind>(kind: K, atMs: number): Id<K> {
    return makeId(kind, atMs, this.random.bytes(16));
  }

  day(offset: number): IsoDate {
    return addDays(this.today, offset);
  }

  /** Noon of a day, epoch ms: for stamps whose hour does not matter. */
  noon(date: IsoDate): number {
    return instantAt(date, NOON_MINUTE, 'NO');
  }

  add(table: DemoTable, row: Record<string, unknown>): void {
    const list = this.rows.get(table);
    if (list === undefined) this.rows.set(table, [row]);
    else list.push(row);
  }

  fact<K extends FactKind>(at: number, kind: K, stream: string, payload: FactPayloads[K]): void {
    this.facts.push({ at, stream, kind, payload });
  }

  /** Writes everything; the journal gets the facts in the order in which they happened. */
  async write(sql: Knex.Transaction): Promise<void> {
    for (const table of TABLES) {
      const rows = this.rows.get(table);
      if (rows === undefined) continue;
      // Later tables refer to earlier ones.
      // oxlint-disable-next-line no-await-in-loop
      await sql.batchInsert(table, rows, ROWS_PER_INSERT);
    }
    const ordered = this.facts
      .filter((fact) => fact.at <= this.nowMs)
      .sort((a, b) => a.at - b.at)
      .map((fact, index) => ({
        position: index + 1,
        stream: fact.stream,
        kind: fact.kind,
        payload: JSON.stringify(fact.payload),
        happened_at: new Date(fact.at),
      }));
    await sql.batchInsert('journal', ordered, ROWS_PER_INSERT);
    await sql('journal_position').update({ position: ordered.length });
  }
}
