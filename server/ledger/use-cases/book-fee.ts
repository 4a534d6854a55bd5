import type { Id } from '../../../shared/ids/ids';
import type { Minor } from '../../../shared/money/money';
import type { IsoDate } from '../../../shared/time/dates';
import { localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import type { AccountHead } from '../store/accounts';
import { insertClaims, insertEntries } from '../store/booking';

export interface NewFee {
  readonly account: AccountHead;
  readonly caseId: string | null;
  readonly amountMinor: Minor;
  readonly dueDate: IsoDate;
  /** What caused the fee (an id); also the number it is known by. */
  readonly cause: string;
  /** The number to pay it with: that of a claim it belongs to. */
  readonly reference: string;
}

/** Books a fee as a claim that stands alone, with one entry. The caller has locked the account. */
export async function bookFee(tx: Tx, fee: NewFee): Promise<Id<'claim'>> {
  const { account, amountMinor, cause } = fee;
  const claimId = tx.makeId('claim');
  const today = localDate(tx.nowMs, account.country);
  await insertClaims(
    tx.sql,
    [
      {
        id: claimId,
        accountId: account.id,
        caseId: fee.caseId,
        supplyPointId: null,
        kind: 'fee',
        invoiceNo: cause,
        reference: fee.reference,
        issueDate: today,
        dueDate: fee.dueDate,
        periodFrom: null,
        periodTo: null,
        currency: account.currency,
        importFileId: null,
      },
    ],
    tx.nowMs,
  );
  const entry = { id: tx.makeId('ledgerEntry'), accountId: account.id, claimId, kind: 'fee', amountMinor } as const;
  await insertEntries(tx.sql, [{ ...entry, currency: account.currency, eventDate: today, cause }], tx.nowMs);
  return claimId;
}
