import { isDisputeUnsettled, newDeadline, transitionDispute } from '../../shared/disputes/index';
import type { Country } from '../../shared/lang/languages';
import { ok, refuse, type Result } from '../../shared/result';
import type { RuleQuery } from '../../shared/rules/index';
import { addDays, laterOf, type IsoDate } from '../../shared/time/dates';
import { instantAt, localDate } from '../../shared/time/zones';
import type { Ledger } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import type { DisputesDeps } from './open-dispute';
import { releaseCases } from './resume';
import { isCredited, readDisputeRow, type DisputeRow } from './store';

/** Wakes a dispute on the morning after its answer was due. */
export const ANSWER_TIMER = 'dispute:overdue';
/** Looks whether a promised credit has come. */
export const CREDIT_TIMER = 'dispute:credit';
/** When people come to work: an overdue answer is told then. */
const MORNING_MINUTE = 8 * 60;
/** Credit notes come with files and pushes at any hour; the customer's case need not wait a day for them. */
export const CREDIT_LOOK_MS = 10 * 60_000;

/** Sets the timer of an answer; without a date there is nothing to be late for. */
export async function watchAnswer(
  tx: Tx,
  about: { readonly disputeId: string; readonly dueDate: IsoDate | null; readonly country: Country },
): Promise<void> {
  if (about.dueDate === null) return;
  const dueAtMs = instantAt(addDays(about.dueDate, 1), MORNING_MINUTE, about.country);
  await tx.setTimer(ANSWER_TIMER, about.disputeId, { dueAtMs, isLease: false });
}

/** The timer: no answer came. The dispute is on the list of the late ones, and the creditor's system hears of it. Nothing resumes. */
export async function answerOverdue(tx: Tx, disputeId: string, ledger: Ledger): Promise<void> {
  const row = await readDisputeRow(tx.sql, disputeId);
  if (row === null || !isDisputeUnsettled(row.state) || row.overdue_at !== null) return;
  const account = await ledger.readAccountHead(tx.sql, row.customer_account_id);
  if (account === null) return;
  await tx
    .sql('disputes')
    .where({ id: disputeId })
    .update({ overdue_at: new Date(tx.nowMs) });
  const dueDate = row.answer_due_date ?? '';
  const { customerId, creditorId } = account;
  tx.record('dispute.overdue', disputeId, { disputeId, creditorId, dueDate });
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: account.id, changedIds: [disputeId] });
}

type CreditDeps = Pick<DisputesDeps, 'ledger' | 'ruleRows'>;

/**
 * The timer: has the promised credit come? Then the rest gets its new deadline from today on, and the case is free when that
 * ends; else it looks again, also when no row says how long the deadline is.
 */
export async function lookForCredit(tx: Tx, disputeId: string, { ledger, ruleRows }: CreditDeps): Promise<void> {
  const head = await readDisputeRow(tx.sql, disputeId);
  if (head === null || head.credit_expected_minor === null || head.credited_at !== null) return;
  const account = await ledger.readAccountHead(tx.sql, head.customer_account_id);
  if (account === null) return;
  await ledger.lockAccounts(tx.sql, [account.id]);
  const resumesOn = resumesAfterCredit(head, {
    ...account,
    date: localDate(tx.nowMs, account.country),
    rows: ruleRows(),
  });
  if (!resumesOn.ok || !(await isCredited(tx.sql, disputeId))) {
    await tx.setTimer(CREDIT_TIMER, disputeId, { dueAtMs: tx.nowMs + CREDIT_LOOK_MS, isLease: false });
    return;
  }
  await tx
    .sql('disputes')
    .where({ id: disputeId })
    .update({ credited_at: new Date(tx.nowMs), resumes_on: resumesOn.value });
  await releaseCases(tx, { disputeId, account }, ledger);
  const { customerId, creditorId } = account;
  tx.record('dispute.credited', disputeId, { disputeId, creditorId });
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: account.id, changedIds: [disputeId] });
}

/** The later of the deadline that was given with the answer and one that begins today; null when nothing is left to collect. */
function resumesAfterCredit(row: DisputeRow, query: RuleQuery): Result<IsoDate | null> {
  if (row.resumes_on === null) return ok(null);
  const anew = newDeadline(query);
  return anew.ok ? ok(laterOf(anew.value, row.resumes_on)) : anew;
}

/** The creditor's system has taken the dispute: for whoever talks to creditors. Told twice is told once. */
export async function markSent(tx: Tx, disputeId: string, ledger: Ledger): Promise<Result<undefined>> {
  const row = await readDisputeRow(tx.sql, disputeId);
  if (row === null) return refuse('NOT_FOUND');
  if (row.state !== 'open') return ok(undefined);
  const account = await ledger.readAccountHead(tx.sql, row.customer_account_id);
  if (account === null) return refuse('NOT_FOUND');
  const life = { state: row.state, openedAt: row.opened_at, sentAt: row.sent_at, settledAt: null };
  const moved = transitionDispute(life, 'sent_to_creditor', tx.nowMs);
  if (!moved.ok) return moved;
  // Only if nobody answered meanwhile: the answer is the later truth.
  await tx
    .sql('disputes')
    .where({ id: disputeId, state: 'open' })
    .update({ state: moved.value.state, sent_at: new Date(tx.nowMs) });
  const { customerId, creditorId } = account;
  tx.record('dispute.sent', disputeId, { disputeId, creditorId });
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: account.id, changedIds: [disputeId] });
  return ok(undefined);
}
