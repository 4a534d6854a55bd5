import type { Knex } from 'knex';
import type { CallAction, Outcome } from '../../shared/calls/vocabulary';
import { FCR_WINDOW_DEFAULT, FCR_WINDOWS_MS, type FcrContact } from '../../shared/fcr';
import type { CallFacts } from '../../shared/kpi';
import type { CallFactsColumns } from './columns';

/** A call's row with what QA asks for beside the figures. */
export interface CallFactsRow extends CallFacts {
  readonly language: string;
  readonly arrivedAt: number;
  readonly outcome: Outcome | null;
  readonly isResolved: boolean | null;
  readonly isFollowUpAgreed: boolean;
  readonly actions: readonly CallAction[];
  /** What the ledger said when the gate opened; empty when it stayed shut. */
  readonly insightKinds: readonly string[];
}

/** A list longer than this is cut: a month of the largest floor we know (product.md §1). */
export const CALL_FACTS_ROWS_MAX = 100_000;

function durationOf(row: CallFactsColumns): { talkMs: number; holdMs: number; wrapUpMs: number | null } {
  const holdMs = Number(row.hold_ms);
  const callMs = row.answered_at === null || row.ended_at === null ? 0 : row.ended_at - row.answered_at;
  const hasWrapUp = row.wrap_up_opened_at !== null && row.wrap_up_closed_at !== null;
  return {
    talkMs: Math.max(0, callMs - holdMs),
    holdMs,
    wrapUpMs: hasWrapUp ? (row.wrap_up_closed_at ?? 0) - (row.wrap_up_opened_at ?? 0) : null,
  };
}

function toFacts(row: CallFactsColumns): CallFactsRow {
  return {
    callId: row.call_id,
    direction: row.direction,
    state: row.state,
    queueId: row.queue_id,
    creditorId: row.creditor_id,
    reason: row.reason,
    enteredQueueAt: row.entered_queue_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    ...durationOf(row),
    agentId: row.agent_id,
    customerId: row.customer_id,
    caseId: row.case_id,
    language: row.language,
    arrivedAt: row.arrived_at,
    outcome: row.outcome,
    isResolved: row.is_resolved,
    isFollowUpAgreed: row.is_follow_up_agreed,
    actions: row.actions,
    insightKinds: row.insight_kinds,
  };
}

/** Calls that arrived from a moment on (epoch ms), oldest first; of more than {@link CALL_FACTS_ROWS_MAX} the newest. */
export async function readCallFactsSince(
  sql: Knex,
  sinceMs: number,
  rowsMax = CALL_FACTS_ROWS_MAX,
): Promise<CallFactsRow[]> {
  const rows = await sql<CallFactsColumns>('call_facts')
    .where('arrived_at', '>=', new Date(sinceMs))
    .orderBy('arrived_at', 'desc')
    .limit(rowsMax);
  return rows.map(toFacts).reverse();
}

/** FCR as boards and QA count it: one window, one scope. */
export const FCR_PARAMETERS = { windowMs: FCR_WINDOWS_MS[FCR_WINDOW_DEFAULT], scope: 'reason' } as const;

/** All calls of these customers, in no order. */
export async function readCallFactsOfCustomers(sql: Knex, customerIds: readonly string[]): Promise<CallFactsRow[]> {
  const rows = await sql<CallFactsColumns>('call_facts')
    .whereRaw('customer_id = any(?)', [[...customerIds]])
    .limit(CALL_FACTS_ROWS_MAX);
  return rows.map(toFacts);
}

/** The rows of these calls, in no order. */
export async function readCallFactsOf(sql: Knex, callIds: readonly string[]): Promise<CallFactsRow[]> {
  const rows = await sql<CallFactsColumns>('call_facts').whereIn('call_id', callIds);
  return rows.map(toFacts);
}

/** The call as FCR counts it, or null while it is neither answered and over nor abandoned. */
export function toFcrContact(row: CallFactsRow): FcrContact | null {
  const isAnswered = row.answeredAt !== null;
  if (row.endedAt === null || (!isAnswered && row.state !== 'abandoned')) return null;
  const waitedUntil = row.answeredAt ?? row.endedAt;
  return {
    contactId: row.callId,
    direction: row.direction,
    result: isAnswered ? 'answered' : 'abandoned',
    startedAt: row.arrivedAt,
    endedAt: row.endedAt,
    waitedMs: row.enteredQueueAt === null ? 0 : waitedUntil - row.enteredQueueAt,
    customerId: row.customerId,
    creditorId: row.creditorId,
    caseId: row.caseId,
    reason: row.reason,
    queueId: row.queueId,
    agentId: row.agentId,
    wasTransferred: false,
    isDeclaredResolved: row.isResolved,
    isFollowUpAgreed: row.isFollowUpAgreed,
  };
}
