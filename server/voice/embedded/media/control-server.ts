/** The WebSocket the server holds: one server at a time, commands in, events out. Speaks control-protocol.ts. */
import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import type { Result } from '../../../../shared/result';
import { refuse } from '../../../../shared/result';
import type { CommandHandlers, CommandName, FromMedia, FromServer } from '../control-protocol';
import {
  CLOSE_CODES,
  COMMANDS,
  CONTROL_PATH,
  CONTROL_PROTOCOL_VERSION,
  FRAME_BYTES_MAX,
  fromServerSchema,
} from '../control-protocol';
import { COMMAND_ANSWERS_KEPT_MAX, HEARTBEAT_MS, HELLO_TIMEOUT_MS } from '../limits';
import { BoundedMemory } from './bounded-memory';
import type { EventLog } from './event-log';
import type { Recordings } from './recordings';
import type { Switchboard } from './switchboard';

interface Dependencies {
  readonly token: string;
  readonly switchboard: Switchboard;
  readonly recordings: Recordings;
  readonly events: EventLog;
  /** For an operator: what went wrong that nobody else is told. */
  readonly warn: (message: string, facts: Record<string, unknown>) => void;
}

type Hello = Extract<FromServer, { type: 'hello' }>;
type Command = Extract<FromServer, { type: 'command' }>;

/** Compares without telling by its timing how much was right. */
function isToken(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

function parseFrame(raw: RawData): FromServer | null {
  try {
    const text = Array.isArray(raw) ? Buffer.concat(raw).toString('utf8') : Buffer.from(raw as Buffer).toString('utf8'); // ws gives Buffers unless told otherwise
    const parsed = fromServerSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export class ControlServer {
  readonly #deps: Dependencies;
  readonly #answers = new BoundedMemory<Promise<Result<unknown>>>(COMMAND_ANSWERS_KEPT_MAX);
  readonly #http: Server = createServer((_request, response) => response.writeHead(426).end());
  readonly #sockets: WebSocketServer;
  #attached: WebSocket | null = null;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#sockets = new WebSocketServer({ server: this.#http, path: CONTROL_PATH, maxPayload: FRAME_BYTES_MAX });
    this.#sockets.on('connection', (socket) => this.#greet(socket));
  }

  /** Listens on this machine only. @returns the port (chosen by the system when 0 was asked for). */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(port, '127.0.0.1', resolve);
    });
    return (this.#http.address() as AddressInfo).port; // a TCP server has an AddressInfo
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  /** A socket is nobody until its first frame is a good hello. */
  #greet(socket: WebSocket): void {
    const timer = setTimeout(() => socket.close(CLOSE_CODES.malformed, 'no hello'), HELLO_TIMEOUT_MS);
    socket.on('error', () => socket.terminate());
    socket.once('message', (raw) => {
      clearTimeout(timer);
      const frame = parseFrame(raw);
      if (frame?.type !== 'hello') socket.close(CLOSE_CODES.malformed, 'hello expected');
      else void this.#welcome(socket, frame);
    });
    socket.once('close', () => clearTimeout(timer));
  }

  async #welcome(socket: WebSocket, hello: Hello): Promise<void> {
    const { events, switchboard, recordings } = this.#deps;
    if (!isToken(hello.token, this.#deps.token)) {
      this.#deps.warn('a server came with a wrong token', {});
      return socket.close(CLOSE_CODES.badToken, 'bad token');
    }
    if (hello.version !== CONTROL_PROTOCOL_VERSION) return socket.close(CLOSE_CODES.wrongVersion, 'wrong version');
    if (this.#attached !== null && !hello.isTakeover)
      return socket.close(CLOSE_CODES.occupied, 'another server is attached');
    this.#attached?.close(CLOSE_CODES.replaced, 'another server took over');
    this.#attached = socket;
    switchboard.serverAttached();
    socket.on('message', (raw) => this.#receive(socket, raw));
    socket.once('close', () => this.#left(socket));
    this.#heartbeat(socket);
    send(socket, { type: 'welcome', version: CONTROL_PROTOCOL_VERSION, epoch: events.epoch });
    if (hello.handled?.epoch === events.epoch) events.acknowledge(hello.handled.seq);
    const waitingRecordings = await recordings.waiting();
    if (this.#attached !== socket) return undefined;
    // No await from here: between the snapshot and the first live event nothing may happen unseen.
    events.attach((event) => send(socket, { type: 'event', event }));
    send(socket, { type: 'attached', rooms: switchboard.snapshot(), waitingRecordings });
    return undefined;
  }

  #left(socket: WebSocket): void {
    if (this.#attached !== socket) return;
    this.#attached = null;
    this.#deps.events.detach();
    this.#deps.switchboard.serverGone();
  }

  /** A server that was frozen or cut off without a word leaves when it misses two pings. */
  #heartbeat(socket: WebSocket): void {
    let isAlive = true;
    socket.on('pong', () => (isAlive = true));
    const timer = setInterval(() => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      return socket.ping();
    }, HEARTBEAT_MS);
    socket.once('close', () => clearInterval(timer));
  }

  #receive(socket: WebSocket, raw: RawData): void {
    const frame = parseFrame(raw);
    if (frame === null || frame.type === 'hello') return socket.close(CLOSE_CODES.malformed, 'malformed frame');
    if (frame.type === 'ack') return this.#deps.events.acknowledge(frame.seq);
    void this.#answer(frame).then((result) => send(socket, { type: 'reply', commandId: frame.commandId, result }));
    return undefined;
  }

  /** The first answer to a command id is the answer for ever, also to a repetition that overtakes it. */
  #answer(command: Command): Promise<Result<unknown>> {
    const before = this.#answers.get(command.commandId);
    if (before !== undefined) return before;
    const answer = this.#run(command.name, command.payload);
    this.#answers.set(command.commandId, answer);
    return answer;
  }

  async #run(name: CommandName, payload: unknown): Promise<Result<unknown>> {
    const parsed = COMMANDS[name].safeParse(payload);
    if (!parsed.success) return refuse('INVALID_PAYLOAD');
    // The schema of this name has parsed the payload for the handler of this name; TypeScript cannot pair the two tables.
    const handler = this.#deps.switchboard.handlers[name] as (
      payload: unknown,
    ) => ReturnType<CommandHandlers[CommandName]>;
    try {
      return await handler(parsed.data);
    } catch (error) {
      this.#deps.warn('a command failed', { name, why: error instanceof Error ? error.message : 'unknown' });
      return refuse('INTERNAL');
    }
  }
}

function send(socket: WebSocket, frame: FromMedia): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
}
