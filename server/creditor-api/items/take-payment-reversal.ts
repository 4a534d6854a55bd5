import type { CreditorItem, ItemDone } from '../../../shared/protocol/creditor-items';
import { ok, type Result } from '../../../shared/result';
import type { Tx } from '../../platform/unit-of-work';
import type { TakeContext } from '../parts';
import { lockPayment } from './take-payment';

/**
 * Takes the word that the money of a payment went back: the ledger takes the payment back, and a release that it alone brought and
 * nobody has confirmed is recalled. Again it is `unchanged`. Refused with PAYMENT_UNKNOWN.
 */
export async function takePaymentReversal(
  tx: Tx,
  item: CreditorItem<'payment-reversals'>,
  { creditor, ledger, paymentsUnderway }: TakeContext,
): Promise<Result<ItemDone>> {
  const booked = await lockPayment(tx, creditor, item.paymentId);
  const reversed = await ledger.reversePayment(tx, { creditor, ...booked, reversedOn: item.reversedDate });
  if (!reversed.ok) return reversed;
  const { status, entryId, paymentEntryId } = reversed.value;
  if (status === 'created' && paymentEntryId !== null) await paymentsUnderway.paymentReversed(tx, paymentEntryId);
  return ok({ status, id: entryId });
}
