/** What an administrator writes when adding a row, checked by the same schema on the form and at the server. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { countrySchema } from '../lang/languages';
import { CUSTOMER_KINDS, utilitySchema } from '../ledger/vocabulary';
import { ok, refuse, type Result } from '../result';
import { isoDateSchema } from '../time/dates';
import {
  RULE_CONFIDENCES,
  RULE_DOMAINS,
  RULE_PARAMS,
  RULE_STATUSES,
  RULE_TOPICS,
  type AnyRule,
  type RuleDomain,
} from './rule';

const SOURCE_LENGTH_MAX = 300;
const SOURCES_MAX = 6;
const NOTE_LENGTH_MAX = 500;
const UTILITIES_MAX = 6;
const TOPIC_LENGTH_MAX = 40;

/** The row but for its id; `params` are those of the domain, amounts as text of minor units. */
export const newRuleSchema = z.strictObject({
  domain: z.enum(RULE_DOMAINS as readonly [RuleDomain, ...RuleDomain[]]),
  topic: z.string().max(TOPIC_LENGTH_MAX).nullable(),
  country: countrySchema,
  customerKind: z.enum([...CUSTOMER_KINDS, 'any']),
  utilities: z.array(utilitySchema).min(1).max(UTILITIES_MAX).nullable(),
  creditorId: idSchema('creditor').nullable(),
  validFrom: isoDateSchema.nullable(),
  validTo: isoDateSchema.nullable(),
  status: z.enum(RULE_STATUSES),
  params: z.record(z.string(), z.unknown()),
  /** A code of sources.ts, an address or a citation. */
  source: z.array(z.string().trim().min(3).max(SOURCE_LENGTH_MAX)).min(1).max(SOURCES_MAX),
  confidence: z.enum(RULE_CONFIDENCES),
  note: z.string().trim().max(NOTE_LENGTH_MAX),
});
export type NewRule = z.output<typeof newRuleSchema>;
export type NewRuleWire = z.input<typeof newRuleSchema>;

/** The topics of a domain; empty where it has none. */
export function topicsOf(domain: RuleDomain): readonly string[] {
  const topics: Readonly<Partial<Record<RuleDomain, readonly string[]>>> = RULE_TOPICS;
  return topics[domain] ?? [];
}

/** Domains whose topic may be left out: the rows without one are for ordinary debt. */
const TOPIC_IS_OPTIONAL: readonly RuleDomain[] = ['agency_fee_cap', 'total_fee_cap', 'plan_fee'];

function fitsTopic({ domain, topic }: NewRule): boolean {
  const topics = topicsOf(domain);
  if (topic === null) return topics.length === 0 || TOPIC_IS_OPTIONAL.includes(domain);
  return topics.includes(topic);
}

/**
 * The row an administrator wrote, with the id it gets. Refused with `RULE_INVALID` and the field: a row in force needs a
 * first day, one that is only adopted must have none, an end is not before the start, the topic is one of the domain's,
 * parameters are whole and of the right kind.
 */
export function readNewRule(written: NewRule, id: string): Result<AnyRule> {
  const isPending = written.status === 'adopted_not_in_force';
  if (isPending !== (written.validFrom === null)) return refuse('RULE_INVALID', { field: 'validFrom' });
  if (written.validTo !== null && (written.validFrom === null || written.validTo < written.validFrom)) {
    return refuse('RULE_INVALID', { field: 'validTo' });
  }
  if (!fitsTopic(written)) return refuse('RULE_INVALID', { field: 'topic' });
  const params = RULE_PARAMS[written.domain].safeParse(written.params);
  if (!params.success) {
    const at = params.error.issues[0]?.path ?? [];
    return refuse('RULE_INVALID', { field: ['params', ...at].join('.') });
  }
  const { topic, creditorId, note: _note, ...rest } = written;
  // The schema of exactly this domain made the params and the topic was looked up in the same table, which makes it one row.
  return ok({
    ...rest,
    id,
    params: params.data,
    ...(topic === null ? {} : { topic }),
    ...(creditorId === null ? {} : { creditorId }),
  } as AnyRule);
}

/** The wire form of a row's parameters: amounts as text. */
export function paramsToWire(rule: AnyRule): Readonly<Record<string, unknown>> {
  // Each schema takes its own output; which one it is only the domain says.
  const schema: z.ZodType = RULE_PARAMS[rule.domain];
  return z.encode(schema, rule.params) as Readonly<Record<string, unknown>>;
}
