import type { Minor } from '../../../shared/money/money';
import { isValidRf, makeRf, canonicalReference } from '../../../shared/references/payment-references';

/** What is known of a claim that a payment may be for. */
export interface ClaimHit {
  readonly claimId: string;
  readonly accountId: string;
  readonly dueDate: string;
  readonly currency: string;
  readonly balanceMinor: Minor;
}

export interface PaymentToMatch {
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly references: readonly { readonly text: string; readonly amountMinor: Minor | null }[];
}

/** What the ledger found for one payment. */
export interface Knowledge {
  /** Claims whose reference or invoice number is the text; any account of the creditor. */
  claimsFor(reference: string): readonly ClaimHit[];
  /** The account that the file names by customer number; null when it names none. */
  readonly namedAccountId: string | null;
  /** Accounts that this payer is known for (paid from the same bank account before, or bears exactly this name). */
  readonly payerAccountIds: readonly string[];
  /** Claims with something owed on an account. */
  openClaims(accountId: string): readonly ClaimHit[];
}

export type PaymentMatchFound =
  | {
      readonly kind: 'matched';
      readonly how: 'reference' | 'amount_and_payer';
      readonly accountId: string;
      /** In the order in which they are paid; the amount is a ceiling the payer gave, null = as much as fits. */
      readonly claims: readonly { readonly claimId: string; readonly amountMinor: Minor | null }[];
    }
  | { readonly kind: 'account_only'; readonly accountId: string }
  | { readonly kind: 'unmatched' };

/** All forms under which a reference may stand on a claim: as written, and the national number inside or around an RF. */
export function referenceKeys(text: string): readonly string[] {
  const key = canonicalReference(text);
  if (key === '') return [];
  if (isValidRf(key)) return [key, canonicalReference(key.slice(4))];
  return /^[0-9]{1,20}$/u.test(key) ? [key, makeRf(key)] : [key];
}

const oldestFirst = (a: ClaimHit, b: ClaimHit) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0);

function byReference(payment: PaymentToMatch, knowledge: Knowledge): PaymentMatchFound | null {
  const found = payment.references.map((reference) => ({
    reference,
    hits: knowledge.claimsFor(reference.text).filter(({ currency }) => currency === payment.currency),
  }));
  const accounts = new Set(found.flatMap(({ hits }) => hits.map(({ accountId }) => accountId)));
  const [accountId, second] = [...accounts];
  if (accountId === undefined) return null;
  // One payment for several customers, or one number on several accounts: a person decides.
  if (second !== undefined) return { kind: 'unmatched' };
  const claims = found.flatMap(({ reference, hits }) =>
    [...hits].sort(oldestFirst).map(({ claimId }) => ({ claimId, amountMinor: reference.amountMinor })),
  );
  return { kind: 'matched', how: 'reference', accountId, claims };
}

function byAmountAndPayer(payment: PaymentToMatch, knowledge: Knowledge): PaymentMatchFound | null {
  const { namedAccountId, payerAccountIds } = knowledge;
  const accountIds = namedAccountId === null ? payerAccountIds : [namedAccountId];
  const fitting = accountIds
    .flatMap((accountId) => knowledge.openClaims(accountId))
    .filter((hit) => hit.currency === payment.currency && hit.balanceMinor === payment.amountMinor);
  const [hit, second] = fitting;
  if (hit === undefined || second !== undefined) return null;
  return {
    kind: 'matched',
    how: 'amount_and_payer',
    accountId: hit.accountId,
    claims: [{ claimId: hit.claimId, amountMinor: null }],
  };
}

/**
 * Decides what a payment is for: by reference first; else by the one open claim of exactly this amount on an account of this
 * payer. An account named without a fitting claim keeps the money unallocated; everything else goes to the work list.
 */
export function matchPayment(payment: PaymentToMatch, knowledge: Knowledge): PaymentMatchFound {
  const found = byReference(payment, knowledge) ?? byAmountAndPayer(payment, knowledge);
  if (found !== null) return found;
  const { namedAccountId } = knowledge;
  return namedAccountId === null ? { kind: 'unmatched' } : { kind: 'account_only', accountId: namedAccountId };
}
