import type { IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import type { AccountHead } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import { findAccountsWithCuts, findPaidCutPoints } from './paid';
import type { NoticeParts } from './place-notice';
import { queueRelease, type ReleaseCause } from './releases';

type Parts = Pick<NoticeParts, 'ledger' | 'creditors'>;

/** Releases what is cut on an account although nothing overdue stands on it any more, when the mandate lets us. */
export async function releasePaid(
  tx: Tx,
  about: { readonly account: AccountHead; readonly today: IsoDate; readonly cause: ReleaseCause },
  parts: Parts,
): Promise<void> {
  const { account, today, cause } = about;
  const points = await findPaidCutPoints(tx.sql, account.id, today);
  if (points.length === 0) return;
  const mandate = await parts.creditors.lockMandate(tx.sql, account.creditorId, today);
  if (mandate?.mayOrderRelease !== true) return;
  for (const point of points) {
    // A supply that no case of ours was about was cut for something else.
    const isOurs = cause.kind === 'payment' || point.caseId !== null;
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    if (isOurs) await queueRelease(tx, { account, point, cause }, parts.ledger);
  }
}

/**
 * What is owed has gone down without a payment (a credit note, a waiver), or a supply was told as cut: whatever is cut with nothing
 * overdue is released, once per supply and day. One statement when nothing of the accounts is cut.
 */
export async function releaseSettled(tx: Tx, accountIds: readonly string[], parts: Parts): Promise<void> {
  const withCuts = await findAccountsWithCuts(tx.sql, accountIds);
  if (withCuts.length === 0) return;
  for (const account of await parts.ledger.readAccountHeads(tx.sql, withCuts)) {
    const today = localDate(tx.nowMs, account.country);
    // oxlint-disable-next-line no-await-in-loop
    await releasePaid(tx, { account, today, cause: { kind: 'settled', id: today } }, parts);
  }
}
