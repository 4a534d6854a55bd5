import type { Knex } from 'knex';
import { RULES, type AnyRule } from '../../shared/rules/index';
import { effectiveRules, standingRules, type StandingRule } from '../../shared/rules/supersede';
import { readAddedRules, type AddedRule } from './store';

/** The rows that apply: the program's own with those administrators added. */
export interface RuleBook {
  /** For every lookup on the server: `findRule(domain, { ..., rows: book.rows() })`. Never waits. */
  rows(): readonly AnyRule[];
}

interface Page {
  readonly rows: readonly AnyRule[];
  readonly standing: readonly StandingRule[];
  readonly added: ReadonlyMap<string, AddedRule>;
}

function pageOf(added: readonly AddedRule[]): Page {
  const rules = added.map(({ rule }) => rule);
  return {
    rows: effectiveRules(RULES, rules),
    standing: standingRules(RULES, rules),
    added: new Map(added.map((one) => [one.rule.id, one])),
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
