import type { Minor } from '../../shared/money/money';
import { ok, refuse, type Result } from '../../shared/result';
import type { IsoDate } from '../../shared/time/dates';
import type { Tx } from '../platform/unit-of-work';
import { giveUpNotice, type PaymentsUnderwayDeps } from './notices';
import { placeNotice, type PlacedNotice } from './place-notice';
import { findPoint, findToldNotice, type StandingNotice } from './notice-store';
import type { NoticeSource } from './trust';

/** Money on its way, as a creditor's system, its bank or its payment service tells it. */
export interface ToldNotice {
  readonly creditorId: string;
  readonly sourceId: string;
  readonly source: Exclude<NoticeSource, 'customer_word'>;
  readonly accountId: string;
  readonly meterNo: string | null;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly paidDate: IsoDate;
  readonly channel: string;
}

/**
 * Takes a told notice once per source and key; again it is `unchanged`, with the same id and nothing new. Refused as placeNotice
 * says, with CURRENCY_DIFFERS, SUPPLY_POINT_UNKNOWN, BOOKED_DIFFERENTLY for a key that was used for other money, and NOT_FOUND for
 * an account of somebody else.
 */
export async function takeNotice(
  tx: Tx,
  told: ToldNotice,
  deps: PaymentsUnderwayDeps,
): Promise<Result<PlacedNotice & { readonly status: 'created' | 'unchanged' }>> {
  const { accountId, creditorId, source, sourceId } = told;
  const account = await deps.ledger.readAccountHead(tx.sql, accountId);
  if (account === null || account.creditorId !== creditorId) return refuse('NOT_FOUND');
  await deps.ledger.lockAccounts(tx.sql, [accountId]);
  const known = await findToldNotice(tx.sql, { creditorId, source, sourceId });
  if (known !== null) return answerAgain(known, told);
  if (told.currency !== account.currency) return refuse('CURRENCY_DIFFERS', { expected: account.currency });
  const supplyPointId = told.meterNo === null ? null : await findPoint(tx.sql, accountId, told.meterNo);
  if (told.meterNo !== null && supplyPointId === null) return refuse('SUPPLY_POINT_UNKNOWN');
  const { amountMinor, paidDate, channel } = told;
  const placed = await placeNotice(
    tx,
    {
      account,
      caseId: null,
      supplyPointId,
      callId: null,
      recordedBy: null,
      source,
      sourceId,
      amountMinor,
      paidDate,
      bankDays: undefined,
      channel,
    },
    deps,
  );
  return placed.ok ? ok({ ...placed.value, status: 'created' }) : placed;
}

/** The same word again is the same; the same key for other money is a mistake of the teller's that a person must see. */
function answerAgain(
  { accountId, currency, notice }: StandingNotice,
  told: ToldNotice,
): Result<PlacedNotice & { readonly status: 'unchanged' }> {
  const isSame = accountId === told.accountId && notice.amountMinor === told.amountMinor && currency === told.currency;
  if (!isSame) return refuse('BOOKED_DIFFERENTLY', { at: 'noticeId' });
  return ok({ paymentNoticeId: notice.id, holdUntil: notice.expectedDate, releaseIds: [], status: 'unchanged' });
}

/** The teller takes its word back: the hold ends and an unconfirmed release is recalled. The notice's state afterwards. */
export async function withdrawNotice(
  tx: Tx,
  told: { readonly creditorId: string; readonly sourceId: string },
  deps: PaymentsUnderwayDeps,
): Promise<Result<'cancelled' | 'arrived' | 'overdue'>> {
  const known = await findToldNotice(tx.sql, told);
  if (known === null) return refuse('NOT_FOUND');
  const { id, state } = known.notice;
  if (state !== 'expected') return ok(state);
  await giveUpNotice(tx, { noticeId: id, state: 'cancelled' }, deps);
  return ok('cancelled');
}
