import { io, type Socket } from 'socket.io-client';
import type { CommandName, CommandPayloadWire } from '../../../shared/protocol/commands';
import { ERROR_CODES, type ErrorCode } from '../../../shared/protocol/errors';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version';
import { CommandQueue, type Outgoing } from './command-queue';
import { keepMsOf, parseCommandAnswer, type CommandAnswer } from './commands';
import { EVENT_NAMES, parseEvent, type WireEvent } from './events';
import { newCommandId } from './new-command-id';

/** No answer within this is treated as lost: the command is sent again under its id, or refused when it may not wait. */
export const ANSWER_TIMEOUT_MS = 8_000;
const RECONNECT_MIN_MS = 250;
const RECONNECT_MAX_MS = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;

export interface RealtimeLogin {
  readonly serverUrl: string;
  readonly token: string;
  /** Set for an agent: this window holds the workstation. */
  readonly workstationId: string | null;
}

/** What the client tells the page. */
export interface RealtimeListener {
  connected(replayed: number): void;
  disconnected(): void;
  /** The server will not have us: logged out, wrong version. No further attempts are made. */
  refused(code: ErrorCode): void;
  event(event: WireEvent): void;
  queued(count: number): void;
}

/** The refusals no amount of trying again mends. */
const FINAL_REFUSALS: ReadonlySet<string> = new Set([
  'NOT_LOGGED_IN',
  'PROTOCOL_VERSION',
  'INVALID_PAYLOAD',
  'FORBIDDEN',
]);

/** One connection to the server: authenticates, keeps trying, checks what comes in, and carries commands until answered. */
export class RealtimeClient {
  private socket: Socket | null = null;
  private readonly queue: CommandQueue;

  constructor(private readonly listener: RealtimeListener) {
    this.queue = new CommandQueue(
      (message) => this.transmit(message),
      (count) => listener.queued(count),
    );
  }

  connect(login: RealtimeLogin): void {
    this.close();
    const { token, workstationId } = login;
    const socket = io(login.serverUrl, {
      transports: ['websocket'],
      auth: { token, protocolVersion: PROTOCOL_VERSION, ...(workstationId === null ? {} : { workstationId }) },
      reconnectionDelay: RECONNECT_MIN_MS,
      reconnectionDelayMax: RECONNECT_MAX_MS,
      timeout: CONNECT_TIMEOUT_MS,
      forceNew: true,
    });
    this.socket = socket;
    socket.on('connect', () => this.listener.connected(this.queue.online()));
    socket.on('disconnect', (reason) => {
      this.queue.offline();
      this.listener.disconnected();
      // A server that cut us off is not tried again by the library; a restart looks like that, so we do it.
      if (reason === 'io server disconnect') socket.connect();
    });
    socket.on('connect_error', (error) => this.refuse(error.message));
    for (const name of EVENT_NAMES) {
      socket.on(name, (message: unknown) => {
        const event = parseEvent(name, message);
        if (event !== null) this.listener.event(event);
      });
    }
  }

  /** Asks for something to be done; the answer is a value, never an exception. */
  async send<N extends CommandName>(
    name: N,
    payload: CommandPayloadWire<N>,
    keepMs = keepMsOf(name),
  ): Promise<CommandAnswer<N>> {
    const answer = await this.queue.send({ name, commandId: newCommandId(), payload, keepMs });
    return parseCommandAnswer(name, answer);
  }

  /** The computer woke up or the network came back: do not wait for the next attempt. */
  retryNow(): void {
    if (this.socket !== null && !this.socket.connected) this.socket.connect();
  }

  /** This window is over: another took the workstation, or the person logged out. */
  close(): void {
    this.socket?.removeAllListeners();
    this.socket?.disconnect();
    this.socket = null;
    this.queue.offline();
  }

  /** {@link close}, and nobody gets an answer any more. */
  end(): void {
    this.close();
    this.queue.clear();
  }

  private refuse(message: string): void {
    const code = ERROR_CODES.find((candidate) => candidate === message);
    if (code !== undefined && FINAL_REFUSALS.has(code)) {
      this.close();
      this.listener.refused(code);
      return;
    }
    // An error of the middleware ends the library's own attempts; a server that is only busy is asked again.
    if (code !== undefined) setTimeout(() => this.retryNow(), RECONNECT_MAX_MS);
    this.listener.disconnected();
  }

  private transmit(message: Outgoing): Promise<unknown> {
    const socket = this.socket;
    if (socket === null || !socket.connected) return Promise.reject(new Error('no connection'));
    const { name, commandId, payload } = message;
    return new Promise((resolve, reject) => {
      const onLost = () => reject(new Error('connection lost'));
      socket.once('disconnect', onLost);
      socket.timeout(ANSWER_TIMEOUT_MS).emit(name, { commandId, payload }, (error: Error | null, answer: unknown) => {
        socket.off('disconnect', onLost);
        if (error === null) resolve(answer);
        else reject(error);
      });
    });
  }
}
