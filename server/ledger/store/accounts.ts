import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { Country, Currency } from '../../../shared/lang/languages';
import type { CustomerKind, CreditorRole, Utility } from '../../../shared/ledger/vocabulary';

/** Whose an account is and what law it stands under: what every decision about it starts from. */
export interface AccountHead {
  readonly id: Id<'customerAccount'>;
  readonly customerId: Id<'customer'>;
  readonly customerKind: CustomerKind;
  readonly creditorId: Id<'creditor'>;
  readonly creditorSlug: string;
  readonly customerNo: string;
  readonly currency: Currency;
  readonly country: Country;
  readonly role: CreditorRole;
  readonly utility: Utility;
}

interface HeadRow {
  id: Id<'customerAccount'>;
  customer_id: Id<'customer'>;
  customer_kind: CustomerKind;
  creditor_id: Id<'creditor'>;
  slug: string;
  customer_no: string;
  currency: Currency;
  country: Country;
  role: CreditorRole;
  utility: Utility;
}

function toHead(row: HeadRow): AccountHead {
  return {
    id: row.id,
    customerId: row.customer_id,
    customerKind: row.customer_kind,
    creditorId: row.creditor_id,
    creditorSlug: row.slug,
    customerNo: row.customer_no,
    currency: row.currency,
    country: row.country,
    role: row.role,
    utility: row.utility,
  };
}

function heads(sql: Knex): Knex.QueryBuilder {
  return sql('customer_accounts as a')
    .join('creditors as c', 'c.id', 'a.creditor_id')
    .join('customers as p', 'p.id', 'a.customer_id')
    .select(
      'a.id',
      'a.customer_id',
      'p.kind as customer_kind',
      'a.creditor_id',
      'c.slug',
      'a.customer_no',
      'a.currency',
      'c.country',
      'c.role',
      'c.utility',
    );
}

/** The account, or null when there is none. */
export async function readAccountHead(sql: Knex, accountId: string): Promise<AccountHead | null> {
  const [row]: HeadRow[] = await heads(sql).where('a.id', accountId);
  return row === undefined ? null : toHead(row);
}

export async function readAccountHeads(sql: Knex, accountIds: readonly string[]): Promise<readonly AccountHead[]> {
  if (accountIds.length === 0) return [];
  const rows: HeadRow[] = await heads(sql).whereIn('a.id', [...accountIds]);
  return rows.map(toHead);
}

/** The account of a case, or null. */
export async function readAccountOfCase(sql: Knex, caseId: string): Promise<AccountHead | null> {
  const [row]: HeadRow[] = await heads(sql).join('cases as k', 'k.customer_account_id', 'a.id').where('k.id', caseId);
  return row === undefined ? null : toHead(row);
}

/** The account of a claim, or null. */
export async function readAccountOfClaim(sql: Knex, claimId: string): Promise<AccountHead | null> {
  const [row]: HeadRow[] = await heads(sql).join('claims as k', 'k.customer_account_id', 'a.id').where('k.id', claimId);
  return row === undefined ? null : toHead(row);
}

/** Accounts of one creditor by the creditor's own customer numbers. */
export async function findAccountsByNo(
  sql: Knex,
  creditorId: string,
  customerNos: readonly string[],
): Promise<
  ReadonlyMap<string, { readonly accountId: string; readonly customerId: string; readonly currency: string }>
> {
  if (customerNos.length === 0) return new Map();
  const rows = await sql('customer_accounts')
    .where({ creditor_id: creditorId })
    .whereIn('customer_no', [...customerNos])
    .select<{ id: string; customer_id: string; currency: string; customer_no: string }[]>(
      'id',
      'customer_id',
      'currency',
      'customer_no',
    );
  return new Map(
    rows.map((row) => [row.customer_no, { accountId: row.id, customerId: row.customer_id, currency: row.currency }]),
  );
}

/** How many creditors' accounts a customer has. */
export async function countAccounts(sql: Knex, customerId: string): Promise<number> {
  const [row] = await sql('customer_accounts').where({ customer_id: customerId }).count<{ count: bigint }[]>();
  return Number(row?.count ?? 0n);
}

/** Account ids of one creditor by customer. */
export async function findAccountsOfCustomers(
  sql: Knex,
  creditorId: string,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (customerIds.length === 0) return new Map();
  const rows = await sql('customer_accounts')
    .where({ creditor_id: creditorId })
    .whereIn('customer_id', [...customerIds])
    .select<{ id: string; customer_id: string }[]>('id', 'customer_id');
  return new Map(rows.map((row) => [row.customer_id, row.id]));
}

/** Accounts of one creditor that have been paid from these bank accounts before, by bank account. */
export async function findAccountsByPayer(
  sql: Knex,
  creditorId: string,
  payerAccounts: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (payerAccounts.length === 0) return found;
  const rows = await sql('ledger_entries as e')
    .join('customer_accounts as a', 'a.id', 'e.customer_account_id')
    .where('a.creditor_id', creditorId)
    .whereIn('e.payer_account', [...payerAccounts])
    .distinct<{ payer_account: string; id: string }[]>('e.payer_account', 'a.id');
  for (const row of rows) found.set(row.payer_account, [...(found.get(row.payer_account) ?? []), row.id]);
  return found;
}

export interface NewAccount {
  readonly id: string;
  readonly customerId: string;
  readonly creditorId: string;
  readonly customerNo: string;
  readonly currency: string;
}

const ROWS_PER_INSERT = 500;

export async function insertAccounts(
  sql: Knex.Transaction,
  accounts: readonly NewAccount[],
  nowMs: number,
): Promise<void> {
  if (accounts.length === 0) return;
  await sql.batchInsert(
    'customer_accounts',
    accounts.map((account) => ({
      id: account.id,
      customer_id: account.customerId,
      creditor_id: account.creditorId,
      customer_no: account.customerNo,
      currency: account.currency,
      created_at: new Date(nowMs),
    })),
    ROWS_PER_INSERT,
  );
}
