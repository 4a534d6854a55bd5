/** Why a cut supply may be ordered open without money on its way. */

/** A claim whose day has passed and on which something is owed. */
export interface OverdueClaim {
  /** Null: it stands on no supply, and so counts for each of them. */
  readonly supplyPointId: string | null;
  /** The running plan it is part of; null when it is in none. */
  readonly planId: string | null;
}

export type ReleaseGround = { readonly kind: 'settled' } | { readonly kind: 'plan'; readonly planId: string };

/** Nothing overdue stands on the supply, or a running plan covers all of it; null when something overdue is covered by nothing. */
export function releaseGround(overdue: readonly OverdueClaim[], supplyPointId: string): ReleaseGround | null {
  const own = overdue.filter((claim) => claim.supplyPointId === null || claim.supplyPointId === supplyPointId);
  const [first] = own;
  if (first === undefined) return { kind: 'settled' };
  if (first.planId === null || own.some(({ planId }) => planId === null)) return null;
  return { kind: 'plan', planId: first.planId };
}
