/** Loss, jitter and level of the packets that came since last asked (RFC 3550 §6.4.1 and appendix A). */
import { SAMPLE_RATE_HZ } from '../audio/g711';

interface Arrival {
  readonly sequence16: number;
  /** RTP timestamp, samples. */
  readonly timestamp: number;
  readonly arrivedMs: number;
}

const SEQUENCE_MODULO = 65_536;
const JITTER_GAIN = 1 / 16;

export class PacketMeter {
  /** Since the beginning. */
  packets = 0;
  #received = 0;
  #expected = 0;
  #lastSequence: number | null = null;
  #lastTransitMs: number | null = null;
  #jitterMs = 0;
  #squares = 0;
  #samples = 0;

  packet(arrival: Arrival, pcm: Int16Array): void {
    this.packets++;
    this.#received++;
    this.#count(arrival.sequence16);
    const transitMs = arrival.arrivedMs - (arrival.timestamp * 1000) / SAMPLE_RATE_HZ;
    if (this.#lastTransitMs !== null)
      this.#jitterMs += (Math.abs(transitMs - this.#lastTransitMs) - this.#jitterMs) * JITTER_GAIN;
    this.#lastTransitMs = transitMs;
    for (const sample of pcm) this.#squares += sample * sample;
    this.#samples += pcm.length;
  }

  /** A packet that is no sound (a key): it came, and that is all. */
  otherPacket(sequence16: number): void {
    this.#received++;
    this.#count(sequence16);
  }

  /** Numbers since the last call; loss and level start anew, jitter is a running mean. */
  take(): { lossPct: number; jitterMs: number; meanSquare: number } {
    const lost = Math.max(0, this.#expected - this.#received);
    const taken = {
      lossPct: this.#expected === 0 ? 0 : Math.round((1000 * lost) / this.#expected) / 10,
      jitterMs: Math.round(this.#jitterMs * 10) / 10,
      meanSquare: this.#samples === 0 ? 0 : this.#squares / this.#samples,
    };
    this.#received = 0;
    this.#expected = 0;
    this.#squares = 0;
    this.#samples = 0;
    return taken;
  }

  /** Late packets step back and are not expected twice. */
  #count(sequence16: number): void {
    if (this.#lastSequence === null) {
      this.#expected = 1;
      this.#lastSequence = sequence16;
      return;
    }
    const step = (sequence16 - this.#lastSequence + SEQUENCE_MODULO) % SEQUENCE_MODULO;
    if (step === 0 || step > SEQUENCE_MODULO / 2) return;
    this.#expected += step;
    this.#lastSequence = sequence16;
  }
}
