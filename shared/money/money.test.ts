import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  addMinor,
  AMOUNT_LIMIT_MINOR,
  divideRounded,
  minor,
  minorFromText,
  minorSchema,
  minorToText,
  parseAmount,
  roundToUnit,
  shareOf,
  splitEvenly,
  sumMinor,
} from './money';
import { formatMoney } from './format';

const anyMinor = fc.bigInt({ min: -AMOUNT_LIMIT_MINOR, max: AMOUNT_LIMIT_MINOR }).map(minor);

describe('an amount', () => {
  test('is a whole number of minor units within the limit', () => {
    expect(minor(5)).toBe(5n);
    expect(() => minor(0.5)).toThrow(RangeError);
    expect(() => minor(Number.NaN)).toThrow(RangeError);
    expect(() => minor(2 ** 53)).toThrow(RangeError);
    expect(() => minor(AMOUNT_LIMIT_MINOR + 1n)).toThrow(RangeError);
    expect(() => addMinor(minor(AMOUNT_LIMIT_MINOR), minor(1))).toThrow(RangeError);
  });

  test('sums to nothing when there is nothing', () => {
    expect(sumMinor([])).toBe(0n);
  });
});

describe('reading an amount', () => {
  test.each([
    ['1184', 118400n],
    ['1 184,00', 118400n],
    ['1\u00A0184,5', 118450n],
    ['1\u2009184.50', 118450n],
    ['1\u202F234\u202F567,89', 123456789n],
    ['1.184,00', 118400n],
    ['1,184.00', 118400n],
    ['\u22121184,00', -118400n],
    ['-0,01', -1n],
    ['+12', 1200n],
    ['  7,5 ', 750n],
    ['0', 0n],
  ])('takes %j', (text, expected) => {
    expect(parseAmount(text, 'NOK')).toEqual({ ok: true, value: expected });
  });

  test.each([
    '',
    '-',
    ',',
    '1,184',
    '1.184',
    '1,2,3',
    '12,',
    ',5',
    '1 1',
    '1 18,00',
    '1e5',
    '0x10',
    '--1',
    '1,001',
    'kr 5',
    '١٢',
  ])('refuses %j, which is not exact or could mean two things', (text) => {
    expect(parseAmount(text, 'NOK').ok).toBe(false);
  });

  test('refuses an amount beyond the limit and an endless text', () => {
    expect(parseAmount('99999999999999', 'NOK').ok).toBe(false);
    expect(parseAmount('9'.repeat(1_000_000), 'NOK').ok).toBe(false);
  });

  test('reads back every amount that screens write in Norwegian, Swedish and Finnish', () => {
    fc.assert(
      fc.property(anyMinor, fc.constantFrom('nb', 'sv', 'fi'), (amount, language) => {
        const written = formatMoney(amount, 'NOK', language).replace('\u00A0kr', '');
        expect(parseAmount(written, 'NOK')).toEqual({ ok: true, value: amount });
      }),
    );
  });
});

describe('splitting an amount', () => {
  test('keeps the sum exact, the parts within one unit, and lets the earlier ones carry the rest', () => {
    fc.assert(
      fc.property(anyMinor, fc.integer({ min: 1, max: 400 }), (total, parts) => {
        const split = splitEvenly(total, parts);
        expect(split).toHaveLength(parts);
        expect(sumMinor(split)).toBe(total);
        const sizes = split.map((part) => (part < 0n ? -part : part));
        for (let i = 1; i < sizes.length; i++) {
          expect(sizes[i - 1]! - sizes[i]!).toBeGreaterThanOrEqual(0n);
        }
        expect(sizes[0]! - sizes[sizes.length - 1]!).toBeLessThanOrEqual(1n);
      }),
    );
  });

  test('gives the first of three instalments of 100 kr the extra øre', () => {
    expect(splitEvenly(minor(10000), 3)).toEqual([3334n, 3333n, 3333n]);
  });

  test('refuses no parts and half parts', () => {
    expect(() => splitEvenly(minor(1), 0)).toThrow(RangeError);
    expect(() => splitEvenly(minor(1), 1.5)).toThrow(RangeError);
  });
});

describe('rounding', () => {
  test('follows its name on both sides of zero', () => {
    expect(divideRounded(5n, 2n, 'halfUp')).toBe(3n);
    expect(divideRounded(-5n, 2n, 'halfUp')).toBe(-3n);
    expect(divideRounded(5n, 2n, 'halfEven')).toBe(2n);
    expect(divideRounded(7n, 2n, 'halfEven')).toBe(4n);
    expect(divideRounded(-9n, 2n, 'towardZero')).toBe(-4n);
    expect(divideRounded(-9n, 2n, 'awayFromZero')).toBe(-5n);
    expect(divideRounded(8n, 2n, 'awayFromZero')).toBe(4n);
    expect(() => divideRounded(1n, 0n, 'halfUp')).toThrow(RangeError);
  });

  test('makes the Norwegian reminder fee of 2026: a twentieth of 750 kr, to the whole krone', () => {
    expect(roundToUnit(shareOf(minor(75000), 500), minor(100))).toBe(3800n);
  });

  test('keeps a share and the rest together equal to the whole within one unit', () => {
    fc.assert(
      fc.property(anyMinor, fc.integer({ min: 0, max: 10_000 }), (amount, points) => {
        const both = shareOf(amount, points, 'halfUp') + shareOf(amount, 10_000 - points, 'halfUp');
        const difference = both - amount;
        expect(difference <= 1n && difference >= -1n).toBe(true);
      }),
    );
  });
});

describe('the wire form', () => {
  test('carries every amount there and back as text', () => {
    fc.assert(
      fc.property(anyMinor, (amount) => {
        const wire = z.encode(minorSchema, amount);
        expect(wire).toBe(minorToText(amount));
        expect(minorSchema.parse(JSON.parse(JSON.stringify(wire)))).toBe(amount);
        expect(minorFromText(minorToText(amount))).toBe(amount);
      }),
    );
  });

  test.each([5, '5.0', '1e3', '-0', '01', '', ' 5', '9999999999999999', '5n', null])('refuses %j', (value) => {
    expect(minorSchema.safeParse(value).success).toBe(false);
  });
});
