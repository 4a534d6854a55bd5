/** What happened to one claim, as dated amounts on its three parts: principal, booked interest and fees. */
import type { Claim, CustomerAccount, Payment } from '../ledger/case-file';
import type { LedgerEntryKind } from '../ledger/vocabulary';
import { minor, minMinor, ZERO, type Minor } from '../money/money';
import { compareDates, type IsoDate } from '../time/dates';

export const CLAIM_PARTS = ['principal', 'interest', 'fee'] as const;
export type ClaimPart = (typeof CLAIM_PARTS)[number];

/** The order in which money goes to the parts of a claim when nobody said what it is for. */
export type AllocationOrder = readonly ClaimPart[];

export interface Movement {
  /** The entry or payment it comes from. */
  readonly id: string;
  readonly date: IsoDate;
  readonly kind: LedgerEntryKind;
  readonly part: ClaimPart;
  /** Signed: positive is owed, negative takes it away. */
  readonly amountMinor: Minor;
  readonly cause: string;
}

type PartOfKind = Exclude<LedgerEntryKind, 'write_off' | 'payment'>;
const PART_OF_KIND: Readonly<Record<PartOfKind, ClaimPart>> = {
  invoice: 'principal',
  credit_note: 'principal',
  refund: 'principal',
  interest: 'interest',
  fee: 'fee',
  fee_waiver: 'fee',
};

type Loose = Omit<Movement, 'part'> & { readonly part: ClaimPart | null };

/** The payments of an account and what of them was laid on which entry. */
type LaidAccount = Pick<CustomerAccount, 'laidParts'> & { readonly payments: readonly Payment[] };

/** Money laid on a claim counts from the day it was booked: a customer never pays for the time we took to place it. */
function paymentsOn(claim: Claim, account: LaidAccount): Loose[] {
  const parts = new Map<string, ClaimPart>(
    claim.entries.flatMap(({ id, kind }) =>
      kind === 'write_off' || kind === 'payment' ? [] : [[id, PART_OF_KIND[kind]] as const],
    ),
  );
  return account.payments.flatMap((payment) => {
    const laid = payment.allocations.filter(({ claimId }) => claimId === claim.id);
    if (laid.length === 0) return [];
    const base = { id: payment.id, date: payment.bookedDate, kind: 'payment', cause: payment.channel } as const;
    const named = account.laidParts.flatMap((one): Loose[] => {
      const part = parts.get(one.entryId);
      if (one.paymentId !== payment.id || part === undefined) return [];
      return [{ ...base, part, amountMinor: minor(-one.amountMinor) }];
    });
    const whole = laid.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const rest = whole + named.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    return rest === 0n ? named : [...named, { ...base, part: null, amountMinor: minor(-rest) }];
  });
}

/** Debits before credits of the same day: what came and went on one day was owed before it was paid. */
function inOrder(a: Loose, b: Loose): number {
  return (
    compareDates(a.date, b.date) || Number(a.amountMinor < 0n) - Number(b.amountMinor < 0n) || (a.id < b.id ? -1 : 1)
  );
}

/** Divides an amount that nobody laid on a part: each part in turn down to nothing, and the principal takes what is left. */
function lay(one: Loose, owed: Record<ClaimPart, bigint>, order: AllocationOrder): Movement[] {
  let left: bigint = -one.amountMinor;
  const taken: Movement[] = [];
  for (const part of order) {
    const amount = minMinor(minor(left), minor(owed[part] > 0n ? owed[part] : 0n));
    if (amount <= 0n) continue;
    taken.push({ ...one, part, amountMinor: minor(-amount) });
    left -= amount;
  }
  return left === 0n ? taken : [...taken, { ...one, part: 'principal', amountMinor: minor(-left) }];
}

/** Everything booked on a claim up to and with a day, in order; the sum of all of it is the claim's balance that day. */
export function claimMovements(
  claim: Claim,
  account: LaidAccount,
  options: { readonly onDate: IsoDate; readonly order: AllocationOrder },
): readonly Movement[] {
  const entries = claim.entries.map((entry): Loose => {
    const { id, kind, amountMinor, eventDate, cause } = entry;
    const part = kind === 'write_off' || kind === 'payment' ? null : PART_OF_KIND[kind];
    return { id, date: eventDate, kind, part, amountMinor, cause };
  });
  const owed: Record<ClaimPart, bigint> = { principal: 0n, interest: 0n, fee: 0n };
  return [...entries, ...paymentsOn(claim, account)]
    .filter(({ date }) => date <= options.onDate)
    .sort(inOrder)
    .flatMap((one) => {
      const { part } = one;
      const laid = part !== null ? [{ ...one, part }] : lay(one, owed, options.order);
      for (const movement of laid) owed[movement.part] += movement.amountMinor;
      return laid;
    });
}

/** What stands on one part after these movements. */
export function sumOfPart(movements: readonly Movement[], part: ClaimPart): Minor {
  return minor(movements.reduce<bigint>((sum, one) => (one.part === part ? sum + one.amountMinor : sum), ZERO));
}
