import { describe, expect, test } from 'vitest';
import { formatMoney, formatMoneySpoken } from './format';
import { minor } from './money';

describe('money on the screen', () => {
  test.each([
    [118400, 'NOK', 'nb', '1\u00A0184,00\u00A0kr'],
    [118400, 'SEK', 'sv', '1\u00A0184,00\u00A0kr'],
    [118400, 'EUR', 'fi', '1\u00A0184,00\u00A0€'],
    [123456789, 'EUR', 'nb', '1\u00A0234\u00A0567,89\u00A0€'],
    [-5, 'NOK', 'nb', '\u22120,05\u00A0kr'],
    [0, 'NOK', 'sv', '0,00\u00A0kr'],
    [99999, 'SEK', 'fi', '999,99\u00A0kr'],
    [118400, 'NOK', 'en', 'NOK\u00A01,184.00'],
    [118400, 'SEK', 'en', 'SEK\u00A01,184.00'],
    [-118400, 'EUR', 'en', '\u2212€1,184.00'],
  ] as const)('%d %s in %s is %s', (amount, currency, language, expected) => {
    expect(formatMoney(minor(amount), currency, language)).toBe(expected);
  });
});

describe('money read aloud', () => {
  test.each([
    [118400, 'NOK', 'nb', '1184 kroner'],
    [118450, 'SEK', 'sv', '1184 kronor och 50 öre'],
    [118405, 'EUR', 'fi', '1184 euroa ja 5 senttiä'],
    [101, 'EUR', 'fi', '1 euro ja 1 sentti'],
    [100, 'NOK', 'nb', '1 krone'],
    [100, 'SEK', 'sv', '1 krona'],
    [50, 'NOK', 'nb', '50 øre'],
    [0, 'NOK', 'en', '0 kroner'],
    [150, 'EUR', 'en', '1 euro and 50 cents'],
    [-200, 'EUR', 'fi', 'miinus 2 euroa'],
  ] as const)('%d %s in %s is "%s"', (amount, currency, language, expected) => {
    expect(formatMoneySpoken(minor(amount), currency, language)).toBe(expected);
  });
});
