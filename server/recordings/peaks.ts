/** So many bars fill a waveform on any screen. */
export const PEAKS_MAX = 800;
const CHANNELS = 2;
const BYTES_PER_SAMPLE = 2;
const FULL_SCALE = 32_768;
const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

/** The sound of a WAV file: the bytes of its `data` chunk; null when the file is not stereo 16-bit PCM in one piece. */
export function wavSamples(file: Buffer): Buffer | null {
  if (file.length < RIFF_HEADER_BYTES || file.toString('latin1', 0, 4) !== 'RIFF') return null;
  let isStereo16 = false;
  for (let at = RIFF_HEADER_BYTES; at + CHUNK_HEADER_BYTES <= file.length;) {
    const id = file.toString('latin1', at, at + 4);
    const bytes = file.readUInt32LE(at + 4);
    const start = at + CHUNK_HEADER_BYTES;
    if (id === 'fmt ') {
      if (start + 16 > file.length) return null;
      isStereo16 = file.readUInt16LE(start + 2) === CHANNELS && file.readUInt16LE(start + 14) === BYTES_PER_SAMPLE * 8;
    }
    if (id === 'data') return isStereo16 ? file.subarray(start, Math.min(start + bytes, file.length)) : null;
    // Chunks are padded to an even length.
    at = start + bytes + (bytes % 2);
  }
  return null;
}

/** The loudest sample of each slice, 0–1, per channel (customer, agent); at most {@link PEAKS_MAX} slices. */
export function peaksOf(samples: Buffer): readonly [readonly number[], readonly number[]] {
  const frames = Math.floor(samples.length / (CHANNELS * BYTES_PER_SAMPLE));
  const slices = Math.min(PEAKS_MAX, frames);
  const customer: number[] = [];
  const agent: number[] = [];
  for (let slice = 0; slice < slices; slice++) {
    const from = Math.floor((slice * frames) / slices);
    const to = Math.floor(((slice + 1) * frames) / slices);
    customer.push(loudest(samples, { from, to, channel: 0 }));
    agent.push(loudest(samples, { from, to, channel: 1 }));
  }
  return [customer, agent];
}

function loudest(samples: Buffer, slice: { from: number; to: number; channel: number }): number {
  let peak = 0;
  for (let frame = slice.from; frame < slice.to; frame++) {
    const sample = samples.readInt16LE((frame * CHANNELS + slice.channel) * BYTES_PER_SAMPLE);
    peak = Math.max(peak, Math.abs(sample));
  }
  return Math.round((peak / FULL_SCALE) * 1_000) / 1_000;
}
