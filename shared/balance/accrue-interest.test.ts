import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../money/money';
import { addDays, daysBetween, isoDate, type IsoDate } from '../time/dates';
import { accrueInterest, type InterestQuestion } from './accrue-interest';

const ask = (change: Partial<InterestQuestion> & { readonly principal?: bigint }): InterestQuestion => ({
  country: 'NO',
  customerKind: 'consumer',
  agreedRateBp: null,
  steps: [{ from: isoDate('2020-01-01'), principalMinor: minor(change.principal ?? 136_400n) }],
  firstDay: isoDate('2026-07-01'),
  lastDay: isoDate('2026-11-20'),
  ...change,
});

describe('late interest, worked examples', () => {
  test('12.25 % on 1 364 kr from 1 July to 20 November is 143 days and 65.46 kr (NO-INT, second half of 2026)', () => {
    const found = accrueInterest(ask({}));
    // 1 364,00 × 12.25 % × 143 / 365 = 65.4626…
    expect(found).toMatchObject({ interestMinor: 6_546n, rateUnknownFrom: null });
    expect(found.runs).toHaveLength(1);
    expect(found.runs[0]).toMatchObject({ days: 143, yearlyRateBp: 1_225, from: '2026-07-01', to: '2026-11-20' });
  });

  test('a claim due in June 2026 is split at 1 July: 12.00 % before, 12.25 % after', () => {
    const found = accrueInterest(ask({ firstDay: isoDate('2026-06-16'), lastDay: isoDate('2026-07-31') }));
    expect(found.runs.map(({ days, yearlyRateBp }) => [days, yearlyRateBp])).toEqual([
      [15, 1_200],
      [31, 1_225],
    ]);
    // 136400 × (1200 × 15 + 1225 × 31) / 3 650 000 = 2091.7… øre.
    expect(found.interestMinor).toBe(2_092n);
  });

  test('nothing is counted beyond the last known rate, and the day it stops is told', () => {
    const found = accrueInterest(ask({ firstDay: isoDate('2026-12-01'), lastDay: isoDate('2027-03-01') }));
    expect(found.rateUnknownFrom).toBe('2027-01-01');
    expect(found.runs.at(-1)?.to).toBe('2026-12-31');
  });

  test('a claim that was settled before the rate ended misses no rate', () => {
    const steps = [
      { from: isoDate('2026-01-01'), principalMinor: minor(10_000) },
      { from: isoDate('2026-12-16'), principalMinor: minor(0) },
    ];
    expect(accrueInterest(ask({ steps, lastDay: isoDate('2027-06-01') })).rateUnknownFrom).toBeNull();
  });
});

describe('a rate that the contract names', () => {
  const span = { firstDay: isoDate('2026-01-01'), lastDay: isoDate('2026-06-30') };
  const rateOf = (change: Partial<InterestQuestion>) =>
    accrueInterest(ask({ ...span, ...change })).runs.map(({ yearlyRateBp }) => yearlyRateBp);

  test('holds in Sweden, above the act and beyond its last known half-year (räntelagen 1 §)', () => {
    expect(rateOf({ country: 'SE', agreedRateBp: 2_400 })).toEqual([2_400]);
    const later = ask({ country: 'SE', agreedRateBp: 2_400, lastDay: isoDate('2027-06-30') });
    expect(accrueInterest(later).rateUnknownFrom).toBeNull();
  });

  test('never exceeds the act for a Norwegian or Finnish consumer, and may be lower', () => {
    expect(rateOf({ country: 'NO', agreedRateBp: 2_400 })).toEqual([1_200]);
    expect(rateOf({ country: 'FI', agreedRateBp: 2_400 })).toEqual([950]);
    expect(rateOf({ country: 'FI', agreedRateBp: 700 })).toEqual([700]);
  });

  test('does for a Finnish business', () => {
    expect(rateOf({ country: 'FI', customerKind: 'business', agreedRateBp: 1_600 })).toEqual([1_600]);
  });
});

const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays(isoDate('2024-07-01'), n));
const principal = fc.bigInt({ min: 1n, max: 10_000_000_00n });
const interest = (amount: bigint, from: IsoDate, to: IsoDate) =>
  accrueInterest(ask({ principal: amount, firstDay: from, lastDay: to })).interestMinor;

describe('late interest, always', () => {
  test('a period counted in two parts differs from the whole by at most one minor unit', () => {
    fc.assert(
      fc.property(principal, day, day, day, (amount, a, b, c) => {
        const [from = a, mid = b, to = c] = [a, b, c].sort();
        const parts = interest(amount, from, mid) + interest(amount, addDays(mid, 1), to);
        const whole = interest(amount, from, to);
        expect(parts - whole >= -1n && parts - whole <= 1n).toBe(true);
      }),
    );
  });

  test('its runs add up to it exactly, and their days to the period', () => {
    fc.assert(
      fc.property(principal, day, day, (amount, a, b) => {
        const [from = a, to = b] = [a, b].sort();
        const found = accrueInterest(ask({ principal: amount, firstDay: from, lastDay: to }));
        expect(found.runs.reduce((sum, run) => sum + run.interestMinor, 0n)).toBe(found.interestMinor);
        expect(found.runs.reduce((sum, { days }) => sum + days, 0)).toBe(daysBetween(from, to) + 1);
      }),
    );
  });

  test('grows with time and with the principal, and is nothing on nothing', () => {
    fc.assert(
      fc.property(principal, principal, day, day, (amount, more, a, b) => {
        const [from = a, to = b] = [a, b].sort();
        expect(interest(amount, from, addDays(to, 1))).toBeGreaterThanOrEqual(interest(amount, from, to));
        expect(interest(amount + more, from, to)).toBeGreaterThanOrEqual(interest(amount, from, to));
        expect(interest(0n, from, to)).toBe(0n);
      }),
    );
  });
});
