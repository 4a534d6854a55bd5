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
  /** Which page of the list, from 1, so that going back from a call finds the place again. */
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/u)
    .optional()
    .catch(undefined),
});
export type QaFilters = z.output<typeof filtersSchema>;
export type QaFilterName = Exclude<keyof QaFilters, 'page'>;

/** Reads the filters of an address; what makes no sense there is left out rather than refused. */
export function filtersOf(query: Readonly<Record<string, string>>): QaFilters {
  return filtersSchema.parse(query);
}

/** The filters that are set, as text for the address and the question to the server. */
export function filterTexts(filters: Partial<QaFilters>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

/** The page of the list, from 0. */
export function pageOf(filters: QaFilters): number {
  return Number(filters.page ?? '1') - 1;
}

/** The question to the server for the page of the filtered list that the address names. */
export function qaQueryOf(filters: QaFilters): QaQuery {
  const { page: _page, ...narrowing } = filters;
  return { ...filterTexts(narrowing), offset: pageOf(filters) * QA_PAGE_SIZE, limit: QA_PAGE_SIZE };
}
