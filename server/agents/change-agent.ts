import { transitionAgent, type AgentEvent } from '../../shared/agents/agent-machine';
import { ok, refuse, type Result } from '../../shared/result';
import type { Tx } from '../platform/unit-of-work';
import { lockAgent, saveAgent, type AgentRow } from './agent-store';

/**
 * Applies one event to an agent under the row's lock. After: row, span and the fact `agent.changed` are written, or the
 * refusal of the rules is returned and nothing changed. Callers lock a call before its agent, never after.
 */
export async function changeAgent(tx: Tx, agentId: string, event: AgentEvent): Promise<Result<AgentRow>> {
  const before = await lockAgent(tx.sql, agentId);
  if (before === null) return refuse('NOT_FOUND');
  const result = transitionAgent(before, event, tx.nowMs);
  if (!result.ok) return result;
  const after = result.value;
  await saveAgent(tx.sql, { before, after });
  if (isVisibleChange(before, after)) {
    tx.record('agent.changed', agentId, {
      agentId,
      state: after.state,
      reason: after.reason,
      since: after.stateSince,
    });
  }
  return ok(after);
}

function isVisibleChange(before: AgentRow, after: AgentRow): boolean {
  return (
    before.state !== after.state ||
    before.reason !== after.reason ||
    before.stateSince !== after.stateSince ||
    JSON.stringify(before.next) !== JSON.stringify(after.next)
  );
}
