import { openClaims } from '../../../../../shared/insights/account-facts';
import type { Claim, CollectionCase, CustomerAccount, Payment } from '../../../../../shared/ledger/case-file';
import { sumMinor, type Minor } from '../../../../../shared/money/money';
import { compareDates, type IsoDate } from '../../../../../shared/time/dates';

/** What must be seen before speaking. */
export interface LedgerSummary {
  readonly outstandingMinor: Minor;
  readonly overdueMinor: Minor;
  readonly openCount: number;
  readonly overdueCount: number;
  readonly lastPayment: Payment | null;
  /** The claims the last payment went to. */
  readonly lastPaid: readonly Claim[];
  readonly nextStep: { readonly stage: CollectionCase['stage']; readonly date: IsoDate } | null;
  readonly disconnection: CollectionCase['disconnection'];
}

export function ledgerSummary(account: CustomerAccount, today: IsoDate): LedgerSummary {
  const open = openClaims(account);
  const overdue = open.filter(({ dueDate }) => dueDate < today);
  const lastPayment = [...account.payments].sort((a, b) => compareDates(b.bookedDate, a.bookedDate))[0] ?? null;
  const paidIds = new Set<string>(lastPayment?.allocations.map(({ claimId }) => claimId));
  const steps = account.cases.flatMap(({ nextStep }) => nextStep ?? []);
  const cuts = account.cases.flatMap(({ disconnection }) => disconnection ?? []);
  return {
    outstandingMinor: sumMinor(open.map(({ balanceMinor }) => balanceMinor)),
    overdueMinor: sumMinor(overdue.map(({ balanceMinor }) => balanceMinor)),
    openCount: open.length,
    overdueCount: overdue.length,
    lastPayment,
    lastPaid: account.claims.filter(({ id }) => paidIds.has(id)),
    nextStep: steps.sort((a, b) => compareDates(a.date, b.date))[0] ?? null,
    disconnection: cuts.sort((a, b) => compareDates(a.earliestCutDate, b.earliestCutDate))[0] ?? null,
  };
}
