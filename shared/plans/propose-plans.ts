/** Plans to offer: everything the mandate allows, the ones nearest to what the customer said they can manage first. */
import { addMinor, type Minor } from '../money/money';
import { ok, refuse, type Result } from '../result';
import { bankDayOnOrAfter, bankDayOnOrBefore } from '../time/bank-days';
import { addDays, earlierOf, laterOf, type IsoDate } from '../time/dates';
import { buildPlan, INSTALMENTS_LIMIT, type PlanCadence, type PlannedInstalment } from './build-plan';
import { checkPlan, firstMinimum, type PlanContext } from './check-plan';
import { planFee } from './plan-fee';

/** More choices than this help nobody on the phone. */
export const PROPOSALS_MAX = 3;

export interface PlanWishes {
  /** What they can pay each time. */
  readonly amountMinor?: Minor;
  readonly firstDate?: IsoDate;
  readonly count?: number;
  readonly cadence?: PlanCadence;
}

export type PlanDifference = 'amount' | 'first_date' | 'count';

export interface PlanProposal {
  readonly instalments: readonly PlannedInstalment[];
  readonly cadence: PlanCadence;
  readonly feeMinor: Minor;
  readonly feeRuleId: string | null;
  /** Fee included. */
  readonly totalMinor: Minor;
  /** Where it differs from what was wished; empty = exactly that. */
  readonly differsIn: readonly PlanDifference[];
}

export type PlanQuestion = Omit<PlanContext, 'isCostTold'> & { readonly wishes: PlanWishes };

/**
 * Up to {@link PROPOSALS_MAX} plans that `checkPlan` accepts once the cost is told. Order: fewest differences from the
 * wishes; then, with a wished amount, the nearest to it; then the lowest fee; then the gentlest instalments. Refused with
 * the reason when not even paying at once is possible (no mandate, active plan, principal above the mandate).
 */
export function proposePlans(question: PlanQuestion): Result<readonly PlanProposal[]> {
  const { mandate } = question;
  if (mandate === null) return refuse('MANDATE_MISSING');
  const countMax = Math.min(mandate.plan.instalmentsMax, INSTALMENTS_LIMIT);
  const proposals: PlanProposal[] = [];
  let firstRefusal: Result<never> = refuse('PLAN_TOO_MANY_INSTALMENTS', { max: countMax });
  for (let count = countMax; count >= 1; count -= 1) {
    const proposal = propose(count, question);
    if (proposal.ok) proposals.push(proposal.value);
    else firstRefusal = proposal;
  }
  if (proposals.length === 0) return firstRefusal;
  return ok(proposals.sort((a, b) => rank(a, b, question.wishes)).slice(0, PROPOSALS_MAX));
}

function propose(count: number, question: PlanQuestion): Result<PlanProposal> {
  const { mandate } = question;
  if (mandate === null) return refuse('MANDATE_MISSING');
  const fee = planFee({
    ...question,
    feeMode: mandate.plan.feeMode,
    date: question.today,
    principalMinor: question.claimsOpenMinor,
    instalmentCount: count,
  });
  if (!fee.ok) return fee;
  const totalMinor = addMinor(question.claimsOpenMinor, fee.value.feeMinor);
  if (totalMinor <= 0n) return refuse('PLAN_SUM_MISMATCH', { expectedMinor: totalMinor.toString() });
  const cadence = question.wishes.cadence ?? 'monthly';
  const instalments = buildPlan({
    totalMinor,
    count,
    cadence,
    country: question.country,
    firstDate: firstDate(question, mandate.plan.daysToFirstMax),
    firstMinMinor: firstMinimum(totalMinor, mandate.plan),
  });
  if (instalments.length === 0) return refuse('PLAN_INSTALMENT_TOO_SMALL');
  const plan = { instalments, feeMinor: fee.value.feeMinor };
  const checked = checkPlan(plan, { ...question, isCostTold: true });
  if (!checked.ok) return checked;
  const proposal = { ...plan, cadence, feeRuleId: fee.value.ruleId, totalMinor };
  return ok({ ...proposal, differsIn: differences(proposal.instalments, question.wishes) });
}

/** As wished, else a month from now, inside the mandate and on a bank day. */
function firstDate(question: PlanQuestion, daysToFirstMax: number): IsoDate {
  const latest = bankDayOnOrBefore(addDays(question.today, daysToFirstMax), question.country);
  const wished = question.wishes.firstDate ?? latest;
  return earlierOf(
    bankDayOnOrAfter(laterOf(wished, question.today), question.country),
    laterOf(latest, question.today),
  );
}

function differences(instalments: readonly PlannedInstalment[], wishes: PlanWishes): readonly PlanDifference[] {
  const found: PlanDifference[] = [];
  if (wishes.amountMinor !== undefined && largest(instalments) > wishes.amountMinor) found.push('amount');
  if (wishes.count !== undefined && wishes.count !== instalments.length) found.push('count');
  const first = instalments[0]?.dueDate;
  // Moved off a weekend or holiday is what anybody would expect; moved by the mandate is worth saying.
  const isEarlier = wishes.firstDate !== undefined && first !== undefined && first < wishes.firstDate;
  if (isEarlier) found.push('first_date');
  return found;
}

function rank(a: PlanProposal, b: PlanProposal, wishes: PlanWishes): number {
  return (
    a.differsIn.length - b.differsIn.length ||
    farFromWish(a, wishes) - farFromWish(b, wishes) ||
    compare(a.feeMinor, b.feeMinor) ||
    compare(largest(a.instalments), largest(b.instalments))
  );
}

/** Below or at the wished amount the largest is nearest; above it, the smallest. In instalments more or fewer than wished. */
function farFromWish(proposal: PlanProposal, wishes: PlanWishes): number {
  if (wishes.count !== undefined) return Math.abs(wishes.count - proposal.instalments.length);
  if (wishes.amountMinor === undefined) return 0;
  const gap = largest(proposal.instalments) - wishes.amountMinor;
  return Number(gap < 0n ? -gap : gap);
}

function largest(instalments: readonly PlannedInstalment[]): bigint {
  return instalments.reduce((max, one) => (one.amountMinor > max ? one.amountMinor : max), 0n);
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
