import { disputedClaimIds } from '../../../../../shared/insights/account-facts';
import type { Claim, CustomerAccount } from '../../../../../shared/ledger/case-file';
import type { IsoDate } from '../../../../../shared/time/dates';
import type { Tone } from '../../../ui/Chip';

export const CLAIM_STATUSES = ['paid', 'open', 'overdue', 'disputed', 'in_plan', 'on_the_way'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

export const STATUS_TONE: Readonly<Record<ClaimStatus, Tone>> = {
  paid: 'good',
  open: 'neutral',
  overdue: 'stop',
  disputed: 'attention',
  in_plan: 'info',
  on_the_way: 'attention',
};

function isOnTheWay(claim: Claim, account: CustomerAccount): boolean {
  const held = account.cases.find(({ id }) => id === claim.caseId);
  if (held !== undefined) return held.holds.some(({ kind }) => kind === 'money_on_the_way');
  const expected = account.paymentNotices.filter(({ state }) => state === 'expected');
  return expected.some(({ amountMinor }) => amountMinor === claim.balanceMinor);
}

/**
 * What the one chip of a claim says. What was agreed comes before what is late: a disputed or planned claim is not to be
 * collected on, however old it is.
 */
export function claimStatus(claim: Claim, account: CustomerAccount, today: IsoDate): ClaimStatus {
  if (claim.balanceMinor <= 0n) return 'paid';
  if (disputedClaimIds(account).has(claim.id)) return 'disputed';
  if (account.plans.some(({ state, claimIds }) => state === 'active' && claimIds.includes(claim.id))) return 'in_plan';
  if (isOnTheWay(claim, account)) return 'on_the_way';
  return claim.dueDate < today ? 'overdue' : 'open';
}
