/** The plain RIFF/WAVE header (PCM, 16 bit) that recordings and sounds use: 44 bytes, then samples. */

export const WAV_HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

export interface WavFormat {
  readonly channels: number;
  readonly sampleRateHz: number;
}

/** The header of a file with this much sound. Zero bytes = "still being written"; {@link dataBytesOnDisk} then decides. */
export function wavHeader(format: WavFormat, dataBytes: number): Buffer {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  const frameBytes = format.channels * BYTES_PER_SAMPLE;
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(format.channels, 22);
  header.writeUInt32LE(format.sampleRateHz, 24);
  header.writeUInt32LE(format.sampleRateHz * frameBytes, 28);
  header.writeUInt16LE(frameBytes, 32);
  header.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/** Whole sample frames in a file of this size; a torn last frame (a crash in mid-write) does not count. */
export function dataBytesOnDisk(fileBytes: number, format: WavFormat): number {
  const frameBytes = format.channels * BYTES_PER_SAMPLE;
  return Math.max(0, Math.floor((fileBytes - WAV_HEADER_BYTES) / frameBytes) * frameBytes);
}

/** Milliseconds of sound in this many bytes. */
export function durationMsOf(dataBytes: number, format: WavFormat): number {
  return Math.round((dataBytes / (format.channels * BYTES_PER_SAMPLE) / format.sampleRateHz) * 1000);
}

export interface WavSound extends WavFormat {
  /** Interleaved when there is more than one channel. */
  readonly samples: Int16Array;
}

/** Reads a 16-bit PCM file, skipping chunks it does not know; null when it is anything else. */
export function readWav(file: Buffer): WavSound | null {
  if (file.length < 12 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    return null;
  let format: WavFormat | null = null;
  let offset = 12;
  while (offset + 8 <= file.length) {
    const name = file.toString('latin1', offset, offset + 4);
    const size = file.readUInt32LE(offset + 4);
    const body = offset + 8;
    if (name === 'fmt ' && body + 16 <= file.length) {
      const isPcm16 = file.readUInt16LE(body) === 1 && file.readUInt16LE(body + 14) === 16;
      if (!isPcm16) return null;
      format = { channels: file.readUInt16LE(body + 2), sampleRateHz: file.readUInt32LE(body + 4) };
    }
    if (name === 'data' && format !== null) {
      const bytes = Math.min(size, file.length - body);
      const samples = new Int16Array(Math.floor(bytes / BYTES_PER_SAMPLE));
      for (let i = 0; i < samples.length; i++) samples[i] = file.readInt16LE(body + i * BYTES_PER_SAMPLE);
      return { ...format, samples };
    }
    offset = body + size + (size % 2);
  }
  return null;
}

/** A complete file in memory. */
export function writeWav(sound: WavSound): Buffer {
  const body = Buffer.alloc(sound.samples.length * BYTES_PER_SAMPLE);
  for (const [i, sample] of sound.samples.entries()) body.writeInt16LE(sample, i * BYTES_PER_SAMPLE);
  return Buffer.concat([wavHeader(sound, body.length), body]);
}
