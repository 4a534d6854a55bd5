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
    const isOld =
      entry.kind === 'event' && this.#handled?.epoch === entry.epoch && entry.event.seq <= this.#handled.seq;
    while (!isOld && !this.#isStopped) {
      try {
        if (entry.kind === 'event') await this.#listener.onEvent(entry.event);
        else await this.#listener.onAttached(entry.attached);
        break;
      } catch (error) {
        this.#options.warn('an event could not be stored; trying again', {
          kind: entry.kind,
          why: error instanceof Error ? error.message : 'unknown',
        });
        await this.#pause();
      }
    }
    if (entry.kind !== 'event' || this.#isStopped) return;
    if (!isOld) this.#handled = { epoch: entry.epoch, seq: entry.event.seq };
    if (entry.epoch === this.#epoch) this.#options.acknowledge(entry.event.seq);
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
