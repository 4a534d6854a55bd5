/** May a contract name a higher late interest than the law does? */
import type { Country } from '../lang/languages';
import type { CustomerKind } from '../ledger/vocabulary';
import { isoDate } from '../time/dates';
import type { AnyRule } from './rule';

function agreedInterest(
  id: string,
  country: Country,
  customerKind: CustomerKind | 'any',
  about: { readonly mayExceedStatutory: boolean } & Pick<AnyRule, 'source' | 'confidence'>,
): AnyRule {
  const { mayExceedStatutory, source, confidence } = about;
  return {
    id,
    country,
    customerKind,
    utilities: null,
    domain: 'agreed_interest',
    validFrom: isoDate('2013-03-16'),
    validTo: null,
    status: 'in_force',
    params: { mayExceedStatutory },
    source,
    confidence,
  };
}

export const BALANCE_RULES: readonly AnyRule[] = [
  // Forsinkelsesrenteloven § 4: of a consumer nothing may be agreed that is worse for them than the act.
  agreedInterest('NO-AGREED-C', 'NO', 'consumer', {
    mayExceedStatutory: false,
    source: ['no-frl'],
    confidence: 'high',
  }),
  agreedInterest('NO-AGREED-B', 'NO', 'business', {
    mayExceedStatutory: true,
    source: ['no-frl'],
    confidence: 'medium',
  }),
  // Räntelagen 1 §: the act gives way to a contract, of consumers too; 8 § lets a court lower it.
  agreedInterest('SE-AGREED', 'SE', 'any', { mayExceedStatutory: true, source: ['se-ranta'], confidence: 'high' }),
  // Korkolaki 2 §: of a consumer no higher rate than the act's can be agreed.
  agreedInterest('FI-AGREED-C', 'FI', 'consumer', {
    mayExceedStatutory: false,
    source: ['fi-1276'],
    confidence: 'medium',
  }),
  agreedInterest('FI-AGREED-B', 'FI', 'business', {
    mayExceedStatutory: true,
    source: ['fi-1276'],
    confidence: 'medium',
  }),
];
