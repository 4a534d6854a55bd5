import type { CustomerAccount } from '../../../shared/ledger/case-file';
import { minor } from '../../../shared/money/money';
import type { AllocationRow, ClaimRow, EntryRow } from './rows';

/** Claims with more than one entry that asks money: only there does it matter on which of them a payment lies. */
function claimsWithParts(entries: readonly EntryRow[]): ReadonlySet<string> {
  const debits = new Map<string, number>();
  for (const { claim_id: claimId, amount_minor: amount } of entries)
    if (claimId !== null && amount > 0n) debits.set(claimId, (debits.get(claimId) ?? 0) + 1);
  return new Set([...debits].filter(([, count]) => count > 1).map(([claimId]) => claimId));
}

/** On which entry each part of a payment was laid; an allocation and its reversal cancel out. */
export function laidPartsOf(
  allocations: readonly AllocationRow[],
  entries: readonly EntryRow[],
): CustomerAccount['laidParts'] {
  const within = claimsWithParts(entries);
  const ids = new Map(entries.map((entry) => [entry.id as string, entry]));
  const sums = new Map<string, { paymentId: EntryRow['id']; entryId: EntryRow['id']; amount: bigint }>();
  for (const row of allocations) {
    const [payment, entry] = [ids.get(row.credit_entry_id), ids.get(row.debit_entry_id)];
    if (payment === undefined || entry === undefined || !within.has(row.claim_id ?? '')) continue;
    const key = `${payment.id} ${entry.id}`;
    const sum = sums.get(key) ?? { paymentId: payment.id, entryId: entry.id, amount: 0n };
    sums.set(key, { ...sum, amount: sum.amount + row.amount_minor });
  }
  return [...sums.values()].flatMap(({ paymentId, entryId, amount }) =>
    amount === 0n ? [] : [{ paymentId, entryId, amountMinor: minor(amount) }],
  );
}

/** Claims whose contract names its own late interest. */
export function claimTermsOf(claims: readonly ClaimRow[]): CustomerAccount['claimTerms'] {
  return claims.flatMap(({ id, agreed_rate_bp: agreedRateBp }) =>
    agreedRateBp === null ? [] : [{ claimId: id, agreedRateBp }],
  );
}
