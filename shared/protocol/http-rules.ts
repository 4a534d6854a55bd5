/** The routes of the rules: the book for those who look after it, and the rules of one case. Spread into HTTP_ROUTES. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { countrySchema, localTextSchema } from '../lang/languages';
import { CUSTOMER_KINDS, utilitySchema } from '../ledger/vocabulary';
import { BLOCKED_ACTIONS } from '../rules/case-rules';
import { newRuleSchema } from '../rules/new-rule';
import { COLLECTION_STEPS } from '../rules/params-conduct';
import { RULE_CONFIDENCES, RULE_DOMAINS, RULE_STATUSES, type RuleDomain } from '../rules/rule';
import { isoDateSchema } from '../time/dates';

const domainSchema = z.enum(RULE_DOMAINS as readonly [RuleDomain, ...RuleDomain[]]);

export const ruleViewSchema = z.object({
  id: z.string(),
  domain: domainSchema,
  topic: z.string().nullable(),
  country: countrySchema,
  customerKind: z.enum([...CUSTOMER_KINDS, 'any']),
  utilities: z.array(utilitySchema).nullable(),
  creditorId: idSchema('creditor').nullable(),
  validFrom: isoDateSchema.nullable(),
  validTo: isoDateSchema.nullable(),
  /** The last day it covers among the other rows; null = open. */
  standsTo: isoDateSchema.nullable(),
  supersededBy: z.string().nullable(),
  /** False when a later row took every day of it. */
  isStanding: z.boolean(),
  status: z.enum(RULE_STATUSES),
  confidence: z.enum(RULE_CONFIDENCES),
  sentence: localTextSchema,
  /** As the schema of the domain writes it: amounts as text of minor units. */
  params: z.record(z.string(), z.unknown()),
  sources: z.array(z.object({ text: z.string(), url: z.string().nullable() })),
  /** Null for the rows that are part of the program. */
  added: z.object({ at: z.number().int(), by: z.string(), note: z.string() }).nullable(),
});
export type RuleView = z.output<typeof ruleViewSchema>;

export const caseRulesSchema = z.object({
  caseId: idSchema('case'),
  caseNo: z.string(),
  asOf: isoDateSchema,
  country: countrySchema,
  nextStep: z
    .object({
      step: z.enum(COLLECTION_STEPS),
      /** Null when it cannot come yet; `why` says what is in the way. */
      earliest: isoDateSchema.nullable(),
      why: z.enum(['missing', 'too_old', 'no_rule', 'stopped']).nullable(),
    })
    .nullable(),
  lines: z.array(
    z.object({
      domain: domainSchema,
      topic: z.string().nullable(),
      rule: ruleViewSchema.nullable(),
      blocks: z.enum(BLOCKED_ACTIONS).nullable(),
    }),
  ),
  /** Laws that are adopted and not in force: to prepare for, never applied. */
  pending: z.array(ruleViewSchema),
});
export type CaseRules = z.output<typeof caseRulesSchema>;

export const RULE_ROUTES = {
  rules: {
    method: 'get',
    path: '/api/rules',
    query: z
      .object({
        country: countrySchema.optional(),
        domain: domainSchema.optional(),
        /** Only rows that cover this day. */
        on: isoDateSchema.optional(),
      })
      .strict(),
    response: z.object({ rules: z.array(ruleViewSchema) }),
  },
  addRule: {
    method: 'post',
    path: '/api/rules',
    body: newRuleSchema,
    response: z.object({ rule: ruleViewSchema, supersedes: z.array(z.string()) }),
  },
  caseRules: {
    method: 'get',
    path: '/api/cases/:caseId/rules',
    params: z.object({ caseId: idSchema('case') }).strict(),
    /** The call whose identity gate is open; those who review need none. */
    query: z.object({ callId: idSchema('call').optional() }).strict(),
    response: caseRulesSchema,
  },
} as const;
