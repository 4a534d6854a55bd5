import type { Id } from '../../../shared/ids/ids';
import { minor, type Minor } from '../../../shared/money/money';
import { ok, refuse, type Result } from '../../../shared/result';
import { localDate } from '../../../shared/time/zones';
import type { Creditors } from '../../creditors/index';
import type { Tx } from '../../platform/unit-of-work';
import { decideWaiver } from '../domain/waiver';
import type { AccountHead } from '../store/accounts';
import { insertEntries } from '../store/booking';
import { closeSettledCases } from '../store/cases';
import { readClaimFees } from '../store/claims';
import { lockAccounts } from '../store/open-claims';

export interface Waiver {
  readonly account: AccountHead;
  readonly claimId: Id<'claim'>;
  readonly amountMinor: Minor;
  readonly why: string;
  readonly waivedBy: string;
}

/**
 * Lets a fee go, within the mandate that is valid when this commits: a negative entry on the claim, never a change of the fee.
 * Refused as {@link decideWaiver} says, or NOT_FOUND.
 */
export async function waiveFee(tx: Tx, waiver: Waiver, creditors: Creditors): Promise<Result<Id<'ledgerEntry'>>> {
  const { account, claimId, amountMinor } = waiver;
  const today = localDate(tx.nowMs, account.country);
  await lockAccounts(tx.sql, [account.id]);
  const mandate = await creditors.lockMandate(tx.sql, account.creditorId, today);
  const fees = await readClaimFees(tx.sql, claimId);
  if (fees === null) return refuse('NOT_FOUND');
  const decided = decideWaiver({ ...fees, claimKind: fees.kind, amountMinor }, mandate);
  if (!decided.ok) return decided;
  const id = tx.makeId('ledgerEntry');
  await insertEntries(
    tx.sql,
    [
      {
        id,
        accountId: account.id,
        claimId,
        kind: 'fee_waiver',
        amountMinor: minor(-amountMinor),
        currency: account.currency,
        eventDate: today,
        cause: `${waiver.waivedBy}: ${waiver.why}`,
      },
    ],
    tx.nowMs,
  );
  await closeSettledCases(tx, [account.id], today);
  const { customerId } = account;
  tx.record('fee.waived', customerId, { ledgerEntryId: id, claimId, customerId, amountMinor: amountMinor.toString() });
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: account.id, changedIds: [id, claimId] });
  return ok(id);
}
