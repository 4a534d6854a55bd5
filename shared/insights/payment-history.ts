/** How somebody has paid so far, across every creditor in the reader's scope: facts first, a profile from them after. */
import type { CaseFile, Claim, CustomerAccount } from '../ledger/case-file';
import { addMonths, compareDates, daysBetween, type IsoDate } from '../time/dates';

/** Older bills say little about who somebody is today. */
const HISTORY_MONTHS = 24;
/** A payment is booked one to three bank days after it was made; five days with a weekend between are not late. */
const BOOKING_DAYS = 5;
/** What is due this recently is not history yet. */
const FRESH_DAYS = 5;

/** One invoice that was due and what became of it. */
export interface PastInvoice {
  readonly claim: Claim;
  /** The day the last of it was booked; null while something is open. */
  readonly settledOn: IsoDate | null;
  /** Days after the due date, booking time included; zero when in time. */
  readonly daysLate: number;
}

export interface PaymentHistory {
  readonly invoices: readonly PastInvoice[];
  readonly creditorCount: number;
  readonly inTimeCount: number;
  readonly lateCount: number;
  readonly openCount: number;
  readonly openCreditorCount: number;
  readonly brokenPlanCount: number;
  /** Mean of the late ones that were paid; null when there are none. */
  readonly meanDaysLate: number | null;
}

function settledOn(claim: Claim, account: CustomerAccount): IsoDate | null {
  if (claim.balanceMinor > 0n) return null;
  const days = account.payments
    .filter(({ allocations }) => allocations.some(({ claimId }) => claimId === claim.id))
    .map(({ bookedDate }) => bookedDate);
  return days.sort(compareDates).at(-1) ?? claim.dueDate;
}

/** What was credited or given up tells nothing about how somebody pays: it is neither paid in time nor late. */
function saysSomething(claim: Claim, account: CustomerAccount): boolean {
  if (claim.entries.some(({ kind }) => kind === 'write_off')) return false;
  const isPaid = account.payments.some(({ allocations }) => allocations.some(({ claimId }) => claimId === claim.id));
  return claim.balanceMinor > 0n || isPaid;
}

function pastInvoices(account: CustomerAccount, today: IsoDate): PastInvoice[] {
  const from = addMonths(today, -HISTORY_MONTHS);
  return account.claims
    .filter(({ kind, dueDate }) => kind === 'invoice' && dueDate >= from && daysBetween(dueDate, today) > FRESH_DAYS)
    .filter((claim) => saysSomething(claim, account))
    .map((claim) => {
      const settled = settledOn(claim, account);
      const days = daysBetween(claim.dueDate, settled ?? today);
      return { claim, settledOn: settled, daysLate: days > BOOKING_DAYS ? days : 0 };
    });
}

/** The history in a case file, which holds only creditors that the reader may see. */
export function paymentHistory(caseFile: CaseFile, today: IsoDate): PaymentHistory {
  const accounts = caseFile.accounts.map((account) => ({ account, invoices: pastInvoices(account, today) }));
  const invoices = accounts.flatMap((one) => one.invoices);
  const settled = invoices.filter((one) => one.settledOn !== null);
  const late = settled.filter(({ daysLate }) => daysLate > 0);
  return {
    invoices,
    creditorCount: accounts.filter((one) => one.invoices.length > 0).length,
    inTimeCount: settled.length - late.length,
    lateCount: late.length,
    openCount: invoices.length - settled.length,
    openCreditorCount: accounts.filter((one) => one.invoices.some(({ settledOn: day }) => day === null)).length,
    brokenPlanCount: caseFile.accounts.flatMap(({ plans }) => plans).filter(({ state }) => state === 'broken').length,
    meanDaysLate:
      late.length === 0 ? null : Math.round(late.reduce((sum, { daysLate }) => sum + daysLate, 0) / late.length),
  };
}

/** Who somebody seems to be as a payer; Lindorff and RiksTV cut or spare a service by it. */
export type PayerProfile = 'first_timer' | 'forgetful' | 'strained';

/** Fewer bills than this are no history. */
const INVOICES_MIN = 4;
const STRAINED_OPEN_MIN = 3;

/**
 * The profile, or null when the history is too short or mixed to say anything fair. Strained: three bills unpaid at once, or a
 * plan that broke. First-timer: at most two open and hardly ever late before. Forgetful: pays always, but at least half late.
 */
export function payerProfile(history: PaymentHistory): PayerProfile | null {
  const { invoices, openCount, brokenPlanCount, lateCount, inTimeCount } = history;
  if (invoices.length < INVOICES_MIN) return null;
  const isBroken = brokenPlanCount > 0 && openCount > 0;
  if (openCount >= STRAINED_OPEN_MIN || isBroken) return 'strained';
  const settledCount = lateCount + inTimeCount;
  if (openCount > 0 && lateCount * 10 <= settledCount) return 'first_timer';
  if (lateCount * 2 >= settledCount && lateCount > 0) return 'forgetful';
  return null;
}

/** From this many bills on the profile is a fair reading. */
const SURE_FROM = 8;

/** How sure a profile from this history is. */
export function profileConfidence({ invoices }: PaymentHistory): 'medium' | 'low' {
  return invoices.length >= SURE_FROM ? 'medium' : 'low';
}
