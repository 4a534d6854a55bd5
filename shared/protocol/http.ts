/**
 * Every HTTP route: name → method, path and schemas. The server registers a handler per name (with roles, scope, audit and
 * rate class), the renderer's client and the OpenAPI document are derived from the same rows.
 */
import * as z from 'zod';
import { outcomeSchema, reasonSchema, callActionSchema } from '../calls/vocabulary';
import { idSchema } from '../ids/ids';
import { currencySchema, languageSchema } from '../lang/languages';
import { caseFileSchema, creditorCardSchema } from '../ledger/case-file';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';
import { boardMetricSchema, boardViewSchema } from './board';
import { CREDITOR_API_ROUTES } from './http-creditor';
import { INTEGRATION_ROUTES } from './http-integration';
import { DISCONNECTION_ROUTES } from './http-disconnection';
import { DISPUTE_ROUTES } from './http-disputes';
import { PLAN_ROUTES } from './http-plans';
import { RULE_ROUTES } from './http-rules';
import { STATEMENT_ROUTES } from './http-statements';
import { callLineSchema } from './call-line';
import { CAUSE_ROUTES } from './http-causes';
import { candidateSchema, instantSchema, loginViewSchema, scriptRunStepSchema } from './views';

export const PAGE_SIZE_MAX = 200;
const none = z.object({}).strict();
const pageQuery = {
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(50),
};

export { callLineSchema, type CallLine } from './call-line';

export const RISK_FLAGS = [
  'outcome_mismatch',
  'repeat_contact',
  'dispute',
  'unclassified',
  'plan_broken',
  'long_hold',
  'no_verification',
] as const;
export const riskFlagSchema = z.enum(RISK_FLAGS);
export type RiskFlag = z.infer<typeof riskFlagSchema>;

export const qaCallLineSchema = callLineSchema.extend({
  risks: z.array(riskFlagSchema),
  hasRecording: z.boolean(),
  reviewScoreBp: z.number().int().nullable(),
});
export type QaCallLine = z.output<typeof qaCallLineSchema>;

export const reviewSchema = z.object({
  id: idSchema('review'),
  callId: idSchema('call'),
  agentId: idSchema('agent'),
  agentName: z.string(),
  reviewerName: z.string(),
  scorecard: z.string(),
  scorecardVersion: z.number().int(),
  scoreBp: z.number().int(),
  isAutoFailed: z.boolean(),
  summary: z.string(),
  publishedAt: instantSchema,
  seenAt: instantSchema.nullable(),
  scores: z.array(
    z.object({ question: z.string(), points: z.number().int().nullable(), isNotApplicable: z.boolean() }),
  ),
  comments: z.array(z.object({ atMs: z.number().int(), text: z.string() })),
});
export type Review = z.output<typeof reviewSchema>;

export const timelineItemSchema = z.object({
  /** Milliseconds from the start of the recording (or from the answer when there is none). */
  atMs: z.number().int(),
  kind: z.enum(['call', 'identity', 'script_step', 'action', 'recording_pause', 'hold']),
  label: z.string(),
  detail: z.string().nullable(),
});

export const qaCallSchema = z.object({
  line: qaCallLineSchema,
  agentId: idSchema('agent').nullable(),
  actions: z.array(callActionSchema),
  recording: z
    .object({
      id: idSchema('recording'),
      durationMs: z.number().int(),
      sha256: z.string(),
      /** Per channel (customer, agent): peaks 0–1 for the waveform. */
      peaks: z.array(z.array(z.number())),
      startedAt: instantSchema,
    })
    .nullable(),
  timeline: z.array(timelineItemSchema),
  scriptRuns: z.array(
    z.object({ slug: z.string(), version: z.number().int(), state: z.string(), log: z.array(scriptRunStepSchema) }),
  ),
  note: z.string().nullable(),
  reviews: z.array(reviewSchema),
});
export type QaCall = z.output<typeof qaCallSchema>;

export const importSummaryLineSchema = z.object({
  format: z.string(),
  entries: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  totalMinor: minorSchema,
  acceptedMinor: minorSchema,
  currency: currencySchema,
});

