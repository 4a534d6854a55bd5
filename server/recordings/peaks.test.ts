import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRange } from './audio-route';
import { peaksOf, PEAKS_MAX, wavSamples } from './peaks';

/** A stereo 16-bit WAV with an odd chunk before the sound, as tools write them. */
function wavOf(samples: Buffer): Buffer {
  const fmt = Buffer.alloc(24);
  fmt.write('fmt ', 0, 'latin1');
  fmt.writeUInt32LE(16, 4);
  fmt.writeUInt16LE(1, 8);
  fmt.writeUInt16LE(2, 10);
  fmt.writeUInt32LE(8_000, 12);
  fmt.writeUInt32LE(32_000, 16);
  fmt.writeUInt16LE(4, 20);
  fmt.writeUInt16LE(16, 22);
  const odd = Buffer.from('LIST\u0003\u0000\u0000\u0000abc\u0000', 'latin1');
  const data = Buffer.alloc(8);
  data.write('data', 0, 'latin1');
  data.writeUInt32LE(samples.length, 4);
  const riff = Buffer.alloc(12);
  riff.write('RIFF', 0, 'latin1');
  riff.write('WAVE', 8, 'latin1');
  return Buffer.concat([riff, fmt, odd, data, samples]);
}

function stereo(frames: readonly (readonly [number, number])[]): Buffer {
  const samples = Buffer.alloc(frames.length * 4);
  frames.forEach(([left, right], frame) => {
    samples.writeInt16LE(left, frame * 4);
    samples.writeInt16LE(right, frame * 4 + 2);
  });
  return samples;
}

describe('peaks of a recording', () => {
  test('the customer is left, the agent right, full scale is one', () => {
    const samples = wavSamples(
      wavOf(
        stereo([
          [-32_768, 0],
          [0, 16_384],
        ]),
      ),
    );
    expect(samples === null ? null : peaksOf(samples)).toEqual([
      [1, 0],
      [0, 0.5],
    ]);
  });

  test('a file that is no stereo 16-bit WAV has no sound, and never throws', () => {
    expect(wavSamples(Buffer.alloc(0))).toBeNull();
    expect(wavSamples(Buffer.from('RIFF....WAVE'))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const file = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), Buffer.from(bytes)]);
        expect(() => wavSamples(file)).not.toThrow();
      }),
    );
  });

  test('however long, at most so many bars, each between 0 and 1, and the loudest sample shows', () => {
    const frame = fc.tuple(fc.integer({ min: -32_768, max: 32_767 }), fc.integer({ min: -32_768, max: 32_767 }));
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 3_000 }), (frames) => {
        const [customer, agent] = peaksOf(stereo(frames));
        expect(customer.length).toBeLessThanOrEqual(PEAKS_MAX);
        expect(agent).toHaveLength(customer.length);
        expect([...customer, ...agent].every((peak) => peak >= 0 && peak <= 1)).toBe(true);
        const loudest = Math.max(0, ...frames.map(([left]) => Math.abs(left)));
        expect(Math.max(0, ...customer)).toBeCloseTo(loudest / 32_768, 2);
      }),
    );
  });
});

describe('the range a player asks for', () => {
  test.each([
    [undefined, null],
    ['bytes=0-', { from: 0, to: 99 }],
    ['bytes=10-19', { from: 10, to: 19 }],
    ['bytes=90-500', { from: 90, to: 99 }],
    ['bytes=-10', { from: 90, to: 99 }],
    ['bytes=-500', { from: 0, to: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=20-10', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['lines=0-1', null],
  ])('%s', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });
});
