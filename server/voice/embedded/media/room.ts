/** The room of one call: seats for two legs, what they hear, and the recorder. Knows no network and no clock. */
import { assertNever } from '../../../../shared/assert';
import type { Id } from '../../../../shared/ids/ids';
import type { Language } from '../../../../shared/lang/languages';
import type { Announcement, CallDirection, LegRole, RoomSnapshot } from '../../carrier';
import type { FrameSource } from '../audio/frames';
import { SILENT_FRAME, playLoop, playOnce, scaleFrame, sumFrames } from '../audio/frames';
import { digitTones, ringback } from '../audio/tones';
import { hearing } from './hearing';
import type { RoomCondition, Sound } from './hearing';
import type { Leg } from './leg';
import type { Recorder } from './recorder';

/** A place in the room, taken by one leg at a time. */
export interface Seat {
  readonly legId: Id<'leg'>;
  readonly role: LegRole;
  readonly agentId: Id<'agent'> | null;
  readonly sdpOffer: string;
  readonly sdpAnswer: string;
  readonly leg: Leg;
  readonly joinedAt: number;
  isConnected: boolean;
  isMuted: boolean;
  /** Tones of keys sent to this leg, heard instead of everything else while they last. */
  digitTones: FrameSource | null;
}

interface Announcing {
  readonly announcementId: string;
  readonly key: Announcement['key'];
  readonly source: FrameSource;
}

/** What came in at one beat. */
interface Heard {
  readonly customer: Int16Array | null;
  readonly agent: Int16Array | null;
  readonly announcement: Int16Array | null;
}

/** How loud the agent hears what is announced to the customer. */
const AGENT_ANNOUNCEMENT_GAIN = 0.4;

export interface RoomListener {
  onAnnouncementFinished(finished: {
    announcementId: string;
    announcement: Announcement['key'];
    wasCut: boolean;
  }): void;
}

export class Room {
  readonly seats: Record<LegRole, Seat | null> = { customer: null, agent: null };
  readonly #listener: RoomListener;
  readonly #music: FrameSource;
  readonly #ringback = ringback();
  #announcing: Announcing | null = null;
  #hasCustomerEverConnected = false;
  isHeld = false;
  isWaitMusicOn = true;
  recording: { readonly recordingId: Id<'recording'>; readonly recorder: Recorder } | null = null;
  /** Epoch ms since when both seats are empty; null while one is taken. */
  emptySince: number | null;

  constructor(
    readonly id: {
      readonly callId: Id<'call'>;
      readonly language: Language;
      readonly direction: CallDirection;
      readonly openedAt: number;
    },
    music: Int16Array,
    listener: RoomListener,
  ) {
    this.#music = playLoop(music);
    this.#listener = listener;
    this.emptySince = id.openedAt;
  }

  seatOf(legId: Id<'leg'>): Seat | null {
    if (this.seats.customer?.legId === legId) return this.seats.customer;
    return this.seats.agent?.legId === legId ? this.seats.agent : null;
  }

  /** The leg's first audio came: it now counts as there. An agent cuts announcements, except the greeting with its notice. */
  connect(seat: Seat): void {
    seat.isConnected = true;
    if (seat.role === 'customer') this.#hasCustomerEverConnected = true;
    else if (this.#announcing !== null && this.#announcing.key !== 'greeting') this.#finishAnnouncement(true);
  }

  /** Starts speaking; what was being spoken is cut. */
  announce(announcementId: string, key: Announcement['key'], pcm: Int16Array): void {
    if (this.#announcing !== null) this.#finishAnnouncement(true);
    this.#announcing = { announcementId, key, source: playOnce(pcm) };
  }

  cutAnnouncement(): void {
    if (this.#announcing !== null) this.#finishAnnouncement(true);
  }

  /** Lets one seat hear keys; keys already sounding are followed by the new ones. */
  soundDigits(seat: Seat, digits: string): void {
    const before = seat.digitTones;
    const tones = playOnce(digitTones(digits));
    seat.digitTones = { next: () => before?.next() ?? tones.next() };
  }

  /** One beat: hears each leg once, sends each leg once, records once. */
  tick(): void {
    const { customer, agent } = this.seats;
    const heard: Heard = {
      customer: customer?.leg.takeFrame() ?? null,
      agent: agent?.leg.takeFrame() ?? null,
      announcement: this.#nextAnnouncementFrame(),
    };
    const table = hearing(this.#condition(heard.announcement !== null));
    for (const seat of [customer, agent]) {
      if (seat !== null)
        this.#send(
          seat,
          table[seat.role].map((sound) => this.#frameOf(sound, seat.role, heard)),
        );
    }
    const kept = (role: LegRole): Int16Array | null => (table.recorded.includes(role) ? heard[role] : null);
    this.recording?.recorder.record(kept('customer'), kept('agent'));
  }

  snapshot(): RoomSnapshot {
    const seats = [this.seats.customer, this.seats.agent].filter((seat) => seat !== null);
    return {
      ...this.id,
      isHeld: this.isHeld,
      legs: seats.map(({ legId, role, agentId, isConnected, isMuted }) => ({
        legId,
        role,
        agentId,
        isConnected,
        isMuted,
      })),
      recording:
        this.recording === null
          ? null
          : {
              recordingId: this.recording.recordingId,
              state: this.recording.recorder.isPaused ? 'paused' : 'recording',
            },
    };
  }

  #condition(isAnnouncing: boolean): RoomCondition {
    const { customer, agent } = this.seats;
    return {
      direction: this.id.direction,
      isCustomerConnected: customer?.isConnected ?? false,
      hasCustomerEverConnected: this.#hasCustomerEverConnected,
      isAgentConnected: agent?.isConnected ?? false,
      isHeld: this.isHeld,
      isCustomerMuted: customer?.isMuted ?? false,
      isAgentMuted: agent?.isMuted ?? false,
      isAnnouncing,
      isWaitMusicOn: this.isWaitMusicOn,
    };
  }

  #frameOf(sound: Sound, to: LegRole, heard: Heard): Int16Array | null {
    switch (sound) {
      case 'customer':
      case 'agent':
        return heard[sound];
      case 'music':
        return this.#music.next();
      case 'ringback':
        return this.#ringback.next();
      case 'announcement':
        if (heard.announcement === null || to === 'customer') return heard.announcement;
        return scaleFrame(heard.announcement, AGENT_ANNOUNCEMENT_GAIN);
      default:
        return assertNever(sound);
    }
  }

  #send(seat: Seat, frames: readonly (Int16Array | null)[]): void {
    const tones = seat.digitTones?.next() ?? null;
    if (tones === null) seat.digitTones = null;
    const present = frames.filter((frame) => frame !== null);
    seat.leg.sendFrame(tones ?? (present.length === 0 ? SILENT_FRAME : sumFrames(present)));
  }

  /** An announcement waits for its listener: it begins when the customer's leg is connected. */
  #nextAnnouncementFrame(): Int16Array | null {
    if (this.#announcing === null || this.seats.customer?.isConnected !== true) return null;
    const frame = this.#announcing.source.next();
    if (frame === null) this.#finishAnnouncement(false);
    return frame;
  }

  #finishAnnouncement(wasCut: boolean): void {
    const announcing = this.#announcing;
    if (announcing === null) return;
    this.#announcing = null;
    this.#listener.onAnnouncementFinished({
      announcementId: announcing.announcementId,
      announcement: announcing.key,
      wasCut,
    });
  }
}
