import type { Country } from '../../../shared/lang/languages';
import { addDays, type IsoDate } from '../../../shared/time/dates';
import { instantAt, localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import { ACCOUNTS_PER_REVIEW_MAX, findOverdueAccounts, findNextDueDate, openCases } from '../store/cases';
import { lockAccounts } from '../store/open-claims';

/** Wakes a creditor's ledger at the local midnight after the next due date, to put what is overdue into cases. */
export const DUE_TIMER = 'ledger:due';

/** Sets the timer to the next due date of a claim that is in no case; none, no timer. */
export async function setDueTimer(
  tx: Tx,
  creditor: { readonly id: string; readonly country: Country },
  today: IsoDate,
): Promise<void> {
  const next = await findNextDueDate(tx.sql, creditor.id, today);
  if (next === null) return;
  const dueAtMs = instantAt(addDays(next, 1), 0, creditor.country);
  await tx.setTimer(DUE_TIMER, creditor.id, { dueAtMs, isLease: false });
}

/** The timer: every claim that was due yesterday and is still owed comes into its case; customers' case files hear of it. */
export async function reviewDueDates(
  tx: Tx,
  creditor: { readonly id: string; readonly country: Country },
): Promise<void> {
  const today = localDate(tx.nowMs, creditor.country);
  const accounts = await findOverdueAccounts(tx.sql, creditor.id, today);
  const accountIds = accounts.map(({ accountId }) => accountId);
  // As an import does: two that find the same loose claims at once would each open a case for them.
  await lockAccounts(tx.sql, accountIds);
  const caseIds = await openCases(tx, accountIds, today);
  if (caseIds.length > 0) {
    for (const { accountId, customerId } of accounts) {
      tx.record('ledger.changed', customerId, { customerId, customerAccountId: accountId, changedIds: [accountId] });
    }
  }
  // More than one transaction should take: the rest follows at once.
  if (accounts.length < ACCOUNTS_PER_REVIEW_MAX) await setDueTimer(tx, creditor, today);
  else await tx.setTimer(DUE_TIMER, creditor.id, { dueAtMs: tx.nowMs, isLease: false });
}
