/** The last word on a plan before it is agreed: what an agent promises binds the creditor, so the server asks this too. */
import type { Country } from '../lang/languages';
import type { Mandate } from '../ledger/case-file';
import type { CustomerKind } from '../ledger/vocabulary';
import { addMinor, shareOf, sumMinor, type Minor } from '../money/money';
import { refuse, type Result } from '../result';
import { isBankDay } from '../time/bank-days';
import { addDays, type IsoDate } from '../time/dates';
import type { PlannedInstalment } from './build-plan';
import { planFee, type PlanFee } from './plan-fee';

export interface PlanToCheck {
  readonly instalments: readonly PlannedInstalment[];
  readonly feeMinor: Minor;
}

export interface PlanContext {
  /** Valid today; null when the creditor has given us none. */
  readonly mandate: Mandate | null;
  readonly country: Country;
  readonly customerKind: CustomerKind;
  readonly today: IsoDate;
  /** What is still owed on the claims of the plan, without the plan's fee. */
  readonly claimsOpenMinor: Minor;
  readonly isFirstPlan: boolean;
  readonly hasActivePlan: boolean;
  /** The customer has heard what it costs. */
  readonly isCostTold: boolean;
}

/**
 * Succeeds with the fee the plan may carry when everything holds: sum exact to the øre, instalments and dates inside the
 * mandate, dates rising on bank days, fee not above the row, cost told. Otherwise the first thing that is wrong, with
 * the limit a person needs to put it right.
 */
export function checkPlan(plan: PlanToCheck, context: PlanContext): Result<PlanFee> {
  if (context.mandate === null) return refuse('MANDATE_MISSING');
  if (context.hasActivePlan) return refuse('PLAN_ACTIVE_ALREADY');
  const limits = context.mandate.plan;
  const wrong =
    wrongSum(plan, context) ??
    wrongDates(plan.instalments, context, limits) ??
    wrongAmounts(plan.instalments, limits) ??
    wrongPrincipal(context, limits);
  if (wrong !== null) return wrong;
  const fee = planFee({
    ...context,
    feeMode: limits.feeMode,
    date: context.today,
    principalMinor: context.claimsOpenMinor,
    instalmentCount: plan.instalments.length,
  });
  if (!fee.ok) return fee;
  if (plan.feeMinor < 0n || plan.feeMinor > fee.value.feeMinor) {
    return refuse('MANDATE_EXCEEDED', { limit: 'fee', maxMinor: fee.value.feeMinor.toString() });
  }
  if (!context.isCostTold) return refuse('PLAN_COST_NOT_TOLD', { feeMinor: plan.feeMinor.toString() });
  return fee;
}

type Limits = Mandate['plan'];
type Refused = ReturnType<typeof refuse>;

function wrongSum(plan: PlanToCheck, context: PlanContext): Refused | null {
  const sum = sumMinor(plan.instalments.map((one) => one.amountMinor));
  const expected = addMinor(context.claimsOpenMinor, plan.feeMinor);
  if (sum === expected && expected > 0n) return null;
  return refuse('PLAN_SUM_MISMATCH', { sumMinor: sum.toString(), expectedMinor: expected.toString() });
}

function wrongDates(instalments: readonly PlannedInstalment[], context: PlanContext, limits: Limits): Refused | null {
  const first = instalments[0];
  const latest = addDays(context.today, limits.daysToFirstMax);
  if (first === undefined || first.dueDate < context.today || first.dueDate > latest) {
    return refuse('PLAN_FIRST_DATE', { earliest: context.today, latest });
  }
  let before: IsoDate | null = null;
  for (const { dueDate } of instalments) {
    if (!isBankDay(dueDate, context.country))
      return refuse('INVALID_PAYLOAD', { field: 'dueDate', notABankDay: dueDate });
    if (before !== null && dueDate <= before) return refuse('INVALID_PAYLOAD', { field: 'dueDate', notAfter: before });
    before = dueDate;
  }
  return null;
}

function wrongAmounts(instalments: readonly PlannedInstalment[], limits: Limits): Refused | null {
  if (instalments.length > limits.instalmentsMax) {
    return refuse('PLAN_TOO_MANY_INSTALMENTS', { max: limits.instalmentsMax });
  }
  const total = sumMinor(instalments.map((one) => one.amountMinor));
  // Paying everything at once is always enough, however small the debt.
  const minimum = instalments.length === 1 ? total : limits.instalmentMinMinor;
  const tooSmall = instalments.find((one) => one.amountMinor < minimum || one.amountMinor <= 0n);
  if (tooSmall !== undefined) {
    return refuse('PLAN_INSTALMENT_TOO_SMALL', { minMinor: minimum.toString(), date: tooSmall.dueDate });
  }
  const firstMin = firstMinimum(total, limits);
  const first = instalments[0];
  if (first !== undefined && first.amountMinor >= firstMin) return null;
  return refuse('MANDATE_EXCEEDED', { limit: 'first_share', minMinor: firstMin.toString() });
}

function wrongPrincipal(context: PlanContext, limits: Limits): Refused | null {
  if (context.claimsOpenMinor <= limits.principalMaxMinor) return null;
  return refuse('MANDATE_EXCEEDED', { limit: 'principal', maxMinor: limits.principalMaxMinor.toString() });
}

/** What the first instalment must be at least under the mandate: its share of the total, rounded up. */
export function firstMinimum(totalMinor: Minor, limits: Limits): Minor {
  return shareOf(totalMinor, limits.firstShareMinBp, 'awayFromZero');
}
