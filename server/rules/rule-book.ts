import type { Knex } from 'knex';
import type { Country } from '../../shared/lang/languages';
import type { AddedRuleRow } from '../../shared/ledger/added-rule';
import { RULES, type AnyRule } from '../../shared/rules/index';
import { toAddedRule } from '../../shared/rules/rules-of-file';
import { effectiveRules, standingRules, type StandingRule } from '../../shared/rules/supersede';
import { readAddedRules, type AddedRule } from './store';

/** The rows that apply: the program's own with those administrators added. */
export interface RuleBook {
  /** For every lookup on the server: `findRule(domain, { ..., rows: book.rows() })`. Never waits. */
  rows(): readonly AnyRule[];
}

/** Whose rows a case file carries. */
export interface RulePlaces {
  readonly countries: readonly Country[];
  readonly creditorIds: readonly string[];
}

/** Different combinations of countries and creditors whose rows are kept ready; forgotten with each new row. */
const PLACES_KEPT_MAX = 500;

interface Page {
  readonly rows: readonly AnyRule[];
  readonly standing: readonly StandingRule[];
  readonly added: ReadonlyMap<string, AddedRule>;
  /** Added rows as case files carry them, by place. */
  readonly sent: Map<string, readonly AddedRuleRow[]>;
}

function pageOf(added: readonly AddedRule[]): Page {
  const rules = added.map(({ rule }) => rule);
  return {
    rows: effectiveRules(RULES, rules),
    standing: standingRules(RULES, rules),
    added: new Map(added.map((one) => [one.rule.id, one])),
    sent: new Map(),
  };
}

/**
 * The rule book in memory. It is read when the server starts and again after each `rule.added` of the journal, so that all
 * servers follow within the feed's poll; until the first read it holds the program's own rows.
 */
export class CachedRuleBook implements RuleBook {
  private page: Page = pageOf([]);
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly db: Knex) {}

  rows(): readonly AnyRule[] {
    return this.page.rows;
  }

  /** Every row with the days it still has. */
  standing(): readonly StandingRule[] {
    return this.page.standing;
  }

  /** Who added a row, when and why; undefined for the program's own. */
  addition(ruleId: string): AddedRule | undefined {
    return this.page.added.get(ruleId);
  }

  /** The added rows of these places; the same list each time until a row is added, so that readers work it out once. */
  addedFor({ countries, creditorIds }: RulePlaces): readonly AddedRuleRow[] | undefined {
    const { added, sent } = this.page;
    if (added.size === 0) return undefined;
    const rules = [...added.values()]
      .map(({ rule }) => rule)
      .filter(
        ({ country, creditorId }) =>
          countries.includes(country) && (creditorId === undefined || creditorIds.includes(creditorId)),
      );
    if (rules.length === 0) return undefined;
    const key = rules.map(({ id }) => id).join();
    const kept = sent.get(key) ?? rules.map(toAddedRule);
    if (sent.size < PLACES_KEPT_MAX) sent.set(key, kept);
    return kept;
  }

  /** Reads the rows again; reads follow each other, so that an older answer never replaces a newer one. */
  async refresh(): Promise<void> {
    this.reading = this.reading
      .catch(() => undefined)
      .then(async () => {
        this.page = pageOf(await readAddedRules(this.db));
      });
    await this.reading;
  }
}
