/** Turns the two voices of a room into interleaved stereo samples, beat by beat; where they go is the sink's business. */
import { SILENT_FRAME } from '../audio/frames';
import { FRAME_SAMPLES } from '../audio/g711';

export interface RecordingSink {
  /** Takes interleaved samples in order. Must not throw; a failure is told once by `onFailed` of whoever made the sink. */
  write(interleaved: Int16Array): void;
}

export class Recorder {
  readonly #sink: RecordingSink;
  #isPaused = false;

  constructor(sink: RecordingSink) {
    this.#sink = sink;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** From the very next beat both channels are digital silence; time goes on. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
  }

  /** One beat: null = nothing to keep of that party. */
  record(customer: Int16Array | null, agent: Int16Array | null): void {
    const left = this.#isPaused || customer === null ? SILENT_FRAME : customer;
    const right = this.#isPaused || agent === null ? SILENT_FRAME : agent;
    const interleaved = new Int16Array(FRAME_SAMPLES * 2);
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      interleaved[2 * i] = left[i] ?? 0;
      interleaved[2 * i + 1] = right[i] ?? 0;
    }
    this.#sink.write(interleaved);
  }
}
