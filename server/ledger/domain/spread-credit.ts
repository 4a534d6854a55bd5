import { minMinor, minor, type Minor } from '../../../shared/money/money';

export interface CreditPart {
  readonly claimId: string;
  /** Negative: what is credited. */
  readonly amountMinor: Minor;
}

/**
 * Lays a credit note over the claims it names, in their order: on each what it still owes, and what is left on the last, so that
 * the parts always come to the whole. A part of nothing is left out.
 * @param creditMinor negative
 * @param owed what each claim owes before it
 */
export function spreadCredit(
  creditMinor: Minor,
  claimIds: readonly string[],
  owed: ReadonlyMap<string, bigint>,
): readonly CreditPart[] {
  let left = minor(-creditMinor);
  const last = claimIds.length - 1;
  return claimIds.flatMap((claimId, place) => {
    const owes = owed.get(claimId) ?? 0n;
    const taken = place === last ? left : minMinor(left, minor(owes > 0n ? owes : 0n));
    left = minor(left - taken);
    return taken === 0n ? [] : [{ claimId, amountMinor: minor(-taken) }];
  });
}
