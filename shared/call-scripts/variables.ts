/**
 * The closed set of variables a call script may speak, where each comes from and what makes it known. A variable is known
 * either always, or after the branch or act that grants it; validate.ts proves this for every path.
 */
import * as z from 'zod';
import { currencySchema, localTextSchema } from '../lang/languages';
import { isoDateSchema } from '../time/dates';
import type { ActName, PlainConditionName } from './schema';

/** Typed, so that the same value is written rightly in each language; plain JSON, so that a run can be stored. */
export const factValueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }).strict(),
  z.object({ kind: z.literal('local'), text: localTextSchema }).strict(),
  z
    .object({ kind: z.literal('money'), amountMinor: z.string().regex(/^-?\d{1,18}$/), currency: currencySchema })
    .strict(),
  z.object({ kind: z.literal('date'), date: isoDateSchema }).strict(),
  z.object({ kind: z.literal('count'), count: z.number().int() }).strict(),
]);
export type FactValue = z.output<typeof factValueSchema>;

/** Spoken before anybody is verified; everything else may be said only once the identity gate is open. */
export const PUBLIC_VARIABLES = ['agent_name', 'agency_name'] as const;

/** Known as soon as the gate is open. */
export const VERIFIED_VARIABLES = ['customer_name', 'creditor_name', 'open_total'] as const;

/** Known where the condition holds: taking that edge of a branch keeps their values in the run. */
export const CONDITION_GRANTS = {
  has_open_claim: ['invoice_no', 'invoice_amount', 'invoice_due_date', 'invoice_reference'],
  has_open_dispute: ['dispute_opened_date'],
  dispute_answer_date_known: ['dispute_answer_date'],
  has_active_plan: ['plan_next_amount', 'plan_next_date'],
  plan_draft_ready: [
    'plan_count',
    'plan_first_amount',
    'plan_first_date',
    'plan_last_amount',
    'plan_last_date',
    'plan_total',
    'plan_fee',
  ],
  payment_on_the_way: ['notice_amount', 'notice_expected_date'],
  paid_previous_invoice: ['paid_invoice_no', 'paid_amount', 'paid_date', 'due_invoice_no', 'due_invoice_amount'],
  unmatched_payment: ['unmatched_amount', 'unmatched_date'],
  disconnection_near: ['cut_date', 'sum_to_stop'],
  delivery_failed: ['delivery_channel', 'delivery_address', 'delivery_invoice_no'],
  has_fees: ['fees_total', 'fees_principal'],
  has_waivable_fee: ['waivable_amount'],
  may_postpone: ['postpone_latest_date'],
  postpone_ready: ['postpone_date', 'postpone_fee'],
  case_frozen: ['rests_until'],
  price_parts_known: ['price_total', 'price_energy', 'price_markup'],
} as const satisfies Partial<Record<PlainConditionName, readonly string[]>>;

/** Given back by the act when it succeeds; `actDone` without them is refused. */
export const ACT_GRANTS = {
  create_plan: ['agreed_count', 'agreed_total', 'agreed_first_amount', 'agreed_first_date'],
  place_hold: ['hold_until'],
  waive_fee: ['waived_amount'],
  resend_invoice: ['resent_to'],
  postpone: ['postponed_until'],
  freeze: ['frozen_until'],
  give_referral: ['authority_name', 'authority_contact', 'authority_bring'],
} as const satisfies Partial<Record<ActName, readonly string[]>>;

export type FactVariable =
  | (typeof PUBLIC_VARIABLES)[number]
  | (typeof VERIFIED_VARIABLES)[number]
  | (typeof CONDITION_GRANTS)[keyof typeof CONDITION_GRANTS][number];
export type ActVariable = (typeof ACT_GRANTS)[keyof typeof ACT_GRANTS][number];

export const FACT_VARIABLES: readonly FactVariable[] = [
  ...PUBLIC_VARIABLES,
  ...VERIFIED_VARIABLES,
  ...Object.values(CONDITION_GRANTS).flat(),
];
export const ACT_VARIABLES: readonly ActVariable[] = Object.values(ACT_GRANTS).flat();

/** Variables that become known on the edge where this condition holds. */
export function grantsOfCondition(name: string): readonly FactVariable[] {
  return Object.entries(CONDITION_GRANTS).find(([condition]) => condition === name)?.[1] ?? [];
}

/** Variables that become known when this act has succeeded. */
export function grantsOfAct(name: ActName): readonly ActVariable[] {
  return Object.entries(ACT_GRANTS).find(([act]) => act === name)?.[1] ?? [];
}

/** True for what may be said to somebody who is not verified: nothing about debt or creditor. */
export function isPublicVariable(name: string): boolean {
  return PUBLIC_VARIABLES.some((variable) => variable === name);
}
