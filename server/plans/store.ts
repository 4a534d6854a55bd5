import { inTurn } from '../platform/db/in-turn';
import type { Knex } from 'knex';
import { planStatus, type PlanStatus } from '../../shared/plans/index';
import type { Plan } from '../../shared/ledger/case-file';
import type { Id } from '../../shared/ids/ids';
import type { Country, Currency } from '../../shared/lang/languages';
import { minor, ZERO, type Minor } from '../../shared/money/money';
import type { IsoDate } from '../../shared/time/dates';

interface PlanRow {
  id: Id<'plan'>;
  customer_account_id: string;
  case_id: string | null;
  customer_id: string;
  country: Country;
  state: Plan['state'];
  currency: Currency;
  total_minor: bigint;
  fee_minor: bigint;
  fee_claim_id: Id<'claim'> | null;
  made_at: number;
}

interface InstalmentRow {
  id: Id<'instalment'>;
  plan_id: string;
  instalment_no: number;
  due_date: IsoDate;
  amount_minor: bigint;
}

interface PaidRow {
  plan_id: string;
  date: IsoDate;
  amount_minor: bigint;
}

/** A plan with how it is going today. */
export interface StandingPlan {
  readonly plan: Plan;
  readonly accountId: string;
  readonly customerId: string;
  readonly caseId: string | null;
  readonly country: Country;
  /** Its claims, the one with its fee last. */
  readonly payableClaimIds: readonly Id<'claim'>[];
  readonly status: PlanStatus;
}

/**
 * What lowered the debt of each plan since it was agreed, by day: money laid on its claims, and credit notes, waivers and
 * write-offs on them.
 */
const PAID_SQL = `
  with planned as (
    select p.id as plan_id, p.made_at, c.claim_id from plans p join plan_claims c on c.plan_id = p.id where p.id = any(?)
    union all select p.id, p.made_at, p.fee_claim_id from plans p where p.id = any(?) and p.fee_claim_id is not null)
  select n.plan_id, c.event_date as date, sum(a.amount_minor)::bigint as amount_minor
    from planned n join ledger_entries d on d.claim_id = n.claim_id and d.amount_minor > 0
    join allocations a on a.debit_entry_id = d.id and a.recorded_at > n.made_at
    join ledger_entries c on c.id = a.credit_entry_id group by 1, 2
  union all
  select n.plan_id, e.event_date, -sum(e.amount_minor)::bigint
    from planned n join ledger_entries e on e.claim_id = n.claim_id and e.amount_minor < 0 and e.recorded_at > n.made_at
    group by 1, 2`;

async function build(
  sql: Knex,
  plans: readonly PlanRow[],
  today: (country: Country) => IsoDate,
): Promise<readonly StandingPlan[]> {
  if (plans.length === 0) return [];
  const ids = plans.map(({ id }) => id);
  const [claims, instalments, paid] = await inTurn([
    () =>
      sql('plan_claims as p')
        .join('claims as c', 'c.id', 'p.claim_id')
        .whereIn('p.plan_id', ids)
        .orderBy(['c.due_date', 'c.id'])
        .select<{ plan_id: string; claim_id: Id<'claim'> }[]>('p.plan_id', 'p.claim_id'),
    () => sql('plan_instalments').whereIn('plan_id', ids).orderBy('instalment_no').select<InstalmentRow[]>(),
    () => sql.raw<{ rows: PaidRow[] }>(PAID_SQL, [ids, ids]),
  ]);
  return plans.map((row) => {
    const own = instalments
      .filter((one) => one.plan_id === row.id)
      .map((one) => ({
        id: one.id,
        instalmentNo: one.instalment_no,
        dueDate: one.due_date,
        amountMinor: minor(one.amount_minor),
      }));
    const payments = paid.rows
      .filter((one) => one.plan_id === row.id)
      .map((one) => ({ date: one.date, amountMinor: minor(one.amount_minor) }));
    const status = planStatus(own, payments, { today: today(row.country), country: row.country });
    const claimIds = claims.filter((one) => one.plan_id === row.id).map((one) => one.claim_id);
    return {
      accountId: row.customer_account_id,
      customerId: row.customer_id,
      caseId: row.case_id,
      country: row.country,
      payableClaimIds: row.fee_claim_id === null ? claimIds : [...claimIds, row.fee_claim_id],
      status,
      plan: {
        id: row.id,
        state: row.state,
        madeAt: row.made_at,
        currency: row.currency,
        totalMinor: minor(row.total_minor),
        feeMinor: minor(row.fee_minor),
        claimIds,
        instalments: own.map((one, index) => ({ ...one, paidMinor: status.paidPerInstalment[index] ?? ZERO })),
      },
    };
  });
}

function planRows(sql: Knex): Knex.QueryBuilder {
  return sql('plans as p')
    .join('customer_accounts as a', 'a.id', 'p.customer_account_id')
    .join('creditors as c', 'c.id', 'a.creditor_id')
    .orderBy('p.made_at', 'desc')
    .select('p.*', 'a.customer_id', 'c.country');
}

