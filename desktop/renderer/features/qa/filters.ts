import * as z from 'zod';
import { outcomeSchema, reasonSchema } from '../../../../shared/calls/vocabulary';
import { riskFlagSchema } from '../../../../shared/protocol/http';
import { isoDateSchema } from '../../../../shared/time/dates';
import type { QaQuery } from './qa-api';

export const QA_PAGE_SIZE = 100;

/** What the list is narrowed by; kept in the address, so that a filtered list can be sent to a colleague. */
const filtersSchema = z.object({
  risk: riskFlagSchema.optional().catch(undefined),
  agentId: z.string().max(60).optional().catch(undefined),
  creditor: z.string().max(60).optional().catch(undefined),
  reason: reasonSchema.optional().catch(undefined),
  outcome: outcomeSchema.optional().catch(undefined),
  from: isoDateSchema.optional().catch(undefined),
  to: isoDateSchema.optional().catch(undefined),
  reviewed: z.enum(['yes', 'no']).optional().catch(undefined),
  hasRecording: z.enum(['yes', 'no']).optional().catch(undefined),
});
export type QaFilters = z.output<typeof filtersSchema>;
export type QaFilterName = keyof QaFilters;

/** Reads the filters of an address; what makes no sense there is left out rather than refused. */
export function filtersOf(query: Readonly<Record<string, string>>): QaFilters {
  return filtersSchema.parse(query);
}

/** The filters that are set, as text for the address and the question to the server. */
export function filterTexts(filters: QaFilters): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

/** The question to the server for one page of the filtered list. */
export function qaQueryOf(filters: QaFilters, offset: number): QaQuery {
  return { ...filterTexts(filters), offset, limit: QA_PAGE_SIZE };
}
