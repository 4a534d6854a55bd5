import type { CommandPayload, CommandResult } from '../../shared/protocol/commands';
import { meetNotices as findMet } from '../../shared/payments-underway/meet-notices';
import { ok, refuse, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import { admitAction, type CallPorts } from '../customers/index';
import type { AccountHead, PaidAccount } from '../ledger/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import {
  findOpenCases,
  isWaitedFor,
  lockNotice,
  readMoneySince,
  readNotices,
  saveNoticeState,
  WAITED_FOR,
  wordOf,
  type StandingNotice,
} from './notice-store';
import { NOTICE_TIMER, placeNotice, type NoticeParts } from './place-notice';
import { recallDoubtful } from './recall-doubtful';
import { releasePaid } from './release-paid';

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

/** The timer: the money did not come. The notice is overdue, its holds end, and what it was to open is called back. */
export async function noticeOverdue(tx: Tx, noticeId: string, deps: PaymentsUnderwayDeps): Promise<void> {
  await giveUpNotice(tx, { noticeId, state: 'overdue' }, deps);
}

/**
 * Ends a notice whose money does not come, and calls back what is on its way to the account's supplies and rests on no other word
 * (recall-doubtful.ts). True when it was expected until now.
 */
export async function giveUpNotice(
  tx: Tx,
  how: { readonly noticeId: string; readonly state: 'overdue' | 'cancelled' },
  deps: PaymentsUnderwayDeps,
): Promise<boolean> {
  const found = await lockNotice(tx.sql, how.noticeId);
  if (found === null || found.notice.state !== 'expected') return false;
  const account = await endNotice(tx, found, { state: how.state, deps });
  if (account !== null) await recallDoubtful(tx, account, deps);
  return true;
}

async function endNotice(
  tx: Tx,
  { notice, supplyPointId, accountId }: StandingNotice,
  how: { readonly state: 'arrived' | 'overdue' | 'cancelled'; readonly deps: PaymentsUnderwayDeps },
): Promise<AccountHead | null> {
  const { ledger } = how.deps;
  await saveNoticeState(tx.sql, notice.id, how.state, tx.nowMs);
  await tx.clearTimer(NOTICE_TIMER, notice.id);
  const isForAll = notice.caseId === null && supplyPointId === null;
  const whole = isForAll ? await findOpenCases(tx.sql, { accountId, supplyPointId }) : [];
  for (const caseId of notice.caseId === null ? whole : [notice.caseId]) {
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    const isHeld = await isWaitedFor(tx.sql, { accountId, caseId });
    // oxlint-disable-next-line no-await-in-loop
    if (!isHeld) await ledger.endHolds(tx, caseId, ['money_on_the_way']);
  }
  tx.record('payment_notice.changed', notice.id, { paymentNoticeId: notice.id, state: how.state });
  const account = await ledger.readAccountHead(tx.sql, accountId);
  if (account === null) return null;
  const { customerId } = account;
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: accountId, changedIds: [notice.id] });
  return account;
}

/** Money has come: notices it covers have arrived, and what is cut without anything overdue is released. */
export async function meetPayments(
  tx: Tx,
  accounts: readonly PaidAccount[],
  deps: PaymentsUnderwayDeps,
): Promise<void> {
  const ids = accounts.map(({ accountId }) => accountId);
  const standing = (await readNotices(tx.sql, ids)).filter(({ notice }) => WAITED_FOR.includes(notice.state));
  for (const accountId of ids) {
    const own = standing.filter((one) => one.accountId === accountId);
    // One account after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    if (own.some(({ notice }) => notice.state === 'expected')) await meetOwn(tx, { accountId, standing: own }, deps);
  }
  const heads = await deps.ledger.readAccountHeads(tx.sql, ids);
  for (const head of heads) {
    const cause = accounts.find(({ accountId }) => accountId === head.id)?.paymentEntryIds.at(-1);
    const about = { account: head, today: localDate(tx.nowMs, head.country) };
    // oxlint-disable-next-line no-await-in-loop
    if (cause !== undefined) await releasePaid(tx, { ...about, cause: { kind: 'payment', id: cause } }, deps);
  }
}

/** Ends the words of one account that have come true. */
async function meetOwn(
  tx: Tx,
  of: { readonly accountId: string; readonly standing: readonly StandingNotice[] },
  deps: PaymentsUnderwayDeps,
): Promise<void> {
  const words = of.standing.map(wordOf);
  const met = findMet(words, await readMoneySince(tx.sql, of.accountId, words));
  for (const standing of of.standing) {
    const isNew = standing.notice.state === 'expected' && met.has(standing.notice.id);
    // oxlint-disable-next-line no-await-in-loop
    if (isNew) await endNotice(tx, standing, { state: 'arrived', deps });
  }
}
