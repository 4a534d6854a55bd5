/** The routes of creditors' systems (keys) and of those who look after them (logins). Spread into HTTP_ROUTES. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { countrySchema, currencySchema } from '../lang/languages';
import {
  creditorCardSchema,
  disputeReasonSchema,
  DISPUTE_STATES,
  PAYMENT_NOTICE_SOURCES,
  PLAN_STATES,
  RELEASE_ALARMS,
  RELEASE_STATES,
} from '../ledger/case-file';
import { caseStageSchema, holdKindSchema, serviceStateSchema, utilitySchema } from '../ledger/vocabulary';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';
import {
  apiScopeSchema,
  BULK_ITEMS_MAX,
  bulkAnswerSchema,
  CREDITOR_ITEMS,
  itemDoneSchema,
  type CreditorItemKind,
} from './creditor-items';
import { webhookBodySchema, webhookEventTypeSchema } from './webhooks';

const instantSchema = z.number().int().nonnegative();
const none = z.object({}).strict();
const API = '/api/creditor/v1';
const EVENTS_PAGE_MAX = 200;
const CASES_PAGE_MAX = 100;
/** Events of one replay; more are replayed from where the answer ended. */
export const REPLAY_EVENTS_MAX = 1_000;
const no = z.string().min(1).max(60);

export const caseStatusSchema = z.object({
  caseId: idSchema('case'),
  caseNo: z.string(),
  customerNo: z.string(),
  meterNo: z.string().nullable(),
  serviceState: serviceStateSchema.nullable(),
  stage: caseStageSchema,
  stageSince: isoDateSchema,
  nextStep: z.object({ stage: caseStageSchema, date: isoDateSchema }).nullable(),
  currency: currencySchema,
  balanceMinor: minorSchema,
  holds: z.array(z.object({ kind: holdKindSchema, untilDate: isoDateSchema.nullable() })),
  plan: z.object({ planId: idSchema('plan'), state: z.enum(PLAN_STATES), totalMinor: minorSchema }).nullable(),
  dispute: z
    .object({
      disputeId: idSchema('dispute'),
      state: z.enum(DISPUTE_STATES),
      reason: disputeReasonSchema,
      statement: z.string(),
      answerDueDate: isoDateSchema.nullable(),
    })
    .nullable(),
});
export type CaseStatus = z.output<typeof caseStatusSchema>;

export const releaseStatusSchema = z.object({
  releaseId: idSchema('release'),
  customerNo: z.string(),
  meterNo: z.string(),
  supplyPointId: idSchema('supplyPoint'),
  sequence: z.number().int(),
  state: z.enum(RELEASE_STATES),
  causedAt: instantSchema,
  sentAt: instantSchema.nullable(),
  confirmedAt: instantSchema.nullable(),
  alarm: z.enum(RELEASE_ALARMS).nullable(),
});
export type ReleaseStatus = z.output<typeof releaseStatusSchema>;

/** One thing, or many of its kind in one request. */
const upsert = <K extends CreditorItemKind>(kind: K) => ({
  one: {
    method: 'post',
    path: `${API}/${kind}` as const,
    body: CREDITOR_ITEMS[kind].schema,
    response: itemDoneSchema,
  } as const,
  bulk: {
    method: 'post',
    path: `${API}/${kind}/bulk` as const,
    // Each item is parsed by itself, so that a bad one is refused alone; the document shows its schema.
    body: z.object({ items: z.array(z.unknown()).min(1).max(BULK_ITEMS_MAX) }).strict(),
    bulkItem: CREDITOR_ITEMS[kind].schema,
    response: bulkAnswerSchema,
  } as const,
});

const customers = upsert('customers');
const supplyPoints = upsert('supply-points');
const invoices = upsert('invoices');
const payments = upsert('payments');
const paymentNotices = upsert('payment-notices');
const mandates = upsert('mandates');
const deliveries = upsert('deliveries');

