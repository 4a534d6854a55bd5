import type { Knex } from 'knex';
import type { CaseDeed } from '../../../shared/disputes/index';
import type { Id } from '../../../shared/ids/ids';
import type { Minor } from '../../../shared/money/money';
import { ok, type Result } from '../../../shared/result';
import type { IsoDate } from '../../../shared/time/dates';
import { localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import type { AccountHead } from '../store/accounts';
import { insertClaims, insertEntries } from '../store/booking';

/**
 * "May this be done to this case now?": the case gate of the room of disputes, handed to the ledger. Refused with CASE_STOPPED
 * and why, RULE_MISSING, or NOT_FOUND when there is no such case.
 */
export type MayDo = (
  sql: Knex,
  ask: { readonly deed: CaseDeed; readonly caseId: string; readonly nowMs: number },
) => Promise<Result<undefined>>;

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

/**
 * Books a fee as a claim that stands alone, with one entry. The caller has locked the account. Refused as the case gate says:
 * while a dispute or a hold stands on its case, nobody adds a cost to it.
 */
export async function bookFee(tx: Tx, fee: NewFee, mayDo: MayDo): Promise<Result<Id<'claim'>>> {
  const { account, amountMinor, caseId, cause } = fee;
  if (caseId !== null) {
    const allowed = await mayDo(tx.sql, { deed: 'fee', caseId, nowMs: tx.nowMs });
    if (!allowed.ok) return allowed;
  }
  const claimId = tx.makeId('claim');
  const today = localDate(tx.nowMs, account.country);
  await insertClaims(
    tx.sql,
    [
      {
        id: claimId,
        accountId: account.id,
        caseId,
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
  return ok(claimId);
}
