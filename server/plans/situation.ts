import type { Knex } from 'knex';
import { assert } from '../../shared/assert';
import type { ClaimKind } from '../../shared/ledger/vocabulary';
import { COST_ENTRY_KINDS } from '../../shared/plans/index';
import { inTurn } from '../platform/db/in-turn';

export interface PlanSituation {
  readonly isFirstPlan: boolean;
  /** Agreed plans on any of the claims that cost something. */
  readonly paidPlansBefore: number;
  readonly isLegalPhase: boolean;
  readonly isBeforeDemand: boolean;
  /** Fees charged on the claims and in their cases, waivers subtracted. */
  readonly feesBeforeMinor: bigint;
  /** Another plan runs or waits on one of the claims or in the same case. */
  readonly hasActivePlan: boolean;
  /** One of the claims is disputed, or was given up and is not credited yet. */
  readonly hasStandingDispute: boolean;
  /** Something was booked or laid on the claims after the given time. */
  readonly hasChanged: boolean;
  /** The claims that exist on the account, with the case each is in. */
  readonly claims: readonly {
    readonly claimId: string;
    readonly kind: ClaimKind;
    readonly caseId: string | null;
    readonly reference: string;
    readonly currency: string;
    /** Fees and interest booked on the claim itself, waivers subtracted. */
    readonly costsMinor: bigint;
  }[];
}

export interface SituationQuestion {
  readonly accountId: string;
  readonly caseId: string | null;
  readonly claimIds: readonly string[];
  readonly sinceMs: number;
  /** These plans do not count as running: the one that is replaced, the one that is decided. */
  readonly exceptPlanIds: readonly string[];
}

const SITUATION_SQL = `
  with earlier as (
    select distinct p.id, p.state, p.fee_minor, p.agreed_at from plans p join plan_claims c on c.plan_id = p.id
    where c.claim_id = any(:ids))
  select
    not exists (select 1 from earlier where agreed_at is not null) as "isFirstPlan",
    (select count(*)::int from earlier where agreed_at is not null and fee_minor > 0) as "paidPlansBefore",
    exists (select 1 from claims m join cases k on k.id = m.case_id where m.id = any(:ids) and k.stage = 'legal') as "isLegalPhase",
    not exists (select 1 from claims m join cases k on k.id = m.case_id where m.id = any(:ids)
      and k.stage in ('payment_demand', 'legal')) as "isBeforeDemand",
    (select coalesce(sum(e.amount_minor), 0)::bigint from ledger_entries e join claims m on m.id = e.claim_id
      where e.kind in ('fee', 'fee_waiver') and m.customer_account_id = :account and (m.id = any(:ids)
        or m.case_id in (select o.case_id from claims o where o.id = any(:ids)))) as "feesBeforeMinor",
    (exists (select 1 from earlier where state in ('active', 'awaiting_approval') and id <> all(:except))
     or exists (select 1 from plans p where p.customer_account_id = :account and p.case_id is not distinct from :case
       and p.state in ('active', 'awaiting_approval') and p.id <> all(:except))) as "hasActivePlan",
    exists (select 1 from disputes d join dispute_lines l on l.dispute_id = d.id
      where d.stands and l.claim_id = any(:ids)) as "hasStandingDispute",
    (exists (select 1 from ledger_entries where claim_id = any(:ids) and recorded_at > :since)
     or exists (select 1 from allocations a join ledger_entries e on e.id = a.debit_entry_id
       where e.claim_id = any(:ids) and a.recorded_at > :since)) as "hasChanged"`;

const COSTS_SQL = `(select coalesce(sum(e.amount_minor), 0)::bigint from ledger_entries e
  where e.claim_id = claims.id and e.kind = any(?)) as "costsMinor"`;

/** Everything besides balances that decides whether these claims can be planned. The account is locked. */
export async function readSituation(sql: Knex, ask: SituationQuestion): Promise<PlanSituation> {
  const ids = [...ask.claimIds];
  const values = {
    ids,
    except: [...ask.exceptPlanIds],
    account: ask.accountId,
    case: ask.caseId,
    since: new Date(ask.sinceMs),
  };
  const costs = sql.raw(COSTS_SQL, [[...COST_ENTRY_KINDS]]);
  const [{ rows }, claims] = await inTurn([
    () => sql.raw<{ rows: Omit<PlanSituation, 'claims'>[] }>(SITUATION_SQL, values),
    () =>
      sql('claims')
        .where({ customer_account_id: ask.accountId })
        .whereIn('id', ids)
        .orderBy(['due_date', 'id'])
        .select<PlanSituation['claims'][number][]>(
          'id as claimId',
          'kind',
          'case_id as caseId',
          'reference',
          'currency',
          costs,
        ),
  ]);
  const [found] = rows;
  assert(found !== undefined, 'a select without a from gives one row');
  return { ...found, claims };
}
