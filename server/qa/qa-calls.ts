import type { Knex } from 'knex';
import { FLOOR_COUNTRY } from '../../shared/kpi';
import type { CallAction } from '../../shared/calls/vocabulary';
import { firstContactsIn, rebuildFcrBook, wasRepeated } from '../../shared/fcr';
import type { HttpRequestOf, QaCallLine } from '../../shared/protocol/http';
import { addDays } from '../../shared/time/dates';
import { instantAt } from '../../shared/time/zones';
import {
  FCR_PARAMETERS,
  readCallFactsOfCustomers,
  shownCustomers,
  toFcrContact,
  toLine,
  type LineRow,
} from '../call-facts';
import type { Login } from '../platform/auth/login';
import { risksOf } from './risk';

/** A risk is looked for in at most this many of the newest calls that fit the other filters; days reach the older ones. */
export const QA_CALLS_MAX = 5_000;

export type QaFilters = HttpRequestOf<'qaCalls'>['query'];

export interface QaRow extends LineRow {
  agent_id: string | null;
  creditor_id: string;
  actions: CallAction[];
  wrap_up_state: string | null;
  has_broken_plan: boolean;
  has_recording: boolean;
  review_score_bp: number | null;
}

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
      sql.raw(`exists (select 1 from plans n where n.call_id = f.call_id and n.state = 'broken') as has_broken_plan`),
      sql.raw(
        `exists (select 1 from recordings d where d.call_id = f.call_id and d.state = 'stored') as has_recording`,
      ),
      sql.raw(
        `(select v.score_bp from reviews v where v.call_id = f.call_id order by v.published_at desc limit 1) as review_score_bp`,
      ),
    );
}

/**
 * The calls whose customers came again with the same matter, by the definition that FCR on the board is counted by. Of the
 * customers of these rows; everything else is left out.
 */
export async function findRepeated(sql: Knex, rows: readonly QaRow[], nowMs: number): Promise<ReadonlySet<string>> {
  const contacts = (await readCallFactsOfCustomers(sql, shownCustomers(rows))).flatMap(
    (row) => toFcrContact(row) ?? [],
  );
  const repeated = firstContactsIn(rebuildFcrBook(contacts, FCR_PARAMETERS)).filter((first) =>
    wasRepeated(first, nowMs),
  );
  return new Set(repeated.map(({ contact }) => contact.contactId));
}

/** One line with its risks. */
export function toQaLine(row: QaRow, repeated: ReadonlySet<string>): QaCallLine {
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
      wasRepeated: repeated.has(row.call_id),
      hasBrokenPlan: row.has_broken_plan,
    }),
  };
}

/** Calls that fit the filters, newest first, one page of them, inside the person's creditors. */
export async function listQaCalls(
  sql: Knex,
  filters: QaFilters,
  asker: { readonly login: Login; readonly nowMs: number },
): Promise<QaPage> {
  const { login, nowMs } = asker;
  const query = qaRows(sql);
  const scope = login.creditorScope;
  if (scope !== null) void query.whereIn('f.creditor_id', scope);
  applyFilters(query, filters);
  const { offset, limit } = filters;
  const newest = query.clone().orderBy('f.arrived_at', 'desc').orderBy('f.call_id');
  if (filters.risk === undefined) {
    const rows: QaRow[] = await newest.offset(offset).limit(limit);
    const count = await sql.count<{ count: bigint }[]>('* as count').from(query.as('fitting')).first();
    return pageOf(rows, Number(count?.count ?? 0n), await findRepeated(sql, rows, nowMs));
  }
  const { risk } = filters;
  const judged: QaRow[] = await newest.limit(QA_CALLS_MAX);
  const repeated = await findRepeated(sql, judged, nowMs);
  const risky = judged.filter((row) => toQaLine(row, repeated).risks.includes(risk));
  return pageOf(risky.slice(offset, offset + limit), risky.length, repeated);
}

/** A page of the list, and whose names are on it, for the audit. */
export interface QaPage {
  readonly total: number;
  readonly calls: QaCallLine[];
  readonly shownCustomerIds: readonly string[];
}

function pageOf(rows: readonly QaRow[], total: number, repeated: ReadonlySet<string>): QaPage {
  return { total, calls: rows.map((row) => toQaLine(row, repeated)), shownCustomerIds: shownCustomers(rows) };
}

function applyFilters(query: Knex.QueryBuilder, filters: QaFilters): void {
  if (filters.agentId !== undefined) void query.where('f.agent_id', filters.agentId);
  if (filters.creditor !== undefined) void query.where('c.slug', filters.creditor);
  if (filters.reason !== undefined) void query.where('f.reason', filters.reason);
  if (filters.outcome !== undefined) void query.where('f.outcome', filters.outcome);
  if (filters.from !== undefined)
    void query.where('f.arrived_at', '>=', new Date(instantAt(filters.from, 0, FLOOR_COUNTRY)));
  if (filters.to !== undefined)
    void query.where('f.arrived_at', '<', new Date(instantAt(addDays(filters.to, 1), 0, FLOOR_COUNTRY)));
  if (filters.reviewed !== undefined) {
    const exists = 'exists (select 1 from reviews v where v.call_id = f.call_id)';
    void query.whereRaw(filters.reviewed === 'yes' ? exists : `not ${exists}`);
  }
  if (filters.hasRecording !== undefined) {
    const exists = "exists (select 1 from recordings d where d.call_id = f.call_id and d.state = 'stored')";
    void query.whereRaw(filters.hasRecording === 'yes' ? exists : `not ${exists}`);
  }
}
