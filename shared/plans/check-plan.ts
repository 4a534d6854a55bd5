/** The last word on a plan before it is agreed: what an agent promises binds the creditor, so the server asks this too. */
import type { Id } from '../ids/ids';
import type { Country } from '../lang/languages';
import type { Mandate } from '../ledger/case-file';
import type { PlanLimits } from '../ledger/mandate';
import type { CustomerKind, Utility } from '../ledger/vocabulary';
import { addMinor, sumMinor, type Minor } from '../money/money';
import { ok, refuse, type Result } from '../result';
import type { AnyRule } from '../rules/index';
import { isBankDay } from '../time/bank-days';
import type { IsoDate } from '../time/dates';
import type { PlannedInstalment } from './build-plan';
import { breachesOf, refusalOf } from './limits';
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
  /** For whom we collect and what is supplied, where a row is only for them. */
  readonly creditorId?: Id<'creditor'> | undefined;
  readonly utility?: Utility | undefined;
  readonly today: IsoDate;
  /** What is still owed on the claims of the plan, without the plan's fee. */
  readonly claimsOpenMinor: Minor;
  /** The principal of it (openPrincipal): what a band of fees is measured by. */
  readonly principalMinor: Minor;
  /** No plan was ever agreed on any of these claims. */
  readonly isFirstPlan: boolean;
  /** Agreed plans on any of these claims that cost something. */
  readonly paidPlansBefore: number;
  /** The case is at court or enforcement. */
  readonly isLegalPhase: boolean;
  readonly hasActivePlan: boolean;
  /** No payment demand has been sent for the claims. */
  readonly isBeforeDemand?: boolean;
  /** What the collection of these claims has cost so far: charged, less what was let go. */
  readonly feesBeforeMinor?: Minor;
  /** Something stands on a case of the claims that lets no cost be added now; left out = nothing does. */
  readonly areFeesStopped?: boolean;
  /** The customer has heard what it costs. */
  readonly isCostTold: boolean;
  /** The rule book to ask; the program's own rows when left out. */
  readonly rows?: readonly AnyRule[] | undefined;
}

/** Whose limits a plan is measured by. */
export type PlanAuthority = 'agent' | 'supervisor';

/** The limits of an authority; null when the mandate gives it none. */
export function limitsOf(mandate: Mandate, authority: PlanAuthority): PlanLimits | null {
  return authority === 'agent' ? mandate.plan : (mandate.plan.approval?.limits ?? null);
}

/**
 * Succeeds with the fee the plan may carry when everything holds: sum exact to the øre, dates rising on bank days, inside
 * the authority's limits, fee not above the row, cost told. Otherwise the first thing that is wrong, with the limit a
 * person needs to put it right.
 */
export function checkPlan(
  plan: PlanToCheck,
  context: PlanContext,
  authority: PlanAuthority = 'agent',
): Result<PlanFee> {
  const { mandate } = context;
  if (mandate === null) return refuse('MANDATE_MISSING');
  if (context.hasActivePlan) return refuse('PLAN_ACTIVE_ALREADY');
  const limits = limitsOf(mandate, authority);
  if (limits === null) return refuse('PLAN_APPROVAL_NOBODY');
  const unsound = unsoundPlan(plan, context);
  if (unsound !== null) return unsound;
  const [breach] = breachesOf(plan.instalments, limits, context);
  if (breach !== undefined) return authority === 'agent' ? refusalOf(breach) : refuse('PLAN_BEYOND_SUPERVISOR', breach);
  const fee = feeOf(plan, context, mandate);
  if (fee.ok && !context.isCostTold) return refuse('PLAN_COST_NOT_TOLD', { feeMinor: plan.feeMinor.toString() });
  return fee;
}

function feeOf(plan: PlanToCheck, context: PlanContext, mandate: Mandate): Result<PlanFee> {
  const fee = planFee({
    ...context,
    feeMode: mandate.plan.feeMode,
    date: context.today,
    instalmentCount: plan.instalments.length,
  });
  if (!fee.ok) return fee;
  const isWithin = plan.feeMinor >= 0n && plan.feeMinor <= fee.value.feeMinor;
  return isWithin
    ? ok(fee.value)
    : refuse('MANDATE_EXCEEDED', { limit: 'fee', maxMinor: fee.value.feeMinor.toString() });
}

type Refused = ReturnType<typeof refuse>;

/** What nobody may agree, whatever the limits. */
function unsoundPlan(plan: PlanToCheck, context: PlanContext): Refused | null {
  return wrongSum(plan, context) ?? wrongDates(plan.instalments, context) ?? wrongAmount(plan.instalments);
}

function wrongSum(plan: PlanToCheck, context: PlanContext): Refused | null {
  const sum = sumMinor(plan.instalments.map((one) => one.amountMinor));
  const expected = addMinor(context.claimsOpenMinor, plan.feeMinor);
  if (sum === expected && expected > 0n) return null;
  return refuse('PLAN_SUM_MISMATCH', { sumMinor: sum.toString(), expectedMinor: expected.toString() });
}

function wrongDates(instalments: readonly PlannedInstalment[], context: PlanContext): Refused | null {
  const first = instalments[0];
  if (first === undefined || first.dueDate < context.today)
    return refuse('PLAN_FIRST_DATE', { earliest: context.today });
  let before: IsoDate | null = null;
  for (const { dueDate } of instalments) {
    if (!isBankDay(dueDate, context.country))
      return refuse('INVALID_PAYLOAD', { field: 'dueDate', notABankDay: dueDate });
    if (before !== null && dueDate <= before) return refuse('INVALID_PAYLOAD', { field: 'dueDate', notAfter: before });
    before = dueDate;
  }
  return null;
}

function wrongAmount(instalments: readonly PlannedInstalment[]): Refused | null {
  const wrong = instalments.find(({ amountMinor }) => amountMinor <= 0n);
  return wrong === undefined ? null : refuse('PLAN_INSTALMENT_TOO_SMALL', { minMinor: '1', date: wrong.dueDate });
}
