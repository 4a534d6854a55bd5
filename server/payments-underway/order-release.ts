import { releaseGround, type ReleaseGround } from '../../shared/payments-underway/release-ground';
import type { Id } from '../../shared/ids/ids';
import type { CommandPayload, CommandResult } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import type { IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import { admitAction } from '../customers/index';
import type { AccountHead } from '../ledger/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import type { PaymentsUnderwayDeps } from './notices';
import { readCutDebts, readOverdue } from './paid';
import { pointsOf } from './place-notice';
import { findOpenReleaseOf } from './release-store';
import { queueRelease, type ReleaseCause } from './releases';

interface Ask {
  readonly login: Login;
  readonly payload: CommandPayload<'release:order'>;
}

/**
 * Orders a cut supply open in a call, within the mandate: because nothing overdue stands on it, or a running plan covers all that does.
 * One that is on its way already is answered as it is. Refused with NOT_FOUND, MANDATE_EXCEEDED when the creditor does not let us, and
 * RELEASE_NOT_DUE when nothing is cut or something overdue is covered by nothing.
 */
export async function orderRelease(
  tx: Tx,
  ask: Ask,
  deps: PaymentsUnderwayDeps,
): Promise<Result<CommandResult<'release:order'>>> {
  const { login, payload } = ask;
  const { callId, caseId } = payload;
  const account = await deps.ledger.readAccountHead(tx.sql, payload.customerAccountId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  if (caseId !== null && (await deps.ledger.readAccountOfCase(tx.sql, caseId))?.id !== account.id)
    return refuse('NOT_FOUND');
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const today = localDate(tx.nowMs, account.country);
  const mandate = await deps.creditors.lockMandate(tx.sql, account.creditorId, today);
  if (mandate === null) return refuse('MANDATE_MISSING');
  if (!mandate.mayOrderRelease) return refuse('MANDATE_EXCEEDED');
  const releaseIds = await order(tx, { account, caseId, today }, deps);
  if (releaseIds.length === 0) return refuse('RELEASE_NOT_DUE');
  await tx.audit({
    loginAccountId: login.id,
    action: 'release.order',
    subjectKind: 'customer',
    subjectId: account.customerId,
    detail: { releaseIds, callId },
  });
  return ok({ releaseIds: [...releaseIds] });
}

async function order(
  tx: Tx,
  about: { readonly account: AccountHead; readonly caseId: string | null; readonly today: IsoDate },
  deps: PaymentsUnderwayDeps,
): Promise<readonly Id<'release'>[]> {
  const { account, caseId, today } = about;
  const { points } = pointsOf(await readCutDebts(tx.sql, account.id, today), { supplyPointId: null, caseId });
  const overdue = await readOverdue(tx.sql, account.id, today);
  const ids: Id<'release'>[] = [];
  for (const point of points) {
    const ground = releaseGround(overdue, point.supplyPointId);
    if (ground === null) continue;
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    const queued = await queueRelease(tx, { account, point, cause: causeOf(ground, today) }, deps.ledger);
    // oxlint-disable-next-line no-await-in-loop
    const id = queued ?? (await findOpenReleaseOf(tx.sql, point.supplyPointId));
    if (id !== null) ids.push(id);
  }
  return ids;
}

function causeOf(ground: ReleaseGround, today: IsoDate): ReleaseCause {
  return ground.kind === 'plan' ? { kind: 'plan', id: ground.planId } : { kind: 'settled', id: today };
}
