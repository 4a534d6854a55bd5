import { inTurn } from '../platform/db/in-turn';
import type { Knex } from 'knex';
import { planStatus, type PlanPause, type PlanPayment, type PlanStatus } from '../../shared/plans/index';
import type { Plan } from '../../shared/ledger/case-file';
import type { PlanApproval } from '../../shared/ledger/plan-life';
import type { Id } from '../../shared/ids/ids';
import type { Country, Currency } from '../../shared/lang/languages';
import { minor, ZERO } from '../../shared/money/money';
import type { IsoDate } from '../../shared/time/dates';

interface PlanRow {
  id: Id<'plan'>;
  customer_account_id: string;
  case_id: string | null;
  customer_id: string;
  creditor_id: string;
  country: Country;
  state: Plan['state'];
  currency: Currency;
  total_minor: bigint;
  fee_minor: bigint;
  fee_claim_id: Id<'claim'> | null;
  made_at: number;
  made_by: string;
  call_id: string | null;
  agreed_at: number | null;
  mandate_version: number;
  replaces_plan_id: Id<'plan'> | null;
  ended_at: number | null;
  ended_why: string;
  asked_at: number | null;
  asked_by_name: string | null;
  why: string;
  breaches: PlanApproval['breaches'];
  due_at: number;
  decision: PlanApproval['decision'];
  decided_at: number | null;
  decided_by_name: string | null;
  note: string;
  pauses: PlanPause[];
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
  entry_id: Id<'ledgerEntry'>;
  date: IsoDate;
  amount_minor: bigint;
}

/** A plan with how it is going today. */
export interface StandingPlan {
  readonly plan: Plan;
  readonly accountId: string;
  readonly customerId: string;
  readonly creditorId: string;
  readonly caseId: string | null;
  readonly callId: string | null;
  readonly madeBy: string;
  readonly country: Country;
  /** Its claims, the one with its fee last. */
  readonly payableClaimIds: readonly Id<'claim'>[];
  readonly status: PlanStatus;
}

/**
 * What lowered the debt of each plan while it bound, by entry and day: money laid on its claims, and credit notes, waivers
 * and write-offs on them. What comes after a plan has ended belongs to the next.
 */
const PAID_SQL = `
  with planned as (
    select p.id as plan_id, coalesce(p.agreed_at, p.made_at) as since, coalesce(case when p.id = any(:anew) then null else p.ended_at end, 'infinity') as until, c.claim_id
      from plans p join plan_claims c on c.plan_id = p.id where p.id = any(:ids)
    union all
    select p.id, coalesce(p.agreed_at, p.made_at), coalesce(case when p.id = any(:anew) then null else p.ended_at end, 'infinity'),
      p.fee_claim_id from plans p where p.id = any(:ids) and p.fee_claim_id is not null)
  select n.plan_id, c.id as entry_id, c.event_date as date, sum(a.amount_minor)::bigint as amount_minor
    from planned n join ledger_entries d on d.claim_id = n.claim_id and d.amount_minor > 0
    join allocations a on a.debit_entry_id = d.id and a.recorded_at > n.since and a.recorded_at <= n.until
    join ledger_entries c on c.id = a.credit_entry_id group by 1, 2, 3 having sum(a.amount_minor) > 0
  union all
  select n.plan_id, e.id, e.event_date, -e.amount_minor
    from planned n join ledger_entries e on e.claim_id = n.claim_id and e.amount_minor < 0
      and e.recorded_at > n.since and e.recorded_at <= n.until
  order by 3, 2`;

/**
 * When nobody could be asked for an instalment of plan `p`: from the day something of it was disputed to the end of the new
 * deadline (or of what was credited; a promised credit still lasts), while a board has it and in the deadline after, and from the
 * day money was said to be paid to the day it came. Days by UTC: the grace after them is wider than the difference. Money that
 * never came gave no time.
 */
const PAUSES_SQL = `coalesce((
  select jsonb_agg(jsonb_build_object('from', x.since, 'until', x.until)) from (
    select d.opened_at::date as since,
      case when not d.stands then greatest(d.resumes_on, d.credited_at::date, d.closed_at::date) end as until
      from disputes d where d.customer_account_id = p.customer_account_id and exists (
        select 1 from dispute_lines l join plan_claims c on c.claim_id = l.claim_id
        where l.dispute_id = d.id and c.plan_id = p.id)
    union all
    select h.placed_at::date, case h.kind when 'with_board' then h.ended_at::date else h.until_date end from holds h
      where (h.kind = 'with_board' or (h.kind = 'dispute' and h.until_date is not null)) and h.case_id in (
      select m.case_id from plan_claims c join claims m on m.id = c.claim_id where c.plan_id = p.id)
    union all
    select least(n.recorded_at::date, n.paid_date), case n.state when 'arrived' then n.ended_at::date end
      from payment_notices n where n.customer_account_id = p.customer_account_id and n.state in ('expected', 'arrived')
        and (n.case_id is null or p.case_id is null or n.case_id = p.case_id)) x), '[]')`;

