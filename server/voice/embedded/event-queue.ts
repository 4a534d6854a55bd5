/**
 * Hands events to the listener at least once: those of one call in order, those of different calls side by side. What all
 * is stored up to a number is acknowledged up to it. A snapshot waits for every event before it, and is told alone.
 */
import { Lanes } from '../../platform/lanes';
import type { CarrierAttached, CarrierEvent, CarrierListener } from '../carrier';
import { CALLS_STORED_AT_ONCE_MAX, EVENT_RETRY_MS } from './limits';

type Entry =
  | { readonly kind: 'event'; readonly connection: number; readonly event: CarrierEvent }
  | { readonly kind: 'attached'; readonly attached: CarrierAttached };

/** An event given to the listener; the numbers before it may still be under way. */
interface Given {
  readonly epoch: string;
  readonly seq: number;
  isStored: boolean;
}

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
  #connection = 0;
  #handled: { epoch: string; seq: number } | null = null;
  #given: Given[] = [];
  #working: Promise<void> | null = null;
  readonly #lanes = new Lanes(CALLS_STORED_AT_ONCE_MAX);
  #isStopped = false;
  readonly #wakes = new Set<() => void>();

  constructor(listener: CarrierListener, options: Options) {
    this.#listener = listener;
    this.#options = options;
  }

  /** Everything up to here is stored; null before the first event. */
  get handled(): { readonly epoch: string; readonly seq: number } | null {
    return this.#handled;
  }

  /** A (re)connection: whatever was not handled comes again, so what waits here is dropped and what is under way not counted. */
  beginEpoch(epoch: string): void {
    this.#epoch = epoch;
    this.#connection++;
    this.#entries = [];
    this.#given = [];
  }

  event(event: CarrierEvent): void {
    this.#add({ kind: 'event', connection: this.#connection, event });
  }

  attached(snapshot: Omit<CarrierAttached, 'epoch'>): void {
    this.#add({ kind: 'attached', attached: { epoch: this.#epoch, ...snapshot } });
  }

  /** Takes no more; what is under way is let finish. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#entries = [];
    for (const wake of this.#wakes) wake();
    await this.#working;
    await this.#lanes.whenIdle();
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
      await this.#lanes.whenIdle();
      await this.#untilStored('attached', () => this.#listener.onAttached(entry.attached));
      return;
    }
    await this.#lanes.whenFree();
    const { connection, event } = entry;
    // A new connection while we waited: the event comes again.
    if (connection !== this.#connection) return;
    const epoch = this.#epoch;
    const isOld = this.#handled?.epoch === epoch && event.seq <= this.#handled.seq;
    if (isOld) {
      this.#options.acknowledge(event.seq);
      return;
    }
    const given: Given = { epoch, seq: event.seq, isStored: false };
    this.#given.push(given);
    this.#lanes.run(event.callId, async () => {
      given.isStored = await this.#untilStored(event.kind, () => this.#listener.onEvent(event));
      this.#acknowledge();
    });
  }

  /** Acknowledges up to the last event before which nothing is under way. */
  #acknowledge(): void {
    const underWay = this.#given.findIndex((given) => !given.isStored);
    const stored = this.#given.splice(0, underWay === -1 ? this.#given.length : underWay);
    const last = stored.at(-1);
    if (last === undefined) return;
    this.#handled = { epoch: last.epoch, seq: last.seq };
    this.#options.acknowledge(last.seq);
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
      const wake = (): void => {
        clearTimeout(timer);
        this.#wakes.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, this.#options.retryMs ?? EVENT_RETRY_MS);
      this.#wakes.add(wake);
    });
  }
}
