import type { Knex } from 'knex';
import { Lanes } from '../lanes';
import { errorFacts, type Logger } from '../log';
import type { Fact } from './facts';

/** Facts written by other processes (an import, a second server) are seen at the latest after this time. */
const POLL_INTERVAL_MS = 250;
export const FACTS_PER_READ_MAX = 500;
/** Subjects (calls, agents …) whose facts are told at the same time; more wait, so that a slow database is not asked ever more at once. */
const FACTS_UNDER_WAY_MAX = 8;

interface JournalRow {
  position: bigint;
  stream: string;
  kind: string;
  payload: unknown;
  happened_at: number;
}

/** Reads facts after a position, in order, at most {@link FACTS_PER_READ_MAX}. */
export async function readFacts(db: Knex, after: bigint): Promise<Fact[]> {
  const rows = await db
    .select<JournalRow[]>('position', 'stream', 'kind', 'payload', 'happened_at')
    .from('journal')
    .where('position', '>', after.toString())
    .orderBy('position')
    .limit(FACTS_PER_READ_MAX);
  // Only UnitOfWork.record writes here, and it is typed by the same table of facts.
  return rows.map((row) => ({ ...row, happenedAt: row.happened_at }) as unknown as Fact);
}

/** The position of the newest committed fact. */
export async function lastPosition(db: Knex): Promise<bigint> {
  const row = await db.select<{ position: bigint }[]>('position').from('journal_position').first();
  return row?.position ?? 0n;
}

/**
 * Hands every new fact to whoever shows things live: in commit order within a call (or whatever else the fact is about), side
 * by side across calls, so that one call's screens never wait for another's. It starts at the end of the journal: what was
 * before is in the snapshots. `wake` is called after each commit here; a slow poll finds what others wrote.
 */
export class JournalFeed {
  private position = 0n;
  private readTo = 0n;
  private reading: Promise<void> | null = null;
  private isWoken = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly lanes = new Lanes(FACTS_UNDER_WAY_MAX);
  private readonly listeners: ((fact: Fact) => void | Promise<void>)[] = [];
  private readonly noters: ((fact: Fact) => void)[] = [];

  constructor(
    private readonly db: Knex,
    private readonly log: Logger,
  ) {}

  /** Everything up to this position was committed when it was read: whoever reads a row now sees at least that. */
  committedTo(): bigint {
    return this.readTo;
  }

  /**
   * Told of each fact in the moment it is read, before anybody is shown anything: for those who only note it and act by
   * themselves, as routing does. Must not wait.
   */
  note(noter: (fact: Fact) => void): void {
    this.noters.push(noter);
  }

  subscribe(listener: (fact: Fact) => void | Promise<void>): void {
    this.listeners.push(listener);
  }

  async start(): Promise<void> {
    this.position = await lastPosition(this.db);
    this.timer = setInterval(() => this.wake(), POLL_INTERVAL_MS);
  }

  /** Resolves when the read under way is over, so that the database may be closed. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.reading;
    await this.lanes.whenIdle();
  }

  wake(): void {
    // Before the start it does not know yet where the past ends.
    if (this.timer === null) return;
    this.isWoken = true;
    this.reading ??= this.readAll().finally(() => {
      this.reading = null;
      // Woken in the very moment between the last look and this line.
      if (this.isWoken) this.wake();
    });
  }

  private async readAll(): Promise<void> {
    try {
      while (this.isWoken) {
        this.isWoken = false;
        // Facts are handed on strictly one after the other.
        // oxlint-disable-next-line no-await-in-loop
        await this.readOnce();
      }
    } catch (error) {
      this.log.error(errorFacts(error), 'journal feed: reading failed, the next poll tries again');
    }
  }

  private async readOnce(): Promise<void> {
    const facts = await readFacts(this.db, this.position);
    this.readTo = facts.at(-1)?.position ?? this.readTo;
    for (const fact of facts) for (const noter of this.noters) noter(fact);
    for (const fact of facts) {
      this.position = fact.position;
      // oxlint-disable-next-line no-await-in-loop
      await this.lanes.whenFree();
      const subject = 'callId' in fact.payload && fact.payload.callId !== null ? fact.payload.callId : fact.stream;
      this.lanes.run(subject, () => this.tell(fact));
    }
    if (facts.length === FACTS_PER_READ_MAX) this.isWoken = true;
  }

  private async tell(fact: Fact): Promise<void> {
    for (const listener of this.listeners) {
      try {
        // oxlint-disable-next-line no-await-in-loop
        await listener(fact);
      } catch (error) {
        const told = { ...errorFacts(error), fact: fact.kind, position: fact.position.toString() };
        this.log.error(told, 'journal feed: a listener failed');
      }
    }
  }
}
