/** G.711 µ-law (ITU-T G.711), the codec every browser speaks: 8 kHz, one byte per sample. */

export const SAMPLE_RATE_HZ = 8000;
export const FRAME_MS = 20;
/** Samples in one 20 ms frame. */
export const FRAME_SAMPLES = (SAMPLE_RATE_HZ * FRAME_MS) / 1000;
/** µ-law byte of digital silence. */
export const ULAW_SILENCE = 0xff;

const BIAS = 0x84;
const CLIP = 32635;

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  let exponent = 7;
  for (let mask = 0x4000; (magnitude & mask) === 0 && exponent > 0; mask >>= 1) exponent--;
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

function decodeByte(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = (((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4);
  return (bits & 0x80) !== 0 ? BIAS - magnitude : magnitude - BIAS;
}

const DECODED = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte));
/** Index = the sample's low 16 bits. */
const ENCODED = Uint8Array.from({ length: 65_536 }, (_, bits) => encodeSample((bits << 16) >> 16));

/** Linear 16-bit samples of a µ-law payload, one per byte. */
export function decodeUlaw(payload: Uint8Array): Int16Array {
  const pcm = new Int16Array(payload.length);
  for (let i = 0; i < payload.length; i++) pcm[i] = DECODED[payload[i] ?? ULAW_SILENCE] ?? 0;
  return pcm;
}

/** µ-law payload of linear 16-bit samples, one byte each. */
export function encodeUlaw(pcm: Int16Array): Buffer {
  const payload = Buffer.allocUnsafe(pcm.length);
  for (let i = 0; i < pcm.length; i++) payload[i] = ENCODED[(pcm[i] ?? 0) & 0xffff] ?? ULAW_SILENCE;
  return payload;
}
