/** How a running plan is going, from what has been paid. */
import type { Country } from '../lang/languages';
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
export type PlanProgress = 'on_track' | 'late' | 'partly' | 'broken' | 'kept';

export interface PlanStatus {
  readonly progress: PlanProgress;
  readonly paidMinor: Minor;
  /** Due up to today and not paid. */
  readonly overdueMinor: Minor;
  readonly next: PlannedInstalment | null;
  /** Payments laid on the instalments in order, same length as the plan. */
  readonly paidPerInstalment: readonly Minor[];
}

/** The status on `today`; payments dated later are not yet known. Payments fill the instalments in order. */
export function planStatus(
  instalments: readonly PlannedInstalment[],
  payments: readonly { readonly date: IsoDate; readonly amountMinor: Minor }[],
  at: { readonly today: IsoDate; readonly country: Country },
): PlanStatus {
  const paidBy = (date: IsoDate): Minor =>
    sumMinor(payments.filter((one) => one.date <= date).map((one) => one.amountMinor));
  const paidMinor = paidBy(at.today);
  const paidPerInstalment = layInOrder(instalments, paidMinor);
  const dueMinor = sumMinor(instalments.filter((one) => one.dueDate <= at.today).map((one) => one.amountMinor));
  const overdueMinor = dueMinor > paidMinor ? subtractMinor(dueMinor, paidMinor) : ZERO;
  const next = instalments.find((one, index) => (paidPerInstalment[index] ?? ZERO) < one.amountMinor) ?? null;
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
  return { progress: isBroken ? 'broken' : running, paidMinor, overdueMinor, next, paidPerInstalment };
}

function layInOrder(instalments: readonly PlannedInstalment[], paidMinor: Minor): readonly Minor[] {
  let left: bigint = paidMinor;
  return instalments.map(({ amountMinor }) => {
    const laid = left < amountMinor ? left : amountMinor;
    left -= laid;
    return minor(laid);
  });
}