/** All plans of these accounts, newest first. `today` is asked per country. */
export async function readPlans(
  sql: Knex,
  accountIds: readonly string[],
  today: (country: Country) => IsoDate,
): Promise<readonly StandingPlan[]> {
  if (accountIds.length === 0) return [];
  const rows: PlanRow[] = await planRows(sql).whereIn('p.customer_account_id', [...accountIds]);
  return build(sql, rows, today);
}

/** One plan, or null. */
export async function readPlan(
  sql: Knex,
  planId: string,
  today: (country: Country) => IsoDate,
): Promise<StandingPlan | null> {
  const rows: PlanRow[] = await planRows(sql).where('p.id', planId);
  const [plan] = await build(sql, rows, today);
  return plan ?? null;
}

export interface PlanSituation {
  readonly hasEarlierPlan: boolean;
  readonly hasActivePlan: boolean;
  readonly hasOpenDispute: boolean;
  /** Something was booked or laid on the claims after the given time. */
  readonly hasChanged: boolean;
  /** The claims that exist on the account, with the case each is in. */
  readonly claims: readonly {
    readonly claimId: string;
    readonly caseId: string | null;
    readonly reference: string;
    readonly currency: string;
  }[];
}

/** Everything besides balances that decides whether these claims can be planned. The account is locked. */
export async function readSituation(
  sql: Knex,
  ask: { readonly accountId: string; readonly claimIds: readonly string[]; readonly sinceMs: number },
): Promise<PlanSituation> {
  const ids = [...ask.claimIds];
  const since = new Date(ask.sinceMs);
  const [{ rows }, claims] = await inTurn([
    () =>
      sql.raw<{ rows: Omit<PlanSituation, 'claims'>[] }>(
        `select
         exists (select 1 from plans where customer_account_id = ? and state not in ('proposed', 'cancelled')) as "hasEarlierPlan",
         exists (select 1 from plans p join plan_claims c on c.plan_id = p.id
           where p.state in ('active', 'awaiting_approval') and c.claim_id = any(?)) as "hasActivePlan",
         exists (select 1 from disputes d join dispute_lines l on l.dispute_id = d.id
           where d.state in ('open', 'with_creditor') and l.claim_id = any(?)) as "hasOpenDispute",
         (exists (select 1 from ledger_entries where claim_id = any(?) and recorded_at > ?)
          or exists (select 1 from allocations a join ledger_entries e on e.id = a.debit_entry_id
            where e.claim_id = any(?) and a.recorded_at > ?)) as "hasChanged"`,
        [ask.accountId, ids, ids, ids, since, ids, since],
      ),
    () =>
      sql('claims')
        .where({ customer_account_id: ask.accountId })
        .whereIn('id', ids)
        .orderBy(['due_date', 'id'])
        .select<{ claimId: string; caseId: string | null; reference: string; currency: string }[]>({
          claimId: 'id',
          caseId: 'case_id',
          reference: 'reference',
          currency: 'currency',
        }),
  ]);
  const [found] = rows;
  return {
    hasEarlierPlan: found?.hasEarlierPlan ?? false,
    hasActivePlan: found?.hasActivePlan ?? false,
    hasOpenDispute: found?.hasOpenDispute ?? false,
    hasChanged: found?.hasChanged ?? false,
    claims,
  };
}

export interface NewPlan {
  readonly id: Id<'plan'>;
  readonly accountId: string;
  readonly caseId: string | null;
  readonly mandateId: string;
  readonly callId: string;
  readonly scriptRunId: string | null;
  readonly currency: string;
  readonly totalMinor: Minor;
  readonly feeMinor: Minor;
  readonly feeClaimId: string | null;
  readonly madeBy: string;
  readonly claims: readonly { readonly claimId: string; readonly balanceMinor: Minor }[];
  readonly instalments: readonly { readonly id: string; readonly dueDate: IsoDate; readonly amountMinor: Minor }[];
}

/** Writes an active plan; when the transaction commits the database adds it up again and refuses a wrong sum. */
export async function insertPlan(sql: Knex.Transaction, plan: NewPlan, nowMs: number): Promise<void> {
  const now = new Date(nowMs);
  await sql('plans').insert({
    id: plan.id,
    customer_account_id: plan.accountId,
    case_id: plan.caseId,
    mandate_id: plan.mandateId,
    call_id: plan.callId,
    script_run_id: plan.scriptRunId,
    state: 'active',
    currency: plan.currency,
    total_minor: plan.totalMinor.toString(),
    fee_minor: plan.feeMinor.toString(),
    fee_claim_id: plan.feeClaimId,
    cost_told_at: now,
    made_by: plan.madeBy,
    made_at: now,
  });
  await sql('plan_claims').insert(
    plan.claims.map(({ claimId, balanceMinor }) => ({
      plan_id: plan.id,
      claim_id: claimId,
      balance_minor: balanceMinor.toString(),
    })),
  );
  await sql('plan_instalments').insert(
    plan.instalments.map(({ id, dueDate, amountMinor }, index) => ({
      id,
      plan_id: plan.id,
      instalment_no: index + 1,
      due_date: dueDate,
      amount_minor: amountMinor.toString(),
    })),
  );
}

export async function savePlanState(sql: Knex.Transaction, planId: string, state: Plan['state']): Promise<void> {
  await sql('plans').where({ id: planId }).update({ state });
}
