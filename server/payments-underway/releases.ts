import { transitionRelease, type ReleaseEventType } from '../../shared/payments-underway/release-machine';
import type { Id } from '../../shared/ids/ids';
import { ok, refuse, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import type { AccountHead } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import { connectPoint, findOpenReleases, insertRelease, lockRelease, saveReleaseState, type CutPoint } from './store';

/** What qualified a release. */
export interface ReleaseCause {
  readonly kind: 'payment_notice' | 'payment';
  readonly id: string;
}

/**
 * Queues the word to the creditor that service may be opened again: one per cause and supply point, in the transaction of the
 * cause, sent at least once under one key that never changes. Null when this cause has released this point before.
 */
export async function queueRelease(
  tx: Tx,
  about: { readonly account: AccountHead; readonly point: CutPoint; readonly cause: ReleaseCause },
): Promise<Id<'release'> | null> {
  const { account, point, cause } = about;
  const id = tx.makeId('release');
  const { supplyPointId, caseId } = point;
  const causeId = `${cause.id}:${supplyPointId}`;
  const written = await insertRelease(tx.sql, { id, supplyPointId, caseId, causeKind: cause.kind, causeId }, tx.nowMs);
  if (written === null) return null;
  await tx.enqueue({
    target: `creditor:${account.creditorSlug}`,
    kind: 'release.order',
    idempotencyKey: `release:${id}`,
    payload: {
      releaseId: id,
      supplyPointId,
      meterNo: point.meterNo,
      customerNo: account.customerNo,
      sequence: written.sequence,
      causedAt: tx.nowMs,
    },
  });
  const { customerId, creditorId } = account;
  tx.record('release.changed', id, {
    releaseId: id,
    supplyPointId,
    customerId,
    creditorId,
    state: 'queued',
    causedAt: tx.nowMs,
  });
  return id;
}

/**
 * Applies what happened to a release (sent, confirmed, failed, recalled) and tells the journal; a confirmation puts the supply
 * point into service. Refused with NOT_FOUND when there is none or it is over.
 */
export async function applyReleaseEvent(
  tx: Tx,
  releaseId: string,
  event: ReleaseEventType,
): Promise<Result<undefined>> {
  const found = await lockRelease(tx.sql, releaseId);
  if (found === null) return refuse('NOT_FOUND');
  const { release, customerId, creditorId } = found;
  const life = { ...release, failures: 0, nextAttemptAt: null };
  const moved = transitionRelease(life, event, tx.nowMs);
  if (!moved.ok) return moved;
  await saveReleaseState(tx.sql, releaseId, moved.value);
  if (moved.value.state === 'confirmed') {
    await connectPoint(tx.sql, release.supplyPointId, localDate(tx.nowMs, found.country));
  }
  const { supplyPointId, causedAt } = release;
  tx.record('release.changed', releaseId, {
    releaseId,
    supplyPointId,
    customerId,
    creditorId,
    state: moved.value.state,
    causedAt,
  });
  return ok(undefined);
}

/** Calls back every release that a cause brought and that nobody has confirmed: the creditor is told under a key of its own. */
export async function recallReleases(tx: Tx, cause: ReleaseCause): Promise<void> {
  for (const releaseId of await findOpenReleases(tx.sql, cause.kind, cause.id)) {
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    const found = await lockRelease(tx.sql, releaseId);
    if (found === null) continue;
    // oxlint-disable-next-line no-await-in-loop
    const recalled = await applyReleaseEvent(tx, releaseId, 'recalled');
    if (!recalled.ok) continue;
    // oxlint-disable-next-line no-await-in-loop
    await tx.enqueue({
      target: `creditor:${found.creditorSlug}`,
      kind: 'release.recall',
      idempotencyKey: `release.recall:${releaseId}`,
      payload: { releaseId, supplyPointId: found.release.supplyPointId },
    });
  }
}
