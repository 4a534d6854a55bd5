/**
 * The contract with whatever carries the voice. Everything outside `voice/` knows only this file: legs meet in the room
 * of a call, commands change what the legs hear, and facts come back as numbered events.
 *
 * Commands are idempotent by the ids the server makes: the same command with the same ids may be sent again after a lost
 * answer, a reconnect or a restart, and gives the same result. A carrier that cannot be reached refuses with
 * `CARRIER_DOWN`, one that does not answer in time with `TIMEOUT`, a room or leg that is gone with `CALL_ENDED`.
 */
import type { Id } from '../../shared/ids/ids';
import type { Language } from '../../shared/lang/languages';
import type { Result } from '../../shared/result';

export type CallDirection = 'inbound' | 'outbound';
export type LegRole = 'customer' | 'agent';

/** Spoken texts without a number in them; each exists as a recording in every language. */
export const PLAIN_ANNOUNCEMENTS = [
  /** Welcome and recording notice: that it is recorded, why, where more is told, and 9 to refuse. Heard to its end even when an agent joins. */
  'greeting',
  'please-wait',
  'still-waiting',
  'all-busy',
  'closed',
  /** The agent was lost; we are connecting again. */
  'one-moment',
  'goodbye',
] as const;
export type PlainAnnouncement = (typeof PLAIN_ANNOUNCEMENTS)[number];

/** What to say. `position` counts from 1; above {@link POSITION_SPOKEN_MAX} the caller hears "more than ten before you". */
export type Announcement =
  { readonly key: PlainAnnouncement } | { readonly key: 'position'; readonly position: number };

export const POSITION_SPOKEN_MAX = 10;

/** Why a room is closed; told back in `room.ended`. */
export const ROOM_END_REASONS = [
  'hangup',
  'no_answer',
  'rejected',
  'busy',
  'closed_hours',
  'failed',
  /** The media process ended it: no server attached, or nobody left in it, for the named time. */
  'abandoned_by_server',
  'empty',
] as const;
export type RoomEndReason = (typeof ROOM_END_REASONS)[number];

/** `hangup` = that party closed its connection; `media_lost` = no RTP for the named time; `replaced` = the same party joined anew. */
export const LEG_END_REASONS = [
  'hangup',
  'media_lost',
  'never_connected',
  'replaced',
  'removed',
  'room_ended',
  'failed',
] as const;
export type LegEndReason = (typeof LEG_END_REASONS)[number];

export interface OpenRoom {
  readonly callId: Id<'call'>;
  /** Default language of announcements to the customer. */
  readonly language: Language;
  /** `inbound`: the customer hears music until an agent is there. `outbound`: the agent hears ringback until the customer is there. */
  readonly direction: CallDirection;
}

/** One party's way in. A new leg of the same role replaces the earlier one (a reloaded window re-attaches to the call). */
export interface JoinCustomer {
  readonly callId: Id<'call'>;
  readonly legId: Id<'leg'>;
  /** Complete offer of an RTCPeerConnection with one audio section (candidates gathered, or none: peer-reflexive ones are accepted). */
  readonly sdpOffer: string;
}

export interface JoinAgent extends JoinCustomer {
  readonly agentId: Id<'agent'>;
}

export interface SdpAnswer {
  /** Complete answer, candidates included; there is no trickle. */
  readonly sdpAnswer: string;
}

export interface PlayAnnouncement {
  readonly callId: Id<'call'>;
  /** Made by the server; the same id is never spoken twice, and comes back in `announcement.finished`. */
  readonly announcementId: string;
  readonly announcement: Announcement;
  /** The room's language when left out. */
  readonly language?: Language;
}

export interface SendDigits {
  readonly callId: Id<'call'>;
  /** Made by the server; the same id is sent only once. */
  readonly digitsId: string;
  readonly toLeg: Id<'leg'>;
  /** 1 to {@link DIGITS_PER_COMMAND_MAX} of 0–9 * # A–D. */
  readonly digits: string;
}
export const DIGITS_PER_COMMAND_MAX = 32;

