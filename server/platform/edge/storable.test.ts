import { describe, expect, test } from 'vitest';
import { isStorable } from './storable';

describe('what the database can keep', () => {
  test.each([['text'], ['😀'], [''], [null], [[1, { a: 'b' }]], [new Uint8Array([0, 0])]])(
    '%j can be kept',
    (value) => {
      expect(isStorable(value)).toBe(true);
    },
  );

  test.each([
    ['a\uD800'],
    [{ deep: ['\uDC00b'] }],
    ['a\u0000b'],
    [['x', '\u0000']],
    [{ deep: { note: '\u0000' } }],
    [{ '\u0000': 1 }],
  ])('%j cannot: there is a NUL or half a sign in it', (value) => {
    expect(isStorable(value)).toBe(false);
  });
});
