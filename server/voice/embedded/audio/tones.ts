/** Tones a telephone network makes: ringback and keys. */
import { playLoop } from './frames';
import type { FrameSource } from './frames';
import { SAMPLE_RATE_HZ } from './g711';

/** Keys in the order of their RFC 4733 event codes 0–15. */
export const DIGITS = '0123456789*#ABCD';

const ROWS_HZ = [697, 770, 852, 941] as const;
const COLUMNS_HZ = [1209, 1336, 1477, 1633] as const;
const KEYPAD = ['123A', '456B', '789C', '*0#D'] as const;

/** The two frequencies of a key (ITU-T Q.23), or null when it is no key. */
export function digitFrequenciesHz(digit: string): readonly [number, number] | null {
  for (const [row, keys] of KEYPAD.entries()) {
    const column = digit.length === 1 ? keys.indexOf(digit) : -1;
    const rowHz = ROWS_HZ[row];
    const columnHz = COLUMNS_HZ[column];
    if (rowHz !== undefined && columnHz !== undefined) return [rowHz, columnHz];
  }
  return null;
}

/** A mix of sines. @param amplitude peak of the sum, 0–32767. */
export function tone(frequenciesHz: readonly number[], durationMs: number, amplitude = 8000): Int16Array {
  const pcm = new Int16Array(Math.round((durationMs * SAMPLE_RATE_HZ) / 1000));
  for (let i = 0; i < pcm.length; i++) {
    let value = 0;
    for (const hz of frequenciesHz) value += Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE_HZ);
    pcm[i] = (value / Math.max(1, frequenciesHz.length)) * amplitude;
  }
  return pcm;
}

const RINGBACK_HZ = 425;
const RINGBACK_ON_MS = 1000;
const RINGBACK_OFF_MS = 4000;
const RINGBACK_AMPLITUDE = 3500;

/** What a caller in the Nordic networks hears while the other phone rings: 425 Hz, 1 s on, 4 s off (ITU-T E.180). */
export function ringback(): FrameSource {
  const pcm = new Int16Array(((RINGBACK_ON_MS + RINGBACK_OFF_MS) * SAMPLE_RATE_HZ) / 1000);
  pcm.set(tone([RINGBACK_HZ], RINGBACK_ON_MS, RINGBACK_AMPLITUDE));
  return playLoop(pcm);
}

const DIGIT_TONE_MS = 160;
const DIGIT_GAP_MS = 80;

/** Audible tones of keys with gaps between them. */
export function digitTones(digits: string): Int16Array {
  const step = ((DIGIT_TONE_MS + DIGIT_GAP_MS) * SAMPLE_RATE_HZ) / 1000;
  const pcm = new Int16Array(step * digits.length);
  for (let i = 0; i < digits.length; i++) {
    const frequencies = digitFrequenciesHz(digits.charAt(i));
    if (frequencies !== null) pcm.set(tone(frequencies, DIGIT_TONE_MS), i * step);
  }
  return pcm;
}
