/** One party's audio as the mixer sees it: a frame in and a frame out each 20 ms. WebRTC is one way to be a leg. */

export interface LegQuality {
  /** Packets lost of those expected since the last call, 0–100. */
  readonly lossPct: number;
  readonly jitterMs: number;
  readonly rttMs: number | null;
  /** Mean of squared samples heard since the last call. */
  readonly meanSquare: number;
}

export interface LegListener {
  /** First audio has arrived. Once. */
  onConnected(): void;
  onDigit(digit: string): void;
  /** The far end went away by itself. Once; not after `close`. */
  onClosed(reason: 'hangup' | 'failed'): void;
}

export interface Leg {
  /** The next frame heard from the party; null when there is none in time (the mixer takes it as silence). */
  takeFrame(): Int16Array | null;
  /** Sends a frame to the party. Must be called once per tick; must not throw. */
  sendFrame(pcm: Int16Array): void;
  /** Starts sending a key as RFC 4733 events; false when the party has not agreed to them. */
  sendDigit(digit: string): boolean;
  /** Epoch ms at which the last packet came; null before the first. */
  readonly lastHeardAt: number | null;
  /** Counters since the last call; resets them. */
  takeQuality(): Promise<LegQuality>;
  /** Answers an ICE restart of the same connection. */
  restart(sdpOffer: string): Promise<string>;
  close(): Promise<void>;
}

/** Makes a leg out of a browser's offer. Rejects when the offer is none we can answer. */
export type AnswerOffer = (sdpOffer: string, listener: LegListener) => Promise<{ leg: Leg; sdpAnswer: string }>;
