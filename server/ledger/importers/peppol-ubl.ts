import type { Currency } from '../../../shared/lang/languages';
import { negateMinor, sumMinor, type Minor } from '../../../shared/money/money';
import type { IsoDate } from '../../../shared/time/dates';
import { gather, type DocumentLine, type ImportedDocument, type ImportedFile, type ReadEntry } from './imported-file';
import { malformed } from './malformed';
import { readParty } from './peppol-party';
import { dateAt, decimalAt, isSupportedCurrency } from './values';
import { all, find, namespaceOf, need, needText, textAt, type XmlElement } from './xml';

/** Peppol BIS Billing 3.0 (EN 16931 in UBL 2.1): one invoice or credit note per file. */
const SHAPES = {
  Invoice: { type: 'invoice', line: 'InvoiceLine', quantity: 'InvoicedQuantity' },
  CreditNote: { type: 'credit_note', line: 'CreditNoteLine', quantity: 'CreditedQuantity' },
} as const;

function shapeOf(root: XmlElement) {
  const isUbl = namespaceOf(root) === `urn:oasis:names:specification:ubl:schema:xsd:${root.name}-2`;
  if (!isUbl) return null;
  if (root.name === 'Invoice') return SHAPES.Invoice;
  return root.name === 'CreditNote' ? SHAPES.CreditNote : null;
}

/** True for a root element of a UBL invoice or credit note. */
export function isPeppolUbl(root: XmlElement): boolean {
  return shapeOf(root) !== null;
}

function amountAt(element: XmlElement, currency: string): Minor {
  const own = element.attributes['currencyID'];
  if (own !== currency) malformed('VALUE_INVALID', element.path, { expected: currency, found: own ?? '' });
  return decimalAt(element.text, currency, element.path);
}

function optionalAmount(parent: XmlElement, name: string, currency: string): Minor | null {
  const element = find(parent, name);
  return element === null ? null : amountAt(element, currency);
}

function itemLine(line: XmlElement, quantityName: string, currency: string): DocumentLine {
  const quantity = find(line, quantityName);
  return {
    kind: 'item',
    text: textAt(line, 'Item', 'Name') ?? textAt(line, 'Item', 'Description') ?? needText(line, 'ID'),
    quantity: quantity?.text ?? null,
    unit: quantity?.attributes['unitCode'] ?? null,
    amountMinor: amountAt(need(line, 'LineExtensionAmount'), currency),
  };
}

function allowanceOrCharge(element: XmlElement, currency: string): DocumentLine {
  const isCharge = needText(element, 'ChargeIndicator') === 'true';
  const amount = amountAt(need(element, 'Amount'), currency);
  return {
    kind: isCharge ? 'charge' : 'allowance',
    text: textAt(element, 'AllowanceChargeReason') ?? textAt(element, 'AllowanceChargeReasonCode') ?? '',
    quantity: null,
    unit: null,
    amountMinor: isCharge ? amount : negateMinor(amount),
  };
}

/** The tax of the document's currency; a second `TaxTotal` may repeat it in the currency of accounting. */
function taxOf(root: XmlElement, currency: string): Minor {
  const amounts = all(root, 'TaxTotal').flatMap((total) => {
    const amount = find(total, 'TaxAmount');
    return amount === null || amount.attributes['currencyID'] !== currency ? [] : [amountAt(amount, currency)];
  });
  return sumMinor(amounts.slice(0, 1));
}

function extraLine(kind: 'tax' | 'prepaid' | 'rounding', amountMinor: Minor): readonly DocumentLine[] {
  return amountMinor === 0n ? [] : [{ kind, text: '', quantity: null, unit: null, amountMinor }];
}

const ZERO_LINE = sumMinor([]);

