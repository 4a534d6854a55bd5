/** The routes of those who look after creditors' systems: keys, endpoints, deliveries, trust, running releases. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { creditorCardSchema, PAYMENT_NOTICE_SOURCES } from '../ledger/case-file';
import { utilitySchema } from '../ledger/vocabulary';
import { isoDateSchema } from '../time/dates';
import { apiScopeSchema } from './creditor-items';
import { releaseStatusSchema } from './http-creditor';
import { webhookEventTypeSchema } from './webhooks';

const instantSchema = z.number().int().nonnegative();
const none = z.object({}).strict();
const creditorOf = creditorCardSchema.pick({ id: true, slug: true, name: true });

export const apiKeyViewSchema = z.object({
  id: idSchema('apiKey'),
  creditor: creditorOf,
  title: z.string(),
  prefix: z.string(),
  scopes: z.array(apiScopeSchema),
  createdAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
});

export const webhookEndpointViewSchema = z.object({
  id: idSchema('webhookEndpoint'),
  creditor: creditorOf,
  url: z.string(),
  /** Null means every kind. */
  eventTypes: z.array(webhookEventTypeSchema).nullable(),
  createdAt: instantSchema,
  disabledAt: instantSchema.nullable(),
  disabledWhy: z.string().nullable(),
  /** While set, two secrets sign. */
  earlierSecretUntil: instantSchema.nullable(),
  failures: z.number().int(),
  pausedUntil: instantSchema.nullable(),
  lastSuccessAt: instantSchema.nullable(),
  lastFailureAt: instantSchema.nullable(),
  queued: z.number().int(),
  dead: z.number().int(),
});

export const webhookDeliveryViewSchema = z.object({
  id: idSchema('outbox'),
  eventId: idSchema('creditorEvent'),
  endpointId: idSchema('webhookEndpoint'),
  creditorName: z.string(),
  type: webhookEventTypeSchema,
  state: z.enum(['queued', 'done', 'dead']),
  attempts: z.number().int(),
  createdAt: instantSchema,
  doneAt: instantSchema.nullable(),
  nextAttemptAt: instantSchema.nullable(),
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
});

export const trustRowViewSchema = z.object({
  id: z.string(),
  creditor: creditorOf.nullable(),
  source: z.enum(PAYMENT_NOTICE_SOURCES),
  trust: z.enum(['release', 'hold', 'none']),
  validFrom: isoDateSchema,
  validTo: isoDateSchema.nullable(),
  why: z.string(),
});

export const runningReleaseSchema = releaseStatusSchema.extend({
  creditor: creditorOf,
  utility: utilitySchema,
  customerName: z.string(),
  /** Who told of the money; or a payment, nothing owed any more, a plan that covers what is overdue. */
  source: z.enum([...PAYMENT_NOTICE_SOURCES, 'payment', 'settled', 'plan']),
  /** It was opened, and the money it was opened for did not come. */
  isMoneyMissing: z.boolean(),
});

const byEndpoint = z.object({ endpointId: idSchema('webhookEndpoint') }).strict();
const url = z.string().trim().min(8).max(500);

export const INTEGRATION_ROUTES = {
  apiKeys: {
    method: 'get',
    path: '/api/integration/keys',
    response: z.object({ keys: z.array(apiKeyViewSchema) }),
  },
  createApiKey: {
    method: 'post',
    path: '/api/integration/keys',
    body: z
      .object({
        creditorId: idSchema('creditor'),
        title: z.string().trim().min(1).max(80),
        scopes: z.array(apiScopeSchema).min(1),
        expiresInDays: z.number().int().min(1).max(730).nullable(),
      })
      .strict(),
    /** The whole key, shown this once. */
    response: z.object({ key: apiKeyViewSchema, secret: z.string() }),
  },
  revokeApiKey: {
    method: 'post',
    path: '/api/integration/keys/:keyId/revoke',
    params: z.object({ keyId: idSchema('apiKey') }).strict(),
    body: none,
    response: apiKeyViewSchema,
  },
  webhookEndpoints: {
    method: 'get',
    path: '/api/integration/endpoints',
    response: z.object({ endpoints: z.array(webhookEndpointViewSchema) }),
  },
  createEndpoint: {
    method: 'post',
    path: '/api/integration/endpoints',
    body: z
      .object({
        creditorId: idSchema('creditor'),
        url,
        eventTypes: z.array(webhookEventTypeSchema).min(1).nullable(),
      })
      .strict(),
    response: z.object({ endpoint: webhookEndpointViewSchema, secret: z.string() }),
  },
  setEndpointKinds: {
    method: 'post',
    path: '/api/integration/endpoints/:endpointId/kinds',
    params: byEndpoint,
    /** Null means every kind, also those that come later. */
    body: z.object({ eventTypes: z.array(webhookEventTypeSchema).min(1).nullable() }).strict(),
    response: webhookEndpointViewSchema,
  },
  rotateEndpointSecret: {
    method: 'post',
    path: '/api/integration/endpoints/:endpointId/rotate',
    params: byEndpoint,
    body: none,
    response: z.object({ endpoint: webhookEndpointViewSchema, secret: z.string() }),
  },
  switchEndpoint: {
    method: 'post',
    path: '/api/integration/endpoints/:endpointId/switch',
    params: byEndpoint,
    body: z.object({ isOn: z.boolean() }).strict(),
    response: webhookEndpointViewSchema,
  },
  testEndpoint: {
    method: 'post',
    path: '/api/integration/endpoints/:endpointId/test',
    params: byEndpoint,
    body: none,
    response: z.object({ eventId: idSchema('creditorEvent') }),
  },
  webhookDeliveries: {
    method: 'get',
    path: '/api/integration/deliveries',
    query: z
      .object({
        state: z.enum(['queued', 'done', 'dead']).optional(),
        endpointId: idSchema('webhookEndpoint').optional(),
        offset: z.coerce.number().int().min(0).max(100_000).default(0),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      })
      .strict(),
    response: z.object({ total: z.number().int(), deliveries: z.array(webhookDeliveryViewSchema) }),
  },
  replayDeliveries: {
    method: 'post',
    path: '/api/integration/deliveries/replay',
    /** One delivery, or every dead one of an endpoint. */
    body: z.union([
      z.object({ deliveryId: idSchema('outbox') }).strict(),
      z.object({ endpointId: idSchema('webhookEndpoint') }).strict(),
    ]),
    response: z.object({ replayed: z.number().int() }),
  },
  sourceTrust: {
    method: 'get',
    path: '/api/integration/source-trust',
    response: z.object({ rows: z.array(trustRowViewSchema) }),
  },
  setSourceTrust: {
    method: 'post',
    path: '/api/integration/source-trust',
    body: z
      .object({
        creditorId: idSchema('creditor'),
        source: z.enum(PAYMENT_NOTICE_SOURCES),
        trust: z.enum(['release', 'hold', 'none']),
        why: z.string().trim().min(5).max(300),
      })
      .strict(),
    response: trustRowViewSchema,
  },
  runningReleases: {
    method: 'get',
    path: '/api/releases',
    response: z.object({ releases: z.array(runningReleaseSchema), serverNow: instantSchema }),
  },
} as const;
