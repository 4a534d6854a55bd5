/** Is the breach essential? By sums where the authority has named them, by a lead's judgement where the law leaves it open. */
import { sumMinor, type Minor } from '../money/money';
import type { DisconnectionParams } from '../rules/index';
import { addDays } from '../time/dates';
import type { Basis, BasisClaim } from './basis';
import type { DisconnectionCase } from './disconnection-case';
import { found, passes, stops, type GateFinding } from './gate-finding';

type Significance = NonNullable<DisconnectionParams['significance']>;

/** Weighs only what the customer was warned of: a bill that came later makes no small debt essential. */
export function breachGate(
  facts: DisconnectionCase,
  about: { readonly params: DisconnectionParams; readonly basis: Basis; readonly ruleId: string },
): readonly GateFinding[] {
  const { params, basis, ruleId } = about;
  const { significance } = params;
  if (significance === null && !params.needsBreachWeighed) return [];
  if (basis.isGridPartUnknown) return [found('breach', 'unknown', 'grid_part_unknown', { ruleId })];
  if (basis.claims.length === 0) {
    return [stops('breach', basis.isOnlySupply ? 'only_supply' : 'warned_paid', 'nothing_owed', { ruleId })];
  }
  const bySum = significance === null ? null : weighSums(basis, significance, ruleId);
  if (bySum !== null && (bySum.verdict !== 'pass' || !params.needsBreachWeighed)) return [bySum];
  return [weighedByALead(facts, ruleId)];
}

function weighSums(basis: Basis, { singleAboveMinor, ...several }: Significance, ruleId: string): GateFinding {
  if (basis.claims.some((claim) => claim.countsMinor > singleAboveMinor)) {
    return passes('breach', 'above_sum', { amountMinor: singleAboveMinor, ruleId });
  }
  const together = largestGroup(basis.claims, several.withinDays);
  if (together.count >= several.orOverdueCount && together.sumMinor >= (several.severalFromMinor ?? 0n)) {
    return passes('breach', 'several_bills', { count: together.count, ruleId });
  }
  return stops('breach', 'too_small', 'not_essential', { amountMinor: singleAboveMinor, ruleId });
}

/** The most bills that fell due within so many days of one another, and their sum; all of them when the days are not set. */
function largestGroup(
  claims: readonly BasisClaim[],
  withinDays: number | null,
): { readonly count: number; readonly sumMinor: Minor } {
  const groups = claims.map((first) =>
    claims.filter(
      ({ dueDate }) =>
        withinDays === null || (dueDate >= first.dueDate && dueDate <= addDays(first.dueDate, withinDays)),
    ),
  );
  const sums = groups.map((group) => ({
    count: group.length,
    sumMinor: sumMinor(group.map(({ countsMinor }) => countsMinor)),
  }));
  const larger = (a: (typeof sums)[number], b: (typeof sums)[number]) =>
    b.count > a.count || (b.count === a.count && b.sumMinor > a.sumMinor) ? b : a;
  return sums.reduce(larger, { count: 0, sumMinor: sumMinor([]) });
}

function weighedByALead({ decision }: DisconnectionCase, ruleId: string): GateFinding {
  if (decision === null) return found('breach', 'unknown', 'not_weighed', { ruleId });
  const { date } = decision;
  if (decision.isReopened) return found('breach', 'unknown', 'reopened', { date, ruleId });
  return decision.isBreachEssential
    ? passes('breach', 'weighed_essential', { date, ruleId })
    : stops('breach', 'weighed_small', 'not_essential', { date, ruleId });
}
