import type { Id } from '../../../shared/ids/ids';
import { ok, refuse, type Result } from '../../../shared/result';
import { maySeeCreditor, type Login } from '../../platform/auth/login';
import type { RouteContext } from '../../platform/edge/routes';
import type { Platform } from '../../platform/platform';
import type { Tx } from '../../platform/unit-of-work';
import { EgressError, resolveTarget, type EgressOptions } from './egress';
import { disableEndpoint, targetOf, WEBHOOK_TARGETS } from './endpoints';
import { inNumberOrder, requeue } from './events';
import { insertEndpoint, listDeliveries, listEndpoints, type EndpointView } from './lists';
import { makeWebhookSecret } from './signature';

/** Both secrets sign for so long after a rotation, so that the receiver can change its own in peace. */
export const ROTATION_MS = 24 * 3_600_000;
const ADMIN = { roles: ['admin'], scope: 'creditor', audit: 'none' } as const;

/** Registers the administrator's routes: endpoints with their secrets, deliveries, and sending dead letters again. */
export function registerWebhookRoutes(platform: Platform, egress: EgressOptions): void {
  registerEndpoints(platform, egress);
  registerSwitches(platform);
  registerDeliveries(platform);
}

function registerEndpoints(platform: Platform, egress: EgressOptions): void {
  platform.routes.add({
    name: 'webhookEndpoints',
    ...ADMIN,
    rate: 'read',
    async run({ login }) {
      return ok({ endpoints: [...(await listEndpoints(platform.db, { scope: login?.creditorScope ?? null }))] });
    },
  });

  platform.routes.add({
    name: 'createEndpoint',
    ...ADMIN,
    rate: 'write',
    async run({ login, commit }, { body }) {
      // Asked before the transaction: names are looked up outside.
      const fault = await faultOf(body.url, egress);
      if (fault !== null) return refuse('WEBHOOK_ADDRESS', { reason: fault });
      return commit(async (tx) => {
        const { creditorId, url, eventTypes } = body;
        const isThere = (await tx.sql('creditors').where({ id: creditorId }).first('id')) !== undefined;
        if (login === null || !isThere || !maySeeCreditor(login, creditorId)) return refuse('NOT_FOUND');
        const id = tx.makeId('webhookEndpoint');
        const secret = makeWebhookSecret();
        const secretSealed = platform.secrets.seal(secret);
        await insertEndpoint(tx.sql, { id, creditorId, url, secretSealed, eventTypes, createdBy: login.id }, tx.nowMs);
        await note(tx, login, {
          action: 'webhook_endpoint.create',
          id,
          detail: { creditorId, host: new URL(url).host },
        });
        const endpoint = await view(tx, id);
        return endpoint.ok ? ok({ endpoint: endpoint.value, secret }) : endpoint;
      });
    },
  });

  platform.routes.add({
    name: 'rotateEndpointSecret',
    ...ADMIN,
    rate: 'write',
    run: (context, { params }) =>
      onEndpoint(context, params.endpointId, async (tx, login) => {
        const id = params.endpointId;
        const secret = makeWebhookSecret();
        await tx
          .sql('webhook_endpoints')
          .where({ id })
          .update({
            earlier_secret_sealed: tx.sql.ref('secret_sealed'),
            earlier_secret_until: new Date(tx.nowMs + ROTATION_MS),
            secret_sealed: platform.secrets.seal(secret),
          });
        await note(tx, login, { action: 'webhook_endpoint.rotate', id, detail: {} });
        const endpoint = await view(tx, id);
        return endpoint.ok ? ok({ endpoint: endpoint.value, secret }) : endpoint;
      }),
  });
}

