/** What can be said of a stretch of sound: how loud, and how much of it is one tone. */
import { SAMPLE_RATE_HZ } from './g711';

const FULL_SCALE = 32_768;

/** Root mean square of the samples, 0–32768. */
export function rms(pcm: Int16Array): number {
  if (pcm.length === 0) return 0;
  let energy = 0;
  for (const sample of pcm) energy += sample * sample;
  return Math.sqrt(energy / pcm.length);
}

/** Level in dB relative to full scale, from a mean of squared samples; null for digital silence. */
export function dbfsOfMeanSquare(meanSquare: number): number | null {
  if (meanSquare <= 0) return null;
  return Math.round(10 * Math.log10(meanSquare / (FULL_SCALE * FULL_SCALE)) * 10) / 10;
}

/** Share of the energy that lies at one frequency (Goertzel): about 1 for a pure tone at it, about 0 for anything else. */
export function toneShare(pcm: Int16Array, frequencyHz: number): number {
  const k = 2 * Math.cos((2 * Math.PI * frequencyHz) / SAMPLE_RATE_HZ);
  let s1 = 0;
  let s2 = 0;
  let energy = 0;
  for (const sample of pcm) {
    const s = sample + k * s1 - s2;
    s2 = s1;
    s1 = s;
    energy += sample * sample;
  }
  if (energy === 0) return 0;
  return (2 * (s1 * s1 + s2 * s2 - k * s1 * s2)) / (energy * pcm.length);
}
