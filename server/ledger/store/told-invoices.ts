import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { IsoDate } from '../../../shared/time/dates';

/** The claim of an invoice by its number, with what the invoice came to; null when the account has none. */
export async function findInvoice(
  sql: Knex,
  accountId: string,
  invoiceNo: string,
): Promise<{ readonly claimId: Id<'claim'>; readonly originalMinor: bigint; readonly dueDate: IsoDate } | null> {
  const row = await sql('claims as c')
    .where({ 'c.customer_account_id': accountId, 'c.invoice_no': invoiceNo })
    .orderByRaw(`case c.kind when 'invoice' then 0 else 1 end`)
    .first<{ id: Id<'claim'>; original: bigint; due_date: IsoDate } | undefined>(
      'c.id',
      'c.due_date',
      sql.raw(
        `coalesce((select sum(e.amount_minor) from ledger_entries e where e.claim_id = c.id and e.kind = c.kind), 0)::bigint as original`,
      ),
    );
  return row === undefined ? null : { claimId: row.id, originalMinor: row.original, dueDate: row.due_date };
}

/** What came in before under these ids of its source, as booked (a payment negative) or on the work list; null when nothing did. */
export async function findBookedAmount(
  sql: Knex,
  source: string,
  sourceIds: readonly string[],
): Promise<bigint | null> {
  const { rows } = await sql.raw<{ rows: { amount_minor: bigint | null }[] }>(
    `select coalesce(
       (select sum(amount_minor)::bigint from ledger_entries where source = ? and source_id = any(?)),
       (select amount_minor from unmatched_payments where source = ? and source_id = any(?) limit 1)) as amount_minor`,
    [source, [...sourceIds], source, [...sourceIds]],
  );
  return rows[0]?.amount_minor ?? null;
}

/** What each of these claims owes. */
export async function readOwed(sql: Knex, claimIds: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
  if (claimIds.length === 0) return new Map();
  const { rows } = await sql.raw<{ rows: { claim_id: string; owed: bigint }[] }>(
    `select claim_id, balance_minor::bigint as owed from claim_balances where claim_id = any(?)`,
    [[...claimIds]],
  );
  return new Map(rows.map((row) => [row.claim_id, row.owed]));
}

export interface ToldDelivery {
  readonly claimId: string;
  readonly atMs: number;
  readonly channel: string;
  readonly address: string;
  readonly result: string;
}

/** Adds a line to an invoice's delivery log; false when it stands there. */
export async function insertDelivery(sql: Knex.Transaction, delivery: ToldDelivery): Promise<boolean> {
  const rows = await sql('deliveries')
    .insert({
      claim_id: delivery.claimId,
      at: new Date(delivery.atMs),
      channel: delivery.channel,
      address: delivery.address,
      result: delivery.result,
    })
    .onConflict(['claim_id', 'at', 'result'])
    .ignore()
    .returning('claim_id');
  return rows.length > 0;
}

/** True when something of a payment is laid on claims; false while all of it stands on the account. */
export async function isLaid(sql: Knex, entryId: string): Promise<boolean> {
  return (await sql('allocations').where({ credit_entry_id: entryId }).first('id')) !== undefined;
}
