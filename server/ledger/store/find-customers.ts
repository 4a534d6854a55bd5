import type { Knex } from 'knex';
import { canonicalReference } from '../../../shared/references/payment-references';

/** Search never answers with more people than an agent can compare by eye. */
const FOUND_MAX = 20;

/** Customers behind a case number, a creditor's customer number, an invoice number or a payment reference, within a scope. */
export async function findCustomersByNumber(
  sql: Knex,
  text: string,
  scope: readonly string[] | null,
): Promise<readonly string[]> {
  const exact = text.trim();
  const { rows } = await sql.raw<{ rows: { customer_id: string }[] }>(
    `select distinct a.customer_id from customer_accounts a
     where (a.customer_no = ?
        or a.id in (select customer_account_id from cases where case_no = ?)
        or a.id in (select customer_account_id from claims where invoice_no = ?)
        or a.id in (select customer_account_id from claims where reference_key = ?))
       and (?::text[] is null or a.creditor_id = any(?::text[]))
     limit ?`,
    [
      exact,
      exact,
      exact,
      canonicalReference(exact),
      scope === null ? null : [...scope],
      scope === null ? null : [...scope],
      FOUND_MAX,
    ],
  );
  return rows.map((row) => row.customer_id);
}

/** The ids of all customers with an account in the scope, as a query for other rooms to search within; null = everybody. */
export function customersInScope(sql: Knex, scope: readonly string[] | null): Knex.QueryBuilder | null {
  return scope === null
    ? null
    : sql('customer_accounts')
        .whereIn('creditor_id', [...scope])
        .select('customer_id');
}

/** Of these customers, those with an account at one of the creditors in the scope. */
export async function withinScope(
  sql: Knex,
  customerIds: readonly string[],
  scope: readonly string[] | null,
): Promise<ReadonlySet<string>> {
  if (scope === null) return new Set(customerIds);
  const rows = await sql('customer_accounts')
    .whereIn('customer_id', [...customerIds])
    .whereIn('creditor_id', [...scope])
    .distinct<{ customer_id: string }[]>('customer_id');
  return new Set(rows.map((row) => row.customer_id));
}

/** Numbers of the cases of each customer that are not closed, within a scope. */
export async function readCaseNos(
  sql: Knex,
  customerIds: readonly string[],
  scope: readonly string[] | null,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (customerIds.length === 0) return found;
  const query = sql('cases as k')
    .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
    .whereIn('a.customer_id', [...customerIds])
    .whereNot('k.stage', 'closed')
    .orderBy('k.case_no');
  if (scope !== null) void query.whereIn('a.creditor_id', [...scope]);
  const rows: { customer_id: string; case_no: string }[] = await query.select('a.customer_id', 'k.case_no');
  for (const row of rows) found.set(row.customer_id, [...(found.get(row.customer_id) ?? []), row.case_no]);
  return found;
}