/** A finished recording, waiting in the carrier until the server confirms that it holds a copy. */
export interface FetchedRecording {
  readonly recordingId: Id<'recording'>;
  readonly callId: Id<'call'>;
  /** A local file the caller may read (and must not change) until it confirms. Stereo WAV, 8 kHz, 16 bit: customer left, agent right. */
  readonly path: string;
  readonly bytes: number;
  /** Of the whole file, lower-case hex. */
  readonly sha256: string;
  readonly durationMs: number;
  /** Epoch ms of the first sample. */
  readonly startedAt: number;
  /** True when the recorder died under it and the file was repaired; its end may be missing up to a second. */
  readonly isRecovered: boolean;
}

export type RecordingState = 'recording' | 'paused' | 'ready';

/** What the carrier knows to be true now; for reconciling after a start. */
export interface RoomSnapshot {
  readonly callId: Id<'call'>;
  readonly language: Language;
  readonly direction: CallDirection;
  readonly openedAt: number;
  readonly isHeld: boolean;
  readonly legs: readonly LegSnapshot[];
  readonly recording: { readonly recordingId: Id<'recording'>; readonly state: RecordingState } | null;
}

export interface LegSnapshot {
  readonly legId: Id<'leg'>;
  readonly role: LegRole;
  readonly agentId: Id<'agent'> | null;
  /** True once RTP has been heard from it. */
  readonly isConnected: boolean;
  readonly isMuted: boolean;
}

interface EventBase {
  readonly callId: Id<'call'>;
  /** Position in the carrier's stream: rises by one within an epoch; a new epoch begins at 1 again. */
  readonly seq: number;
  /** Epoch ms at which it happened at the carrier. */
  readonly at: number;
  /** Unique name of this fact at the carrier, `<epoch>:<seq>`; the key for storing it at most once. */
  readonly carrierRef: string;
}

/** The facts a carrier tells, without the envelope. */
export type CarrierFact =
  | { readonly kind: 'leg.connected'; readonly legId: Id<'leg'>; readonly role: LegRole }
  | { readonly kind: 'leg.ended'; readonly legId: Id<'leg'>; readonly role: LegRole; readonly reason: LegEndReason }
  | { readonly kind: 'digit.received'; readonly legId: Id<'leg'>; readonly role: LegRole; readonly digit: string }
  | {
      readonly kind: 'announcement.finished';
      readonly announcementId: string;
      readonly announcement: Announcement['key'];
      readonly wasCut: boolean;
    }
  | { readonly kind: 'room.ended'; readonly reason: RoomEndReason }
  | { readonly kind: 'recording.started'; readonly recordingId: Id<'recording'> }
  | { readonly kind: 'recording.paused'; readonly recordingId: Id<'recording'> }
  | { readonly kind: 'recording.resumed'; readonly recordingId: Id<'recording'> }
  | {
      readonly kind: 'recording.ready';
      readonly recordingId: Id<'recording'>;
      readonly durationMs: number;
      readonly sha256: string;
      readonly bytes: number;
      readonly isRecovered: boolean;
    }
  | { readonly kind: 'recording.failed'; readonly recordingId: Id<'recording'>; readonly why: string }
  | {
      readonly kind: 'quality';
      readonly legId: Id<'leg'>;
      readonly role: LegRole;
      /** 0–100 over the last interval, as we receive it. */
      readonly lossPct: number;
      readonly jitterMs: number;
      /** From RTCP; null until the first report. */
      readonly rttMs: number | null;
      /** RMS of what was heard in the interval, 0 = full scale; null for silence. */
      readonly levelDbfs: number | null;
    };

export type CarrierEvent = CarrierFact & EventBase;
export type CarrierEventKind = CarrierFact['kind'];

/** Told each time the server has (re)attached, after the events it missed and before any later one: the truth to compare calls with. */
export interface CarrierAttached {
  /** Changes when the carrier lost its memory (its process was started anew): every room not in `rooms` is gone. */
  readonly epoch: string;
  readonly rooms: readonly RoomSnapshot[];
  /** Finished recordings nobody has confirmed yet; their `recording.ready` may have been lost with an epoch. */
  readonly waitingRecordings: readonly Id<'recording'>[];
}

export type CarrierState = 'connecting' | 'up' | 'down';

