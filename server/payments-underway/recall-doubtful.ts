import { openedPoints } from '../../shared/payments-underway/opened-points';
import { localDate } from '../../shared/time/zones';
import type { AccountHead } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import { readNotices } from './notice-store';
import { readCutDebts, type CutDebts } from './paid';
import { pointsOf, type NoticeParts } from './place-notice';
import { findDoubtfulReleases } from './release-store';
import { recallOne } from './releases';

/**
 * Calls back every release of an account that nobody has confirmed and whose money did not come, whichever word it came from. One
 * stays only where nothing overdue is left, or where another word still stands that would itself open that supply: believed as far,
 * for that supply, and for enough.
 */
export async function recallDoubtful(tx: Tx, account: AccountHead, parts: Pick<NoticeParts, 'ledger'>): Promise<void> {
  const doubtful = await findDoubtfulReleases(tx.sql, account.id);
  if (doubtful.length === 0) return;
  const debts = await readCutDebts(tx.sql, account.id, localDate(tx.nowMs, account.country));
  const kept = new Set<string>([...paidPoints(debts), ...(await carriedPoints(tx, account.id, debts))]);
  for (const { releaseId, supplyPointId } of doubtful) {
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    if (!kept.has(supplyPointId)) await recallOne(tx, releaseId, parts.ledger);
  }
}

function paidPoints({ points, sharedMinor }: CutDebts): readonly string[] {
  return points.filter(({ owedMinor }) => owedMinor + sharedMinor <= 0n).map(({ supplyPointId }) => supplyPointId);
}

/** The supplies that words which still stand would open. */
async function carriedPoints(tx: Tx, accountId: string, debts: CutDebts): Promise<readonly string[]> {
  const standing = await readNotices(tx.sql, [accountId]);
  return standing
    .filter(({ notice }) => notice.state === 'expected' && notice.trust === 'release')
    .flatMap(({ notice, supplyPointId, believed }) =>
      openedPoints(
        { amountMinor: notice.amountMinor, leastShareBp: believed.leastShareBp },
        pointsOf(debts, { supplyPointId, caseId: notice.caseId }),
      ),
    );
}
