import type { Knex } from 'knex';
import type { ClaimKind } from '../../../shared/ledger/vocabulary';
import { minor } from '../../../shared/money/money';
import { addDays } from '../../../shared/time/dates';
import type { Creditor } from '../../creditors/index';
import type { Customers } from '../../customers/index';
import type { Tx } from '../../platform/unit-of-work';
import { lineKindOf } from '../domain/line-kind';
import { spreadCredit } from '../domain/spread-credit';
import type { ImportedDocument } from '../importers/imported-file';
import {
  findBookedSources,
  insertClaims,
  insertEntries,
  insertLines,
  type NewClaim,
  type NewEntry,
  type NewLine,
} from '../store/booking';
import { findClaimIds, findSupplyPoints, insertSupplyPoints, type NewSupplyPoint } from '../store/claims';
import { lockAccounts } from '../store/open-claims';
import { findBookedAmount, readOwed } from '../store/told-invoices';
import { customerNoOf, resolveAccounts, utilityOf, type ResolvedAccount } from './resolve-accounts';
import type { MayDo } from './book-fee';
import type { Touched } from './touched';

/** An invoice without a due date is due after the usual two weeks. */
const DUE_DAYS_DEFAULT = 14;
/** A credit note that stands alone and bears the number of an invoice of its account. */
const CREDIT_PREFIX = 'CN';
/** A credit note names a number only; the invoice with it comes before a fee with the same one. */
const CREDITABLE: readonly ClaimKind[] = ['invoice', 'fee'];

export interface DocumentBatch {
  readonly creditor: Creditor;
  readonly documents: readonly ImportedDocument[];
  readonly importFileId: string | null;
}

export interface BookedDocuments {
  readonly bookedCount: number;
  /** Places of documents that were booked by an earlier file. */
  readonly duplicates: ReadonlySet<string>;
  readonly rejections: readonly { readonly place: string; readonly reason: string }[];
}

const sourceOf = (creditor: Creditor): string => `document:${creditor.id}`;
const kindOf = (document: ImportedDocument): ClaimKind =>
  document.claimKind ?? (document.kindText?.toLowerCase() === 'fee' ? 'fee' : 'invoice');
const sourceIdOf = (document: ImportedDocument): string =>
  // Invoices keep the id they were booked under before fees had one of their own.
  `${document.type}:${customerNoOf(document)}:${document.invoiceNo}${kindOf(document) === 'fee' ? ':fee' : ''}`;

/** What this document came to when it was booked before, by a file or a system; null when it never was. */
export async function findBookedDocument(
  sql: Knex,
  creditor: Creditor,
  document: ImportedDocument,
): Promise<bigint | null> {
  const sourceId = sourceIdOf(document);
  const ids = document.creditedInvoiceNos.map((_, place) => partIdOf(sourceId, place));
  return findBookedAmount(sql, sourceOf(creditor), [sourceId, ...ids]);
}

/** A credit note over several claims is several entries: the first bears the document's own id. */
const partIdOf = (sourceId: string, place: number): string => (place === 0 ? sourceId : `${sourceId}#${place + 1}`);

/**
 * Books invoices as claims and credit notes as negative entries on the claim they credit (or a claim of their own when it is
 * unknown). Each document enters once; one in another money than its account is rejected, and so is a fee on an account whose
 * open cases are all stopped: the creditor adds no cost to what is disputed or rests.
 */
