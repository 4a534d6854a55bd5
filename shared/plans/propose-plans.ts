/** Plans to offer: everything the mandate allows, the ones nearest to what the customer said they can manage first. */
import type { LimitBreach } from '../ledger/plan-life';
import type { PlanLimits } from '../ledger/mandate';
import { addMinor, type Minor } from '../money/money';
import { ok, refuse, type Result } from '../result';
import { bankDayOnOrAfter, bankDayOnOrBefore } from '../time/bank-days';
import { addDays, earlierOf, laterOf, type IsoDate } from '../time/dates';
import { buildPlan, INSTALMENTS_LIMIT, type PlanCadence, type PlannedInstalment } from './build-plan';
import { checkPlan, limitsOf, type PlanAuthority, type PlanContext } from './check-plan';
import { breachesOf, firstMinimum } from './limits';
import { planFee, type PlanFee } from './plan-fee';

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

/** Why an offer is worth saying: shown beside it, the most telling first. */
export const PLAN_REASONS = ['as_wished', 'nearest', 'cheapest', 'no_fee', 'gentlest', 'shortest'] as const;
export type PlanReason = (typeof PLAN_REASONS)[number];

export interface PlanProposal {
  readonly instalments: readonly PlannedInstalment[];
  readonly cadence: PlanCadence;
  readonly feeMinor: Minor;
  readonly feeRuleId: string | null;
  /** The debt has borne paid plans before; the law restricts how many. */
  readonly isFeeRepeated: boolean;
  /** Fee included. */
  readonly totalMinor: Minor;
  /** The customer's own sum is paid each time and the last takes the rest; null when spread evenly. */
  readonly eachMinor: Minor | null;
  /** Where it differs from what was wished; empty = exactly that. */
  readonly differsIn: readonly PlanDifference[];
  readonly why: readonly PlanReason[];
}

/** A plan a supervisor must say yes to, with what it goes beyond. */
export interface PlanBeyond extends PlanProposal {
  readonly breaches: readonly LimitBreach[];
}

export type PlanQuestion = Omit<PlanContext, 'isCostTold'> & { readonly wishes: PlanWishes };

/**
 * Up to {@link PROPOSALS_MAX} plans that `checkPlan` accepts once the cost is told. Order: fewest differences from the
 * wishes; then, with a wished amount, the nearest to it; then the lowest fee; then the gentlest instalments. A cheaper plan
 * than the first always follows it. Refused with the reason when not even paying at once is possible (no mandate, active
 * plan, principal above the mandate).
 */
export function proposePlans(
  question: PlanQuestion,
  authority: PlanAuthority = 'agent',
): Result<readonly PlanProposal[]> {
  const ranked = rankedPlans(question, authority);
  if (!ranked.ok) return ranked;
  const [best, ...others] = ranked.value;
  if (best === undefined) return refuse('PLAN_TOO_MANY_INSTALMENTS');
  const cheaper = others
    .filter(({ feeMinor }) => feeMinor < best.feeMinor)
    .sort((a, b) => compare(a.feeMinor, b.feeMinor) || compare(largestOf(a), largestOf(b)))[0];
  const offered = [...new Set([best, ...(cheaper === undefined ? [] : [cheaper]), ...others])].slice(0, PROPOSALS_MAX);
  return ok(offered.map((one) => ({ ...one, why: reasonsFor(one, { offered, all: ranked.value, question }) })));
}

/**
 * The plan nearest to the wish that only a supervisor may agree, when it comes nearer than anything the agent may: fewer
 * differences, or a sum closer to what the customer can pay. Null when there is none or nobody may approve.
 */
export function proposeBeyond(question: PlanQuestion): PlanBeyond | null {
  const { mandate } = question;
  if (mandate === null || limitsOf(mandate, 'supervisor') === null) return null;
  const beyond = rankedPlans(question, 'supervisor');
  const [wished] = beyond.ok ? beyond.value : [];
  if (wished === undefined) return null;
  const breaches = breachesOf(wished.instalments, mandate.plan, question);
  if (breaches.length === 0) return null;
  const own = rankedPlans(question, 'agent');
  const [nearest] = own.ok ? own.value : [];
  const isNearer = nearest === undefined || rank(wished, nearest, question.wishes) < 0;
  return isNearer ? { ...wished, breaches, why: wished.differsIn.length === 0 ? ['as_wished'] : ['nearest'] } : null;
}

function rankedPlans(question: PlanQuestion, authority: PlanAuthority): Result<readonly PlanProposal[]> {
  const { mandate } = question;
  if (mandate === null) return refuse('MANDATE_MISSING');
  const limits = limitsOf(mandate, authority);
  if (limits === null) return refuse('PLAN_APPROVAL_NOBODY');
  const countMax = Math.min(limits.instalmentsMax, INSTALMENTS_LIMIT);
  const proposals: PlanProposal[] = [];
  let lastRefusal: Result<never> = refuse('PLAN_TOO_MANY_INSTALMENTS', { max: countMax });
  for (let count = countMax; count >= 1; count -= 1) {
    const made = proposeCount(count, limits, question, authority);
    if (made.ok) proposals.push(...made.value);
    else lastRefusal = made;
  }
  if (proposals.length === 0) return lastRefusal;
  return ok(proposals.sort((a, b) => rank(a, b, question.wishes)));
}

