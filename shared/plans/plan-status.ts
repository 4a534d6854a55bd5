/** How a running plan is going, from what has been paid. */
import type { Country } from '../lang/languages';
import type { PLAN_PROGRESS } from '../ledger/plan-life';
import { minor, subtractMinor, sumMinor, ZERO, type Minor } from '../money/money';
import { addBankDays } from '../time/bank-days';
import type { IsoDate } from '../time/dates';
import type { PlannedInstalment } from './build-plan';

/** A payment ordered on the due date is booked up to three bank days later; nobody's plan breaks over that. */
const PLAN_GRACE_BANK_DAYS = 3;

/**
 * Days on which nobody could be asked to pay: something of the plan was disputed, or money was on its way. An instalment whose
 * grace ends in a pause, or is not seen to be missed before one, falls due anew on the pause's last day, with the same grace;
 * `until` null = it lasts.
 */
export interface PlanPause {
  readonly from: IsoDate;
  readonly until: IsoDate | null;
}

/**
 * `on_track`: everything due is paid · `late`: something due is unpaid, still within the grace or a pause · `partly`: the same,
 * but part of it came · `broken`: at the end of some grace too little had been paid · `kept`: all is paid, and in time.
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
  /** The first bank day on which it could be seen that an instalment was missed; null = none was. */
  readonly missedSince: IsoDate | null;
  /** When each was fully paid; null = not yet. */
  readonly paidDates: readonly (IsoDate | null)[];
}

/**
 * The bank day after the last day on which an instalment due on `dueDate` counts as paid in time: what was booked on that last
 * day is in the next bank day's file (domain: camt files of a day come the morning after).
 */
export function planLookDay(dueDate: IsoDate, country: Country): IsoDate {
  return addBankDays(dueDate, PLAN_GRACE_BANK_DAYS + 1, country);
}

/** The last day on which an instalment is still paid in time; null while a pause lasts over it. */
function measuredOn(dueDate: IsoDate, country: Country, pauses: readonly PlanPause[]): IsoDate | null {
  let day = addBankDays(dueDate, PLAN_GRACE_BANK_DAYS, country);
  for (const { from, until } of [...pauses].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    // What begins before it could be seen that the day was missed comes in time.
    if (from > addBankDays(day, 1, country)) continue;
    if (until === null) return null;
    const anew = addBankDays(until, PLAN_GRACE_BANK_DAYS, country);
    if (anew > day) day = anew;
  }
  return day;
}

/** The status on `today`; payments dated later are not yet known. Payments fill the instalments in order, early ones carry on. */
export function planStatus(
  instalments: readonly PlannedInstalment[],
  payments: readonly PlanPayment[],
  at: { readonly today: IsoDate; readonly country: Country; readonly pauses?: readonly PlanPause[] },
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
  const missedDays = instalments.flatMap((one, index) => {
    const lastDay = measuredOn(one.dueDate, at.country, at.pauses ?? []);
    if (lastDay === null) return [];
    const seenOn = addBankDays(lastDay, 1, at.country);
    const dueThen = sumMinor(instalments.slice(0, index + 1).map((earlier) => earlier.amountMinor));
    return seenOn <= at.today && paidBy(lastDay) < dueThen ? [seenOn] : [];
  });
  const missedSince = missedDays.reduce<IsoDate | null>((min, day) => (min === null || day < min ? day : min), null);
  const isLatePartlyPaid = instalments.some((one, index) => {
    const paid = paidPerInstalment[index] ?? ZERO;
    return one.dueDate <= at.today && paid > 0n && paid < one.amountMinor;
  });
  const late: PlanProgress = isLatePartlyPaid ? 'partly' : 'late';
  const running: PlanProgress = overdueMinor > 0n ? late : next === null ? 'kept' : 'on_track';
  return {
    progress: missedSince === null ? running : 'broken',
    missedSince,
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
