/** Hands events to the listener one at a time, in order, at least once; acknowledges each when it is stored. */
import type { CarrierAttached, CarrierEvent, CarrierListener } from '../carrier';
import { EVENT_RETRY_MS } from './limits';

type Entry =
  | { readonly kind: 'event'; readonly epoch: string; readonly event: CarrierEvent }
  | { readonly kind: 'attached'; readonly attached: CarrierAttached };

interface Options {
  readonly acknowledge: (seq: number) => void;
  readonly warn: (message: string, facts: Record<string, unknown>) => void;
  readonly retryMs?: number;
}

export class EventQueue {
  readonly #listener: CarrierListener;
  readonly #options: Options;
  #entries: Entry[] = [];
  #epoch = '';
  #handled: { epoch: string; seq: number } | null = null;
  #working: Promise<void> | null = null;
  #isStopped = false;
  #wake: (() => void) | null = null;

  constructor(listener: CarrierListener, options: Options) {
    this.#listener = listener;
    this.#options = options;
  }

  /** What the listener has stored; null before the first event. */
  get handled(): { readonly epoch: string; readonly seq: number } | null {
    return this.#handled;
  }

  /** A (re)connection: whatever was not handled comes again, so what waits here is dropped. */
  beginEpoch(epoch: string): void {
    this.#epoch = epoch;
    this.#entries = [];
  }

  event(event: CarrierEvent): void {
    this.#add({ kind: 'event', epoch: this.#epoch, event });
  }

  attached(snapshot: Omit<CarrierAttached, 'epoch'>): void {
    this.#add({ kind: 'attached', attached: { epoch: this.#epoch, ...snapshot } });
  }

  /** Takes no more; the entry being handled is let finish. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#entries = [];
    this.#wake?.();
    await this.#working;
  }

  #add(entry: Entry): void {
    if (this.#isStopped) return;
    this.#entries.push(entry);
    this.#working ??= this.#work().finally(() => (this.#working = null));
  }

  async #work(): Promise<void> {
    for (let entry = this.#entries.shift(); entry !== undefined; entry = this.#entries.shift())
      await this.#handle(entry);
  }

  async #handle(entry: Entry): Promise<void> {
    if (entry.kind === 'attached') {
      await this.#untilStored('attached', () => this.#listener.onAttached(entry.attached));
      return;
    }
    const { epoch, event } = entry;
    const isOld = this.#handled?.epoch === epoch && event.seq <= this.#handled.seq;
    if (!isOld) {
      const isStored = await this.#untilStored(event.kind, () => this.#listener.onEvent(event));
      if (!isStored) return;
      this.#handled = { epoch, seq: event.seq };
    }
    if (epoch === this.#epoch) this.#options.acknowledge(event.seq);
  }

  /** Tries until it works; false when stopped before that. */
  async #untilStored(kind: string, store: () => Promise<void>): Promise<boolean> {
    while (!this.#isStopped) {
      try {
        await store();
        return true;
      } catch (error) {
        const why = error instanceof Error ? error.message : 'unknown';
        this.#options.warn('an event could not be stored; trying again', { kind, why });
        await this.#pause();
      }
    }
    return false;
  }

  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.retryMs ?? EVENT_RETRY_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
