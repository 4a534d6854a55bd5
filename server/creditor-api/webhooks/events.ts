import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import { REPLAY_EVENTS_MAX } from '../../../shared/protocol/http-creditor';
import { WEBHOOK_EVENTS, type WebhookBody, type WebhookEventType } from '../../../shared/protocol/webhooks';
import { ok, refuse, type Result } from '../../../shared/result';
import type { Tx } from '../../platform/unit-of-work';
import { endpointsFor, targetOf } from './endpoints';

/** Something a creditor is told, as it is kept for replay. */
export interface CreditorEvent {
  readonly id: Id<'creditorEvent'>;
  readonly creditorId: string;
  readonly type: WebhookEventType;
  readonly orderKey: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly happenedAt: number;
}

const COLUMNS = {
  id: 'id',
  creditorId: 'creditor_id',
  type: 'type',
  orderKey: 'order_key',
  payload: 'payload',
  happenedAt: 'happened_at',
  eventNo: 'event_no',
} as const;

/**
 * Keeps an event once per source key and leaves a message for each endpoint that takes its kind. The data is cut to the schema of
 * its kind: what is not named there never leaves.
 */
export async function keepEvent(
  tx: Tx,
  event: Omit<CreditorEvent, 'id'> & { readonly sourceKey: string },
): Promise<Id<'creditorEvent'> | null> {
  const { creditorId, type, orderKey } = event;
  await inNumberOrder(tx, creditorId);
  const id = tx.makeId('creditorEvent');
  const payload = WEBHOOK_EVENTS[type].parse(event.payload);
  const written = await tx
    .sql('creditor_events')
    .insert({
      id,
      creditor_id: creditorId,
      source_key: event.sourceKey,
      type,
      order_key: orderKey,
      payload: JSON.stringify(payload),
      happened_at: new Date(event.happenedAt),
      recorded_at: new Date(tx.nowMs),
    })
    .onConflict('source_key')
    .ignore()
    .returning('id');
  if (written.length === 0) return null;
  for (const endpoint of await endpointsFor(tx.sql, creditorId, type)) {
    // One row each, in one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await tx.enqueue(messageOf({ id, type, orderKey }, endpoint.id));
  }
  return id;
}

/**
 * Lets one event of a creditor in at a time until this transaction commits: numbers are taken at insert and seen at commit, and a
 * reader of the list who has seen a number must have seen every lower one.
 */
export async function inNumberOrder(tx: Tx, creditorId: string): Promise<void> {
  await tx.sql.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`creditor_events ${creditorId}`]);
}

const messageOf = (event: Pick<CreditorEvent, 'id' | 'type' | 'orderKey'>, endpointId: string) => ({
  target: targetOf(endpointId),
  kind: event.type,
  idempotencyKey: `${event.id}:${endpointId}`,
  payload: { eventId: event.id },
  ...(event.orderKey === null ? {} : { orderKey: event.orderKey }),
});

export async function readEvent(sql: Knex, eventId: string): Promise<CreditorEvent | null> {
  const row = await sql('creditor_events').where({ id: eventId }).first<CreditorEvent | undefined>(COLUMNS);
  return row ?? null;
}

/** The body of a webhook as it is sent and as the list of events shows it. */
export function bodyOf(event: CreditorEvent): WebhookBody {
  return { type: event.type, timestamp: new Date(event.happenedAt).toISOString(), data: { ...event.payload } };
}

/** Events of a creditor after a cursor, in order: for a system that asks instead of being told. */
export async function readEvents(
  sql: Knex,
  ask: { readonly creditorId: string; readonly after: number; readonly limit: number },
) {
  const rows = await sql('creditor_events')
    .where({ creditor_id: ask.creditorId })
    .where('event_no', '>', ask.after)
    .orderBy('event_no')
    .limit(ask.limit + 1)
    .select<(CreditorEvent & { eventNo: bigint })[]>(COLUMNS);
  const page = rows.slice(0, ask.limit);
  return {
    events: page.map((event) => ({ id: event.id, ...bodyOf(event) })),
    cursor: Number(page.at(-1)?.eventNo ?? ask.after),
    hasMore: rows.length > ask.limit,
  };
}

export interface ReplayAsk {
  readonly creditorId: string;
  readonly eventId?: Id<'creditorEvent'> | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** The cursor of the answer before: goes on behind it. */
  readonly after?: number | undefined;
}

/** What was sent again; `cursor` is where the next replay of the same time goes on. */
export interface Replayed {
  readonly replayed: number;
  readonly hasMore: boolean;
  readonly cursor: number;
}

/**
 * Sends events again, one by id or all of a time, to the creditor's endpoints that take their kind now: under the ids they had, so
 * that a receiver who has them knows. At most REPLAY_EVENTS_MAX at once. NOT_FOUND for an event of somebody else.
 */
export async function replayEvents(tx: Tx, ask: ReplayAsk): Promise<Result<Replayed>> {
  const query = tx
    .sql('creditor_events')
    .where({ creditor_id: ask.creditorId })
    .where('event_no', '>', ask.after ?? 0)
    .orderBy('event_no')
    .limit(REPLAY_EVENTS_MAX + 1);
  if (ask.eventId !== undefined) void query.where({ id: ask.eventId });
  if (ask.since !== undefined) void query.where('happened_at', '>=', new Date(ask.since));
  if (ask.until !== undefined) void query.where('happened_at', '<', new Date(ask.until));
  const found = await query.select<(CreditorEvent & { eventNo: bigint })[]>(COLUMNS);
  if (ask.eventId !== undefined && found.length === 0) return refuse('NOT_FOUND');
  const events = found.slice(0, REPLAY_EVENTS_MAX);
  for (const event of events) {
    for (const { id } of await endpointsFor(tx.sql, ask.creditorId, event.type)) {
      // oxlint-disable-next-line no-await-in-loop
      await sendAgain(tx, event, id);
    }
  }
  const cursor = Number(events.at(-1)?.eventNo ?? ask.after ?? 0);
  return ok({ replayed: events.length, hasMore: found.length > REPLAY_EVENTS_MAX, cursor });
}

/** Queues a delivery that was made (or failed) before; one that was never made is made now. */
async function sendAgain(tx: Tx, event: CreditorEvent, endpointId: string): Promise<void> {
  const message = messageOf(event, endpointId);
  const again = await requeue(tx, { idempotency_key: message.idempotencyKey });
  if (again === 0) await tx.enqueue(message);
}

/** Puts ended messages back into the queue as if they were new; their ids and places stay. */
export async function requeue(tx: Tx, which: Readonly<Record<string, string>>): Promise<number> {
  const now = new Date(tx.nowMs);
  return tx
    .sql('outbox_messages')
    .where(which)
    .whereNot({ state: 'queued' })
    .update({ state: 'queued', attempts: 0, next_attempt_at: now, retry_since: now, lease_until: null, done_at: null });
}
