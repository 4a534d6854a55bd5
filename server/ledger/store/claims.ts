import type { Knex } from 'knex';
import type { Utility } from '../../../shared/ledger/vocabulary';

/** Claim ids of these accounts, by `account kind invoice-number`: a fee may bear the number of its invoice. */
export async function findClaimIds(sql: Knex, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await sql('claims')
    .whereRaw('customer_account_id = any(?)', [[...accountIds]])
    .select<{ id: string; customer_account_id: string; kind: string; invoice_no: string }[]>(
      'id',
      'customer_account_id',
      'kind',
      'invoice_no',
    );
  return new Map(rows.map((row) => [`${row.customer_account_id} ${row.kind} ${row.invoice_no}`, row.id]));
}

/** Supply point ids of these accounts, by `account meter-number`. */
export async function findSupplyPoints(sql: Knex, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await sql('supply_points')
    .whereRaw('customer_account_id = any(?)', [[...accountIds]])
    .select<{ id: string; customer_account_id: string; meter_no: string }[]>('id', 'customer_account_id', 'meter_no');
  return new Map(rows.map((row) => [`${row.customer_account_id} ${row.meter_no}`, row.id]));
}

export interface NewSupplyPoint {
  readonly id: string;
  readonly accountId: string;
  readonly utility: Utility;
  readonly meterNo: string;
  readonly street: string;
  readonly since: string;
}

/** Writes supply points that are connected since a day. */
export async function insertSupplyPoints(sql: Knex.Transaction, points: readonly NewSupplyPoint[]): Promise<void> {
  if (points.length === 0) return;
  await sql.batchInsert(
    'supply_points',
    points.map((point) => ({
      id: point.id,
      customer_account_id: point.accountId,
      utility: point.utility,
      meter_no: point.meterNo,
      street: point.street,
      postcode: '',
      city: '',
      service_state: 'connected',
      service_state_since: point.since,
    })),
    400,
  );
}

export interface ClaimFees {
  readonly kind: 'invoice' | 'fee';
  readonly caseId: string | null;
  readonly invoiceMinor: bigint;
  readonly feesMinor: bigint;
  /** Positive: what has been waived of them. */
  readonly waivedMinor: bigint;
  readonly balanceMinor: bigint;
  /** Waived on all claims of the same case (of the account, when the claim is in none). */
  readonly waivedInCaseMinor: bigint;
  /** The invoices of the same case together: what a fee that stands alone is measured against. */
  readonly caseInvoicesMinor: bigint;
}

/** What a waiver is judged by; null when there is no such claim. Lock the account first. */
export async function readClaimFees(sql: Knex, claimId: string): Promise<ClaimFees | null> {
  const { rows } = await sql.raw<{ rows: ClaimFees[] }>(
    `select c.kind, c.case_id as "caseId", b.balance_minor::bigint as "balanceMinor",
       coalesce(sum(e.amount_minor) filter (where e.kind = 'invoice'), 0)::bigint as "invoiceMinor",
       coalesce(sum(e.amount_minor) filter (where e.kind = 'fee'), 0)::bigint as "feesMinor",
       coalesce(-sum(e.amount_minor) filter (where e.kind = 'fee_waiver'), 0)::bigint as "waivedMinor",
       coalesce((select -sum(w.amount_minor) from ledger_entries w join claims k on k.id = w.claim_id
         where w.kind = 'fee_waiver' and k.customer_account_id = c.customer_account_id and k.case_id is not distinct from c.case_id), 0)::bigint
         as "waivedInCaseMinor",
       coalesce((select sum(i.amount_minor) from ledger_entries i join claims k on k.id = i.claim_id
         where i.kind = 'invoice' and k.customer_account_id = c.customer_account_id and k.case_id is not distinct from c.case_id), 0)::bigint
         as "caseInvoicesMinor"
     from claims c join claim_balances b on b.claim_id = c.id left join ledger_entries e on e.claim_id = c.id
     where c.id = ? group by c.id, b.balance_minor`,
    [claimId],
  );
  return rows[0] ?? null;
}
