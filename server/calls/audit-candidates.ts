import type { Tx } from '../platform/unit-of-work';
import type { CallRow } from './call-row';

/** How the people of a call came before an agent's eyes. */
export type ShownBy = 'offer' | 'dial' | 'case_number';

/**
 * One audit row for the people an agent is shown before the gate opens: name, birth date and address of those the call may be
 * from. Nothing is written when the call is nobody's known, or no agent has it.
 */
export async function auditCandidates(tx: Tx, call: CallRow, via: ShownBy): Promise<void> {
  const { agentId, candidateIds } = call;
  if (agentId === null || candidateIds.length === 0) return;
  await tx.audit({
    loginAccountId: agentId,
    action: 'candidates.shown',
    subjectKind: 'customer',
    subjectId: candidateIds.length === 1 ? (candidateIds[0] ?? '') : 'several',
    detail: { callId: call.id, via, shown: candidateIds },
  });
}
