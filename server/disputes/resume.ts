import { addDays } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import type { AccountHead, Ledger } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import { isCaseDisputed, postponeNextStep, readCasesOfDispute, readLatestResume } from './store';

/**
 * Lets the cases of an ended dispute go: from the latest new deadline on that any dispute of the case was given, if one lies
 * ahead. A case in which something else is still disputed, or a credit awaited, stays held.
 */
export async function releaseCases(
  tx: Tx,
  about: { readonly disputeId: string; readonly account: AccountHead },
  ledger: Ledger,
): Promise<void> {
  const { disputeId, account } = about;
  const today = localDate(tx.nowMs, account.country);
  for (const caseId of await readCasesOfDispute(tx.sql, disputeId)) {
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    if (await isCaseDisputed(tx.sql, caseId)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const resumesOn = await readLatestResume(tx.sql, caseId);
    // The hold of an open dispute has no end, and renewing never shortens one.
    // oxlint-disable-next-line no-await-in-loop
    await ledger.endHolds(tx, caseId, ['dispute']);
    if (resumesOn === null || resumesOn <= today) continue;
    // oxlint-disable-next-line no-await-in-loop
    await postponeNextStep(tx.sql, caseId, resumesOn);
    const hold = { caseId, kind: 'dispute', placedBy: null, callId: null, note: disputeId } as const;
    // The last day of the new deadline is still the customer's.
    // oxlint-disable-next-line no-await-in-loop
    await ledger.placeHold(tx, { ...hold, untilDate: addDays(resumesOn, -1) }, 'once');
  }
}
