import { HOLD_OF_GROUND, mayBeSuspended, newDeadline, type SuspensionGround } from '../../shared/disputes/index';
import type { Id } from '../../shared/ids/ids';
import type { CommandPayload } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import { addDays } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import { admitAction } from '../customers/index';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import type { AccountHead } from '../ledger/index';
import type { DisputesDeps } from './open-dispute';
import { postponeNextStep } from './store';

/**
 * The customer demands, without giving a ground, that voluntary collection stops (Finland, 4 c §: only a court is left to the
 * creditor), or has complained to a board that has not decided (then nothing is left): from this commit on the case rests, and the
 * creditor is told. Refused with RULE_MISSING where no row gives that right, HOLD_OPEN_ALREADY when it rests so already.
 */
export async function suspendCollection(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: CommandPayload<'collection:suspend'> },
  deps: DisputesDeps,
): Promise<Result<{ holdId: Id<'hold'> }>> {
  const { login, payload } = ask;
  const { callId, caseId, ground } = payload;
  const account = await deps.ledger.readAccountOfCase(tx.sql, caseId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  const query = { ...account, date: localDate(tx.nowMs, account.country), rows: deps.ruleRows() };
  const may = mayBeSuspended(ground, query);
  if (!may.ok) return may;
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const hold = { caseId, kind: HOLD_OF_GROUND[ground], untilDate: null, placedBy: login.id, callId } as const;
  const held = await deps.ledger.placeHold(tx, { ...hold, note: payload.statement }, 'once');
  if (!held.ok) return held;
  const { customerId, creditorId } = account;
  tx.record('collection.suspended', caseId, { caseId, customerId, creditorId, callId });
  await tx.audit({
    loginAccountId: login.id,
    action: 'collection.suspend',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { caseId, callId, ground, ruleId: may.value.ruleId },
  });
  await deps.recordCallAction(tx, callId, 'hold_placed', held.value);
  return ok({ holdId: held.value });
}

/**
 * The customer took the demand back, or the board has decided; a lead writes that down. After a board the customer has a new
 * deadline as after the creditor's answer (RULE_MISSING when no row says how long). NOT_FOUND when nothing rests so.
 */
export async function resumeCollection(
  tx: Tx,
  ask: {
    readonly login: Login;
    readonly caseId: string;
    readonly ground: SuspensionGround;
    readonly why: string;
  },
  deps: Pick<DisputesDeps, 'ledger' | 'ruleRows'>,
): Promise<Result<Record<string, never>>> {
  const { login, caseId, ground, why } = ask;
  const kind = HOLD_OF_GROUND[ground];
  const account = await deps.ledger.readAccountOfCase(tx.sql, caseId);
  if (account === null || !maySeeCreditor(login, account.creditorId)) return refuse('NOT_FOUND');
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const standing = await tx.sql('holds').where({ case_id: caseId, kind }).whereNull('ended_at').first('id');
  if (standing === undefined) return refuse('NOT_FOUND');
  if (ground === 'board') {
    const given = await giveDeadline(tx, { account, caseId }, deps);
    if (!given.ok) return given;
  }
  await deps.ledger.endHolds(tx, caseId, [kind]);
  const { customerId, creditorId } = account;
  tx.record('collection.resumed', caseId, { caseId, customerId, creditorId });
  await tx.audit({
    loginAccountId: login.id,
    action: 'collection.resume',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { caseId, ground, why },
  });
  return ok({});
}

/** Nothing goes on before the new deadline; a dispute that waits holds the case longer than it. */
async function giveDeadline(
  tx: Tx,
  { account, caseId }: { readonly account: AccountHead; readonly caseId: string },
  { ledger, ruleRows }: Pick<DisputesDeps, 'ledger' | 'ruleRows'>,
): Promise<Result<undefined>> {
  const day = newDeadline({ ...account, date: localDate(tx.nowMs, account.country), rows: ruleRows() });
  if (!day.ok) return day;
  await postponeNextStep(tx.sql, caseId, day.value);
  const hold = { caseId, kind: 'dispute', placedBy: null, callId: null, note: '' } as const;
  // The last day of the new deadline is still the customer's.
  const held = await ledger.placeHold(tx, { ...hold, untilDate: addDays(day.value, -1) }, 'renew');
  return held.ok ? ok(undefined) : held;
}
