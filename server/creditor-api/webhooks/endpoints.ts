import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { WebhookEventType } from '../../../shared/protocol/webhooks';

/** A place where a creditor takes webhooks. */
export interface Endpoint {
  readonly id: Id<'webhookEndpoint'>;
  readonly creditorId: Id<'creditor'>;
  readonly url: string;
  readonly secretSealed: string;
  readonly earlierSecretSealed: string | null;
  readonly earlierSecretUntil: number | null;
  readonly eventTypes: readonly WebhookEventType[] | null;
  readonly disabledAt: number | null;
}

const COLUMNS = {
  id: 'id',
  creditorId: 'creditor_id',
  url: 'url',
  secretSealed: 'secret_sealed',
  earlierSecretSealed: 'earlier_secret_sealed',
  earlierSecretUntil: 'earlier_secret_until',
  eventTypes: 'event_types',
  disabledAt: 'disabled_at',
} as const;

/** Messages of an endpoint bear this target in the outbox. */
export const WEBHOOK_TARGETS = 'webhook:';
export const targetOf = (endpointId: string): string => `${WEBHOOK_TARGETS}${endpointId}`;

export async function readEndpoint(sql: Knex, endpointId: string): Promise<Endpoint | null> {
  const row = await sql('webhook_endpoints').where({ id: endpointId }).first<Endpoint | undefined>(COLUMNS);
  return row ?? null;
}

/** The endpoints of a creditor that take a kind of event now. */
export async function endpointsFor(
  sql: Knex,
  creditorId: string,
  type: WebhookEventType,
): Promise<readonly { readonly id: Id<'webhookEndpoint'> }[]> {
  return sql('webhook_endpoints')
    .where({ creditor_id: creditorId })
    .whereNull('disabled_at')
    .where((term) => void term.whereNull('event_types').orWhereRaw('? = any(event_types)', [type]))
    .orderBy('id')
    .select<{ id: Id<'webhookEndpoint'> }[]>('id');
}

/** Stops sending to an endpoint; what is queued becomes dead letters that a person sends again when it is on. */
export async function disableEndpoint(sql: Knex, endpointId: string, why: string, nowMs: number): Promise<void> {
  await sql('webhook_endpoints')
    .where({ id: endpointId })
    .update({ disabled_at: new Date(nowMs), disabled_why: why });
}
