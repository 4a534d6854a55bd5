/** What a case file says of a plan besides its sums: when it bound the creditor, who decided, how it is going. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

const instantSchema = z.number().int().nonnegative();

/** A part of one payment (or waiver, credit note) that went to an instalment. */
export const instalmentPaymentSchema = z.object({
  entryId: idSchema('ledgerEntry'),
  date: isoDateSchema,
  amountMinor: minorSchema,
});

export const PLAN_LIMIT_NAMES = [
  'first_date',
  'instalments',
  'months',
  'instalment_amount',
  'first_amount',
  'principal',
] as const;

/** Where a plan goes beyond a limit: what was asked and what is allowed, a count, an ISO day or minor units as text. */
const limitBreachSchema = z.object({
  limit: z.enum(PLAN_LIMIT_NAMES),
  asked: z.string().max(40),
  allowed: z.string().max(40),
});
export type LimitBreach = z.output<typeof limitBreachSchema>;

export const APPROVAL_DECISIONS = ['approved', 'rejected', 'expired', 'withdrawn'] as const;

/** A question to a supervisor about a plan beyond the mandate. */
const planApprovalSchema = z.object({
  askedAt: instantSchema,
  askedByName: z.string(),
  why: z.string(),
  breaches: z.array(limitBreachSchema),
  /** Without an answer it lapses then. */
  dueAt: instantSchema,
  decision: z.enum(APPROVAL_DECISIONS).nullable(),
  decidedAt: instantSchema.nullable(),
  decidedByName: z.string().nullable(),
  note: z.string(),
});
export type PlanApproval = z.output<typeof planApprovalSchema>;

export const PLAN_PROGRESS = ['on_track', 'late', 'partly', 'broken', 'kept'] as const;

/** Spread into the plan of a case file; the defaults are what plans from before these were kept say. */
export const planLifeShape = {
  /** From this moment the creditor is bound; null = never agreed. */
  agreedAt: instantSchema.nullable().default(null),
  /** The mandate version it was agreed under. */
  mandateVersion: z.number().int().nullable().default(null),
  replacesPlanId: idSchema('plan').nullable().default(null),
  endedAt: instantSchema.nullable().default(null),
  endedWhy: z.string().default(''),
  progress: z.enum(PLAN_PROGRESS).nullable().default(null),
  approval: planApprovalSchema.nullable().default(null),
};