function registerSwitches(platform: Platform): void {
  platform.routes.add({
    name: 'switchEndpoint',
    ...ADMIN,
    rate: 'write',
    run: (context, { params, body }) =>
      onEndpoint(context, params.endpointId, async (tx, login) => {
        const id = params.endpointId;
        if (body.isOn) {
          await tx.sql('webhook_endpoints').where({ id }).update({ disabled_at: null, disabled_why: null });
          await tx
            .sql('outbox_targets')
            .where({ target: targetOf(id) })
            .update({ failures: 0, open_until: null });
        } else await disableEndpoint(tx.sql, id, 'switched_off', tx.nowMs);
        await note(tx, login, { action: 'webhook_endpoint.switch', id, detail: { isOn: body.isOn } });
        return view(tx, id);
      }),
  });

  platform.routes.add({
    name: 'setEndpointKinds',
    ...ADMIN,
    rate: 'write',
    run: (context, { params, body }) =>
      onEndpoint(context, params.endpointId, async (tx, login) => {
        const id = params.endpointId;
        const eventTypes = body.eventTypes === null ? null : [...new Set(body.eventTypes)];
        await tx.sql('webhook_endpoints').where({ id }).update({ event_types: eventTypes });
        await note(tx, login, { action: 'webhook_endpoint.kinds', id, detail: { eventTypes } });
        return view(tx, id);
      }),
  });

  platform.routes.add({
    name: 'testEndpoint',
    ...ADMIN,
    rate: 'write',
    run: (context, { params }) =>
      onEndpoint(context, params.endpointId, async (tx, login) => {
        const { endpointId } = params;
        const eventId = tx.makeId('creditorEvent');
        const row = await tx.sql('webhook_endpoints').where({ id: endpointId }).first<{ creditor_id: string }>();
        const creditorId = row?.creditor_id ?? '';
        await inNumberOrder(tx, creditorId);
        await tx.sql('creditor_events').insert({
          id: eventId,
          creditor_id: creditorId,
          source_key: `endpoint.tested:${eventId}`,
          type: 'endpoint.tested',
          payload: JSON.stringify({ endpointId }),
          happened_at: new Date(tx.nowMs),
          recorded_at: new Date(tx.nowMs),
        });
        // To this endpoint alone, whatever kinds it takes.
        await tx.enqueue({
          target: targetOf(endpointId),
          kind: 'endpoint.tested',
          idempotencyKey: `${eventId}:${endpointId}`,
          payload: { eventId },
        });
        await note(tx, login, { action: 'webhook_endpoint.test', id: endpointId, detail: {} });
        return ok({ eventId });
      }),
  });
}

function registerDeliveries(platform: Platform): void {
  platform.routes.add({
    name: 'webhookDeliveries',
    ...ADMIN,
    rate: 'read',
    async run({ login }, { query }) {
      const found = await listDeliveries(platform.db, { scope: login?.creditorScope ?? null, ...query });
      return ok({ total: found.total, deliveries: [...found.deliveries] });
    },
  });

  platform.routes.add({
    name: 'replayDeliveries',
    ...ADMIN,
    rate: 'write',
    run: (context, { body }) =>
      context.commit(async (tx) => {
        const { login } = context;
        if (login === null) return refuse('NOT_LOGGED_IN');
        const target = 'endpointId' in body ? targetOf(body.endpointId) : await targetOfDelivery(tx, body.deliveryId);
        const endpointId = target?.slice(WEBHOOK_TARGETS.length) ?? '';
        const seen = await listEndpoints(tx.sql, { scope: login.creditorScope, endpointId });
        if (target === null || seen.length === 0) return refuse('NOT_FOUND');
        const which: Record<string, string> =
          'endpointId' in body ? { target, state: 'dead' } : { target, id: body.deliveryId };
        const replayed = await requeue(tx, which);
        await note(tx, login, { action: 'webhook_delivery.replay', id: endpointId, detail: { replayed } });
        return ok({ replayed });
      }),
  });
}

async function faultOf(url: string, egress: EgressOptions): Promise<string | null> {
  try {
    await resolveTarget(url, egress);
    return null;
  } catch (error) {
    if (error instanceof EgressError) return error.fault;
    throw error;
  }
}

/** Runs work on an endpoint that the person may see; any other is not there. */
function onEndpoint<T>(
  { login, commit }: RouteContext,
  endpointId: string,
  work: (tx: Tx, login: Login) => Promise<Result<T>>,
): Promise<Result<T>> {
  return commit(async (tx) => {
    if (login === null) return refuse('NOT_LOGGED_IN');
    const seen = await listEndpoints(tx.sql, { scope: login.creditorScope, endpointId });
    return seen.length === 0 ? refuse('NOT_FOUND') : work(tx, login);
  });
}

async function view(tx: Tx, endpointId: Id<'webhookEndpoint'>): Promise<Result<EndpointView>> {
  const [endpoint] = await listEndpoints(tx.sql, { scope: null, endpointId });
  return endpoint === undefined ? refuse('NOT_FOUND') : ok(endpoint);
}

async function targetOfDelivery(tx: Tx, deliveryId: string): Promise<string | null> {
  const row = await tx
    .sql('outbox_messages')
    .where({ id: deliveryId })
    .where('target', 'like', `${WEBHOOK_TARGETS}%`)
    .first<{ target: string } | undefined>('target');
  return row?.target ?? null;
}

async function note(
  tx: Tx,
  login: Login,
  row: { readonly action: string; readonly id: string; readonly detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  await tx.audit({
    loginAccountId: login.id,
    action: row.action,
    subjectKind: 'webhook_endpoint',
    subjectId: row.id,
    detail: row.detail,
  });
}
