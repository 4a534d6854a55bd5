import type { Knex } from 'knex';
import { errorFacts, type Logger } from '../log';
import type { Fact } from './facts';
import { FACTS_PER_READ_MAX, readFacts } from './journal-feed';

/** A durable reader: rows that are a function of the journal alone, so they can be dropped and built again to the same bytes. */
export interface Projection {
  readonly name: string;
  /** The tables it owns, emptied by a rebuild. */
  readonly tables: readonly string[];
  /**
   * Applies facts, in order, inside the transaction that also moves the cursor. Must not read any clock or other table, and must
   * leave the same rows however the journal was cut into pieces.
   */
  apply(sql: Knex.Transaction, facts: readonly Fact[]): Promise<void>;
}

/** Brings projections up to the journal, each with its own cursor, one at a time even across servers. */
export class ProjectionRunner {
  private running: Promise<void> = Promise.resolve();
  /** The catching up that has not begun: whoever asks before it begins gets the same one. */
  private waiting: Promise<void> | null = null;

  constructor(
    private readonly db: Knex,
    private readonly log: Logger,
    private readonly projections: readonly Projection[],
  ) {}

  /**
   * Applies everything new; resolves when the projections are at the end of the journal as it was on the call, and rejects
   * when one of them stumbled (logged, and tried again by the next call).
   */
  catchUp(): Promise<void> {
    this.waiting ??= this.running.then(() => {
      this.waiting = null;
      const round = this.catchUpAll();
      this.running = round.catch(() => undefined);
      return round;
    });
    return this.waiting;
  }

  /** Throws the projection's rows away and builds them again from the first fact. */
  async rebuild(name: string): Promise<void> {
    const projection = this.projections.find((candidate) => candidate.name === name);
    if (projection === undefined) throw new Error(`There is no projection named ${name}`);
    await this.db.transaction(async (sql) => {
      for (const table of projection.tables) {
        // oxlint-disable-next-line no-await-in-loop
        await sql(table).delete();
      }
      await sql('journal_cursors').where({ reader: name }).delete();
    });
    await this.catchUp();
  }

  private async catchUpAll(): Promise<void> {
    const stumbles: unknown[] = [];
    for (const projection of this.projections) {
      try {
        // oxlint-disable-next-line no-await-in-loop
        while (await this.applyBatch(projection));
      } catch (error) {
        stumbles.push(error);
        this.log.error(
          { ...errorFacts(error), projection: projection.name },
          'projection stopped; the next fact tries again',
        );
      }
    }
    if (stumbles.length > 0) throw stumbles[0];
  }

  /** True when there may be more. */
  private async applyBatch(projection: Projection): Promise<boolean> {
    return this.db.transaction(async (sql) => {
      const facts = await readFacts(sql, await lockCursor(sql, projection.name));
      const last = facts.at(-1);
      if (last === undefined) return false;
      await projection.apply(sql, facts);
      await sql('journal_cursors').where({ reader: projection.name }).update({ position: last.position.toString() });
      return facts.length === FACTS_PER_READ_MAX;
    });
  }
}

/** Where the reader stands; nobody else moves it until the transaction ends. */
async function lockCursor(sql: Knex.Transaction, reader: string): Promise<bigint> {
  const find = () =>
    sql('journal_cursors').where({ reader }).forUpdate().first<{ position: bigint } | undefined>('position');
  const cursor = await find();
  if (cursor !== undefined) return cursor.position;
  await sql('journal_cursors').insert({ reader, position: 0 }).onConflict('reader').ignore();
  return (await find())?.position ?? 0n;
}
