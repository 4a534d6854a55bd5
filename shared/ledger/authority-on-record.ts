/** Who else may speak for a customer, as it stands on record. */
import * as z from 'zod';
import { refuse, ok, type Result } from '../result';
import { addMonths, type IsoDate } from '../time/dates';

/**
 * What an authority rests on: the verified customer's own word in this call (for the day), a signed paper, an appointed
 * guardian, the estate of someone who died, the right to sign for a company.
 */
export const AUTHORITY_KINDS = ['spoken', 'written', 'guardian', 'estate', 'company'] as const;
export const authorityKindSchema = z.enum(AUTHORITY_KINDS);
export type AuthorityKind = z.infer<typeof authorityKindSchema>;

/** A signed paper without an end is asked for anew after this long (house policy). */
export const AUTHORITY_MONTHS_MAX = 24;

/**
 * The last day an authority holds. A spoken one ends today; the others on the day the paper names, at most
 * {@link AUTHORITY_MONTHS_MAX} from now. Refused with `AUTHORITY_INVALID` for a paper that is not named or has ended.
 */
export function authorityValidTo(
  authority: { readonly kind: AuthorityKind; readonly document: string; readonly validTo: IsoDate | null },
  today: IsoDate,
): Result<IsoDate> {
  if (authority.kind === 'spoken') return ok(today);
  if (authority.document.trim() === '') return refuse('AUTHORITY_INVALID', { field: 'document' });
  const latest = addMonths(today, AUTHORITY_MONTHS_MAX);
  const validTo = authority.validTo ?? latest;
  if (validTo < today) return refuse('AUTHORITY_INVALID', { field: 'validTo' });
  return ok(validTo > latest ? latest : validTo);
}
