/** Facts told to the server, numbered, and kept until it says that it has stored them. */
import type { Id } from '../../../../shared/ids/ids';
import type { CarrierEvent, CarrierFact } from '../../carrier';

/** At 50 calls an hour per line this is days without a server; beyond it the oldest are lost and counted. */
export const EVENTS_KEPT_MAX = 50_000;

export class EventLog {
  readonly #epoch: string;
  readonly #nowMs: () => number;
  #kept: CarrierEvent[] = [];
  #lastSeq = 0;
  #lostEvents = 0;
  #deliver: ((event: CarrierEvent) => void) | null = null;

  /** @param epoch a fresh name for each start of the process; @param nowMs epoch ms. */
  constructor(epoch: string, nowMs: () => number) {
    this.#epoch = epoch;
    this.#nowMs = nowMs;
  }

  get epoch(): string {
    return this.#epoch;
  }

  get lostEvents(): number {
    return this.#lostEvents;
  }

  get unacknowledged(): number {
    return this.#kept.length;
  }

  /** Numbers a fact, keeps it and delivers it when a server is attached. Quality is only for those who watch now. */
  append(callId: Id<'call'>, fact: CarrierFact): void {
    if (fact.kind === 'quality' && this.#deliver === null) return;
    this.#lastSeq++;
    const event: CarrierEvent = {
      ...fact,
      callId,
      seq: this.#lastSeq,
      at: this.#nowMs(),
      carrierRef: `${this.#epoch}:${this.#lastSeq}`,
    };
    this.#kept.push(event);
    if (this.#kept.length > EVENTS_KEPT_MAX) {
      this.#kept.shift();
      this.#lostEvents++;
    }
    this.#deliver?.(event);
  }

  /** All up to and including this number are stored by the server. Repeated numbers are fine, ones never given are ignored. */
  acknowledge(seq: number): void {
    if (seq > this.#lastSeq) return;
    const firstKept = this.#kept.findIndex((event) => event.seq > seq);
    this.#kept = firstKept === -1 ? [] : this.#kept.slice(firstKept);
  }

  /** Delivers what was missed, in order, and from now on each new event at once. */
  attach(deliver: (event: CarrierEvent) => void): void {
    this.#deliver = deliver;
    for (const event of this.#kept) deliver(event);
  }

  detach(): void {
    this.#deliver = null;
  }
}