function linesOf(root: XmlElement, currency: string): readonly DocumentLine[] {
  const shape = shapeOf(root) ?? SHAPES.Invoice;
  const total = need(root, 'LegalMonetaryTotal');
  const items = all(root, shape.line).map((line) => itemLine(line, shape.quantity, currency));
  if (items.length === 0) malformed('ELEMENT_MISSING', root.path, { expected: shape.line });
  return [
    ...items,
    ...all(root, 'AllowanceCharge').map((element) => allowanceOrCharge(element, currency)),
    ...extraLine('tax', taxOf(root, currency)),
    ...extraLine('prepaid', negateMinor(optionalAmount(total, 'PrepaidAmount', currency) ?? ZERO_LINE)),
    ...extraLine('rounding', optionalAmount(total, 'PayableRoundingAmount', currency) ?? ZERO_LINE),
  ];
}

function optionalDate(root: XmlElement, ...names: readonly string[]): IsoDate | null {
  const element = find(root, ...names);
  return element === null || element.text === '' ? null : dateAt(element.text, element.path);
}

/** What is asked for: a credit note asks for the opposite of an invoice. */
function signed(amount: Minor, type: ImportedDocument['type']): Minor {
  return type === 'credit_note' ? negateMinor(amount) : amount;
}

interface Facts {
  readonly type: ImportedDocument['type'];
  readonly currency: Currency;
  readonly amountMinor: Minor;
  readonly lines: readonly DocumentLine[];
}

function documentOf(root: XmlElement, facts: Facts): ImportedDocument {
  const buyer = readParty(need(root, 'AccountingCustomerParty', 'Party'));
  const means = find(root, 'PaymentMeans');
  const credited = all(root, 'BillingReference').flatMap(
    (reference) => textAt(reference, 'InvoiceDocumentReference', 'ID') ?? [],
  );
  return {
    kind: 'document',
    place: root.path,
    ...facts,
    invoiceNo: needText(root, 'ID'),
    creditedInvoiceNos: credited,
    issueDate: dateAt(needText(root, 'IssueDate'), `${root.path}/IssueDate`),
    dueDate: optionalDate(root, 'DueDate') ?? optionalDate(root, 'PaymentMeans', 'PaymentDueDate'),
    periodFrom: optionalDate(root, 'InvoicePeriod', 'StartDate'),
    periodTo: optionalDate(root, 'InvoicePeriod', 'EndDate'),
    reference: textAt(means, 'PaymentID'),
    seller: readParty(need(root, 'AccountingSupplierParty', 'Party')),
    buyer,
    customerNo: textAt(root, 'AccountingCustomerParty', 'Party', 'PartyIdentification', 'ID'),
    nationalId: null,
    supplyPoint: textAt(root, 'Delivery', 'DeliveryLocation', 'ID'),
    kindText: null,
  };
}

function readDocument(root: XmlElement, type: ImportedDocument['type']): ReadEntry {
  const currency = needText(root, 'DocumentCurrencyCode');
  const payable = amountAt(need(root, 'LegalMonetaryTotal', 'PayableAmount'), currency);
  const amountMinor = signed(payable, type);
  const base = { place: root.path, amountMinor, currency };
  if (!isSupportedCurrency(currency)) return { ...base, kind: 'rejected', reasons: ['CURRENCY_NOT_SUPPORTED'] };
  const lines = linesOf(root, currency).map((line) => ({ ...line, amountMinor: signed(line.amountMinor, type) }));
  const document = documentOf(root, { type, currency, amountMinor, lines });
  if (payable < 0n) return { ...base, kind: 'rejected', reasons: ['NEGATIVE'] };
  // EN 16931 BR-CO-10 to 16: lines, charges, allowances, tax, prepaid and rounding make the payable amount.
  if (sumMinor(lines.map((line) => line.amountMinor)) !== amountMinor) {
    return { ...base, kind: 'rejected', reasons: ['INVOICE_SUMS_DIFFER'] };
  }
  return document;
}

/** Reads an invoice or credit note. Its amount is what is to be paid; negative for a credit note. Throws MalformedFileError. */
export function readPeppolUbl(root: XmlElement): ImportedFile {
  const shape =
    shapeOf(root) ?? malformed('UNKNOWN_FORMAT', root.path, { expected: 'UBL Invoice, CreditNote', found: root.name });
  return gather('peppol-ubl', [readDocument(root, shape.type)], []);
}
