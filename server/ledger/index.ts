import type { Knex } from 'knex';
import type { Creditors } from '../creditors/index';
import type { Customers } from '../customers/index';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import type { Id } from '../../shared/ids/ids';
import type { Result } from '../../shared/result';
import type { RuleQuery } from '../../shared/rules/index';
import { registerLedgerRoutes } from './http';
import {
  countAccounts,
  findAccountsByNo,
  insertAccounts,
  readAccountHead,
  readAccountHeads,
  readAccountOfCase,
  readAccountOfClaim,
} from './store/accounts';
import { readCaseStatuses, readClaimIdsOfCases } from './store/case-status';
import { closeSettledCases, endHolds, openCases, placeHold } from './store/cases';
import { customersInScope, findCustomersByNumber, readCaseNos, withinScope } from './store/find-customers';
import { lockAccounts, lockAccountsOfCustomer, readOpenDebits } from './store/open-claims';
import { readAccounts, type AccountQuestion, type LedgerAccount } from './store/read-accounts';
import { hasSupplyPoint, nextSupplySequence, saveSupplyPoint } from './store/supply-points';
import { findBookedAmount, findInvoice, insertDelivery, isLaid } from './store/told-invoices';
import { tellInTurn, type LoweredListener, type PaymentListener } from './use-cases/after-payments';
import { bookBatch, type Batch, type BookedBatch } from './use-cases/book-batch';
import { findBookedDocument } from './use-cases/book-documents';
import { bookFee, type MayDo, type NewFee } from './use-cases/book-fee';
import { importFile, type ImportOutcome, type ImportRequest } from './use-cases/import-file';
import { readLimitations } from './use-cases/read-limitations';
import { layRest } from './use-cases/lay-rest';
import { removeFees, type FeesToRemove } from './use-cases/remove-fees';
import { resendInvoice } from './use-cases/resend-invoice';
import { reversePayment } from './use-cases/reverse-payment';
import { DUE_TIMER, reviewDueDates } from './use-cases/review-due-dates';
import { waiveFee, type Waiver } from './use-cases/waive-fee';

export type { AccountHead } from './store/accounts';
export type { AccountQuestion, DisconnectionNotice, LedgerAccount, LedgerCase } from './store/read-accounts';
export type { LoweredListener, PaidAccount, PaymentListener } from './use-cases/after-payments';
export type { ImportOutcome, ImportRequest } from './use-cases/import-file';
export type { ImportedDocument, DocumentLine } from './importers/imported-file';
export type { RemovedFees } from './use-cases/remove-fees';
export type { MayDo } from './use-cases/book-fee';
export type { NewPayment } from './use-cases/book-payments';
export type { LedgerCaseStatus } from './store/case-status';
export { describeMalformed } from './importers/malformed';

/** What is owed and what was paid: claims, entries, allocations, cases and their holds. */
export interface Ledger {
  readonly readAccountHead: typeof readAccountHead;
  readonly readAccountHeads: typeof readAccountHeads;
  readonly readAccountOfCase: typeof readAccountOfCase;
  readonly readAccountOfClaim: typeof readAccountOfClaim;
  readonly lockAccounts: typeof lockAccounts;
  readonly lockAccountsOfCustomer: typeof lockAccountsOfCustomer;
  /** By claim id: what is owed and what can be laid on it. */
  readonly readOpenDebits: typeof readOpenDebits;
  readonly placeHold: typeof placeHold;
  readonly endHolds: typeof endHolds;
  readonly openCases: typeof openCases;
  readonly closeSettledCases: typeof closeSettledCases;
  /** When the open claims of an account grow too old; see use-cases/read-limitations.ts. */
  readonly readLimitations: typeof readLimitations;
  /** Books a fee, when the case gate lets it; see use-cases/book-fee.ts. */
  bookFee(tx: Tx, fee: NewFee): Promise<Result<Id<'claim'>>>;
  readonly layRest: typeof layRest;
  removeFees(tx: Tx, about: FeesToRemove): ReturnType<typeof removeFees>;
  readonly resendInvoice: typeof resendInvoice;
  /** A payment whose money went back; see use-cases/reverse-payment.ts. */
  readonly reversePayment: typeof reversePayment;
  readonly findCustomersByNumber: typeof findCustomersByNumber;
  readonly withinScope: typeof withinScope;
  readonly customersInScope: typeof customersInScope;
  readonly readCaseNos: typeof readCaseNos;
  readonly findAccountsByNo: typeof findAccountsByNo;
  readonly insertAccounts: typeof insertAccounts;
  readonly countAccounts: typeof countAccounts;
  readonly saveSupplyPoint: typeof saveSupplyPoint;
  readonly hasSupplyPoint: typeof hasSupplyPoint;
  readonly nextSupplySequence: typeof nextSupplySequence;
  readonly findInvoice: typeof findInvoice;
  readonly findBookedAmount: typeof findBookedAmount;
  readonly findBookedDocument: typeof findBookedDocument;
  readonly isLaid: typeof isLaid;
  readonly insertDelivery: typeof insertDelivery;
  /** Where cases of one creditor stand, as that creditor may know it. */
  readonly readCaseStatuses: typeof readCaseStatuses;
  readonly readClaimIdsOfCases: typeof readClaimIdsOfCases;
  /** Books documents and payments that a creditor's system sent; see use-cases/book-batch.ts. */
  bookBatch(tx: Tx, batch: Batch): Promise<BookedBatch>;
  /** Every account of a customer within a scope, whole, in a fixed number of queries. */
  readAccounts(sql: Knex, question: AccountQuestion): Promise<readonly LedgerAccount[]>;
  waiveFee(tx: Tx, waiver: Waiver): ReturnType<typeof waiveFee>;
  /** Reads and books a file in the transaction given; see use-cases/import-file.ts. */
  importFile(tx: Tx, request: ImportRequest): Promise<Result<ImportOutcome>>;
  /** Adds somebody who acts, in the same transaction, when money has arrived. Call while composing, not later. */
  onPayments(listener: PaymentListener): void;
  /** Adds somebody who acts when documents, waivers or money may have lowered what accounts owe. Call while composing. */
  onLowered(listener: LoweredListener): void;
}

