import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import { isDisputeUnsettled } from '../../shared/disputes/index';
import type { Dispute } from '../../shared/ledger/case-file';
import type { DISPUTE_ANSWERERS } from '../../shared/ledger/dispute-detail';
import { minor, type Minor } from '../../shared/money/money';
import type { IsoDate } from '../../shared/time/dates';

/** A dispute and the account it stands on. */
export interface StandingDispute {
  readonly accountId: string;
  readonly dispute: Dispute;
}

type Answerer = (typeof DISPUTE_ANSWERERS)[number];

export interface DisputeRow {
  id: Id<'dispute'>;
  customer_account_id: Id<'customerAccount'>;
  case_id: Id<'case'> | null;
  state: Dispute['state'];
  reason: Dispute['reason'];
  opened_at: number;
  sent_at: number | null;
  closed_at: number | null;
  overdue_at: number | null;
  statement: string;
  answer_due_date: IsoDate | null;
  is_material: boolean;
  answer_text: string | null;
  answered_by_kind: Answerer | null;
  answer_said_by: string | null;
  accepted_minor: bigint | null;
  credit_expected_minor: bigint | null;
  credited_at: number | null;
  resumes_on: IsoDate | null;
  lines: { claimId: Id<'claim'>; lineNo: number; amountMinor: string }[];
}

const WITH_LINES = `select d.*, coalesce((
    select jsonb_agg(jsonb_build_object('claimId', l.claim_id, 'lineNo', l.line_no, 'amountMinor', l.amount_minor::text)
      order by l.claim_id, l.line_no)
    from dispute_lines l where l.dispute_id = d.id), '[]') as lines
  from disputes d`;

