import type { Knex } from 'knex';
import type { CallDirection, CallState, Outcome, Reason } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { LocalText } from '../../shared/lang/languages';
import type { CallLine } from '../../shared/protocol/http';
import type { Login } from '../platform/auth/login';

/** A call's row joined with the names that people know it by. */
export interface LineRow {
  call_id: Id<'call'>;
  direction: CallDirection;
  state: CallState;
  arrived_at: number;
  entered_queue_at: number | null;
  answered_at: number | null;
  ended_at: number | null;
  hold_ms: bigint;
  creditor_name: string;
  queue_name: LocalText | null;
  agent_name: string | null;
  customer_id: string | null;
  customer_name: string | null;
  reason: Reason | null;
  outcome: Outcome | null;
  is_resolved: boolean | null;
}

/** The list of calls behind a number, newest first, inside the person's creditors. */
export async function callLines(
  sql: Knex,
  wish: { callIds: readonly string[]; login: Login | null; page: { offset: number; limit: number } },
): Promise<{ total: number; calls: CallLine[]; shownCustomerIds: readonly string[] }> {
  const scope = wish.login?.creditorScope ?? null;
  const base = sql('call_facts as f').whereIn('f.call_id', wish.callIds);
  if (scope !== null) void base.whereIn('f.creditor_id', scope);
  const total = await base.clone().count<{ count: bigint }[]>('* as count').first();
  const rows: LineRow[] = await base
    .join('creditors as c', 'c.id', 'f.creditor_id')
    .leftJoin('queues as q', 'q.id', 'f.queue_id')
    .leftJoin('login_accounts as a', 'a.id', 'f.agent_id')
    .leftJoin('customers as p', 'p.id', 'f.customer_id')
    .orderBy('f.arrived_at', 'desc')
    .offset(wish.page.offset)
    .limit(wish.page.limit)
    .select(
      'f.*',
      'c.name as creditor_name',
      'q.name as queue_name',
      'a.display_name as agent_name',
      'p.name as customer_name',
    );
  return { total: Number(total?.count ?? 0n), calls: rows.map(toLine), shownCustomerIds: shownCustomers(rows) };
}

/** Whose names a list shows, each once: what its audit row keeps. */
export function shownCustomers(rows: readonly Pick<LineRow, 'customer_id'>[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => row.customer_id ?? []))];
}

/** The row as lists show it; durations in ms. */
export function toLine(row: LineRow): CallLine {
  const waitedUntil = row.answered_at ?? row.ended_at;
  return {
    callId: row.call_id,
    direction: row.direction,
    state: row.state,
    arrivedAt: row.arrived_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    waitMs:
      row.entered_queue_at === null || waitedUntil === null ? null : Math.max(0, waitedUntil - row.entered_queue_at),
    talkMs:
      row.answered_at === null || row.ended_at === null
        ? null
        : Math.max(0, row.ended_at - row.answered_at - Number(row.hold_ms)),
    creditorName: row.creditor_name,
    queueName: row.queue_name,
    agentName: row.agent_name,
    customerName: row.customer_name,
    reason: row.reason,
    outcome: row.outcome,
    isResolved: row.is_resolved,
  };
}