/** What the ledger does as it stands, with nothing but the transaction it is given. */
const DIRECT = {
  readAccountHead,
  readAccountHeads,
  readAccountOfCase,
  readAccountOfClaim,
  lockAccounts,
  lockAccountsOfCustomer,
  readOpenDebits,
  placeHold,
  endHolds,
  openCases,
  closeSettledCases,
  readLimitations,
  layRest,
  resendInvoice,
  reversePayment,
  findCustomersByNumber,
  withinScope,
  customersInScope,
  readCaseNos,
  findAccountsByNo,
  insertAccounts,
  countAccounts,
  saveSupplyPoint,
  hasSupplyPoint,
  nextSupplySequence,
  findInvoice,
  findBookedAmount,
  findBookedDocument,
  isLaid,
  insertDelivery,
  readCaseStatuses,
  readClaimIdsOfCases,
};

/** Builds the ledger and registers its routes (imports and the work list of unmatched payments). */
export function createLedger(
  platform: Pick<Platform, 'routes' | 'db' | 'timers'>,
  deps: {
    readonly customers: Customers;
    readonly creditors: Creditors;
    /** The case gate, asked before every fee. */
    readonly mayDo: MayDo;
    /** Law and policy as they stand, with the rows an administrator has added. */
    readonly ruleRows: () => RuleQuery['rows'];
  },
): Ledger {
  const paymentListeners: PaymentListener[] = [];
  const loweredListeners: LoweredListener[] = [];
  const importParts = {
    customers: deps.customers,
    paymentListeners,
    loweredListeners,
    mayDo: deps.mayDo,
    ruleRows: deps.ruleRows,
  };
  registerLedgerRoutes(platform, deps.creditors, importParts);
  platform.timers.handle(DUE_TIMER, async (tx, creditorId) => {
    const [creditor] = await deps.creditors.readCreditors(tx.sql, [creditorId]);
    if (creditor !== undefined) await reviewDueDates(tx, creditor);
  });
  return {
    ...DIRECT,
    bookFee: (tx, fee) => bookFee(tx, fee, deps.mayDo),
    async removeFees(tx, about) {
      const removed = await removeFees(tx, about);
      if (removed.removedMinor > 0n) await tellInTurn(tx, [about.account.id], loweredListeners);
      return removed;
    },
    bookBatch: (tx, batch) => bookBatch(tx, batch, importParts),
    readAccounts: (sql, question) => readAccounts(sql, question, deps.creditors.mandatesOn),
    async waiveFee(tx, waiver) {
      const waived = await waiveFee(tx, waiver, deps.creditors);
      if (waived.ok) await tellInTurn(tx, [waiver.account.id], loweredListeners);
      return waived;
    },
    importFile: (tx, request) => importFile(tx, request, importParts),
    onPayments: (listener) => void paymentListeners.push(listener),
    onLowered: (listener) => void loweredListeners.push(listener),
  };
}
