import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { Currency } from '../../../shared/lang/languages';
import type { IsoDate } from '../../../shared/time/dates';
import type { Tx } from '../../platform/unit-of-work';

/** Money for a creditor that waits for a person to say whose it is. */
export interface UnmatchedPayment {
  readonly id: Id<'ledgerEntry'>;
  readonly creditorId: string;
  readonly source: string;
  readonly sourceId: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly bookedDate: IsoDate;
  readonly reference: string | null;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly isResolved: boolean;
}

interface UnmatchedRow {
  id: Id<'ledgerEntry'>;
  creditor_id: string;
  source: string;
  source_id: string;
  amount_minor: bigint;
  currency: Currency;
  booked_date: IsoDate;
  reference: string | null;
  payer_name: string | null;
  payer_account: string | null;
  resolved_entry_id: string | null;
  reversed_on: IsoDate | null;
}

const toUnmatched = (row: UnmatchedRow): UnmatchedPayment => ({
  id: row.id,
  creditorId: row.creditor_id,
  source: row.source,
  sourceId: row.source_id,
  amountMinor: row.amount_minor,
  currency: row.currency,
  bookedDate: row.booked_date,
  reference: row.reference,
  payerName: row.payer_name,
  payerAccount: row.payer_account,
  isResolved: row.resolved_entry_id !== null || row.reversed_on !== null,
});

/** The list shows the oldest first and no more than a person works through in a day. */
const WORK_LIST_MAX = 200;
const ROWS_PER_INSERT = 400;

interface Batch {
  readonly creditorId: string;
  readonly source: string;
  readonly importFileId: string | null;
}

interface Unplaced {
  readonly sourceId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly bookedDate: string;
  readonly references: readonly { readonly text: string }[];
  readonly payerName: string | null;
  readonly payerAccount: string | null;
}

/** Puts payments that nobody could place on the work list. */
export async function insertUnmatched(tx: Tx, batch: Batch, payments: readonly Unplaced[]): Promise<void> {
  if (payments.length === 0) return;
  await tx.sql.batchInsert(
    'unmatched_payments',
    payments.map((payment) => ({
      id: tx.makeId('ledgerEntry'),
      creditor_id: batch.creditorId,
      import_file_id: batch.importFileId,
      source: batch.source,
      source_id: payment.sourceId,
      amount_minor: payment.amountMinor.toString(),
      currency: payment.currency,
      booked_date: payment.bookedDate,
      reference: payment.references.map(({ text }) => text).join(' ') || null,
      payer_name: payment.payerName,
      payer_account: payment.payerAccount,
      created_at: new Date(tx.nowMs),
    })),
    ROWS_PER_INSERT,
  );
}

/** Open payments of the work list, oldest first, within a scope (null = every creditor). */
export async function listUnmatched(sql: Knex, scope: readonly string[] | null): Promise<readonly UnmatchedPayment[]> {
  const query = sql<UnmatchedRow>('unmatched_payments')
    .whereNull('resolved_entry_id')
    .whereNull('reversed_on')
    .orderBy(['booked_date', 'id'])
    .limit(WORK_LIST_MAX);
  if (scope !== null) void query.whereIn('creditor_id', [...scope]);
  const rows = await query.select();
  return rows.map(toUnmatched);
}

/** One payment of the work list, locked until the transaction ends; null when there is none. */
export async function lockUnmatched(sql: Knex.Transaction, id: string): Promise<UnmatchedPayment | null> {
  const row = await sql<UnmatchedRow>('unmatched_payments')
    .where({ id: id as Id<'ledgerEntry'> }) // The row type brands its key; the text comes from a checked request.
    .forUpdate()
    .first();
  return row === undefined ? null : toUnmatched(row);
}

/** A payment of the work list by its source, locked; null when there is none. */
export async function lockUnmatchedBySource(
  sql: Knex.Transaction,
  of: { readonly source: string; readonly sourceId: string },
): Promise<UnmatchedPayment | null> {
  const row = await sql<UnmatchedRow>('unmatched_payments')
    .where({ source: of.source, source_id: of.sourceId })
    .forUpdate()
    .first();
  return row === undefined ? null : toUnmatched(row);
}

/** Takes a payment off the work list because its money went back. */
export async function reverseUnmatched(sql: Knex.Transaction, id: string, reversedOn: IsoDate): Promise<void> {
  await sql('unmatched_payments').where({ id }).update({ reversed_on: reversedOn });
}

export async function resolveUnmatched(sql: Knex.Transaction, id: string, entryId: string): Promise<void> {
  await sql('unmatched_payments').where({ id }).update({ resolved_entry_id: entryId });
}
