import type { Id } from '../../../shared/ids/ids';
import { minor, negateMinor, sumMinor, type Minor } from '../../../shared/money/money';
import { localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import type { AccountHead } from '../store/accounts';
import { insertEntries, reverseAllocationsOn } from '../store/booking';
import { closeSettledCases } from '../store/cases';

export interface FeesToRemove {
  readonly account: AccountHead;
  readonly claimIds: readonly string[];
  /** What removed them (an id). */
  readonly cause: string;
}

export interface RemovedFees {
  /** Fees that are owed no more. */
  readonly removedMinor: Minor;
  /** Of them, what had been paid: it lies on no claim now and is the customer's. */
  readonly returnedMinor: Minor;
}

export const NO_FEES_REMOVED: RemovedFees = { removedMinor: minor(0n), returnedMinor: minor(0n) };

interface FeeRow {
  claim_id: Id<'claim'>;
  removed_minor: bigint;
  laid_minor: bigint;
}

/**
 * Of each claim: what was charged in fees and not let go already, as far as it is unpaid or was paid on the fee itself, and the
 * money that lies on its fees.
 */
const FEES_SQL = `
  select c.id as claim_id, laid.minor as laid_minor,
    least(b.balance_minor + laid.minor, coalesce(sum(e.amount_minor), 0))::bigint as removed_minor
  from claims c join claim_balances b on b.claim_id = c.id
  cross join lateral (select coalesce(sum(a.amount_minor), 0)::bigint as minor from allocations a
    join ledger_entries f on f.id = a.debit_entry_id where f.claim_id = c.id and f.kind = 'fee') laid
  left join ledger_entries e on e.claim_id = c.id and e.kind in ('fee', 'fee_waiver')
  where c.id = any(?) group by c.id, b.balance_minor, laid.minor order by c.id`;

/**
 * Takes fees off claims because they were never owed (not out of goodwill: no mandate is asked): a negative entry per claim, and
 * what was paid on them is taken off again, so that the payment is a credit on the account that a person pays back or places.
 * The caller has locked the account.
 */
export async function removeFees(tx: Tx, about: FeesToRemove): Promise<RemovedFees> {
  const { account, claimIds, cause } = about;
  if (claimIds.length === 0) return NO_FEES_REMOVED;
  const { rows } = await tx.sql.raw<{ rows: FeeRow[] }>(FEES_SQL, [[...claimIds]]);
  const standing = rows.filter((row) => row.removed_minor > 0n);
  if (standing.length === 0) return NO_FEES_REMOVED;
  const today = localDate(tx.nowMs, account.country);
  const paid = standing.filter((row) => row.laid_minor > 0n).map((row) => row.claim_id);
  const paymentIds = await reverseAllocationsOn(tx, paid);
  const entries = standing.map((row) => ({
    id: tx.makeId('ledgerEntry'),
    accountId: account.id,
    claimId: row.claim_id,
    kind: 'fee_waiver' as const,
    amountMinor: negateMinor(minor(row.removed_minor)),
    currency: account.currency,
    eventDate: today,
    cause,
  }));
  await insertEntries(tx.sql, entries, tx.nowMs);
  const { customerId, id: customerAccountId } = account;
  for (const entry of entries) {
    const amountMinor = negateMinor(entry.amountMinor).toString();
    tx.record('fee.waived', customerId, { ledgerEntryId: entry.id, claimId: entry.claimId, customerId, amountMinor });
  }
  const changedIds = [...entries.map(({ claimId }) => claimId), ...paymentIds];
  tx.record('ledger.changed', customerId, { customerId, customerAccountId, changedIds });
  await closeSettledCases(tx, [account.id], today);
  return {
    removedMinor: sumMinor(standing.map((row) => minor(row.removed_minor))),
    returnedMinor: sumMinor(standing.map((row) => minor(row.laid_minor))),
  };
}
