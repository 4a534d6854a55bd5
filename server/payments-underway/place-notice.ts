import { meetNotices } from '../../shared/payments-underway/meet-notices';
import { openedPoints } from '../../shared/payments-underway/opened-points';
import { paymentHoldUntil } from '../../shared/payments-underway/payment-hold';
import type { Id } from '../../shared/ids/ids';
import type { Mandate } from '../../shared/ledger/case-file';
import type { Minor } from '../../shared/money/money';
import { ok, refuse, type Result } from '../../shared/result';
import { addDays, type IsoDate } from '../../shared/time/dates';
import { instantAt, localDate } from '../../shared/time/zones';
import type { CallPorts } from '../customers/index';
import type { Creditors } from '../creditors/index';
import type { AccountHead, Ledger } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import {
  findOpenCases,
  insertNotice,
  readMoneySince,
  readNotices,
  saveNoticeState,
  WAITED_FOR,
  wordOf,
} from './notice-store';
import { readCutDebts, type CutDebts } from './paid';
import { queueRelease } from './releases';
import { readTrust, type NoticeSource, type SourceTrust } from './trust';

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
  /** The case it was told for; null when none was named. */
  readonly caseId: Id<'case'> | null;
  /** The supply it was told for. With neither case nor supply it is for all of the account. */
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

/** What was found out about a notice before it is written. */
interface Ground {
  readonly notice: NewNotice;
  readonly id: Id<'paymentNotice'>;
  readonly mandate: Mandate | null;
  readonly believed: SourceTrust;
  readonly holdUntil: IsoDate;
  readonly today: IsoDate;
}

/**
 * Notes money on its way and does what the trust in its source allows: collection of the cases it is for rests for so many bank
 * days within mandate and rule, and where the supply is cut, the mandate lets us and the source is believed that far, the release
 * goes out at once. Money that is there already needs neither. Refused as `paymentHoldUntil` says; in a call also with
 * HOLD_OPEN_ALREADY, because waiting twice on one's word needs a person.
 */
export async function placeNotice(tx: Tx, notice: NewNotice, parts: NoticeParts): Promise<Result<PlacedNotice>> {
  const found = await findGround(tx, notice, parts);
  if (!found.ok) return found;
  const ground = found.value;
  const { id: paymentNoticeId, holdUntil, believed, mandate } = ground;
  const caseIds = await casesOf(tx, notice);
  // Money has a case whether or not the teller named one: what rests is the collection of what it pays.
  const caseId = notice.caseId ?? (caseIds.length === 1 ? (caseIds[0] ?? null) : null);
  const { account } = notice;
  const isHere = await hasCome(tx, ground);
  const held = isHere ? ok(undefined) : await hold(tx, { ...ground, caseIds }, parts);
  if (!held.ok) return held;
  const record = { ...notice, caseId, believed, id: paymentNoticeId, accountId: account.id, expectedDate: holdUntil };
  await insertNotice(tx.sql, record, tx.nowMs);
  tell(tx, { ...notice, caseId }, paymentNoticeId);
  if (isHere) {
    await saveNoticeState(tx.sql, paymentNoticeId, 'arrived', tx.nowMs);
    return ok({ paymentNoticeId, holdUntil, releaseIds: [] });
  }
  const dueAtMs = instantAt(addDays(holdUntil, 1), 0, account.country);
  await tx.setTimer(NOTICE_TIMER, paymentNoticeId, { dueAtMs, isLease: false });
  const mayRelease = mandate?.mayOrderRelease === true && believed.trust === 'release';
  return ok({ paymentNoticeId, holdUntil, releaseIds: mayRelease ? await release(tx, ground, parts) : [] });
}

async function findGround(tx: Tx, notice: NewNotice, parts: NoticeParts): Promise<Result<Ground>> {
  const { account, source, paidDate, bankDays } = notice;
  const { country, customerKind, utility, creditorId } = account;
  if (notice.amountMinor <= 0n) return refuse('INVALID_PAYLOAD', { field: 'amountMinor' });
  const today = localDate(tx.nowMs, country);
  const mandate = await parts.creditors.lockMandate(tx.sql, creditorId, today);
  const until = paymentHoldUntil(
    { country, customerKind, utility, creditorId: account.creditorId, date: today, rows: parts.ruleRows() },
    { paidDate, mandate, ...(bankDays === undefined ? {} : { bankDays }) },
  );
  if (!until.ok) return until;
  const believed = await readTrust(tx.sql, { creditorId, source, today });
  return ok({ notice, id: tx.makeId('paymentNotice'), mandate, believed, holdUntil: until.value, today });
}

/** The open cases whose collection the money is for. */
async function casesOf(tx: Tx, { account, caseId, supplyPointId }: NewNotice): Promise<readonly Id<'case'>[]> {
  if (caseId !== null) return [caseId];
  return findOpenCases(tx.sql, { accountId: account.id, supplyPointId });
}

/** True when the money was booked before anybody spoke of it. */
async function hasCome(tx: Tx, { id, notice }: Ground): Promise<boolean> {
  const { account, amountMinor, paidDate } = notice;
  const earlier = (await readNotices(tx.sql, [account.id])).filter(({ notice: { state } }) =>
    WAITED_FOR.includes(state),
  );
  const words = [...earlier.map(wordOf), { id, amountMinor, paidDate, recordedAt: tx.nowMs, arrivedAt: null }];
  return meetNotices(words, await readMoneySince(tx.sql, account.id, words)).has(id);
}

/** Rests every case it is for; in a call refused when there is none that does not rest on somebody's word already. */
async function hold(
  tx: Tx,
  ground: Ground & { readonly caseIds: readonly Id<'case'>[] },
  parts: NoticeParts,
): Promise<Result<undefined>> {
  const { notice, holdUntil: untilDate, caseIds } = ground;
  if (ground.believed.trust === 'none' || caseIds.length === 0) return ok(undefined);
  const { recordedBy: placedBy, callId, source } = notice;
  let refusal: Result<undefined> | null = null;
  let heldCount = 0;
  for (const caseId of caseIds) {
    const wish = { caseId, kind: 'money_on_the_way', untilDate, placedBy, callId, note: ground.id } as const;
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    const held = await parts.ledger.placeHold(tx, wish, source === 'customer_word' ? 'once' : 'renew');
    if (held.ok) heldCount += 1;
    else refusal = held;
  }
  return heldCount === 0 && refusal !== null ? refusal : ok(undefined);
}

/** The cut supplies that a notice is for. */
export function pointsOf(
  debts: CutDebts,
  of: { readonly supplyPointId: string | null; readonly caseId: string | null },
): CutDebts {
  const points = debts.points.filter((point) => {
    if (of.supplyPointId !== null) return point.supplyPointId === of.supplyPointId;
    return of.caseId === null || point.caseId === null || point.caseId === of.caseId;
  });
  return { ...debts, points };
}

/** Releases the supplies the notice is for that are cut, each when enough is on its way of what stops its cut. */
async function release(tx: Tx, ground: Ground, parts: NoticeParts): Promise<readonly Id<'release'>[]> {
  const { notice, believed, today } = ground;
  const { account, amountMinor } = notice;
  const debts = pointsOf(await readCutDebts(tx.sql, account.id, today), notice);
  const opened = new Set(openedPoints({ amountMinor, leastShareBp: believed.leastShareBp }, debts));
  const cause = { kind: 'payment_notice', id: ground.id } as const;
  const ids: Id<'release'>[] = [];
  for (const point of debts.points.filter(({ supplyPointId }) => opened.has(supplyPointId))) {
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
