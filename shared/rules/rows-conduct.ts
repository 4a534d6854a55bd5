/** How we behave: when we may call, how long we wait for money on its way. */
import type { Country } from '../lang/languages';
import { isoDate } from '../time/dates';
import type { AnyRule, RuleParams } from './rule';

const at = (hour: number) => hour * 60;

function hours(
  country: Country,
  row: Pick<AnyRule, 'status' | 'source' | 'confidence'>,
  params: RuleParams['calling_hours'],
): AnyRule {
  return {
    id: `${country}-HOURS`,
    country,
    customerKind: 'any',
    utilities: null,
    domain: 'calling_hours',
    validFrom: isoDate('2026-01-01'),
    validTo: null,
    ...row,
    params,
  };
}

const CALLING_HOURS: readonly AnyRule[] = [
  hours(
    'NO',
    { status: 'practice', source: ['inkassoguiden-tlf', 'bahr'], confidence: 'high' },
    {
      weekdays: { fromMinute: at(8), toMinute: at(21) },
      saturday: { fromMinute: at(9), toMinute: at(15) },
      sundayAndHoliday: null,
      // The country has no closed eves.
      closedEve: null,
    },
  ),
  hours(
    'SE',
    { status: 'policy', source: ['house-policy'], confidence: 'low' },
    {
      weekdays: { fromMinute: at(8), toMinute: at(20) },
      saturday: { fromMinute: at(10), toMinute: at(15) },
      sundayAndHoliday: null,
      closedEve: null,
    },
  ),
  hours(
    'FI',
    { status: 'policy', source: ['house-policy'], confidence: 'low' },
    {
      weekdays: { fromMinute: at(8), toMinute: at(20) },
      saturday: { fromMinute: at(10), toMinute: at(16) },
      sundayAndHoliday: null,
      closedEve: null,
    },
  ),
];

const HOLD_SOURCES: Readonly<Record<Country, readonly string[]>> = {
  NO: ['no-inkl', 'house-policy'],
  SE: ['si-flertal', 'house-policy'],
  FI: ['house-policy'],
};

const HOLDS: readonly AnyRule[] = (['NO', 'SE', 'FI'] as const).map((country) => ({
  id: `${country}-PAYMENT-HOLD`,
  country,
  customerKind: 'any',
  utilities: null,
  domain: 'payment_hold',
  validFrom: isoDate('2020-01-01'),
  validTo: null,
  status: 'policy',
  params: { bankDays: 3, bankDaysMax: 5 },
  source: HOLD_SOURCES[country],
  confidence: 'high',
}));

export const CONDUCT_RULES: readonly AnyRule[] = [...CALLING_HOURS, ...HOLDS];
