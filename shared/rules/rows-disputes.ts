/** What an objection stops, how soon it is answered, and what a complaint to somebody outside does. */
import { DISPUTE_REASONS } from '../ledger/case-file';
import type { Country } from '../lang/languages';
import { isoDate } from '../time/dates';
import { STOPPABLE } from './params-conduct';
import type { AnyRule, Rule, RuleParams } from './rule';

const COUNTRIES: readonly Country[] = ['NO', 'SE', 'FI'];

/** No ground against the claim by themselves; "something else" a lead looks at before it is set aside. */
const NOT_MATERIAL: readonly string[] = ['other', 'cannot_pay', 'too_expensive'];
const MATERIAL: RuleParams['dispute']['materialReasons'] = DISPUTE_REASONS.filter(
  (reason) => !NOT_MATERIAL.includes(reason),
);

const COMMON = {
  materialReasons: MATERIAL,
  stops: STOPPABLE,
  isInabilityToPayADispute: false,
  isUndisputedPartPayable: true,
  mayDemandSuspension: false,
  bindsCreditor: false,
} as const satisfies Partial<RuleParams['dispute']>;

const DISPUTES: readonly AnyRule[] = [
  {
    id: 'NO-DISPUTE',
    country: 'NO',
    customerKind: 'any',
    utilities: null,
    domain: 'dispute',
    validFrom: isoDate('1989-10-01'),
    validTo: null,
    status: 'in_force',
    // An objection made to the agency counts as made to the creditor (inkassoloven § 13).
    params: { ...COMMON, maySetAsideWhen: 'obviously_groundless', bindsCreditor: true },
    source: ['no-inkl', 'prop3l-17'],
    confidence: 'high',
  },
  {
    id: 'SE-DISPUTE',
    country: 'SE',
    customerKind: 'any',
    utilities: null,
    domain: 'dispute',
    validFrom: isoDate('1974-07-01'),
    validTo: null,
    status: 'in_force',
    params: { ...COMMON, maySetAsideWhen: 'no_lawful_doubt' },
    source: ['se-inkl', 'si-bestr', 'emb-undantag'],
    confidence: 'high',
  },
  {
    id: 'FI-DISPUTE-C',
    country: 'FI',
    customerKind: 'consumer',
    utilities: null,
    domain: 'dispute',
    validFrom: isoDate('2005-04-01'),
    validTo: null,
    status: 'in_force',
    // Perintälaki 4 b §, and the suspension a consumer may ask for without a ground, 4 c §.
    params: { ...COMMON, maySetAsideWhen: 'no_ground_or_clearly_irrelevant', mayDemandSuspension: true },
    source: ['fi-513', 'fi-kiist'],
    confidence: 'medium',
  },
  {
    id: 'FI-DISPUTE-B',
    country: 'FI',
    customerKind: 'business',
    utilities: null,
    domain: 'dispute',
    validFrom: isoDate('2005-04-01'),
    validTo: null,
    status: 'policy',
    params: { ...COMMON, maySetAsideWhen: 'no_ground_or_clearly_irrelevant' },
    source: ['fi-513', 'house-policy'],
    confidence: 'low',
  },
];

/** One week is what Norway's adopted law asks; we hold ourselves to it everywhere. */
const ANSWERS: readonly AnyRule[] = [
  {
    id: 'NO-DISPUTE-ANSWER',
    country: 'NO',
    customerKind: 'any',
    utilities: null,
    domain: 'dispute_answer',
    validFrom: isoDate('2020-01-01'),
    validTo: null,
    status: 'practice',
    params: { days: 7 },
    source: ['bahr'],
    confidence: 'medium',
  },
  ...(['SE', 'FI'] as const).map((country): AnyRule => ({
    id: `${country}-DISPUTE-ANSWER`,
    country,
    customerKind: 'any',
    utilities: null,
    domain: 'dispute_answer',
    validFrom: isoDate('2020-01-01'),
    validTo: null,
    status: 'policy',
    params: { days: 7 },
    source: ['house-policy'],
    confidence: 'high',
  })),
];

function complaint(
  country: Country,
  row: Pick<Rule<'complaint'>, 'topic' | 'status' | 'source' | 'confidence'> & { readonly id: string },
  params: RuleParams['complaint'],
): AnyRule {
  return {
    country,
    customerKind: 'consumer',
    utilities: null,
    domain: 'complaint',
    validFrom: isoDate('2020-01-01'),
    validTo: null,
    ...row,
    params,
  };
}

const COMPLAINT_RULES: readonly AnyRule[] = [
  // The company cannot send the disputed claim to collection until Elklagenemnda has decided.
  complaint(
    'NO',
    {
      id: 'NO-COMPLAINT-ENERGY',
      topic: 'energy_claim',
      status: 'practice',
      source: ['elklage-faq'],
      confidence: 'high',
    },
    { mustComplainToCompanyFirst: true, withinMonths: null, stopsCollection: true },
  ),
  complaint(
    'SE',
    {
      id: 'SE-COMPLAINT-ENERGY',
      topic: 'energy_claim',
      status: 'practice',
      source: ['emb-krav'],
      confidence: 'medium',
    },
    { mustComplainToCompanyFirst: true, withinMonths: 12, stopsCollection: true },
  ),
  complaint(
    'FI',
    {
      id: 'FI-COMPLAINT-ENERGY',
      topic: 'energy_claim',
      status: 'practice',
      source: ['kkv-linja'],
      confidence: 'medium',
    },
    { mustComplainToCompanyFirst: true, withinMonths: null, stopsCollection: true },
  ),
  ...COUNTRIES.map((country) =>
    complaint(
      country,
      {
        id: `${country}-COMPLAINT-TELECOM`,
        topic: 'telecom_claim',
        status: 'policy',
        source: ['house-policy'],
        confidence: 'low',
      },
      { mustComplainToCompanyFirst: true, withinMonths: null, stopsCollection: true },
    ),
  ),
  ...COUNTRIES.map((country) =>
    complaint(
      country,
      {
        id: `${country}-COMPLAINT-CONDUCT`,
        topic: 'collection_conduct',
        status: 'policy',
        source: ['house-policy'],
        confidence: 'medium',
      },
      { mustComplainToCompanyFirst: true, withinMonths: null, stopsCollection: false },
    ),
  ),
];

export const DISPUTE_RULES: readonly AnyRule[] = [...DISPUTES, ...ANSWERS, ...COMPLAINT_RULES];
