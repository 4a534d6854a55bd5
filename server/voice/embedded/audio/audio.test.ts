import { describe, expect, test } from 'vitest';
import { dbfsOfMeanSquare, rms, toneShare } from './analysis';
import { playLoop, playOnce, scaleFrame, sumFrames } from './frames';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from './g711';
import { renderMusic } from './music';
import { DIGITS, digitFrequenciesHz, digitTones, ringback, tone } from './tones';
import { dataBytesOnDisk, readWav, wavHeader, writeWav } from './wav';

describe('tones', () => {
  test('a tone is found at its own frequency and nowhere else', () => {
    const sound = tone([660], 500);
    expect(toneShare(sound, 660)).toBeGreaterThan(0.95);
    expect(toneShare(sound, 440)).toBeLessThan(0.05);
  });

  test('each of the sixteen keys sounds with its own two frequencies', () => {
    const pairs = new Set<string>();
    for (const digit of DIGITS) {
      const [low, high] = digitFrequenciesHz(digit) ?? [0, 0];
      pairs.add(`${low}+${high}`);
      const sound = digitTones(digit).subarray(0, 8 * FRAME_SAMPLES);
      expect(toneShare(sound, low) + toneShare(sound, high)).toBeGreaterThan(0.9);
    }
    expect(pairs.size).toBe(16);
    expect(digitFrequenciesHz('x')).toBeNull();
    expect(digitFrequenciesHz('')).toBeNull();
  });

  test('ringback sounds one second of five', () => {
    const source = ringback();
    const levels = Array.from({ length: 250 }, () => rms(source.next() ?? new Int16Array(0)) > 0);
    expect(levels.filter(Boolean).length).toBe(50);
  });
});

test('levels are told relative to full scale; silence has none', () => {
  expect(dbfsOfMeanSquare(32_768 ** 2)).toBe(0);
  expect(dbfsOfMeanSquare(3276.8 ** 2)).toBe(-20);
  expect(dbfsOfMeanSquare(0)).toBeNull();
});

describe('music', () => {
  const music = renderMusic();

  test('is whole frames, never clipped, and always sounding', () => {
    expect(music.length % FRAME_SAMPLES).toBe(0);
    expect(music.every((sample) => Math.abs(sample) < 30_000)).toBe(true);
    for (let at = 0; at < music.length; at += SAMPLE_RATE_HZ)
      expect(rms(music.subarray(at, at + SAMPLE_RATE_HZ))).toBeGreaterThan(300);
  });

  test('is no raw tone: no single frequency holds it', () => {
    for (const hz of [262, 330, 392, 440, 494, 523]) expect(toneShare(music, hz)).toBeLessThan(0.3);
  });

  test('has no jump at its seam', () => {
    const steps = music.slice(1).map((sample, i) => Math.abs(sample - (music[i] ?? 0)));
    const seam = Math.abs((music[0] ?? 0) - (music.at(-1) ?? 0));
    expect(seam).toBeLessThanOrEqual(Math.max(...steps));
  });
});

describe('frames', () => {
  test('a sum clips instead of wrapping', () => {
    const loud = new Int16Array(FRAME_SAMPLES).fill(30_000);
    expect(sumFrames([loud, loud])[0]).toBe(32_767);
    expect(sumFrames([scaleFrame(loud, -1), scaleFrame(loud, -1)])[0]).toBe(-32_768);
    expect(sumFrames([]).every((sample) => sample === 0)).toBe(true);
  });

  test('played once, samples come in whole frames and then end; looped they never end', () => {
    const once = playOnce(new Int16Array(FRAME_SAMPLES + 1).fill(7));
    expect(once.next()?.[0]).toBe(7);
    expect([...(once.next() ?? [])].slice(0, 2)).toEqual([7, 0]);
    expect(once.next()).toBeNull();
    const loop = playLoop(new Int16Array(FRAME_SAMPLES).fill(3));
    for (let i = 0; i < 5; i++) expect(loop.next()?.[FRAME_SAMPLES - 1]).toBe(3);
  });
});

describe('WAV', () => {
  const format = { channels: 2, sampleRateHz: SAMPLE_RATE_HZ };

  test('what is written is what is read', () => {
    const samples = Int16Array.of(1, -1, 32_767, -32_768);
    expect(readWav(writeWav({ ...format, samples }))).toEqual({ ...format, samples });
  });

  test('refuses what is not 16-bit PCM', () => {
    expect(readWav(Buffer.from('not a sound'))).toBeNull();
    const float = writeWav({ ...format, samples: Int16Array.of(1, 2) });
    float.writeUInt16LE(3, 20);
    expect(readWav(float)).toBeNull();
  });

  test('a torn last sample is not counted as sound', () => {
    expect(dataBytesOnDisk(44 + 4 * 10 + 3, format)).toBe(40);
    expect(dataBytesOnDisk(10, format)).toBe(0);
    expect(wavHeader(format, 40).readUInt32LE(40)).toBe(40);
  });
});
