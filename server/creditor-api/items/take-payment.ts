import { minor } from '../../../shared/money/money';
import type { CreditorItem, ItemDone } from '../../../shared/protocol/creditor-items';
import { ok, refuse, type Result } from '../../../shared/result';
import type { Creditor } from '../../creditors/index';
import type { NewPayment } from '../../ledger/index';
import type { Tx } from '../../platform/unit-of-work';
import type { TakeContext } from '../parts';

/** The names under which a payment of this door is booked, with the payment locked: two words about it come one after the other. */
export async function lockPayment(
  tx: Tx,
  creditor: Creditor,
  paymentId: string,
): Promise<{ readonly source: string; readonly sourceId: string }> {
  const booked = { source: `payment:${creditor.id}`, sourceId: `api:${paymentId}` };
  await tx.sql.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${booked.source} ${booked.sourceId}`]);
  return booked;
}

/**
 * Takes money the creditor has received: matched and booked once by the ledger as from a bank file; what cannot be placed goes to
 * the work list, never back. Refused with AMOUNT_SIGN, and BOOKED_DIFFERENTLY when the same id came with another amount.
 */
export async function takePayment(
  tx: Tx,
  item: CreditorItem<'payments'>,
  { creditor, ledger }: TakeContext,
): Promise<Result<ItemDone>> {
  if (item.amountMinor <= 0n) return refuse('AMOUNT_SIGN');
  const { source, sourceId } = await lockPayment(tx, creditor, item.paymentId);
  const booked = await ledger.findBookedAmount(tx.sql, source, [sourceId]);
  if (booked !== null) {
    const isSame = booked === item.amountMinor || booked === -item.amountMinor;
    return isSame
      ? ok({ status: 'unchanged', id: null })
      : refuse('BOOKED_DIFFERENTLY', { bookedMinor: (booked < 0n ? -booked : booked).toString() });
  }
  const payment: NewPayment = {
    sourceId,
    amountMinor: minor(item.amountMinor),
    currency: item.currency,
    bookedDate: item.bookedDate,
    references: item.references.map((text) => ({ text, amountMinor: null })),
    payerName: item.payerName ?? null,
    payerAccount: item.payerAccount ?? null,
    customerNo: item.customerNo ?? null,
    channel: item.channel,
  };
  const batch = { creditor, importFileId: null, recordedBy: null, documents: [], payments: [payment] };
  const { touched } = await ledger.bookBatch(tx, batch);
  touched.tell(tx);
  const entryId = touched.paid(creditor.id)[0]?.paymentEntryIds[0];
  if (entryId === undefined) return ok({ status: 'created', id: null, placement: 'work_list' });
  const placement = (await ledger.isLaid(tx.sql, entryId)) ? 'claims' : 'account';
  return ok({ status: 'created', id: entryId, placement });
}
