import { failure } from './commands';

/** One message a client sends, already in its wire form. */
export interface Outgoing {
  readonly name: string;
  readonly commandId: string;
  readonly payload: unknown;
  /** How long it may wait for a connection; 0 = not at all. */
  readonly keepMs: number;
}

/** Sends one message and resolves with the raw answer; rejects when the connection goes or no answer comes in time. */
export type Transmit = (message: Outgoing) => Promise<unknown>;

interface Waiting {
  readonly message: Outgoing;
  readonly resolve: (answer: unknown) => void;
  readonly giveUpAt: number;
  readonly timer: ReturnType<typeof setTimeout> | null;
  isSending: boolean;
}

/** A full queue means something is badly wrong; the oldest refusal is better than a browser out of memory. */
export const QUEUED_COMMANDS_MAX = 200;

/**
 * Commands on their way. What is not answered (lost connection, no answer in time) is sent again under the same
 * `commandId` when the connection is back, so the server does it once however often it is asked. Answers come in any order.
 */
export class CommandQueue {
  private readonly waiting = new Map<string, Waiting>();
  private isOnline = false;

  constructor(
    private readonly transmit: Transmit,
    private readonly onCount: (waiting: number) => void,
  ) {}

  /** Resolves with the raw answer, or with a TIMEOUT refusal when its time is up. */
  send(message: Outgoing): Promise<unknown> {
    if ((!this.isOnline && message.keepMs === 0) || this.waiting.size >= QUEUED_COMMANDS_MAX) {
      return Promise.resolve(failure('TIMEOUT'));
    }
    return new Promise((resolve) => {
      const timer = message.keepMs === 0 ? null : setTimeout(() => this.giveUp(message.commandId), message.keepMs);
      const giveUpAt = Date.now() + message.keepMs;
      this.waiting.set(message.commandId, { message, resolve, giveUpAt, timer, isSending: false });
      this.tell();
      if (this.isOnline) this.attempt(message.commandId);
    });
  }

  /** The connection is up: everything that waits is sent, in the order it was asked. Resolves with how many those were. */
  online(): number {
    this.isOnline = true;
    const ids = [...this.waiting.keys()];
    for (const id of ids) this.attempt(id);
    this.tell();
    return ids.length;
  }

  offline(): void {
    this.isOnline = false;
    this.tell();
  }

  /** Nobody waits for an answer any more (logged out). */
  clear(): void {
    for (const id of this.waiting.keys()) this.giveUp(id);
  }

  private attempt(id: string): void {
    const entry = this.waiting.get(id);
    if (entry === undefined || entry.isSending) return;
    entry.isSending = true;
    this.transmit(entry.message).then(
      (answer) => this.settle(id, answer),
      () => {
        entry.isSending = false;
        const isOver = entry.message.keepMs === 0 || Date.now() >= entry.giveUpAt;
        if (isOver) this.giveUp(id);
        else if (this.isOnline) this.attempt(id);
        else this.tell();
      },
    );
  }

  private giveUp(id: string): void {
    this.settle(id, failure('TIMEOUT'));
  }

  private settle(id: string, answer: unknown): void {
    const entry = this.waiting.get(id);
    if (entry === undefined) return;
    if (entry.timer !== null) clearTimeout(entry.timer);
    this.waiting.delete(id);
    entry.resolve(answer);
    this.tell();
  }

  private tell(): void {
    this.onCount([...this.waiting.values()].filter((entry) => entry.message.keepMs > 0 && !this.isOnline).length);
  }
}