/** The dispute as the case file shows it. */
export function toDispute(row: DisputeRow): Dispute {
  const lines = row.lines.map(({ amountMinor, ...line }) => ({ ...line, amountMinor: minor(BigInt(amountMinor)) }));
  return {
    id: row.id,
    state: row.state,
    reason: row.reason,
    openedAt: row.opened_at,
    statement: row.statement,
    answerDueDate: row.answer_due_date,
    disputedMinor: minor(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
    claimIds: [...new Set(lines.map(({ claimId }) => claimId))],
    detail: {
      lines,
      isMaterial: row.is_material,
      isOverdue: row.overdue_at !== null && isDisputeUnsettled(row.state),
      closedAt: row.closed_at,
      answer:
        row.answered_by_kind === null
          ? null
          : {
              text: row.answer_text ?? '',
              by: row.answered_by_kind,
              saidBy: row.answer_said_by,
              acceptedMinor: row.accepted_minor === null ? null : minor(row.accepted_minor),
              creditAwaitedMinor: creditAwaited(row),
              resumesOn: row.resumes_on,
            },
    },
  };
}

function creditAwaited(row: DisputeRow): Minor | null {
  return row.credit_expected_minor === null || row.credited_at !== null ? null : minor(row.credit_expected_minor);
}

/** All disputes of these accounts, newest first. */
export async function readDisputes(sql: Knex, accountIds: readonly string[]): Promise<readonly StandingDispute[]> {
  if (accountIds.length === 0) return [];
  const { rows } = await sql.raw<{ rows: DisputeRow[] }>(
    `${WITH_LINES} where d.customer_account_id = any(?) order by d.opened_at desc`,
    [[...accountIds]],
  );
  return rows.map((row) => ({ accountId: row.customer_account_id, dispute: toDispute(row) }));
}

/** One dispute with its lines, or null. */
export async function readDisputeRow(sql: Knex, disputeId: string): Promise<DisputeRow | null> {
  const { rows } = await sql.raw<{ rows: DisputeRow[] }>(`${WITH_LINES} where d.id = ?`, [disputeId]);
  return rows[0] ?? null;
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
  readonly isMaterial: boolean;
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
    is_material: dispute.isMaterial,
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

export interface SavedAnswer {
  readonly state: Dispute['state'];
  readonly sentAt: number | null;
  readonly closedAt: number;
  readonly text: string;
  readonly by: Answerer;
  readonly byId: string;
  /** Who at the creditor said it, when one of us wrote it down. */
  readonly saidBy: string | null;
  readonly acceptedMinor: Minor | null;
  readonly creditExpectedMinor: Minor;
  readonly fees: { readonly removedMinor: Minor; readonly returnedMinor: Minor };
  readonly resumesOn: IsoDate | null;
}

export async function saveAnswer(sql: Knex.Transaction, disputeId: string, answer: SavedAnswer): Promise<void> {
  await sql('disputes')
    .where({ id: disputeId })
    .update({
      state: answer.state,
      sent_at: answer.sentAt === null ? null : new Date(answer.sentAt),
      closed_at: new Date(answer.closedAt),
      answer_text: answer.text,
      answered_by_kind: answer.by,
      answered_by: answer.byId,
      answer_said_by: answer.saidBy,
      accepted_minor: answer.acceptedMinor?.toString() ?? null,
      credit_expected_minor: answer.creditExpectedMinor > 0n ? answer.creditExpectedMinor.toString() : null,
      fees_removed_minor: answer.fees.removedMinor.toString(),
      fees_returned_minor: answer.fees.returnedMinor.toString(),
      resumes_on: answer.resumesOn,
    });
}

/** Cases of a dispute's claims. */
export async function readCasesOfDispute(sql: Knex, disputeId: string): Promise<readonly string[]> {
  const rows = await sql('dispute_lines as l')
    .join('claims as c', 'c.id', 'l.claim_id')
    .where('l.dispute_id', disputeId)
    .whereNotNull('c.case_id')
    .distinct<{ case_id: string }[]>('c.case_id')
    .orderBy('c.case_id');
  return rows.map((row) => row.case_id);
}

/** True while some dispute of a case's claims waits for an answer or for a credit that was promised. */
export async function isCaseDisputed(sql: Knex, caseId: string): Promise<boolean> {
  const row = await sql('disputes as d')
    .join('dispute_lines as l', 'l.dispute_id', 'd.id')
    .join('claims as c', 'c.id', 'l.claim_id')
    .where({ 'c.case_id': caseId, 'd.stands': true })
    .first<{ id: string } | undefined>('d.id');
  return row !== undefined;
}

/** The latest new deadline that an ended dispute of a case's claims was given; null when none was. */
export async function readLatestResume(sql: Knex, caseId: string): Promise<IsoDate | null> {
  const row = await sql('disputes as d')
    .join('dispute_lines as l', 'l.dispute_id', 'd.id')
    .join('claims as c', 'c.id', 'l.claim_id')
    .where('c.case_id', caseId)
    .max<{ latest: IsoDate | null }>({ latest: 'd.resumes_on' })
    .first();
  return row?.latest ?? null;
}

/** No step of a case before this day. */
export async function postponeNextStep(sql: Knex.Transaction, caseId: string, day: IsoDate): Promise<void> {
  await sql('cases').where({ id: caseId }).where('next_stage_date', '<', day).update({ next_stage_date: day });
}

/** Fee claims of cases in which nothing but the disputed claims is open: with them gone, so is their reason. */
export async function findOrphanedFees(
  sql: Knex,
  caseIds: readonly string[],
  disputedClaimIds: readonly string[],
): Promise<readonly string[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await sql.raw<{ rows: { id: string }[] }>(
    `select f.id from claims f where f.case_id = any(?) and f.kind = 'fee' and not exists (
       select 1 from claims c join claim_balances b on b.claim_id = c.id
       where c.case_id = f.case_id and c.kind = 'invoice' and b.balance_minor > 0 and c.id <> all(?))
     order by f.id`,
    [[...caseIds], [...disputedClaimIds]],
  );
  return rows.map((row) => row.id);
}

/**
 * Whether what was promised has been credited or written off on the claims of a dispute since it was opened, or nothing is owed
 * on them any more.
 */
export async function isCredited(sql: Knex, disputeId: string): Promise<boolean> {
  const { rows } = await sql.raw<{ rows: { is_credited: boolean }[] }>(
    `select coalesce((select -sum(e.amount_minor) from ledger_entries e
         where e.kind in ('credit_note', 'write_off') and e.recorded_at >= d.opened_at
           and e.claim_id in (select l.claim_id from dispute_lines l where l.dispute_id = d.id)), 0) >= d.credit_expected_minor
       or not exists (select 1 from dispute_lines l join claim_balances b on b.claim_id = l.claim_id
         where l.dispute_id = d.id and b.balance_minor > 0) as is_credited
     from disputes d where d.id = ?`,
    [disputeId],
  );
  return rows[0]?.is_credited ?? false;
}
