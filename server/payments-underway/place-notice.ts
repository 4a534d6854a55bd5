import { paymentHoldUntil } from '../../shared/payments-underway/payment-hold';
import type { Id } from '../../shared/ids/ids';
import type { Minor } from '../../shared/money/money';
import { ok, refuse, type Result } from '../../shared/result';
import { addDays, type IsoDate } from '../../shared/time/dates';
import { instantAt, localDate } from '../../shared/time/zones';
import type { CallPorts } from '../customers/index';
import type { Creditors } from '../creditors/index';
import type { AccountHead, Ledger } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import { queueRelease } from './releases';
import { sumOverdue } from './paid';
import { findCutPoints, findOpenCase, insertNotice } from './store';
import { readTrust, type NoticeSource } from './trust';

const BASIS_POINTS = 10_000n;

/** Wakes a notice on the day after the money should have come. */
export const NOTICE_TIMER = 'payment-notice:overdue';

export interface NoticeParts {
  readonly ledger: Ledger;
  readonly creditors: Creditors;
  /** Law and policy as they stand, with the rows an administrator has added. */
  readonly ruleRows: CallPorts['ruleRows'];
}

/** Money that somebody says is on its way to an account that the caller has locked. */
export interface NewNotice {
  readonly account: AccountHead;
  readonly caseId: Id<'case'> | null;
  /** Null: every cut supply of the case, or of the account when no case is named. */
  readonly supplyPointId: string | null;
  readonly callId: string | null;
  readonly recordedBy: string | null;
  readonly source: NoticeSource;
  /** The teller's own key of this word; null for what is said in a call. */
  readonly sourceId: string | null;
  readonly amountMinor: Minor;
  readonly paidDate: IsoDate;
  readonly bankDays: number | undefined;
  readonly channel: string;
}

export interface PlacedNotice {
  readonly paymentNoticeId: Id<'paymentNotice'>;
  readonly holdUntil: IsoDate;
  readonly releaseIds: readonly Id<'release'>[];
}

/**
 * Notes money on its way and does what the trust in its source allows: collection rests for so many bank days within mandate and
 * rule, and where the supply is cut, the mandate lets us and the source is believed that far, the release goes out at once.
 * Refused as `paymentHoldUntil` says; in a call also with HOLD_OPEN_ALREADY, because waiting twice on one's word needs a person.
 */
export async function placeNotice(tx: Tx, notice: NewNotice, parts: NoticeParts): Promise<Result<PlacedNotice>> {
  const { account, source } = notice;
  const { country, customerKind, utility, creditorId } = account;
  if (notice.amountMinor <= 0n) return refuse('INVALID_PAYLOAD', { field: 'amountMinor' });
  const today = localDate(tx.nowMs, country);
  const mandate = await parts.creditors.lockMandate(tx.sql, creditorId, today);
  const { paidDate, bankDays } = notice;
  const until = paymentHoldUntil(
    { country, customerKind, utility, creditorId: account.creditorId, date: today, rows: parts.ruleRows() },
    { paidDate, mandate, ...(bankDays === undefined ? {} : { bankDays }) },
  );
  if (!until.ok) return until;
  const holdUntil = until.value;
  const { trust, leastShareBp } = await readTrust(tx.sql, { creditorId, source, today });
  // Money has a case whether or not the teller named one: what rests is the collection of what it pays.
  const { supplyPointId } = notice;
  const caseId = notice.caseId ?? (await findOpenCase(tx.sql, { accountId: account.id, supplyPointId }));
  const paymentNoticeId = tx.makeId('paymentNotice');
  if (caseId !== null && trust !== 'none') {
    const { recordedBy: placedBy, callId } = notice;
    const hold = {
      caseId,
      kind: 'money_on_the_way',
      untilDate: holdUntil,
      placedBy,
      callId,
      note: paymentNoticeId,
    } as const;
    const held = await parts.ledger.placeHold(tx, hold, source === 'customer_word' ? 'once' : 'renew');
    if (!held.ok) return held;
  }
  await insertNotice(
    tx.sql,
    { ...notice, caseId, id: paymentNoticeId, accountId: account.id, expectedDate: holdUntil },
    tx.nowMs,
  );
  const dueAtMs = instantAt(addDays(holdUntil, 1), 0, country);
  await tx.setTimer(NOTICE_TIMER, paymentNoticeId, { dueAtMs, isLease: false });
  const mayRelease = mandate?.mayOrderRelease === true && trust === 'release';
  const told = { ...notice, caseId };
  const releaseIds = mayRelease ? await release(tx, { notice, paymentNoticeId, leastShareBp, today }, parts) : [];
  tell(tx, told, paymentNoticeId);
  return ok({ paymentNoticeId, holdUntil, releaseIds });
}

/** Releases the supplies the notice is for that are cut, each when enough is on its way of what stops its cut. */
async function release(
  tx: Tx,
  about: {
    readonly notice: NewNotice;
    readonly paymentNoticeId: Id<'paymentNotice'>;
    readonly leastShareBp: number;
    readonly today: IsoDate;
  },
  parts: NoticeParts,
): Promise<readonly Id<'release'>[]> {
  const { account, caseId, supplyPointId, amountMinor } = about.notice;
  const points = (await findCutPoints(tx.sql, account.id)).filter((point) =>
    supplyPointId === null ? caseId === null || point.caseId === caseId : point.supplyPointId === supplyPointId,
  );
  const cause = { kind: 'payment_notice', id: about.paymentNoticeId } as const;
  const ids: Id<'release'>[] = [];
  for (const point of points) {
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    const owed = await sumOverdue(tx.sql, {
      accountId: account.id,
      supplyPointId: point.supplyPointId,
      today: about.today,
    });
    if (amountMinor * BASIS_POINTS < owed * BigInt(about.leastShareBp)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const id = await queueRelease(tx, { account, point, cause }, parts.ledger);
    if (id !== null) ids.push(id);
  }
  return ids;
}

function tell(tx: Tx, notice: NewNotice, paymentNoticeId: Id<'paymentNotice'>): void {
  const { account, caseId, amountMinor } = notice;
  const { customerId, id: customerAccountId } = account;
  tx.record('payment_notice.recorded', paymentNoticeId, {
    paymentNoticeId,
    customerId,
    customerAccountId,
    caseId,
    amountMinor: amountMinor.toString(),
  });
  tx.record('ledger.changed', customerId, { customerId, customerAccountId, changedIds: [paymentNoticeId] });
}
