import { io, type Socket } from 'socket.io-client';
import type * as z from 'zod';
import {
  PHONE_COMMANDS,
  PHONE_EVENTS,
  type PhoneCommandName,
  type PhoneCommandPayloadWire,
  type PhoneCommandResultWire,
  type phoneViewSchema,
} from '../../../../shared/protocol/phone';
import { failure, parseAnswer, type CommandFailure } from '../../realtime/commands';
import { newCommandId } from '../../realtime/new-command-id';
import type { MediaTrouble } from '../../softphone-media/port';
import { PhoneAudio } from './phone-audio';

const ANSWER_TIMEOUT_MS = 12_000;
const TOKEN_KEY = 'friskmeld.phone-call';
const NUMBER_KEY = 'friskmeld.phone-number';

export type PhoneViewWire = z.input<typeof phoneViewSchema>;
export type PhoneOptions = PhoneCommandResultWire<'phone:options'>;
type PhoneAnswer<N extends PhoneCommandName> =
  | { readonly ok: true; readonly data: PhoneCommandResultWire<N> }
  | { readonly ok: false; readonly error: CommandFailure };

/** All there is to draw. */
export interface PhoneState {
  readonly isOnline: boolean;
  readonly options: PhoneOptions | null;
  readonly view: PhoneViewWire | null;
  /** A call is being set up: the microphone is asked for, the offer is on its way. */
  readonly isDialling: boolean;
  readonly isMuted: boolean;
  readonly registeredNumber: string | null;
  readonly error: CommandFailure | null;
  readonly trouble: MediaTrouble | null;
  readonly micLevel: number;
}

const INITIAL: PhoneState = {
  isOnline: false,
  options: null,
  view: null,
  isDialling: false,
  isMuted: false,
  registeredNumber: null,
  error: null,
  trouble: null,
  micLevel: 0,
};

const OVER: ReadonlySet<PhoneViewWire['state']> = new Set(['idle', 'ended']);

/** Refusals after which there is no call to come back to; anything else is tried again with the next connection. */
const CALL_IS_OVER: ReadonlySet<CommandFailure['code']> = new Set(['NOT_FOUND', 'CALL_ENDED']);

/** One customer's phone: connects, calls, is called, and finds its call again after a reload or a lost connection. */
export class PhoneLine {
  private state = INITIAL;
  private readonly listeners = new Set<() => void>();
  private readonly audio: PhoneAudio;
  private socket: Socket | null = null;
  private callToken = sessionStorage.getItem(TOKEN_KEY);

