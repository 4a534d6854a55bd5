/** The lookup: which row applies to whom on which day. */
import type { Country } from '../lang/languages';
import type { CustomerKind, Utility } from '../ledger/vocabulary';
import { ok, refuse, type Result } from '../result';
import type { IsoDate } from '../time/dates';
import type { AnyRule, Rule, RuleDomain } from './rule';
import { CONDUCT_RULES } from './rows-conduct';
import { DISCONNECTION_RULES } from './rows-disconnection';
import { FEE_RULES } from './rows-fees';
import { INTEREST_RULES } from './rows-interest';

/** Every row there is. */
export const RULES: readonly AnyRule[] = [...FEE_RULES, ...INTEREST_RULES, ...DISCONNECTION_RULES, ...CONDUCT_RULES];

export interface RuleQuery {
  readonly country: Country;
  readonly customerKind: CustomerKind;
  readonly utility?: Utility;
  /** The day of the event the rule is about (sent, paid, cut), never "today" by habit. */
  readonly date: IsoDate;
}

/**
 * The row that applies, the one for exactly this kind of customer before one for any. Refused with `RULE_MISSING` when no
 * row covers the day: then the action is blocked, nothing is extrapolated. Laws adopted without being in force never apply.
 */
export function findRule<D extends RuleDomain>(
  domain: D,
  query: RuleQuery,
  rows: readonly AnyRule[] = RULES,
): Result<Rule<D>> {
  const fitting = rows.filter((row): row is Extract<AnyRule, Rule<D>> => row.domain === domain && applies(row, query));
  const found = fitting.find((row) => row.customerKind === query.customerKind) ?? fitting[0];
  if (found !== undefined) return ok(found);
  return refuse('RULE_MISSING', {
    domain,
    country: query.country,
    customerKind: query.customerKind,
    date: query.date,
    ...(query.utility === undefined ? {} : { utility: query.utility }),
  });
}

function applies(row: AnyRule, query: RuleQuery): boolean {
  if (row.status === 'adopted_not_in_force' || row.validFrom === null) return false;
  if (row.country !== query.country) return false;
  if (row.customerKind !== 'any' && row.customerKind !== query.customerKind) return false;
  if (row.utilities !== null && (query.utility === undefined || !row.utilities.includes(query.utility))) return false;
  return row.validFrom <= query.date && (row.validTo === null || query.date <= row.validTo);
}
