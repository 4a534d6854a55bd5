/** Legs without a network: what a party says is a tone, what it hears is kept. The "SDP" is any text. */
import { playLoop } from '../embedded/audio/frames';
import type { FrameSource } from '../embedded/audio/frames';
import { tone } from '../embedded/audio/tones';
import type { AnswerOffer, Leg, LegListener, LegQuality } from '../embedded/media/leg';

const SENT_FRAMES_KEPT = 500;

export class FakeLeg implements Leg {
  readonly sent: Int16Array[] = [];
  readonly digitsSent: string[] = [];
  isClosed = false;
  lastHeardAt: number | null = null;
  #source: FrameSource | null = null;

  constructor(
    readonly listener: LegListener,
    readonly nowMs: () => number,
  ) {}

  /** First audio arrives, as this tone. */
  speak(frequencyHz: number): void {
    this.#source = playLoop(tone([frequencyHz], 1000));
    const isFirst = this.lastHeardAt === null;
    this.lastHeardAt = this.nowMs();
    if (isFirst) this.listener.onConnected();
  }

  /** The last stretch this party heard, joined. */
  heard(frames: number): Int16Array {
    return Int16Array.from(this.sent.slice(-frames).flatMap((frame) => [...frame]));
  }

  takeFrame(): Int16Array | null {
    if (this.#source === null) return null;
    this.lastHeardAt = this.nowMs();
    return this.#source.next();
  }

  /** The network is gone: no packet comes any more. */
  vanish(): void {
    this.#source = null;
  }

  sendFrame(pcm: Int16Array): void {
    this.sent.push(pcm);
    if (this.sent.length > SENT_FRAMES_KEPT) this.sent.shift();
  }

  sendDigit(digit: string): boolean {
    this.digitsSent.push(digit);
    return true;
  }

  async takeQuality(): Promise<LegQuality> {
    return { lossPct: 0, jitterMs: 0, rttMs: null, meanSquare: this.#source === null ? 0 : 1_000_000 };
  }

  async restart(sdpOffer: string): Promise<string> {
    return `answer to ${sdpOffer}`;
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

/** Offers starting with `bad` are refused as a browser's garbage would be. */
export function fakeAnswerer(nowMs: () => number): { answerOffer: AnswerOffer; legOf: (sdpOffer: string) => FakeLeg } {
  const legs = new Map<string, FakeLeg>();
  return {
    answerOffer: async (sdpOffer, listener) => {
      if (sdpOffer.startsWith('bad')) throw new Error('not an offer');
      const leg = new FakeLeg(listener, nowMs);
      legs.set(sdpOffer, leg);
      return { leg, sdpAnswer: `answer to ${sdpOffer}` };
    },
    legOf(sdpOffer) {
      const leg = legs.get(sdpOffer);
      if (leg === undefined) throw new Error(`no leg answered ${sdpOffer}`);
      return leg;
    },
  };
}
