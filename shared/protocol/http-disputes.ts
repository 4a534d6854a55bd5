/** The routes of disputes: lists of those that wait, and answers. Part of HTTP_ROUTES. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { currencySchema } from '../lang/languages';
import { DISPUTE_OUTCOMES } from '../disputes/after-answer';
import { SUSPENSION_GROUNDS } from '../disputes/suspension';
import { DISPUTE_STATES, disputeReasonSchema } from '../ledger/case-file';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

const none = z.object({}).strict();
const ANSWER_LENGTH_MAX = 4_000;
const answerTextSchema = z.string().trim().min(1).max(ANSWER_LENGTH_MAX);
const SAID_BY_LENGTH_MAX = 200;
const DISPUTES_PER_PAGE_MAX = 200;

/** Overdue: no answer in time; waiting: every one without an answer; credit: answered, and a promised credit has not come. */
export const DISPUTE_LISTS = ['overdue', 'waiting', 'credit'] as const;
export type DisputeList = (typeof DISPUTE_LISTS)[number];

export const disputeLineSchema = z.object({
  disputeId: idSchema('dispute'),
  state: z.enum(DISPUTE_STATES),
  reason: disputeReasonSchema,
  isMaterial: z.boolean(),
  openedAt: z.number().int(),
  answerDueDate: isoDateSchema.nullable(),
  daysLate: z.number().int(),
  customerId: idSchema('customer'),
  customerName: z.string(),
  caseNo: z.string().nullable(),
  creditorName: z.string(),
  currency: currencySchema,
  disputedMinor: minorSchema,
  creditAwaitedMinor: minorSchema.nullable(),
});
export type DisputeLine = z.output<typeof disputeLineSchema>;

const disputeId = z.object({ disputeId: idSchema('dispute') }).strict();

const answered = z.object({
  outcome: z.enum(DISPUTE_OUTCOMES),
  creditAwaitedMinor: minorSchema,
  /** Fees that fell with the dispute, and of them what had been paid and is a credit now. */
  feesRemovedMinor: minorSchema,
  feesReturnedMinor: minorSchema,
  resumesOn: isoDateSchema.nullable(),
});

export const DISPUTE_ROUTES = {
  disputes: {
    method: 'get',
    path: '/api/disputes',
    query: z
      .object({
        list: z.enum(DISPUTE_LISTS).default('overdue'),
        offset: z.coerce.number().int().min(0).max(100_000).default(0),
        limit: z.coerce.number().int().min(1).max(DISPUTES_PER_PAGE_MAX).default(50),
      })
      .strict(),
    response: z.object({ total: z.number().int(), disputes: z.array(disputeLineSchema) }),
  },
  answerDispute: {
    method: 'post',
    path: '/api/disputes/:disputeId/answer',
    params: disputeId,
    body: z
      .object({
        outcome: z.enum(DISPUTE_OUTCOMES),
        text: answerTextSchema,
        /** Only with `partly`: what the creditor gives up. */
        acceptedMinor: minorSchema.nullable(),
        /** Who at the creditor said it; null when the customer takes it back. A lead who answers for the creditor must name them. */
        saidBy: z.string().trim().min(1).max(SAID_BY_LENGTH_MAX).nullable(),
        /** The call in which the customer takes it back; an agent needs one. */
        callId: idSchema('call').nullable(),
      })
      .strict(),
    response: answered,
  },
  rejectGroundless: {
    method: 'post',
    path: '/api/disputes/:disputeId/reject-groundless',
    params: disputeId,
    body: z.object({ why: answerTextSchema }).strict(),
    response: answered,
  },
  resumeCollection: {
    method: 'post',
    path: '/api/cases/:caseId/resume-collection',
    params: z.object({ caseId: idSchema('case') }).strict(),
    body: z.object({ ground: z.enum(SUSPENSION_GROUNDS), why: answerTextSchema }).strict(),
    response: none,
  },
} as const;
