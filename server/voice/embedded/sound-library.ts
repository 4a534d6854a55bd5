/** The spoken announcements and the music, loaded once into memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../../shared/lang/languages';
import type { Language } from '../../../shared/lang/languages';
import { SOUND_TEXTS } from './announcement-texts';
import { SAMPLE_RATE_HZ } from './audio/g711';
import { renderMusic } from './audio/music';
import { readWav } from './audio/wav';

export interface SoundLibrary {
  readonly music: Int16Array;
  /** Samples at 8 kHz of a sound key in a language. */
  spoken(language: Language, key: string): Int16Array;
}

/**
 * Reads every sound of every language from `<dir>/<language>/<key>.wav`.
 * Throws when one is missing or not 8 kHz mono 16 bit: a caller must never meet silence instead of the recording notice.
 */
export function loadSounds(dir: string): SoundLibrary {
  const sounds = new Map<string, Int16Array>();
  for (const language of LANGUAGES) {
    for (const key of Object.keys(SOUND_TEXTS)) {
      const path = join(dir, language, `${key}.wav`);
      const sound = readWav(readFileSync(path));
      if (sound === null || sound.channels !== 1 || sound.sampleRateHz !== SAMPLE_RATE_HZ) {
        throw new Error(`${path} must be a mono 16-bit WAV at ${SAMPLE_RATE_HZ} Hz; render the sounds again`);
      }
      sounds.set(`${language}/${key}`, sound.samples);
    }
  }
  return {
    music: renderMusic(),
    spoken(language, key) {
      const samples = sounds.get(`${language}/${key}`);
      if (samples === undefined) throw new Error(`No sound ${language}/${key}`);
      return samples;
    },
  };
}
