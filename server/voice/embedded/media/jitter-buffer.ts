/** Puts packets back in order and gives out one frame per beat, a little late, so that uneven arrival is not heard. */
import { scaleFrame } from '../audio/frames';
import { FRAME_SAMPLES } from '../audio/g711';

/** Frames gathered before the first is given out (and again after running dry): 40 ms. */
export const TARGET_FRAMES = 2;
/** When this many wait, the sender's clock is faster than ours or a burst came: drop to {@link TARGET_FRAMES}. */
export const FRAMES_MAX = 10;
/** A hole up to this long is filled with a fading copy of the last frame; after a longer one we simply go on. */
const CONCEALED_FRAMES_MAX = 3;
const CONCEAL_FADE = 0.5;
const SEQUENCE_MODULO = 65_536;

interface Packet {
  /** Sequence number unrolled past 16 bits. */
  readonly sequence: number;
  readonly pcm: Int16Array;
}

export class JitterBuffer {
  #packets: Packet[] = [];
  #isPrimed = false;
  #lastTaken: number | null = null;
  #lastFrame: Int16Array | null = null;
  #concealed = 0;
  /** Samples of a packet longer or shorter than a frame that wait for the rest. */
  #rest = new Int16Array(0);

  /** Takes a packet. Late ones (their time has passed) and doubles are dropped. @param sequence16 as on the wire. */
  push(sequence16: number, pcm: Int16Array): void {
    const sequence = this.#unroll(sequence16);
    if (this.#lastTaken !== null && sequence <= this.#lastTaken) return;
    const at = this.#packets.findIndex((packet) => packet.sequence >= sequence);
    if (at !== -1 && this.#packets[at]?.sequence === sequence) return;
    this.#packets.splice(at === -1 ? this.#packets.length : at, 0, { sequence, pcm });
    if (this.#packets.length > FRAMES_MAX) {
      this.#packets = this.#packets.slice(-TARGET_FRAMES);
      this.#lastTaken = (this.#packets[0]?.sequence ?? sequence) - 1;
    }
  }

  /** The next frame; null while gathering or when nothing came. */
  takeFrame(): Int16Array | null {
    if (!this.#isPrimed && this.#packets.length < TARGET_FRAMES && this.#rest.length < FRAME_SAMPLES) return null;
    this.#isPrimed = true;
    while (this.#rest.length < FRAME_SAMPLES) {
      const pcm = this.#takePacket();
      if (pcm === null) {
        this.#isPrimed = false;
        return null;
      }
      if (this.#rest.length === 0 && pcm.length === FRAME_SAMPLES) return pcm;
      this.#rest = Int16Array.of(...this.#rest, ...pcm);
    }
    const frame = this.#rest.slice(0, FRAME_SAMPLES);
    this.#rest = this.#rest.slice(FRAME_SAMPLES);
    return frame;
  }

  #takePacket(): Int16Array | null {
    const first = this.#packets[0];
    if (first === undefined) return null;
    const missing = this.#lastTaken === null ? 0 : first.sequence - this.#lastTaken - 1;
    if (missing > 0 && missing + this.#concealed <= CONCEALED_FRAMES_MAX && this.#lastFrame !== null) {
      this.#concealed++;
      this.#lastTaken = (this.#lastTaken ?? 0) + 1;
      this.#lastFrame = scaleFrame(this.#lastFrame, CONCEAL_FADE);
      return this.#lastFrame;
    }
    this.#packets.shift();
    this.#concealed = 0;
    this.#lastTaken = first.sequence;
    this.#lastFrame = first.pcm;
    return first.pcm;
  }

  #unroll(sequence16: number): number {
    const near = this.#packets.at(-1)?.sequence ?? this.#lastTaken;
    if (near === null || near === undefined) return sequence16 + SEQUENCE_MODULO;
    const step = (((sequence16 - near) % SEQUENCE_MODULO) + SEQUENCE_MODULO) % SEQUENCE_MODULO;
    return near + (step < SEQUENCE_MODULO / 2 ? step : step - SEQUENCE_MODULO);
  }
}
