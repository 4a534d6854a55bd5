import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Id } from '../../shared/ids/ids';
import type { Language } from '../../shared/lang/languages';
import { peaksOf, recordingFileName, recordingsDir, wavSamples } from '../recordings';
import { DEMO_CONVERSATIONS } from './conversations';

/** Beside the source, beside the bundle, or in the source tree that the bundle was made from. */
const PLACES = ['./recordings', './demo-recordings', '../../server/demo-world/recordings'];
const BYTES_PER_MS = 32;

export interface DemoSound {
  readonly language: Language;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly durationMs: number;
  readonly peaks: readonly [readonly number[], readonly number[]];
}

function folder(): string | null {
  const found = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) =>
    existsSync(join(path, 'nb.wav')),
  );
  return found ?? null;
}

/** The invented conversations as sound; none when the program was packed without them: then no demo call was recorded. */
export async function loadDemoSounds(): Promise<DemoSound[]> {
  const dir = folder();
  if (dir === null) return [];
  return Promise.all(
    DEMO_CONVERSATIONS.map(async ({ language }) => {
      const path = join(dir, `${language}.wav`);
      const file = await readFile(path);
      const samples = wavSamples(file);
      if (samples === null) throw new Error(`${path} is no stereo recording; render the sounds again`);
      return {
        language,
        path,
        bytes: file.length,
        sha256: createHash('sha256').update(file).digest('hex'),
        durationMs: Math.round(samples.length / BYTES_PER_MS),
        peaks: peaksOf(samples),
      };
    }),
  );
}

/** Puts a copy of the sound where the product keeps its recordings, under the recording's own name. */
export async function placeRecordings(
  dataDir: string,
  recordings: readonly { id: Id<'recording'>; sound: DemoSound }[],
): Promise<void> {
  const dir = recordingsDir(dataDir);
  await mkdir(dir, { recursive: true });
  await Promise.all(recordings.map(({ id, sound }) => copyFile(sound.path, join(dir, recordingFileName(id)))));
}
