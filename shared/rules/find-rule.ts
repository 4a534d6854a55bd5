/** The lookup: which row applies to whom on which day. */
import type { Id } from '../ids/ids';
import type { Country } from '../lang/languages';
import type { CustomerKind, Utility } from '../ledger/vocabulary';
import { ok, refuse, type Result } from '../result';
import type { IsoDate } from '../time/dates';
import type { AnyRule, Rule, RuleDomain, RuleTopic } from './rule';
import { BALANCE_RULES } from './rows-balance';
import { COLLECTION_RULES } from './rows-collection';
import { CONDUCT_RULES } from './rows-conduct';
import { DISCLOSURE_RULES } from './rows-disclosure';
import { DISCONNECTION_RULES } from './rows-disconnection';
import { DISPUTE_RULES } from './rows-disputes';
import { FEE_RULES } from './rows-fees';
import { INTEREST_RULES } from './rows-interest';
import { PENDING_RULES } from './rows-pending';
import { POLICY_RULES } from './rows-policy';
import { RESUME_RULES } from './rows-resume';

/** Every row that is part of the program; an administrator's rows come on top (server/rules). */
export const RULES: readonly AnyRule[] = [
  ...FEE_RULES,
  ...INTEREST_RULES,
  ...BALANCE_RULES,
  ...DISCONNECTION_RULES,
  ...CONDUCT_RULES,
  ...COLLECTION_RULES,
  ...DISPUTE_RULES,
  ...DISCLOSURE_RULES,
  ...POLICY_RULES,
  ...PENDING_RULES,
  ...RESUME_RULES,
];

/** Gives the rows that apply now; on the server the rule book's, with those administrators added. */
export type RuleRows = () => readonly AnyRule[];

export interface RuleQuery {
  readonly country: Country;
  readonly customerKind: CustomerKind;
  readonly utility?: Utility | undefined;
  /** For whom we collect, where a creditor may have a row of its own. */
  readonly creditorId?: Id<'creditor'> | undefined;
  /** The day of the event the rule is about (sent, paid, cut), never "today" by habit. */
  readonly date: IsoDate;
  /** The rows to look in: the program's own when left out; the server gives its rule book's. */
  readonly rows?: readonly AnyRule[] | undefined;
}

/**
 * The row that applies: a creditor's own before the common one, one for this service before one for any, one for exactly
 * this kind of customer before one for any. Refused with `RULE_MISSING` when no row covers the day: then the action is blocked, nothing is extrapolated. Laws
 * adopted without being in force never apply. A domain with topics needs one.
 */
export function findRule<D extends RuleDomain>(
  domain: D,
  query: RuleQuery & { readonly topic?: RuleTopic<D> | undefined },
  rows: readonly AnyRule[] = query.rows ?? RULES,
): Result<Rule<D>> {
  const fitting = rows.filter(
    (row): row is Extract<AnyRule, Rule<D>> =>
      row.domain === domain && row.topic === query.topic && applies(row, query),
  );
  const found = fitting.reduce<Rule<D> | undefined>(
    (best, row) => (best === undefined || closeness(row) > closeness(best) ? row : best),
    undefined,
  );
  if (found !== undefined) return ok(found);
  return refuse('RULE_MISSING', {
    domain,
    country: query.country,
    customerKind: query.customerKind,
    date: query.date,
    ...(query.utility === undefined ? {} : { utility: query.utility }),
    ...(query.topic === undefined ? {} : { topic: query.topic }),
  });
}

/** How closely a fitting row is meant for this case; a tie keeps the first, and rows of one place never share a day. */
function closeness(row: Rule): number {
  return (
    (row.creditorId === undefined ? 0 : 4) + (row.utilities === null ? 0 : 2) + (row.customerKind === 'any' ? 0 : 1)
  );
}

function applies(row: AnyRule, query: RuleQuery): boolean {
  if (row.status === 'adopted_not_in_force' || row.country !== query.country) return false;
  return isFor(row, query) && covers(row, query.date);
}

/** Whom and what the row is about: this kind of customer, this creditor, this service. */
function isFor({ customerKind, creditorId, utilities }: AnyRule, query: RuleQuery): boolean {
  if (customerKind !== 'any' && customerKind !== query.customerKind) return false;
  if (creditorId !== undefined && creditorId !== query.creditorId) return false;
  return utilities === null || (query.utility !== undefined && utilities.includes(query.utility));
}

function covers({ validFrom, validTo }: AnyRule, date: IsoDate): boolean {
  return validFrom !== null && validFrom <= date && (validTo === null || date <= validTo);
}
