/** What a plan costs the customer, and how that is said before anybody confirms. */
import type { Id } from '../ids/ids';
import type { Country, Currency, Language, LocalText } from '../lang/languages';
import type { Mandate } from '../ledger/case-file';
import type { CustomerKind, Utility } from '../ledger/vocabulary';
import { formatMoneySpoken } from '../money/format';
import { ZERO, type Minor } from '../money/money';
import { ok, refuse, type Result } from '../result';
import { feeHeadroom, findRule, ruleAmount, type AnyRule, type Rule } from '../rules/index';
import type { IsoDate } from '../time/dates';

export interface PlanFee {
  readonly feeMinor: Minor;
  /** The row the fee comes from, or that forbids one; null when the mandate alone makes it free. */
  readonly ruleId: string | null;
  /** The debt has borne so many paid plans that another must be thought over (Finland: the law restricts the number). */
  readonly isRepeated: boolean;
}

export interface PlanFeeQuestion {
  readonly feeMode: Mandate['plan']['feeMode'];
  readonly country: Country;
  readonly customerKind: CustomerKind;
  readonly creditorId?: Id<'creditor'> | undefined;
  readonly utility?: Utility | undefined;
  /** The day the plan is agreed. */
  readonly date: IsoDate;
  /** The open principal of the claims: without costs. */
  readonly principalMinor: Minor;
  readonly instalmentCount: number;
  readonly isFirstPlan: boolean;
  readonly paidPlansBefore: number;
  readonly isLegalPhase: boolean;
  readonly isBeforeDemand?: boolean;
  readonly feesBeforeMinor?: Minor;
  /** A hold or an awaited credit lets no cost be added to the case now. */
  readonly areFeesStopped?: boolean;
  readonly rows?: readonly AnyRule[] | undefined;
}

/**
 * The highest fee for a plan made by an agent, in minor units. Free when the mandate or the country's policy says so, while
 * the case may bear no fee, or when law or policy lets no (more) paid plan be made; else the first tier of the country's row that fits. Refused with
 * `RULE_MISSING` when no row (or no base rate) covers the day: then only a plan the mandate makes free can be made.
 */
export function planFee(question: PlanFeeQuestion): Result<PlanFee> {
  if (isFree(question)) return ok(free(null));
  const policy = freeByPolicy(question);
  if (policy !== null) return ok(policy);
  const paid = findRule('paid_plans', question);
  if (!paid.ok) return paid;
  const { paidPlansMax, warnFromPaidPlanNo } = paid.value.params;
  if (!mayCharge(paid.value.params)) return ok(free(paid.value.id));
  if (paidPlansMax !== null && question.paidPlansBefore >= paidPlansMax) return ok(free(paid.value.id));
  const fee = withinCeiling(tierFee(question), question);
  if (!fee.ok) return fee;
  const isRepeated = warnFromPaidPlanNo !== null && question.paidPlansBefore + 1 >= warnFromPaidPlanNo;
  return ok({ ...fee.value, isRepeated: isRepeated && fee.value.feeMinor > ZERO });
}

/** The mandate takes nothing, or nothing may be added to the case now. */
function isFree({ feeMode, isFirstPlan, areFeesStopped }: PlanFeeQuestion): boolean {
  return feeMode === 'none' || (feeMode === 'first_free' && isFirstPlan) || areFeesStopped === true;
}

/** What nobody has cleared is not charged: a row under the lawyer's review counts as a no until counsel's row is added. */
function mayCharge(paid: Rule<'paid_plans'>['params']): boolean {
  return paid.mayCharge && !paid.isUnderLegalReview;
}

/** No more than what is left under the ceiling of all costs of the debt, where the country has one. */
function withinCeiling(fee: Result<PlanFee>, question: PlanFeeQuestion): Result<PlanFee> {
  const room = fee.ok ? feeHeadroom({ ...question, feesBeforeMinor: question.feesBeforeMinor ?? ZERO }) : null;
  if (!fee.ok || room === null || fee.value.feeMinor <= room.roomMinor) return fee;
  return ok({ ...fee.value, feeMinor: room.roomMinor, ruleId: room.ruleId });
}

/** A first plan that the country's policy gives for nothing also when an agent makes it. */
function freeByPolicy(question: PlanFeeQuestion): PlanFee | null {
  const policy = findRule('free_plans', question);
  const isFreeByPolicy = policy.ok && policy.value.params.channels.includes('agent') && question.isFirstPlan;
  return isFreeByPolicy ? free(policy.value.id) : null;
}

const free = (ruleId: string | null): PlanFee => ({ feeMinor: ZERO, ruleId, isRepeated: false });

function tierFee(question: PlanFeeQuestion): Result<PlanFee> {
  const rule = findRule('plan_fee', question);
  if (!rule.ok) return rule;
  const { tiers, isAllowedInLegalPhase, isAllowedBeforeDemand } = rule.value.params;
  const isTooEarly = question.isBeforeDemand === true && !isAllowedBeforeDemand;
  if (isTooEarly || (question.isLegalPhase && !isAllowedInLegalPhase)) return ok(free(rule.value.id));
  const tier = tiers.find(
    (one) =>
      (one.instalmentsUpTo === null || question.instalmentCount <= one.instalmentsUpTo) &&
      (one.principalUpToMinor === null || question.principalMinor <= one.principalUpToMinor),
  );
  if (tier === undefined) return refuse('RULE_MISSING', { domain: 'plan_fee', country: question.country });
  const fee = ruleAmount(tier.fee, question);
  return fee.ok ? ok({ ...free(rule.value.id), feeMinor: fee.value }) : fee;
}

interface CostWords {
  readonly free: (total: string) => string;
  readonly withFee: (fee: string, total: string) => string;
}

const COST_WORDS: Readonly<Record<Language, CostWords>> = {
  nb: {
    free: (total) => `Avtalen koster deg ingenting ekstra. Til sammen betaler du ${total}.`,
    withFee: (fee, total) => `Avtalen koster ${fee} i gebyr. Til sammen betaler du ${total}. Er det greit for deg?`,
  },
  sv: {
    free: (total) => `Planen kostar dig inget extra. Sammanlagt betalar du ${total}.`,
    withFee: (fee, total) => `Planen kostar ${fee} i avgift. Sammanlagt betalar du ${total}. Är det okej för dig?`,
  },
  fi: {
    free: (total) => `Suunnitelma ei maksa sinulle mitään ylimääräistä. Maksat yhteensä ${total}.`,
    withFee: (fee, total) => `Suunnitelmasta tulee kuluja ${fee}. Maksat yhteensä ${total}. Sopiiko se sinulle?`,
  },
  en: {
    free: (total) => `The plan costs you nothing extra. In total you pay ${total}.`,
    withFee: (fee, total) => `The plan costs ${fee} in fees. In total you pay ${total}. Is that all right with you?`,
  },
};

/** What must be said about the cost before the customer confirms, in all languages. `totalMinor` includes the fee. */
export function planCostText(
  plan: { readonly feeMinor: Minor; readonly totalMinor: Minor },
  currency: Currency,
): LocalText {
  const say = (language: Language): string => {
    const words = COST_WORDS[language];
    const total = formatMoneySpoken(plan.totalMinor, currency, language);
    return plan.feeMinor === ZERO
      ? words.free(total)
      : words.withFee(formatMoneySpoken(plan.feeMinor, currency, language), total);
  };
  return { nb: say('nb'), sv: say('sv'), fi: say('fi'), en: say('en') };
}
