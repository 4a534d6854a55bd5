/** Fees that may be charged at most. Sums in minor units of the country's currency. */
import { minor } from '../money/money';
import { isoDate } from '../time/dates';
import { amount, PLAIN_CAP, PLAIN_REMINDER, upTo } from './fee-row-parts';
import { FI_FEES } from './rows-fees-fi';
import type { AnyRule, Rule } from './rule';

const ofBase = (bp: number) => ({ ofBaseRateBp: bp });

const NO_FEES: readonly AnyRule[] = [
  {
    id: 'NO-SATS-2019',
    country: 'NO',
    customerKind: 'any',
    utilities: null,
    domain: 'base_rate',
    validFrom: isoDate('2019-01-01'),
    validTo: isoDate('2025-12-31'),
    status: 'in_force',
    params: amount(700),
    source: ['FOR-2018-12-20-2050', 'juridika'],
    confidence: 'high',
  },
  {
    id: 'NO-SATS-2026',
    country: 'NO',
    customerKind: 'any',
    utilities: null,
    domain: 'base_rate',
    validFrom: isoDate('2026-01-01'),
    validTo: isoDate('2026-12-31'),
    status: 'in_force',
    params: amount(750),
    source: ['FOR-2025-12-19-2709', 'medhold'],
    confidence: 'high',
  },
  {
    id: 'NO-REM-FEE',
    country: 'NO',
    customerKind: 'any',
    utilities: null,
    domain: 'reminder_fee',
    validFrom: isoDate('2020-10-01'),
    validTo: null,
    status: 'in_force',
    params: {
      cap: ofBase(500),
      roundToMinor: minor(100),
      minDaysAfterDue: 14,
      countMax: 2,
      needsAgreement: false,
      chargedBy: ['creditor', 'agency'],
      secondNeedsMissedDeadlineDays: 14,
      countResetMonths: 6,
    },
    source: ['juridika'],
    confidence: 'high',
  },
  {
    id: 'NO-SALAER',
    country: 'NO',
    customerKind: 'any',
    utilities: null,
    domain: 'agency_fee_cap',
    validFrom: isoDate('2020-10-01'),
    validTo: null,
    status: 'in_force',
    params: {
      bands: [
        upTo(500, ofBase(2_500)),
        upTo(1_000, ofBase(3_500)),
        upTo(2_500, ofBase(4_000)),
        upTo(10_000, ofBase(8_000)),
        upTo(50_000, ofBase(16_000)),
        upTo(250_000, ofBase(36_000)),
        upTo(null, ofBase(72_000)),
      ],
      heavyMultiplierBp: 20_000,
      heavyAfterDays: 28,
      noVatDeductionMultiplierBp: 12_500,
      businessMultiplierBp: 15_000,
      secondDemandMultiplierBp: null,
      demandsMax: null,
      isFreeWhenNoticePaidInTime: true,
      isFreeWhenObjectionWasReasonable: true,
    },
    source: ['medhold', 'inkassosjekk', 'no-inkl'],
    confidence: 'medium',
  },
  {
    id: 'NO-PLAN-FEE',
    country: 'NO',
    customerKind: 'any',
    utilities: null,
    domain: 'plan_fee',
    validFrom: isoDate('2020-10-01'),
    validTo: null,
    status: 'in_force',
    params: {
      tiers: [
        { instalmentsUpTo: 4, principalUpToMinor: null, fee: amount(0) },
        { instalmentsUpTo: null, principalUpToMinor: null, fee: ofBase(15_000) },
      ],
      mustTellBeforeConfirming: true,
      isAllowedInLegalPhase: false,
      // The rise is of the cap on the agency's costs (INKF § 2-4), and before its demand it may claim none (INKL § 17).
      isAllowedBeforeDemand: false,
    },
    source: ['no-1996', 'toolkit'],
    confidence: 'medium',
  },
];

/** A payment demand by the creditor itself: 3/20 of the base rate, in whole kroner (2026: 113). */
const NO_CREDITOR_DEMAND: AnyRule = {
  id: 'NO-BO-CREDITOR',
  country: 'NO',
  customerKind: 'any',
  utilities: null,
  domain: 'creditor_demand_fee',
  validFrom: isoDate('2020-10-01'),
  validTo: null,
  status: 'in_force',
  params: { cap: ofBase(1_500), roundToMinor: minor(100) },
  source: ['vantigo-r4', 'FOR-2025-12-19-2709'],
  confidence: 'medium',
};

function courtCost(
  row: Pick<Rule<'court_cost'>, 'id' | 'country' | 'topic' | 'source' | 'confidence'> & { readonly to: string | null },
  from: string,
  whole: number,
): AnyRule {
  const { to, ...rest } = row;
  return {
    customerKind: 'any',
    utilities: null,
    domain: 'court_cost',
    validFrom: isoDate(from),
    validTo: to === null ? null : isoDate(to),
    status: 'in_force',
    ...rest,
    params: amount(whole),
  };
}

const COURT_COSTS: readonly AnyRule[] = [
  courtCost(
    {
      id: 'NO-COURT-2026',
      country: 'NO',
      topic: 'court_base_fee',
      to: '2026-12-31',
      source: ['medhold'],
      confidence: 'medium',
    },
    '2026-01-01',
    1_345,
  ),
  ...(
    [
      ['SE-KFM-ORDER', 'payment_order', 300],
      ['SE-KFM-AGENT', 'payment_order_agent', 380],
      ['SE-KFM-ENFORCEMENT', 'enforcement', 600],
    ] as const
  ).map(([id, topic, whole]) =>
    // The tables of 2027 are not out.
    courtCost(
      { id, country: 'SE', topic, to: '2026-12-31', source: ['kfm', 'si-kost'], confidence: 'medium' },
      '2024-01-01',
      whole,
    ),
  ),
];

const SE_FEES: readonly AnyRule[] = [
  {
    id: 'SE-REM-FEE',
    country: 'SE',
    customerKind: 'any',
    utilities: null,
    domain: 'reminder_fee',
    validFrom: isoDate('2013-03-16'),
    validTo: null,
    status: 'in_force',
    params: {
      ...PLAIN_REMINDER,
      cap: amount(60),
      needsAgreement: true,
    },
    source: ['se-739'],
    confidence: 'high',
  },
  {
    id: 'SE-KRAV-FEE',
    country: 'SE',
    customerKind: 'any',
    utilities: null,
    domain: 'agency_fee_cap',
    validFrom: isoDate('2013-03-16'),
    validTo: null,
    status: 'in_force',
    params: { ...PLAIN_CAP, bands: [upTo(null, amount(180))] },
    source: ['se-739'],
    confidence: 'high',
  },
  {
    id: 'SE-PLAN-FEE',
    country: 'SE',
    customerKind: 'any',
    utilities: null,
    domain: 'plan_fee',
    validFrom: isoDate('2013-03-16'),
    validTo: null,
    status: 'in_force',
    params: {
      tiers: [{ instalmentsUpTo: null, principalUpToMinor: null, fee: amount(170) }],
      mustTellBeforeConfirming: true,
      isAllowedInLegalPhase: true,
      isAllowedBeforeDemand: true,
    },
    source: ['se-739'],
    confidence: 'high',
  },
];

export const FEE_RULES: readonly AnyRule[] = [...NO_FEES, NO_CREDITOR_DEMAND, ...SE_FEES, ...FI_FEES, ...COURT_COSTS];
