import type { CallState } from '../../shared/calls/vocabulary';
import type { PhoneView } from '../../shared/protocol/phone';
import type { PhoneSocket } from '../platform/realtime/gateway';
import type { CallRow } from './call-row';

/** What a waiting caller is told. */
export interface PlaceInLine {
  readonly place: number | null;
  readonly expectedWaitMs: number | null;
}

const PHONE_STATE: Readonly<Record<CallState, PhoneView['state']>> = {
  arriving: 'dialing',
  queued: 'queued',
  offered: 'queued',
  connecting: 'queued',
  dialing: 'dialing',
  ringing: 'ringing',
  talking: 'talking',
  held: 'held',
  ended: 'ended',
  closed_hours: 'ended',
  overflowed: 'ended',
  callback_booked: 'ended',
  abandoned: 'ended',
  busy: 'ended',
  no_answer: 'ended',
  cancelled: 'ended',
  failed: 'ended',
};

/**
 * The phone pages that are connected to this server now: who shows which call, and which page is reachable under which
 * number. In memory only, because it is about sockets: a page that comes back says again who it is.
 */
export class Phones {
  private readonly byCall = new Map<string, PhoneSocket>();
  private readonly byNumber = new Map<string, PhoneSocket>();
  private readonly places = new Map<string, PlaceInLine>();

  bind(callId: string, phone: PhoneSocket): void {
    this.byCall.set(callId, phone);
  }

  /** The page is reachable under these ways to read one number, and no other any more; the latest page wins. */
  register(numbers: readonly string[], phone: PhoneSocket): void {
    forgetPhone(this.byNumber, phone);
    for (const number of numbers) this.byNumber.set(number, phone);
  }

  /** True while a call that is not over belongs to the page: a telephone holds one. */
  isInCall(phone: PhoneSocket): boolean {
    return [...this.byCall.values()].some((bound) => bound.id === phone.id);
  }

  left(phone: PhoneSocket): void {
    forgetPhone(this.byCall, phone);
    forgetPhone(this.byNumber, phone);
  }

  isReachable(number: string): boolean {
    return this.byNumber.has(number);
  }

  phoneOf(call: CallRow): PhoneSocket | null {
    const ofCall = this.byCall.get(call.id);
    if (ofCall !== undefined) return ofCall;
    return call.direction === 'out' && call.state === 'ringing' ? (this.byNumber.get(call.toNumber) ?? null) : null;
  }

  isRegistered(number: string, phone: PhoneSocket): boolean {
    return this.byNumber.get(number)?.id === phone.id;
  }

  /** Remembers the place; true when the caller should be told, because it is another one. */
  setPlace(callId: string, place: PlaceInLine): boolean {
    const before = this.places.get(callId);
    this.places.set(callId, place);
    return before?.place !== place.place || before.expectedWaitMs !== place.expectedWaitMs;
  }

  /** Drops what is kept about a call that is over. */
  forget(callId: string): void {
    this.byCall.delete(callId);
    this.places.delete(callId);
  }

  /** What the page shows of its call. */
  view(call: CallRow, around: { creditorName: string; isRecorded: boolean }): PhoneView {
    const isWaiting = PHONE_STATE[call.state] === 'queued' && call.state !== 'connecting';
    const place = isWaiting ? this.places.get(call.id) : undefined;
    // Once answered, "connecting" is music until the agent is back: for the caller that is being on hold.
    const isAgentComingBack = call.state === 'connecting' && call.answeredAt !== null;
    return {
      state: isAgentComingBack ? 'held' : PHONE_STATE[call.state],
      callId: call.id,
      creditorName: around.creditorName,
      place: place?.place ?? null,
      expectedWaitMs: place?.expectedWaitMs ?? null,
      isRecorded: around.isRecorded,
      since: call.stateSince,
      endReason: call.endReason,
    };
  }
}

function forgetPhone(index: Map<string, PhoneSocket>, phone: PhoneSocket): void {
  for (const [key, bound] of index) if (bound.id === phone.id) index.delete(key);
}

/** The page before and between calls. */
export function idlePhone(nowMs: number): PhoneView {
  return {
    state: 'idle',
    callId: null,
    creditorName: null,
    place: null,
    expectedWaitMs: null,
    isRecorded: false,
    since: nowMs,
    endReason: null,
  };
}
