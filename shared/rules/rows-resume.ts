/** What follows an answer to a dispute: time to pay, before anything goes on. What stops while it is open is `dispute`. */
import type { Country } from '../lang/languages';
import { isoDate } from '../time/dates';
import type { AnyRule } from './rule';

const COUNTRIES_WITH_POLICY: readonly Country[] = ['NO', 'SE', 'FI'];

/** Nobody is to find a cut or a fee in the same letter as a "no": the time of a first demand in Norway, in all three countries. */
const RESUME_DAYS = 14;

export const RESUME_RULES: readonly AnyRule[] = COUNTRIES_WITH_POLICY.map((country) => ({
  id: `${country}-DISPUTE-RESUME`,
  country,
  customerKind: 'any',
  utilities: null,
  domain: 'dispute_resume',
  validFrom: isoDate('2000-01-01'),
  validTo: null,
  status: 'policy',
  params: { days: RESUME_DAYS },
  source: ['house-policy'],
  confidence: 'high',
}));
