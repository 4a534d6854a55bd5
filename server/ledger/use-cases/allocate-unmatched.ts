import type { Id } from '../../../shared/ids/ids';
import { minor } from '../../../shared/money/money';
import { ok, refuse, type Result } from '../../../shared/result';
import type { RuleQuery } from '../../../shared/rules/index';
import { localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import { layOnClaim } from '../domain/lay-payment';
import { readAccountOfClaim, type AccountHead } from '../store/accounts';
import { insertAllocations, insertEntries } from '../store/booking';
import { closeSettledCases } from '../store/cases';
import { lockAccounts, readOpenDebits } from '../store/open-claims';
import { lockUnmatched, resolveUnmatched, type UnmatchedPayment } from '../store/unmatched';
import { tellInTurn, type LoweredListener, type PaymentListener } from './after-payments';
import { bookCoveredInterest } from './book-interest';

export interface UnmatchedAllocation {
  readonly paymentId: string;
  readonly claimId: Id<'claim'>;
  readonly decidedBy: string;
  maySee(creditorId: string): boolean;
}

/**
 * Lays a payment of the work list on the claim a person chose; what the claim does not take stays on that account. Refused with
 * NOT_FOUND (payment or claim unknown, out of scope, or of another creditor), ALREADY_IMPORTED when it was placed before.
 */
export async function allocateUnmatched(
  tx: Tx,
  ask: UnmatchedAllocation,
  parts: {
    readonly paymentListeners: readonly PaymentListener[];
    readonly loweredListeners: readonly LoweredListener[];
    readonly ruleRows: () => RuleQuery['rows'];
  },
): Promise<Result<{ readonly ledgerEntryId: Id<'ledgerEntry'>; readonly account: AccountHead }>> {
  const payment = await lockUnmatched(tx.sql, ask.paymentId);
  const account = await readAccountOfClaim(tx.sql, ask.claimId);
  if (payment === null || account === null || !ask.maySee(payment.creditorId)) return refuse('NOT_FOUND');
  if (account.creditorId !== payment.creditorId || account.currency !== payment.currency) return refuse('NOT_FOUND');
  if (payment.isResolved) return refuse('ALREADY_IMPORTED');
  await lockAccounts(tx.sql, [account.id]);
  const ledgerEntryId = await book(tx, ask, { payment, account });
  await resolveUnmatched(tx.sql, payment.id, ledgerEntryId);
  const paid = {
    accountId: account.id,
    customerId: account.customerId,
    creditorId: account.creditorId,
    paymentEntryIds: [ledgerEntryId],
  };
  await tellInTurn(tx, [paid], parts.paymentListeners);
  const interest = (await bookCoveredInterest(tx, [paid], parts.ruleRows())).get(account.id) ?? [];
  await tellInTurn(tx, [account.id], parts.loweredListeners);
  await closeSettledCases(tx, [account.id], localDate(tx.nowMs, account.country));
  tx.record('ledger.changed', account.customerId, {
    customerId: account.customerId,
    customerAccountId: account.id,
    changedIds: [ledgerEntryId, ask.claimId, ...interest],
  });
  return ok({ ledgerEntryId, account });
}

async function book(
  tx: Tx,
  ask: UnmatchedAllocation,
  { payment, account }: { readonly payment: UnmatchedPayment; readonly account: AccountHead },
): Promise<Id<'ledgerEntry'>> {
  const id = tx.makeId('ledgerEntry');
  await insertEntries(
    tx.sql,
    [
      {
        id,
        accountId: account.id,
        claimId: null,
        kind: 'payment',
        amountMinor: minor(-payment.amountMinor),
        currency: payment.currency,
        eventDate: payment.bookedDate,
        cause: payment.id,
        source: payment.source,
        sourceId: payment.sourceId,
        channel: 'work_list',
        reference: payment.reference,
        payerName: payment.payerName,
        payerAccount: payment.payerAccount,
      },
    ],
    tx.nowMs,
  );
  const claim = (await readOpenDebits(tx.sql, [ask.claimId])).get(ask.claimId);
  const laid = claim === undefined ? [] : layOnClaim(claim, minor(payment.amountMinor));
  await insertAllocations(
    tx.sql,
    laid.map(({ entryId, amountMinor }) => ({
      id: tx.makeId('allocation'),
      creditEntryId: id,
      debitEntryId: entryId,
      amountMinor,
      match: 'manual' as const,
      recordedBy: ask.decidedBy,
    })),
    tx.nowMs,
  );
  return id;
}
