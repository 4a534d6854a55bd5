import type { Knex } from 'knex';
import type { AgentSkill, Skill } from '../../shared/agents/vocabulary';
import type { Id } from '../../shared/ids/ids';
import { AGEING_PER_SECOND, REJECT_DELAY_MS, type FreeAgent, type WaitingCall } from './domain/waiting';

type Sql = Knex | Knex.Transaction;

interface WaitingColumns {
  id: string;
  queue_id: string;
  creditor_id: string;
  priority: number;
  place_since: number;
  required_skills: (Skill & { level?: number; minLevel?: number })[];
  ageing_per_second: number;
  sticky_agent_id: string | null;
  sticky_until: number | null;
  is_interrupted: boolean;
  announced_at: number | null;
  state_since: number;
  refused_by: { agentId: string; until: number }[];
}

export interface WaitingRow {
  readonly call: WaitingCall;
  readonly announcedAt: number | null;
  readonly stateSince: number;
}

/** Everybody who waits, in one read, with who must not be rung for them yet. */
export async function readWaiting(sql: Sql, nowMs: number): Promise<readonly WaitingRow[]> {
  const since = new Date(nowMs - REJECT_DELAY_MS);
  // An accepted offer whose call waits again means that the agent's audio never came: somebody else is tried first.
  const answer = await sql.raw<{ rows: WaitingColumns[] }>(
    `select c.id, c.queue_id, c.creditor_id, c.priority, c.place_since, c.required_skills, c.announced_at, c.state_since,
       q.ageing_per_second, c.sticky_agent_id, c.sticky_until, c.answered_at is not null as is_interrupted,
       coalesce((select jsonb_agg(jsonb_build_object('agentId', o.agent_id,
           'until', round(extract(epoch from o.ended_at) * 1000) + ?))
         from offers o where o.call_id = c.id and o.state in ('rejected', 'accepted') and o.ended_at > ?
           and o.agent_id is distinct from c.sticky_agent_id), '[]') as refused_by
     from calls c join queues q on q.id = c.queue_id
     where c.state = 'queued' and c.place_since is not null`,
    [REJECT_DELAY_MS, since],
  );
  return answer.rows.map(toWaiting);
}

function toWaiting(row: WaitingColumns): WaitingRow {
  const sticky =
    row.sticky_agent_id === null
      ? {}
      : {
          sticky: {
            agentId: row.sticky_agent_id as Id<'agent'>, // ids in the database were made by makeId
            exclusiveUntil: row.sticky_until ?? 0,
          },
        };
  const call: WaitingCall = {
    callId: row.id as Id<'call'>,
    queueId: row.queue_id as Id<'queue'>,
    creditorId: row.creditor_id as Id<'creditor'>,
    priority: row.priority,
    placeSince: row.place_since,
    requiredSkills: row.required_skills.map((skill) => ({ ...skill, minLevel: skill.minLevel ?? skill.level ?? 1 })),
    ageingPerSecond: row.ageing_per_second || AGEING_PER_SECOND,
    isInterrupted: row.is_interrupted,
    notFor: row.refused_by.map((one) => ({ agentId: one.agentId as Id<'agent'>, until: one.until })),
    ...sticky,
  };
  return { call, announcedAt: row.announced_at, stateSince: row.state_since };
}

interface AgentColumns {
  id: string;
  idle_since: number | null;
  state_since: number;
  skills: AgentSkill[];
  creditor_scope: string[] | null;
}

function toFreeAgent(row: AgentColumns): FreeAgent {
  return {
    agentId: row.id as Id<'agent'>, // ids in the database were made by makeId
    availableSince: row.idle_since ?? row.state_since,
    skills: row.skills,
    creditorScope: row.creditor_scope === null ? 'all' : (row.creditor_scope as Id<'creditor'>[]),
  };
}

/** Everybody who may be rung now, in one read. */
export async function readFreeAgents(sql: Sql): Promise<readonly FreeAgent[]> {
  const answer = await sql.raw<{ rows: AgentColumns[] }>(
    `select a.id, a.idle_since, a.state_since, a.skills, l.creditor_scope
     from agents a join login_accounts l on l.id = a.id
     where a.state = 'available' and a.is_reachable and l.disabled_at is null
       and not exists (select 1 from agent_engagements e where e.agent_id = a.id)`,
  );
  return answer.rows.map(toFreeAgent);
}

/** Everybody at work, as possible hands for each queue. */
export async function readWorkingAgents(
  sql: Sql,
): Promise<readonly { readonly agent: FreeAgent; readonly isFree: boolean }[]> {
  const answer = await sql.raw<{ rows: (AgentColumns & { state: string })[] }>(
    `select a.id, a.idle_since, a.state_since, a.skills, a.state, l.creditor_scope
     from agents a join login_accounts l on l.id = a.id
     where a.state in ('available', 'ringing', 'on_call', 'wrapping_up') and a.is_reachable`,
  );
  return answer.rows.map((row) => ({ agent: toFreeAgent(row), isFree: row.state === 'available' }));
}

/** How long a call with its wrap-up took on average in the last hour, ms; null when none was handled. */
export async function readAverageHandlingMs(sql: Sql, nowMs: number): Promise<number | null> {
  const answer = await sql.raw<{ rows: { average: string | null }[] }>(
    `select avg(extract(epoch from (coalesce(w.closed_at, c.ended_at) - c.answered_at)) * 1000)::text as average
     from calls c left join wrap_ups w on w.call_id = c.id
     where c.answered_at is not null and c.ended_at > ?`,
    [new Date(nowMs - HANDLING_WINDOW_MS)],
  );
  const average = answer.rows[0]?.average ?? null;
  return average === null ? null : Number(average);
}

const HANDLING_WINDOW_MS = 3_600_000;
