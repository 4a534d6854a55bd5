import type { Knex } from 'knex';
import type { AgentLife, NextAgentState } from '../../shared/agents/agent-machine';
import {
  requestedStateSchema,
  type AgentSkill,
  type AgentState,
  type UnavailableReason,
} from '../../shared/agents/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { AgentView } from '../../shared/protocol/views';

/** An agent as the rules see one, with what the screen needs beside it. */
export interface AgentRow extends AgentLife {
  readonly id: Id<'agent'>;
  readonly skills: readonly AgentSkill[];
  readonly heartbeatAt: number | null;
}

interface AgentColumns {
  id: string;
  skills: AgentSkill[];
  state: AgentState;
  reason: UnavailableReason | null;
  state_since: number;
  requested_next: NextAgentState | null;
  heartbeat_at: number | null;
  idle_since: number | null;
  is_reachable: boolean;
}

function toAgent(row: AgentColumns): AgentRow {
  return {
    // Ids in the database were made by makeId.
    id: row.id as Id<'agent'>,
    skills: row.skills,
    state: row.state,
    reason: row.reason,
    stateSince: row.state_since,
    availableSince: row.idle_since,
    next: row.requested_next,
    isReachable: row.is_reachable,
    heartbeatAt: row.heartbeat_at,
  };
}

/** The agent's row under a lock that ends with the transaction; null when this login never worked as an agent. */
export async function lockAgent(sql: Knex.Transaction, agentId: string): Promise<AgentRow | null> {
  const row = await sql<AgentColumns>('agents').where({ id: agentId }).forUpdate().first();
  return row === undefined ? null : toAgent(row);
}

/** Gives a login its row as an agent: offline, without skills, which an administrator adds. */
export async function ensureAgent(sql: Knex.Transaction, agentId: string, nowMs: number): Promise<void> {
  await sql('agents')
    .insert({ id: agentId, skills: '[]', state: 'offline', state_since: new Date(nowMs) })
    .onConflict('id')
    .ignore();
}

/** Writes what the rules decided; when state or reason changed, the open span ends and the next begins, in one statement. */
export async function saveAgent(
  sql: Knex.Transaction,
  change: { readonly before: AgentRow; readonly after: AgentRow },
): Promise<void> {
  const { before, after } = change;
  const life = {
    state: after.state,
    reason: after.reason,
    state_since: new Date(after.stateSince),
    requested_next: after.next === null ? null : JSON.stringify(after.next),
    idle_since: after.availableSince === null ? null : new Date(after.availableSince),
    is_reachable: after.isReachable,
  };
  if (before.state === after.state && before.reason === after.reason) {
    await sql('agents').where({ id: after.id }).update(life);
    return;
  }
  await sql.raw(
    `with changed as (
       update agents set state = :state, reason = :reason, state_since = :state_since, requested_next = :requested_next,
         idle_since = :idle_since, is_reachable = :is_reachable where id = :id
     ), closed as (
       -- The span that begins anew in the same instant is opened again below; one statement may touch a row once.
       update agent_state_spans set until = :state_since
       where agent_id = :id and until is null and not (since = :state_since and state = :state)
     )
     insert into agent_state_spans (agent_id, state, reason, since) values (:id, :state, :reason, :state_since)
     on conflict (agent_id, since, state) do update set until = null, reason = excluded.reason`,
    { ...life, id: after.id },
  );
}

/** What screens show of an agent; null when there is no such agent. */
export async function readAgentView(sql: Knex | Knex.Transaction, agentId: string): Promise<AgentView | null> {
  const row = await sql('agents as a')
    .join('login_accounts as l', 'l.id', 'a.id')
    .where('a.id', agentId)
    .first<(AgentColumns & { display_name: string }) | undefined>('a.*', 'l.display_name');
  if (row === undefined) return null;
  const agent = toAgent(row);
  // What a lead forced or the system chose is not something the agent asked for.
  const requested = requestedStateSchema.safeParse(agent.next);
  return {
    id: agent.id,
    name: row.display_name,
    state: agent.state,
    reason: agent.reason,
    since: agent.stateSince,
    requestedNext: requested.success ? requested.data : null,
    skills: [...agent.skills],
  };
}
