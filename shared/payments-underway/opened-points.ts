/** Which cut supplies the money of one word opens: the same money is never counted for two of them. */
import { minor, ZERO, type Minor } from '../money/money';

export interface CutDebt {
  readonly supplyPointId: string;
  /** What is overdue on this supply. */
  readonly owedMinor: Minor;
}

const BASIS_POINTS = 10_000n;

/**
 * The supplies for which enough is on its way: at least `leastShareBp` of what stops the cut, that is what is overdue on the supply
 * and what is overdue on no supply (`sharedMinor`, counted once). In the order given; one that asks too much is passed over.
 */
export function openedPoints(
  word: { readonly amountMinor: Minor; readonly leastShareBp: number },
  debts: { readonly points: readonly CutDebt[]; readonly sharedMinor: Minor },
): readonly string[] {
  const opened: string[] = [];
  let left: Minor = word.amountMinor;
  let shared: Minor = debts.sharedMinor;
  for (const { supplyPointId, owedMinor } of debts.points) {
    const needed = minor(owedMinor + shared);
    if (left * BASIS_POINTS < needed * BigInt(word.leastShareBp)) continue;
    opened.push(supplyPointId);
    left = left > needed ? minor(left - needed) : ZERO;
    shared = ZERO;
  }
  return opened;
}
