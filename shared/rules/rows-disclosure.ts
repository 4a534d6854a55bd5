/** What must be said in a call, and what must never be said (domain rules of conduct, the same in all three countries). */
import type { Country } from '../lang/languages';
import { isoDate } from '../time/dates';
import type { Disclosure } from './params-conduct';
import type { AnyRule, Rule, RuleParams } from './rule';

const COUNTRIES: readonly Country[] = ['NO', 'SE', 'FI'];

/** Where each country's duty of secrecy stands: inkassoloven § 28, inkassolagen 11 §, laki 411/2018 13 §. */
const SECRECY: Readonly<Record<Country, readonly string[]>> = { NO: ['no-inkl'], SE: ['se-inkl'], FI: ['fi-411'] };
/** What a demand must hold: inkassoloven § 10, inkassolagen 5 §, perintälaki 5 a §. */
const CONTENT: Readonly<Record<Country, readonly string[]>> = { NO: ['no-inkl'], SE: ['se-inkl'], FI: ['fi-513'] };
const LIMITATION: Readonly<Record<Country, readonly string[]>> = {
  NO: ['no-forld'],
  SE: ['se-presk'],
  FI: ['728/2003'],
};
const PLAN_COST: Readonly<Record<Country, readonly string[]>> = { NO: ['no-1996'], SE: ['se-739'], FI: ['fi-10a'] };

function duty(
  country: Country,
  topic: Disclosure,
  row: Pick<Rule<'disclosure'>, 'status' | 'source' | 'confidence'>,
  params: Partial<RuleParams['disclosure']>,
): AnyRule {
  return {
    id: `${country}-SAY-${topic.toUpperCase().replaceAll('_', '-')}`,
    country,
    customerKind: 'any',
    utilities: null,
    domain: 'disclosure',
    topic,
    validFrom: isoDate('2020-01-01'),
    validTo: null,
    ...row,
    params: { mustSay: [], mustNotSay: [], isBlocking: true, ...params },
  };
}

function dutiesOf(country: Country): readonly AnyRule[] {
  return [
    duty(
      country,
      'call_opening',
      { status: 'in_force', source: ['gdpr-13'], confidence: 'high' },
      { mustSay: ['agent_name', 'recording_notice'] },
    ),
    duty(
      country,
      'before_identity',
      { status: 'in_force', source: SECRECY[country], confidence: 'high' },
      {
        mustSay: ['agent_name', 'neutral_employer'],
        mustNotSay: ['the_debt', 'creditor', 'the_word_collection', 'the_national_id'],
      },
    ),
    duty(
      country,
      'stating_the_claim',
      { status: 'practice', source: CONTENT[country], confidence: 'high' },
      {
        mustSay: ['agency', 'creditor', 'claim_basis', 'amount_in_parts', 'deadline', 'right_to_object'],
        isBlocking: false,
      },
    ),
    duty(
      country,
      'plan_cost',
      { status: 'in_force', source: PLAN_COST[country], confidence: 'medium' },
      { mustSay: ['plan_fee', 'plan_total'] },
    ),
    duty(
      country,
      'payment_revives_claim',
      { status: 'policy', source: [...LIMITATION[country], 'house-policy'], confidence: 'high' },
      { mustSay: ['payment_starts_limitation_again'], mustNotSay: ['paying_an_expired_claim'] },
    ),
    duty(
      country,
      'card_payment',
      { status: 'policy', source: ['house-policy'], confidence: 'high' },
      { mustSay: ['recording_paused'] },
    ),
    duty(
      country,
      'whole_call',
      { status: 'practice', source: [...CONTENT[country], 'house-policy'], confidence: 'high' },
      {
        mustNotSay: [
          'steps_not_open_now',
          'telling_employer_or_neighbours',
          'removal_of_remarks',
          'paying_a_disputed_claim',
          'paying_an_expired_claim',
          'paying_a_minors_claim',
          'sales',
          'cut_as_a_threat',
        ],
        isBlocking: false,
      },
    ),
  ];
}

const STATEMENTS: readonly AnyRule[] = [
  // Perintälaki 4 a §: total, basis and the parts, free of charge.
  duty(
    'FI',
    'statement_on_request',
    { status: 'in_force', source: ['fi-513', 'perinta247'], confidence: 'high' },
    { mustSay: ['free_total_and_basis', 'amount_in_parts'] },
  ),
  ...(['NO', 'SE'] as const).map((country) =>
    duty(
      country,
      'statement_on_request',
      { status: 'policy', source: ['house-policy'], confidence: 'medium' },
      { mustSay: ['free_total_and_basis', 'amount_in_parts', 'allocation_order'] },
    ),
  ),
];

export const DISCLOSURE_RULES: readonly AnyRule[] = [...COUNTRIES.flatMap(dutiesOf), ...STATEMENTS];
