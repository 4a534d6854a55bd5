/** Which words about money have come true: each øre that came is used for one of them only. */
import { minMinor, minor, type Minor } from '../money/money';
import type { IsoDate } from '../time/dates';

export interface WordAboutMoney {
  readonly id: string;
  readonly amountMinor: Minor;
  readonly paidDate: IsoDate;
  /** Stamps in epoch ms. */
  readonly recordedAt: number;
  /** When it came true; null while the money is waited for. */
  readonly arrivedAt: number | null;
}

/** A payment that came and did not go back. */
export interface MoneyThatCame {
  readonly amountMinor: Minor;
  readonly bookedDate: IsoDate;
  readonly recordedAt: number;
}

interface Pile extends MoneyThatCame {
  left: Minor;
}

/** Later money has nothing to do with a word that had come true before. */
function isForIt(word: WordAboutMoney, money: MoneyThatCame): boolean {
  return word.arrivedAt === null || money.recordedAt <= word.arrivedAt;
}

/** The whole sum in one payment, booked on the day it was said to be paid or later: it counts though it came before the word. */
function takeExact(word: WordAboutMoney, piles: readonly Pile[]): boolean {
  const found = piles.find(
    (pile) =>
      pile.left === word.amountMinor &&
      pile.left === pile.amountMinor &&
      isForIt(word, pile) &&
      (pile.recordedAt >= word.recordedAt || pile.bookedDate >= word.paidDate),
  );
  if (found === undefined) return false;
  found.left = minor(0n);
  return true;
}

/** Parts that came since the word, oldest first; what it took stays its own, for the rest may come tomorrow. */
function takeParts(word: WordAboutMoney, piles: readonly Pile[]): boolean {
  let missing: Minor = word.amountMinor;
  for (const pile of piles) {
    if (pile.recordedAt < word.recordedAt || !isForIt(word, pile)) continue;
    const part = minMinor(pile.left, missing);
    pile.left = minor(pile.left - part);
    missing = minor(missing - part);
  }
  return missing <= 0n;
}

const byTime = (a: { readonly recordedAt: number }, b: { readonly recordedAt: number }) => a.recordedAt - b.recordedAt;

/**
 * Ids of the words whose money is there. `words` are all of an account that wait or have come true, `money` every payment since the
 * oldest of them. A payment of exactly the sum goes to its word first; what is left is shared out, the oldest word first.
 */
export function meetNotices(words: readonly WordAboutMoney[], money: readonly MoneyThatCame[]): ReadonlySet<string> {
  const oldestFirst = [...words].sort((a, b) => byTime(a, b) || (a.id < b.id ? -1 : 1));
  const piles = [...money].sort(byTime).map((one): Pile => ({ ...one, left: one.amountMinor }));
  const exact = new Set(oldestFirst.filter((word) => takeExact(word, piles)).map(({ id }) => id));
  const inParts = oldestFirst.filter((word) => !exact.has(word.id) && takeParts(word, piles)).map(({ id }) => id);
  return new Set([...exact, ...inParts]);
}
