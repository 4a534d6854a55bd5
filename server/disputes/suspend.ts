import type { Id } from '../../shared/ids/ids';
import type { CommandPayload } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import { findRule } from '../../shared/rules/index';
import { localDate } from '../../shared/time/zones';
import { admitAction } from '../customers/index';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import type { DisputesDeps } from './open-dispute';

/**
 * The customer demands, without giving a ground, that voluntary collection stops (Finland, 4 c §): letters, fees and calls rest
 * from this commit on; only a court is left to the creditor, who is told. Refused with RULE_MISSING where no law gives that right,
 * HOLD_OPEN_ALREADY when it rests already.
 */
export async function suspendCollection(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: CommandPayload<'collection:suspend'> },
  deps: DisputesDeps,
): Promise<Result<{ holdId: Id<'hold'> }>> {
  const { login, payload } = ask;
  const { callId, caseId } = payload;
  const account = await deps.ledger.readAccountOfCase(tx.sql, caseId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  const query = { ...account, date: localDate(tx.nowMs, account.country), rows: deps.ruleRows() };
  const rule = findRule('dispute', query);
  if (!rule.ok) return rule;
  if (!rule.value.params.mayDemandSuspension) {
    return refuse('RULE_MISSING', { domain: 'dispute', country: account.country, ruleId: rule.value.id });
  }
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const hold = { caseId, kind: 'suspension', untilDate: null, placedBy: login.id, callId } as const;
  const held = await deps.ledger.placeHold(tx, { ...hold, note: payload.statement }, 'once');
  if (!held.ok) return held;
  const { customerId, creditorId } = account;
  tx.record('collection.suspended', caseId, { caseId, customerId, creditorId, callId });
  await tx.audit({
    loginAccountId: login.id,
    action: 'collection.suspend',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { caseId, callId, ruleId: rule.value.id },
  });
  await deps.recordCallAction(tx, callId, 'hold_placed', held.value);
  return ok({ holdId: held.value });
}

/** The customer took the demand back; a lead writes that down. NOT_FOUND when nothing rests. */
export async function resumeCollection(
  tx: Tx,
  ask: { readonly login: Login; readonly caseId: string; readonly why: string },
  deps: Pick<DisputesDeps, 'ledger'>,
): Promise<Result<Record<string, never>>> {
  const { login, caseId, why } = ask;
  const account = await deps.ledger.readAccountOfCase(tx.sql, caseId);
  if (account === null || !maySeeCreditor(login, account.creditorId)) return refuse('NOT_FOUND');
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const standing = await tx
    .sql('holds')
    .where({ case_id: caseId, kind: 'suspension' })
    .whereNull('ended_at')
    .first('id');
  if (standing === undefined) return refuse('NOT_FOUND');
  await deps.ledger.endHolds(tx, caseId, ['suspension']);
  const { customerId, creditorId } = account;
  tx.record('collection.resumed', caseId, { caseId, customerId, creditorId });
  await tx.audit({
    loginAccountId: login.id,
    action: 'collection.resume',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { caseId, why },
  });
  return ok({});
}
