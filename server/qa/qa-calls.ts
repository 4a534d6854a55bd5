import type { Knex } from 'knex';
import type { CallAction } from '../../shared/calls/vocabulary';
import { FCR_WINDOW_DEFAULT, FCR_WINDOWS_MS } from '../../shared/fcr';
import type { HttpRequestOf, QaCallLine } from '../../shared/protocol/http';
import { addDays } from '../../shared/time/dates';
import { instantAt } from '../../shared/time/zones';
import { toLine, type LineRow } from '../call-facts';
import type { Login } from '../platform/auth/login';
import { risksOf } from './risk';

/** Risk is judged over at most this many of the newest calls that fit the other filters. */
export const QA_CALLS_MAX = 5_000;
/** Days are those of the agency's home. */
const HOME = 'NO';

export type QaFilters = HttpRequestOf<'qaCalls'>['query'];

export interface QaRow extends LineRow {
  agent_id: string | null;
  creditor_id: string;
  actions: CallAction[];
  wrap_up_state: string | null;
  was_repeated: boolean;
  has_broken_plan: boolean;
  has_recording: boolean;
  review_score_bp: number | null;
}

const WINDOW_S = FCR_WINDOWS_MS[FCR_WINDOW_DEFAULT] / 1_000;

/** Calls as QA sees them, with what their risk is judged by; nothing is filtered yet. */
export function qaRows(sql: Knex): Knex.QueryBuilder {
  return sql('call_facts as f')
    .join('creditors as c', 'c.id', 'f.creditor_id')
    .leftJoin('queues as q', 'q.id', 'f.queue_id')
    .leftJoin('login_accounts as a', 'a.id', 'f.agent_id')
    .leftJoin('customers as p', 'p.id', 'f.customer_id')
    .leftJoin('wrap_ups as w', 'w.call_id', 'f.call_id')
    .select(
      'f.*',
      'c.name as creditor_name',
      'q.name as queue_name',
      'a.display_name as agent_name',
      'p.name as customer_name',
      'w.state as wrap_up_state',
      sql.raw(
        `exists (select 1 from call_facts r where r.customer_id = f.customer_id and r.direction = 'in' and r.call_id <> f.call_id
           and r.creditor_id = f.creditor_id and r.case_id is not distinct from f.case_id
           and (r.reason is null or r.reason = f.reason)
           and r.arrived_at > f.ended_at and r.arrived_at <= f.ended_at + make_interval(secs => ?)) as was_repeated`,
        [WINDOW_S],
      ),
      sql.raw(`exists (select 1 from plans n where n.call_id = f.call_id and n.state = 'broken') as has_broken_plan`),
      sql.raw(
        `exists (select 1 from recordings d where d.call_id = f.call_id and d.state = 'stored') as has_recording`,
      ),
      sql.raw(
        `(select v.score_bp from reviews v where v.call_id = f.call_id order by v.published_at desc limit 1) as review_score_bp`,
      ),
    );
}

/** One line with its risks. */
export function toQaLine(row: QaRow): QaCallLine {
  const line = toLine(row);
  return {
    ...line,
    hasRecording: row.has_recording,
    reviewScoreBp: row.review_score_bp,
    risks: risksOf({
      isAnswered: line.answeredAt !== null,
      isWrapUpUnclassified: row.wrap_up_state === 'unclassified',
      outcome: line.outcome,
      isResolved: line.isResolved,
      actions: row.actions,
      talkMs: line.talkMs ?? 0,
      holdMs: Number(row.hold_ms),
      wasRepeated: row.was_repeated,
      hasBrokenPlan: row.has_broken_plan,
    }),
  };
}

/** Calls that fit the filters, newest first, one page of them, inside the person's creditors. */
export async function listQaCalls(
  sql: Knex,
  filters: QaFilters,
  login: Login,
): Promise<{ total: number; calls: QaCallLine[] }> {
  const query = qaRows(sql).orderBy('f.arrived_at', 'desc').limit(QA_CALLS_MAX);
  const scope = login.creditorScope;
  if (scope !== null) void query.whereIn('f.creditor_id', scope);
  applyFilters(query, filters);
  const rows: QaRow[] = await query;
  const lines = rows.map(toQaLine).filter((line) => filters.risk === undefined || line.risks.includes(filters.risk));
  return { total: lines.length, calls: lines.slice(filters.offset, filters.offset + filters.limit) };
}

function applyFilters(query: Knex.QueryBuilder, filters: QaFilters): void {
  if (filters.agentId !== undefined) void query.where('f.agent_id', filters.agentId);
  if (filters.creditor !== undefined) void query.where('c.slug', filters.creditor);
  if (filters.reason !== undefined) void query.where('f.reason', filters.reason);
  if (filters.outcome !== undefined) void query.where('f.outcome', filters.outcome);
  if (filters.from !== undefined) void query.where('f.arrived_at', '>=', new Date(instantAt(filters.from, 0, HOME)));
  if (filters.to !== undefined)
    void query.where('f.arrived_at', '<', new Date(instantAt(addDays(filters.to, 1), 0, HOME)));
  if (filters.reviewed !== undefined) {
    const exists = 'exists (select 1 from reviews v where v.call_id = f.call_id)';
    void query.whereRaw(filters.reviewed === 'yes' ? exists : `not ${exists}`);
  }
  if (filters.hasRecording !== undefined) {
    const exists = "exists (select 1 from recordings d where d.call_id = f.call_id and d.state = 'stored')";
    void query.whereRaw(filters.hasRecording === 'yes' ? exists : `not ${exists}`);
  }
}