export interface CarrierListener {
  /**
   * Takes one event; the carrier may forget it once the promise fulfils, so store first. Events of one call come
   * one at a time and in order, those of different calls side by side; and again (same `carrierRef`) when the promise rejects
   * or the server died before it fulfilled.
   * `quality` events alone may be dropped, never the others.
   */
  onEvent(event: CarrierEvent): Promise<void>;
  onAttached(attached: CarrierAttached): Promise<void>;
  onState?(state: CarrierState): void;
}

/** See the top of the file for what holds of every command. */
export interface Carrier {
  /** Starts delivering to the one listener, and keeps trying until `stop`. Resolves at once; `state` says when it is up. */
  start(listener: CarrierListener): void;
  /** Detaches. Rooms and audio live on at the carrier. */
  stop(): Promise<void>;
  readonly state: CarrierState;

  /** Opens the room of a call; opening it again changes nothing. */
  openRoom(request: OpenRoom): Promise<Result<void>>;
  joinCustomer(request: JoinCustomer): Promise<Result<SdpAnswer>>;
  joinAgent(request: JoinAgent): Promise<Result<SdpAnswer>>;
  /** New network path for a living leg; the offer is the same peer connection's ICE restart. */
  restartIce(request: {
    readonly callId: Id<'call'>;
    readonly legId: Id<'leg'>;
    readonly sdpOffer: string;
  }): Promise<Result<SdpAnswer>>;
  /** Ends one leg; the room and the other party stay. */
  removeLeg(request: { readonly callId: Id<'call'>; readonly legId: Id<'leg'> }): Promise<Result<void>>;
  /** Ends all legs and finishes the recording. `goodbyes` heard first are the caller's business: play, await finished, then end. */
  endRoom(request: { readonly callId: Id<'call'>; readonly reason: RoomEndReason }): Promise<Result<void>>;

  /** Speaks to the customer; a new announcement cuts the one before. Music goes on after it while no agent is there. */
  playAnnouncement(request: PlayAnnouncement): Promise<Result<void>>;
  /** What the waiting customer hears between announcements: music (the default of an inbound room) or nothing. */
  waitMusic(request: { readonly callId: Id<'call'>; readonly isPlaying: boolean }): Promise<Result<void>>;
  /** The customer hears hold music, the agent silence, and neither hears the other. Announcements are still heard. */
  hold(request: { readonly callId: Id<'call'> }): Promise<Result<void>>;
  unhold(request: { readonly callId: Id<'call'> }): Promise<Result<void>>;
  /** Nobody, and no recording, hears a muted leg. */
  mute(request: {
    readonly callId: Id<'call'>;
    readonly legId: Id<'leg'>;
    readonly isMuted: boolean;
  }): Promise<Result<void>>;
  /** Keys towards one leg: RFC 4733 and an audible tone. */
  sendDigits(request: SendDigits): Promise<Result<void>>;

  /** From now on both channels are kept. One recording at a time in a room; the notice must have been heard (`announcement.finished`). */
  startRecording(request: {
    readonly callId: Id<'call'>;
    readonly recordingId: Id<'recording'>;
  }): Promise<Result<void>>;
  /** Fulfils only when not one more sample of speech can reach the file; the gap is kept as exact silence. */
  pauseRecording(request: {
    readonly callId: Id<'call'>;
    readonly recordingId: Id<'recording'>;
  }): Promise<Result<void>>;
  resumeRecording(request: {
    readonly callId: Id<'call'>;
    readonly recordingId: Id<'recording'>;
  }): Promise<Result<void>>;
  /** Finishes the file; `recording.ready` follows. */
  stopRecording(request: { readonly callId: Id<'call'>; readonly recordingId: Id<'recording'> }): Promise<Result<void>>;
  /** Refuses with `RECORDING_NOT_READY` while it runs and `NOT_FOUND` when there is none. */
  fetchRecording(recordingId: Id<'recording'>): Promise<Result<FetchedRecording>>;
  /** The server holds a verified copy: the carrier deletes its own. Confirming an unknown one is fine. */
  confirmRecordingStored(recordingId: Id<'recording'>): Promise<Result<void>>;
  /** The customer refused: stops it if it runs and deletes it unheard. No `recording.ready` follows. */
  discardRecording(recordingId: Id<'recording'>): Promise<Result<void>>;

  listRooms(): Promise<Result<readonly RoomSnapshot[]>>;
}
