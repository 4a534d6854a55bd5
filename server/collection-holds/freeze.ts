import { freezeUntil } from '../../shared/case-holds/freeze';
import type { CommandPayload, CommandResult } from '../../shared/protocol/commands';
import { ok, type Result } from '../../shared/result';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { admitCase, auditCase, type CollectionHoldsDeps } from './admit';
import { insertFreeze, readCareOf } from './store';

interface Ask {
  readonly login: Login;
  readonly payload: CommandPayload<'case:freeze'>;
}

/**
 * Lets a whole case rest while something is cleared up. It needs no mandate: not to press somebody who is ill, dead, under
 * age or robbed of their name is no favour of the creditor's. Refused as `freezeUntil` says, and with `HOLD_OPEN_ALREADY`
 * while a freeze stands.
 */
export async function freezeCase(
  tx: Tx,
  { login, payload }: Ask,
  deps: CollectionHoldsDeps,
): Promise<Result<CommandResult<'case:freeze'>>> {
  const admitted = await admitCase(tx, { login, ...payload }, deps);
  if (!admitted.ok) return admitted;
  const { account, today, query } = admitted.value;
  const { caseId, callId, scriptRunId, reason } = payload;
  const care = await readCareOf(tx.sql, caseId);
  const until = freezeUntil(query, {
    reason,
    care,
    isLead: login.roles.includes('lead'),
    rows: deps.ruleRows(),
    ...(payload.days === null ? {} : { days: payload.days }),
  });
  if (!until.ok) return until;
  const freezeId = tx.makeId('freeze');
  const untilDate = until.value;
  const hold = { caseId, kind: 'freeze', untilDate, placedBy: login.id, callId, note: freezeId } as const;
  const held = await deps.ledger.placeHold(tx, hold, 'once');
  if (!held.ok) return held;
  const row = { id: freezeId, caseId, holdId: held.value, callId, scriptRunId, reason, fromDate: today, untilDate };
  await insertFreeze(tx.sql, { ...row, placedBy: login.id }, tx.nowMs);
  const { customerId, creditorId } = account;
  tx.record('case.frozen', caseId, { freezeId, caseId, customerId, creditorId, reason, untilDate });
  await auditCase(tx, { login, customerId, action: 'case.freeze', detail: { freezeId, callId } });
  await deps.recordCallAction(tx, callId, 'case_frozen', freezeId);
  return ok({ freezeId, untilDate });
}
