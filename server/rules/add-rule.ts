import { ok, type Result } from '../../shared/result';
import { readNewRule, type NewRule } from '../../shared/rules/new-rule';
import { RULES, type AnyRule } from '../../shared/rules/index';
import { checkAddition, standingRules, type StandingRule } from '../../shared/rules/supersede';
import type { Tx } from '../platform/unit-of-work';
import { insertRule, lockAdding, readAddedRules } from './store';

export interface Addition {
  readonly rule: AnyRule;
  /** The rows it takes days from. */
  readonly supersedes: readonly StandingRule[];
}

/**
 * Adds one row of law or policy. Refused with `RULE_INVALID` (which field) or `RULE_OVERLAPS` or `RULE_BELOW_LAW` (which row is in the way).
 * Rows are added one after the other: what is checked is still true when the row is written.
 */
export async function addRule(
  tx: Tx,
  ask: { readonly written: NewRule; readonly loginAccountId: string },
): Promise<Result<Addition>> {
  const { written, loginAccountId } = ask;
  const rule = readNewRule(written, tx.makeId('rule'));
  if (!rule.ok) return rule;
  await lockAdding(tx.sql);
  const added = await readAddedRules(tx.sql);
  const standing = standingRules(
    RULES,
    added.map((one) => one.rule),
  );
  const supersedes = checkAddition(standing, rule.value);
  if (!supersedes.ok) return supersedes;
  await insertRule(tx.sql, rule.value, { written, addedBy: loginAccountId, atMs: tx.nowMs });
  const { id, domain, country } = rule.value;
  tx.record('rule.added', `rules:${country}`, { ruleId: id, domain, country });
  await tx.audit({
    loginAccountId,
    action: 'rule.add',
    subjectKind: 'rule',
    subjectId: id,
    detail: { domain, country, supersedes: supersedes.value.map((one) => one.rule.id) },
  });
  return ok({ rule: rule.value, supersedes: supersedes.value });
}
