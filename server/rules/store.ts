import type { Knex } from 'knex';
import { newRuleSchema, paramsToWire, readNewRule, type NewRule } from '../../shared/rules/new-rule';
import type { AnyRule } from '../../shared/rules/index';

/** A row an administrator added, with who and when. */
export interface AddedRule {
  readonly rule: AnyRule;
  readonly addedAt: number;
  readonly addedBy: string;
  readonly note: string;
}

interface Row {
  id: string;
  domain: string;
  topic: string | null;
  country: string;
  customer_kind: string;
  utilities: string[] | null;
  creditor_id: string | null;
  valid_from: string | null;
  valid_to: string | null;
  status: string;
  params: unknown;
  source: string[];
  confidence: string;
  note: string;
  added_at: number;
  added_by_name: string;
}

/** One word for the lock that lets rows be added one after the other. */
const ADDING_LOCK = 'rule_rows.add';

/** The added rows in the order in which they were recorded. Throws when a stored row no longer fits the schema of its domain. */
export async function readAddedRules(sql: Knex): Promise<readonly AddedRule[]> {
  const rows = await sql('rule_rows as r')
    .join('login_accounts as l', 'l.id', 'r.added_by')
    .orderBy('r.added_no')
    .select<Row[]>('r.*', 'l.display_name as added_by_name');
  return rows.map(toAdded);
}

function toAdded(row: Row): AddedRule {
  const written = newRuleSchema.parse({
    domain: row.domain,
    topic: row.topic,
    country: row.country,
    customerKind: row.customer_kind,
    utilities: row.utilities,
    creditorId: row.creditor_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    status: row.status,
    params: row.params,
    source: row.source,
    confidence: row.confidence,
    note: row.note,
  });
  const rule = readNewRule(written, row.id);
  if (!rule.ok) throw new Error(`Rule row ${row.id} does not fit ${row.domain}: ${JSON.stringify(rule.error.details)}`);
  return { rule: rule.value, addedAt: row.added_at, addedBy: row.added_by_name, note: row.note };
}

/** Lets no other addition begin before this transaction ends. */
export async function lockAdding(sql: Knex.Transaction): Promise<void> {
  await sql.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [ADDING_LOCK]);
}

/** Writes one row; it is never changed afterwards (the database refuses). */
export async function insertRule(
  sql: Knex.Transaction,
  rule: AnyRule,
  about: { readonly written: NewRule; readonly addedBy: string; readonly atMs: number },
): Promise<void> {
  const { written, addedBy, atMs } = about;
  await sql('rule_rows').insert({
    id: rule.id,
    domain: rule.domain,
    topic: written.topic,
    country: rule.country,
    customer_kind: rule.customerKind,
    utilities: rule.utilities === null ? null : [...rule.utilities],
    creditor_id: written.creditorId,
    valid_from: rule.validFrom,
    valid_to: rule.validTo,
    status: rule.status,
    params: JSON.stringify(paramsToWire(rule)),
    source: [...rule.source],
    confidence: rule.confidence,
    note: written.note,
    added_at: new Date(atMs),
    added_by: addedBy,
  });
}
