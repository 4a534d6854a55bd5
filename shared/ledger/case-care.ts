/** What was agreed so that a case may rest: new due dates given, and freezes while something is cleared up. */
import * as z from 'zod';
import { isoDateSchema } from '../time/dates';

/** Why a whole case rests. Coded; never a diagnosis. */
export const FREEZE_REASONS = ['moved', 'not_mine', 'deceased', 'id_theft', 'minor', 'cannot_pay', 'illness'] as const;
export const freezeReasonSchema = z.enum(FREEZE_REASONS);
export type FreezeReason = z.infer<typeof freezeReasonSchema>;

export const caseCareSchema = z.object({
  /** New due dates that were agreed, oldest first: the mandate counts them. */
  postponements: z.array(z.object({ untilDate: isoDateSchema, agreedAt: z.number().int().nonnegative() })),
  /** Freezes of the case, oldest first; the hold says whether one still stands. */
  freezes: z.array(
    z.object({ reason: freezeReasonSchema, untilDate: isoDateSchema, placedAt: z.number().int().nonnegative() }),
  ),
});
export type CaseCare = z.output<typeof caseCareSchema>;

/** A case in which nothing was ever put off. */
export const NO_CARE: CaseCare = { postponements: [], freezes: [] };
