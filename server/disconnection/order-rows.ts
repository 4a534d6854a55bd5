/** The rows of orders to cut: reading and locking them. */
import type { Knex } from 'knex';
import type { OrderState } from '../../shared/disconnection/process';
import type { Id } from '../../shared/ids/ids';

export interface OrderRow {
  readonly id: Id<'disconnectionOrder'>;
  readonly case_id: Id<'case'>;
  readonly supply_point_id: string;
  readonly state: OrderState;
  readonly sequence: number | null;
  /** When a system of the creditor took it. */
  readonly told_at: number | null;
}

const OPEN: readonly OrderState[] = ['queued', 'dispatched'];

export async function readOrder(sql: Knex, orderId: string): Promise<OrderRow | null> {
  return (await sql('disconnection_orders').where({ id: orderId }).first<OrderRow | undefined>()) ?? null;
}

export async function lockOrder(sql: Knex.Transaction, orderId: string): Promise<OrderRow | null> {
  return (await sql('disconnection_orders').where({ id: orderId }).forUpdate().first<OrderRow | undefined>()) ?? null;
}

/** The order that is under way for a case or a place, locked. */
export async function findOpenOrder(
  sql: Knex.Transaction,
  of: { readonly case_id: string } | { readonly supply_point_id: string },
): Promise<OrderRow | null> {
  const row = await sql('disconnection_orders')
    .where(of)
    .whereIn('state', [...OPEN])
    .forUpdate()
    .first<OrderRow | undefined>();
  return row ?? null;
}

/** Those of the cases, and of the customers' cases, that have an order under way; one question whatever their number. */
export async function findOrderedCases(
  sql: Knex,
  about: { readonly customerIds: readonly string[]; readonly caseIds: readonly string[] },
): Promise<readonly string[]> {
  const { rows } = await sql.raw<{ rows: { case_id: string }[] }>(
    `select distinct o.case_id from disconnection_orders o join cases k on k.id = o.case_id
       join customer_accounts a on a.id = k.customer_account_id
     where o.state = any(?) and (o.case_id = any(?) or a.customer_id = any(?)) order by o.case_id`,
    [[...OPEN], [...about.caseIds], [...about.customerIds]],
  );
  return rows.map((row) => row.case_id);
}
