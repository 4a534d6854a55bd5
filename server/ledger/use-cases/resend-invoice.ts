import type { Id } from '../../../shared/ids/ids';
import type { Tx } from '../../platform/unit-of-work';
import type { AccountHead } from '../store/accounts';

export interface Resend {
  readonly account: AccountHead;
  readonly claimId: Id<'claim'>;
  readonly channel: string;
  readonly address: string;
  readonly requestedBy: string;
  readonly callId: string | null;
}

/**
 * Asks the creditor, who makes the invoices, to send one again; the delivery log shows it as asked for, and as sent when the
 * creditor says so. The same request in the same millisecond is one request.
 */
export async function resendInvoice(tx: Tx, resend: Resend): Promise<void> {
  const { account, claimId, channel, address } = resend;
  const at = new Date(tx.nowMs);
  await tx
    .sql('invoice_resends')
    .insert({
      claim_id: claimId,
      requested_at: at,
      requested_by: resend.requestedBy,
      call_id: resend.callId,
      channel,
      address,
    })
    .onConflict(['claim_id', 'requested_at'])
    .ignore();
  await tx
    .sql('deliveries')
    .insert({ claim_id: claimId, at, channel, address, result: 'requested' })
    .onConflict(['claim_id', 'at', 'result'])
    .ignore();
  const claim = await tx.sql('claims').where({ id: claimId }).first<{ invoice_no: string }>('invoice_no');
  await tx.enqueue({
    target: `creditor:${account.creditorSlug}`,
    kind: 'invoice.resend',
    idempotencyKey: `invoice.resend:${claimId}:${tx.nowMs}`,
    // The address is no part of a webhook: the creditor asks for it.
    payload: { customerNo: account.customerNo, invoiceNo: claim.invoice_no, channel },
  });
  tx.record('invoice.resend_requested', account.customerId, { claimId, customerId: account.customerId });
  tx.record('ledger.changed', account.customerId, {
    customerId: account.customerId,
    customerAccountId: account.id,
    changedIds: [claimId],
  });
}
