/** Frames of sound and where they come from. A frame is {@link FRAME_SAMPLES} linear samples; treat it as read-only. */
import { FRAME_SAMPLES } from './g711';

/** Something that sounds, frame by frame; null once it is over. */
export interface FrameSource {
  next(): Int16Array | null;
}

export const SILENT_FRAME = new Int16Array(FRAME_SAMPLES);

const SAMPLE_MAX = 32_767;
const SAMPLE_MIN = -32_768;

/** Sum of frames, clipped. One frame is returned as it is. */
export function sumFrames(frames: readonly Int16Array[]): Int16Array {
  const [first, ...rest] = frames;
  if (first === undefined) return SILENT_FRAME;
  if (rest.length === 0) return first;
  const sum = new Int16Array(FRAME_SAMPLES);
  for (let i = 0; i < FRAME_SAMPLES; i++) {
    let value = 0;
    for (const frame of frames) value += frame[i] ?? 0;
    sum[i] = Math.max(SAMPLE_MIN, Math.min(SAMPLE_MAX, value));
  }
  return sum;
}

/** The frame made quieter (or louder) by a factor. */
export function scaleFrame(frame: Int16Array, factor: number): Int16Array {
  return Int16Array.from(frame, (sample) => Math.max(SAMPLE_MIN, Math.min(SAMPLE_MAX, sample * factor)));
}

/** Plays samples once, the last frame filled up with silence. */
export function playOnce(pcm: Int16Array): FrameSource {
  let offset = 0;
  return {
    next() {
      if (offset >= pcm.length) return null;
      const frame = new Int16Array(FRAME_SAMPLES);
      frame.set(pcm.subarray(offset, offset + FRAME_SAMPLES));
      offset += FRAME_SAMPLES;
      return frame;
    },
  };
}

/** Plays samples round and round; the length should be whole frames so that the seam is clean. */
export function playLoop(pcm: Int16Array): FrameSource {
  let offset = 0;
  return {
    next() {
      const frame = new Int16Array(FRAME_SAMPLES);
      for (let i = 0; i < FRAME_SAMPLES; i++) {
        frame[i] = pcm[offset] ?? 0;
        offset = (offset + 1) % Math.max(1, pcm.length);
      }
      return frame;
    },
  };
}
