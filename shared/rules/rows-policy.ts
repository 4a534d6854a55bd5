/** What no law settles and we settled ourselves, and records: order of payments, proportion, care, plans with a fee. */
import type { Country } from '../lang/languages';
import { minor, type Minor } from '../money/money';
import { addDays, isoDate } from '../time/dates';
import type { DebtPart } from './params-money';
import type { RecordKind } from './params-conduct';
import type { AnyRule, Rule, RuleDomain } from './rule';

const COUNTRIES: readonly Country[] = ['NO', 'SE', 'FI'];

function common<D extends RuleDomain>(
  country: Country,
  id: string,
  domain: D,
  from: string,
): Pick<Rule<D>, 'id' | 'country' | 'customerKind' | 'utilities' | 'domain' | 'validFrom' | 'validTo'> {
  return { id, country, customerKind: 'any', utilities: null, domain, validFrom: isoDate(from), validTo: null };
}

/** Costs, interest, principal: custom in all three; the law of none settles it for an ordinary invoice. */
const CUSTOMARY: readonly DebtPart[] = ['fee', 'interest', 'principal'];

const ALLOCATION: readonly AnyRule[] = [
  {
    ...common('NO', 'NO-ALLOCATION', 'allocation_order', '2000-01-01'),
    status: 'practice',
    params: { order: CUSTOMARY, mayCustomerChoose: true },
    source: ['vantigo-r4'],
    confidence: 'medium',
  },
  {
    ...common('SE', 'SE-ALLOCATION', 'allocation_order', '2000-01-01'),
    status: 'practice',
    params: { order: CUSTOMARY, mayCustomerChoose: true },
    source: ['house-policy'],
    confidence: 'medium',
  },
  {
    ...common('FI', 'FI-ALLOCATION', 'allocation_order', '2000-01-01'),
    status: 'practice',
    params: { order: CUSTOMARY, mayCustomerChoose: true },
    source: ['kkv-linja', 'house-policy'],
    confidence: 'low',
  },
];

/** What one handled conversation costs us, by our own reckoning; nobody publishes a figure. */
const CONTACT_COST: Readonly<Record<Country, Minor>> = { NO: minor(6_000), SE: minor(6_000), FI: minor(600) };

const PROPORTION: readonly AnyRule[] = COUNTRIES.map((country) => ({
  ...common(country, `${country}-FEE-PROPORTION`, 'fee_proportion', '2020-01-01'),
  status: 'policy',
  params: { offerWaiverAboveShareBp: 5_000, contactCostMinor: CONTACT_COST[country] },
  source: ['article-tre', 'house-policy'],
  confidence: 'medium',
}));

const CARE: readonly AnyRule[] = COUNTRIES.map((country) => ({
  ...common(country, `${country}-CARE-PAUSE`, 'care_pause', '2020-01-01'),
  status: 'policy',
  params: { daysMin: 14, daysMax: 30 },
  source: ['house-policy'],
  confidence: 'medium',
}));

/** Directive 2023/2225 applies from this day; a postponement that costs something may then be consumer credit. */
const CCD2_FROM = '2026-11-20';

function paidPlans(country: Country, row: { readonly paidPlansMax: number | null; readonly warnFrom: number | null }) {
  const params = {
    mayCharge: true,
    paidPlansMax: row.paidPlansMax,
    warnFromPaidPlanNo: row.warnFrom,
    isUnderLegalReview: false,
  };
  const before: AnyRule = {
    ...common(country, `${country}-PAID-PLANS-2020`, 'paid_plans', '2020-01-01'),
    status: 'policy',
    validTo: addDays(isoDate(CCD2_FROM), -1),
    params,
    source: ['house-policy'],
    confidence: 'medium',
  };
  // How each country takes the directive in is not checked: no plan costs anything until counsel's row says it may.
  const after: AnyRule = {
    ...common(country, `${country}-PAID-PLANS-CCD2`, 'paid_plans', CCD2_FROM),
    status: 'policy',
    params: { ...params, isUnderLegalReview: true },
    source: ['ccd2', 'house-policy'],
    confidence: 'low',
  };
  return [before, after];
}

const PAID_PLANS: readonly AnyRule[] = [
  ...paidPlans('NO', { paidPlansMax: null, warnFrom: null }),
  ...paidPlans('SE', { paidPlansMax: null, warnFrom: null }),
  // Perintälaki 10 c § restricts the number; the exact count is not read, so the second one warns and the third is refused.
  ...paidPlans('FI', { paidPlansMax: 2, warnFrom: 2 }),
];

const FREE_PLANS: readonly AnyRule[] = [
  {
    ...common('FI', 'FI-OKP-FIRSTPLAN', 'free_plans', '2018-04-01'),
    status: 'policy',
    params: { freePlansPerDebt: 1, channels: ['self_service'] },
    source: ['article-003'],
    confidence: 'medium',
  },
];

function kept(
  country: Country,
  topic: RecordKind,
  row: Pick<Rule<'retention'>, 'status' | 'source' | 'confidence' | 'params'>,
): AnyRule {
  return {
    ...common(country, `${country}-KEEP-${topic.toUpperCase().replaceAll('_', '-')}`, 'retention', '2020-01-01'),
    topic,
    ...row,
  };
}

const FIVE_YEARS = { months: 60, startsFrom: 'collection_ended', isMinimum: true } as const;

const RETENTION: readonly AnyRule[] = [
  // Laki 411/2018 12 §.
  kept('FI', 'collection_documents', {
    status: 'in_force',
    source: ['fi-411'],
    confidence: 'high',
    params: FIVE_YEARS,
  }),
  ...(['NO', 'SE'] as const).map((country) =>
    kept(country, 'collection_documents', {
      status: 'policy',
      source: ['house-policy'],
      confidence: 'low',
      params: FIVE_YEARS,
    }),
  ),
  ...COUNTRIES.flatMap((country) => [
    kept(country, 'call_recordings', {
      status: 'policy',
      source: ['house-policy'],
      confidence: 'low',
      params: { months: 6, startsFrom: 'made', isMinimum: false },
    }),
    kept(country, 'script_runs', {
      status: 'policy',
      source: ['house-policy'],
      confidence: 'low',
      params: FIVE_YEARS,
    }),
    kept(country, 'case_notes', {
      status: 'policy',
      source: ['house-policy'],
      confidence: 'low',
      params: FIVE_YEARS,
    }),
  ]),
];

export const POLICY_RULES: readonly AnyRule[] = [
  ...ALLOCATION,
  ...PROPORTION,
  ...CARE,
  ...PAID_PLANS,
  ...FREE_PLANS,
  ...RETENTION,
];