export const importResultSchema = z.object({
  importFileId: idSchema('importFile').nullable(),
  fileName: z.string(),
  lines: z.array(importSummaryLineSchema),
  duplicates: z.number().int(),
  unmatched: z.number().int(),
  rejections: z.array(z.object({ entryNo: z.number().int(), place: z.string(), code: z.string(), reason: z.string() })),
});
export type ImportResult = z.output<typeof importResultSchema>;

export const unmatchedPaymentSchema = z.object({
  id: idSchema('ledgerEntry'),
  creditor: creditorCardSchema.pick({ id: true, slug: true, name: true }),
  amountMinor: minorSchema,
  currency: currencySchema,
  bookedDate: isoDateSchema,
  reference: z.string().nullable(),
  payerName: z.string().nullable(),
  suggestions: z.array(
    z.object({
      customerAccountId: idSchema('customerAccount'),
      claimId: idSchema('claim'),
      customerName: z.string(),
      invoiceNo: z.string(),
      balanceMinor: minorSchema,
      why: z.enum(['same_amount', 'similar_reference', 'same_payer']),
    }),
  ),
});

export const HTTP_ROUTES = {
  login: {
    method: 'post',
    path: '/api/login',
    body: z.object({ userName: z.string().trim().min(1).max(80), password: z.string().min(1).max(200) }).strict(),
    response: z.object({ token: z.string(), expiresAt: instantSchema, login: loginViewSchema }),
  },
  logout: { method: 'post', path: '/api/logout', body: none, response: none },
  me: {
    method: 'get',
    path: '/api/me',
    response: z.object({ login: loginViewSchema, serverNow: instantSchema, protocolVersion: z.number().int() }),
  },
  setLanguage: {
    method: 'post',
    path: '/api/me/language',
    body: z.object({ language: languageSchema }).strict(),
    response: loginViewSchema,
  },
  demoLogins: {
    method: 'get',
    path: '/api/demo-logins',
    response: z.object({
      logins: z.array(
        z.object({
          userName: z.string(),
          password: z.string(),
          displayName: z.string(),
          role: z.string(),
          language: languageSchema,
        }),
      ),
    }),
  },
  creditors: { method: 'get', path: '/api/creditors', response: z.object({ creditors: z.array(creditorCardSchema) }) },
  searchCustomers: {
    method: 'get',
    path: '/api/customers',
    query: z.object({ text: z.string().trim().min(2).max(80) }).strict(),
    response: z.object({ candidates: z.array(candidateSchema) }),
  },
  caseFile: {
    method: 'get',
    path: '/api/customers/:customerId/case-file',
    params: z.object({ customerId: idSchema('customer') }).strict(),
    response: caseFileSchema,
  },
  board: { method: 'get', path: '/api/board', response: boardViewSchema },
  metricCalls: {
    method: 'get',
    path: '/api/board/metrics/:metric/calls',
    params: z.object({ metric: boardMetricSchema }).strict(),
    query: z.object({ ...pageQuery, key: z.string().max(60).optional() }).strict(),
    response: z.object({ total: z.number().int(), calls: z.array(callLineSchema) }),
  },
  qaCalls: {
    method: 'get',
    path: '/api/qa/calls',
    query: z
      .object({
        ...pageQuery,
        risk: riskFlagSchema.optional(),
        agentId: idSchema('agent').optional(),
        creditor: z.string().max(60).optional(),
        reason: reasonSchema.optional(),
        outcome: outcomeSchema.optional(),
        from: isoDateSchema.optional(),
        to: isoDateSchema.optional(),
        reviewed: z.enum(['yes', 'no']).optional(),
        hasRecording: z.enum(['yes', 'no']).optional(),
      })
      .strict(),
    response: z.object({
      total: z.number().int(),
      calls: z.array(qaCallLineSchema),
      agents: z.array(z.object({ id: idSchema('agent'), name: z.string() })),
    }),
  },
  qaCall: {
    method: 'get',
    path: '/api/qa/calls/:callId',
    params: z.object({ callId: idSchema('call') }).strict(),
    response: qaCallSchema,
  },
  recordingAudio: {
    method: 'get',
    path: '/api/recordings/:recordingId/audio',
    params: z.object({ recordingId: idSchema('recording') }).strict(),
    /** WAV bytes, not JSON. */
    response: z.unknown(),
  },
  publishReview: {
    method: 'post',
    path: '/api/qa/reviews',
    body: z
      .object({
        callId: idSchema('call'),
        scorecard: z.string().max(60),
        scores: z
          .array(
            z
              .object({
                question: z.string().max(60),
                points: z.number().int().min(0).max(5).nullable(),
                isNotApplicable: z.boolean(),
              })
              .strict(),
          )
          .max(50),
        comments: z
          .array(
            z
              .object({ atMs: z.number().int().min(0).max(86_400_000), text: z.string().trim().min(1).max(1_000) })
              .strict(),
          )
          .max(100),
        summary: z.string().trim().max(4_000),
      })
      .strict(),
    response: reviewSchema,
  },
  myReviews: { method: 'get', path: '/api/me/reviews', response: z.object({ reviews: z.array(reviewSchema) }) },
  seeReview: {
    method: 'post',
    path: '/api/me/reviews/:reviewId/seen',
    params: z.object({ reviewId: idSchema('review') }).strict(),
    body: none,
    response: none,
  },
  importFile: {
    method: 'post',
    path: '/api/imports',
    query: z
      .object({
        creditor: z.string().max(60),
        fileName: z.string().min(1).max(200),
        anySeller: z.enum(['yes', 'no']).default('no'),
      })
      .strict(),
    /** The file's bytes as application/octet-stream. */
    body: z.instanceof(Uint8Array),
    response: importResultSchema,
  },
  imports: {
    method: 'get',
    path: '/api/imports',
    response: z.object({
      imports: z.array(
        z.object({
          id: idSchema('importFile'),
          creditorName: z.string(),
          fileName: z.string(),
          format: z.string(),
          importedAt: instantSchema,
          entries: z.number().int(),
          accepted: z.number().int(),
          rejected: z.number().int(),
          duplicates: z.number().int(),
          rejections: z.array(
            z.object({ entryNo: z.number().int(), place: z.string(), code: z.string(), reason: z.string() }),
          ),
        }),
      ),
    }),
  },
  unmatchedPayments: {
    method: 'get',
    path: '/api/unmatched-payments',
    response: z.object({ payments: z.array(unmatchedPaymentSchema) }),
  },
  allocateUnmatched: {
    method: 'post',
    path: '/api/unmatched-payments/:paymentId/allocate',
    params: z.object({ paymentId: idSchema('ledgerEntry') }).strict(),
    body: z.object({ claimId: idSchema('claim') }).strict(),
    response: z.object({ ledgerEntryId: idSchema('ledgerEntry') }),
  },
  ...CREDITOR_API_ROUTES,
  ...INTEGRATION_ROUTES,
  ...PLAN_ROUTES,
  ...DISPUTE_ROUTES,
  ...DISCONNECTION_ROUTES,
  ...RULE_ROUTES,
  ...STATEMENT_ROUTES,
  ...CAUSE_ROUTES,
} as const satisfies Record<string, HttpRouteRow>;

