import type { Knex } from 'knex';
import { unbookedInterest } from '../../../shared/balance/claim-balance';
import type { Claim } from '../../../shared/ledger/case-file';
import type { CustomerKind } from '../../../shared/ledger/vocabulary';
import { minMinor, minor, type Minor } from '../../../shared/money/money';
import type { RuleQuery } from '../../../shared/rules/index';
import { localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import { insertAllocations, insertEntries, readUnallocated, type NewAllocation, type NewEntry } from '../store/booking';
import { readAccounts, type LedgerAccount } from '../store/read-accounts';
import type { PaidAccount } from './after-payments';

/** Under this source each interest entry stands once per payment and claim. */
const SOURCE = 'interest';

interface Settled {
  readonly payment_id: string;
  readonly claim_id: string;
  readonly customer_kind: CustomerKind;
}

/**
 * Invoices that these payments touched and on which nothing is owed any more, oldest first. Not those of a plan: what a plan asks is
 * agreed to the øre, and money beyond it is the customer's.
 */
const SETTLED_SQL = `
  select a.credit_entry_id as payment_id, c.id as claim_id, p.kind as customer_kind
  from allocations a join ledger_entries d on d.id = a.debit_entry_id join claims c on c.id = d.claim_id
  join claim_balances b on b.claim_id = c.id join customer_accounts k on k.id = c.customer_account_id
  join customers p on p.id = k.customer_id
  where a.credit_entry_id = any(?) and c.kind = 'invoice' and b.balance_minor = 0
    and not exists (select 1 from plan_claims l where l.claim_id = c.id)
  group by a.credit_entry_id, c.id, p.kind, c.due_date having sum(a.amount_minor) > 0 order by c.due_date, c.id`;

/**
 * Books interest with the payment that covers it (ADR 0017): what is left of a payment that has settled an invoice pays the interest
 * that had run to its day, as far as the money goes; what it does not cover is not asked for any more. The interest is worked out by
 * the function of the statement, so what was read out is what the ledger takes. One entry per payment and invoice. The caller has
 * locked the accounts, and everybody else has had the money first. Returns the ids of the entries by account.
 */
export async function bookCoveredInterest(
  tx: Tx,
  paid: readonly PaidAccount[],
  rules: RuleQuery['rows'],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rests = await readUnallocated(
    tx.sql,
    paid.flatMap(({ paymentEntryIds }) => paymentEntryIds),
  );
  const booked = new Map<string, readonly string[]>();
  if (rests.length === 0) return booked;
  const settled = await findSettled(
    tx.sql,
    rests.map(({ entryId }) => entryId),
  );
  for (const { accountId, customerId, creditorId, paymentEntryIds } of paid) {
    const own = settled.filter(({ payment_id: id }) => paymentEntryIds.includes(id));
    if (own.length === 0) continue;
    // One account after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    const account = await readAccount(tx, { accountId, customerId, creditorId });
    const left = new Map(rests.map(({ entryId, leftMinor }) => [entryId, minor(leftMinor)]));
    // oxlint-disable-next-line no-await-in-loop
    booked.set(accountId, await bookOn(tx, { account, settled: own, left }, rules));
  }
  return booked;
}

async function findSettled(sql: Knex, paymentIds: readonly string[]): Promise<readonly Settled[]> {
  const { rows } = await sql.raw<{ rows: Settled[] }>(SETTLED_SQL, [[...paymentIds]]);
  return rows;
}

async function readAccount(
  tx: Tx,
  of: { readonly accountId: string; readonly customerId: string; readonly creditorId: string },
): Promise<LedgerAccount> {
  const question = {
    customerId: of.customerId,
    creditorScope: [of.creditorId],
    today: (country: Parameters<typeof localDate>[1]) => localDate(tx.nowMs, country),
  };
  // Mandates say nothing about interest.
  const found = await readAccounts(tx.sql, question, () => Promise.resolve(new Map()));
  const account = found.find(({ id }) => id === of.accountId);
  if (account === undefined) throw new Error('the account that was paid is not there');
  return account;
}

async function bookOn(
  tx: Tx,
  work: { readonly account: LedgerAccount; readonly settled: readonly Settled[]; readonly left: Map<string, Minor> },
  rules: RuleQuery['rows'],
): Promise<readonly string[]> {
  const { account, left } = work;
  const entries: NewEntry[] = [];
  const allocations: NewAllocation[] = [];
  for (const { payment_id: paymentId, claim_id: claimId, customer_kind: kind } of work.settled) {
    const claim = account.claims.find(({ id }) => id === claimId);
    const payment = account.payments.find(({ id }) => id === paymentId);
    const money = left.get(paymentId) ?? minor(0n);
    if (claim === undefined || payment === undefined || money <= 0n) continue;
    const ran = interestTo(claim, { account, kind, onDate: payment.bookedDate }, rules);
    const amountMinor = minMinor(ran, money);
    if (amountMinor <= 0n) continue;
    left.set(paymentId, minor(money - amountMinor));
    const id = tx.makeId('ledgerEntry');
    entries.push({
      id,
      accountId: account.id,
      claimId,
      kind: 'interest',
      amountMinor,
      currency: account.currency,
      eventDate: payment.bookedDate,
      cause: paymentId,
      source: SOURCE,
      sourceId: `${paymentId}:${claimId}`,
    });
    const laid = { creditEntryId: paymentId, debitEntryId: id, amountMinor };
    allocations.push({ id: tx.makeId('allocation'), ...laid, match: 'reference', recordedBy: null });
  }
  await insertEntries(tx.sql, entries, tx.nowMs);
  await insertAllocations(tx.sql, allocations, tx.nowMs);
  return entries.map(({ id }) => id);
}

function interestTo(
  claim: Claim,
  about: { readonly account: LedgerAccount; readonly kind: CustomerKind; readonly onDate: Claim['dueDate'] },
  rules: RuleQuery['rows'],
): Minor {
  const { account, kind, onDate } = about;
  return unbookedInterest(claim, { caseFile: { customer: { kind }, asOf: onDate }, account, onDate, rules });
}
