import { minMinor, minor, type Minor } from '../../../shared/money/money';

/** A debit entry with what is still open on it. */
export interface OpenDebit {
  readonly entryId: string;
  readonly remainingMinor: Minor;
}

/** A claim that money can be laid on; entries oldest first. */
export interface OpenClaim {
  readonly claimId: string;
  /** What is owed on it: credit notes and waivers already taken off. */
  readonly balanceMinor: Minor;
  readonly debits: readonly OpenDebit[];
}

export interface Laid {
  readonly claimId: string;
  readonly entryId: string;
  readonly amountMinor: Minor;
}

/**
 * Lays up to `amountMinor` on one claim, oldest entry first, never more than is owed on it nor more than is open on an
 * entry. What the claim does not take is not in the answer: it stays on the account.
 */
export function layOnClaim(claim: OpenClaim, amountMinor: Minor): readonly Laid[] {
  const laid: Laid[] = [];
  let left: bigint = minMinor(amountMinor, claim.balanceMinor);
  for (const { entryId, remainingMinor } of claim.debits) {
    if (left <= 0n) break;
    const part = minMinor(minor(left), remainingMinor);
    if (part <= 0n) continue;
    laid.push({ claimId: claim.claimId, entryId, amountMinor: part });
    left -= part;
  }
  return laid;
}

/** The claim after something was laid on it. */
export function afterLaying(claim: OpenClaim, laid: readonly Laid[]): OpenClaim {
  const onEntry = (entryId: string) =>
    laid.filter((one) => one.entryId === entryId).reduce((sum, one) => sum + one.amountMinor, 0n);
  const total = laid.reduce((sum, one) => sum + one.amountMinor, 0n);
  return {
    ...claim,
    balanceMinor: minor(claim.balanceMinor - total),
    debits: claim.debits.map((debit) => ({
      ...debit,
      remainingMinor: minor(debit.remainingMinor - onEntry(debit.entryId)),
    })),
  };
}
