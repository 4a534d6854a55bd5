import { decidePostponement, type Postponement } from '../../shared/case-holds/postponement';
import type { Id } from '../../shared/ids/ids';
import { minor } from '../../shared/money/money';
import type { CommandPayload, CommandResult } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import { compareDates, type IsoDate } from '../../shared/time/dates';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { admitCase, auditCase, type AdmittedCase, type CollectionHoldsDeps } from './admit';
import { insertPostponement, readCareOf } from './store';

interface Ask {
  readonly login: Login;
  readonly payload: CommandPayload<'case:postpone'>;
}

/**
 * Agrees a new due date: the case rests until it, and a fee, where rule and mandate have one, is booked at once. The mandate
 * that is valid when this commits decides, so that two who postpone at the same time count one after the other. Refused as
 * `decidePostponement` says, and with `POSTPONE_COST_NOT_TOLD` when it costs something else than was said, or nothing was.
 */
export async function postponeCase(
  tx: Tx,
  { login, payload }: Ask,
  deps: CollectionHoldsDeps,
): Promise<Result<CommandResult<'case:postpone'>>> {
  const admitted = await admitCase(tx, { login, ...payload }, deps);
  if (!admitted.ok) return admitted;
  const { account, held, today, query } = admitted.value;
  const mandate = await deps.creditors.lockMandate(tx.sql, account.creditorId, today);
  if (mandate === null) return refuse('MANDATE_MISSING');
  const care = await readCareOf(tx.sql, payload.caseId);
  const { holds } = held;
  const limitationDate = await soonestLimitation(tx, admitted.value, { caseId: payload.caseId, deps });
  const costs = { feesBeforeMinor: minor(held.feesBeforeMinor), principalMinor: minor(held.principalMinor) };
  const about = { mandate, care, holds, limitationDate, costs, rows: deps.ruleRows() };
  const decided = decidePostponement(query, about, payload.untilDate);
  if (!decided.ok) return decided;
  const { feeMinor, untilDate } = decided.value;
  if (feeMinor !== payload.feeMinor || (feeMinor > 0n && !payload.isCostTold)) {
    return refuse('POSTPONE_COST_NOT_TOLD', { feeMinor: feeMinor.toString() });
  }
  const written = await write(
    tx,
    { login, payload, admitted: admitted.value, decided: decided.value, mandateId: mandate.id },
    deps,
  );
  if (!written.ok) return written;
  await deps.recordCallAction(tx, payload.callId, 'postponed', written.value);
  return ok({ postponementId: written.value, untilDate, feeMinor });
}

/** The day on which the first open claim of the case grows too old; null when no rule is known. */
async function soonestLimitation(
  tx: Tx,
  { account }: AdmittedCase,
  about: { readonly caseId: string; readonly deps: CollectionHoldsDeps },
): Promise<IsoDate | null> {
  const { caseId, deps } = about;
  const own = (await deps.ledger.readLimitations(tx, account, deps.ruleRows())).filter(
    ({ claim }) => claim.caseId === caseId,
  );
  const [first] = own.map(({ lastDay }) => lastDay).sort(compareDates);
  return first ?? null;
}

interface Writing extends Ask {
  readonly admitted: AdmittedCase;
  readonly decided: Postponement;
  readonly mandateId: string;
}

async function write(tx: Tx, about: Writing, deps: CollectionHoldsDeps): Promise<Result<Id<'postponement'>>> {
  const { login, payload, admitted, decided, mandateId } = about;
  const { account, today } = admitted;
  const { caseId, callId, scriptRunId } = payload;
  const { untilDate, feeMinor, feeRuleId } = decided;
  const id = tx.makeId('postponement');
  const hold = { caseId, kind: 'postponement', untilDate, placedBy: login.id, callId, note: id } as const;
  // Before the hold, which would itself stand against the fee.
  const fee = await bookFee(tx, { ...about, id }, deps);
  if (!fee.ok) return fee;
  const held = await deps.ledger.placeHold(tx, hold, 'once');
  if (!held.ok) return held;
  await insertPostponement(
    tx.sql,
    {
      id,
      caseId,
      holdId: held.value,
      mandateId,
      callId,
      scriptRunId,
      fromDate: today,
      untilDate,
      feeMinor,
      feeRuleId,
      feeClaimId: fee.value,
      agreedBy: login.id,
    },
    tx.nowMs,
  );
  const { customerId, creditorId, id: customerAccountId } = account;
  tx.record('case.postponed', caseId, {
    postponementId: id,
    caseId,
    customerId,
    customerAccountId,
    creditorId,
    callId,
    untilDate,
    feeMinor: feeMinor.toString(),
  });
  tx.record('ledger.changed', customerId, { customerId, customerAccountId, changedIds: [caseId] });
  await auditCase(tx, { login, customerId, action: 'case.postpone', detail: { postponementId: id, callId } });
  return ok(id);
}

/** The fee as a claim of its own, due with the rest on the new day; null where there is none. Refused as the case gate says. */
async function bookFee(
  tx: Tx,
  about: Writing & { readonly id: string },
  deps: CollectionHoldsDeps,
): Promise<Result<Id<'claim'> | null>> {
  const { admitted, decided, payload, id } = about;
  const { reference } = admitted.held;
  if (decided.feeMinor <= 0n || reference === null) return ok(null);
  return deps.ledger.bookFee(tx, {
    account: admitted.account,
    caseId: payload.caseId,
    amountMinor: decided.feeMinor,
    dueDate: decided.untilDate,
    cause: id,
    reference,
  });
}
