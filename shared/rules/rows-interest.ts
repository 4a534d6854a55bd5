/**
 * Late interest by half-year, and the lump sum between businesses. Each table ends where its source ends: there is no
 * row after that day, and nothing is extrapolated.
 */
import type { Country } from '../lang/languages';
import type { CustomerKind } from '../ledger/vocabulary';
import { minor } from '../money/money';
import { addDays, isoDate } from '../time/dates';
import type { AnyRule, RuleConfidence } from './rule';

interface HalfYearTable {
  readonly idPrefix: string;
  readonly country: Country;
  readonly customerKind: CustomerKind | 'any';
  /** First day of the half-year, and its value. */
  readonly rows: readonly (readonly [string, number])[];
  /** Last day of the last row. */
  readonly until: string;
  readonly source: readonly string[];
  readonly confidence: RuleConfidence;
}

interface Period {
  readonly value: number;
  readonly base: Omit<AnyRule, 'domain' | 'params' | 'topic'>;
}

function periods(table: HalfYearTable): readonly Period[] {
  return table.rows.map(([from, value], index) => {
    const next = table.rows[index + 1]?.[0];
    return {
      value,
      base: {
        id: `${table.idPrefix}-${from.slice(0, 7)}`,
        country: table.country,
        customerKind: table.customerKind,
        utilities: null,
        validFrom: isoDate(from),
        validTo: next === undefined ? isoDate(table.until) : addDays(isoDate(next), -1),
        status: 'in_force',
        source: table.source,
        confidence: table.confidence,
      },
    };
  });
}

function rates(table: HalfYearTable): readonly AnyRule[] {
  return periods(table).map(({ base, value }) => ({
    ...base,
    domain: 'late_interest',
    params: { yearlyRateBp: value },
  }));
}

const NO_RATES = rates({
  idPrefix: 'NO-INT',
  country: 'NO',
  customerKind: 'any',
  rows: [
    ['2023-07-01', 1_175],
    ['2024-01-01', 1_250],
    ['2024-07-01', 1_250],
    ['2025-01-01', 1_250],
    ['2025-07-01', 1_225],
    ['2026-01-01', 1_200],
    ['2026-07-01', 1_225],
  ],
  until: '2026-12-31',
  source: ['no-frl', 'FOR-2026-06-25-1372'],
  confidence: 'high',
});

/** Reference rate plus eight points. The last half-year is known second hand only. */
const SE_RATES = [
  ...rates({
    idPrefix: 'SE-INT',
    country: 'SE',
    customerKind: 'any',
    rows: [
      ['2023-01-01', 1_050],
      ['2023-07-01', 1_150],
      ['2024-01-01', 1_200],
      ['2024-07-01', 1_200],
      ['2025-01-01', 1_100],
      ['2025-07-01', 1_000],
    ],
    until: '2025-12-31',
    source: ['se-ranta', 'se-sfs'],
    confidence: 'high',
  }),
  ...rates({
    idPrefix: 'SE-INT',
    country: 'SE',
    customerKind: 'any',
    rows: [['2026-01-01', 1_000]],
    until: '2026-06-30',
    source: ['se-ranta', 'aif'],
    confidence: 'medium',
  }),
];

const FI_CONSUMER_ROWS: readonly (readonly [string, number])[] = [
  ['2023-01-01', 950],
  ['2023-07-01', 1_100],
  ['2024-01-01', 1_150],
  ['2024-07-01', 1_150],
  ['2025-01-01', 1_050],
  ['2025-07-01', 950],
  ['2026-01-01', 950],
];
/** Between businesses the law adds one point more to the reference rate. */
const FI_BUSINESS_EXTRA_BP = 100;

const FI_RATES = [
  ...rates({
    idPrefix: 'FI-INT-C',
    country: 'FI',
    customerKind: 'consumer',
    rows: FI_CONSUMER_ROWS,
    until: '2026-06-30',
    source: ['korkolaki 633/1982', 'fi-1276', 'fi-2024h1', 'fi-2024h2', 'fi-2026h1'],
    confidence: 'high',
  }),
  ...rates({
    idPrefix: 'FI-INT-B',
    country: 'FI',
    customerKind: 'business',
    rows: FI_CONSUMER_ROWS.map(([from, bp]) => [from, bp + FI_BUSINESS_EXTRA_BP] as const),
    until: '2026-06-30',
    source: ['korkolaki 633/1982', 'fi-1276', 'fi-2024h1', 'fi-2024h2', 'fi-2026h1'],
    confidence: 'high',
  }),
];

const NO_COMPENSATION: readonly AnyRule[] = periods({
  idPrefix: 'NO-COMP-B',
  country: 'NO',
  customerKind: 'business',
  rows: [
    ['2023-07-01', 460],
    ['2024-01-01', 470],
    ['2024-07-01', 460],
    ['2025-01-01', 470],
    ['2025-07-01', 460],
    ['2026-01-01', 460],
    ['2026-07-01', 430],
  ],
  until: '2026-12-31',
  source: ['no-frl', 'FOR-2026-06-25-1372'],
  confidence: 'high',
}).map(({ base, value }) => ({
  ...base,
  domain: 'late_payment_compensation',
  params: { amountMinor: minor(value * 100), isSetOffAgainstFees: true },
}));

const FIXED_COMPENSATION: readonly AnyRule[] = [
  {
    id: 'SE-COMP-B',
    country: 'SE',
    customerKind: 'business',
    utilities: null,
    domain: 'late_payment_compensation',
    validFrom: isoDate('2013-03-16'),
    validTo: null,
    status: 'in_force',
    params: { amountMinor: minor(45_000), isSetOffAgainstFees: true },
    source: ['se-739', 'regions'],
    confidence: 'medium',
  },
  {
    id: 'FI-COMP-B',
    country: 'FI',
    customerKind: 'business',
    utilities: null,
    domain: 'late_payment_compensation',
    validFrom: isoDate('2013-03-16'),
    validTo: null,
    status: 'in_force',
    params: { amountMinor: minor(4_000), isSetOffAgainstFees: true },
    source: ['intrum-fi'],
    confidence: 'medium',
  },
];

export const INTEREST_RULES: readonly AnyRule[] = [
  ...NO_RATES,
  ...SE_RATES,
  ...FI_RATES,
  ...NO_COMPENSATION,
  ...FIXED_COMPENSATION,
];
