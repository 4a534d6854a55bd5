import { createHash } from 'node:crypto';
import type { Language } from '../../../shared/lang/languages';
import { CURRENCIES } from '../../../shared/lang/languages';
import { minor } from '../../../shared/money/money';
import type { ImportResult } from '../../../shared/protocol/http';
import { ok, type Result } from '../../../shared/result';
import { findForeignPayees, type Creditor } from '../../creditors/index';
import type { Customers } from '../../customers/index';
import type { Tx } from '../../platform/unit-of-work';
import { importSummary, type ImportSummary, type LaterRejection } from '../importers/import-summary';
import {
  REJECTION_TEXT,
  type ImportedDocument,
  type ImportedFile,
  type PaymentEntry,
  type RejectionReason,
} from '../importers/imported-file';
import { parseImportFile } from '../importers/parse-import-file';
import { insertImport, type ImportRejection } from '../store/imports';
import type { RuleQuery } from '../../../shared/rules/index';
import type { LoweredListener, PaymentListener } from './after-payments';
import type { MayDo } from './book-fee';
import { bookBatch } from './book-batch';
import type { BookedDocuments } from './book-documents';
import type { BookedPayments } from './book-payments';
import { withCheckedNumbers } from './resolve-accounts';

export interface ImportRequest {
  readonly creditor: Creditor;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Take invoices whose seller is somebody else, too. */
  readonly anySeller: boolean;
  readonly importedBy: string | null;
  /** In which the reasons of rejections are written. */
  readonly language: Language;
  /** The bytes read by {@link readImportFile} before the transaction; left out, they are read in it. */
  readonly file?: ImportedFile;
}

export interface ImportOutcome {
  readonly result: ImportResult;
  /** The lines the import command prints, one per currency. */
  readonly lines: readonly (ImportSummary & { readonly duplicates: number; readonly unmatched: number })[];
}

export interface ImportParts {
  readonly customers: Customers;
  readonly paymentListeners: readonly PaymentListener[];
  readonly loweredListeners: readonly LoweredListener[];
  /** Law and policy as they stand, with the rows an administrator has added. */
  readonly ruleRows: () => RuleQuery['rows'];
  readonly mayDo: MayDo;
}

/**
 * Reads a file whole and books what is in it, in the one transaction given: a malformed file is refused (FILE_MALFORMED,
 * FILE_UNKNOWN_FORMAT) before anything is written, and what a file brought before is counted as duplicate, never booked twice.
 */
export async function importFile(tx: Tx, request: ImportRequest, parts: ImportParts): Promise<Result<ImportOutcome>> {
  const parsed =
    request.file === undefined ? parseImportFile(request.bytes, { fileName: request.fileName }) : ok(request.file);
  if (!parsed.ok) return parsed;
  const file = parsed.value;
  const { creditor } = request;
  const importFileId = tx.makeId('importFile');
  const foreign = new Set(request.anySeller ? [] : file.documents.filter((document) => !isSoldBy(document, creditor)));
  const strangers = await findForeignPayees(
    tx.sql,
    creditor.id,
    file.payments.flatMap(({ payee }) => payee ?? []),
  );
  const isForeign = ({ payee }: PaymentEntry): boolean => payee !== undefined && strangers.has(payee);
  const received: ImportedFile = { ...file, payments: file.payments.filter((entry) => !isForeign(entry)) };
  const own = withCheckedNumbers(
    file.documents.filter((document) => !foreign.has(document)),
    { creditor, nowMs: tx.nowMs },
  );
  const { documents, payments, touched } = await bookBatch(
    tx,
    {
      creditor,
      importFileId,
      recordedBy: request.importedBy,
      documents: own.documents,
      payments: received.payments.flatMap((entry) =>
        entry.payments.map((payment) => ({ ...payment, sourceId: payment.key, channel: file.format })),
      ),
    },
    parts,
  );
  const outcome = summarise(file, request, {
    importFileId,
    documents,
    payments,
    received: received.payments,
    later: [
      ...[...foreign].map(({ place }) => ({ place, reason: 'SELLER_NOT_CREDITOR' })),
      ...file.payments.filter(isForeign).map(({ place }) => ({ place, reason: 'PAYEE_NOT_CREDITOR' })),
      ...own.rejections,
      ...documents.rejections,
    ],
  });
  await record(tx, request, { file, outcome });
  touched.tell(tx);
  return ok(outcome);
}