export async function bookDocuments(
  tx: Tx,
  batch: DocumentBatch,
  parts: { readonly customers: Customers; readonly touched: Touched; readonly mayDo: MayDo },
): Promise<BookedDocuments> {
  const { creditor, documents } = batch;
  const known = await findBookedSources(tx.sql, sourceOf(creditor), documents.map(sourceIdOf));
  const seen = new Set(known);
  const fresh: ImportedDocument[] = [];
  const duplicates = new Set<string>();
  for (const document of documents) {
    const sourceId = sourceIdOf(document);
    if (seen.has(sourceId)) duplicates.add(document.place);
    else fresh.push(document);
    seen.add(sourceId);
  }
  const accounts = await resolveAccounts(tx, { creditor, documents: fresh }, parts.customers);
  const accountOf = (document: ImportedDocument) => accounts.get(customerNoOf(document));
  const accountIds = [...new Set([...accounts.values()].map(({ accountId }) => accountId))];
  await lockAccounts(tx.sql, accountIds);
  const claimIds = await findClaimIds(tx.sql, accountIds);
  // The same invoice may have come another way: by hand, or from another system before this import existed.
  const isKnown = (document: ImportedDocument) =>
    document.amountMinor > 0n &&
    claimIds.has(`${accountOf(document)?.accountId} ${kindOf(document)} ${document.invoiceNo}`);
  for (const document of fresh.filter(isKnown)) duplicates.add(document.place);
  const unknown = fresh.filter((document) => !isKnown(document));
  const isFee = (document: ImportedDocument): boolean => kindOf(document) === 'fee' && document.amountMinor > 0n;
  const charged = unknown.filter(isFee).flatMap((document) => accountOf(document)?.accountId ?? []);
  const stopped = await findFeeStopped(tx, [...new Set(charged)], parts.mayDo);
  const faultOf = (document: ImportedDocument): string | null => {
    if (document.amountMinor === 0n) return 'ZERO';
    const account = accountOf(document);
    if (account?.currency !== document.currency) return 'CURRENCY_NOT_SUPPORTED';
    return isFee(document) && stopped.has(account.accountId) ? 'CASE_STOPPED' : null;
  };
  const bookable = unknown.filter((document) => faultOf(document) === null);
  await book(tx, { ...batch, documents: bookable }, { accounts, claimIds, touched: parts.touched });
  return {
    bookedCount: bookable.length,
    duplicates,
    rejections: unknown.flatMap((document) => {
      const reason = faultOf(document);
      return reason === null ? [] : [{ place: document.place, reason }];
    }),
  };
}

/** Accounts with open cases, none of which may bear a fee now. Fees by document are few: no question without one. */
async function findFeeStopped(tx: Tx, accountIds: readonly string[], mayDo: MayDo): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set();
  const cases = await tx
    .sql('cases')
    .whereIn('customer_account_id', [...accountIds])
    .whereNot({ stage: 'closed' })
    .select<{ id: string; customer_account_id: string }[]>('id', 'customer_account_id');
  const stopped = new Set(cases.map((one) => one.customer_account_id));
  for (const { id: caseId, customer_account_id: accountId } of cases) {
    // Reads of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    if ((await mayDo(tx.sql, { deed: 'fee', caseId, nowMs: tx.nowMs })).ok) stopped.delete(accountId);
  }
  return stopped;
}

interface Accounts {
  readonly accounts: ReadonlyMap<string, ResolvedAccount>;
  readonly claimIds: ReadonlyMap<string, string>;
  readonly touched: Touched;
}

