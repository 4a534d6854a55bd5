import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import * as z from 'zod';
import {
  PHONE_COMMANDS,
  type PhoneCommandName,
  type PhoneCommandPayload,
  type PhoneCommandResult,
} from '../../../shared/protocol/phone';
import type { EventData } from '../../../shared/protocol/events';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version';
import { refuse, type Result } from '../../../shared/result';
import type { Login } from '../auth/login';
import type { Sessions } from '../auth/sessions';
import type { Clock } from '../clock';
import type { CommandTable, WireAnswer } from '../edge/commands';
import type { RateLimiter } from '../edge/rate-limit';
import { isStorable } from '../edge/storable';
import { clientAddress } from '../http/client-address';
import { errorFacts, type Logger } from '../log';
import { agentStream, FLOOR_STREAM, type LiveStreams } from './live-streams';

/** Larger frames are cut off: an SDP, the largest thing a client sends, is a fifth of this. */
const FRAME_BYTES_MAX = 100_000;
const PING_INTERVAL_MS = 5_000;
const PING_TIMEOUT_MS = 10_000;
/** Whoever is shut out is out within this time */
const SWEEP_INTERVAL_MS = 2_000;

const handshakeSchema = z.object({
  token: z.string().max(200),
  protocolVersion: z.number().int(),
  /** Makes one window of the agent the workstation; a later one takes over. Boards and QA leave it out. */
  workstationId: z.string().max(64).optional(),
});
const phoneEnvelopeSchema = z.object({ commandId: z.string().max(64), payload: z.unknown() }).strict();

export interface PhoneRow<N extends PhoneCommandName> {
  readonly name: N;
  run(phone: PhoneSocket, payload: PhoneCommandPayload<N>): Promise<Result<PhoneCommandResult<N>>>;
}

/** One customer's phone page. */
export interface PhoneSocket {
  readonly id: string;
  readonly remoteAddress: string;
  emit(name: 'phone:changed', data: unknown): void;
}

interface Parts {
  readonly sessions: Sessions;
  readonly commands: CommandTable;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  readonly log: Logger;
  readonly origins: ReadonlySet<string>;
}

/** Opens Socket.IO on the HTTP server; only listed origins and same-origin pages may connect. */
export function createIo(http: HttpServer, origins: ReadonlySet<string>): Server {
  return new Server(http, {
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: FRAME_BYTES_MAX,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    allowRequest: (request, callback) => {
      const { origin, host } = request.headers;
      const isSameOrigin = origin === `http://${host}` || origin === `https://${host}`;
      // Programs (the simulator, tests) send no Origin; a browser always does on a cross-origin socket.
      callback(null, origin === undefined || isSameOrigin || origins.has(origin));
    },
  });
}

/** The only place that listens to sockets: admits people, hands their messages to the tables, answers. */
export class Gateway {
  private readonly phoneRows = new Map<string, PhoneRow<PhoneCommandName>>();
  private readonly leaveListeners: ((login: Login) => void)[] = [];
  /** Sessions that sent a command since the last sweep. */
  private readonly used = new Set<string>();
  private readonly phoneLeaveListeners: ((phone: PhoneSocket) => void)[] = [];

  constructor(
    private readonly io: Server,
    private readonly streams: LiveStreams,
    private readonly parts: Parts,
  ) {}

  addPhone<N extends PhoneCommandName>(row: PhoneRow<N>): void {
    // As in CommandTable: the schema of the same name parses the payload first.
    this.phoneRows.set(row.name, row as unknown as PhoneRow<PhoneCommandName>);
  }

  /** Called when the last workstation socket of an agent is gone. */
  onWorkstationLeft(listener: (login: Login) => void): void {
    this.leaveListeners.push(listener);
  }

  onPhoneLeft(listener: (phone: PhoneSocket) => void): void {
    this.phoneLeaveListeners.push(listener);
  }

  listen(): void {
    const staff = this.io.of('/');
    staff.use((socket, next) => {
      this.admit(socket).then(
        (refusal) => next(refusal === null ? undefined : new Error(refusal)),
        (error: unknown) => {
          this.parts.log.error(errorFacts(error), 'a socket could not be admitted');
          next(new Error('INTERNAL'));
        },
      );
    });
    staff.on('connection', (socket) => this.serve(socket));
    setInterval(() => {
      this.sweepLogins().catch((error: unknown) =>
        this.parts.log.warn(errorFacts(error), 'logins were not read again'),
      );
    }, SWEEP_INTERVAL_MS).unref();
    this.io.of('/phone').on('connection', (socket) => this.servePhone(socket));
  }

  /** Ends every socket of a session: the person logged out, or an administrator ended it. */
  endSession(sessionId: string): void {
    for (const socket of this.io.of('/').sockets.values()) {
      if (loginOf(socket).sessionId === sessionId) this.end(socket, 'logged_out');
    }
  }

