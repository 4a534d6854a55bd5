import type { CreditorItem, ItemDone } from '../../../shared/protocol/creditor-items';
import { ok, type Result } from '../../../shared/result';
import { localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import type { TakeContext } from '../parts';
import { accountOf, tellChanged } from './account-of';

/** Takes a supply point; one that the creditor opens again confirms the releases that are on their way to it. */
export async function takeSupplyPoint(
  tx: Tx,
  item: CreditorItem<'supply-points'>,
  context: TakeContext,
): Promise<Result<ItemDone>> {
  const { creditor, ledger, paymentsUnderway } = context;
  const account = await accountOf(tx, item.customerNo, context);
  if (!account.ok) return account;
  const { customerNo: _known, ...told } = item;
  const today = localDate(tx.nowMs, creditor.country);
  const saved = await ledger.saveSupplyPoint(
    tx.sql,
    { ...told, accountId: account.value.accountId },
    { newId: tx.makeId('supplyPoint'), today },
  );
  if (saved.hasReopened) {
    const open = await paymentsUnderway.readReleases(tx.sql, [account.value.accountId]);
    for (const { release } of open) {
      const isOpen = release.supplyPointId === saved.id && ['queued', 'sent', 'failed'].includes(release.state);
      // At most one is on its way.
      // oxlint-disable-next-line no-await-in-loop
      if (isOpen) await paymentsUnderway.confirmRelease(tx, { releaseId: release.id, creditorId: creditor.id });
    }
  }
  // Told as cut after the debt was gone: nobody else would notice that it should be open.
  if (item.serviceState === 'cut') await paymentsUnderway.releaseSettled(tx, [account.value.accountId]);
  if (saved.status !== 'unchanged') tellChanged(tx, account.value, [saved.id]);
  return ok({ status: saved.status, id: saved.id });
}
