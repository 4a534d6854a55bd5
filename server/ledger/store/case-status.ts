import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { Currency } from '../../../shared/lang/languages';
import type { CaseStage, HoldKind } from '../../../shared/ledger/vocabulary';
import type { IsoDate } from '../../../shared/time/dates';
import type { ServiceState } from './supply-points';

/** Where a case stands, as its creditor may know it. */
export interface LedgerCaseStatus {
  readonly caseId: Id<'case'>;
  readonly caseNo: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly customerNo: string;
  readonly meterNo: string | null;
  readonly serviceState: ServiceState | null;
  readonly stage: CaseStage;
  readonly stageSince: IsoDate;
  readonly nextStage: CaseStage | null;
  readonly nextStageDate: IsoDate | null;
  readonly currency: Currency;
  readonly balanceMinor: bigint;
  readonly holds: readonly { readonly kind: HoldKind; readonly untilDate: IsoDate | null }[];
}

/** Which cases: always of one creditor; further narrowed by what is given. */
export interface CaseStatusQuestion {
  readonly creditorId: string;
  readonly customerNo?: string | undefined;
  readonly caseNo?: string | undefined;
  readonly accountIds?: readonly string[];
  readonly caseIds?: readonly string[];
  /** Cases after this one, by id. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The cases a question names, by id. */
export async function readCaseStatuses(sql: Knex, ask: CaseStatusQuestion): Promise<readonly LedgerCaseStatus[]> {
  const query = sql('cases as k')
    .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
    .leftJoin('supply_points as s', 's.id', 'k.supply_point_id')
    .where('a.creditor_id', ask.creditorId)
    .orderBy('k.id')
    .limit(ask.limit);
  if (ask.customerNo !== undefined) void query.where('a.customer_no', ask.customerNo);
  if (ask.caseNo !== undefined) void query.where('k.case_no', ask.caseNo);
  if (ask.after !== undefined) void query.where('k.id', '>', ask.after);
  if (ask.accountIds !== undefined) void query.whereIn('a.id', [...ask.accountIds]);
  if (ask.caseIds !== undefined) void query.whereIn('k.id', [...ask.caseIds]);
  const rows: LedgerCaseStatus[] = await query.select({
    caseId: 'k.id',
    caseNo: 'k.case_no',
    accountId: 'a.id',
    customerId: 'a.customer_id',
    customerNo: 'a.customer_no',
    meterNo: 's.meter_no',
    serviceState: 's.service_state',
    stage: 'k.stage',
    stageSince: 'k.stage_since',
    nextStage: 'k.next_stage',
    nextStageDate: 'k.next_stage_date',
    currency: 'a.currency',
    balanceMinor: sql.raw(
      `coalesce((select sum(b.balance_minor) from claims c join claim_balances b on b.claim_id = c.id where c.case_id = k.id), 0)::bigint`,
    ),
    holds: sql.raw(
      `coalesce((select jsonb_agg(jsonb_build_object('kind', h.kind, 'untilDate', h.until_date) order by h.kind)
         from holds h where h.case_id = k.id and h.ended_at is null), '[]'::jsonb)`,
    ),
  });
  return rows;
}

/** The claims of each case, by case id. */
export async function readClaimIdsOfCases(
  sql: Knex,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  if (caseIds.length === 0) return found;
  const rows = await sql('claims')
    .whereIn('case_id', [...caseIds])
    .select<{ id: string; case_id: string }[]>('id', 'case_id');
  for (const row of rows) found.set(row.case_id, (found.get(row.case_id) ?? new Set()).add(row.id));
  return found;
}
