import type { Id } from '../../../shared/ids/ids';
import { minor, negateMinor, sumMinor, type Minor } from '../../../shared/money/money';
import { localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import type { AccountHead } from '../store/accounts';
import { insertEntries } from '../store/booking';
import { closeSettledCases } from '../store/cases';

export interface FeesToRemove {
  readonly account: AccountHead;
  readonly claimIds: readonly string[];
  /** What removed them (an id). */
  readonly cause: string;
}

interface FeeRow {
  claim_id: Id<'claim'>;
  standing_minor: bigint;
}

/** What is unpaid of the fees of each claim. */
const STANDING_SQL = `
  select c.id as claim_id, least(b.balance_minor, coalesce(sum(e.amount_minor), 0))::bigint as standing_minor
  from claims c join claim_balances b on b.claim_id = c.id
  left join ledger_entries e on e.claim_id = c.id and e.kind in ('fee', 'fee_waiver')
  where c.id = any(?) group by c.id, b.balance_minor order by c.id`;

/**
 * Takes unpaid fees off claims because they were never owed (not out of goodwill: no mandate is asked): a negative entry per
 * claim. The caller has locked the account. Returns the sum removed; what was already paid stays for a person to pay back.
 */
export async function removeFees(tx: Tx, about: FeesToRemove): Promise<Minor> {
  const { account, claimIds, cause } = about;
  if (claimIds.length === 0) return minor(0n);
  const { rows } = await tx.sql.raw<{ rows: FeeRow[] }>(STANDING_SQL, [[...claimIds]]);
  const standing = rows.filter((row) => row.standing_minor > 0n);
  if (standing.length === 0) return minor(0n);
  const today = localDate(tx.nowMs, account.country);
  const entries = standing.map((row) => ({
    id: tx.makeId('ledgerEntry'),
    accountId: account.id,
    claimId: row.claim_id,
    kind: 'fee_waiver' as const,
    amountMinor: negateMinor(minor(row.standing_minor)),
    currency: account.currency,
    eventDate: today,
    cause,
  }));
  await insertEntries(tx.sql, entries, tx.nowMs);
  const { customerId } = account;
  for (const entry of entries) {
    const amountMinor = negateMinor(entry.amountMinor).toString();
    tx.record('fee.waived', customerId, { ledgerEntryId: entry.id, claimId: entry.claimId, customerId, amountMinor });
  }
  await closeSettledCases(tx, [account.id], today);
  return sumMinor(standing.map((row) => minor(row.standing_minor)));
}
