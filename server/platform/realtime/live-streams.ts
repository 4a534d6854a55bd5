import type { Server, Socket } from 'socket.io';
import * as z from 'zod';
import { EVENTS, type EventData, type EventName, type STREAM_KINDS } from '../../../shared/protocol/events';
import type { Clock } from '../clock';

/** More unsent packets than this and the reader is too slow: it is cut off and fetches a snapshot when it is back. */
const UNSENT_PACKETS_MAX = 500;

export type StreamKind = (typeof STREAM_KINDS)[number];

/** A stream with a name of its own: one agent's, or one that many share. */
export interface StreamName {
  readonly kind: StreamKind;
  readonly key: string;
}

export const BOARD_STREAM: StreamName = { kind: 'board', key: 'all' };
/** Every workstation; what is told here is encoded once for all of them. */
export const FLOOR_STREAM: StreamName = { kind: 'floor', key: 'all' };

export function agentStream(agentId: string): StreamName {
  return { kind: 'agent', key: agentId };
}

function roomOf(stream: StreamName): string {
  return `${stream.kind}:${stream.key}`;
}

/**
 * What clients see live. Each stream numbers its events without gaps within an epoch; the epoch is this process's start.
 * Events are hints: a client that misses one, or meets a new epoch, fetches a snapshot.
 */
export class LiveStreams {
  private readonly seqs = new Map<string, number>();

  constructor(
    private readonly io: Server,
    private readonly clock: Clock,
    readonly epoch: string,
  ) {}

  /** Where the stream stands now: read it before the snapshot, so that nothing falls between. */
  position(stream: StreamName): { epoch: string; seq: number } {
    return { epoch: this.epoch, seq: this.seqs.get(roomOf(stream)) ?? 0 };
  }

  join(socket: Socket, stream: StreamName): void {
    void socket.join(roomOf(stream));
  }

  leave(socket: Socket, stream: StreamName): void {
    void socket.leave(roomOf(stream));
  }

  hasListeners(stream: StreamName): boolean {
    return (this.io.of('/').adapter.rooms.get(roomOf(stream))?.size ?? 0) > 0;
  }

  /** The sockets that follow a stream. */
  sockets(stream: StreamName): Socket[] {
    const ids = this.io.of('/').adapter.rooms.get(roomOf(stream)) ?? new Set<string>();
    return [...ids].flatMap((id) => this.io.of('/').sockets.get(id) ?? []);
  }

  /** Sends an event to everyone on the stream. Costs nothing but the number when nobody listens. */
  emit<N extends EventName>(stream: StreamName, name: N, data: EventData<N>): void {
    const room = roomOf(stream);
    const seq = (this.seqs.get(room) ?? 0) + 1;
    this.seqs.set(room, seq);
    if (!this.hasListeners(stream)) return;
    this.cutOffSlowReaders(stream);
    // `data` has the output type of exactly this schema; the compiler cannot see that through the index.
    const wire = z.encode(EVENTS[name], data as never);
    this.io
      .of('/')
      .to(room)
      .emit(name, { stream: stream.kind, epoch: this.epoch, seq, at: this.clock.nowMs(), data: wire });
  }

  private cutOffSlowReaders(stream: StreamName): void {
    for (const socket of this.sockets(stream)) {
      // Engine.IO keeps the buffer private in its types only; there is no other way to see a reader that does not read.
      const { writeBuffer } = socket.conn as unknown as { writeBuffer: readonly unknown[] };
      if (writeBuffer.length > UNSENT_PACKETS_MAX) socket.disconnect(true);
    }
  }
}