  constructor() {
    this.audio = new PhoneAudio({
      level: (micLevel) => this.set({ micLevel }),
      lost: () => void this.resume(),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): PhoneState => this.state;

  connect(): void {
    const socket = io(`${window.location.origin}/phone`, { transports: ['websocket'], reconnectionDelayMax: 2_000 });
    this.socket = socket;
    socket.on('connect', () => void this.onConnected());
    socket.on('disconnect', () => this.set({ isOnline: false }));
    socket.on('phone:changed', (message: unknown) => {
      if (PHONE_EVENTS['phone:changed'].safeParse(message).success) {
        // The wire form is what was just checked.
        this.show((message as { view: PhoneViewWire }).view);
      }
    });
  }

  /** Rings the creditor's number as `fromNumber`. */
  async dial(fromNumber: string, toNumber: string): Promise<void> {
    if (this.state.isDialling) return;
    this.set({ isDialling: true, error: null, trouble: null, isMuted: false });
    const offer = await this.audio.offer();
    if (!offer.ok) {
      this.set({ isDialling: false, trouble: offer.trouble });
      return;
    }
    const answer = await this.send('phone:dial', { fromNumber, toNumber, sdpOffer: offer.sdp });
    this.set({ isDialling: false });
    await this.takeUp(answer);
  }

  async answer(): Promise<void> {
    const callId = this.state.view?.callId ?? null;
    if (callId === null || this.state.isDialling) return;
    this.set({ isDialling: true, error: null, trouble: null, isMuted: false });
    const offer = await this.audio.offer();
    if (!offer.ok) {
      this.set({ isDialling: false, trouble: offer.trouble });
      return;
    }
    const answer = await this.send('phone:answer', { callId, sdpOffer: offer.sdp });
    this.set({ isDialling: false });
    await this.takeUp(answer);
  }

  async reject(): Promise<void> {
    const callId = this.state.view?.callId ?? null;
    if (callId === null) return;
    const answer = await this.send('phone:reject', { callId });
    if (answer.ok) this.show(answer.data);
    else this.set({ error: answer.error });
  }

  async hangUp(): Promise<void> {
    const token = this.callToken;
    this.audio.close();
    if (token === null) {
      this.set({ view: null });
      return;
    }
    const answer = await this.send('phone:hang-up', { callToken: token });
    if (answer.ok) this.show(answer.data);
    else this.set({ error: answer.error });
  }

  /** From now on an agent can ring this page under the number. */
  async register(number: string): Promise<void> {
    const answer = await this.send('phone:register', { number });
    if (!answer.ok) {
      this.set({ error: answer.error });
      return;
    }
    sessionStorage.setItem(NUMBER_KEY, number);
    this.set({ registeredNumber: number, error: null });
  }

  /** Tones go as RFC 4733 events in the audio itself, as from any phone. */
  pressKey(digit: string): void {
    this.audio.sendDigit(digit);
  }

  toggleMute(): void {
    const isMuted = !this.state.isMuted;
    this.audio.setMuted(isMuted);
    this.set({ isMuted });
  }

  /** Back to the start after a call. */
  reset(): void {
    this.set({ view: null, error: null, trouble: null });
  }

  private async onConnected(): Promise<void> {
    this.set({ isOnline: true });
    const options = await this.send('phone:options', {});
    if (options.ok) this.set({ options: options.data });
    const number = sessionStorage.getItem(NUMBER_KEY);
    if (number !== null) await this.register(number);
    if (this.callToken !== null) await this.resume();
  }

  /** Takes the call up again: with new audio unless the old still flows. */
  private async resume(): Promise<void> {
    const token = this.callToken;
    if (token === null || this.state.isDialling) return;
    const offer = this.audio.isFlowing() ? null : await this.audio.offer();
    const sdpOffer = offer?.ok === true ? offer.sdp : null;
    if (offer !== null && !offer.ok) this.set({ trouble: offer.trouble });
    const answer = await this.send('phone:resume', { callToken: token, sdpOffer });
    if (!answer.ok) {
      if (CALL_IS_OVER.has(answer.error.code)) this.endCall(null);
      return;
    }
    if (answer.data.sdpAnswer !== null) await this.audio.accept(answer.data.sdpAnswer);
    this.show(answer.data.view);
  }

  private async takeUp(answer: PhoneAnswer<'phone:dial'> | PhoneAnswer<'phone:answer'>): Promise<void> {
    if (!answer.ok) {
      this.audio.close();
      this.set({ error: answer.error });
      return;
    }
    this.callToken = answer.data.callToken;
    sessionStorage.setItem(TOKEN_KEY, answer.data.callToken);
    await this.audio.accept(answer.data.sdpAnswer);
    this.show(answer.data.view);
  }

  private show(view: PhoneViewWire): void {
    if (OVER.has(view.state)) this.endCall(view.state === 'ended' ? view : null);
    else this.set({ view });
    this.audio.ring(view.state === 'ringing');
  }

  private endCall(view: PhoneViewWire | null): void {
    this.callToken = null;
    sessionStorage.removeItem(TOKEN_KEY);
    this.audio.close();
    this.set({ view, micLevel: 0 });
  }

  private async send<N extends PhoneCommandName>(
    name: N,
    payload: PhoneCommandPayloadWire<N>,
  ): Promise<PhoneAnswer<N>> {
    const { socket } = this;
    if (socket === null || !socket.connected) return failure('DEPENDENCY_DOWN');
    try {
      const message = { commandId: newCommandId(), payload };
      const reply: unknown = await socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck(name, message);
      // The schema of the same name has just checked the data.
      return parseAnswer(PHONE_COMMANDS[name].result, reply) as PhoneAnswer<N>;
    } catch {
      return failure('TIMEOUT');
    }
  }

  private set(change: Partial<PhoneState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
