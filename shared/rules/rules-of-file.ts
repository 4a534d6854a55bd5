/**
 * The rows that apply to a case file: the program's own with those administrators added, which travel with the file. So an
 * insight, a line of a call script and the preview of a plan say what the server will decide.
 */
import type { AddedRuleRow } from '../ledger/added-rule';
import { RULES } from './find-rule';
import { newRuleSchema, paramsToWire, readNewRule } from './new-rule';
import type { AnyRule } from './rule';
import { effectiveRules } from './supersede';

/** Worked out once for each list: the server sends the same one until a row is added, a window keeps the one it got. */
const known = new WeakMap<readonly AddedRuleRow[], readonly AnyRule[]>();

/** For every lookup about a case file: `findRule(domain, { ..., rows: rulesOf(caseFile) })`. */
export function rulesOf(file: { readonly addedRules?: readonly AddedRuleRow[] | undefined }): readonly AnyRule[] {
  const added = file.addedRules;
  if (added === undefined || added.length === 0) return RULES;
  const before = known.get(added);
  if (before !== undefined) return before;
  const rows = effectiveRules(RULES, added.flatMap(toRule));
  known.set(added, rows);
  return rows;
}

/** A row of a domain this program does not know yet (a window older than its server) is left to the server. */
function toRule({ id, ...row }: AddedRuleRow): readonly AnyRule[] {
  const written = newRuleSchema.safeParse({ ...row, note: '' });
  if (!written.success) return [];
  const rule = readNewRule(written.data, id);
  return rule.ok ? [rule.value] : [];
}

/** A row as a case file carries it. */
export function toAddedRule(rule: AnyRule): AddedRuleRow {
  const { id, domain, country, customerKind, utilities, validFrom, validTo, status, source, confidence } = rule;
  return {
    id,
    domain,
    topic: rule.topic ?? null,
    country,
    customerKind,
    utilities: utilities === null ? null : [...utilities],
    creditorId: rule.creditorId ?? null,
    validFrom,
    validTo,
    status,
    params: { ...paramsToWire(rule) },
    source: [...source],
    confidence,
  };
}
