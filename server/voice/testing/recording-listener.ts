/** A listener that remembers all it is told, and can wait for a fact. */
import type { CarrierAttached, CarrierEvent, CarrierEventKind, CarrierListener } from '../carrier';
import { until } from './werift-phone';

export class RecordingListener implements CarrierListener {
  readonly events: CarrierEvent[] = [];
  readonly attachments: CarrierAttached[] = [];

  async onEvent(event: CarrierEvent): Promise<void> {
    this.events.push(event);
  }

  async onAttached(attached: CarrierAttached): Promise<void> {
    this.attachments.push(attached);
  }

  /** All facts of one kind, typed. */
  of<K extends CarrierEventKind>(kind: K): Extract<CarrierEvent, { kind: K }>[] {
    return this.events.filter((event): event is Extract<CarrierEvent, { kind: K }> => event.kind === kind);
  }

  /** Waits for a fact of one kind (that satisfies more, when asked). */
  async waitFor<K extends CarrierEventKind>(
    kind: K,
    satisfies: (event: Extract<CarrierEvent, { kind: K }>) => boolean = () => true,
    msMax?: number,
  ): Promise<Extract<CarrierEvent, { kind: K }>> {
    await until(() => this.of(kind).some(satisfies), `a ${kind} event`, msMax);
    const found = this.of(kind).find(satisfies);
    if (found === undefined) throw new Error(`no ${kind}`);
    return found;
  }
}
