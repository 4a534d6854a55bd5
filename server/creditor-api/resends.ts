import type { Knex } from 'knex';
import type { Resend } from '../../shared/protocol/http-creditor';

export interface ResendsAsk {
  readonly creditorId: string;
  readonly customerNo?: string | undefined;
  readonly limit: number;
}

/** Invoices of a creditor that customers asked for again in a call, newest first, with where they want them. */
export async function readResends(sql: Knex, ask: ResendsAsk): Promise<readonly Resend[]> {
  const query = sql('invoice_resends as r')
    .join('claims as c', 'c.id', 'r.claim_id')
    .join('customer_accounts as a', 'a.id', 'c.customer_account_id')
    .where('a.creditor_id', ask.creditorId)
    .orderBy('r.requested_at', 'desc')
    .limit(ask.limit);
  if (ask.customerNo !== undefined) void query.where('a.customer_no', ask.customerNo);
  return query.select<Resend[]>({
    customerNo: 'a.customer_no',
    invoiceNo: 'c.invoice_no',
    channel: 'r.channel',
    address: 'r.address',
    requestedAt: 'r.requested_at',
  });
}
