import type { Id } from '../../../shared/ids/ids';
import { minor, negateMinor } from '../../../shared/money/money';
import { ok, refuse, type Result } from '../../../shared/result';
import type { IsoDate } from '../../../shared/time/dates';
import { localDate } from '../../../shared/time/zones';
import type { Creditor } from '../../creditors/index';
import type { Tx } from '../../platform/unit-of-work';
import { readAccountHead, type AccountHead } from '../store/accounts';
import { insertAllocations, insertEntries, reverseAllocations } from '../store/booking';
import { leaveClosedCases, openCases } from '../store/cases';
import { lockAccounts } from '../store/open-claims';
import { lockUnmatchedBySource, reverseUnmatched } from '../store/unmatched';
import { setDueTimer } from './review-due-dates';
import { Touched } from './touched';

export interface PaymentReversal {
  readonly creditor: Creditor;
  /** Under which the payment was booked; one reversal per payment. */
  readonly source: string;
  readonly sourceId: string;
  readonly reversedOn: IsoDate;
}

export interface ReversedPayment {
  readonly status: 'created' | 'unchanged';
  /** The entry that takes it back; null for a payment that nobody had placed. */
  readonly entryId: Id<'ledgerEntry'> | null;
  readonly paymentEntryId: Id<'ledgerEntry'> | null;
}

interface PaymentRow {
  readonly id: Id<'ledgerEntry'>;
  readonly customer_account_id: string;
  readonly amount_minor: bigint;
  readonly event_date: IsoDate;
  readonly channel: string | null;
  readonly reference: string | null;
}

/**
 * Takes a payment back whose money went back: what it paid is owed again, nothing of it is left, and a payment nobody had placed
 * leaves the work list. Once per payment; again is `unchanged`. Refused with PAYMENT_UNKNOWN, and INVALID_PAYLOAD for a day
 * before the payment or to come. The caller has made sure that nobody reverses the same payment meanwhile.
 */
export async function reversePayment(tx: Tx, reversal: PaymentReversal): Promise<Result<ReversedPayment>> {
  const { creditor, source, sourceId, reversedOn } = reversal;
  if (reversedOn > localDate(tx.nowMs, creditor.country)) return refuse('INVALID_PAYLOAD', { at: 'reversedDate' });
  const waiting = await lockUnmatchedBySource(tx.sql, { source, sourceId });
  const payment = await tx
    .sql('ledger_entries')
    .where({ source, source_id: sourceId, kind: 'payment' })
    .first<PaymentRow | undefined>();
  if (payment !== undefined) return takeBack(tx, reversal, payment);
  if (waiting === null) return refuse('PAYMENT_UNKNOWN');
  if (waiting.isResolved) return ok({ status: 'unchanged', entryId: null, paymentEntryId: null });
  if (reversedOn < waiting.bookedDate) return refuse('INVALID_PAYLOAD', { at: 'reversedDate' });
  await reverseUnmatched(tx.sql, waiting.id, reversedOn);
  return ok({ status: 'created', entryId: null, paymentEntryId: null });
}

async function takeBack(tx: Tx, reversal: PaymentReversal, payment: PaymentRow): Promise<Result<ReversedPayment>> {
  const account = await readAccountHead(tx.sql, payment.customer_account_id);
  if (account === null) return refuse('PAYMENT_UNKNOWN');
  await lockAccounts(tx.sql, [account.id]);
  const before = await tx
    .sql('ledger_entries')
    .where({ source: reversal.source, source_id: reversalIdOf(reversal.sourceId) })
    .first<{ id: Id<'ledgerEntry'> } | undefined>('id');
  const paymentEntryId = payment.id;
  if (before !== undefined) return ok({ status: 'unchanged', entryId: before.id, paymentEntryId });
  if (reversal.reversedOn < payment.event_date) return refuse('INVALID_PAYLOAD', { at: 'reversedDate' });
  const owedAgain = await reverseAllocations(tx, payment.id);
  const entryId = await bookReturn(tx, reversal, { account, payment });
  await leaveClosedCases(tx.sql, owedAgain);
  const today = localDate(tx.nowMs, account.country);
  await openCases(tx, [account.id], today);
  await setDueTimer(tx, reversal.creditor, today);
  const touched = new Touched();
  touched.add(account.id, account.customerId, { ids: [entryId, payment.id, ...owedAgain] });
  touched.tell(tx);
  return ok({ status: 'created', entryId, paymentEntryId });
}

const reversalIdOf = (sourceId: string): string => `reversal:${sourceId}`;

/** The money that went back, with the payment laid on it, so that nothing of the payment is left to be laid anywhere. */
async function bookReturn(
  tx: Tx,
  { source, sourceId, reversedOn }: PaymentReversal,
  { account, payment }: { readonly account: AccountHead; readonly payment: PaymentRow },
): Promise<Id<'ledgerEntry'>> {
  const id = tx.makeId('ledgerEntry');
  const amountMinor = negateMinor(minor(payment.amount_minor));
  await insertEntries(
    tx.sql,
    [
      {
        id,
        accountId: account.id,
        claimId: null,
        kind: 'refund',
        amountMinor,
        currency: account.currency,
        eventDate: reversedOn,
        cause: payment.id,
        source,
        sourceId: reversalIdOf(sourceId),
        channel: payment.channel,
        reference: payment.reference,
      },
    ],
    tx.nowMs,
  );
  const allocation = { id: tx.makeId('allocation'), creditEntryId: payment.id, debitEntryId: id, amountMinor };
  await insertAllocations(tx.sql, [{ ...allocation, match: 'manual', recordedBy: null }], tx.nowMs);
  return id;
}
