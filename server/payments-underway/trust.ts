import type { Knex } from 'knex';
import type { PAYMENT_NOTICE_SOURCES, SOURCE_TRUST } from '../../shared/ledger/case-file';
import { ok, refuse, type Result } from '../../shared/result';
import { addDays, type IsoDate } from '../../shared/time/dates';
import { isUniqueViolation, type Tx } from '../platform/unit-of-work';

export type NoticeSource = (typeof PAYMENT_NOTICE_SOURCES)[number];

export type Trust = (typeof SOURCE_TRUST)[number];

export interface TrustRow {
  readonly id: string;
  readonly creditorId: string | null;
  readonly source: NoticeSource;
  readonly trust: Trust;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly why: string;
}

const BASIS_POINTS = 10_000;

const COLUMNS = {
  id: 'id',
  creditorId: 'creditor_id',
  source: 'source',
  trust: 'trust',
  validFrom: 'valid_from',
  validTo: 'valid_to',
  why: 'why',
} as const;

/** What a source is believed, and what must be on its way at least before a supply is opened (share of what stops the cut). */
export interface SourceTrust {
  readonly trust: Trust;
  readonly leastShareBp: number;
}

/** How far this creditor's row, else the general one, believes a source on a day; nobody said: not at all. */
export async function readTrust(
  sql: Knex,
  ask: { readonly creditorId: string; readonly source: NoticeSource; readonly today: IsoDate },
): Promise<SourceTrust> {
  const row = await sql('payment_source_trust')
    .where({ source: ask.source })
    .where((term) => void term.where({ creditor_id: ask.creditorId }).orWhereNull('creditor_id'))
    .where('valid_from', '<=', ask.today)
    .where((term) => void term.whereNull('valid_to').orWhere('valid_to', '>=', ask.today))
    .orderByRaw('creditor_id nulls last, valid_from desc, valid_to desc nulls first')
    .first<SourceTrust | undefined>({ trust: 'trust', leastShareBp: 'least_share_bp' });
  return row ?? { trust: 'none', leastShareBp: BASIS_POINTS };
}

/** The rows in force and earlier ones within a scope (null = every creditor), general ones first. */
export async function listTrust(sql: Knex, scope: readonly string[] | null): Promise<readonly TrustRow[]> {
  const query = sql('payment_source_trust')
    .orderByRaw('creditor_id nulls first, source, valid_from desc, valid_to desc nulls first')
    .limit(500);
  if (scope !== null)
    void query.where((term) => void term.whereNull('creditor_id').orWhereIn('creditor_id', [...scope]));
  return query.select<TrustRow[]>(COLUMNS);
}

/**
 * Adds the row that is in force from now on for a creditor and ends the one before: yesterday, or today when it began today. It
 * stays, because supplies may have been opened by it; of one day the row that has not ended speaks. Rows are never changed otherwise.
 */
export async function setTrust(
  tx: Tx,
  wish: {
    readonly creditorId: string;
    readonly source: NoticeSource;
    readonly trust: Trust;
    readonly why: string;
    readonly today: IsoDate;
    readonly createdBy: string;
  },
): Promise<Result<TrustRow>> {
  const { creditorId, source, trust, why, today } = wish;
  const earlier = { creditor_id: creditorId, source, valid_to: null };
  await tx
    .sql('payment_source_trust')
    .where(earlier)
    .update({ valid_to: tx.sql.raw('greatest(valid_from, ?::date)', [addDays(today, -1)]) });
  const id = tx.makeId('sourceTrust');
  try {
    await tx.sql('payment_source_trust').insert({
      id,
      creditor_id: creditorId,
      source,
      trust,
      valid_from: today,
      why,
      created_by: wish.createdBy,
      created_at: new Date(tx.nowMs),
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('REQUEST_UNDER_WAY');
    throw error;
  }
  return ok({ id, creditorId, source, trust, validFrom: today, validTo: null, why });
}
