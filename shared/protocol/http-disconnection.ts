/** The routes of cutting a service: what stands against it, what was done, orders, texts, and whom to ring first. */
import * as z from 'zod';
import { DISCONNECTION_BLOCKS } from '../disconnection/disconnection-case';
import { gateSchema } from '../disconnection/gate';
import { ADVICE_KINDS, ORDER_STATES, RECORDED_STEP_KINDS, REPORT_KINDS, STEP_KINDS } from '../disconnection/process';
import { TEXT_KINDS } from '../disconnection/text-kind';
import { idSchema } from '../ids/ids';
import { currencySchema, languageSchema } from '../lang/languages';
import { serviceStateSchema, utilitySchema } from '../ledger/vocabulary';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

const WHY_LENGTH_MAX = 1_000;
const whySchema = z.string().trim().min(1).max(WHY_LENGTH_MAX);
const caseId = z.object({ caseId: idSchema('case') }).strict();
/** An agent names the call in which the customer's gate is open; a lead needs none. */
const inCall = { callId: idSchema('call').optional() };
const instantSchema = z.number().int().nonnegative();
const CALLS_PER_PAGE_MAX = 200;
const BANK_DAYS_AHEAD_MAX = 20;

export const disconnectionViewSchema = z.object({
  caseId: idSchema('case'),
  caseNo: z.string(),
  /** Where the creditor is. */
  today: isoDateSchema,
  creditorName: z.string(),
  utility: utilitySchema,
  serviceState: serviceStateSchema,
  currency: currencySchema,
  earliestCutDate: isoDateSchema.nullable(),
  /** What the customer was warned of and has not paid: without costs and later bills. */
  sumToStopMinor: minorSchema,
  /** Overdue besides: owed, but no reason for this cut. */
  alsoOverdueMinor: minorSchema,
  ruleId: z.string().nullable(),
  blocks: z.array(z.enum(DISCONNECTION_BLOCKS)),
  gates: z.array(gateSchema),
  mayCutToday: z.boolean(),
  mayOrderToday: z.boolean(),
  /** What to pay with which reference so that it stops; adds up to the sum. */
  payments: z.array(
    z.object({
      claimId: idSchema('claim'),
      invoiceNo: z.string(),
      reference: z.string(),
      dueDate: isoDateSchema,
      amountMinor: minorSchema,
    }),
  ),
  /** What the customer told in a call and nobody has taken back. */
  reports: z.array(z.enum(REPORT_KINDS)),
  steps: z.array(
    z.object({
      id: idSchema('disconnectionStep'),
      kind: z.enum(STEP_KINDS),
      onDate: isoDateSchema,
      recordedAt: instantSchema,
      byName: z.string().nullable(),
      note: z.string(),
    }),
  ),
  orders: z.array(
    z.object({
      id: idSchema('disconnectionOrder'),
      state: z.enum(ORDER_STATES),
      sequence: z.number().int().nullable(),
      recallSequence: z.number().int().nullable(),
      sumMinor: minorSchema,
      orderedAt: instantSchema,
      dispatchedAt: instantSchema.nullable(),
      endedAt: instantSchema.nullable(),
      why: z.array(z.string()),
    }),
  ),
  /** Texts that exist for this country, service and kind of customer. */
  texts: z.array(z.enum(TEXT_KINDS)),
});
export type DisconnectionView = z.output<typeof disconnectionViewSchema>;

const orderSchema = z.object({ orderId: idSchema('disconnectionOrder'), state: z.enum(ORDER_STATES) });

export const callBeforeCutSchema = z.object({
  caseId: idSchema('case'),
  caseNo: z.string(),
  creditorId: idSchema('creditor'),
  creditorName: z.string(),
  utility: utilitySchema,
  customerId: idSchema('customer'),
  customerName: z.string(),
  language: languageSchema,
  phone: z.string().nullable(),
  earliestCutDate: isoDateSchema,
  bankDaysLeft: z.number().int(),
  tries: z.number().int(),
  lastTriedAt: instantSchema.nullable(),
});
export type CallBeforeCut = z.output<typeof callBeforeCutSchema>;

export const DISCONNECTION_ROUTES = {
  caseDisconnection: {
    method: 'get',
    path: '/api/cases/:caseId/disconnection',
    params: caseId,
    query: z.object(inCall).strict(),
    response: disconnectionViewSchema,
  },
  disconnectionText: {
    method: 'get',
    path: '/api/cases/:caseId/disconnection/texts/:kind',
    params: z.object({ caseId: idSchema('case'), kind: z.enum(TEXT_KINDS) }).strict(),
    query: z.object({ ...inCall, language: languageSchema }).strict(),
    response: z.object({
      textId: z.string(),
      version: z.number().int(),
      language: languageSchema,
      subject: z.string(),
      paragraphs: z.array(z.string()),
    }),
  },
  recordDisconnectionStep: {
    method: 'post',
    path: '/api/cases/:caseId/disconnection/steps',
    params: caseId,
    body: z
      .object({ kind: z.enum(RECORDED_STEP_KINDS), onDate: isoDateSchema, note: z.string().trim().max(1_000) })
      .strict(),
    response: disconnectionViewSchema,
  },
  decideDisconnection: {
    method: 'post',
    path: '/api/cases/:caseId/disconnection/decision',
    params: caseId,
    body: z
      .object({
        why: whySchema,
        /** What the forecast says for a home heated by power, looked at today; null = not looked. */
        isFrostExpected: z.boolean().nullable(),
        /** The breach weighed: its sum, its age, and how the customer has paid before. */
        isBreachEssential: z.boolean(),
      })
      .strict(),
    response: disconnectionViewSchema,
  },
  withdrawDisconnectionReport: {
    method: 'post',
    path: '/api/cases/:caseId/disconnection/reports/:kind/withdrawal',
    params: z.object({ caseId: idSchema('case'), kind: z.enum(REPORT_KINDS) }).strict(),
    body: z.object({ why: whySchema }).strict(),
    response: disconnectionViewSchema,
  },
  adviseDisconnection: {
    method: 'post',
    path: '/api/cases/:caseId/disconnection/advice',
    params: caseId,
    body: z.object({ advice: z.enum(ADVICE_KINDS), why: whySchema }).strict(),
    response: disconnectionViewSchema,
  },
  orderDisconnection: {
    method: 'post',
    path: '/api/cases/:caseId/disconnection/order',
    params: caseId,
    body: z.object({}).strict(),
    response: orderSchema,
  },
  recallDisconnection: {
    method: 'post',
    path: '/api/cases/:caseId/disconnection/recall',
    params: caseId,
    body: z.object({ why: whySchema }).strict(),
    response: orderSchema,
  },
  callsBeforeCut: {
    method: 'get',
    path: '/api/calls-before-cut',
    query: z
      .object({
        /** How many bank days ahead; left out = the rule's. */
        bankDays: z.coerce.number().int().min(0).max(BANK_DAYS_AHEAD_MAX).optional(),
        offset: z.coerce.number().int().min(0).max(100_000).default(0),
        limit: z.coerce.number().int().min(1).max(CALLS_PER_PAGE_MAX).default(50),
      })
      .strict(),
    response: z.object({
      total: z.number().int(),
      /** Due to be called too, but not at this hour. */
      waitingForHours: z.number().int(),
      /** More are warned than could be looked at: those with the oldest warnings are here. */
      isCutShort: z.boolean(),
      calls: z.array(callBeforeCutSchema),
    }),
  },
} as const;
