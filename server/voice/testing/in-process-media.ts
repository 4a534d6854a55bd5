/**
 * The whole media process but WebRTC, inside the test: real control socket, rooms, recorder and spool; legs are fake and
 * the beat is struck by hand or by a real clock. For tests of the server that need a carrier and no sound card.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ControlServer } from '../embedded/media/control-server';
import { EventLog } from '../embedded/media/event-log';
import { Recordings } from '../embedded/media/recordings';
import { RecordingSpool } from '../embedded/media/spool';
import { Switchboard } from '../embedded/media/switchboard';
import { loadSounds } from '../embedded/sound-library';
import type { SoundLibrary } from '../embedded/sound-library';
import type { FakeLeg } from './fake-legs';
import { fakeAnswerer } from './fake-legs';
import { TEST_TOKEN } from './media-process';

const SOUNDS_DIR = fileURLToPath(new URL('../embedded/sounds', import.meta.url));

export interface InProcessMedia {
  readonly port: number;
  readonly token: string;
  readonly switchboard: Switchboard;
  readonly events: EventLog;
  readonly dataDir: string;
  /** The leg that answered this offer. */
  legOf(sdpOffer: string): FakeLeg;
  /** Strikes so many beats of 20 ms at once; fake time moves with them. */
  beat(count: number): void;
  /** Moves fake time on and lets the sweeper look. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const BEAT_MS = 20;
let sounds: SoundLibrary | null = null;

export async function startInProcessMedia(options: { dataDir?: string } = {}): Promise<InProcessMedia> {
  let now = Date.now();
  const nowMs = (): number => now;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'friskmeld-voice-'));
  const events = new EventLog(randomUUID(), nowMs);
  const tell = events.append.bind(events);
  const recordings = new Recordings({ spool: await RecordingSpool.open(join(dataDir, 'recordings')), tell, nowMs });
  await recordings.recover();
  const { answerOffer, legOf } = fakeAnswerer(nowMs);
  sounds ??= loadSounds(SOUNDS_DIR);
  const switchboard = new Switchboard({ sounds, recordings, answerOffer, tell, nowMs });
  const control = new ControlServer({ token: TEST_TOKEN, switchboard, recordings, events, warn: () => undefined });
  const port = await control.listen(0);
  return {
    port,
    token: TEST_TOKEN,
    switchboard,
    events,
    dataDir,
    legOf,
    beat(count) {
      for (let i = 0; i < count; i++) {
        now += BEAT_MS;
        switchboard.tick();
      }
    },
    async pass(ms) {
      now += ms;
      await switchboard.sweep();
    },
    async close() {
      await switchboard.close();
      await control.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
