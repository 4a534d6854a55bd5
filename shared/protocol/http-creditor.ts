/** The routes of creditors' systems, which come with keys. Spread into HTTP_ROUTES; who looks after them: http-integration.ts. */
import * as z from 'zod';
import { ORDER_STATES } from '../disconnection/process';
import { idSchema } from '../ids/ids';
import { countrySchema, currencySchema } from '../lang/languages';
import { disputeReasonSchema, DISPUTE_STATES, PLAN_STATES, RELEASE_ALARMS, RELEASE_STATES } from '../ledger/case-file';
import { caseStageSchema, holdKindSchema, serviceStateSchema } from '../ledger/vocabulary';
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
import { webhookBodySchema } from './webhooks';

const instantSchema = z.number().int().nonnegative();
const none = z.object({}).strict();
const API = '/api/creditor/v1';
const EVENTS_PAGE_MAX = 200;
const CASES_PAGE_MAX = 100;
const RESENDS_PAGE_MAX = 200;
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

export const resendSchema = z.object({
  customerNo: z.string(),
  invoiceNo: z.string(),
  channel: z.string(),
  /** As the customer said it in the call. */
  address: z.string(),
  requestedAt: instantSchema,
});
export type Resend = z.output<typeof resendSchema>;

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
const paymentReversals = upsert('payment-reversals');
const paymentNotices = upsert('payment-notices');
const mandates = upsert('mandates');
const deliveries = upsert('deliveries');
const disconnectionSteps = upsert('disconnection-steps');

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
  apiPaymentReversal: paymentReversals.one,
  apiPaymentReversals: paymentReversals.bulk,
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
  apiDisconnectionStep: disconnectionSteps.one,
  apiDisconnectionSteps: disconnectionSteps.bulk,
  apiResends: {
    method: 'get',
    path: `${API}/resends`,
    query: z
      .object({
        customerNo: no.optional(),
        limit: z.coerce.number().int().min(1).max(RESENDS_PAGE_MAX).default(50),
      })
      .strict(),
    /** Newest first: invoices that customers asked for again, and where they want them. */
    response: z.object({ resends: z.array(resendSchema) }),
  },
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
  apiConfirmCut: {
    method: 'post',
    path: `${API}/disconnections/:disconnectionId/confirm`,
    params: z.object({ disconnectionId: idSchema('disconnectionOrder') }).strict(),
    body: none,
    response: z.object({ disconnectionId: idSchema('disconnectionOrder'), state: z.enum(ORDER_STATES) }),
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
        /** The cursor of the answer before, when there was more. */
        after: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
      })
      .strict()
      .refine((wish) => (wish.eventId === undefined) !== (wish.since === undefined), { path: ['since'] }),
    response: z.object({ replayed: z.number().int(), hasMore: z.boolean(), cursor: z.number().int() }),
  },
} as const;
