/**
 * The case file: everything the agent sees of one customer once the identity gate is open. One schema is both the wire
 * form (amounts as decimal strings, `CaseFileWire`) and the form that pure functions read (`CaseFile`, bigint minor units).
 * Built by the server's screen-pop from `customers` and `ledger`; read by insights, plans, scripts and the screen.
 */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { countrySchema, currencySchema, languageSchema } from '../lang/languages';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';
import { callDirectionSchema, outcomeSchema, reasonSchema } from '../calls/vocabulary';
import { addedRulesSchema } from './added-rule';
import { balanceFacts } from './case-file-balance';
import { caseCareSchema, NO_CARE } from './case-care';
import { gateSchema } from '../disconnection/gate';
import { disputeDetailSchema } from './dispute-detail';
import {
  CLAIM_KINDS,
  caseStageSchema,
  creditorRoleSchema,
  customerFlagSchema,
  customerKindSchema,
  deliveryChannelSchema,
  deliveryResultSchema,
  holdKindSchema,
  invoiceLineKindSchema,
  ledgerEntryKindSchema,
  paymentMatchSchema,
  serviceStateSchema,
  utilitySchema,
} from './vocabulary';
import { mandateSchema } from './mandate';
import { instalmentPaymentSchema, planLifeShape } from './plan-life';

export { mandateSchema, type Mandate } from './mandate';

const instantSchema = z.number().int().nonnegative();

export const creditorCardSchema = z.object({
  id: idSchema('creditor'),
  slug: z.string(),
  name: z.string(),
  country: countrySchema,
  role: creditorRoleSchema,
  utility: utilitySchema,
  phone: z.string(),
});
export type CreditorCard = z.output<typeof creditorCardSchema>;

export const supplyPointSchema = z.object({
  id: idSchema('supplyPoint'),
  utility: utilitySchema,
  meterNo: z.string(),
  address: z.string(),
  serviceState: serviceStateSchema,
  serviceStateSince: isoDateSchema,
  /** Null = nobody has told us. */
  isElectricHeating: z.boolean().nullable(),
});
export type SupplyPoint = z.output<typeof supplyPointSchema>;

export const ledgerEntrySchema = z.object({
  id: idSchema('ledgerEntry'),
  kind: ledgerEntryKindSchema,
  amountMinor: minorSchema,
  eventDate: isoDateSchema,
  cause: z.string(),
});

export const invoiceLineSchema = z.object({
  lineNo: z.number().int(),
  kind: invoiceLineKindSchema,
  text: z.string(),
  quantity: z.string().nullable(),
  unit: z.string().nullable(),
  amountMinor: minorSchema,
});

export const deliverySchema = z.object({
  at: instantSchema,
  channel: deliveryChannelSchema,
  address: z.string(),
  result: deliveryResultSchema,
});

export const claimSchema = z.object({
  id: idSchema('claim'),
  caseId: idSchema('case').nullable(),
  supplyPointId: idSchema('supplyPoint').nullable(),
  kind: z.enum(CLAIM_KINDS),
  invoiceNo: z.string(),
  reference: z.string(),
  issueDate: isoDateSchema,
  dueDate: isoDateSchema,
  periodFrom: isoDateSchema.nullable(),
  periodTo: isoDateSchema.nullable(),
  currency: currencySchema,
  originalMinor: minorSchema,
  /** Sum of all entries: what is still owed on this claim. */
  balanceMinor: minorSchema,
  entries: z.array(ledgerEntrySchema),
  lines: z.array(invoiceLineSchema),
  deliveries: z.array(deliverySchema),
  hasImage: z.boolean(),
});
export type Claim = z.output<typeof claimSchema>;

export const allocationSchema = z.object({
  claimId: idSchema('claim'),
  invoiceNo: z.string(),
  amountMinor: minorSchema,
  match: paymentMatchSchema,
});

