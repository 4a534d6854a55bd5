/** One socket of a workstation, a board or a phone page, as their programs hold it: comes back by itself, asks until answered. */
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { CommandName, CommandPayloadWire, CommandResultWire } from '../../shared/protocol/commands';
import type { Answer } from '../../shared/protocol/events';
import type { PhoneCommandName, PhoneCommandPayloadWire, PhoneCommandResultWire } from '../../shared/protocol/phone';
import { PROTOCOL_VERSION } from '../../shared/protocol/version';

const ANSWER_TIMEOUT_MS = 5_000;
const RETRY_AFTER_MS = 200;
const RECONNECT_MS_MIN = 200;
const RECONNECT_MS_MAX = 2_000;
/** Addresses in one block of the loopback network. */
const BLOCK_SIZE = 250;

/** No answer came before the link was closed. */
export const NO_ANSWER = 'NO_ANSWER';

interface LinkOptions {
  readonly url: string;
  readonly namespace: '/' | '/phone';
  readonly auth: Readonly<Record<string, unknown>>;
  /** Which of many people this is: each sits at an address of their own, as behind different routers. */
  readonly seat: number;
}

/** Linux lets a program speak from any address of 127.0.0.0/8; elsewhere everybody shares one, and its limits. */
function addressOf({ namespace, seat }: LinkOptions): { localAddress?: string } {
  if (process.platform !== 'linux') return {};
  const block = (namespace === '/' ? 10 : 100) + Math.floor(seat / BLOCK_SIZE);
  return { localAddress: `127.0.${block % 256}.${(seat % BLOCK_SIZE) + 1}` };
}

function openSocket(options: LinkOptions): Socket {
  const settings = {
    transports: ['websocket'],
    auth: { ...options.auth },
    forceNew: true,
    reconnectionDelay: RECONNECT_MS_MIN,
    reconnectionDelayMax: RECONNECT_MS_MAX,
    ...addressOf(options),
  };
  return io(`${options.url}${options.namespace}`, settings);
}

export class SocketLink {
  readonly socket: Socket;
  private isClosed = false;
  private readonly wakers = new Set<() => void>();

  constructor(options: LinkOptions) {
    this.socket = openSocket(options);
    this.socket.on('connect_error', () => {
      // A refusal at the door (as when everybody comes back at once) is not tried again by the library.
      if (!this.socket.active && !this.isClosed) setTimeout(() => this.reconnect(), RECONNECT_MS_MAX);
    });
  }

  close(): void {
    this.isClosed = true;
    for (const wake of this.wakers) wake();
    this.socket.close();
  }

  private reconnect(): void {
    if (!this.isClosed) this.socket.connect();
  }

  /** Asks until answered, under one command id, so that it takes effect once. */
  protected async askUntilAnswered(name: string, payload: unknown): Promise<Answer<unknown>> {
    const commandId = randomUUID();
    while (!this.isClosed) {
      // Each try follows on the failure of the one before.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await this.askOnce(name, { commandId, payload });
      if (answer !== null) return answer;
      // oxlint-disable-next-line no-await-in-loop
      await this.pause(RETRY_AFTER_MS);
    }
    return { ok: false, error: { code: NO_ANSWER } };
  }

  /** Null when no answer came in time. */
  protected async askOnce(
    name: string,
    message: { commandId: string; payload: unknown },
  ): Promise<Answer<unknown> | null> {
    if (!(await this.connected())) return null;
    try {
      // Answers are what the protocol says; the simulation is no judge of schemas.
      return (await this.socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck(name, message)) as Answer<unknown>;
    } catch {
      return null;
    }
  }

  private async connected(): Promise<boolean> {
    if (this.socket.connected) return true;
    await this.pause(RETRY_AFTER_MS);
    return this.socket.connected;
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.wakers.add(wake);
    });
  }
}

/** A person who is logged in; with a `workstationId` the window is their workstation. */
export class StaffLink extends SocketLink {
  constructor(at: { url: string; seat: number; token: string; workstationId?: string }) {
    const { url, seat, ...auth } = at;
    super({ url, seat, namespace: '/', auth: { ...auth, protocolVersion: PROTOCOL_VERSION } });
  }

  async ask<N extends CommandName>(name: N, payload: CommandPayloadWire<N>): Promise<Answer<CommandResultWire<N>>> {
    return (await this.askUntilAnswered(name, payload)) as Answer<CommandResultWire<N>>;
  }
}

/** A customer's phone page. */
export class PhoneLink extends SocketLink {
  constructor(at: { url: string; seat: number }) {
    super({ ...at, namespace: '/phone', auth: {} });
  }

  async ask<N extends PhoneCommandName>(
    name: N,
    payload: PhoneCommandPayloadWire<N>,
  ): Promise<Answer<PhoneCommandResultWire<N>>> {
    return (await this.askUntilAnswered(name, payload)) as Answer<PhoneCommandResultWire<N>>;
  }

  /** One try: dialling twice would be two calls. Null when no answer came. */
  async askJustOnce<N extends PhoneCommandName>(
    name: N,
    payload: PhoneCommandPayloadWire<N>,
  ): Promise<Answer<PhoneCommandResultWire<N>> | null> {
    const message = { commandId: randomUUID(), payload };
    return (await this.askOnce(name, message)) as Answer<PhoneCommandResultWire<N>> | null;
  }
}