/** True when the document names no seller, or one of the creditor's own numbers (with or without its scheme). */
function isSoldBy(document: ImportedDocument, creditor: Creditor): boolean {
  if (document.seller === null) return true;
  const own = new Set([creditor.orgNo, ...creditor.sellerIds].map(compactId));
  return document.seller.ids.some(({ scheme, id }) => own.has(compactId(id)) || own.has(compactId(`${scheme}:${id}`)));
}

const compactId = (text: string): string => text.replace(/[\s.-]/gu, '').toUpperCase();

interface Booked {
  readonly importFileId: ImportResult['importFileId'];
  readonly documents: BookedDocuments;
  readonly payments: BookedPayments;
  /** The payments that were this creditor's. */
  readonly received: readonly PaymentEntry[];
  readonly later: readonly LaterRejection[];
}

function summarise(file: ImportedFile, request: ImportRequest, booked: Booked): ImportOutcome {
  const lines = importSummary(file, booked.later);
  // An entry is a duplicate when every payment in it was known before.
  const duplicateEntries = booked.received.filter(({ payments }) =>
    payments.every(({ key }) => booked.payments.duplicates.has(key)),
  );
  const duplicates = duplicateEntries.length + booked.documents.duplicates.size;
  const unmatched = booked.payments.unmatchedCount;
  const result: ImportResult = {
    importFileId: booked.importFileId,
    fileName: request.fileName,
    lines: lines.flatMap(({ currency, totalMinor, acceptedMinor, format, entries, accepted, rejected }) => {
      const known = CURRENCIES.find((one) => one === currency);
      if (known === undefined) return [];
      return [
        {
          format,
          entries,
          accepted,
          rejected,
          totalMinor: minor(totalMinor),
          acceptedMinor: minor(acceptedMinor),
          currency: known,
        },
      ];
    }),
    duplicates,
    unmatched,
    rejections: rejectionsOf(lines, request.language),
  };
  return { result, lines: lines.map((line) => ({ ...line, duplicates, unmatched })) };
}

function rejectionsOf(lines: readonly ImportSummary[], language: Language): ImportRejection[] {
  const all = lines.flatMap((line) => line.rejections ?? []);
  return all.map(({ place, reasons }, index) => ({
    entryNo: index + 1,
    place,
    code: reasons.join(' '),
    reason: reasons.map((reason) => (isReason(reason) ? REJECTION_TEXT[reason][language] : reason)).join(' '),
  }));
}

function isReason(reason: string): reason is RejectionReason {
  return Object.hasOwn(REJECTION_TEXT, reason);
}

async function record(
  tx: Tx,
  request: ImportRequest,
  { file, outcome }: { readonly file: ImportedFile; readonly outcome: ImportOutcome },
): Promise<void> {
  const { result, lines } = outcome;
  if (result.importFileId === null) return;
  const accepted = lines.reduce((sum, line) => sum + line.accepted, 0);
  await insertImport(tx, {
    id: result.importFileId,
    creditorId: request.creditor.id,
    fileName: request.fileName,
    format: file.format,
    sha256: createHash('sha256').update(request.bytes).digest('hex'),
    entries: lines.reduce((sum, line) => sum + line.entries, 0),
    accepted,
    duplicates: result.duplicates,
    summary: lines,
    importedBy: request.importedBy,
    rejections: result.rejections,
  });
  tx.record('import.finished', request.creditor.id, {
    importFileId: result.importFileId,
    creditorId: request.creditor.id,
    accepted,
    rejected: result.rejections.length,
  });
}
