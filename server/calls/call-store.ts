import type { Knex } from 'knex';
import type { CallAction } from '../../shared/calls/vocabulary';
import type { Tx } from '../platform/unit-of-work';
import type { GivenUp } from './domain/place-on-entry';
import { toCall, toChangingColumns, toInsertColumns, type CallColumns, type CallRow } from './call-row';

type Sql = Knex | Knex.Transaction;

/** The call under a lock that ends with the transaction; null when there is none. Always locked before its offer and agent. */
export async function lockCall(sql: Knex.Transaction, callId: string): Promise<CallRow | null> {
  const row = await sql<CallColumns>('calls').where({ id: callId }).forUpdate().first();
  return row === undefined ? null : toCall(row);
}

export async function readCall(sql: Sql, callId: string): Promise<CallRow | null> {
  const row = await sql<CallColumns>('calls').where({ id: callId }).first();
  return row === undefined ? null : toCall(row);
}

/** The call that occupies the agent now, if any. */
export async function readCallOfAgent(sql: Sql, agentId: string): Promise<CallRow | null> {
  const row = await sql('agent_engagements as e')
    .join('calls as c', 'c.id', 'e.call_id')
    .where('e.agent_id', agentId)
    .first<CallColumns | undefined>('c.*');
  return row === undefined ? null : toCall(row);
}

export async function insertCall(sql: Knex.Transaction, call: CallRow): Promise<void> {
  await sql('calls').insert(toInsertColumns(call));
}

/** Writes a locked call; its version rises by one. */
export async function saveCall(sql: Knex.Transaction, call: CallRow): Promise<CallRow> {
  const version = call.version + 1;
  await sql('calls')
    .where({ id: call.id })
    .update({ ...toChangingColumns(call), version });
  return { ...call, version };
}

/** Every call that has not ended. */
export async function readLiveCalls(sql: Sql): Promise<readonly CallRow[]> {
  const rows = await sql<CallColumns>('calls').whereIn('state', [
    'arriving',
    'queued',
    'offered',
    'connecting',
    'dialing',
    'ringing',
    'talking',
    'held',
  ]);
  return rows.map(toCall);
}

/** The caller's latest call to this creditor that was given up in the queue; null when there is none. */
export async function readLastAbandoned(
  sql: Sql,
  caller: { readonly fromNumber: string; readonly creditorId: string },
): Promise<GivenUp | null> {
  const row = await sql<CallColumns>('calls')
    .where({ from_number: caller.fromNumber, creditor_id: caller.creditorId, direction: 'in' })
    .whereNotNull('ended_at')
    .orderBy('ended_at', 'desc')
    .first();
  if (row === undefined || row.state !== 'abandoned') return null;
  const placeSince = row.place_since ?? row.entered_queue_at;
  if (placeSince === null || row.ended_at === null) return null;
  return { callId: row.id, placeSince, abandonedAt: row.ended_at };
}

/** Writes what was done in a call: it prefills the outcome, and QA compares the outcome with it. */
export async function recordCallAction(
  tx: Tx,
  callId: string,
  action: CallAction,
  subjectId: string | null,
): Promise<void> {
  await tx.sql('call_actions').insert({ call_id: callId, action, subject_id: subjectId, at: new Date(tx.nowMs) });
  tx.record('call.action_done', callId, { callId, action, subjectId });
}
