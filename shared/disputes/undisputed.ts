/** What the customer can pay although they object: the part nobody disagrees about. */
import { minor, minMinor, subtractMinor, sumMinor, ZERO, type Minor } from '../money/money';
import type { IsoDate } from '../time/dates';
import { doesDisputeStand, type DisputeStanding } from './stands';

export interface PayableClaim {
  readonly id: string;
  readonly invoiceNo: string;
  /** What to pay it with: KID, OCR, viitenumero. */
  readonly reference: string;
  readonly dueDate: IsoDate;
  readonly balanceMinor: Minor;
}

export interface DisputedLines extends DisputeStanding {
  readonly lines: readonly { readonly claimId: string; readonly amountMinor: Minor }[];
}

export interface UndisputedPart {
  readonly claimId: string;
  readonly invoiceNo: string;
  readonly reference: string;
  readonly dueDate: IsoDate;
  readonly amountMinor: Minor;
}

/**
 * Per open claim what is owed less what is disputed, or was given up and is not credited yet, oldest due first; claims with nothing left are not in it. Never more than
 * the balance, never negative: the sum of all parts plus what is disputed is at least what is owed.
 */
export function undisputedParts(
  claims: readonly PayableClaim[],
  disputes: readonly DisputedLines[],
): { readonly totalMinor: Minor; readonly parts: readonly UndisputedPart[] } {
  const disputed = new Map<string, Minor>();
  for (const { claimId, amountMinor } of disputes.filter(doesDisputeStand).flatMap(({ lines }) => lines)) {
    disputed.set(claimId, minor((disputed.get(claimId) ?? 0n) + amountMinor));
  }
  const parts = claims
    .filter(({ balanceMinor }) => balanceMinor > 0n)
    .map(({ id, invoiceNo, reference, dueDate, balanceMinor }) => ({
      claimId: id,
      invoiceNo,
      reference,
      dueDate,
      amountMinor: subtractMinor(balanceMinor, minMinor(balanceMinor, disputed.get(id) ?? ZERO)),
    }))
    .filter(({ amountMinor }) => amountMinor > 0n)
    .sort((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0));
  return { totalMinor: sumMinor(parts.map(({ amountMinor }) => amountMinor)), parts };
}
