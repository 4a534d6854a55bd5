import type { Knex } from 'knex';
import { NO_CARE, type CaseCare, type FreezeReason } from '../../shared/ledger/case-care';
import type { CaseStage, HoldKind } from '../../shared/ledger/vocabulary';
import type { Minor } from '../../shared/money/money';
import type { IsoDate } from '../../shared/time/dates';

/** A case as it is judged when it shall rest. */
export interface HeldCase {
  readonly stage: CaseStage;
  /** Kinds of the holds that stand on `today`. */
  readonly holds: readonly HoldKind[];
  /** What its collection has cost so far, and its invoices less what was credited. */
  readonly feesBeforeMinor: bigint;
  readonly principalMinor: bigint;
  /** The number its newest claim is paid with; null when nothing is in the case. */
  readonly reference: string | null;
}

/** The case of an account; null when it is not one of the account's. Read after the account was locked. */
export async function readHeldCase(
  sql: Knex,
  ask: { readonly caseId: string; readonly accountId: string; readonly today: IsoDate },
): Promise<HeldCase | null> {
  const { rows } = await sql.raw<{ rows: HeldCase[] }>(
    `select k.stage,
       coalesce((select jsonb_agg(h.kind) from holds h where h.case_id = k.id and h.ended_at is null
         and (h.until_date is null or h.until_date >= ?)), '[]'::jsonb) as holds,
       (select coalesce(sum(e.amount_minor), 0)::bigint from ledger_entries e join claims c on c.id = e.claim_id
         where c.case_id = k.id and e.kind in ('fee', 'fee_waiver')) as "feesBeforeMinor",
       (select coalesce(sum(e.amount_minor), 0)::bigint from ledger_entries e join claims c on c.id = e.claim_id
         where c.case_id = k.id and e.kind in ('invoice', 'credit_note')) as "principalMinor",
       (select c.reference from claims c join claim_balances b on b.claim_id = c.id
         where c.case_id = k.id and b.balance_minor > 0 order by c.due_date desc, c.id desc limit 1) as reference
     from cases k where k.id = ? and k.customer_account_id = ?`,
    [ask.today, ask.caseId, ask.accountId],
  );
  return rows[0] ?? null;
}

interface PostponementRow {
  case_id: string;
  until_date: IsoDate;
  agreed_at: number;
}
interface FreezeRow {
  case_id: string;
  reason: FreezeReason;
  until_date: IsoDate;
  placed_at: number;
}

/** What cases have been given, by case id; a case that was never given anything is not in the map. */
export async function readCare(sql: Knex, caseIds: readonly string[]): Promise<ReadonlyMap<string, CaseCare>> {
  const ids = [...caseIds];
  if (ids.length === 0) return new Map();
  const postponements = await sql('postponements')
    .whereIn('case_id', ids)
    .orderBy('agreed_at')
    .select<PostponementRow[]>('case_id', 'until_date', 'agreed_at');
  const freezes = await sql('case_freezes')
    .whereIn('case_id', ids)
    .orderBy('placed_at')
    .select<FreezeRow[]>('case_id', 'reason', 'until_date', 'placed_at');
  const care = new Map<string, CaseCare>();
  const of = (caseId: string): CaseCare => {
    const known = care.get(caseId) ?? { postponements: [], freezes: [] };
    care.set(caseId, known);
    return known;
  };
  for (const row of postponements) {
    of(row.case_id).postponements.push({ untilDate: row.until_date, agreedAt: row.agreed_at });
  }
  for (const row of freezes) {
    of(row.case_id).freezes.push({ reason: row.reason, untilDate: row.until_date, placedAt: row.placed_at });
  }
  return care;
}

/** What one case has been given. */
export async function readCareOf(sql: Knex, caseId: string): Promise<CaseCare> {
  return (await readCare(sql, [caseId])).get(caseId) ?? NO_CARE;
}

export interface NewPostponement {
  readonly id: string;
  readonly caseId: string;
  readonly holdId: string;
  readonly mandateId: string;
  readonly callId: string;
  readonly scriptRunId: string | null;
  readonly fromDate: IsoDate;
  readonly untilDate: IsoDate;
  readonly feeMinor: Minor;
  readonly feeRuleId: string | null;
  readonly feeClaimId: string | null;
  readonly agreedBy: string;
}

export async function insertPostponement(sql: Knex.Transaction, one: NewPostponement, nowMs: number): Promise<void> {
  const at = new Date(nowMs);
  await sql('postponements').insert({
    id: one.id,
    case_id: one.caseId,
    hold_id: one.holdId,
    mandate_id: one.mandateId,
    call_id: one.callId,
    script_run_id: one.scriptRunId,
    from_date: one.fromDate,
    until_date: one.untilDate,
    fee_minor: one.feeMinor.toString(),
    fee_rule_id: one.feeRuleId,
    fee_claim_id: one.feeClaimId,
    cost_told_at: at,
    agreed_by: one.agreedBy,
    agreed_at: at,
  });
}

export interface NewFreeze {
  readonly id: string;
  readonly caseId: string;
  readonly holdId: string;
  readonly callId: string;
  readonly scriptRunId: string | null;
  readonly reason: FreezeReason;
  readonly fromDate: IsoDate;
  readonly untilDate: IsoDate;
  readonly placedBy: string;
}

export async function insertFreeze(sql: Knex.Transaction, one: NewFreeze, nowMs: number): Promise<void> {
  await sql('case_freezes').insert({
    id: one.id,
    case_id: one.caseId,
    hold_id: one.holdId,
    call_id: one.callId,
    script_run_id: one.scriptRunId,
    reason: one.reason,
    from_date: one.fromDate,
    until_date: one.untilDate,
    placed_by: one.placedBy,
    placed_at: new Date(nowMs),
  });
}
