import { minor, type Minor } from '../../../shared/money/money';
import type { IsoDate } from '../../../shared/time/dates';
import type { Customers } from '../../customers/index';
import type { Tx } from '../../platform/unit-of-work';
import { afterLaying, layOnClaim, type Laid, type OpenClaim } from '../domain/lay-payment';
import { matchPayment, type PaymentMatchFound } from '../domain/match-payment';
import { readAccountHeads } from '../store/accounts';
import {
  findBookedSources,
  insertAllocations,
  insertEntries,
  type NewAllocation,
  type NewEntry,
} from '../store/booking';
import { lockAccounts, readOpenDebits } from '../store/open-claims';
import { insertUnmatched } from '../store/unmatched';
import { gatherKnowledge } from './payment-knowledge';
import type { Touched } from './touched';

/** Money that came in for a creditor, from a bank file, a creditor or a person. */
export interface NewPayment {
  /** The same for the same payment wherever it is told; with `source` it enters once. */
  readonly sourceId: string;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly bookedDate: IsoDate;
  readonly references: readonly { readonly text: string; readonly amountMinor: Minor | null }[];
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly customerNo: string | null;
  readonly channel: string;
}

export interface PaymentBatch {
  readonly creditorId: string;
  readonly source: string;
  readonly payments: readonly NewPayment[];
  readonly importFileId: string | null;
  readonly recordedBy: string | null;
}

export interface BookedPayments {
  readonly bookedCount: number;
  readonly unmatchedCount: number;
  /** Source ids that were known before. */
  readonly duplicates: ReadonlySet<string>;
}

/** Payments matched against the ledger in one round of queries. */
const PAYMENTS_PER_ROUND = 500;

/**
 * Books payments: each once per source id, laid on the claims it is for, the rest of an overpayment left on the account,
 * what cannot be placed put on the work list. The accounts touched are locked until the transaction ends.
 */
export async function bookPayments(
  tx: Tx,
  batch: PaymentBatch,
  parts: { readonly customers: Customers; readonly touched: Touched },
): Promise<BookedPayments> {
  const duplicates = new Set<string>();
  let bookedCount = 0;
  let unmatchedCount = 0;
  for (let start = 0; start < batch.payments.length; start += PAYMENTS_PER_ROUND) {
    const round = { ...batch, payments: batch.payments.slice(start, start + PAYMENTS_PER_ROUND) };
    // A later payment must see what an earlier one has paid.
    // oxlint-disable-next-line no-await-in-loop
    const known = await findBookedSources(
      tx.sql,
      batch.source,
      round.payments.map((one) => one.sourceId),
    );
    const fresh = round.payments.filter(({ sourceId }) => !known.has(sourceId) && !duplicates.has(sourceId));
    for (const sourceId of known) duplicates.add(sourceId);
    // oxlint-disable-next-line no-await-in-loop
    const unmatched = await bookRound(tx, { ...round, payments: fresh }, parts);
    bookedCount += fresh.length - unmatched;
    unmatchedCount += unmatched;
  }
  return { bookedCount, unmatchedCount, duplicates };
}

async function bookRound(
  tx: Tx,
  batch: PaymentBatch,
  parts: { readonly customers: Customers; readonly touched: Touched },
): Promise<number> {
  if (batch.payments.length === 0) return 0;
  const knowledge = await gatherKnowledge(tx.sql, batch, parts.customers);
  const decisions = batch.payments.map((payment) => ({
    payment,
    found: matchPayment(payment, knowledge.about(payment)),
  }));
  const placed = decisions.flatMap(({ payment, found }) => (found.kind === 'unmatched' ? [] : [{ payment, found }]));
  const accounts = await readAccountHeads(tx.sql, [...new Set(placed.map(({ found }) => found.accountId))]);
  // A payment in another money than its account is for a person to look at.
  const fits = (accountId: string, currency: string) =>
    accounts.some((account) => account.id === accountId && account.currency === currency);
  const bookable = placed.filter(({ payment, found }) => fits(found.accountId, payment.currency));
  await lockAccounts(
    tx.sql,
    bookable.map(({ found }) => found.accountId),
  );
  await book(tx, batch, {
    bookable,
    touched: parts.touched,
    customerOf: new Map(accounts.map((one) => [one.id, one.customerId])),
  });
  const isBookable = new Set(bookable.map(({ payment }) => payment.sourceId));
  const unmatched = batch.payments.filter(({ sourceId }) => !isBookable.has(sourceId));
  await insertUnmatched(tx, batch, unmatched);
  return unmatched.length;
}

