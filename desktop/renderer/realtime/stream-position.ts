/** Where a stream of events stands; `null` until a snapshot has told us. */
export interface StreamPosition {
  readonly epoch: string;
  readonly seq: number;
}

/**
 * What to do with an event: `apply` it and move on, `drop` it (we have it already), or fetch a snapshot because something
 * between was missed (`gap`) or another server numbers the stream now (`epoch`); `wait` while there is no snapshot yet.
 */
export type StreamVerdict = 'apply' | 'drop' | 'gap' | 'epoch' | 'wait';

/** Judges one event against where its stream stands. */
export function judgeEvent(position: StreamPosition | null, event: StreamPosition): StreamVerdict {
  if (position === null) return 'wait';
  if (event.epoch !== position.epoch) return 'epoch';
  if (event.seq <= position.seq) return 'drop';
  return event.seq === position.seq + 1 ? 'apply' : 'gap';
}
