import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import type { CarrierAttached, CarrierEvent, CarrierEventKind, CarrierListener } from '../voice';

export type EventOf<K extends CarrierEventKind> = Extract<CarrierEvent, { kind: K }>;
type CarrierHandler<K extends CarrierEventKind> = (tx: Tx, event: EventOf<K>) => Promise<void>;

/** An event whose handler fails this often is set aside, so that one bad message cannot stop all calls. */
const TRIES_MAX = 5;
/** The source under which the inbox keeps the names of facts of the carrier. */
const CARRIER_SOURCE = 'carrier';

/**
 * Takes what the carrier tells. Each event is stored by its unique name in the transaction of its effects, so it acts
 * exactly once however often it is told; an event that is late for the call's state is refused by the rules and changes nothing.
 */
export class CarrierInbox implements CarrierListener {
  private readonly handlers = new Map<CarrierEventKind, ((tx: Tx, event: CarrierEvent) => Promise<void>)[]>();
  private readonly attachedListeners: ((attached: CarrierAttached) => Promise<void>)[] = [];
  private readonly storedListeners: ((event: CarrierEvent) => Promise<void>)[] = [];
  private readonly measuredListeners: ((event: EventOf<'quality'>) => Promise<void>)[] = [];
  /** How often events that fail now have failed; as many as are stored at the same time. */
  private readonly triesOf = new Map<string, number>();

  constructor(private readonly platform: Platform) {}

  on<K extends CarrierEventKind>(kind: K, handler: CarrierHandler<K>): void {
    const list = this.handlers.get(kind) ?? [];
    // Called below only with events of this kind.
    list.push(handler as unknown as (tx: Tx, event: CarrierEvent) => Promise<void>);
    this.handlers.set(kind, list);
  }

  /** After an event was stored, once: for what is only shown, never kept. */
  onStored(listener: (event: CarrierEvent) => Promise<void>): void {
    this.storedListeners.push(listener);
  }

  onQuality(listener: (event: EventOf<'quality'>) => Promise<void>): void {
    this.measuredListeners.push(listener);
  }

  whenAttached(listener: (attached: CarrierAttached) => Promise<void>): void {
    this.attachedListeners.push(listener);
  }

  async onEvent(event: CarrierEvent): Promise<void> {
    if (event.kind === 'quality') {
      await Promise.all(this.measuredListeners.map((listener) => listener(event)));
      return;
    }
    try {
      const isNew = await this.handleOnce(event);
      this.triesOf.delete(event.carrierRef);
      if (isNew) await this.tellStored(event);
    } catch (error) {
      if (!this.isHopeless(event)) throw error;
      this.platform.log.error(
        { ...errorFacts(error), carrierRef: event.carrierRef, kind: event.kind, callId: event.callId },
        'a message of the carrier failed again and again and was set aside',
      );
      await this.platform.unitOfWork.run(async (tx) => {
        await this.isFirst(tx, event, `set-aside:${event.kind}`);
      });
    }
  }

  async onAttached(attached: CarrierAttached): Promise<void> {
    for (const listener of this.attachedListeners) {
      // One truth after the other.
      // oxlint-disable-next-line no-await-in-loop
      await listener(attached);
    }
  }

  /** What is only shown may fail to be: the event is stored. */
  private async tellStored(event: CarrierEvent): Promise<void> {
    const told = await Promise.allSettled(this.storedListeners.map((listener) => listener(event)));
    for (const one of told)
      if (one.status === 'rejected') this.platform.log.warn(errorFacts(one.reason), 'a stored event was not shown');
  }

  private async handleOnce(event: CarrierEvent): Promise<boolean> {
    return this.platform.unitOfWork.run(async (tx) => {
      if (!(await this.isFirst(tx, event, event.kind))) return false;
      for (const handler of this.handlers.get(event.kind) ?? []) {
        // Inside one transaction statements follow each other.
        // oxlint-disable-next-line no-await-in-loop
        await handler(tx, event);
      }
      return true;
    });
  }

  private async isFirst(tx: Tx, event: CarrierEvent, kind: string): Promise<boolean> {
    const inserted = await tx
      .sql('inbox_messages')
      .insert({ source: CARRIER_SOURCE, source_id: event.carrierRef, kind, received_at: new Date(tx.nowMs) })
      .onConflict(['source', 'source_id'])
      .ignore()
      .returning('source_id');
    return inserted.length > 0;
  }

  private isHopeless(event: CarrierEvent): boolean {
    const tries = (this.triesOf.get(event.carrierRef) ?? 0) + 1;
    if (tries < TRIES_MAX) this.triesOf.set(event.carrierRef, tries);
    else this.triesOf.delete(event.carrierRef);
    return tries >= TRIES_MAX;
  }
}
