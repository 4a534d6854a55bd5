import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { E164_PATTERN } from '../ipc/values';
import { parsePhoneLink, phoneLinkIn } from './phone-link';

describe('a phone link', () => {
  test.each([
    ['tel:+4722334455', '+4722334455'],
    ['tel:+46 (8) 123.456', '+468123456'],
    ['tel:00358401234567', '+358401234567'],
    ['callto://+4722334455', '+4722334455'],
    ['TEL:%2B4722334455;ext=12', '+4722334455'],
  ])('%s means %s', (link, number) => {
    expect(parsePhoneLink(link)).toBe(number);
  });

  test.each([
    'tel:22334455',
    'tel:+0123456789',
    'tel:',
    'sip:+4722334455',
    'tel:+47<script>',
    'tel:%',
    `tel:+${'4'.repeat(80)}`,
  ])('%s is not taken: no country, no number or something else', (link) => {
    expect(parsePhoneLink(link)).toBeUndefined();
  });

  test('gives a full number or nothing, whatever is thrown at it', () => {
    const looksLikeLink = fc.string({ maxLength: 40 }).map((tail) => `tel:${tail}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), looksLikeLink), (link) => {
        const number = parsePhoneLink(link);
        if (number !== undefined) expect(number).toMatch(E164_PATTERN);
      }),
      { numRuns: 100_000 },
    );
  });

  test('the last link on a command line counts', () => {
    expect(phoneLinkIn(['app', 'tel:+4722334455', '--x', 'tel:+4699887766', '.'])).toBe('+4699887766');
    expect(phoneLinkIn(['app', '.'])).toBeUndefined();
  });
});