export interface HttpRouteRow {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** What each of a bulk body's `items` is, for the document; the handler parses them one by one. */
  readonly bulkItem?: z.ZodType;
  readonly response: z.ZodType;
}

export type HttpRouteName = keyof typeof HTTP_ROUTES;
type Part<N extends HttpRouteName, P extends 'params' | 'query' | 'body', Side extends 'in' | 'out'> =
  (typeof HTTP_ROUTES)[N] extends Record<P, infer S extends z.ZodType>
    ? Side extends 'in'
      ? z.input<S>
      : z.output<S>
    : undefined;
/** What a handler gets. */
export interface HttpRequestOf<N extends HttpRouteName> {
  readonly params: Part<N, 'params', 'out'>;
  readonly query: Part<N, 'query', 'out'>;
  readonly body: Part<N, 'body', 'out'>;
}
/** What a client sends. */
export interface HttpRequestWireOf<N extends HttpRouteName> {
  readonly params: Part<N, 'params', 'in'>;
  readonly query: Part<N, 'query', 'in'>;
  readonly body: Part<N, 'body', 'in'>;
}
export type HttpResponseOf<N extends HttpRouteName> = z.output<(typeof HTTP_ROUTES)[N]['response']>;
export type HttpResponseWireOf<N extends HttpRouteName> = z.input<(typeof HTTP_ROUTES)[N]['response']>;
