import { inTurn } from '../../platform/db/in-turn';
import type { Knex } from 'knex';
import { minor } from '../../../shared/money/money';
import type { OpenClaim, OpenDebit } from '../domain/lay-payment';
import type { ClaimHit } from '../domain/match-payment';

/**
 * Locks customer accounts, in order of id, until the transaction ends. Everything that changes balances takes this lock first,
 * so what it read stays true until it commits and two of them never wait for each other.
 */
export async function lockAccounts(sql: Knex.Transaction, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await sql('customer_accounts')
    .whereIn('id', [...accountIds])
    .orderBy('id')
    .forUpdate()
    .select('id');
}

/** Locks every account of a customer, in order of id: for what is about the person and changes what may be done to any of them. */
export async function lockAccountsOfCustomer(sql: Knex.Transaction, customerId: string): Promise<void> {
  await sql('customer_accounts').where({ customer_id: customerId }).orderBy('id').forUpdate().select('id');
}

const BALANCE_SQL = `
  coalesce((select sum(e.amount_minor) from ledger_entries e where e.claim_id = c.id), 0)::bigint
  - coalesce((select sum(a.amount_minor) from allocations a
      join ledger_entries d on d.id = a.debit_entry_id where d.claim_id = c.id), 0)::bigint`;

interface HitRow {
  id: string;
  customer_account_id: string;
  due_date: string;
  currency: string;
  balance: bigint;
  reference_key: string;
  invoice_no: string;
}

export type KeyedHit = ClaimHit & { readonly referenceKey: string; readonly invoiceNo: string };

const toHit = (row: HitRow): KeyedHit => ({
  claimId: row.id,
  accountId: row.customer_account_id,
  dueDate: row.due_date,
  currency: row.currency,
  balanceMinor: minor(row.balance),
  referenceKey: row.reference_key,
  invoiceNo: row.invoice_no,
});

function claimsOfCreditor(sql: Knex, creditorId: string): Knex.QueryBuilder {
  return sql('claims as c')
    .join('customer_accounts as ca', 'ca.id', 'c.customer_account_id')
    .where('ca.creditor_id', creditorId)
    .select(
      'c.id',
      'c.customer_account_id',
      'c.due_date',
      'c.currency',
      'c.reference_key',
      'c.invoice_no',
      sql.raw(`(${BALANCE_SQL}) as balance`),
    );
}

/** Claims of one creditor that bear one of the references (canonical) or invoice numbers, with their balances. */
export async function findClaimsByReference(
  sql: Knex,
  creditorId: string,
  keys: { readonly references: readonly string[]; readonly invoiceNos: readonly string[] },
): Promise<readonly KeyedHit[]> {
  const [byReference, byInvoiceNo]: HitRow[][] = await inTurn([
    () =>
      keys.references.length === 0
        ? []
        : claimsOfCreditor(sql, creditorId).whereRaw('c.reference_key = any(?)', [[...keys.references]]),
    () =>
      keys.invoiceNos.length === 0
        ? []
        : claimsOfCreditor(sql, creditorId).whereRaw('c.invoice_no = any(?)', [[...keys.invoiceNos]]),
  ]);
  const found = new Map([...(byReference ?? []), ...(byInvoiceNo ?? [])].map((row) => [row.id, toHit(row)]));
  return [...found.values()];
}

/** Claims with something owed on these accounts, oldest due first. */
export async function findOpenClaims(sql: Knex, accountIds: readonly string[]): Promise<readonly KeyedHit[]> {
  if (accountIds.length === 0) return [];
  const rows: HitRow[] = await sql('claims as c')
    .whereRaw('c.customer_account_id = any(?)', [[...accountIds]])
    .orderBy(['c.due_date', 'c.invoice_no'])
    .select(
      'c.id',
      'c.customer_account_id',
      'c.due_date',
      'c.currency',
      'c.reference_key',
      'c.invoice_no',
      sql.raw(`(${BALANCE_SQL}) as balance`),
    );
  return rows.map(toHit).filter(({ balanceMinor }) => balanceMinor > 0n);
}

/** What can be laid on each claim, by claim id: debit entries oldest first, and the claim's balance. */
export async function readOpenDebits(sql: Knex, claimIds: readonly string[]): Promise<ReadonlyMap<string, OpenClaim>> {
  if (claimIds.length === 0) return new Map();
  const rows = await sql('ledger_entries as e')
    .whereRaw('e.claim_id = any(?)', [[...claimIds]])
    .orderBy(['e.event_date', 'e.id'])
    .select<{ id: string; claim_id: string; amount_minor: bigint; laid: bigint }[]>(
      'e.id',
      'e.claim_id',
      'e.amount_minor',
      sql.raw(
        'coalesce((select sum(a.amount_minor) from allocations a where a.debit_entry_id = e.id), 0)::bigint as laid',
      ),
    );
  const claims = new Map<string, { balance: bigint; debits: OpenDebit[] }>();
  for (const row of rows) {
    const claim = claims.get(row.claim_id) ?? { balance: 0n, debits: [] };
    claims.set(row.claim_id, claim);
    claim.balance += row.amount_minor - row.laid;
    if (row.amount_minor > 0n)
      claim.debits.push({ entryId: row.id, remainingMinor: minor(row.amount_minor - row.laid) });
  }
  return new Map(
    [...claims].map(([claimId, { balance, debits }]) => [claimId, { claimId, balanceMinor: minor(balance), debits }]),
  );
}
