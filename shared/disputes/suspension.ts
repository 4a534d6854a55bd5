/** The two ways a customer stops all collection of a case without objecting to a claim. */
import type { HoldKind, Utility } from '../ledger/vocabulary';
import { ok, refuse, type Result } from '../result';
import { findRule, type RuleQuery } from '../rules/index';
import type { Complaint } from '../rules/params-conduct';

/** `demand`: they demand that voluntary collection stops (FI, 4 c §) · `board`: they have complained to a board, which has not decided. */
export const SUSPENSION_GROUNDS = ['demand', 'board'] as const;
export type SuspensionGround = (typeof SUSPENSION_GROUNDS)[number];

export const HOLD_OF_GROUND = { demand: 'suspension', board: 'with_board' } as const satisfies Record<
  SuspensionGround,
  HoldKind
>;

/** What a board is asked about a debt of each service. */
const COMPLAINT_OF: Readonly<Record<Utility, Complaint>> = {
  power: 'energy_claim',
  grid: 'energy_claim',
  district_heating: 'energy_claim',
  gas: 'energy_claim',
  telecom: 'telecom_claim',
  tv: 'telecom_claim',
};

/** The id of the row that lets this customer stop collection so; refused with `RULE_MISSING` when none does. */
export function mayBeSuspended(
  ground: SuspensionGround,
  query: RuleQuery & { readonly utility: Utility },
): Result<{ readonly ruleId: string }> {
  const { country } = query;
  const found = ground === 'demand' ? demandRow(query) : boardRow(query);
  if (!found.ok) return found;
  const { id, stops } = found.value;
  return stops
    ? ok({ ruleId: id })
    : refuse('RULE_MISSING', { domain: ground === 'demand' ? 'dispute' : 'complaint', country, ruleId: id });
}

function demandRow(query: RuleQuery): Result<{ readonly id: string; readonly stops: boolean }> {
  const rule = findRule('dispute', query);
  return rule.ok ? ok({ id: rule.value.id, stops: rule.value.params.mayDemandSuspension }) : rule;
}

function boardRow(
  query: RuleQuery & { readonly utility: Utility },
): Result<{ readonly id: string; readonly stops: boolean }> {
  const rule = findRule('complaint', { ...query, topic: COMPLAINT_OF[query.utility] });
  return rule.ok ? ok({ id: rule.value.id, stops: rule.value.params.stopsCollection }) : rule;
}
