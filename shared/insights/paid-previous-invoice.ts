import type { Claim, CustomerAccount, Payment } from '../ledger/case-file';
import { compareDates, type IsoDate } from '../time/dates';
import { disputedClaimIds, newestFirst } from './account-facts';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { dayOf, invoiceName, localSentence, money } from './words';

export interface PaidPrevious {
  readonly payment: Payment;
  readonly paidClaim: Claim;
  readonly dueClaim: Claim;
}

/** Every payment of the newest booking day: two on one day are one deed of the customer. */
function latestPayments(account: CustomerAccount): Payment[] {
  const newest = account.payments.reduce<IsoDate | null>(
    (day, payment) => (day === null || compareDates(payment.bookedDate, day) > 0 ? payment.bookedDate : day),
    null,
  );
  return account.payments.filter((payment) => payment.bookedDate === newest);
}

function isPaidOn(claim: Claim, account: CustomerAccount): boolean {
  return account.payments.some((payment) =>
    payment.allocations.some((allocation) => allocation.claimId === claim.id && allocation.amountMinor > 0n),
  );
}

/** Instalments go to the oldest claim by agreement; that is no mistake of the customer. */
function isInPlan(claim: Claim, account: CustomerAccount): boolean {
  return account.plans.some((plan) => plan.state === 'active' && plan.claimIds.includes(claim.id));
}

/**
 * Finds the commonest mistake: since the latest due invoice was issued the customer has paid, but an earlier one.
 * null when the latest is settled, partly paid, disputed or in a plan, or when nothing was paid since it was issued.
 */
export function findPaidPrevious(account: CustomerAccount, today: IsoDate): PaidPrevious | null {
  const invoices = account.claims.filter(
    (claim) => claim.kind === 'invoice' && compareDates(claim.dueDate, today) <= 0,
  );
  const dueClaim = newestFirst(invoices)[0];
  if (dueClaim === undefined || dueClaim.balanceMinor <= 0n || isPaidOn(dueClaim, account)) return null;
  if (isInPlan(dueClaim, account) || disputedClaimIds(account).has(dueClaim.id)) return null;
  const paid = latestPayments(account)
    .filter((payment) => compareDates(payment.bookedDate, dueClaim.issueDate) >= 0)
    .flatMap((payment) => paidClaims(payment, account).map((paidClaim) => ({ payment, paidClaim, dueClaim })))
    .filter(({ paidClaim }) => compareDates(paidClaim.dueDate, dueClaim.dueDate) < 0);
  const newest = newestFirst(paid.map(({ paidClaim }) => paidClaim))[0];
  return paid.find(({ paidClaim }) => paidClaim === newest) ?? null;
}

function paidClaims(payment: Payment, account: CustomerAccount): Claim[] {
  const ids = new Set(payment.allocations.filter(({ amountMinor }) => amountMinor > 0n).map(({ claimId }) => claimId));
  return account.claims.filter((claim) => claim.kind === 'invoice' && ids.has(claim.id));
}

/** "They paid invoice 1042 (March) on 14 April; invoice 1043 (April) of NOK 1,184.00 is still open." */
export const paidPreviousInvoice: InsightRule = ({ account, today }) => {
  const found = findPaidPrevious(account, today);
  if (found === null) return null;
  const { payment, paidClaim, dueClaim } = found;
  return {
    kind: 'paid_previous_invoice',
    weight: INSIGHT_WEIGHT.paid_previous_invoice,
    sentence: localSentence(
      {
        nb: 'Kunden betalte faktura {paid} den {day}. Faktura {due} på {amount} står fortsatt åpen.',
        sv: 'Kunden betalade faktura {paid} den {day}. Faktura {due} på {amount} är fortfarande obetald.',
        fi: 'Asiakas maksoi laskun {paid} {day}. Lasku {due}, {amount}, on yhä maksamatta.',
        en: 'They paid invoice {paid} on {day}; invoice {due} of {amount} is still open.',
      },
      {
        paid: invoiceName(paidClaim),
        day: dayOf(payment.bookedDate, today),
        due: invoiceName(dueClaim),
        amount: money(dueClaim.balanceMinor, dueClaim.currency),
      },
    ),
    evidence: [payment.id, paidClaim.id, dueClaim.id],
    parts: [],
    suggests: 'verify-and-open',
  };
};
