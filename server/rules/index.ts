import type { Country } from '../../shared/lang/languages';
import { ok, refuse } from '../../shared/result';
import type { HttpRequestOf } from '../../shared/protocol/http';
import type { AddedRuleRow } from '../../shared/ledger/added-rule';
import type { RuleView } from '../../shared/protocol/http-rules';
import type { AnyRule } from '../../shared/rules/index';
import type { StandingRule } from '../../shared/rules/supersede';
import type { IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import { addRule } from './add-rule';
import { CachedRuleBook, type RuleBook, type RulePlaces } from './rule-book';
import { foundRuleView, ruleView } from './view';

export type { RuleBook } from './rule-book';

/** Law, practice and policy as they apply on this server. */
export interface Rules extends RuleBook {
  /** Added rows as a case file carries them; undefined where none was added. */
  addedFor(places: RulePlaces): readonly AddedRuleRow[] | undefined;
  /** A row the lookup gave for a day, as screens show it. */
  view(rule: AnyRule, date: IsoDate): RuleView;
  /** Laws adopted for a country and not in force. */
  pending(country: Country, date: IsoDate): readonly RuleView[];
  /** Reads the added rows; call before the server answers anybody. */
  start(): Promise<void>;
}

/** Builds the rule book, registers `rules` and `addRule`, and follows the journal. */
export function createRules(platform: Pick<Platform, 'db' | 'routes' | 'feed' | 'clock'>): Rules {
  const book = new CachedRuleBook(platform.db);
  platform.feed.subscribe((fact) => (fact.kind === 'rule.added' ? book.refresh() : undefined));
  registerRoutes(platform, book);
  return {
    rows: () => book.rows(),
    addedFor: (places) => book.addedFor(places),
    view: (rule, date) => foundRuleView(rule, book.addition(rule.id), { date, rows: book.rows() }),
    pending: (country, date) =>
      book
        .standing()
        .filter(({ rule }) => rule.country === country && rule.status === 'adopted_not_in_force')
        .map((one) => ruleView(one, book.addition(one.rule.id), { date, rows: book.rows() })),
    start: () => book.refresh(),
  };
}

function registerRoutes(platform: Pick<Platform, 'routes' | 'clock'>, book: CachedRuleBook): void {
  const saidOn = (country: Country, day?: IsoDate) => ({
    date: day ?? localDate(platform.clock.nowMs(), country),
    rows: book.rows(),
  });
  platform.routes.add({
    name: 'rules',
    roles: ['lead', 'qa', 'admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'read',
    async run({ login }, { query }) {
      const shown = book.standing().filter((one) => isAskedFor(one, query) && isVisible(one, login));
      return ok({
        rules: shown.map((one) => ruleView(one, book.addition(one.rule.id), saidOn(one.rule.country, query.on))),
      });
    },
  });

  platform.routes.add({
    name: 'addRule',
    roles: ['admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'write',
    async run({ login, commit }, { body }) {
      if (login === null) return refuse('NOT_LOGGED_IN');
      if (body.creditorId !== null && !maySeeCreditor(login, body.creditorId)) return refuse('NOT_FOUND');
      const done = await commit((tx) => addRule(tx, { written: body, loginAccountId: login.id }));
      if (!done.ok) return done;
      // This server follows at once; the others when they read the fact.
      await book.refresh();
      const { rule, supersedes } = done.value;
      return ok({
        rule: foundRuleView(rule, book.addition(rule.id), saidOn(rule.country)),
        supersedes: supersedes.map((one) => one.rule.id),
      });
    },
  });
}

function isAskedFor({ rule, standsTo, isStanding }: StandingRule, query: HttpRequestOf<'rules'>['query']): boolean {
  const { country, domain, on } = query;
  if (country !== undefined && rule.country !== country) return false;
  if (domain !== undefined && rule.domain !== domain) return false;
  if (on === undefined) return true;
  return isStanding && rule.validFrom !== null && rule.validFrom <= on && (standsTo === null || on <= standsTo);
}

function isVisible({ rule }: StandingRule, login: Login | null): boolean {
  return rule.creditorId === undefined || (login !== null && maySeeCreditor(login, rule.creditorId));
}
