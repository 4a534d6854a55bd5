/** What of a debt is principal: the bands of plan fees are on it, not on what collecting it has cost. */
import type { Claim } from '../ledger/case-file';
import type { LedgerEntryKind } from '../ledger/vocabulary';
import { minor, sumMinor, ZERO, type Minor } from '../money/money';

/** Entries that are costs of a claim and no part of its principal. */
export const COST_ENTRY_KINDS = ['fee', 'fee_waiver', 'interest'] as const satisfies readonly LedgerEntryKind[];

export interface PrincipalPart {
  readonly kind: Claim['kind'];
  readonly balanceMinor: Minor;
  /** Sum of the claim's entries of COST_ENTRY_KINDS, waivers subtracted. */
  readonly costsMinor: Minor;
}

/**
 * The open principal of these claims, in minor units: what is left of invoices without the costs booked on them; claims that are
 * fees are none. A payment counts as laid on the principal first, so that the sum is never too high (FI, perintälaki 10 a §: the
 * bands are on the principal of the debt).
 */
export function openPrincipal(parts: readonly PrincipalPart[]): Minor {
  return sumMinor(
    parts.map(({ kind, balanceMinor, costsMinor }) => {
      if (kind !== 'invoice') return ZERO;
      const left = costsMinor > 0n ? balanceMinor - costsMinor : balanceMinor;
      return left > 0n ? minor(left) : ZERO;
    }),
  );
}

/** A claim of the case file as {@link openPrincipal} wants it. */
export function principalPartOf({
  kind,
  balanceMinor,
  entries,
}: Pick<Claim, 'kind' | 'balanceMinor' | 'entries'>): PrincipalPart {
  const costs: readonly string[] = COST_ENTRY_KINDS;
  const own = entries.filter((entry) => costs.includes(entry.kind));
  return { kind, balanceMinor, costsMinor: minor(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)) };
}
