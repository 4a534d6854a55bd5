import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import { mayBeDone, type CaseDeed, type CaseStops } from '../../shared/disputes/index';
import type { Dispute } from '../../shared/ledger/case-file';
import type { CustomerKind, HoldKind, Utility } from '../../shared/ledger/vocabulary';
import type { Country } from '../../shared/lang/languages';
import { ok, refuse, type Result } from '../../shared/result';
import type { RuleQuery } from '../../shared/rules/index';
import type { IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';

/** The one place that answers "may this be done to this case now?"; calls, fees and every letter ask it. */
export interface CaseGate {
  /** Refused with CASE_STOPPED and why, RULE_MISSING, or NOT_FOUND when there is no such case. */
  mayDo(sql: Knex, ask: { deed: CaseDeed; caseId: string; nowMs: number }): Promise<Result<undefined>>;
  /**
   * May we ring this customer for this creditor? About an open case, that case decides; without one it is refused only when every
   * open case at the creditor is stopped, so that nobody gets round a dispute by leaving the case out or naming a closed one.
   */
  mayCall(
    sql: Knex,
    ask: { customerId: string; creditorId: string; caseId: string | null; nowMs: number },
  ): Promise<Result<undefined>>;
}

interface StopRow {
  case_id: string;
  country: Country;
  customer_kind: CustomerKind;
  creditor_id: Id<'creditor'>;
  utility: Utility;
  holds: { kind: HoldKind; untilDate: IsoDate | null }[];
  disputes: { state: Dispute['state']; isCreditAwaited: boolean }[];
}

/** What stands against each case, in one statement: holds that are not ended, disputes of its claims. */
const STOPS_SQL = `
  select k.id as case_id, c.country, p.kind as customer_kind, c.id as creditor_id, coalesce(s.utility, c.utility) as utility,
    coalesce((select jsonb_agg(jsonb_build_object('kind', h.kind, 'untilDate', h.until_date)) from holds h
      where h.case_id = k.id and h.ended_at is null), '[]') as holds,
    coalesce((select jsonb_agg(distinct jsonb_build_object('state', d.state,
        'isCreditAwaited', d.credit_expected_minor is not null and d.credited_at is null))
      from disputes d join dispute_lines l on l.dispute_id = d.id join claims m on m.id = l.claim_id
      where m.case_id = k.id), '[]') as disputes
  from cases k join customer_accounts a on a.id = k.customer_account_id
  join creditors c on c.id = a.creditor_id join customers p on p.id = a.customer_id
  left join supply_points s on s.id = k.supply_point_id`;

function judge(row: StopRow, deed: CaseDeed, nowMs: number, rows: RuleQuery['rows']): Result<undefined> {
  const stops: CaseStops = { holds: row.holds, disputes: row.disputes };
  return mayBeDone(deed, stops, {
    country: row.country,
    customerKind: row.customer_kind,
    utility: row.utility,
    creditorId: row.creditor_id,
    date: localDate(nowMs, row.country),
    rows,
  });
}

/** Builds the gate; it only reads, in the transaction of whoever asks. `ruleRows` gives the rule book of the moment. */
export function createCaseGate(ruleRows: () => RuleQuery['rows']): CaseGate {
  return {
    async mayDo(sql, { deed, caseId, nowMs }) {
      const { rows } = await sql.raw<{ rows: StopRow[] }>(`${STOPS_SQL} where k.id = ?`, [caseId]);
      const [row] = rows;
      return row === undefined ? refuse('NOT_FOUND') : judge(row, deed, nowMs, ruleRows());
    },
    async mayCall(sql, { customerId, creditorId, caseId, nowMs }) {
      const { rows } = await sql.raw<{ rows: StopRow[] }>(
        `${STOPS_SQL} where a.customer_id = ? and a.creditor_id = ? and k.stage <> 'closed'`,
        [customerId, creditorId],
      );
      const named = rows.filter((row) => row.case_id === caseId);
      const judged = (named.length > 0 ? named : rows).map((row) => judge(row, 'outbound_call', nowMs, ruleRows()));
      const stopped = judged.find((result) => !result.ok);
      return stopped === undefined || judged.some((result) => result.ok) ? ok(undefined) : stopped;
    },
  };
}
