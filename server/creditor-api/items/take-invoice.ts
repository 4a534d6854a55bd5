import { minor } from '../../../shared/money/money';
import type { CreditorItem, ItemDone } from '../../../shared/protocol/creditor-items';
import { ok, refuse, type Refusal, type Result } from '../../../shared/result';
import type { ImportedDocument } from '../../ledger/index';
import type { Tx } from '../../platform/unit-of-work';
import type { TakeContext } from '../parts';
import { accountOf, type KnownAccount } from './account-of';

type Item = CreditorItem<'invoices'>;

/**
 * Takes an invoice or credit note, booked once by the ledger as from a file. Told again with the same amount it is unchanged;
 * with another one, or another due date, BOOKED_DIFFERENTLY, because what is booked is corrected by a credit note. Refused with CUSTOMER_UNKNOWN,
 * SUPPLY_POINT_UNKNOWN, CURRENCY_DIFFERS, AMOUNT_SIGN, LINE_SUMS_DIFFER, and INVOICE_UNKNOWN for a credit note whose invoices are all unknown.
 */
export async function takeInvoice(tx: Tx, item: Item, context: TakeContext): Promise<Result<ItemDone>> {
  const { ledger } = context;
  const wrong = faultOf(item);
  if (wrong !== null) return { ok: false, error: wrong };
  const account = await accountOf(tx, item.customerNo, context);
  if (!account.ok) return account;
  const { accountId, currency } = account.value;
  if (currency !== item.currency) return refuse('CURRENCY_DIFFERS', { expected: currency });
  const meterNo = item.meterNo ?? null;
  if (meterNo !== null && !(await ledger.hasSupplyPoint(tx.sql, accountId, meterNo)))
    return refuse('SUPPLY_POINT_UNKNOWN', { meterNo });
  if (!(await knowsCredited(tx, { item, accountId }, context)))
    return refuse('INVOICE_UNKNOWN', { invoiceNo: item.creditsInvoiceNos.join(' ') });
  return bookOnce(tx, { item, account: account.value }, context);
}

/** True unless a credit note names invoices and none of them is known: nobody would be credited, and all would seem well. */
async function knowsCredited(
  tx: Tx,
  { item, accountId }: { readonly item: Item; readonly accountId: string },
  { ledger }: TakeContext,
): Promise<boolean> {
  if (item.type !== 'credit_note' || item.creditsInvoiceNos.length === 0) return true;
  for (const invoiceNo of item.creditsInvoiceNos) {
    // oxlint-disable-next-line no-await-in-loop
    if ((await ledger.findInvoice(tx.sql, accountId, invoiceNo)) !== null) return true;
  }
  return false;
}

async function bookOnce(
  tx: Tx,
  { item, account }: { readonly item: Item; readonly account: KnownAccount },
  context: TakeContext,
): Promise<Result<ItemDone>> {
  const document = toDocument(item);
  const booked = await bookedBefore(tx, { item, document, account }, context);
  if (booked !== null && booked !== item.amountMinor)
    return refuse('BOOKED_DIFFERENTLY', { bookedMinor: booked.toString() });
  const refused = booked === null ? await book(tx, document, context) : null;
  if (refused !== null) return { ok: false, error: refused };
  const claim = await context.ledger.findInvoice(tx.sql, account.accountId, item.invoiceNo);
  const id = claim?.claimId ?? null;
  if (booked === null) return ok({ status: 'created', id });
  const moved = claim === null ? null : movedDueDate(item, claim.dueDate);
  return moved === null ? ok({ status: 'unchanged', id }) : { ok: false, error: moved };
}

/** Other time to pay is an agreement with the customer, not a correction that may pass unseen; null when it is the same day. */
function movedDueDate({ type, dueDate }: Item, booked: string): Refusal | null {
  if (type !== 'invoice' || dueDate == null || dueDate === booked) return null;
  return { code: 'BOOKED_DIFFERENTLY', details: { field: 'dueDate', booked } };
}

async function book(tx: Tx, document: ImportedDocument, { creditor, ledger }: TakeContext): Promise<Refusal | null> {
  const batch = { creditor, importFileId: null, recordedBy: null, documents: [document], payments: [] };
  const { documents, touched } = await ledger.bookBatch(tx, batch);
  const [rejection] = documents.rejections;
  if (rejection !== undefined)
    return { code: 'INVALID_PAYLOAD', details: { at: 'amountMinor', reason: rejection.reason } };
  touched.tell(tx);
  return null;
}

/** What the item itself has wrong; null when nothing. */
function faultOf(item: Item): Refusal | null {
  const isCredit = item.type === 'credit_note';
  if (isCredit ? item.amountMinor >= 0n : item.amountMinor <= 0n) return { code: 'AMOUNT_SIGN' };
  const sum = item.lines.reduce((total, line) => total + line.amountMinor, 0n);
  if (item.lines.length > 0 && sum !== item.amountMinor)
    return {
      code: 'LINE_SUMS_DIFFER',
      details: { sumMinor: sum.toString(), amountMinor: item.amountMinor.toString() },
    };
  return null;
}

async function bookedBefore(
  tx: Tx,
  about: { readonly item: Item; readonly document: ImportedDocument; readonly account: KnownAccount },
  { creditor, ledger }: TakeContext,
): Promise<bigint | null> {
  const { item, document, account } = about;
  const bySource = await ledger.findBookedDocument(tx.sql, creditor, document);
  if (bySource !== null || item.type === 'credit_note') return bySource;
  return (await ledger.findInvoice(tx.sql, account.accountId, item.invoiceNo))?.originalMinor ?? null;
}

function toDocument(item: Item): ImportedDocument {
  return {
    kind: 'document',
    type: item.type,
    place: item.invoiceNo,
    amountMinor: item.amountMinor,
    currency: item.currency,
    invoiceNo: item.invoiceNo,
    creditedInvoiceNos: item.creditsInvoiceNos,
    issueDate: item.issueDate,
    dueDate: item.dueDate ?? null,
    periodFrom: item.periodFrom ?? null,
    periodTo: item.periodTo ?? null,
    reference: item.reference ?? null,
    seller: null,
    buyer: { name: null, ids: [], address: null, countryCode: null, phone: null, email: null },
    customerNo: item.customerNo,
    nationalId: null,
    supplyPoint: item.meterNo ?? null,
    kindText: null,
    ...(item.agreedRateBp == null ? {} : { agreedRateBp: item.agreedRateBp }),
    lines: item.lines.map(({ text, kind, quantity, unit, amountMinor }) => ({
      kind: 'item' as const,
      ...(kind === undefined ? {} : { lineKind: kind }),
      text,
      quantity: quantity ?? null,
      unit: unit ?? null,
      amountMinor: minor(amountMinor),
    })),
  };
}
