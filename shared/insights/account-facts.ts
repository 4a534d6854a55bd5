/** Small questions about one customer account that insights and call scripts ask alike. */
import { doesDisputeStand, standingOf } from '../disputes/stands';
import type { CaseFile, Claim, CustomerAccount, Dispute } from '../ledger/case-file';
import { compareDates } from '../time/dates';

/** Invoices and fees with something left to pay. */
export function openClaims(account: CustomerAccount): Claim[] {
  return account.claims.filter((claim) => claim.balanceMinor > 0n);
}

/** Newest due date first; of the same day the later issued, then the higher number first. */
export function newestFirst(claims: readonly Claim[]): Claim[] {
  return [...claims].sort(
    (a, b) =>
      compareDates(b.dueDate, a.dueDate) ||
      compareDates(b.issueDate, a.issueDate) ||
      b.invoiceNo.localeCompare(a.invoiceNo, 'en', { numeric: true }),
  );
}

/** Disputes that still wait for an answer. */
export function openDisputes(account: CustomerAccount): Dispute[] {
  return account.disputes.filter((dispute) => dispute.state === 'open' || dispute.state === 'with_creditor');
}

/** Ids of claims that somebody objects to, or that the creditor gave up and has not credited yet: nobody is to pay them now. */
export function disputedClaimIds(account: CustomerAccount): ReadonlySet<string> {
  const standing = account.disputes.filter((dispute) => doesDisputeStand(standingOf(dispute)));
  return new Set(standing.flatMap((dispute) => dispute.claimIds));
}

/** The accounts to look at: the one asked for, or all. */
export function accountsOf(caseFile: CaseFile, accountId: string | undefined): CustomerAccount[] {
  return caseFile.accounts.filter((account) => accountId === undefined || account.id === accountId);
}
