import type { CommandPayload, CommandResult } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import type { IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import { admitAction, type CallPorts } from '../customers/index';
import type { AccountHead, PaidAccount } from '../ledger/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { findPaidCutPoints, sumSince } from './paid';
import { NOTICE_TIMER, placeNotice, type NoticeParts } from './place-notice';
import { queueRelease, recallReleases } from './releases';
import { hasOtherNotice, lockNotice, readNotices, saveNoticeState, type StandingNotice } from './store';

export interface PaymentsUnderwayDeps extends CallPorts, NoticeParts {}

export { NOTICE_TIMER } from './place-notice';

type Ask = CommandPayload<'payment-notice:record'>;
type Recorded = CommandResult<'payment-notice:record'>;

/** Writes down in a call that the customer has paid; see place-notice.ts for what follows and what is refused. */
export async function recordNotice(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: Ask },
  deps: PaymentsUnderwayDeps,
): Promise<Result<Recorded>> {
  const { login, payload } = ask;
  const { callId, caseId } = payload;
  const admitted = await admitNotice(tx, ask, deps);
  if (!admitted.ok) return admitted;
  const account = admitted.value;
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const { amountMinor, paidDate, bankDays, channel } = payload;
  const placed = await placeNotice(
    tx,
    {
      account,
      caseId,
      supplyPointId: null,
      callId,
      recordedBy: login.id,
      source: 'customer_word',
      sourceId: null,
      amountMinor,
      paidDate,
      bankDays,
      channel,
    },
    deps,
  );
  if (!placed.ok) return placed;
  const { paymentNoticeId, holdUntil, releaseIds } = placed.value;
  await tx.audit({
    loginAccountId: login.id,
    action: 'payment_notice.record',
    subjectKind: 'customer',
    subjectId: account.customerId,
    detail: { paymentNoticeId, callId },
  });
  await deps.recordCallAction(tx, callId, 'hold_placed', paymentNoticeId);
  return ok({ paymentNoticeId, holdUntil, releaseId: releaseIds[0] ?? null });
}

/** The account of the notice, when the asker may act on it and the case named is one of its. */
async function admitNotice(
  tx: Tx,
  { login, payload }: { readonly login: Login; readonly payload: Ask },
  deps: PaymentsUnderwayDeps,
): Promise<Result<AccountHead>> {
  const { callId, caseId } = payload;
  const account = await deps.ledger.readAccountHead(tx.sql, payload.customerAccountId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  if (caseId === null) return ok(account);
  const owner = await deps.ledger.readAccountOfCase(tx.sql, caseId);
  return owner?.id === account.id ? ok(account) : refuse('NOT_FOUND');
}

/** The timer: the money did not come. The notice is overdue, its hold ends, and a release it brought is called back. */
export async function noticeOverdue(tx: Tx, noticeId: string, deps: PaymentsUnderwayDeps): Promise<void> {
  await giveUpNotice(tx, { noticeId, state: 'overdue' }, deps);
}

/**
 * Ends a notice whose money does not come, and calls its releases back, unless another word about money for the same account
 * still stands. True when it was expected until now.
 */
export async function giveUpNotice(
  tx: Tx,
  how: { readonly noticeId: string; readonly state: 'overdue' | 'cancelled' },
  deps: PaymentsUnderwayDeps,
): Promise<boolean> {
  const found = await lockNotice(tx.sql, how.noticeId);
  if (found === null || found.notice.state !== 'expected') return false;
  await endNotice(tx, found, { state: how.state, deps });
  if (await hasOtherNotice(tx.sql, found)) return true;
  await recallReleases(tx, { kind: 'payment_notice', id: how.noticeId }, deps.ledger);
  return true;
}

async function endNotice(
  tx: Tx,
  { notice, caseId, accountId }: StandingNotice,
  how: { readonly state: 'arrived' | 'overdue' | 'cancelled'; readonly deps: PaymentsUnderwayDeps },
): Promise<void> {
  await saveNoticeState(tx.sql, notice.id, how.state, tx.nowMs);
  await tx.clearTimer(NOTICE_TIMER, notice.id);
  if (caseId !== null && !(await hasOtherNotice(tx.sql, { accountId, caseId })))
    await how.deps.ledger.endHolds(tx, caseId, ['money_on_the_way']);
  tx.record('payment_notice.changed', notice.id, { paymentNoticeId: notice.id, state: how.state });
  const account = await how.deps.ledger.readAccountHead(tx.sql, accountId);
  if (account === null) return;
  const { customerId } = account;
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: accountId, changedIds: [notice.id] });
}

/** Money has come: notices it covers have arrived, and what is cut without anything overdue is released. */
export async function meetPayments(
  tx: Tx,
  accounts: readonly PaidAccount[],
  deps: PaymentsUnderwayDeps,
): Promise<void> {
  const ids = accounts.map(({ accountId }) => accountId);
  const expected = (await readNotices(tx.sql, ids)).filter(({ notice }) => notice.state === 'expected');
  for (const account of accounts) {
    // One account after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await meetNotices(tx, { account, expected: expected.filter((one) => one.accountId === account.accountId) }, deps);
  }
  const heads = await deps.ledger.readAccountHeads(tx.sql, ids);
  for (const head of heads) {
    const today = localDate(tx.nowMs, head.country);
    // oxlint-disable-next-line no-await-in-loop
    await releasePaid(tx, { head, today, accounts }, deps);
  }
}

/** Oldest first, each met when what has come since it was told, and is not used by another, covers it. */
async function meetNotices(
  tx: Tx,
  about: { readonly account: PaidAccount; readonly expected: readonly StandingNotice[] },
  deps: PaymentsUnderwayDeps,
): Promise<void> {
  const oldestFirst = [...about.expected].sort((a, b) => (a.notice.id < b.notice.id ? -1 : 1));
  for (const standing of oldestFirst) {
    const { accountId, notice } = standing;
    // One after the other: the next must not count what this one used.
    // oxlint-disable-next-line no-await-in-loop
    const come = await sumSince(tx.sql, { accountId, noticeId: notice.id });
    // oxlint-disable-next-line no-await-in-loop
    if (come >= notice.amountMinor) await endNotice(tx, standing, { state: 'arrived', deps });
  }
}

async function releasePaid(
  tx: Tx,
  about: { readonly head: AccountHead; readonly today: IsoDate; readonly accounts: readonly PaidAccount[] },
  deps: PaymentsUnderwayDeps,
): Promise<void> {
  const { head, today } = about;
  const cause = about.accounts.find(({ accountId }) => accountId === head.id)?.paymentEntryIds.at(-1);
  const points = await findPaidCutPoints(tx.sql, head.id, today);
  if (cause === undefined || points.length === 0) return;
  const mandate = await deps.creditors.lockMandate(tx.sql, head.creditorId, today);
  if (mandate?.mayOrderRelease !== true) return;
  for (const point of points) {
    // oxlint-disable-next-line no-await-in-loop
    await queueRelease(tx, { account: head, point, cause: { kind: 'payment', id: cause } }, deps.ledger);
  }
}
