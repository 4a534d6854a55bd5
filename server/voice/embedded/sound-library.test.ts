import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../shared/lang/languages';
import { PLAIN_ANNOUNCEMENTS } from '../carrier';
import { SOUND_TEXTS, soundKeyOf } from './announcement-texts';
import { rms } from './audio/analysis';
import { readWav } from './audio/wav';
import { loadSounds } from './sound-library';

const SOUNDS_DIR = fileURLToPath(new URL('./sounds', import.meta.url));
const SOUND_BYTES_MAX = 260_000;
const SHORTEST_SOUND_S = 0.8;

describe.each(LANGUAGES)('announcements in %s', (language) => {
  test('exist for every text, and for nothing else', () => {
    const files = readdirSync(join(SOUNDS_DIR, language)).sort();
    expect(files).toEqual(
      Object.keys(SOUND_TEXTS)
        .map((key) => `${key}.wav`)
        .sort(),
    );
  });

  test.each(Object.keys(SOUND_TEXTS))('%s is speech at 8 kHz mono 16 bit, not silence', (key) => {
    const path = join(SOUNDS_DIR, language, `${key}.wav`);
    const sound = readWav(readFileSync(path));
    expect(sound).toMatchObject({ channels: 1, sampleRateHz: 8000 });
    const samples = sound?.samples ?? new Int16Array(0);
    expect(rms(samples)).toBeGreaterThan(800);
    expect(samples.length).toBeGreaterThan(SHORTEST_SOUND_S * 8000);
    expect(statSync(path).size).toBeLessThan(SOUND_BYTES_MAX);
  });
});

test('every announcement of the contract has its sound, each place in the queue its own', () => {
  const library = loadSounds(SOUNDS_DIR);
  for (const key of PLAIN_ANNOUNCEMENTS) expect(library.spoken('nb', soundKeyOf({ key })).length).toBeGreaterThan(0);
  const spoken = [1, 2, 10, 11, 400].map((position) => soundKeyOf({ key: 'position', position }));
  expect(spoken).toEqual(['position-1', 'position-2', 'position-10', 'position-many', 'position-many']);
});

test('a folder without the sounds refuses to load', () => {
  expect(() => loadSounds('/nowhere')).toThrow('ENOENT');
});
