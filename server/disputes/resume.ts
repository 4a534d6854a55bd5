import { addDays, type IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import type { AccountHead, Ledger } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import { isCaseDisputed, postponeNextStep, readCasesOfDispute } from './store';

/**
 * Lets the cases of an ended dispute go: from the new deadline on, if there is one. A case in which something else is still
 * disputed, or a credit awaited, stays held.
 */
export async function releaseCases(
  tx: Tx,
  about: { readonly disputeId: string; readonly resumesOn: IsoDate | null; readonly account: AccountHead },
  ledger: Ledger,
): Promise<void> {
  const { disputeId, resumesOn, account } = about;
  const today = localDate(tx.nowMs, account.country);
  for (const caseId of await readCasesOfDispute(tx.sql, disputeId)) {
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    if (await isCaseDisputed(tx.sql, caseId)) continue;
    if (resumesOn === null || resumesOn <= today) {
      // oxlint-disable-next-line no-await-in-loop
      await ledger.endHolds(tx, caseId, ['dispute']);
      continue;
    }
    // oxlint-disable-next-line no-await-in-loop
    await postponeNextStep(tx.sql, caseId, resumesOn);
    const hold = { caseId, kind: 'dispute', placedBy: null, callId: null, note: disputeId } as const;
    // The last day of the new deadline is still the customer's.
    // oxlint-disable-next-line no-await-in-loop
    await ledger.placeHold(tx, { ...hold, untilDate: addDays(resumesOn, -1) }, 'renew');
  }
}
