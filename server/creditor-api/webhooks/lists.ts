import type { Knex } from 'knex';
import type * as z from 'zod';
import type { Id } from '../../../shared/ids/ids';
import type { webhookDeliveryViewSchema, webhookEndpointViewSchema } from '../../../shared/protocol/http-integration';
import type { WebhookEventType } from '../../../shared/protocol/webhooks';
import { WEBHOOK_TARGETS } from './endpoints';

export type EndpointView = z.output<typeof webhookEndpointViewSchema>;
export type DeliveryView = z.output<typeof webhookDeliveryViewSchema>;

const LIST_MAX = 200;

type EndpointRow = Omit<EndpointView, 'creditor' | 'queued' | 'dead'> & {
  creditorId: Id<'creditor'>;
  slug: string;
  name: string;
  queued: bigint;
  dead: bigint;
};

/** Endpoints within a scope (null = every creditor) with how they fare; those that are on first. */
export async function listEndpoints(
  sql: Knex,
  ask: { readonly scope: readonly string[] | null; readonly endpointId?: string },
): Promise<readonly EndpointView[]> {
  const query = sql('webhook_endpoints as e')
    .join('creditors as c', 'c.id', 'e.creditor_id')
    .leftJoin('outbox_targets as t', 't.target', sql.raw(`? || e.id`, [WEBHOOK_TARGETS]))
    .orderByRaw('(e.disabled_at is not null), c.name, e.id')
    .limit(LIST_MAX);
  if (ask.scope !== null) void query.whereIn('e.creditor_id', [...ask.scope]);
  if (ask.endpointId !== undefined) void query.where('e.id', ask.endpointId);
  const countOf = (state: string) =>
    sql.raw(`(select count(*) from outbox_messages m where m.target = ? || e.id and m.state = ?)`, [
      WEBHOOK_TARGETS,
      state,
    ]);
  const rows: EndpointRow[] = await query.select({
    id: 'e.id',
    creditorId: 'c.id',
    slug: 'c.slug',
    name: 'c.name',
    url: 'e.url',
    eventTypes: 'e.event_types',
    createdAt: 'e.created_at',
    disabledAt: 'e.disabled_at',
    disabledWhy: 'e.disabled_why',
    earlierSecretUntil: 'e.earlier_secret_until',
    failures: sql.raw('coalesce(t.failures, 0)'),
    pausedUntil: 't.open_until',
    lastSuccessAt: 't.last_success_at',
    lastFailureAt: 't.last_failure_at',
    queued: countOf('queued'),
    dead: countOf('dead'),
  });
  return rows.map(({ creditorId, slug, name, queued, dead, ...endpoint }) => ({
    ...endpoint,
    creditor: { id: creditorId, slug, name },
    queued: Number(queued),
    dead: Number(dead),
  }));
}

export interface DeliveriesAsk {
  readonly scope: readonly string[] | null;
  readonly state?: 'queued' | 'done' | 'dead' | undefined;
  readonly endpointId?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

function deliveries(sql: Knex, ask: DeliveriesAsk): Knex.QueryBuilder {
  const query = sql('webhook_endpoints as e')
    .join('outbox_messages as m', 'm.target', sql.raw(`? || e.id`, [WEBHOOK_TARGETS]))
    .join('creditors as c', 'c.id', 'e.creditor_id');
  if (ask.scope !== null) void query.whereIn('e.creditor_id', [...ask.scope]);
  if (ask.state !== undefined) void query.where('m.state', ask.state);
  if (ask.endpointId !== undefined) void query.where('e.id', ask.endpointId);
  return query;
}

/** Deliveries, newest first. */
export async function listDeliveries(
  sql: Knex,
  ask: DeliveriesAsk,
): Promise<{ readonly total: number; readonly deliveries: readonly DeliveryView[] }> {
  const counted = (await deliveries(sql, ask).count('* as count').first()) as { count: bigint } | undefined;
  const rows = (await deliveries(sql, ask)
    .orderBy('m.message_no', 'desc')
    .offset(ask.offset)
    .limit(ask.limit)
    .select({
      id: 'm.id',
      eventId: sql.raw(`m.payload ->> 'eventId'`),
      endpointId: 'e.id',
      creditorName: 'c.name',
      type: 'm.kind',
      state: 'm.state',
      attempts: 'm.attempts',
      createdAt: 'm.created_at',
      doneAt: 'm.done_at',
      nextAttemptAt: sql.raw(`case when m.state = 'queued' then m.next_attempt_at end`),
      lastStatus: 'm.last_status',
      lastError: 'm.last_error',
    })) as DeliveryView[];
  return { total: Number(counted?.count ?? 0n), deliveries: rows };
}

export interface NewEndpoint {
  readonly id: Id<'webhookEndpoint'>;
  readonly creditorId: string;
  readonly url: string;
  readonly secretSealed: string;
  readonly eventTypes: readonly WebhookEventType[] | null;
  readonly createdBy: string;
}

export async function insertEndpoint(sql: Knex.Transaction, endpoint: NewEndpoint, nowMs: number): Promise<void> {
  await sql('webhook_endpoints').insert({
    id: endpoint.id,
    creditor_id: endpoint.creditorId,
    url: endpoint.url,
    secret_sealed: endpoint.secretSealed,
    event_types: endpoint.eventTypes === null ? null : [...endpoint.eventTypes],
    created_by: endpoint.createdBy,
    created_at: new Date(nowMs),
  });
}
