import type { Knex } from 'knex';
import { canonicalReference } from '../../../shared/references/payment-references';
import { foldName } from '../../customers/index';
import type { UnmatchedPayment } from './unmatched';

export interface SuggestionRow {
  readonly customerAccountId: string;
  readonly claimId: string;
  readonly customerName: string;
  readonly invoiceNo: string;
  readonly balance: bigint;
  readonly why: 'same_amount' | 'similar_reference' | 'same_payer';
}

/** Beginnings of references that agree this far are worth a look: people drop or swap the last digits. */
const SIMILAR_PREFIX_CHARS = 5;
const CANDIDATES_MAX = 50;

/**
 * Open claims of the payment's creditor and currency that resemble it. Each of the three searches goes through an index and is
 * bounded, so the size of the portfolio does not matter.
 */
export async function findSuggestions(sql: Knex, payment: UnmatchedPayment, limit: number): Promise<SuggestionRow[]> {
  const reference = payment.reference === null ? '' : canonicalReference(payment.reference.split(' ')[0] ?? '');
  const prefix = reference.length > SIMILAR_PREFIX_CHARS ? reference.slice(0, SIMILAR_PREFIX_CHARS) : null;
  const { rows } = await sql.raw<{ rows: SuggestionRow[] }>(
    `with alike as (
       select c.id, 1 as rank, 'similar_reference' as why from claims c
       where ?::text is not null and c.reference_key >= ?::text and c.reference_key < ?::text || chr(1114109) limit ?),
     payer as (
       select c.id, 2 as rank, 'same_payer' as why from customers p
       join customer_accounts a on a.customer_id = p.id and a.creditor_id = ?
       join claims c on c.customer_account_id = a.id
       where p.name_folded = ? limit ?),
     amount as (
       select c.id, 3 as rank, 'same_amount' as why from ledger_entries e
       join claims c on c.id = e.claim_id
       join customer_accounts a on a.id = e.customer_account_id and a.creditor_id = ?
       where e.kind in ('invoice', 'fee') and e.amount_minor = ? limit ?),
     found as (select distinct on (id) * from (select * from alike union all select * from payer union all select * from amount) x order by id, rank)
     select a.id as "customerAccountId", c.id as "claimId", p.name as "customerName", c.invoice_no as "invoiceNo",
       b.balance_minor::bigint as balance, f.why
     from found f join claims c on c.id = f.id join customer_accounts a on a.id = c.customer_account_id
     join customers p on p.id = a.customer_id join claim_balances b on b.claim_id = c.id
     where a.creditor_id = ? and c.currency = ? and b.balance_minor > 0
     order by f.rank, abs(b.balance_minor - ?), c.due_date limit ?`,
    [
      prefix,
      prefix ?? '',
      prefix ?? '',
      CANDIDATES_MAX,
      payment.creditorId,
      payment.payerName === null ? '' : foldName(payment.payerName),
      CANDIDATES_MAX,
      payment.creditorId,
      payment.amountMinor.toString(),
      CANDIDATES_MAX,
      payment.creditorId,
      payment.currency,
      payment.amountMinor.toString(),
      limit,
    ],
  );
  return rows;
}
