import type { Knex } from 'knex';
import type { AgentSkill, AgentState, UnavailableReason } from '../../shared/agents/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { OpenRelease, ReleaseFacts } from '../../shared/kpi';
import type { LocalText } from '../../shared/lang/languages';

export interface AgentRow {
  readonly id: Id<'agent'>;
  readonly name: string;
  readonly state: AgentState;
  readonly reason: UnavailableReason | null;
  readonly since: number;
  readonly skills: readonly AgentSkill[];
}

export interface QueueRow {
  readonly id: Id<'queue'>;
  readonly name: LocalText;
  /** True when an agent with these skills may take the queue's calls. */
  needs(skills: readonly AgentSkill[]): boolean;
}

export type NameOf = (id: string) => string;

/** The floor as it stands: people, queues, creditors, and what was agreed since a moment. Small tables, read afresh each time. */
export interface Floor {
  readonly agents: readonly AgentRow[];
  readonly queues: readonly QueueRow[];
  readonly creditorNames: NameOf;
  readonly plansMade: number;
  readonly disputesOpened: number;
  /** Caused since that moment. */
  readonly releases: readonly ReleaseFacts[];
  /** Not confirmed yet, whenever they were caused. */
  readonly openReleases: readonly OpenRelease[];
}

/** States of a release that its creditor has not answered to the end. */
const OPEN_STATES = ['queued', 'sent', 'failed'];

export async function readFloor(db: Knex, sinceMs: number): Promise<Floor> {
  const since = new Date(sinceMs);
  const [agents, queues, creditors, plans, disputes, releases] = await Promise.all([
    db('agents as g')
      .join('login_accounts as a', 'a.id', 'g.id')
      .whereNull('a.disabled_at')
      .orderBy('a.display_name')
      .select<
        {
          id: Id<'agent'>;
          name: string;
          state: AgentState;
          reason: UnavailableReason | null;
          since: number;
          skills: AgentSkill[];
        }[]
      >('g.id', 'a.display_name as name', 'g.state', 'g.reason', 'g.state_since as since', 'g.skills'),
    db('queues')
      .orderBy('slug')
      .select<{ id: Id<'queue'>; name: LocalText; required_skills: AgentSkill[] }[]>('id', 'name', 'required_skills'),
    db('creditors').select<{ id: string; name: string }[]>('id', 'name'),
    db('plans').where('agreed_at', '>=', since).count<{ count: bigint }[]>('* as count').first(),
    db('disputes').where('opened_at', '>=', since).count<{ count: bigint }[]>('* as count').first(),
    db('releases')
      .where('caused_at', '>=', since)
      .orWhereIn('state', OPEN_STATES)
      .select<{ caused_at: number; sent_at: number | null; state: string }[]>('caused_at', 'sent_at', 'state'),
  ]);
  const names = new Map(creditors.map((row) => [row.id, row.name]));
  return {
    agents,
    queues: queues.map((queue) => ({
      id: queue.id,
      name: queue.name,
      needs: (skills) =>
        queue.required_skills.every((need) =>
          skills.some((skill) => skill.kind === need.kind && skill.key === need.key),
        ),
    })),
    creditorNames: (id) => names.get(id) ?? id,
    plansMade: Number(plans?.count ?? 0n),
    disputesOpened: Number(disputes?.count ?? 0n),
    releases: releases
      .filter((row) => row.caused_at >= sinceMs)
      .map((row) => ({ causedAt: row.caused_at, sentAt: row.sent_at, wasRecalled: row.state === 'recalled' })),
    openReleases: releases.filter((row) => OPEN_STATES.includes(row.state)).map((row) => ({ causedAt: row.caused_at })),
  };
}
