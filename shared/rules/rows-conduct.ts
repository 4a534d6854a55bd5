/** How we behave: when we may call, how fast an objection is answered, how long we wait for money on its way. */
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
    },
  ),
  hours(
    'SE',
    { status: 'policy', source: ['house-policy'], confidence: 'low' },
    {
      weekdays: { fromMinute: at(8), toMinute: at(20) },
      saturday: { fromMinute: at(10), toMinute: at(15) },
      sundayAndHoliday: null,
    },
  ),
  hours(
    'FI',
    { status: 'policy', source: ['house-policy'], confidence: 'low' },
    {
      weekdays: { fromMinute: at(8), toMinute: at(20) },
      saturday: { fromMinute: at(10), toMinute: at(16) },
      sundayAndHoliday: null,
    },
  ),
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

const LETTERS: readonly AnyRule[] = [
  {
    id: 'NO-DEADLINE-LETTER',
    country: 'NO',
    customerKind: 'any',
    utilities: null,
    domain: 'letter_deadline',
    validFrom: isoDate('1989-10-01'),
    validTo: null,
    status: 'in_force',
    params: { minDays: 14, from: 'sent' },
    source: ['no-inkl'],
    confidence: 'high',
  },
  {
    id: 'SE-KRAV-TIME',
    country: 'SE',
    customerKind: 'any',
    utilities: null,
    domain: 'letter_deadline',
    validFrom: isoDate('2011-01-01'),
    validTo: null,
    status: 'practice',
    params: { minDays: 10, from: 'sent' },
    source: ['si-frist'],
    confidence: 'high',
  },
  {
    id: 'FI-GAP-PAY',
    country: 'FI',
    customerKind: 'consumer',
    utilities: null,
    domain: 'letter_deadline',
    validFrom: isoDate('2024-10-21'),
    validTo: null,
    status: 'in_force',
    params: { minDays: 10, from: 'received' },
    source: ['kkv-ropo'],
    confidence: 'high',
  },
];

export const CONDUCT_RULES: readonly AnyRule[] = [...CALLING_HOURS, ...ANSWERS, ...HOLDS, ...LETTERS];
