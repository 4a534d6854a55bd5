/** What a creditor lets us decide (model.md: mandate), versioned by date. Terms a version does not name mean what they did when it was written. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { minorSchema } from '../money/money';
import { refuse, ok, type Result } from '../result';
import { isoDateSchema } from '../time/dates';

/** No plan has more instalments or lasts longer, whatever a mandate says (the wire allows no more either). */
export const INSTALMENTS_LIMIT = 60;
export const PLAN_MONTHS_LIMIT = 60;
const WHOLE_BP = 10_000;
const DAYS_LIMIT = 365;
const BANK_DAYS_LIMIT = 30;
const COUNT_LIMIT = 20;

/** How far a plan may go. The same shape for what an agent may agree and for what a supervisor may approve beyond it. */
export const planLimitsSchema = z.object({
  instalmentsMax: z.number().int(),
  /** From the day it is agreed to the last instalment. */
  monthsMax: z.number().int().default(PLAN_MONTHS_LIMIT),
  daysToFirstMax: z.number().int(),
  /** The first instalment: this amount or the share of the balance, whichever is higher; a lower balance is paid whole. */
  firstMinMinor: minorSchema.prefault('0'),
  firstShareMinBp: z.number().int(),
  /** Every instalment after the first, and the first when nothing above asks for more. */
  instalmentMinMinor: minorSchema,
  principalMaxMinor: minorSchema,
});
export type PlanLimits = z.output<typeof planLimitsSchema>;

const APPROVER_ROLES = ['lead', 'admin'] as const;

/** Who may approve a plan beyond the agent's limits, and how far: their own limits apply, never none. */
const planApprovalTermsSchema = z.object({ role: z.enum(APPROVER_ROLES), limits: planLimitsSchema });

export const mandateTermsSchema = z.object({
  plan: planLimitsSchema.extend({
    /** none = no fee ever; statutory = the law's cap when the rule says so; first_free = the first plan per debt is free. */
    feeMode: z.enum(['none', 'statutory', 'first_free']),
    /** Null = nobody here; the creditor must be asked. */
    approval: planApprovalTermsSchema.nullable().default(null),
  }),
  postpone: z.object({ daysMax: z.number().int(), countMax: z.number().int() }),
  waive: z.object({ perCaseMaxMinor: minorSchema, feeShareOfClaimBp: z.number().int() }),
  hold: z.object({ bankDaysMax: z.number().int() }),
  mayPauseDisconnection: z.boolean(),
  mayOrderRelease: z.boolean(),
});
export type MandateTerms = z.output<typeof mandateTermsSchema>;

/** A version valid today. Absent amounts mean "not allowed". */
export const mandateSchema = mandateTermsSchema.extend({
  id: idSchema('mandate'),
  version: z.number().int(),
  validFrom: isoDateSchema,
});
export type Mandate = z.output<typeof mandateSchema>;

type Bound = readonly [field: string, value: number, min: number, max: number];

function limitBounds(limits: PlanLimits, at: string): readonly Bound[] {
  return [
    [`${at}.instalmentsMax`, limits.instalmentsMax, 1, INSTALMENTS_LIMIT],
    [`${at}.monthsMax`, limits.monthsMax, 1, PLAN_MONTHS_LIMIT],
    [`${at}.daysToFirstMax`, limits.daysToFirstMax, 0, DAYS_LIMIT],
    [`${at}.firstShareMinBp`, limits.firstShareMinBp, 0, WHOLE_BP],
  ];
}

const negativeAmount = (limits: PlanLimits): string | undefined =>
  limits.firstMinMinor < 0n
    ? 'firstMinMinor'
    : limits.instalmentMinMinor < 0n
      ? 'instalmentMinMinor'
      : limits.principalMaxMinor <= 0n
        ? 'principalMaxMinor'
        : undefined;

/** A supervisor with less room than the agent would make the mandate contradict itself. */
function narrowerField(own: PlanLimits, beyond: PlanLimits): string | undefined {
  const pairs: readonly (readonly [string, boolean])[] = [
    ['instalmentsMax', beyond.instalmentsMax < own.instalmentsMax],
    ['monthsMax', beyond.monthsMax < own.monthsMax],
    ['daysToFirstMax', beyond.daysToFirstMax < own.daysToFirstMax],
    ['firstMinMinor', beyond.firstMinMinor > own.firstMinMinor],
    ['firstShareMinBp', beyond.firstShareMinBp > own.firstShareMinBp],
    ['instalmentMinMinor', beyond.instalmentMinMinor > own.instalmentMinMinor],
    ['principalMaxMinor', beyond.principalMaxMinor < own.principalMaxMinor],
  ];
  return pairs.find(([, isNarrower]) => isNarrower)?.[0];
}

/**
 * Whether terms make sense before they become a version: every number within what the program can keep, no negative
 * amount, the supervisor nowhere narrower than the agent. Refused with MANDATE_TERMS_INVALID and the field to put right.
 */
export function checkMandateTerms(terms: MandateTerms): Result<MandateTerms> {
  const wrong = (field: string, more: Record<string, number> = {}) =>
    refuse('MANDATE_TERMS_INVALID', { field, ...more });
  const { plan, postpone, waive, hold } = terms;
  const bounds: readonly Bound[] = [
    ...limitBounds(plan, 'plan'),
    ...(plan.approval === null ? [] : limitBounds(plan.approval.limits, 'plan.approval')),
    ['postpone.daysMax', postpone.daysMax, 0, DAYS_LIMIT],
    ['postpone.countMax', postpone.countMax, 0, COUNT_LIMIT],
    ['waive.feeShareOfClaimBp', waive.feeShareOfClaimBp, 0, WHOLE_BP],
    ['hold.bankDaysMax', hold.bankDaysMax, 0, BANK_DAYS_LIMIT],
  ];
  const outside = bounds.find(([, value, min, max]) => value < min || value > max);
  if (outside !== undefined) return wrong(outside[0], { min: outside[2], max: outside[3] });
  const negative = negativeAmount(plan) ?? (waive.perCaseMaxMinor < 0n ? 'perCaseMaxMinor' : undefined);
  if (negative !== undefined) return wrong(negative);
  if (plan.approval === null) return ok(terms);
  const beyond = negativeAmount(plan.approval.limits) ?? narrowerField(plan, plan.approval.limits);
  return beyond === undefined ? ok(terms) : wrong(`plan.approval.${beyond}`);
}
