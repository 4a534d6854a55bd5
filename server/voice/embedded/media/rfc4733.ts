/** Keys as RTP events (RFC 4733): how one is sent, and how one is told from its packets. */
import { FRAME_SAMPLES } from '../audio/g711';
import { DIGITS } from '../audio/tones';

/** 160 ms down, the end said three times against loss, then a pause. */
const DIGIT_FRAMES = 8;
const DIGIT_END_REPEATS = 3;
const DIGIT_PAUSE_FRAMES = 4;
const VOLUME_DBM0 = 10;
const END_BIT = 0x80;
const PAYLOAD_BYTES = 4;

/** One packet of a key being pressed; all packets of a key carry the timestamp of its first. */
export interface DigitStep {
  readonly payload: Buffer;
  readonly isFirst: boolean;
}

/** What to send beat by beat for one key, null = nothing; empty when it is no key. */
export function digitSteps(digit: string): readonly (DigitStep | null)[] {
  const code = digit.length === 1 ? DIGITS.indexOf(digit) : -1;
  if (code === -1) return [];
  const step = (frame: number, isEnd: boolean): DigitStep => {
    const duration = frame * FRAME_SAMPLES;
    const flags = (isEnd ? END_BIT : 0) | VOLUME_DBM0;
    return { payload: Buffer.from([code, flags, duration >> 8, duration & 0xff]), isFirst: frame === 1 && !isEnd };
  };
  return [
    ...Array.from({ length: DIGIT_FRAMES }, (_, i) => step(i + 1, false)),
    ...Array.from({ length: DIGIT_END_REPEATS }, () => step(DIGIT_FRAMES, true)),
    ...Array.from({ length: DIGIT_PAUSE_FRAMES }, () => null),
  ];
}

/** Tells each key once, at its end, however often the end is repeated. */
export class DigitDetector {
  #lastTimestamp: number | null = null;

  /** @returns the key this packet completes, or null. */
  packet(timestamp: number, payload: Uint8Array): string | null {
    const [code, flags] = payload;
    if (code === undefined || flags === undefined || payload.length < PAYLOAD_BYTES) return null;
    const digit = DIGITS[code];
    if ((flags & END_BIT) === 0 || digit === undefined || this.#lastTimestamp === timestamp) return null;
    this.#lastTimestamp = timestamp;
    return digit;
  }
}