  private async admit(socket: Socket): Promise<string | null> {
    const handshake = handshakeSchema.safeParse(socket.handshake.auth);
    if (!handshake.success) return 'INVALID_PAYLOAD';
    if (handshake.data.protocolVersion !== PROTOCOL_VERSION) return 'PROTOCOL_VERSION';
    const now = this.parts.clock.nowMs();
    if (!this.parts.limiter.take(clientAddress(socket.request), 'arrival', now)) return 'RATE_LIMITED';
    const login = await this.parts.sessions.find(handshake.data.token);
    if (login === null) return 'NOT_LOGGED_IN';
    // By person: after a restart a whole office comes back in the same second, from one address.
    if (!this.parts.limiter.take(`handshake:${login.id}`, 'write', now)) return 'RATE_LIMITED';
    socket.data = { login, workstationId: handshake.data.workstationId ?? null };
    return null;
  }

  private serve(socket: Socket): void {
    const login = loginOf(socket);
    const workstationId = workstationOf(socket);
    if (workstationId !== null) this.takeOver(socket, login, workstationId);
    socket.onAny((name: string, message: unknown, reply: unknown) => {
      if (typeof reply !== 'function') return;
      const send = reply as (answer: WireAnswer) => void; // Socket.IO's acknowledgement is always this function.
      this.used.add(login.sessionId);
      // As the sweep last read it: roles and creditors may have changed since the socket came.
      this.parts.commands
        .answer(name, message, { login: loginOf(socket), socketId: socket.id })
        .then(send, (error: unknown) => {
          this.parts.log.error(errorFacts(error), 'a command was left without an answer');
        });
    });
    socket.on('disconnect', () => {
      if (workstationId !== null && !this.streams.hasListeners(agentStream(login.id))) {
        for (const listener of this.leaveListeners) listener(login);
      }
    });
  }

  private takeOver(socket: Socket, login: Login, workstationId: string): void {
    const stream = agentStream(login.id);
    for (const other of this.streams.sockets(stream)) {
      if (workstationOf(other) === workstationId) continue;
      this.end(other, 'taken_over');
    }
    this.streams.join(socket, stream);
    this.streams.join(socket, FLOOR_STREAM);
  }

  /** Tells the page why before the line is cut, so that it goes to its login instead of trying again. */
  private end(socket: Socket, why: EventData<'login:ended'>['why']): void {
    const stream = agentStream(loginOf(socket).id);
    const at = this.parts.clock.nowMs();
    socket.emit('login:ended', { stream: 'agent', ...this.streams.position(stream), at, data: { why } });
    socket.disconnect(true);
  }

  /**
   * Reads the logins behind all sockets again: a leaver's window closes, a narrowed role or scope holds from here on, and whoever
   * works keeps their session. One query, however many there are.
   */
  async sweepLogins(): Promise<void> {
    const sockets = [...this.io.of('/').sockets.values()];
    const sessionIds = [...new Set(sockets.map((socket) => loginOf(socket).sessionId))];
    if (sessionIds.length === 0) return;
    const used = new Set(this.used);
    this.used.clear();
    const logins = await this.parts.sessions.findAll(sessionIds, used);
    for (const socket of sockets) {
      const login = logins.get(loginOf(socket).sessionId);
      if (login === undefined) this.end(socket, 'expired');
      else Object.assign(socket.data, { login });
    }
  }

  private servePhone(socket: Socket): void {
    const phone: PhoneSocket = {
      id: socket.id,
      remoteAddress: clientAddress(socket.request),
      emit: (name, data) => {
        socket.emit(name, data);
      },
    };
    socket.onAny((name: string, message: unknown, reply: unknown) => {
      if (typeof reply !== 'function') return;
      const send = reply as (answer: WireAnswer) => void; // Socket.IO's acknowledgement is always this function.
      this.answerPhone(name, message, phone).then(send, (error: unknown) => {
        this.parts.log.error({ ...errorFacts(error), command: name }, 'a phone command failed');
        send(refuse('INTERNAL'));
      });
    });
    socket.on('disconnect', () => {
      for (const listener of this.phoneLeaveListeners) listener(phone);
    });
  }

  private async answerPhone(name: string, message: unknown, phone: PhoneSocket): Promise<WireAnswer> {
    const row = this.phoneRows.get(name);
    if (row === undefined) return refuse('NOT_FOUND');
    if (!this.parts.limiter.take(`phone:${phone.remoteAddress}`, 'read', this.parts.clock.nowMs()))
      return refuse('RATE_LIMITED');
    const envelope = phoneEnvelopeSchema.safeParse(message);
    if (!envelope.success) return refuse('INVALID_PAYLOAD', { at: 'envelope' });
    const payload = PHONE_COMMANDS[row.name].payload.safeParse(envelope.data.payload);
    if (!payload.success) return refuse('INVALID_PAYLOAD', { at: payload.error.issues[0]?.path.join('.') ?? '' });
    if (!isStorable(payload.data)) return refuse('INVALID_PAYLOAD', { at: 'text' });
    const result = await row.run(phone, payload.data as never);
    return result.ok ? { ok: true, data: z.encode(PHONE_COMMANDS[row.name].result, result.value as never) } : result;
  }
}

function loginOf(socket: Socket): Login {
  // Set by admit() before any connection event.
  return (socket.data as { login: Login }).login;
}

function workstationOf(socket: Socket): string | null {
  return (socket.data as { workstationId: string | null }).workstationId;
}
