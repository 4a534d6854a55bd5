/** A row of law or policy an administrator added, as a case file carries it; `shared/rules/rules-of-file.ts` reads it. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { countrySchema } from '../lang/languages';
import { isoDateSchema } from '../time/dates';
import { CUSTOMER_KINDS, utilitySchema } from './vocabulary';

/** Rows of a case file; more than an agency adds for one country in years. */
const ADDED_RULES_MAX = 2_000;

export const addedRuleSchema = z.object({
  id: z.string(),
  domain: z.string(),
  topic: z.string().nullable(),
  country: countrySchema,
  customerKind: z.enum([...CUSTOMER_KINDS, 'any']),
  utilities: z.array(utilitySchema).nullable(),
  creditorId: idSchema('creditor').nullable(),
  validFrom: isoDateSchema.nullable(),
  validTo: isoDateSchema.nullable(),
  status: z.string(),
  /** As on the wire of the rule book: amounts as text of minor units. */
  params: z.record(z.string(), z.unknown()),
  source: z.array(z.string()),
  confidence: z.string(),
});
export type AddedRuleRow = z.output<typeof addedRuleSchema>;

/** In the order in which they were recorded; left out where none was added. */
export const addedRulesSchema = z.array(addedRuleSchema).max(ADDED_RULES_MAX).optional();
