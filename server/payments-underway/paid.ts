import type { Knex } from 'knex';
import type { IsoDate } from '../../shared/time/dates';
import type { CutPoint } from './store';

/** What these payments come to, in minor units, positive. */
export async function sumOfPayments(sql: Knex, entryIds: readonly string[]): Promise<bigint> {
  const { rows } = await sql.raw<{ rows: { total: bigint }[] }>(
    'select coalesce(-sum(amount_minor), 0)::bigint as total from ledger_entries where id = any(?)',
    [[...entryIds]],
  );
  return rows[0]?.total ?? 0n;
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
