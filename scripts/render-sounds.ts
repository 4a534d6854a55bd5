/**
 * Speaks what the product ships as sound, with Debian's `espeak-ng`: the announcements of the embedded carrier
 * (`server/voice/embedded/sounds`, 8 kHz mono) and the conversations of the demo world (`server/demo-world/recordings`, 8 kHz
 * stereo, customer left, agent right). Run after changing a text: `npm run sounds`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES } from '../shared/lang/languages';
import { DEMO_CONVERSATIONS, type DemoLine } from '../server/demo-world/conversations';
import { SOUND_TEXTS } from '../server/voice/embedded/announcement-texts';
import { SAMPLE_RATE_HZ } from '../server/voice/embedded/audio/g711';
import { writeWav } from '../server/voice/embedded/audio/wav';
import { speech } from './sounds/speech';

const SOUNDS_DIR = fileURLToPath(new URL('../server/voice/embedded/sounds', import.meta.url));
const RECORDINGS_DIR = fileURLToPath(new URL('../server/demo-world/recordings', import.meta.url));
const BREATH_MS = 450;
const VARIANT = { customer: 'm3', agent: 'f3' } as const;

for (const language of LANGUAGES) {
  mkdirSync(join(SOUNDS_DIR, language), { recursive: true });
  for (const [key, texts] of Object.entries(SOUND_TEXTS)) {
    const samples = speech(texts[language], language);
    writeFileSync(
      join(SOUNDS_DIR, language, `${key}.wav`),
      writeWav({ channels: 1, sampleRateHz: SAMPLE_RATE_HZ, samples }),
    );
    console.log(`${language}/${key}.wav  ${(samples.length / SAMPLE_RATE_HZ).toFixed(1)} s`);
  }
}

mkdirSync(RECORDINGS_DIR, { recursive: true });
for (const conversation of DEMO_CONVERSATIONS) {
  const samples = stereo(
    conversation.lines.map((line) => ({ line, spoken: speech(line.text, conversation.language, VARIANT[line.who]) })),
  );
  writeFileSync(
    join(RECORDINGS_DIR, `${conversation.language}.wav`),
    writeWav({ channels: 2, sampleRateHz: SAMPLE_RATE_HZ, samples }),
  );
  console.log(`conversation ${conversation.language}.wav  ${(samples.length / 2 / SAMPLE_RATE_HZ).toFixed(1)} s`);
}

/** One line after the other with a breath between: the customer's words on the left, the agent's on the right. */
function stereo(parts: readonly { line: DemoLine; spoken: Int16Array }[]): Int16Array {
  const breath = (BREATH_MS * SAMPLE_RATE_HZ) / 1_000;
  const frames = parts.reduce((sum, { spoken }) => sum + spoken.length + breath, breath);
  const out = new Int16Array(frames * 2);
  let at = breath;
  for (const { line, spoken } of parts) {
    const side = line.who === 'customer' ? 0 : 1;
    for (const [index, sample] of spoken.entries()) out[(at + index) * 2 + side] = sample;
    at += spoken.length + breath;
  }
  return out;
}