/** The plans of so many instalments: spread evenly, and with the customer's own sum where that comes to this number. */
function proposeCount(
  count: number,
  limits: PlanLimits,
  question: PlanQuestion,
  authority: PlanAuthority,
): Result<readonly PlanProposal[]> {
  const fee = planFee({
    ...question,
    feeMode: question.mandate?.plan.feeMode ?? 'none',
    date: question.today,
    instalmentCount: count,
  });
  if (!fee.ok) return fee;
  const totalMinor = addMinor(question.claimsOpenMinor, fee.value.feeMinor);
  if (totalMinor <= 0n) return refuse('PLAN_SUM_MISMATCH', { expectedMinor: totalMinor.toString() });
  const wish = question.wishes.amountMinor;
  const isWishOfCount = wish !== undefined && count > 1 && (totalMinor + wish - 1n) / wish === BigInt(count);
  const made: PlanProposal[] = [];
  let refused: Result<never> = refuse('PLAN_INSTALMENT_TOO_SMALL');
  for (const eachMinor of isWishOfCount ? [wish, null] : [null]) {
    const one = proposeOne({ count, eachMinor, totalMinor, fee: fee.value }, limits, question, authority);
    if (one.ok) made.push(one.value);
    else refused = one;
  }
  return made.length > 0 ? ok(made) : refused;
}

interface Shape {
  readonly count: number;
  readonly eachMinor: Minor | null;
  readonly totalMinor: Minor;
  readonly fee: PlanFee;
}

function proposeOne(
  { count, eachMinor, totalMinor, fee }: Shape,
  limits: PlanLimits,
  question: PlanQuestion,
  authority: PlanAuthority,
): Result<PlanProposal> {
  const { wishes, country } = question;
  const { feeMinor, ruleId: feeRuleId, isRepeated: isFeeRepeated } = fee;
  const cadence = wishes.cadence ?? 'monthly';
  const instalments = buildPlan({
    totalMinor,
    count,
    cadence,
    country,
    firstDate: firstDate(question, limits.daysToFirstMax),
    firstMinMinor: firstMinimum(totalMinor, limits),
    ...(eachMinor === null ? {} : { eachMinor }),
  });
  if (instalments.length === 0) return refuse('PLAN_INSTALMENT_TOO_SMALL');
  const checked = checkPlan({ instalments, feeMinor }, { ...question, isCostTold: true }, authority);
  if (!checked.ok) return checked;
  const differsIn = differences(instalments, wishes);
  return ok({ instalments, cadence, feeMinor, feeRuleId, isFeeRepeated, totalMinor, eachMinor, differsIn, why: [] });
}

/** As wished, else the latest the agent's own limits allow (a supervisor's room is not used unasked), on a bank day. */
function firstDate(question: PlanQuestion, daysToFirstMax: number): IsoDate {
  const latestOf = (days: number) => bankDayOnOrBefore(addDays(question.today, days), question.country);
  const latest = latestOf(daysToFirstMax);
  const wished = question.wishes.firstDate ?? latestOf(question.mandate?.plan.daysToFirstMax ?? daysToFirstMax);
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

interface Comparison {
  readonly offered: readonly PlanProposal[];
  readonly all: readonly PlanProposal[];
  readonly question: PlanQuestion;
}

/** What makes this one stand out among those offered (and, for the fee, among all that are possible). */
function reasonsFor(one: PlanProposal, { offered, all, question }: Comparison): readonly PlanReason[] {
  const { wishes } = question;
  const isWished = wishes.amountMinor !== undefined || wishes.count !== undefined;
  const others = offered.filter((other) => other !== one);
  const isAlone = (isBetter: (other: PlanProposal) => boolean) => others.length > 0 && others.every(isBetter);
  const holds: Readonly<Record<PlanReason, boolean>> = {
    as_wished: isWished && one.differsIn.length === 0 && offered[0] === one,
    nearest: isWished && one.differsIn.length > 0 && offered[0] === one,
    cheapest: isAlone((other) => other.totalMinor > one.totalMinor),
    no_fee: one.feeMinor === 0n && all.some(({ feeMinor }) => feeMinor > 0n),
    gentlest: isAlone((other) => largestOf(other) > largestOf(one)),
    shortest: isAlone((other) => other.instalments.length > one.instalments.length),
  };
  return PLAN_REASONS.filter((reason) => holds[reason]);
}

function rank(a: PlanProposal, b: PlanProposal, wishes: PlanWishes): number {
  return (
    a.differsIn.length - b.differsIn.length ||
    farFromWish(a, wishes) - farFromWish(b, wishes) ||
    compare(a.feeMinor, b.feeMinor) ||
    compare(largestOf(a), largestOf(b))
  );
}

/** Below or at the wished amount the largest is nearest; above it, the smallest. In instalments more or fewer than wished. */
function farFromWish(proposal: PlanProposal, wishes: PlanWishes): number {
  if (wishes.count !== undefined) return Math.abs(wishes.count - proposal.instalments.length);
  if (wishes.amountMinor === undefined) return 0;
  const gap = largestOf(proposal) - wishes.amountMinor;
  return Number(gap < 0n ? -gap : gap);
}

const largestOf = ({ instalments }: PlanProposal): bigint => largest(instalments);

function largest(instalments: readonly PlannedInstalment[]): bigint {
  return instalments.reduce((max, one) => (one.amountMinor > max ? one.amountMinor : max), 0n);
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
