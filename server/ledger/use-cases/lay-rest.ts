import { minor } from '../../../shared/money/money';
import type { Tx } from '../../platform/unit-of-work';
import { afterLaying, layOnClaim } from '../domain/lay-payment';
import { insertAllocations, readUnallocated, type NewAllocation } from '../store/booking';
import { readOpenDebits } from '../store/open-claims';

/**
 * Lays what is left of payments on further claims of the same account, in the order given: a plan is paid with one number but
 * covers several claims. The caller has locked the account.
 */
export async function layRest(
  tx: Tx,
  work: { readonly paymentEntryIds: readonly string[]; readonly claimIds: readonly string[] },
): Promise<void> {
  const rests = await readUnallocated(tx.sql, work.paymentEntryIds);
  const open = new Map(await readOpenDebits(tx.sql, work.claimIds));
  const allocations: NewAllocation[] = [];
  for (const { entryId, leftMinor } of rests) {
    let left = leftMinor;
    for (const claimId of work.claimIds) {
      const claim = open.get(claimId);
      if (claim === undefined || left <= 0n) continue;
      const laid = layOnClaim(claim, minor(left));
      open.set(claimId, afterLaying(claim, laid));
      for (const { entryId: debitEntryId, amountMinor } of laid) {
        left -= amountMinor;
        const id = tx.makeId('allocation');
        allocations.push({
          id,
          creditEntryId: entryId,
          debitEntryId,
          amountMinor,
          match: 'reference',
          recordedBy: null,
        });
      }
    }
  }
  await insertAllocations(tx.sql, allocations, tx.nowMs);
}
