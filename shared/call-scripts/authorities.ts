/** Who answers which question in which country; the rows are data in authorities.json, with their source. */
import * as z from 'zod';
import { countrySchema, localTextSchema, type Country } from '../lang/languages';
import rows from './authorities.json';
import { referralTopicSchema, type ReferralTopic } from './schema';
import type { FactValue } from './variables';

export const authoritySchema = z
  .object({
    country: countrySchema,
    topic: referralTopicSchema,
    /** Stands alone or after "is": never inflected. */
    name: localTextSchema,
    /** Whole sentences: how to reach them, and what to bring. */
    contact: localTextSchema,
    bring: localTextSchema,
    source: z.string().min(1),
    confidence: z.enum(['high', 'medium', 'low']),
  })
  .strict();
export type Authority = z.infer<typeof authoritySchema>;

/** Every row; a country has exactly one for each topic (authorities.test.ts). */
export const AUTHORITIES: readonly Authority[] = z.array(authoritySchema).parse(rows);

/** Who to refer to, or null when the country is not known. */
export function findAuthority(country: Country | null, topic: ReferralTopic): Authority | null {
  return AUTHORITIES.find((row) => row.country === country && row.topic === topic) ?? null;
}

/** The variables that a referral makes known; none when there is nobody to refer to. */
export function referralValues(country: Country | null, topic: ReferralTopic): Record<string, FactValue> {
  const authority = findAuthority(country, topic);
  if (authority === null) return {};
  return {
    authority_name: { kind: 'local', text: authority.name },
    authority_contact: { kind: 'local', text: authority.contact },
    authority_bring: { kind: 'local', text: authority.bring },
  };
}
