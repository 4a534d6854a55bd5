/** An insight: one readable sentence about the ledger, what it rests on, and the call script it suggests. */
import * as z from 'zod';
import { localTextSchema } from '../lang/languages';

export const INSIGHT_KINDS = [
  'paid_previous_invoice',
  'money_on_the_way',
  'invoice_never_received',
  'price_parts',
  'disconnection_near',
  'dispute_open',
  'plan_running',
  'plan_broken',
  'repeat_caller',
  'two_creditors_one_address',
  'fee_out_of_proportion',
  'customer_profile',
  'cut_advice',
  'limitation_near',
  'vulnerable',
  'overpaid',
] as const;
export const insightKindSchema = z.enum(INSIGHT_KINDS);
export type InsightKind = (typeof INSIGHT_KINDS)[number];

export const CALL_SCRIPT_SLUGS = [
  'verify-and-open',
  'payment-plan',
  'dispute',
  'energy-or-grid',
  'money-on-the-way',
  'invoice-not-received',
  'service-cut',
  'disconnection-warning',
  'fees',
  'postponement',
  'cannot-pay',
  'moved-or-not-mine',
  'third-party',
  'statement',
  'cheaper-subscription',
  'minor',
] as const;
export const callScriptSlugSchema = z.enum(CALL_SCRIPT_SLUGS);
export type CallScriptSlug = z.infer<typeof callScriptSlugSchema>;

/** How sure the sentence is: `high` is read off the ledger, lower is a reading of history or somebody's word. */
export const INSIGHT_CONFIDENCES = ['high', 'medium', 'low'] as const;

export const insightSchema = z.object({
  kind: insightKindSchema,
  /** Larger comes first: what the agent must know before speaking. */
  weight: z.number().int(),
  sentence: localTextSchema,
  /** Ids of the claims, payments, notices … that prove the sentence; the screen marks these rows. */
  evidence: z.array(z.string()),
  /** Labelled parts with minor units as decimal text, for insights that break a sum down; empty otherwise. */
  parts: z.array(z.object({ label: localTextSchema, amountMinor: z.string(), currency: z.string() })),
  suggests: callScriptSlugSchema.nullable(),
  confidence: z.enum(INSIGHT_CONFIDENCES),
});
export type Insight = z.infer<typeof insightSchema>;
/** What a rule finds; without a confidence it is read off the ledger. */
export type InsightFinding = Omit<Insight, 'confidence'> & { readonly confidence?: Insight['confidence'] };