async function book(tx: Tx, batch: DocumentBatch, { accounts, claimIds: known, touched }: Accounts): Promise<void> {
  const { creditor, documents, importFileId } = batch;
  const resolved = documents.flatMap((document) => {
    const account = accounts.get(customerNoOf(document));
    return account === undefined ? [] : [{ document, account }];
  });
  const supplyPoints = await prepareSupplyPoints(tx, resolved, creditor);
  const claimIds = new Map(known);
  const claims: NewClaim[] = [];
  const entries: NewEntry[] = [];
  const lines: NewLine[] = [];
  const creditedBy = (document: ImportedDocument, accountId: string): readonly string[] => {
    const named = document.creditedInvoiceNos.flatMap((invoiceNo) => {
      const [first] = CREDITABLE.flatMap((kind) => claimIds.get(`${accountId} ${kind} ${invoiceNo}`) ?? []);
      return first ?? [];
    });
    return document.amountMinor < 0n ? [...new Set(named)] : [];
  };
  const several = resolved.flatMap(({ document, account }) => {
    const named = creditedBy(document, account.accountId);
    return named.length > 1 ? named : [];
  });
  const owed = new Map(await readOwed(tx.sql, several));
  for (const { document, account } of resolved) {
    const isCredit = document.amountMinor < 0n;
    const credited = creditedBy(document, account.accountId);
    let parts = spreadCredit(minor(document.amountMinor), credited, owed);
    if (!isCredit || credited.length === 0) {
      const key = `${account.accountId} ${kindOf(document)} ${document.invoiceNo}`;
      const isTaken = claimIds.has(key);
      const invoiceNo = isTaken ? `${CREDIT_PREFIX} ${document.invoiceNo}` : document.invoiceNo;
      const supplyPointId = supplyPoints.get(`${account.accountId} ${document.supplyPoint ?? ''}`) ?? null;
      const claim = toClaim(tx, document, { account, invoiceNo, supplyPointId, importFileId });
      claims.push(claim);
      lines.push(...toLines(document, claim.id));
      claimIds.set(key, claim.id);
      parts = [{ claimId: claim.id, amountMinor: minor(document.amountMinor) }];
    }
    for (const [place, { claimId, amountMinor }] of parts.entries()) {
      owed.set(claimId, (owed.get(claimId) ?? 0n) + amountMinor);
      entries.push({
        id: tx.makeId('ledgerEntry'),
        accountId: account.accountId,
        claimId,
        kind: isCredit ? 'credit_note' : kindOf(document),
        amountMinor,
        currency: document.currency,
        eventDate: document.issueDate,
        cause: importFileId ?? sourceOf(creditor),
        source: sourceOf(creditor),
        sourceId: partIdOf(sourceIdOf(document), place),
        reference: document.invoiceNo,
      });
    }
    touched.add(account.accountId, account.customerId, { ids: parts.map(({ claimId }) => claimId) });
  }
  await insertClaims(tx.sql, claims, tx.nowMs);
  await insertLines(tx.sql, lines);
  await insertEntries(tx.sql, entries, tx.nowMs);
}

function toClaim(
  tx: Tx,
  document: ImportedDocument,
  on: {
    readonly account: ResolvedAccount;
    readonly invoiceNo: string;
    readonly supplyPointId: string | null;
    readonly importFileId: string | null;
  },
): NewClaim {
  return {
    id: tx.makeId('claim'),
    accountId: on.account.accountId,
    supplyPointId: on.supplyPointId,
    kind: kindOf(document),
    invoiceNo: on.invoiceNo,
    // Without a payment reference people write the invoice number, and matching finds that too.
    reference: document.reference ?? document.invoiceNo,
    issueDate: document.issueDate,
    dueDate: document.dueDate ?? addDays(document.issueDate, DUE_DAYS_DEFAULT),
    periodFrom: document.periodFrom,
    periodTo: document.periodTo,
    currency: document.currency,
    importFileId: on.importFileId,
    agreedRateBp: document.agreedRateBp ?? null,
  };
}

function toLines(document: ImportedDocument, claimId: string): NewLine[] {
  return document.lines.map((line, index) => ({
    claimId,
    lineNo: index + 1,
    kind: line.lineKind ?? lineKindOf(line.kind, line.text),
    text: line.text,
    quantity: line.quantity,
    unit: line.unit,
    amountMinor: line.amountMinor,
  }));
}

/** Finds or makes the supply points that documents name, by account and meter number. */
async function prepareSupplyPoints(
  tx: Tx,
  resolved: readonly { readonly document: ImportedDocument; readonly account: ResolvedAccount }[],
  creditor: Creditor,
): Promise<ReadonlyMap<string, string>> {
  const named = resolved.filter(({ document }) => document.supplyPoint !== null);
  const points = new Map(await findSupplyPoints(tx.sql, [...new Set(named.map(({ account }) => account.accountId))]));
  const fresh: NewSupplyPoint[] = [];
  for (const { document, account } of named) {
    const meterNo = document.supplyPoint ?? '';
    const key = `${account.accountId} ${meterNo}`;
    if (points.has(key)) continue;
    const id = tx.makeId('supplyPoint');
    const address = document.buyer.address ?? '';
    fresh.push({
      id,
      accountId: account.accountId,
      utility: utilityOf(document, creditor),
      meterNo,
      street: address,
      since: document.issueDate,
    });
    points.set(key, id);
  }
  await insertSupplyPoints(tx.sql, fresh);
  return points;
}
