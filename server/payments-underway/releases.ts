import {
  RELEASE_CONFIRM_WITHIN_MS,
  RELEASE_PROMISE_MS,
  transitionRelease,
  type ReleaseEventType,
} from '../../shared/payments-underway/release-machine';
import type { Id } from '../../shared/ids/ids';
import { ok, refuse, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import type { AccountHead, Ledger } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import {
  connectPoint,
  countAsked,
  findOpenReleases,
  insertRelease,
  isReleasing,
  lockRelease,
  saveAlarm,
  saveRelease,
  type LockedRelease,
  type ReleaseCauseKind,
} from './release-store';
import type { CutPoint } from './paid';

/** What qualified a release. */
export interface ReleaseCause {
  readonly kind: ReleaseCauseKind;
  readonly id: string;
}

/** Wakes a release at the end of the promised two minutes. */
export const RELEASE_ALARM_TIMER = 'release:promise';
/** Wakes a release that was taken and should be confirmed by now. */
export const RELEASE_CONFIRM_TIMER = 'release:confirmation';
/** A creditor that takes the word but never confirms is asked for a day, every quarter of an hour. */
export const RELEASE_ASKED_MAX = 96;

/**
 * Queues the word to the creditor that service may be opened again: one per cause and supply point, in the transaction of the
 * cause, sent at least once under one key that never changes. Null when this cause has released this point before, or another
 * release of it is on its way already.
 */
export async function queueRelease(
  tx: Tx,
  about: { readonly account: AccountHead; readonly point: CutPoint; readonly cause: ReleaseCause },
  ledger: Pick<Ledger, 'nextSupplySequence'>,
): Promise<Id<'release'> | null> {
  const { account, point, cause } = about;
  const { supplyPointId, caseId } = point;
  const causeId = `${cause.id}:${supplyPointId}`;
  // Takes the lock of the supply point too: two causes at the same moment come one after the other.
  const sequence = await ledger.nextSupplySequence(tx.sql, supplyPointId);
  if (await isReleasing(tx.sql, { supplyPointId, causeKind: cause.kind, causeId })) return null;
  const id = tx.makeId('release');
  await insertRelease(tx.sql, { id, supplyPointId, caseId, causeKind: cause.kind, causeId, sequence }, tx.nowMs);
  const { customerId, creditorId, creditorSlug, customerNo } = account;
  await order(
    tx,
    { id, supplyPointId, meterNo: point.meterNo, customerNo, creditorSlug, sequence, causedAt: tx.nowMs },
    1,
  );
  await tx.setTimer(RELEASE_ALARM_TIMER, id, { dueAtMs: tx.nowMs + RELEASE_PROMISE_MS, isLease: false });
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

interface Order {
  readonly id: string;
  readonly supplyPointId: string;
  readonly meterNo: string;
  readonly customerNo: string;
  readonly creditorSlug: string;
  readonly sequence: number;
  readonly causedAt: number;
}

/** Leaves the word in the outbox; asking again is the same word under the same release. */
async function order(tx: Tx, release: Order, asked: number): Promise<void> {
  const { id: releaseId, creditorSlug, ...data } = release;
  await tx.enqueue({
    target: `creditor:${creditorSlug}`,
    kind: 'release.order',
    idempotencyKey: asked === 1 ? `release:${releaseId}` : `release:${releaseId}:${asked}`,
    orderKey: release.supplyPointId,
    payload: { ...data, releaseId },
  });
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
  return found === null ? refuse('NOT_FOUND') : move(tx, found, event);
}

async function move(tx: Tx, found: LockedRelease, event: ReleaseEventType): Promise<Result<undefined>> {
  const { release, failures } = found;
  const moved = transitionRelease({ ...release, failures, nextAttemptAt: null }, event, tx.nowMs);
  if (!moved.ok) return moved;
  const { state } = moved.value;
  // Late, but there now: the alarm of the promise is over once the creditor has it, every alarm with the end.
  const isOver = state === 'confirmed' || state === 'recalled';
  const alarm = isOver || (state === 'sent' && release.alarm === 'not_sent') ? null : release.alarm;
  await saveRelease(tx.sql, release.id, { ...moved.value, alarm }, tx.nowMs);
  if (state === 'confirmed') {
    await connectPoint(tx.sql, release.supplyPointId, localDate(tx.nowMs, found.country));
  }
  await setClocks(tx, release.id, state);
  const { supplyPointId, causedAt } = release;
  const { customerId, creditorId } = found;
  tx.record('release.changed', release.id, {
    releaseId: release.id,
    supplyPointId,
    customerId,
    creditorId,
    state,
    causedAt,
  });
  return ok(undefined);
}

async function setClocks(tx: Tx, releaseId: string, state: string): Promise<void> {
  if (state === 'sent') {
    await tx.clearTimer(RELEASE_ALARM_TIMER, releaseId);
    const dueAtMs = tx.nowMs + RELEASE_CONFIRM_WITHIN_MS;
    await tx.setTimer(RELEASE_CONFIRM_TIMER, releaseId, { dueAtMs, isLease: false });
  } else if (state === 'confirmed' || state === 'recalled') {
    await tx.clearTimer(RELEASE_ALARM_TIMER, releaseId);
    await tx.clearTimer(RELEASE_CONFIRM_TIMER, releaseId);
  }
}

/** What the sender saw of one try to give the creditor the word; a release that is over by now takes no notice of it. */
export async function noteReleaseTry(
  tx: Tx,
  releaseId: string,
  how: 'accepted' | 'confirmed' | 'failed',
): Promise<void> {
  const found = await lockRelease(tx.sql, releaseId);
  if (found === null) return;
  const { state } = found.release;
  if (how === 'failed') {
    // Once one endpoint has taken it, a failure elsewhere is that delivery's own and stops no clock.
    if (state === 'queued') await move(tx, found, 'attempt_failed');
    return;
  }
  if (how === 'confirmed') {
    await move(tx, found, 'confirmed');
    return;
  }
  if (state === 'failed') {
    await move(tx, found, 'retry_due');
    await applyReleaseEvent(tx, releaseId, 'sent');
  } else if (state === 'queued') {
    await move(tx, found, 'sent');
  }
}

/** The creditor says that the supply is open; again is the same. Refused with NOT_FOUND (not its own), RELEASE_OVER (recalled). */
export async function confirmRelease(
  tx: Tx,
  ask: { readonly releaseId: string; readonly creditorId: string },
): Promise<Result<undefined>> {
  const found = await lockRelease(tx.sql, ask.releaseId);
  if (found === null || found.creditorId !== ask.creditorId) return refuse('NOT_FOUND');
  if (found.release.state === 'confirmed') return ok(undefined);
  if (found.release.state === 'recalled') return refuse('RELEASE_OVER');
  return move(tx, found, 'confirmed');
}

/** The timer of the promise: two minutes have passed and the creditor does not have the word. */
export async function promiseOver(tx: Tx, releaseId: string): Promise<void> {
  const found = await lockRelease(tx.sql, releaseId);
  if (found === null || !['queued', 'failed'].includes(found.release.state)) return;
  await alarm(tx, found, 'not_sent');
}

/** The timer of the confirmation: the creditor took the word and has not said that the supply is open. It is asked again. */
export async function confirmationOver(tx: Tx, releaseId: string): Promise<void> {
  const found = await lockRelease(tx.sql, releaseId);
  if (found === null || found.release.state !== 'sent') return;
  await alarm(tx, found, 'not_confirmed');
  if (found.asked >= RELEASE_ASKED_MAX) return;
  const { release, meterNo, customerNo, creditorSlug, sequence } = found;
  await move(tx, { ...found, release: { ...release, alarm: 'not_confirmed' } }, 'retry_due');
  const { id, supplyPointId, causedAt } = release;
  const asked = await countAsked(tx.sql, id);
  await order(tx, { id, supplyPointId, meterNo, customerNo, creditorSlug, sequence, causedAt }, asked);
}

async function alarm(tx: Tx, found: LockedRelease, kind: 'not_sent' | 'not_confirmed'): Promise<void> {
  const { release, customerId, creditorId } = found;
  await saveAlarm(tx.sql, release.id, kind, tx.nowMs);
  const { id: releaseId, supplyPointId } = release;
  tx.record('release.alarmed', releaseId, { releaseId, supplyPointId, customerId, creditorId, alarm: kind });
}

/** Calls back every release that a cause brought and that nobody has confirmed. */
export async function recallReleases(
  tx: Tx,
  cause: ReleaseCause,
  ledger: Pick<Ledger, 'nextSupplySequence'>,
): Promise<void> {
  for (const releaseId of await findOpenReleases(tx.sql, cause.kind, cause.id)) {
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await recallOne(tx, releaseId, ledger);
  }
}

/** Calls a release back; the creditor is told under a key of its own. Nothing when it is confirmed or over: see ADR 0016. */
export async function recallOne(tx: Tx, releaseId: string, ledger: Pick<Ledger, 'nextSupplySequence'>): Promise<void> {
  const found = await lockRelease(tx.sql, releaseId);
  if (found === null) return;
  const recalled = await move(tx, found, 'recalled');
  if (!recalled.ok) return;
  const { supplyPointId } = found.release;
  const sequence = await ledger.nextSupplySequence(tx.sql, supplyPointId);
  await tx.enqueue({
    target: `creditor:${found.creditorSlug}`,
    kind: 'release.recall',
    idempotencyKey: `release.recall:${releaseId}`,
    orderKey: supplyPointId,
    payload: { releaseId, supplyPointId, meterNo: found.meterNo, customerNo: found.customerNo, sequence },
  });
}
