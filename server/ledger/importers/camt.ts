import { readCamtEntry, type CamtEntry, type CamtReport } from './camt-entry';
import { checkBalances, checkSummary } from './camt-totals';
import { gather, type ImportedFile } from './imported-file';
import { malformed } from './malformed';
import { keyMaker } from './values';
import { all, find, namespaceOf, need, textAt, type XmlElement } from './xml';

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:camt\.(05[34])\.001\.0([2-8])$/u;

const SHAPES = {
  '053': { format: 'camt053', message: 'BkToCstmrStmt', report: 'Stmt' },
  '054': { format: 'camt054', message: 'BkToCstmrDbtCdtNtfctn', report: 'Ntfctn' },
} as const;

function shapeOf(root: XmlElement) {
  const type = NAMESPACE.exec(namespaceOf(root))?.[1];
  return type === '053' || type === '054' ? SHAPES[type] : null;
}

/** True for a root element of camt.053 or camt.054, versions 2 to 8. */
export function isCamt(root: XmlElement): boolean {
  return root.name === 'Document' && shapeOf(root) !== null;
}

function accountOf(report: XmlElement): string {
  const id = find(report, 'Acct', 'Id');
  return (
    textAt(id, 'IBAN') ?? textAt(id, 'Othr', 'Id') ?? malformed('ELEMENT_MISSING', report.path, { expected: 'Acct/Id' })
  );
}

function isWholeMessage(message: XmlElement, report: XmlElement): boolean {
  const pages = [find(message, 'GrpHdr', 'MsgPgntn'), find(report, 'StmtPgntn'), find(report, 'NtfctnPgntn')];
  return pages.every(
    (page) => page === null || (Number(textAt(page, 'PgNb')) === 1 && textAt(page, 'LastPgInd') !== 'false'),
  );
}

interface ReadReport {
  readonly entries: readonly CamtEntry[];
  readonly currency: string | null;
}

function readReport(report: XmlElement, isWhole: boolean, keyOf: (key: string) => string): ReadReport {
  const info: CamtReport = {
    account: accountOf(report),
    createdAt: textAt(report, 'CreDtTm'),
    keyOf,
  };
  const entries = all(report, 'Ntry').map((entry) => readCamtEntry(entry, info));
  if (isWhole) {
    checkSummary(report, entries);
    checkBalances(report, entries);
  }
  return { entries, currency: textAt(report, 'Acct', 'Ccy') };
}

/**
 * Reads camt.053 and camt.054: one entry per `Ntry`. The summary (`TxsSummry`) and the balances must agree with the
 * entries when the message is not a page of a larger one. Throws MalformedFileError.
 */
export function readCamt(root: XmlElement): ImportedFile {
  const shape =
    shapeOf(root) ??
    malformed('UNKNOWN_FORMAT', root.path, { expected: 'camt.053, camt.054', found: namespaceOf(root) });
  const message = need(root, shape.message);
  const reports = all(message, shape.report);
  if (reports.length === 0) malformed('ELEMENT_MISSING', message.path, { expected: shape.report });
  const keyOf = keyMaker();
  const read = reports.map((report) => readReport(report, isWholeMessage(message, report), keyOf));
  return gather(
    shape.format,
    read.flatMap(({ entries }) => entries.map((entry) => entry.read)),
    read.flatMap(({ currency }) => (currency === null ? [] : [currency])),
  );
}
