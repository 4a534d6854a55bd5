import { describe, expect, test } from 'vitest';
import { disputeAnswerDue } from '../disputes/answer-date';
import type { Id } from '../ids/ids';
import type { Mandate } from '../ledger/case-file';
import { minor } from '../money/money';
import { isoDate } from '../time/dates';
import { paymentHoldUntil } from './payment-hold';

const MANDATE: Mandate = {
  id: 'man_test' as Id<'mandate'>,
  version: 1,
  validFrom: isoDate('2026-01-01'),
  plan: {
    instalmentsMax: 4,
    monthsMax: 12,
    daysToFirstMax: 30,
    firstMinMinor: minor(0),
    instalmentMinMinor: minor(0),
    firstShareMinBp: 0,
    principalMaxMinor: minor(1_000_000),
    feeMode: 'none',
    approval: null,
  },
  postpone: { daysMax: 14, countMax: 1 },
  waive: { perCaseMaxMinor: minor(0), feeShareOfClaimBp: 0 },
  hold: { bankDaysMax: 10 },
  mayPauseDisconnection: false,
  mayOrderRelease: false,
};
const FRIDAY = isoDate('2026-11-20');
const QUERY = { country: 'NO', customerKind: 'consumer', date: FRIDAY } as const;

describe('holding for money on its way', () => {
  const until = (patch: Partial<Parameters<typeof paymentHoldUntil>[1]>) => {
    const result = paymentHoldUntil(QUERY, { paidDate: FRIDAY, mandate: MANDATE, ...patch });
    return result.ok ? result.value : result.error.code;
  };

  test('three bank days unless the agent says otherwise, five at most whatever the mandate', () => {
    expect(until({})).toBe('2026-11-25');
    expect(until({ bankDays: 5 })).toBe('2026-11-27');
    expect(until({ bankDays: 6 })).toBe('HOLD_TOO_LONG');
  });

  test('never longer than the mandate', () => {
    const strict = { ...MANDATE, hold: { bankDaysMax: 2 } };
    expect(until({ mandate: strict })).toBe('2026-11-24');
    expect(until({ mandate: strict, bankDays: 3 })).toBe('HOLD_TOO_LONG');
    expect(until({ mandate: { ...MANDATE, hold: { bankDaysMax: 0 } } })).toBe('HOLD_TOO_LONG');
    expect(until({ mandate: null })).toBe('MANDATE_MISSING');
  });

  test('not for a payment that is still to be made', () => {
    expect(until({ paidDate: isoDate('2026-11-21') })).toBe('INVALID_PAYLOAD');
  });
});

describe('answering a dispute', () => {
  test('within a week, before the weekend rather than after it', () => {
    expect(disputeAnswerDue(QUERY)).toEqual({ ok: true, value: '2026-11-27' });
    expect(disputeAnswerDue({ ...QUERY, date: isoDate('2026-11-21') })).toEqual({ ok: true, value: '2026-11-27' });
  });
});
