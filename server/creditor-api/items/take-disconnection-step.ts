import type { CreditorItem, ItemDone } from '../../../shared/protocol/creditor-items';
import { ok, refuse, type Result } from '../../../shared/result';
import type { Tx } from '../../platform/unit-of-work';
import type { TakeContext } from '../parts';

/**
 * Takes a step of a cut that the creditor did itself. The same step of the same day is the same step. Refused with CASE_UNKNOWN,
 * and as the room of cuts says (DISCONNECTION_STEP_INVALID).
 */
export async function takeDisconnectionStep(
  tx: Tx,
  { caseNo, kind, onDate, note }: CreditorItem<'disconnection-steps'>,
  { creditor, disconnection }: TakeContext,
): Promise<Result<ItemDone>> {
  await tx.sql.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`step:${creditor.id} ${caseNo}`]);
  const caseId = await disconnection.findCase(tx.sql, { creditorId: creditor.id, caseNo });
  if (caseId === null) return refuse('CASE_UNKNOWN', { caseNo });
  const by = { kind: 'creditor', creditorId: creditor.id } as const;
  const known = await disconnection.findStep(tx.sql, { caseId, kind, onDate, recordedBy: creditor.id });
  if (known !== null) return ok({ status: 'unchanged', id: known });
  const recorded = await disconnection.recordStep(tx, { caseId, kind, onDate, note, by });
  return recorded.ok ? ok({ status: 'created', id: recorded.value }) : recorded;
}
