import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { ULAW_SILENCE, decodeUlaw, encodeUlaw } from './g711';

const G711_SEGMENT_ERROR = 1 / 16;

describe('µ-law', () => {
  test('gives back each byte it decoded (both zeros sound the same)', () => {
    for (let byte = 0; byte < 256; byte++) {
      const again = encodeUlaw(decodeUlaw(Uint8Array.of(byte)))[0];
      expect(again).toBe(byte === 0x7f ? ULAW_SILENCE : byte);
    }
  });

  test('keeps every sample within the step of its segment', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32_635, max: 32_635 }), (sample) => {
        const heard = decodeUlaw(encodeUlaw(Int16Array.of(sample)))[0] ?? Number.NaN;
        expect(Math.abs(heard - sample)).toBeLessThanOrEqual(Math.abs(sample) * G711_SEGMENT_ERROR + 8);
      }),
    );
  });

  test('clips instead of wrapping at the loudest samples', () => {
    expect(decodeUlaw(encodeUlaw(Int16Array.of(32_767)))[0]).toBeGreaterThan(30_000);
    expect(decodeUlaw(encodeUlaw(Int16Array.of(-32_768)))[0]).toBeLessThan(-30_000);
  });

  test('silence stays exact silence', () => {
    expect([...encodeUlaw(new Int16Array(3))]).toEqual([ULAW_SILENCE, ULAW_SILENCE, ULAW_SILENCE]);
    expect([...decodeUlaw(Uint8Array.of(ULAW_SILENCE))]).toEqual([0]);
  });
});
