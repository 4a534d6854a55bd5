import type { RuleQuery } from '../../../shared/rules/index';
import { localDate } from '../../../shared/time/zones';
import type { Creditor } from '../../creditors/index';
import type { Customers } from '../../customers/index';
import type { Tx } from '../../platform/unit-of-work';
import type { ImportedDocument } from '../importers/imported-file';
import { closeSettledCases, openCases } from '../store/cases';
import { tellInTurn, type LoweredListener, type PaymentListener } from './after-payments';
import type { MayDo } from './book-fee';
import { bookCoveredInterest } from './book-interest';
import { bookDocuments, type BookedDocuments } from './book-documents';
import { bookPayments, type BookedPayments, type NewPayment } from './book-payments';
import { setDueTimer } from './review-due-dates';
import { Touched } from './touched';

/** Documents and payments of one creditor, from a file or from its system. */
export interface Batch {
  readonly creditor: Creditor;
  readonly importFileId: string | null;
  readonly recordedBy: string | null;
  readonly documents: readonly ImportedDocument[];
  readonly payments: readonly NewPayment[];
}

export interface BookedBatch {
  readonly documents: BookedDocuments;
  readonly payments: BookedPayments;
  /** What changed; `tell` it when everything else of the transaction is recorded. */
  readonly touched: Touched;
}

/**
 * Books what is new of a batch in the transaction given, and lets follow what follows: cases open and close, other features
 * hear of the money. What was booked before, by a file or a system, is counted as duplicate and booked once.
 */
export async function bookBatch(
  tx: Tx,
  batch: Batch,
  parts: {
    readonly customers: Customers;
    readonly paymentListeners: readonly PaymentListener[];
    readonly loweredListeners: readonly LoweredListener[];
    readonly ruleRows: () => RuleQuery['rows'];
    readonly mayDo: MayDo;
  },
): Promise<BookedBatch> {
  const { creditor, importFileId } = batch;
  const touched = new Touched();
  const work = { customers: parts.customers, touched, mayDo: parts.mayDo };
  const documents = await bookDocuments(tx, { creditor, importFileId, documents: batch.documents }, work);
  const payments = await bookPayments(
    tx,
    {
      creditorId: creditor.id,
      source: `payment:${creditor.id}`,
      importFileId,
      recordedBy: batch.recordedBy,
      payments: batch.payments,
    },
    work,
  );
  await follow(tx, { creditor, touched }, parts);
  return { documents, payments, touched };
}

/** What follows from new claims and money: cases open and close, and others hear of the payments. */
async function follow(
  tx: Tx,
  { creditor, touched }: { readonly creditor: Creditor; readonly touched: Touched },
  listen: {
    readonly paymentListeners: readonly PaymentListener[];
    readonly loweredListeners: readonly LoweredListener[];
    readonly ruleRows: () => RuleQuery['rows'];
  },
): Promise<void> {
  const today = localDate(tx.nowMs, creditor.country);
  await openCases(tx, touched.accountIds(), today);
  const paid = touched.paid(creditor.id);
  await tellInTurn(tx, paid, listen.paymentListeners);
  const interest = await bookCoveredInterest(tx, paid, listen.ruleRows());
  for (const { accountId, customerId } of paid)
    touched.add(accountId, customerId, { ids: interest.get(accountId) ?? [] });
  await tellInTurn(tx, touched.accountIds(), listen.loweredListeners);
  await closeSettledCases(tx, touched.accountIds(), today);
  await setDueTimer(tx, creditor, today);
}