export const CREDITOR_API_ROUTES = {
  apiMe: {
    method: 'get',
    path: `${API}/me`,
    response: z.object({
      creditor: z.object({ slug: z.string(), name: z.string(), country: countrySchema, currency: currencySchema }),
      key: z.object({ title: z.string(), scopes: z.array(apiScopeSchema), expiresAt: instantSchema.nullable() }),
      limits: z.object({ bulkItemsMax: z.number().int(), bodyBytesMax: z.number().int() }),
      serverNow: instantSchema,
    }),
  },
  apiCustomer: customers.one,
  apiCustomers: customers.bulk,
  apiSupplyPoint: supplyPoints.one,
  apiSupplyPoints: supplyPoints.bulk,
  apiInvoice: invoices.one,
  apiInvoices: invoices.bulk,
  apiPayment: payments.one,
  apiPayments: payments.bulk,
  apiPaymentNotice: paymentNotices.one,
  apiPaymentNotices: paymentNotices.bulk,
  apiWithdrawNotice: {
    method: 'post',
    path: `${API}/payment-notices/:noticeId/withdraw`,
    params: z.object({ noticeId: no }).strict(),
    body: none,
    response: z.object({ state: z.enum(['cancelled', 'arrived', 'overdue']) }),
  },
  apiMandate: mandates.one,
  apiMandates: mandates.bulk,
  apiDelivery: deliveries.one,
  apiDeliveries: deliveries.bulk,
  apiCases: {
    method: 'get',
    path: `${API}/cases`,
    query: z
      .object({
        customerNo: no.optional(),
        /** The caseId of the last case of the page before. */
        after: idSchema('case').optional(),
        limit: z.coerce.number().int().min(1).max(CASES_PAGE_MAX).default(50),
      })
      .strict(),
    response: z.object({ cases: z.array(caseStatusSchema), next: z.string().nullable() }),
  },
  apiCase: {
    method: 'get',
    path: `${API}/cases/:caseNo`,
    params: z.object({ caseNo: no }).strict(),
    response: caseStatusSchema,
  },
  apiAnswerDispute: {
    method: 'post',
    path: `${API}/disputes/:disputeId/answer`,
    params: z.object({ disputeId: idSchema('dispute') }).strict(),
    body: z
      .object({
        outcome: z.enum(['upheld', 'rejected', 'partly']),
        /** In words the customer may hear. */
        text: z.string().trim().min(1).max(2_000),
        /** Only for `partly`: what is given up. */
        acceptedMinor: minorSchema.nullish(),
      })
      .strict(),
    response: z.object({ outcome: z.enum(DISPUTE_STATES), resumesOn: isoDateSchema.nullable() }),
  },
  apiReleases: {
    method: 'get',
    path: `${API}/releases`,
    query: z.object({ state: z.enum(['open', 'all']).default('open') }).strict(),
    response: z.object({ releases: z.array(releaseStatusSchema) }),
  },
  apiConfirmRelease: {
    method: 'post',
    path: `${API}/releases/:releaseId/confirm`,
    params: z.object({ releaseId: idSchema('release') }).strict(),
    body: none,
    response: releaseStatusSchema,
  },
  apiEvents: {
    method: 'get',
    path: `${API}/events`,
    query: z
      .object({
        /** The cursor of the answer before. */
        after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
        limit: z.coerce.number().int().min(1).max(EVENTS_PAGE_MAX).default(50),
      })
      .strict(),
    response: z.object({
      events: z.array(webhookBodySchema.extend({ id: idSchema('creditorEvent') })),
      cursor: z.number().int(),
      hasMore: z.boolean(),
    }),
  },
  apiReplay: {
    method: 'post',
    path: `${API}/events/replay`,
    body: z
      .object({
        eventId: idSchema('creditorEvent').optional(),
        since: z.iso.datetime({ offset: true }).optional(),
        until: z.iso.datetime({ offset: true }).optional(),
      })
      .strict()
      .refine((wish) => (wish.eventId === undefined) !== (wish.since === undefined), { path: ['since'] }),
    response: z.object({ replayed: z.number().int(), hasMore: z.boolean() }),
  },
} as const;

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
  source: z.enum([...PAYMENT_NOTICE_SOURCES, 'payment']),
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
