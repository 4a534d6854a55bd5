/** The ledger as rows of one table: each payment beside the invoice it paid, details below the row they belong to. */
import { newestFirst } from '../../../../../shared/insights/account-facts';
import type { Claim, CustomerAccount, Payment } from '../../../../../shared/ledger/case-file';
import type { LedgerEntryKind } from '../../../../../shared/ledger/vocabulary';
import { minor, negateMinor, type Minor } from '../../../../../shared/money/money';
import { compareDates, type IsoDate } from '../../../../../shared/time/dates';
import { claimStatus, type ClaimStatus } from './claim-status';

type Delivery = Claim['deliveries'][number];
type InvoiceLine = Claim['lines'][number];
type Entry = Claim['entries'][number];
type Allocation = Payment['allocations'][number];

interface RowBase {
  readonly id: string;
  /** Ids of the ledger that this row shows: evidence, changes and forms find it by them. */
  readonly entityIds: readonly string[];
}

export type LedgerRow = RowBase &
  (
    | { readonly kind: 'claim'; readonly claim: Claim; readonly status: ClaimStatus; readonly isExpanded: boolean }
    | {
        readonly kind: 'payment';
        readonly payment: Payment;
        /** The claim this part of the payment was laid on; null for what is not matched yet. */
        readonly paid: Claim | null;
        readonly amountMinor: Minor;
        readonly isExpanded: boolean;
      }
    | { readonly kind: 'entry'; readonly entry: Entry; readonly claim: Claim; readonly entryKind: LedgerEntryKind }
    | { readonly kind: 'line'; readonly line: InvoiceLine; readonly claim: Claim }
    | { readonly kind: 'delivery'; readonly delivery: Delivery; readonly claim: Claim }
    | { readonly kind: 'history'; readonly entry: Entry; readonly claim: Claim }
    | { readonly kind: 'allocation'; readonly allocation: Allocation; readonly payment: Payment }
  );

interface RowOptions {
  readonly today: IsoDate;
  readonly expandedIds: readonly string[];
}

/** Entries that get a row of their own under the claim: what changed it after it was issued. */
const OWN_ROW: ReadonlySet<LedgerEntryKind> = new Set([
  'credit_note',
  'fee',
  'fee_waiver',
  'interest',
  'refund',
  'write_off',
]);

/** All rows of an account, newest claim first; on top payments that match nothing, and those whose money went back. */
export function ledgerRows(account: CustomerAccount, options: RowOptions): LedgerRow[] {
  const unmatched = account.payments.filter(
    ({ unallocatedMinor, reversedOn }) => unallocatedMinor > 0n || reversedOn !== null,
  );
  return [
    ...unmatched.flatMap((payment) => paymentRows(payment, null, { amountMinor: looseOf(payment), options })),
    ...newestFirst(account.claims).flatMap((claim) => claimRows(claim, account, options)),
  ];
}

function looseOf({ amountMinor, unallocatedMinor, reversedOn }: Payment): Minor {
  return reversedOn === null ? unallocatedMinor : amountMinor;
}

function claimRows(claim: Claim, account: CustomerAccount, options: RowOptions): LedgerRow[] {
  const isExpanded = options.expandedIds.includes(claim.id);
  const status = claimStatus(claim, account, options.today);
  const details = isExpanded ? claimDetails(claim) : [];
  // A fee that stands alone is itself its only entry.
  const own = claim.entries.filter(({ kind }) => OWN_ROW.has(kind) && (claim.kind === 'invoice' || kind !== 'fee'));
  return [
    { id: claim.id, entityIds: [claim.id], kind: 'claim', claim, status, isExpanded },
    ...details,
    ...own.map((entry): LedgerRow => ({
      id: entry.id,
      entityIds: [entry.id],
      kind: 'entry',
      entry,
      claim,
      entryKind: entry.kind,
    })),
    ...paymentsOf(claim, account, options),
  ];
}

function paymentsOf(claim: Claim, account: CustomerAccount, options: RowOptions): LedgerRow[] {
  return [...account.payments]
    .sort((a, b) => compareDates(b.bookedDate, a.bookedDate))
    .flatMap((payment) => {
      const laid = payment.allocations.filter(({ claimId }) => claimId === claim.id);
      if (laid.length === 0) return [];
      const amountMinor = minor(laid.reduce((sum, allocation) => sum + allocation.amountMinor, 0n));
      return paymentRows(payment, claim, { amountMinor, options });
    });
}

function paymentRows(
  payment: Payment,
  paid: Claim | null,
  { amountMinor, options }: { readonly amountMinor: Minor; readonly options: RowOptions },
): LedgerRow[] {
  // One payment may have paid several invoices: it stands beside each with its part.
  const id = `${payment.id}:${paid?.id ?? 'unmatched'}`;
  const isExpanded = options.expandedIds.includes(id);
  const shown = negateMinor(amountMinor);
  return [
    { id, entityIds: [payment.id], kind: 'payment', payment, paid, amountMinor: shown, isExpanded },
    ...(isExpanded ? allocationRows(payment, id) : []),
  ];
}

function allocationRows(payment: Payment, rowId: string): LedgerRow[] {
  return payment.allocations.map((allocation, index) => ({
    id: `${rowId}:allocation:${index}`,
    entityIds: [],
    kind: 'allocation',
    allocation,
    payment,
  }));
}

function claimDetails(claim: Claim): LedgerRow[] {
  return [
    ...claim.lines.map((line): LedgerRow => ({
      id: `${claim.id}:line:${line.lineNo}`,
      entityIds: [],
      kind: 'line',
      line,
      claim,
    })),
    ...claim.deliveries.map((delivery, index): LedgerRow => ({
      id: `${claim.id}:delivery:${index}`,
      entityIds: [],
      kind: 'delivery',
      delivery,
      claim,
    })),
    // What has a row of its own below the claim is not said twice.
    ...claim.entries
      .filter(({ kind }) => !OWN_ROW.has(kind) || claim.kind === 'fee')
      .map((entry): LedgerRow => ({
        id: `${claim.id}:history:${entry.id}`,
        entityIds: [],
        kind: 'history',
        entry,
        claim,
      })),
  ];
}

/** The rows that show any of these ids, in table order. */
export function rowIdsOf(rows: readonly LedgerRow[], entityIds: readonly string[]): string[] {
  return rows.filter((row) => row.entityIds.some((id) => entityIds.includes(id))).map(({ id }) => id);
}

/** The claims behind the chosen rows: a payment's or fee's row stands for the claim it is beside. */
export function claimIdsOf(rows: readonly LedgerRow[], rowIds: readonly string[]): string[] {
  const ids = rows
    .filter(({ id }) => rowIds.includes(id))
    .flatMap((row) => {
      if (row.kind === 'payment') return row.paid === null ? [] : [row.paid.id];
      return row.kind === 'allocation' ? [row.allocation.claimId] : [row.claim.id];
    });
  return [...new Set<string>(ids)];
}

/** The signed amount of a row; null where there is none (a delivery). */
export function amountOf(row: LedgerRow): Minor | null {
  switch (row.kind) {
    case 'claim':
      return row.claim.originalMinor;
    case 'payment':
      return row.amountMinor;
    case 'entry':
    case 'history':
      return row.entry.amountMinor;
    case 'line':
      return row.line.amountMinor;
    case 'allocation':
      return row.allocation.amountMinor;
    case 'delivery':
      return null;
  }
}