type Placed = Exclude<PaymentMatchFound, { kind: 'unmatched' }>;

async function book(
  tx: Tx,
  batch: PaymentBatch,
  work: {
    readonly bookable: readonly { readonly payment: NewPayment; readonly found: Placed }[];
    readonly touched: Touched;
    readonly customerOf: ReadonlyMap<string, string>;
  },
): Promise<void> {
  const claimIds = work.bookable.flatMap(({ found }) =>
    found.kind === 'matched' ? found.claims.map((one) => one.claimId) : [],
  );
  const open = new Map(await readOpenDebits(tx.sql, [...new Set(claimIds)]));
  const entries: NewEntry[] = [];
  const allocations: NewAllocation[] = [];
  for (const { payment, found } of work.bookable) {
    const entry = paymentEntry(tx, batch, { payment, accountId: found.accountId });
    entries.push(entry);
    const laid = found.kind === 'matched' ? layAll(open, found, payment.amountMinor) : [];
    if (found.kind === 'matched') {
      for (const { entryId, amountMinor } of laid) {
        const id = tx.makeId('allocation');
        allocations.push({
          id,
          creditEntryId: entry.id,
          debitEntryId: entryId,
          amountMinor,
          match: found.how,
          recordedBy: batch.recordedBy,
        });
      }
    }
    const ids = [entry.id, ...new Set(laid.map(({ claimId }) => claimId))];
    work.touched.add(found.accountId, work.customerOf.get(found.accountId) ?? '', { ids, payments: [entry.id] });
  }
  await insertEntries(tx.sql, entries, tx.nowMs);
  await insertAllocations(tx.sql, allocations, tx.nowMs);
}

/** Lays a payment on its claims in order, within the ceilings the payer gave, and keeps `open` true for the next payment. */
function layAll(
  open: Map<string, OpenClaim>,
  found: Extract<Placed, { kind: 'matched' }>,
  amountMinor: Minor,
): readonly Laid[] {
  let left = amountMinor;
  const laid: Laid[] = [];
  for (const { claimId, amountMinor: ceiling } of found.claims) {
    const claim = open.get(claimId);
    if (claim === undefined || left <= 0n) continue;
    const some = layOnClaim(claim, ceiling === null || ceiling > left ? left : ceiling);
    open.set(claimId, afterLaying(claim, some));
    laid.push(...some);
    left = minor(left - some.reduce((sum, one) => sum + one.amountMinor, 0n));
  }
  return laid;
}

function paymentEntry(
  tx: Tx,
  batch: PaymentBatch,
  { payment, accountId }: { readonly payment: NewPayment; readonly accountId: string },
): NewEntry {
  const [first] = payment.references;
  return {
    id: tx.makeId('ledgerEntry'),
    accountId,
    claimId: null,
    kind: 'payment',
    amountMinor: minor(-payment.amountMinor),
    currency: payment.currency,
    eventDate: payment.bookedDate,
    cause: batch.importFileId ?? batch.source,
    source: batch.source,
    sourceId: payment.sourceId,
    channel: payment.channel,
    reference: first === undefined ? null : first.text,
    payerName: payment.payerName,
    payerAccount: payment.payerAccount,
  };
}
