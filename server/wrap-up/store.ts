import type { Knex } from 'knex';
import type { Classification, WrapUpLife, WrapUpState } from '../../shared/calls/wrap-up-machine';
import type { CallAction, Outcome, Reason } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { CallScriptSlug } from '../../shared/insights/insight';
import type { WrapUpView } from '../../shared/protocol/views';
import { prefillWrapUp } from './domain/prefill';

type Sql = Knex | Knex.Transaction;

export const WRAP_UP_TIMER = 'wrap-up';

export interface WrapUpRow extends WrapUpLife {
  readonly id: Id<'wrapUp'>;
  readonly callId: Id<'call'>;
  readonly agentId: Id<'agent'>;
  readonly isFollowUpAgreed: boolean;
  readonly note: string;
}

interface WrapUpColumns {
  id: string;
  call_id: string;
  agent_id: string;
  state: WrapUpState;
  opened_at: number;
  due_at: number;
  is_extended: boolean;
  closed_at: number | null;
  reason: Reason | null;
  outcome: Outcome | null;
  is_resolved: boolean | null;
  is_follow_up_agreed: boolean;
  note: string;
  revision: number;
}

function classificationOf(row: WrapUpColumns): Classification | null {
  if (row.reason === null || row.outcome === null) return null;
  return { reason: row.reason, outcome: row.outcome, isResolved: row.is_resolved ?? false };
}

function toWrapUp(row: WrapUpColumns): WrapUpRow {
  return {
    // Ids in the database were made by makeId.
    id: row.id as Id<'wrapUp'>,
    callId: row.call_id as Id<'call'>,
    agentId: row.agent_id as Id<'agent'>,
    state: row.state,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    extendedAt: row.is_extended ? row.opened_at : null,
    closedAt: row.closed_at,
    classification: classificationOf(row),
    revision: row.revision,
    isFollowUpAgreed: row.is_follow_up_agreed,
    note: row.note,
  };
}

export async function lockWrapUp(
  sql: Knex.Transaction,
  where: { id: string } | { call_id: string },
): Promise<WrapUpRow | null> {
  const row = await sql<WrapUpColumns>('wrap_ups').where(where).forUpdate().first();
  return row === undefined ? null : toWrapUp(row);
}

export async function insertWrapUp(sql: Knex.Transaction, wrapUp: WrapUpRow): Promise<void> {
  await sql('wrap_ups').insert({
    id: wrapUp.id,
    call_id: wrapUp.callId,
    agent_id: wrapUp.agentId,
    ...changing(wrapUp),
    opened_at: new Date(wrapUp.openedAt),
  });
}

export async function saveWrapUp(sql: Knex.Transaction, wrapUp: WrapUpRow): Promise<void> {
  await sql('wrap_ups').where({ id: wrapUp.id }).update(changing(wrapUp));
}

function changing(wrapUp: WrapUpRow): Record<string, unknown> {
  return {
    state: wrapUp.state,
    due_at: new Date(wrapUp.dueAt),
    is_extended: wrapUp.extendedAt !== null,
    closed_at: wrapUp.closedAt === null ? null : new Date(wrapUp.closedAt),
    reason: wrapUp.classification?.reason ?? null,
    outcome: wrapUp.classification?.outcome ?? null,
    is_resolved: wrapUp.classification?.isResolved ?? null,
    is_follow_up_agreed: wrapUp.isFollowUpAgreed,
    note: wrapUp.note,
    revision: wrapUp.revision,
  };
}

interface ViewColumns extends WrapUpColumns {
  /** A deadline moved forward for an outage stands in its timer. */
  timer_due_at: number | null;
  creditor_name: string;
  customer_name: string | null;
  topic: string | null;
  actions: CallAction[];
  slugs: CallScriptSlug[];
}

const VIEW_SQL = `select w.*, t.due_at as timer_due_at, r.name as creditor_name, c.topic,
    (select p.name from identity_gates g join customers p on p.id = g.customer_id
      where g.call_id = c.id order by g.opened_at desc limit 1) as customer_name,
    coalesce((select array_agg(a.action order by a.action_no) from call_actions a where a.call_id = c.id), '{}') as actions,
    coalesce((select array_agg(s.slug order by s.id) from script_runs s where s.call_id = c.id), '{}') as slugs
  from wrap_ups w
  join calls c on c.id = w.call_id
  join creditors r on r.id = c.creditor_id
  left join timers t on t.kind = '${WRAP_UP_TIMER}' and t.subject_id = w.id`;

function toView(row: ViewColumns): WrapUpView {
  const wrapUp = toWrapUp(row);
  const prefill = prefillWrapUp({ actions: row.actions, callScripts: row.slugs, topic: row.topic });
  const chosen = wrapUp.classification;
  return {
    id: wrapUp.id,
    callId: wrapUp.callId,
    state: wrapUp.state,
    openedAt: wrapUp.openedAt,
    dueAt: row.timer_due_at ?? wrapUp.dueAt,
    isExtended: wrapUp.extendedAt !== null,
    customerName: row.customer_name,
    creditorName: row.creditor_name,
    note: wrapUp.note,
    prefill: {
      reason: chosen?.reason ?? prefill.reason,
      outcome: chosen?.outcome ?? prefill.outcome,
      isResolved: chosen?.isResolved ?? prefill.isResolved,
    },
  };
}

/** The wrap-up of a call as the screen shows it. */
export async function readWrapUpView(sql: Sql, callId: string): Promise<WrapUpView | null> {
  const answer = await sql.raw<{ rows: ViewColumns[] }>(`${VIEW_SQL} where w.call_id = ?`, [callId]);
  const row = answer.rows[0];
  return row === undefined ? null : toView(row);
}

/** The agent's newest open wrap-up. */
export async function readOpenWrapUpView(sql: Sql, agentId: string): Promise<WrapUpView | null> {
  const answer = await sql.raw<{ rows: ViewColumns[] }>(
    `${VIEW_SQL} where w.agent_id = ? and w.state = 'open' order by w.opened_at desc limit 1`,
    [agentId],
  );
  const row = answer.rows[0];
  return row === undefined ? null : toView(row);
}
