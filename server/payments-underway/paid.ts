import type { Knex } from 'knex';
import type { IsoDate } from '../../shared/time/dates';
import type { CutPoint } from './store';

/**
 * What has come to an account (and did not go back) since a notice was written down and was not used by other notices that were met meanwhile: money
 * often comes in parts. Minor units, positive.
 */
export async function sumSince(
  sql: Knex,
  of: { readonly accountId: string; readonly noticeId: string },
): Promise<bigint> {
  const { rows } = await sql.raw<{ rows: { left: bigint }[] }>(
    `select (coalesce((select -sum(e.amount_minor) from ledger_entries e
         where e.customer_account_id = n.customer_account_id and e.kind in ('payment', 'refund') and e.recorded_at >= n.recorded_at), 0)
       - coalesce((select sum(o.amount_minor) from payment_notices o
         where o.customer_account_id = n.customer_account_id and o.id <> n.id and o.state = 'arrived' and o.ended_at >= n.recorded_at), 0)
       )::bigint as "left"
     from payment_notices n where n.id = ? and n.customer_account_id = ?`,
    [of.noticeId, of.accountId],
  );
  return rows[0]?.left ?? 0n;
}

/** What is overdue on a supply point (and what stands on the account without one): what stops its cut. Minor units. */
export async function sumOverdue(
  sql: Knex,
  of: { readonly accountId: string; readonly supplyPointId: string; readonly today: IsoDate },
): Promise<bigint> {
  const { rows } = await sql.raw<{ rows: { owed: bigint }[] }>(
    `select coalesce(sum(b.balance_minor), 0)::bigint as owed
     from claims c join claim_balances b on b.claim_id = c.id
     where c.customer_account_id = ? and (c.supply_point_id = ? or c.supply_point_id is null)
       and c.due_date < ? and b.balance_minor > 0`,
    [of.accountId, of.supplyPointId, of.today],
  );
  return rows[0]?.owed ?? 0n;
}

/** Supply points that are cut although nothing overdue stands on them any more, and no word to open them is on its way. */
export async function findPaidCutPoints(sql: Knex, accountId: string, today: IsoDate): Promise<readonly CutPoint[]> {
  const { rows } = await sql.raw<{ rows: CutPoint[] }>(
    `select s.id as "supplyPointId", s.meter_no as "meterNo",
       (select k.id from cases k where k.supply_point_id = s.id order by k.opened_at desc limit 1) as "caseId"
     from supply_points s
     where s.customer_account_id = ? and s.service_state = 'cut'
       and not exists (select 1 from claims c join claim_balances b on b.claim_id = c.id
         where c.customer_account_id = s.customer_account_id and (c.supply_point_id = s.id or c.supply_point_id is null)
           and c.due_date < ? and b.balance_minor > 0)
       and not exists (select 1 from releases r where r.supply_point_id = s.id and r.state in ('queued', 'sent', 'failed'))
     order by s.id`,
    [accountId, today],
  );
  return rows;
}