export const paymentSchema = z.object({
  id: idSchema('ledgerEntry'),
  /** Positive: what came in. */
  amountMinor: minorSchema,
  currency: currencySchema,
  bookedDate: isoDateSchema,
  channel: z.string(),
  reference: z.string().nullable(),
  payerName: z.string().nullable(),
  allocations: z.array(allocationSchema),
  unallocatedMinor: minorSchema,
  /** The day the money went back (returned, charged back, booked by mistake); then nothing of it pays anything any more. */
  reversedOn: isoDateSchema.nullable().default(null),
});
export type Payment = z.output<typeof paymentSchema>;

export const holdSchema = z.object({
  id: idSchema('hold'),
  kind: holdKindSchema,
  untilDate: isoDateSchema.nullable(),
  placedAt: instantSchema,
  note: z.string(),
});

export const disconnectionSchema = z.object({
  /** When the warning was sent (or served, where the clock of the law is service). */
  noticeDate: isoDateSchema,
  earliestCutDate: isoDateSchema,
  sumToStopMinor: minorSchema,
  ruleId: z.string(),
  /** Reasons why no cut may happen now, e.g. open dispute; empty = nothing stops it but payment. */
  blocks: z.array(z.string()),
  /** Every gate with what is known of it, for the advice on cutting; left out where only the blocks are known. */
  gates: z.array(gateSchema).optional(),
});

export const caseSchema = z.object({
  id: idSchema('case'),
  caseNo: z.string(),
  supplyPointId: idSchema('supplyPoint').nullable(),
  stage: caseStageSchema,
  stageSince: isoDateSchema,
  nextStep: z.object({ stage: caseStageSchema, date: isoDateSchema }).nullable(),
  limitationDate: isoDateSchema.nullable(),
  holds: z.array(holdSchema),
  disconnection: disconnectionSchema.nullable(),
  care: caseCareSchema.default(NO_CARE),
});
export type CollectionCase = z.output<typeof caseSchema>;

export const PLAN_STATES = [
  'proposed',
  'awaiting_approval',
  'active',
  'kept',
  'broken',
  'replaced',
  'cancelled',
] as const;
export const planStateSchema = z.enum(PLAN_STATES);
export const instalmentSchema = z.object({
  id: idSchema('instalment'),
  instalmentNo: z.number().int(),
  dueDate: isoDateSchema,
  amountMinor: minorSchema,
  paidMinor: minorSchema,
  /** What paid it, oldest first; a later payment's part may pay the next instalment too. */
  payments: z.array(instalmentPaymentSchema).default([]),
});
export const planSchema = z.object({
  id: idSchema('plan'),
  state: planStateSchema,
  madeAt: instantSchema,
  ...planLifeShape,
  currency: currencySchema,
  totalMinor: minorSchema,
  feeMinor: minorSchema,
  claimIds: z.array(idSchema('claim')),
  instalments: z.array(instalmentSchema),
});
export type Plan = z.output<typeof planSchema>;

export const DISPUTE_STATES = ['open', 'with_creditor', 'upheld', 'rejected', 'partly', 'withdrawn'] as const;
export const DISPUTE_REASONS = [
  'paid_already',
  'wrong_amount',
  'wrong_meter_reading',
  'not_ordered',
  'not_my_contract',
  'moved',
  'service_defect',
  'price_per_contract',
  'not_received',
  'limitation',
  'cannot_pay',
  'too_expensive',
  'other',
] as const;
export const disputeReasonSchema = z.enum(DISPUTE_REASONS);
export type DisputeReason = z.output<typeof disputeReasonSchema>;
export const disputeSchema = z.object({
  id: idSchema('dispute'),
  state: z.enum(DISPUTE_STATES),
  reason: disputeReasonSchema,
  openedAt: instantSchema,
  statement: z.string(),
  answerDueDate: isoDateSchema.nullable(),
  disputedMinor: minorSchema,
  claimIds: z.array(idSchema('claim')),
  /** Left out where only the head is known. */
  detail: disputeDetailSchema.optional(),
});
export type Dispute = z.output<typeof disputeSchema>;

