import { spawnSync } from 'node:child_process';
import type { Language } from '../../shared/lang/languages';
import { SAMPLE_RATE_HZ } from '../../server/voice/embedded/audio/g711';
import { readWav } from '../../server/voice/embedded/audio/wav';

const VOICES = { nb: 'nb', sv: 'sv', fi: 'fi', en: 'en-gb' } as const satisfies Record<Language, string>;
const WORDS_PER_MINUTE = 165;
const SPEECH_PEAK = 20_000;
/** Leading and trailing samples quieter than this are cut, so that texts can be joined without long holes. */
const QUIET = 120;
const PAD_MS = 60;

function speak(text: string, voice: string): { samples: Int16Array; sampleRateHz: number } {
  const result = spawnSync('espeak-ng', ['-v', voice, '-s', String(WORDS_PER_MINUTE), '--stdout', text]);
  if (result.error !== undefined)
    throw new Error('espeak-ng is missing: apt-get install espeak-ng', { cause: result.error });
  const sound = readWav(result.stdout);
  if (sound === null || sound.channels !== 1) throw new Error(`espeak-ng said nothing for "${text}"`);
  return sound;
}

const CUTOFF_HZ = 3600;
const FILTER_HALF_WIDTH = 48;

/** Band-limits and resamples in one step: each new sample is a Blackman-windowed sinc over the old ones around it. */
function resample(samples: Int16Array, fromHz: number, toHz: number): Float64Array {
  const cutoff = (2 * CUTOFF_HZ) / fromHz;
  const out = new Float64Array(Math.floor((samples.length * toHz) / fromHz));
  for (let i = 0; i < out.length; i++) {
    const centre = (i * fromHz) / toHz;
    const first = Math.ceil(centre - FILTER_HALF_WIDTH);
    let sum = 0;
    for (let at = first; at <= centre + FILTER_HALF_WIDTH; at++) {
      const x = at - centre;
      const phase = (Math.PI * x) / FILTER_HALF_WIDTH;
      const window = 0.42 + 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase);
      const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
      sum += (samples[at] ?? 0) * sinc * window;
    }
    out[i] = sum;
  }
  return out;
}

const isLoud = (value: number): boolean => Math.abs(value) > QUIET;

/** Cuts silence off both ends (leaving a short pad) and brings the peak to {@link SPEECH_PEAK}. */
function trimAndLevel(samples: Float64Array): Int16Array {
  const first = samples.findIndex(isLoud);
  let last = samples.length - 1;
  while (last > 0 && !isLoud(samples[last] ?? 0)) last--;
  const pad = (PAD_MS * SAMPLE_RATE_HZ) / 1000;
  const kept = samples.subarray(Math.max(0, first - pad), last + pad);
  const peak = kept.reduce((max, value) => Math.max(max, Math.abs(value)), 1);
  return Int16Array.from(kept, (value) => Math.round((value / peak) * SPEECH_PEAK));
}

/** Speaks a text with Debian's espeak-ng: 8 kHz, mono, levelled, silence cut off. `variant` is one of its voice variants (f3, m2). */
export function speech(text: string, language: Language, variant?: string): Int16Array {
  const voice = variant === undefined ? VOICES[language] : `${VOICES[language]}+${variant}`;
  const spoken = speak(text, voice);
  return trimAndLevel(resample(spoken.samples, spoken.sampleRateHz, SAMPLE_RATE_HZ));
}
