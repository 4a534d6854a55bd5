/**
 * The carrier of a simulation: the real control socket, rooms, recorder and spool; only the legs are not WebRTC. A leg is
 * there from the moment its phone has the answer to its offer, says nothing, and goes when its phone hangs up.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FrameClock } from '../../server/voice/embedded/media/clock';
import { ControlServer } from '../../server/voice/embedded/media/control-server';
import { EventLog } from '../../server/voice/embedded/media/event-log';
import type { Leg, LegListener, LegQuality } from '../../server/voice/embedded/media/leg';
import { Recordings } from '../../server/voice/embedded/media/recordings';
import { RecordingSpool } from '../../server/voice/embedded/media/spool';
import { Switchboard } from '../../server/voice/embedded/media/switchboard';
import { SWEEP_EVERY_MS } from '../../server/voice/embedded/limits';
import type { SoundLibrary } from '../../server/voice/embedded/sound-library';

const TOKEN_BYTES = 24;
/** Spoken notices take no time here: people's times are divided by the speed, and these are none of them. */
const NOTHING_SPOKEN = new Int16Array(0);
const ONE_FRAME_OF_SILENCE = new Int16Array(160);
const SILENT_SOUNDS: SoundLibrary = { music: ONE_FRAME_OF_SILENCE, spoken: () => NOTHING_SPOKEN };

class QuietLeg implements Leg {
  private isConnected = false;
  private isClosed = false;

  constructor(private readonly listener: LegListener) {}

  get lastHeardAt(): number | null {
    return this.isConnected ? Date.now() : null;
  }

  takeFrame(): null {
    return null;
  }

  sendFrame(): void {
    // Nobody listens.
  }

  sendDigit(): boolean {
    return true;
  }

  takeQuality(): Promise<LegQuality> {
    return Promise.resolve({ lossPct: 0, jitterMs: 0, rttMs: null, meanSquare: 0 });
  }

  restart(sdpOffer: string): Promise<string> {
    return Promise.resolve(`answer to ${sdpOffer}`);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }

  connect(): void {
    if (this.isConnected || this.isClosed) return;
    this.isConnected = true;
    this.listener.onConnected();
  }

  hangUp(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.listener.onClosed('hangup');
  }
}

export interface QuietMedia {
  readonly port: number;
  readonly token: string;
  /** The phone with this offer got its answer and is heard. */
  connect(sdpOffer: string): void;
  /** The phone with this offer is gone: its page was closed. */
  hangUp(sdpOffer: string): void;
  close(): Promise<void>;
}

/** Starts it in this process, on a free port of the loopback interface. Recordings go to `dataDir`. */
export async function startQuietMedia(dataDir: string): Promise<QuietMedia> {
  const nowMs = (): number => Date.now();
  const events = new EventLog(randomUUID(), nowMs);
  const tell = events.append.bind(events);
  const recordings = new Recordings({ spool: await RecordingSpool.open(join(dataDir, 'spool')), tell, nowMs });
  const legs = new Map<string, QuietLeg>();
  const answerOffer = (sdpOffer: string, listener: LegListener): Promise<{ leg: Leg; sdpAnswer: string }> => {
    const leg = new QuietLeg(listener);
    legs.set(sdpOffer, leg);
    return Promise.resolve({ leg, sdpAnswer: `answer to ${sdpOffer}` });
  };
  const switchboard = new Switchboard({ sounds: SILENT_SOUNDS, recordings, answerOffer, tell, nowMs });
  const token = randomBytes(TOKEN_BYTES).toString('hex');
  const warn = (message: string, facts: Record<string, unknown>): void => console.error('carrier:', message, facts);
  const control = new ControlServer({ token, switchboard, recordings, events, warn });
  const port = await control.listen(0);
  const clock = new FrameClock(() => switchboard.tick());
  clock.start();
  const sweeping = setInterval(() => {
    switchboard.sweep().catch((error: unknown) => warn('the sweep failed', { why: String(error) }));
  }, SWEEP_EVERY_MS);
  return {
    port,
    token,
    connect: (sdpOffer) => legs.get(sdpOffer)?.connect(),
    hangUp(sdpOffer) {
      legs.get(sdpOffer)?.hangUp();
      legs.delete(sdpOffer);
    },
    async close() {
      clearInterval(sweeping);
      await switchboard.close();
      await control.close();
      clock.stop();
    },
  };
}
