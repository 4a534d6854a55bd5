/** What the fee rows come to for one claim. Amounts in minor units of the country's currency. */
import { divideRounded, minor, roundToUnit, ZERO, type Minor } from '../money/money';
import { ok, refuse, type Result } from '../result';
import { findRule, type RuleQuery } from './find-rule';
import type { FeeBand, RuleAmount } from './params-shapes';
import type { AnyRule } from './rule';

const WHOLE_BP = 10_000;

/** The amount a rule names; a share of the base rate needs the base rate of the day, or `RULE_MISSING`. */
export function ruleAmount(amount: RuleAmount, query: RuleQuery, multipliersBp: readonly number[] = []): Result<Minor> {
  if ('amountMinor' in amount) return ok(multiplied(amount.amountMinor, multipliersBp));
  const base = findRule('base_rate', query);
  if (!base.ok) return base;
  return ok(multiplied(base.value.params.amountMinor, [amount.ofBaseRateBp, ...multipliersBp]));
}

/** All factors first, one rounding at the end: half an øre goes up. */
function multiplied(amount: Minor, factorsBp: readonly number[]): Minor {
  const top = factorsBp.reduce((product, bp) => product * BigInt(bp), amount as bigint);
  return minor(divideRounded(top, BigInt(WHOLE_BP) ** BigInt(factorsBp.length), 'halfUp'));
}

/**
 * The rule with every share of the base rate as the amount it comes to on `query.date`, rounded as the rule rounds: what is
 * shown to people. Without a base rate of that day the shares stay.
 */
export function withAmounts(rule: AnyRule, query: RuleQuery): AnyRule {
  const isRounded = 'roundToMinor' in rule.params && rule.params.roundToMinor !== null;
  const unit = isRounded ? rule.params.roundToMinor : null;
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (value === null || typeof value !== 'object') return value;
    if ('ofBaseRateBp' in value && typeof value.ofBaseRateBp === 'number') {
      const amount = ruleAmount({ ofBaseRateBp: value.ofBaseRateBp }, query);
      if (!amount.ok) return value;
      return { amountMinor: unit === null ? amount.value : roundToUnit(amount.value, unit, 'halfUp') };
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };
  // An amount stands where the schema of the domain takes an amount or a share.
  return { ...rule, params: resolve(rule.params) } as AnyRule;
}

/** The highest fee for one reminder sent on `query.date`. */
export function reminderFeeCap(query: RuleQuery): Result<Minor> {
  const rule = findRule('reminder_fee', query);
  if (!rule.ok) return rule;
  const cap = ruleAmount(rule.value.params.cap, query);
  if (!cap.ok || rule.value.params.roundToMinor === null) return cap;
  return ok(roundToUnit(cap.value, rule.value.params.roundToMinor, 'halfUp'));
}

/** The highest fee for a payment demand that the creditor sends itself on `query.date`. */
export function creditorDemandFeeCap(query: RuleQuery): Result<Minor> {
  const rule = findRule('creditor_demand_fee', query);
  if (!rule.ok) return rule;
  const cap = ruleAmount(rule.value.params.cap, query);
  if (!cap.ok || rule.value.params.roundToMinor === null) return cap;
  return ok(roundToUnit(cap.value, rule.value.params.roundToMinor, 'halfUp'));
}

/** Debt that is enforced without a judgment (Finland: water, insurance, parking; not energy) has caps of its own. */
interface DebtKind {
  readonly isDirectlyEnforceable?: boolean;
}

export interface AgencyFeeQuestion extends RuleQuery, DebtKind {
  readonly principalMinor: Minor;
  /** The payment demand was overrun by more than the rule's days. */
  readonly isHeavy: boolean;
  /** The creditor deducts VAT (normal for energy, telecom and TV). */
  readonly hasVatDeduction: boolean;
  /** 1 for the first demand of a claim. */
  readonly demandNo: number;
}

/** The highest fee of the agency; `query.date` is the day the law looks at (in Norway: when the principal was paid). */
export function agencyFeeCap(question: AgencyFeeQuestion): Result<Minor> {
  const rule = findRule('agency_fee_cap', { ...question, topic: topicOf(question) });
  if (!rule.ok) return rule;
  const { params } = rule.value;
  if (params.demandsMax !== null && question.demandNo > params.demandsMax) return ok(minor(0));
  const multipliers = [
    question.isHeavy ? params.heavyMultiplierBp : null,
    question.hasVatDeduction ? null : params.noVatDeductionMultiplierBp,
    question.customerKind === 'business' ? params.businessMultiplierBp : null,
    question.demandNo > 1 ? params.secondDemandMultiplierBp : null,
  ].filter((bp) => bp !== null);
  return bandAmount(params.bands, question, multipliers);
}

/** All collection costs of one claim together, at most. */
export function totalFeeCap(question: RuleQuery & DebtKind & { readonly principalMinor: Minor }): Result<Minor> {
  const rule = findRule('total_fee_cap', { ...question, topic: topicOf(question) });
  return rule.ok ? bandAmount(rule.value.params.bands, question, []) : rule;
}

/**
 * How much more the collection of a debt may cost today: the ceiling of all costs less what was charged and not let go, never
 * below zero. Null where no row sets a ceiling (Norway and Sweden cap each fee by itself).
 */
export function feeHeadroom(
  question: RuleQuery & DebtKind & { readonly principalMinor: Minor; readonly feesBeforeMinor: Minor },
): { readonly roomMinor: Minor; readonly ruleId: string } | null {
  const rule = findRule('total_fee_cap', { ...question, topic: topicOf(question) });
  const cap = totalFeeCap(question);
  if (!rule.ok || !cap.ok) return null;
  const left = cap.value - question.feesBeforeMinor;
  return { roomMinor: left > 0n ? minor(left) : ZERO, ruleId: rule.value.id };
}

function topicOf({ isDirectlyEnforceable }: DebtKind): 'directly_enforceable' | undefined {
  return isDirectlyEnforceable === true ? 'directly_enforceable' : undefined;
}

function bandAmount(
  bands: readonly FeeBand[],
  question: RuleQuery & { readonly principalMinor: Minor },
  multipliersBp: readonly number[],
): Result<Minor> {
  const band = bands.find((b) => b.principalUpToMinor === null || question.principalMinor <= b.principalUpToMinor);
  if (band === undefined) return refuse('RULE_MISSING', { country: question.country, date: question.date });
  return ruleAmount(band.cap, question, multipliersBp);
}
