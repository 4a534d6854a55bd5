import type { Knex } from 'knex';
import { minor, type Minor } from '../../../shared/money/money';
import type { UnmatchedPayment } from '../store/unmatched';
import { findSuggestions } from '../store/suggestions';

export interface Suggestion {
  readonly customerAccountId: string;
  readonly claimId: string;
  readonly customerName: string;
  readonly invoiceNo: string;
  readonly balanceMinor: Minor;
  readonly why: 'same_amount' | 'similar_reference' | 'same_payer';
}

/** More than a handful is no help. */
const SUGGESTIONS_MAX = 5;

/** Open claims a payment of the work list may be for: a nearly equal reference first, then the same payer, then the amount. */
export async function suggestClaims(sql: Knex, payment: UnmatchedPayment): Promise<readonly Suggestion[]> {
  const rows = await findSuggestions(sql, payment, SUGGESTIONS_MAX);
  return rows.map(({ balance, ...row }) => ({ ...row, balanceMinor: minor(balance) }));
}
