/** Keeps one control socket to the media process: reconnects, pairs answers with commands, delivers events in order. */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { assertNever } from '../../../shared/assert';
import { refuse } from '../../../shared/result';
import type { Result } from '../../../shared/result';
import type { CarrierListener, CarrierState } from '../carrier';
import type { CommandName, FromMedia, FromServer } from './control-protocol';
import { CLOSE_CODES, CONTROL_PATH, CONTROL_PROTOCOL_VERSION, FRAME_BYTES_MAX } from './control-protocol';
import { EventQueue } from './event-queue';
import { COMMAND_TIMEOUT_MS, HEARTBEAT_MS, OCCUPIED_RETRY_MS, RECONNECT_MS_MAX, RECONNECT_MS_MIN } from './limits';

export interface ControlLinkOptions {
  /** Of the media process on this machine. */
  readonly port: number;
  readonly token: string;
  /** For an operator; never personal data. */
  readonly warn?: (message: string, facts: Record<string, unknown>) => void;
  readonly commandTimeoutMs?: number;
}

interface Waiting {
  readonly frame: FromServer;
  readonly settle: (result: Result<unknown>) => void;
}

export class ControlLink {
  readonly #options: ControlLinkOptions;
  readonly #waiting = new Map<string, Waiting>();
  #queue: EventQueue | null = null;
  #listener: CarrierListener | null = null;
  #socket: WebSocket | null = null;
  #state: CarrierState = 'down';
  #retryMs = RECONNECT_MS_MIN;
  #retryTimer: NodeJS.Timeout | null = null;
  #isTakeover = true;

  constructor(options: ControlLinkOptions) {
    this.#options = options;
  }

  get state(): CarrierState {
    return this.#state;
  }

  start(listener: CarrierListener): void {
    if (this.#listener !== null) return;
    this.#listener = listener;
    this.#queue = new EventQueue(listener, {
      acknowledge: (seq) => this.#send({ type: 'ack', seq }),
      warn: (message, facts) => this.#options.warn?.(message, facts),
    });
    this.#connect();
  }

  async stop(): Promise<void> {
    this.#listener = null;
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    await this.#queue?.stop();
    const socket = this.#socket;
    if (socket !== null && socket.readyState !== WebSocket.CLOSED) {
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.terminate();
      await closed;
    }
    for (const { settle } of this.#waiting.values()) settle(refuse('CARRIER_DOWN'));
    this.#state = 'down';
  }

  /**
   * Sends one command and waits for its answer; sent again with the same id when the socket breaks and comes back in time.
   * `T` is what the table of control-protocol.ts says of the name.
   */
  command<T>(name: CommandName, payload: unknown): Promise<Result<T>> {
    if (this.#state !== 'up') return Promise.resolve(refuse('CARRIER_DOWN'));
    const commandId = randomUUID();
    return new Promise((resolve) => {
      const onTimeout = (): void => settle(refuse(this.#state === 'up' ? 'TIMEOUT' : 'CARRIER_DOWN'));
      const timer = setTimeout(onTimeout, this.#options.commandTimeoutMs ?? COMMAND_TIMEOUT_MS);
      const settle = (result: Result<unknown>): void => {
        clearTimeout(timer);
        this.#waiting.delete(commandId);
        resolve(result as Result<T>); // both ends are built from one table of commands
      };
      const frame: FromServer = { type: 'command', commandId, name, payload };
      this.#waiting.set(commandId, { frame, settle });
      this.#send(frame);
    });
  }

  #connect(): void {
    this.#setState('connecting');
    const socket = new WebSocket(`ws://127.0.0.1:${this.#options.port}${CONTROL_PATH}`, {
      maxPayload: FRAME_BYTES_MAX,
    });
    this.#socket = socket;
    let silence: NodeJS.Timeout | null = null;
    const heard = (): void => {
      if (silence !== null) clearTimeout(silence);
      silence = setTimeout(() => socket.terminate(), HEARTBEAT_MS * 2.5);
    };
    heard();
    socket.on('open', () => this.#hello());
    socket.on('ping', heard);
    socket.on('message', (raw) => {
      heard();
      // ws gives Buffers unless told otherwise; the frame comes from our own build of the same version (its hello says so).
      if (this.#socket === socket) this.#receive(JSON.parse((raw as Buffer).toString('utf8')) as FromMedia);
    });
    socket.on('error', () => undefined); // a close follows every error
    socket.on('close', (code) => {
      if (silence !== null) clearTimeout(silence);
      this.#closed(code);
    });
  }

  #hello(): void {
    this.#send({
      type: 'hello',
      version: CONTROL_PROTOCOL_VERSION,
      token: this.#options.token,
      handled: this.#queue?.handled ?? null,
      isTakeover: this.#isTakeover,
    });
  }

  #receive(frame: FromMedia): void {
    switch (frame.type) {
      case 'welcome':
        this.#retryMs = RECONNECT_MS_MIN;
        this.#isTakeover = true;
        this.#queue?.beginEpoch(frame.epoch);
        this.#setState('up');
        for (const { frame: unanswered } of this.#waiting.values()) this.#send(unanswered);
        return;
      case 'event':
        this.#queue?.event(frame.event);
        return;
      case 'attached':
        this.#queue?.attached({ rooms: frame.rooms, waitingRecordings: frame.waitingRecordings });
        return;
      case 'reply':
        this.#waiting.get(frame.commandId)?.settle(frame.result);
        return;
      default:
        assertNever(frame);
    }
  }

  #closed(code: number): void {
    this.#socket = null;
    if (this.#listener === null) return;
    this.#setState('down');
    const isOccupied = code === CLOSE_CODES.replaced || code === CLOSE_CODES.occupied;
    if (isOccupied) this.#isTakeover = false;
    if (code === CLOSE_CODES.badToken || code === CLOSE_CODES.wrongVersion || code === CLOSE_CODES.replaced) {
      this.#options.warn?.('the media process refused this server', { closeCode: code });
    }
    const delayMs = isOccupied ? OCCUPIED_RETRY_MS : this.#retryMs;
    this.#retryMs = Math.min(this.#retryMs * 2, RECONNECT_MS_MAX);
    this.#retryTimer = setTimeout(() => this.#connect(), delayMs);
  }

  #setState(state: CarrierState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#listener?.onState?.(state);
  }

  #send(frame: FromServer): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}
