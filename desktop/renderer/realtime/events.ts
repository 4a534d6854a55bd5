import { EVENTS, eventEnvelopeSchema, type EventDataWire, type EventName } from '../../../shared/protocol/events';

/** Streams whose events are counted, so that a gap is seen. */
export type CountedStream = 'agent' | 'board';
export type StreamKind = CountedStream | 'floor';

/** One event in its wire form (amounts as text), so that it can live in the store. */
export type WireEvent = {
  [N in EventName]: {
    readonly name: N;
    readonly stream: StreamKind;
    readonly epoch: string;
    readonly seq: number;
    readonly at: number;
    readonly data: EventDataWire<N>;
  };
}[EventName];

export const EVENT_NAMES = Object.keys(EVENTS) as EventName[]; // The table above is the only source of its keys.

/** An event as it came from the server, checked against its schema; null when it does not fit (an older desktop, a newer server). */
export function parseEvent(name: EventName, message: unknown): WireEvent | null {
  const envelope = eventEnvelopeSchema.safeParse(message);
  if (!envelope.success) return null;
  const { data, ...place } = envelope.data;
  if (!EVENTS[name].safeParse(data).success) return null;
  // The wire form is what was just checked; decoding it would put bigints into the store.
  return { name, ...place, data } as WireEvent;
}
