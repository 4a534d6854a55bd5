/** A dispute beyond its head: its lines, who may end it, and what was answered. Part of the case file. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

/** Who answered. */
export const DISPUTE_ANSWERERS = ['creditor', 'lead', 'agent'] as const;

export const disputeDetailSchema = z.object({
  /** Line 0 is the whole claim. */
  lines: z.array(z.object({ claimId: idSchema('claim'), lineNo: z.number().int(), amountMinor: minorSchema })),
  /** False = a lead may set it aside when it is obviously groundless; true = only the creditor may say no. */
  isMaterial: z.boolean(),
  isOverdue: z.boolean(),
  closedAt: z.number().int().nullable(),
  answer: z
    .object({
      text: z.string(),
      by: z.enum(DISPUTE_ANSWERERS),
      /** Who at the creditor gave it, when a lead wrote it down for them. */
      saidBy: z.string().nullable(),
      acceptedMinor: minorSchema.nullable(),
      /** What the creditor still has to credit; null when nothing is awaited. */
      creditAwaitedMinor: minorSchema.nullable(),
      /** The new deadline: before it nothing goes on. */
      resumesOn: isoDateSchema.nullable(),
    })
    .nullable(),
});
