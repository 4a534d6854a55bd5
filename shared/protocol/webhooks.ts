/**
 * What a creditor's system is told, by the Standard Webhooks scheme (standardwebhooks.com): body `{ type, timestamp, data }`,
 * headers webhook-id, webhook-timestamp, webhook-signature. Data holds the creditor's own numbers, ids, codes, dates and
 * amounts; names, phones and the words of people are asked for by the API.
 */
import * as z from 'zod';
import { outcomeSchema, reasonSchema } from '../calls/vocabulary';
import { ADVICE_KINDS, REPORT_KINDS } from '../disconnection/process';
import { currencySchema } from '../lang/languages';
import { disputeReasonSchema, DISPUTE_STATES, PAYMENT_NOTICE_SOURCES, PLAN_STATES } from '../ledger/case-file';
import { caseStageSchema, holdKindSchema } from '../ledger/vocabulary';
import { minorTextSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

const id = z.string();
const of = { customerNo: z.string() };
const inCase = { ...of, caseNo: z.string().nullable() };
const ofPoint = { ...of, meterNo: z.string(), supplyPointId: id };
const amount = minorTextSchema;

const planEnded = z.object({ planId: id, ...inCase });
const disconnection = z.object({
  ...ofPoint,
  caseNo: z.string().nullable(),
  disconnectionId: id,
  sequence: z.number().int().nullable(),
});

/** Every kind of event with the schema of its data; what is not named here never leaves. */
export const WEBHOOK_EVENTS = {
  'plan.agreed': z.object({
    planId: id,
    ...inCase,
    currency: currencySchema,
    totalMinor: amount,
    feeMinor: amount,
    invoiceNos: z.array(z.string()),
    instalments: z.array(z.object({ instalmentNo: z.number().int(), dueDate: isoDateSchema, amountMinor: amount })),
  }),
  'plan.kept': planEnded,
  'plan.broken': planEnded,
  /** Taken for broken, and paid in time after all: it runs again. */
  'plan.repaired': planEnded,
  'plan.ended': planEnded.extend({ state: z.enum(PLAN_STATES) }),
  'dispute.opened': z.object({
    disputeId: id,
    ...inCase,
    reason: disputeReasonSchema,
    disputedMinor: amount,
    invoiceNos: z.array(z.string()),
    answerDueDate: isoDateSchema.nullable(),
  }),
  'dispute.closed': z.object({
    disputeId: id,
    ...inCase,
    state: z.enum(DISPUTE_STATES),
    /** Fees that fell with it, and of them what had been paid: that part is the customer's, and stands as a credit. */
    feesRemovedMinor: amount,
    feesReturnedMinor: amount,
  }),
  /** Open the supply again. A number lower than one seen for the same supply point is old: refuse it. */
  'release.order': z.object({
    releaseId: id,
    ...ofPoint,
    sequence: z.number().int(),
    causedAt: z.number().int(),
  }),
  'release.recall': z.object({ releaseId: id, ...ofPoint, sequence: z.number().int() }),
  /** Money you, a bank or the customer told us of has not come. What is named in `opened` was opened for it and is not recalled. */
  'payment_notice.overdue': z.object({
    paymentNoticeId: id,
    ...inCase,
    /** Your own number of the notice; null when it came from elsewhere. */
    noticeId: z.string().nullable(),
    source: z.enum(PAYMENT_NOTICE_SOURCES),
    currency: currencySchema,
    amountMinor: amount,
    paidDate: isoDateSchema,
    opened: z.array(z.object({ releaseId: id, supplyPointId: id, meterNo: z.string() })),
  }),
  /** What we advise about a cut that is being thought of; it orders nothing. */
  'disconnection.advised': disconnection.extend({ advice: z.enum(ADVICE_KINDS) }),
  /** Cut, unless the sum was paid before. The same rising number as releases of the supply. */
  'disconnection.ordered': disconnection.extend({
    sumToStopMinor: amount,
    currency: currencySchema,
    earliestDate: isoDateSchema,
  }),
  /** Leave it, because of these: codes of what stands against it. */
  'disconnection.recalled': disconnection.extend({ why: z.array(z.string()) }),
  /**
   * What a customer told us in a call that moves or stops a cut, from this moment on: an obstacle to paying, danger to somebody, or
   * a social service that pays. What it is stays with us; a person of yours asks a person of ours.
   */
  'disconnection.reported': z.object({
    ...ofPoint,
    caseNo: z.string().nullable(),
    stepId: id,
    kind: z.enum(REPORT_KINDS),
    onDate: isoDateSchema,
  }),
  /** A customer wants an invoice again. Where to is asked for by the API (`GET /resends`). */
  'invoice.resend': z.object({ ...of, invoiceNo: z.string(), channel: z.string() }),
  'contact.made': z.object({
    callId: id,
    ...inCase,
    direction: z.enum(['in', 'out']),
    startedAt: z.number().int(),
    endedAt: z.number().int(),
    reason: reasonSchema.nullable(),
    outcome: outcomeSchema.nullable(),
    isResolved: z.boolean().nullable(),
  }),
  'case.changed': z.object({
    ...of,
    caseNo: z.string(),
    meterNo: z.string().nullable(),
    stage: caseStageSchema,
    stageSince: isoDateSchema,
    balanceMinor: amount,
    currency: currencySchema,
    holds: z.array(z.object({ kind: holdKindSchema, untilDate: isoDateSchema.nullable() })),
  }),
  /** Sent by an administrator to see whether an endpoint answers. */
  'endpoint.tested': z.object({ endpointId: id }),
} as const;
export type WebhookEventType = keyof typeof WEBHOOK_EVENTS;
export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENTS) as [WebhookEventType, ...WebhookEventType[]];
export const webhookEventTypeSchema = z.enum(WEBHOOK_EVENT_TYPES);

/** The body of a webhook. */
export const webhookBodySchema = z.object({
  type: webhookEventTypeSchema,
  /** When it happened, ISO 8601. */
  timestamp: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type WebhookBody = z.output<typeof webhookBodySchema>;

/** A receiver may say at once that the supply is open; else it confirms by the API. */
export const webhookAnswerSchema = z.object({ status: z.enum(['accepted', 'confirmed']) });
