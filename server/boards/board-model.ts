import type { Knex } from 'knex';
import { newFcrBook, rebuildFcrBook, recordContact, type FcrBook } from '../../shared/fcr';
import { FLOOR_COUNTRY, startOfFloorDay, type CallFacts } from '../../shared/kpi';
import { FCR_PARAMETERS, readCallFactsOf, readCallFactsSince, toFcrContact, type CallFactsRow } from '../call-facts';

const DAY_MS = 86_400_000;
/** FCR on the board looks at the first contacts of this many days. */
export const FCR_DAYS = 30;

/**
 * What the board counts, in memory: today's calls and a month's contacts. Loaded once, then only calls that changed are read
 * again, so a busy floor costs the same as a quiet one. It is a reader: thrown away and loaded anew, it shows the same.
 */
export class BoardModel {
  private calls = new Map<string, CallFactsRow>();
  private book: FcrBook = newFcrBook(FCR_PARAMETERS);
  private loadedDay = 0;

  constructor(private readonly db: Knex) {}

  /** Start of the floor's day that `nowMs` falls in. */
  static startOfDay(nowMs: number): number {
    return startOfFloorDay(nowMs, FLOOR_COUNTRY);
  }

  /** Reads everything anew; also when the day has changed. */
  async load(nowMs: number): Promise<void> {
    const since = BoardModel.startOfDay(nowMs);
    const rows = await readCallFactsSince(this.db, since - FCR_DAYS * DAY_MS - FCR_PARAMETERS.windowMs);
    this.calls = new Map(rows.filter((row) => belongs(row, since)).map((row) => [row.callId, row]));
    this.book = rebuildFcrBook(
      rows.flatMap((row) => toFcrContact(row) ?? []),
      FCR_PARAMETERS,
    );
    this.loadedDay = since;
  }

  /** Reads only these calls again; everything when a new day has begun. */
  async refresh(callIds: readonly string[], nowMs: number): Promise<void> {
    if (BoardModel.startOfDay(nowMs) !== this.loadedDay) return this.load(nowMs);
    if (callIds.length === 0) return undefined;
    const since = BoardModel.startOfDay(nowMs);
    for (const row of await readCallFactsOf(this.db, callIds)) {
      // Something may be written of an older call: a late outcome. It counts for FCR, not for today.
      if (belongs(row, since)) this.calls.set(row.callId, row);
      else this.calls.delete(row.callId);
      const contact = toFcrContact(row);
      if (contact !== null) this.book = recordContact(this.book, contact);
    }
    return undefined;
  }

  /** Calls of today and calls that still wait. */
  today(): readonly CallFacts[] {
    return [...this.calls.values()];
  }

  fcrBook(): FcrBook {
    return this.book;
  }
}

/** Today's board shows calls that came today, and any that still goes on although it came before midnight. */
function belongs(row: CallFactsRow, sinceMs: number): boolean {
  return row.arrivedAt >= sinceMs || row.endedAt === null;
}
