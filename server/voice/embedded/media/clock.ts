/** The 20 ms beat all rooms share. Time is an argument everywhere else, so only this file knows timers. */
import { FRAME_MS } from '../audio/g711';

/** After a stall longer than this the missed beats are dropped instead of played in one burst. */
export const CATCH_UP_MS_MAX = 1000;

export interface ClockSource {
  /** Monotonic milliseconds. */
  nowMs(): number;
  schedule(run: () => void, delayMs: number): () => void;
}

const realSource: ClockSource = {
  nowMs: () => performance.now(),
  schedule(run, delayMs) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Beats {@link FRAME_MS} apart on average for ever: each beat is due at start + n × 20 ms, however late a timer fires. */
export class FrameClock {
  readonly #source: ClockSource;
  readonly #onTick: () => void;
  #cancel: (() => void) | null = null;
  #startedAtMs = 0;
  #ticks = 0;
  #droppedTicks = 0;

  constructor(onTick: () => void, source: ClockSource = realSource) {
    this.#onTick = onTick;
    this.#source = source;
  }

  /** Beats given up because the process stalled. */
  get droppedTicks(): number {
    return this.#droppedTicks;
  }

  start(): void {
    if (this.#cancel !== null) return;
    this.#startedAtMs = this.#source.nowMs();
    this.#ticks = 0;
    this.#scheduleNext();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #scheduleNext(): void {
    const dueAtMs = this.#startedAtMs + (this.#ticks + 1) * FRAME_MS;
    this.#cancel = this.#source.schedule(() => this.#beat(), Math.max(1, dueAtMs - this.#source.nowMs()));
  }

  #beat(): void {
    const due = Math.floor((this.#source.nowMs() - this.#startedAtMs) / FRAME_MS);
    const behind = due - this.#ticks;
    if (behind * FRAME_MS > CATCH_UP_MS_MAX) {
      this.#droppedTicks += behind - 1;
      this.#ticks = due - 1;
    }
    while (this.#ticks < due) {
      this.#ticks++;
      this.#onTick();
    }
    this.#scheduleNext();
  }
}
