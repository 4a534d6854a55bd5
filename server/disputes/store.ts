import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import type { Dispute } from '../../shared/ledger/case-file';
import { minor, type Minor } from '../../shared/money/money';
import type { IsoDate } from '../../shared/time/dates';

/** A dispute and the account it stands on. */
export interface StandingDispute {
  readonly accountId: string;
  readonly dispute: Dispute;
}

interface DisputeRow {
  id: Id<'dispute'>;
  customer_account_id: string;
  state: Dispute['state'];
  reason: Dispute['reason'];
  opened_at: number;
  statement: string;
  answer_due_date: IsoDate | null;
  disputed_minor: bigint;
  claim_ids: Id<'claim'>[];
}

/** All disputes of these accounts, newest first. */
export async function readDisputes(sql: Knex, accountIds: readonly string[]): Promise<readonly StandingDispute[]> {
  if (accountIds.length === 0) return [];
  const { rows } = await sql.raw<{ rows: DisputeRow[] }>(
    `select d.*, coalesce(sum(l.amount_minor), 0)::bigint as disputed_minor,
       coalesce(array_agg(distinct l.claim_id) filter (where l.claim_id is not null), '{}') as claim_ids
     from disputes d left join dispute_lines l on l.dispute_id = d.id
     where d.customer_account_id = any(?) group by d.id order by d.opened_at desc`,
    [[...accountIds]],
  );
  return rows.map((row) => ({
    accountId: row.customer_account_id,
    dispute: {
      id: row.id,
      state: row.state,
      reason: row.reason,
      openedAt: row.opened_at,
      statement: row.statement,
      answerDueDate: row.answer_due_date,
      disputedMinor: minor(row.disputed_minor),
      claimIds: row.claim_ids,
    },
  }));
}

/** A line of a claim that can be disputed; line 0 is the whole claim. */
export interface DisputableLine {
  readonly claimId: string;
  readonly lineNo: number;
  readonly caseId: string | null;
  readonly amountMinor: Minor;
}

interface LineRow {
  claim_id: string;
  line_no: number;
  case_id: string | null;
  amount_minor: bigint;
}

/** The claims (as line 0, what is still owed) and invoice lines of an account among the claims asked about. */
export async function readDisputableLines(
  sql: Knex,
  accountId: string,
  claimIds: readonly string[],
): Promise<readonly DisputableLine[]> {
  const { rows } = await sql.raw<{ rows: LineRow[] }>(
    `select c.id as claim_id, 0 as line_no, c.case_id, b.balance_minor::bigint as amount_minor
       from claims c join claim_balances b on b.claim_id = c.id where c.customer_account_id = ? and c.id = any(?)
     union all
     select c.id, l.line_no, c.case_id, l.amount_minor
       from claims c join invoice_lines l on l.claim_id = c.id where c.customer_account_id = ? and c.id = any(?)`,
    [accountId, [...claimIds], accountId, [...claimIds]],
  );
  return rows.map((row) => ({
    claimId: row.claim_id,
    lineNo: row.line_no,
    caseId: row.case_id,
    amountMinor: minor(row.amount_minor),
  }));
}

/** True when one of the claims is in a dispute that waits for its answer. */
export async function hasOpenDispute(sql: Knex, claimIds: readonly string[]): Promise<boolean> {
  const row = await sql('disputes as d')
    .join('dispute_lines as l', 'l.dispute_id', 'd.id')
    .whereIn('d.state', ['open', 'with_creditor'])
    .whereIn('l.claim_id', [...claimIds])
    .first<{ id: string } | undefined>('d.id');
  return row !== undefined;
}

export interface NewDispute {
  readonly id: Id<'dispute'>;
  readonly accountId: string;
  readonly caseId: string | null;
  readonly callId: string;
  readonly scriptRunId: string | null;
  readonly reason: string;
  readonly statement: string;
  readonly openedBy: string;
  readonly answerDueDate: IsoDate | null;
  readonly lines: readonly DisputableLine[];
}

export async function insertDispute(sql: Knex.Transaction, dispute: NewDispute, nowMs: number): Promise<void> {
  await sql('disputes').insert({
    id: dispute.id,
    customer_account_id: dispute.accountId,
    case_id: dispute.caseId,
    call_id: dispute.callId,
    script_run_id: dispute.scriptRunId,
    state: 'open',
    reason: dispute.reason,
    statement: dispute.statement,
    opened_by: dispute.openedBy,
    opened_at: new Date(nowMs),
    answer_due_date: dispute.answerDueDate,
  });
  await sql('dispute_lines').insert(
    dispute.lines.map(({ claimId, lineNo, amountMinor }) => ({
      dispute_id: dispute.id,
      claim_id: claimId,
      line_no: lineNo,
      amount_minor: amountMinor.toString(),
    })),
  );
}
