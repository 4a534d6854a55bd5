import type { CreditorItem, ItemDone } from '../../../shared/protocol/creditor-items';
import { ok, refuse, type Result } from '../../../shared/result';
import { localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import type { TakeContext } from '../parts';
import { accountOf, tellChanged } from './account-of';

/** Takes a word about money on its way; what follows is `payments-underway/place-notice.ts`. */
export async function takePaymentNotice(
  tx: Tx,
  item: CreditorItem<'payment-notices'>,
  context: TakeContext,
): Promise<Result<ItemDone>> {
  if (item.amountMinor <= 0n) return refuse('AMOUNT_SIGN');
  const account = await accountOf(tx, item.customerNo, context);
  if (!account.ok) return account;
  const taken = await context.paymentsUnderway.takeNotice(tx, {
    creditorId: context.creditor.id,
    sourceId: item.noticeId,
    source: item.source,
    accountId: account.value.accountId,
    meterNo: item.meterNo ?? null,
    amountMinor: item.amountMinor,
    currency: item.currency,
    paidDate: item.paidDate,
    channel: item.channel,
  });
  if (!taken.ok) return taken;
  const { status, paymentNoticeId, holdUntil, releaseIds } = taken.value;
  return ok({ status, id: paymentNoticeId, holdUntil, releaseIds: [...releaseIds] });
}

/** Takes what we may decide from a day on (creditors/add-mandate.ts). */
export async function takeMandate(
  tx: Tx,
  item: CreditorItem<'mandates'>,
  { creditor, creditors }: TakeContext,
): Promise<Result<ItemDone>> {
  const added = await creditors.addMandate(tx, {
    creditorId: creditor.id,
    validFrom: item.validFrom,
    validTo: item.validTo ?? null,
    terms: item.terms,
    today: localDate(tx.nowMs, creditor.country),
  });
  return added.ok ? ok({ status: added.value.status, id: added.value.id }) : added;
}

/** Takes a line of an invoice's delivery log. */
export async function takeDelivery(
  tx: Tx,
  item: CreditorItem<'deliveries'>,
  context: TakeContext,
): Promise<Result<ItemDone>> {
  const account = await accountOf(tx, item.customerNo, context);
  if (!account.ok) return account;
  const invoice = await context.ledger.findInvoice(tx.sql, account.value.accountId, item.invoiceNo);
  if (invoice === null) return refuse('INVOICE_UNKNOWN', { invoiceNo: item.invoiceNo });
  const { claimId } = invoice;
  const { channel, address, result } = item;
  const isNew = await context.ledger.insertDelivery(tx.sql, {
    claimId,
    atMs: Date.parse(item.at),
    channel,
    address,
    result,
  });
  if (isNew) tellChanged(tx, account.value, [claimId]);
  return ok({ status: isNew ? 'created' : 'unchanged', id: claimId });
}
