import { HEARTBEAT_INTERVAL_MS, HEARTBEAT_LEASE_MS } from '../../shared/agents/vocabulary';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { lockAgent } from './agent-store';
import { changeAgent } from './change-agent';

export const HEARTBEAT_TIMER = 'agent-heartbeat';

/** A sign of life: the lease runs anew, and an agent who was lost is back. */
export async function heardFrom(tx: Tx, agentId: string): Promise<void> {
  const agent = await lockAgent(tx.sql, agentId);
  if (agent === null) return;
  await tx
    .sql('agents')
    .where({ id: agentId })
    .update({ heartbeat_at: new Date(tx.nowMs) });
  await tx.setTimer(HEARTBEAT_TIMER, agentId, { dueAtMs: tx.nowMs + HEARTBEAT_LEASE_MS, isLease: true });
  if (!agent.isReachable) await changeAgent(tx, agentId, { type: 'heartbeat_back' });
}

/** Registers the end of the lease: no new offers for an agent we do not hear; a running call is never ended by it. */
export function registerPresence(platform: Platform): void {
  platform.timers.handle(HEARTBEAT_TIMER, async (tx, agentId) => {
    const agent = await lockAgent(tx.sql, agentId);
    if (agent === null || agent.state === 'offline' || !agent.isReachable) return;
    await changeAgent(tx, agentId, { type: 'heartbeat_lost' });
  });
  platform.gateway.onWorkstationLeft((login) => {
    // The window is gone: one interval is left for it to come back, as after a reload.
    const work = platform.unitOfWork.run((tx) => shortenLease(tx, login.id));
    work.catch((error: unknown) => platform.log.warn({ err: String(error) }, 'a lease could not be shortened'));
  });
}

async function shortenLease(tx: Tx, agentId: string): Promise<void> {
  const dueAt = new Date(tx.nowMs + HEARTBEAT_INTERVAL_MS);
  await tx
    .sql('timers')
    .where({ kind: HEARTBEAT_TIMER, subject_id: agentId })
    .where('due_at', '>', dueAt)
    .update({ due_at: dueAt });
}
