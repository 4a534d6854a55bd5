import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import { minor, ZERO, type Minor } from '../../shared/money/money';
import type { CutDebt } from '../../shared/payments-underway/opened-points';
import type { OverdueClaim } from '../../shared/payments-underway/release-ground';
import type { IsoDate } from '../../shared/time/dates';

/** A supply point that is cut, with the case that stands behind it. */
export interface CutPoint {
  readonly supplyPointId: Id<'supplyPoint'>;
  readonly meterNo: string;
  readonly caseId: string | null;
}

/** What stops the cuts of an account: overdue on each cut supply, and overdue on no supply at all. Minor units. */
export interface CutDebts {
  readonly points: readonly (CutPoint & CutDebt)[];
  readonly sharedMinor: Minor;
}

/** The cut supplies of an account, each with its newest case that is not closed and what is overdue on it. */
export async function readCutDebts(sql: Knex, accountId: string, today: IsoDate): Promise<CutDebts> {
  const { rows } = await sql.raw<{ rows: (CutPoint & { owed: bigint; shared: bigint })[] }>(
    `with overdue as (select c.supply_point_id, sum(b.balance_minor)::bigint as owed
       from claims c join claim_balances b on b.claim_id = c.id
       where c.customer_account_id = ? and c.due_date < ? and b.balance_minor > 0 group by c.supply_point_id)
     select s.id as "supplyPointId", s.meter_no as "meterNo",
       (select k.id from cases k where k.supply_point_id = s.id and k.stage <> 'closed' order by k.opened_at desc limit 1) as "caseId",
       coalesce((select o.owed from overdue o where o.supply_point_id = s.id), 0) as owed,
       coalesce((select o.owed from overdue o where o.supply_point_id is null), 0) as shared
     from supply_points s where s.customer_account_id = ? and s.service_state = 'cut' order by s.id`,
    [accountId, today, accountId],
  );
  return {
    points: rows.map(({ owed, shared: _shared, ...point }) => ({ ...point, owedMinor: minor(owed) })),
    sharedMinor: minor(rows[0]?.shared ?? ZERO),
  };
}

/** The claims of an account whose day has passed and on which something is owed, each with the running plan it is part of. */
export async function readOverdue(sql: Knex, accountId: string, today: IsoDate): Promise<readonly OverdueClaim[]> {
  const { rows } = await sql.raw<{ rows: OverdueClaim[] }>(
    `select c.supply_point_id as "supplyPointId",
       (select p.id from plan_claims l join plans p on p.id = l.plan_id where l.claim_id = c.id and p.state = 'active' limit 1) as "planId"
     from claims c join claim_balances b on b.claim_id = c.id
     where c.customer_account_id = ? and c.due_date < ? and b.balance_minor > 0 order by c.due_date, c.id`,
    [accountId, today],
  );
  return rows;
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

/** Of these accounts those with a cut supply that was collected on: a house that stands empty is nobody's debt. */
export async function findAccountsWithCuts(sql: Knex, accountIds: readonly string[]): Promise<readonly string[]> {
  if (accountIds.length === 0) return [];
  const { rows } = await sql.raw<{ rows: { id: string }[] }>(
    `select distinct s.customer_account_id as id from supply_points s
     where s.customer_account_id = any(?) and s.service_state = 'cut'
       and exists (select 1 from cases k where k.supply_point_id = s.id) order by 1`,
    [[...accountIds]],
  );
  return rows.map(({ id }) => id);
}