/** The plans of these rows with their claims, instalments and payments: four statements, however many plans. */
async function build(
  sql: Knex,
  plans: readonly PlanRow[],
  today: (country: Country) => IsoDate,
  anew: { readonly rests: readonly PlanPayment[] } | null = null,
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
    () => sql.raw<{ rows: PaidRow[] }>(PAID_SQL, { ids, anew: anew === null ? [] : ids }),
  ]);
  return plans.map((row) =>
    toStanding(row, {
      claimIds: claims.filter((one) => one.plan_id === row.id).map((one) => one.claim_id),
      instalments: instalments.filter((one) => one.plan_id === row.id),
      paid: paid.rows.filter((one) => one.plan_id === row.id),
      today: today(row.country),
      rests: anew?.rests ?? [],
    }),
  );
}

interface PlanParts {
  readonly claimIds: readonly Id<'claim'>[];
  readonly instalments: readonly InstalmentRow[];
  readonly paid: readonly PaidRow[];
  /** Money that lies on no claim and counts all the same. */
  readonly rests: readonly PlanPayment[];
  readonly today: IsoDate;
}

function toStanding(row: PlanRow, { claimIds, instalments, paid, rests, today }: PlanParts): StandingPlan {
  const own = instalments.map((one) => ({
    id: one.id,
    instalmentNo: one.instalment_no,
    dueDate: one.due_date,
    amountMinor: minor(one.amount_minor),
  }));
  const payments = paid.map((one) => ({ date: one.date, amountMinor: minor(one.amount_minor), entryId: one.entry_id }));
  const status = planStatus(own, [...payments, ...rests], { today, country: row.country, pauses: row.pauses });
  return {
    accountId: row.customer_account_id,
    customerId: row.customer_id,
    creditorId: row.creditor_id,
    caseId: row.case_id,
    callId: row.call_id,
    madeBy: row.made_by,
    country: row.country,
    payableClaimIds: row.fee_claim_id === null ? claimIds : [...claimIds, row.fee_claim_id],
    status,
    plan: {
      id: row.id,
      state: row.state,
      madeAt: row.made_at,
      agreedAt: row.agreed_at,
      mandateVersion: row.mandate_version,
      replacesPlanId: row.replaces_plan_id,
      endedAt: row.ended_at,
      endedWhy: row.ended_why,
      progress: row.state === 'active' ? status.progress : null,
      approval: toApproval(row),
      currency: row.currency,
      totalMinor: minor(row.total_minor),
      feeMinor: minor(row.fee_minor),
      claimIds: [...claimIds],
      instalments: own.map((one, index) => ({
        ...one,
        paidMinor: status.paidPerInstalment[index] ?? ZERO,
        payments: (status.partsPerInstalment[index] ?? []).map(({ entryId, date, amountMinor }) => ({
          // Every payment above came with its entry.
          entryId: entryId as Id<'ledgerEntry'>,
          date,
          amountMinor,
        })),
      })),
    },
  };
}

function toApproval(row: PlanRow): PlanApproval | null {
  if (row.asked_at === null) return null;
  return {
    askedAt: row.asked_at,
    askedByName: row.asked_by_name ?? '',
    why: row.why,
    breaches: row.breaches,
    dueAt: row.due_at,
    decision: row.decision,
    decidedAt: row.decided_at,
    decidedByName: row.decided_by_name,
    note: row.note,
  };
}

function planRows(sql: Knex): Knex.QueryBuilder {
  return sql('plans as p')
    .join('customer_accounts as a', 'a.id', 'p.customer_account_id')
    .join('creditors as c', 'c.id', 'a.creditor_id')
    .join('mandates as m', 'm.id', 'p.mandate_id')
    .leftJoin('plan_approvals as q', 'q.plan_id', 'p.id')
    .leftJoin('login_accounts as asker', 'asker.id', 'q.asked_by')
    .leftJoin('login_accounts as decider', 'decider.id', 'q.decided_by')
    .orderBy('p.made_at', 'desc')
    .select(
      'p.*',
      'a.customer_id',
      'a.creditor_id',
      'c.country',
      'm.version as mandate_version',
      'q.asked_at',
      'asker.display_name as asked_by_name',
      'q.why',
      'q.breaches',
      'q.due_at',
      'q.decision',
      'q.decided_at',
      'decider.display_name as decided_by_name',
      'q.note',
      sql.raw(`${PAUSES_SQL} as pauses`),
    );
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

/** These plans, newest first. */
export async function readPlansById(
  sql: Knex,
  planIds: readonly string[],
  today: (country: Country) => IsoDate,
): Promise<readonly StandingPlan[]> {
  if (planIds.length === 0) return [];
  const rows: PlanRow[] = await planRows(sql).whereIn('p.id', [...planIds]);
  return build(sql, rows, today);
}

/** A plan as it would stand had it never ended, and had money that lies on no claim been laid on its claims; null = no such plan. */
export async function readAsRunning(
  sql: Knex,
  planId: string,
  at: { readonly today: (country: Country) => IsoDate; readonly rests: readonly PlanPayment[] },
): Promise<StandingPlan | null> {
  const rows: PlanRow[] = await planRows(sql).where('p.id', planId);
  const [standing] = await build(sql, rows, at.today, at);
  return standing ?? null;
}

/** One plan, or null. */
export async function readPlan(
  sql: Knex,
  planId: string,
  today: (country: Country) => IsoDate,
): Promise<StandingPlan | null> {
  const [plan] = await readPlansById(sql, [planId], today);
  return plan ?? null;
}
