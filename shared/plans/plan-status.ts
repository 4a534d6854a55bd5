/** How a running plan is going, from what has been paid. */
import type { Country } from '../lang/languages';
import type { PLAN_PROGRESS } from '../ledger/plan-life';
import { minor, subtractMinor, sumMinor, ZERO, type Minor } from '../money/money';
import { addBankDays } from '../time/bank-days';
import type { IsoDate } from '../time/dates';
import type { PlannedInstalment } from './build-plan';

/** A payment ordered on the due date is booked up to three bank days later; nobody's plan breaks over that. */
export const PLAN_GRACE_BANK_DAYS = 3;

/**
 * `on_track`: everything due is paid · `late`: something due is unpaid, still within the grace · `partly`: the same, but
 * part of it came · `broken`: at the end of some grace too little had been paid · `kept`: all is paid, and in time.
 */
export type PlanProgress = (typeof PLAN_PROGRESS)[number];

/** Money that lowered the debt of the plan, by the day it was booked. */
export interface PlanPayment {
  readonly date: IsoDate;
  readonly amountMinor: Minor;
  /** The ledger entry it came by. */
  readonly entryId?: string;
}

/** The part of a payment that went to one instalment. */
export interface InstalmentPart {
  readonly entryId: string | null;
  readonly date: IsoDate;
  readonly amountMinor: Minor;
}

export interface PlanStatus {
  readonly progress: PlanProgress;
  readonly paidMinor: Minor;
  /** Due up to today and not paid. */
  readonly overdueMinor: Minor;
  /** Paid beyond the whole plan: it is the customer's. */
  readonly overpaidMinor: Minor;
  /** The first instalment that is not fully paid; only a full payment moves on to the next. */
  readonly next: PlannedInstalment | null;
  /** Payments laid on the instalments in order, same length as the plan. */
  readonly paidPerInstalment: readonly Minor[];
  /** What paid each instalment, oldest first. */
  readonly partsPerInstalment: readonly (readonly InstalmentPart[])[];
  /** When each was fully paid; null = not yet. */
  readonly paidDates: readonly (IsoDate | null)[];
}

/** The status on `today`; payments dated later are not yet known. Payments fill the instalments in order, early ones carry on. */
export function planStatus(
  instalments: readonly PlannedInstalment[],
  payments: readonly PlanPayment[],
  at: { readonly today: IsoDate; readonly country: Country },
): PlanStatus {
  const known = payments.filter(({ date }) => date <= at.today).sort((a, b) => (a.date < b.date ? -1 : 1));
  const paidBy = (date: IsoDate): Minor =>
    sumMinor(known.filter((one) => one.date <= date).map((one) => one.amountMinor));
  const paidMinor = paidBy(at.today);
  const totalMinor = sumMinor(instalments.map(({ amountMinor }) => amountMinor));
  const partsPerInstalment = layInOrder(instalments, known);
  const paidPerInstalment = partsPerInstalment.map((parts) => sumMinor(parts.map(({ amountMinor }) => amountMinor)));
  const isPaid = (index: number): boolean =>
    (paidPerInstalment[index] ?? ZERO) >= (instalments[index]?.amountMinor ?? 0n);
  const dueMinor = sumMinor(instalments.filter((one) => one.dueDate <= at.today).map((one) => one.amountMinor));
  const overdueMinor = dueMinor > paidMinor ? subtractMinor(dueMinor, paidMinor) : ZERO;
  const next = instalments.find((_one, index) => !isPaid(index)) ?? null;
  const isBroken = instalments.some((one, index) => {
    const graceEnd = addBankDays(one.dueDate, PLAN_GRACE_BANK_DAYS, at.country);
    const dueThen = sumMinor(instalments.slice(0, index + 1).map((earlier) => earlier.amountMinor));
    return graceEnd < at.today && paidBy(graceEnd) < dueThen;
  });
  const isLatePartlyPaid = instalments.some((one, index) => {
    const paid = paidPerInstalment[index] ?? ZERO;
    return one.dueDate <= at.today && paid > 0n && paid < one.amountMinor;
  });
  const late: PlanProgress = isLatePartlyPaid ? 'partly' : 'late';
  const running: PlanProgress = overdueMinor > 0n ? late : next === null ? 'kept' : 'on_track';
  return {
    progress: isBroken ? 'broken' : running,
    paidMinor,
    overdueMinor,
    overpaidMinor: paidMinor > totalMinor ? subtractMinor(paidMinor, totalMinor) : ZERO,
    next,
    paidPerInstalment,
    partsPerInstalment,
    paidDates: partsPerInstalment.map((parts, index) => (isPaid(index) ? (parts.at(-1)?.date ?? null) : null)),
  };
}

/** Fills the instalments one after the other; what a payment is too large for goes on to the next. */
function layInOrder(
  instalments: readonly PlannedInstalment[],
  payments: readonly PlanPayment[],
): readonly (readonly InstalmentPart[])[] {
  const left: { date: IsoDate; entryId: string | null; amount: bigint }[] = payments.map((one) => ({
    date: one.date,
    entryId: one.entryId ?? null,
    amount: one.amountMinor,
  }));
  return instalments.map(({ amountMinor }) => {
    const parts: InstalmentPart[] = [];
    let missing: bigint = amountMinor;
    for (const payment of left) {
      const laid = payment.amount < missing ? payment.amount : missing;
      if (laid <= 0n) continue;
      payment.amount -= laid;
      missing -= laid;
      parts.push({ entryId: payment.entryId, date: payment.date, amountMinor: minor(laid) });
    }
    return parts;
  });
}
