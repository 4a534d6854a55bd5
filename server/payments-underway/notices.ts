import { paymentHoldUntil } from '../../shared/payments-underway/payment-hold';
import type { Id } from '../../shared/ids/ids';
import type { CommandPayload, CommandResult } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import { addDays, type IsoDate } from '../../shared/time/dates';
import { instantAt, localDate } from '../../shared/time/zones';
import type { Creditors } from '../creditors/index';
import { admitAction, type CallPorts } from '../customers/index';
import type { AccountHead, Ledger, PaidAccount } from '../ledger/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { queueRelease, recallReleases } from './releases';
import { findCutPoints, insertNotice, lockNotice, readNotices, saveNoticeState, type StandingNotice } from './store';
import { findPaidCutPoints, sumOfPayments } from './paid';

export interface PaymentsUnderwayDeps extends CallPorts {
  readonly ledger: Ledger;
  readonly creditors: Creditors;
}

/** Wakes a notice on the day after the money should have come. */
export const NOTICE_TIMER = 'payment-notice:overdue';

type Ask = CommandPayload<'payment-notice:record'>;
type Recorded = CommandResult<'payment-notice:record'>;

/**
 * Writes down that the customer has paid: collection rests for so many bank days within mandate and rule, and where the supply is
 * cut and the mandate lets us, the release goes out at once. Refused as `paymentHoldUntil` says, and with HOLD_OPEN_ALREADY when
 * such a hold stands: waiting twice for the same money needs a person.
 */
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
  const today = localDate(tx.nowMs, account.country);
  const mandate = await deps.creditors.lockMandate(tx.sql, account.creditorId, today);
  const { country, customerKind, utility } = account;
  const until = paymentHoldUntil(
    { country, customerKind, utility, date: today },
    { paidDate: payload.paidDate, bankDays: payload.bankDays, mandate },
  );
  if (!until.ok) return until;
  const holdUntil = until.value;
  const paymentNoticeId = tx.makeId('paymentNotice');
  if (caseId !== null) {
    const hold = {
      caseId,
      kind: 'money_on_the_way',
      untilDate: holdUntil,
      placedBy: login.id,
      callId,
      note: paymentNoticeId,
    } as const;
    const held = await deps.ledger.placeHold(tx, hold, 'once');
    if (!held.ok) return held;
  }
  const { amountMinor, paidDate, channel } = payload;
  const about = { id: paymentNoticeId, accountId: account.id, caseId, callId, recordedBy: login.id };
  await insertNotice(tx.sql, { ...about, amountMinor, paidDate, expectedDate: holdUntil, channel }, tx.nowMs);
  await tx.setTimer(NOTICE_TIMER, paymentNoticeId, {
    dueAtMs: instantAt(addDays(holdUntil, 1), 0, country),
    isLease: false,
  });
  const releaseId = mandate?.mayOrderRelease === true ? await release(tx, { account, caseId, paymentNoticeId }) : null;
  await tell(tx, { account, login, paymentNoticeId, payload });
  await deps.recordCallAction(tx, callId, 'hold_placed', paymentNoticeId);
  return ok({ paymentNoticeId, holdUntil, releaseId });
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
  if (payload.amountMinor <= 0n) return refuse('INVALID_PAYLOAD', { field: 'amountMinor' });
  if (caseId === null) return ok(account);
  const owner = await deps.ledger.readAccountOfCase(tx.sql, caseId);
  return owner?.id === account.id ? ok(account) : refuse('NOT_FOUND');
}

interface Releasing {
  readonly account: AccountHead;
  readonly caseId: string | null;
  readonly paymentNoticeId: Id<'paymentNotice'>;
}

/** Releases the supply points of the case (of the account, when no case is named) that are cut; the first one's id. */
async function release(tx: Tx, { account, caseId, paymentNoticeId }: Releasing): Promise<Id<'release'> | null> {
  const points = await findCutPoints(tx.sql, account.id);
  let first: Id<'release'> | null = null;
  for (const point of points.filter((one) => caseId === null || one.caseId === caseId)) {
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    const id = await queueRelease(tx, { account, point, cause: { kind: 'payment_notice', id: paymentNoticeId } });
    first ??= id;
  }
  return first;
}

async function tell(
  tx: Tx,
  about: {
    readonly account: AccountHead;
    readonly login: Login;
    readonly paymentNoticeId: Id<'paymentNotice'>;
    readonly payload: Ask;
  },
): Promise<void> {
  const { account, login, paymentNoticeId, payload } = about;
  const { customerId, id: customerAccountId } = account;
  tx.record('payment_notice.recorded', paymentNoticeId, {
    paymentNoticeId,
    customerId,
    customerAccountId,
    caseId: payload.caseId,
    amountMinor: payload.amountMinor.toString(),
  });
  tx.record('ledger.changed', customerId, { customerId, customerAccountId, changedIds: [paymentNoticeId] });
  await tx.audit({
    loginAccountId: login.id,
    action: 'payment_notice.record',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { paymentNoticeId, callId: payload.callId },
  });
}

/** The timer: the money did not come. The notice is overdue, its hold ends, and a release it brought is called back. */
export async function noticeOverdue(tx: Tx, noticeId: string, deps: PaymentsUnderwayDeps): Promise<void> {
  const found = await lockNotice(tx.sql, noticeId);
  if (found === null || found.notice.state !== 'expected') return;
  await endNotice(tx, found, { state: 'overdue', deps });
  await recallReleases(tx, { kind: 'payment_notice', id: noticeId });
}

async function endNotice(
  tx: Tx,
  { notice, caseId, accountId }: StandingNotice,
  how: { readonly state: 'arrived' | 'overdue'; readonly deps: PaymentsUnderwayDeps },
): Promise<void> {
  await saveNoticeState(tx.sql, notice.id, how.state);
  await tx.clearTimer(NOTICE_TIMER, notice.id);
  if (caseId !== null) await how.deps.ledger.endHolds(tx, caseId, ['money_on_the_way']);
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

/** Oldest first, each covered by what came and is not yet used for an older one. */
async function meetNotices(
  tx: Tx,
  about: { readonly account: PaidAccount; readonly expected: readonly StandingNotice[] },
  deps: PaymentsUnderwayDeps,
): Promise<void> {
  if (about.expected.length === 0) return;
  let left = await sumOfPayments(tx.sql, about.account.paymentEntryIds);
  const oldestFirst = [...about.expected].sort((a, b) => (a.notice.id < b.notice.id ? -1 : 1));
  for (const standing of oldestFirst) {
    if (standing.notice.amountMinor > left) continue;
    left -= standing.notice.amountMinor;
    // oxlint-disable-next-line no-await-in-loop
    await endNotice(tx, standing, { state: 'arrived', deps });
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
    await queueRelease(tx, { account: head, point, cause: { kind: 'payment', id: cause } });
  }
}
