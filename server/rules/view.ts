import type { RuleView } from '../../shared/protocol/http-rules';
import { RULE_SOURCES, withAmounts, type AnyRule } from '../../shared/rules/index';
import { paramsToWire } from '../../shared/rules/new-rule';
import { ruleSentence } from '../../shared/rules/sentences/index';
import type { StandingRule } from '../../shared/rules/supersede';
import type { IsoDate } from '../../shared/time/dates';
import type { AddedRule } from './store';

const ADDRESS = /^https?:\/\/\S+$/u;

/** A source as a person reads it: an address becomes a link, a code what it stands for. */
function sourceView(code: string): RuleView['sources'][number] {
  const known = RULE_SOURCES[code];
  const text = known ?? code;
  return ADDRESS.test(text) ? { text: known === undefined ? text : code, url: text } : { text, url: null };
}

/** When the sentence is said, and by which rows shares of a base rate become amounts. */
export interface SaidOn {
  readonly date: IsoDate;
  readonly rows: readonly AnyRule[];
}

/** A row as screens show it. */
export function ruleView(standing: StandingRule, addition: AddedRule | undefined, said: SaidOn): RuleView {
  const { rule, standsTo, supersededBy, isStanding } = standing;
  const { id, domain, country, customerKind, validFrom, validTo, status, confidence } = rule;
  return {
    id,
    domain,
    topic: rule.topic ?? null,
    country,
    customerKind,
    utilities: rule.utilities === null ? null : [...rule.utilities],
    creditorId: rule.creditorId ?? null,
    validFrom,
    validTo,
    standsTo,
    supersededBy,
    isStanding,
    status,
    confidence,
    sentence: ruleSentence(
      withAmounts(rule, { country, customerKind: customerKind === 'any' ? 'consumer' : customerKind, ...said }),
    ),
    params: { ...paramsToWire(rule) },
    sources: rule.source.map(sourceView),
    added: addition === undefined ? null : { at: addition.addedAt, by: addition.addedBy, note: addition.note },
  };
}

/** A row that the lookup gave: its days are already those it has. */
export function foundRuleView(rule: AnyRule, addition: AddedRule | undefined, said: SaidOn): RuleView {
  return ruleView({ rule, standsTo: rule.validTo, supersededBy: null, isStanding: true }, addition, said);
}