export const PAYMENT_NOTICE_SOURCES = ['customer_word', 'creditor', 'bank_file', 'instant', 'card'] as const;
/** How far a source is believed: `release` opens a cut supply at once, `hold` rests collection only, `none` is noted only. */
export const SOURCE_TRUST = ['release', 'hold', 'none'] as const;
export const paymentNoticeSchema = z.object({
  id: idSchema('paymentNotice'),
  /** The case whose collection rests for it; null for several, or none. */
  caseId: idSchema('case').nullable(),
  source: z.enum(PAYMENT_NOTICE_SOURCES),
  /** How far it was believed when it was told. */
  trust: z.enum(SOURCE_TRUST),
  amountMinor: minorSchema,
  paidDate: isoDateSchema,
  expectedDate: isoDateSchema,
  channel: z.string(),
  state: z.enum(['expected', 'arrived', 'overdue', 'cancelled']),
  recordedAt: instantSchema,
});
export const RELEASE_STATES = ['queued', 'sent', 'confirmed', 'failed', 'recalled'] as const;
/** Not in the creditor's hands within the promised two minutes; taken, but not confirmed in time. */
export const RELEASE_ALARMS = ['not_sent', 'not_confirmed'] as const;
export const releaseSchema = z.object({
  id: idSchema('release'),
  supplyPointId: idSchema('supplyPoint'),
  state: z.enum(RELEASE_STATES),
  causedAt: instantSchema,
  sentAt: instantSchema.nullable(),
  confirmedAt: instantSchema.nullable(),
  alarm: z.enum(RELEASE_ALARMS).nullable(),
});

export const accountSchema = z.object({
  id: idSchema('customerAccount'),
  customerNo: z.string(),
  creditor: creditorCardSchema,
  mandate: mandateSchema.nullable(),
  currency: currencySchema,
  supplyPoints: z.array(supplyPointSchema),
  claims: z.array(claimSchema),
  payments: z.array(paymentSchema),
  cases: z.array(caseSchema),
  plans: z.array(planSchema),
  disputes: z.array(disputeSchema),
  paymentNotices: z.array(paymentNoticeSchema),
  releases: z.array(releaseSchema),
  ...balanceFacts,
});
export type CustomerAccount = z.output<typeof accountSchema>;

export const contactSchema = z.object({
  callId: idSchema('call').nullable(),
  at: instantSchema,
  direction: callDirectionSchema,
  creditorSlug: z.string().nullable(),
  caseId: idSchema('case').nullable(),
  reason: reasonSchema.nullable(),
  outcome: outcomeSchema.nullable(),
  isResolved: z.boolean().nullable(),
  wasAnswered: z.boolean(),
  agentName: z.string().nullable(),
  note: z.string().nullable(),
});
export type Contact = z.output<typeof contactSchema>;

export const caseFileSchema = z.object({
  asOf: isoDateSchema,
  /** Server time when the ledger was read, epoch ms ("hentet 14:32:07"). */
  readAt: instantSchema,
  customer: z.object({
    id: idSchema('customer'),
    kind: customerKindSchema,
    name: z.string(),
    birthDate: isoDateSchema.nullable(),
    nationalIdMasked: z.string().nullable(),
    address: z.string(),
    country: countrySchema,
    phones: z.array(z.string()),
    email: z.string().nullable(),
    language: languageSchema,
    flags: z.array(customerFlagSchema),
  }),
  accounts: z.array(accountSchema),
  contacts: z.array(contactSchema),
  /** Rows of law and policy an administrator added for the countries and creditors in this file. */
  addedRules: addedRulesSchema,
});
export type CaseFile = z.output<typeof caseFileSchema>;
export type CaseFileWire = z.input<typeof caseFileSchema>;
