/**
 * All rooms, and the commands that change them. Everything from outside (network legs, disk, time) is given to it, so
 * the whole carrier but WebRTC runs in unit tests.
 */
import type { Id } from '../../../../shared/ids/ids';
import type { Result } from '../../../../shared/result';
import { ok, refuse } from '../../../../shared/result';
import type { CarrierFact, LegEndReason, LegRole, RoomEndReason, RoomSnapshot, SdpAnswer } from '../../carrier';
import { soundKeyOf } from '../announcement-texts';
import { dbfsOfMeanSquare } from '../audio/analysis';
import type { CommandHandlers, CommandPayload } from '../control-protocol';
import type { SoundLibrary } from '../sound-library';
import { BoundedMemory } from './bounded-memory';
import type { AnswerOffer, LegListener } from './leg';
import {
  ENDED_CALLS_KEPT_MAX,
  LEG_MEDIA_LOST_MS,
  LEG_NEVER_CONNECTED_MS,
  PROCESS_WITHOUT_SERVER_END_MS,
  QUALITY_EVERY_MS,
  ROOM_EMPTY_END_MS,
  ROOM_WITHOUT_SERVER_END_MS,
  ROOMS_MAX,
} from '../limits';
import type { Recordings } from './recordings';
import { Room } from './room';
import type { Seat } from './room';

export interface SwitchboardDependencies {
  readonly sounds: SoundLibrary;
  readonly recordings: Recordings;
  readonly answerOffer: AnswerOffer;
  readonly tell: (callId: Id<'call'>, fact: CarrierFact) => void;
  /** Epoch ms. */
  readonly nowMs: () => number;
}

interface Join {
  readonly legId: Id<'leg'>;
  readonly role: LegRole;
  readonly agentId: Id<'agent'> | null;
  readonly sdpOffer: string;
}

const ONCE_IDS_KEPT_MAX = 10_000;

export class Switchboard {
  readonly #deps: SwitchboardDependencies;
  readonly #rooms = new Map<Id<'call'>, Room>();
  readonly #ended = new BoundedMemory<true>(ENDED_CALLS_KEPT_MAX);
  /** Announcements and keys already done, by their ids. */
  readonly #done = new BoundedMemory<true>(ONCE_IDS_KEPT_MAX);
  readonly #joining = new Map<Id<'leg'>, Promise<Result<SdpAnswer>>>();
  #serverGoneSince: number | null;
  #qualityDueAt: number;

  constructor(deps: SwitchboardDependencies) {
    this.#deps = deps;
    this.#serverGoneSince = deps.nowMs();
    this.#qualityDueAt = deps.nowMs() + QUALITY_EVERY_MS;
  }

  readonly handlers: CommandHandlers = {
    openRoom: async (request) => this.#openRoom(request),
    joinCustomer: (request) => this.#join(request.callId, { ...request, role: 'customer', agentId: null }),
    joinAgent: (request) => this.#join(request.callId, { ...request, role: 'agent' }),
    restartIce: (request) =>
      this.#withSeat(request, async (_room, seat) => {
        try {
          return ok({ sdpAnswer: await seat.leg.restart(request.sdpOffer) });
        } catch {
          return refuse('INVALID_PAYLOAD');
        }
      }),
    removeLeg: async ({ callId, legId }) => {
      const room = this.#rooms.get(callId);
      const seat = room?.seatOf(legId) ?? null;
      if (room !== undefined && seat !== null) this.#endSeat(room, seat, 'removed');
      return ok(null);
    },
    endRoom: async ({ callId, reason }) => {
      await this.#endRoom(callId, reason);
      return ok(null);
    },
    playAnnouncement: (request) => this.#withRoom(request, (room) => this.#announce(room, request)),
    waitMusic: (request) =>
      this.#withRoom(request, (room) => {
        room.isWaitMusicOn = request.isPlaying;
        return ok(null);
      }),
    hold: (request) => this.#withRoom(request, (room) => setHeld(room, true)),
    unhold: (request) => this.#withRoom(request, (room) => setHeld(room, false)),
    mute: (request) =>
      this.#withSeat(request, async (_room, seat) => {
        seat.isMuted = request.isMuted;
        return ok(null);
      }),
    sendDigits: (request) =>
      this.#withSeat({ callId: request.callId, legId: request.toLeg }, async (room, seat) => {
        if (this.#isFirst(`digits/${request.callId}/${request.digitsId}`)) {
          room.soundDigits(seat, request.digits);
          for (const digit of request.digits) seat.leg.sendDigit(digit);
        }
        return ok(null);
      }),
    startRecording: (request) =>
      this.#withRoom(request, (room) => this.#deps.recordings.start(room, request.recordingId)),
    pauseRecording: async ({ recordingId }) => this.#deps.recordings.pause(recordingId),
    resumeRecording: async ({ recordingId }) => this.#deps.recordings.resume(recordingId),
    stopRecording: async ({ recordingId }) => {
      await this.#deps.recordings.stop(recordingId);
      return ok(null);
    },
    fetchRecording: ({ recordingId }) => this.#deps.recordings.fetch(recordingId),
    confirmRecordingStored: ({ recordingId }) => this.#deps.recordings.confirm(recordingId),
    discardRecording: async ({ recordingId }) => {
      await this.#deps.recordings.discard(recordingId);
      return ok(null);
    },
    listRooms: async () => ok(this.snapshot()),
  };

  snapshot(): readonly RoomSnapshot[] {
    return [...this.#rooms.values()].map((room) => room.snapshot());
  }

  /** One beat of every room. One room's fault must not silence the others, so it ends alone. */
  tick(): void {
    for (const room of this.#rooms.values()) {
      try {
        room.tick();
      } catch {
        void this.#endRoom(room.id.callId, 'failed');
      }
    }
  }

  serverAttached(): void {
    this.#serverGoneSince = null;
  }

  serverGone(): void {
    this.#serverGoneSince ??= this.#deps.nowMs();
  }

  /** True when there is no room and there has been no server for so long that none will come. */
  get isForgotten(): boolean {
    const since = this.#serverGoneSince;
    return since !== null && this.#rooms.size === 0 && this.#deps.nowMs() - since > PROCESS_WITHOUT_SERVER_END_MS;
  }

  /** Ends what nobody needs any more, and tells the quality of what lives. Call it every half second or so. */
  async sweep(): Promise<void> {
    const now = this.#deps.nowMs();
    const isServerLost = this.#serverGoneSince !== null && now - this.#serverGoneSince > ROOM_WITHOUT_SERVER_END_MS;
    for (const room of this.#rooms.values()) {
      for (const seat of [room.seats.customer, room.seats.agent]) {
        const reason = seat === null ? null : lostReason(seat, now);
        if (seat !== null && reason !== null) this.#endSeat(room, seat, reason);
      }
      if (isServerLost) await this.#endRoom(room.id.callId, 'abandoned_by_server');
      else if (room.emptySince !== null && now - room.emptySince > ROOM_EMPTY_END_MS)
        await this.#endRoom(room.id.callId, 'empty');
    }
    if (now < this.#qualityDueAt) return;
    this.#qualityDueAt = now + QUALITY_EVERY_MS;
    for (const room of this.#rooms.values()) await this.#tellQuality(room);
  }

  /** Ends every room; for the end of the process. */
  async close(): Promise<void> {
    await Promise.all([...this.#rooms.keys()].map((callId) => this.#endRoom(callId, 'failed')));
  }

  #openRoom({ callId, language, direction }: CommandPayload<'openRoom'>): Result<null> {
    if (this.#ended.has(callId)) return refuse('CALL_ENDED');
    if (this.#rooms.has(callId)) return ok(null);
    if (this.#rooms.size >= ROOMS_MAX) return refuse('RATE_LIMITED');
    const openedAt = this.#deps.nowMs();
    const room = new Room({ callId, language, direction, openedAt }, this.#deps.sounds.music, {
      onAnnouncementFinished: (finished) => this.#deps.tell(callId, { kind: 'announcement.finished', ...finished }),
    });
    this.#rooms.set(callId, room);
    return ok(null);
  }

  /** The same leg and offer give the same answer, also while the first is still being worked on. */
  async #join(callId: Id<'call'>, join: Join): Promise<Result<SdpAnswer>> {
    const room = this.#rooms.get(callId);
    if (room === undefined) return refuse('CALL_ENDED');
    const seat = room.seatOf(join.legId);
    if (seat !== null) {
      const isSame = seat.sdpOffer === join.sdpOffer && seat.role === join.role;
      return isSame ? ok({ sdpAnswer: seat.sdpAnswer }) : refuse('COMMAND_ID_REUSED');
    }
    const running = this.#joining.get(join.legId);
    if (running !== undefined) return running;
    if (this.#done.has(`leg/${join.legId}`)) return refuse('CALL_ENDED');
    const joining = this.#seat(room, join).finally(() => this.#joining.delete(join.legId));
    this.#joining.set(join.legId, joining);
    return joining;
  }

  async #seat(room: Room, join: Join): Promise<Result<SdpAnswer>> {
    const { callId } = room.id;
    // The leg may speak up before the seat exists; what it says then waits for the seat.
    let taken: Seat | null = null;
    const early: ((seat: Seat) => void)[] = [];
    const withSeat = (act: (seat: Seat) => void): void => {
      if (taken === null) early.push(act);
      else act(taken);
    };
    const listener: LegListener = {
      onConnected: () => withSeat((seat) => this.#connectSeat(room, seat)),
      onDigit: (digit) => withSeat(({ legId, role }) => this.#heardDigit(room, { legId, role, digit })),
      onClosed: (reason) => withSeat((seat) => this.#endSeat(room, seat, reason)),
    };
    let answered: Awaited<ReturnType<AnswerOffer>>;
    try {
      answered = await this.#deps.answerOffer(join.sdpOffer, listener);
    } catch {
      return refuse('INVALID_PAYLOAD');
    }
    if (this.#rooms.get(callId) !== room) {
      await answered.leg.close();
      return refuse('CALL_ENDED');
    }
    const before = room.seats[join.role];
    if (before !== null) this.#endSeat(room, before, 'replaced');
    const { leg, sdpAnswer } = answered;
    const seat: Seat = {
      ...join,
      leg,
      sdpAnswer,
      joinedAt: this.#deps.nowMs(),
      isConnected: false,
      isMuted: false,
      digitTones: null,
    };
    taken = seat;
    room.seats[join.role] = seat;
    room.emptySince = null;
    for (const act of early) act(seat);
    return ok({ sdpAnswer });
  }

  #connectSeat(room: Room, seat: Seat): void {
    if (seat.isConnected || room.seats[seat.role] !== seat) return;
    room.connect(seat);
    this.#deps.tell(room.id.callId, { kind: 'leg.connected', legId: seat.legId, role: seat.role });
  }

  /** A key pressed by one party: told to the server, and heard by the other as a tone. */
  #heardDigit(room: Room, { legId, role, digit }: { legId: Id<'leg'>; role: LegRole; digit: string }): void {
    this.#deps.tell(room.id.callId, { kind: 'digit.received', legId, role, digit });
    const other = room.seats[role === 'customer' ? 'agent' : 'customer'];
    if (other !== null && other.isConnected && !room.isHeld) room.soundDigits(other, digit);
  }

  #endSeat(room: Room, seat: Seat, reason: LegEndReason): void {
    if (room.seats[seat.role] !== seat) return;
    room.seats[seat.role] = null;
    this.#done.set(`leg/${seat.legId}`, true);
    if (room.seats.customer === null && room.seats.agent === null) room.emptySince = this.#deps.nowMs();
    this.#deps.tell(room.id.callId, { kind: 'leg.ended', legId: seat.legId, role: seat.role, reason });
    seat.leg.close().catch(() => undefined); // a leg that cannot even close is gone all the same
  }

  async #endRoom(callId: Id<'call'>, reason: RoomEndReason): Promise<void> {
    this.#ended.set(callId, true);
    const room = this.#rooms.get(callId);
    if (room === undefined) return;
    this.#rooms.delete(callId);
    room.cutAnnouncement();
    const { recording } = room;
    for (const seat of [room.seats.customer, room.seats.agent])
      if (seat !== null) this.#endSeat(room, seat, 'room_ended');
    if (recording !== null) await this.#deps.recordings.stop(recording.recordingId);
    this.#deps.tell(callId, { kind: 'room.ended', reason });
  }

  #announce(room: Room, request: CommandPayload<'playAnnouncement'>): Result<null> {
    if (!this.#isFirst(`announcement/${request.callId}/${request.announcementId}`)) return ok(null);
    const pcm = this.#deps.sounds.spoken(request.language ?? room.id.language, soundKeyOf(request.announcement));
    room.announce(request.announcementId, request.announcement.key, pcm);
    return ok(null);
  }

  #isFirst(onceId: string): boolean {
    if (this.#done.has(onceId)) return false;
    this.#done.set(onceId, true);
    return true;
  }

  async #tellQuality(room: Room): Promise<void> {
    for (const seat of [room.seats.customer, room.seats.agent]) {
      if (seat === null || !seat.isConnected) continue;
      const { meanSquare, ...measured } = await seat.leg.takeQuality();
      const { legId, role } = seat;
      this.#deps.tell(room.id.callId, {
        kind: 'quality',
        legId,
        role,
        ...measured,
        levelDbfs: dbfsOfMeanSquare(meanSquare),
      });
    }
  }

  async #withRoom<T>(
    of: { callId: Id<'call'> },
    act: (room: Room) => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> {
    const room = this.#rooms.get(of.callId);
    return room === undefined ? refuse('CALL_ENDED') : act(room);
  }

  async #withSeat<T>(
    of: { callId: Id<'call'>; legId: Id<'leg'> },
    act: (room: Room, seat: Seat) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const room = this.#rooms.get(of.callId);
    const seat = room?.seatOf(of.legId) ?? null;
    return room === undefined || seat === null ? refuse('CALL_ENDED') : act(room, seat);
  }
}

function setHeld(room: Room, isHeld: boolean): Result<null> {
  room.isHeld = isHeld;
  return ok(null);
}

/** Why a leg that makes no sound any more is to be ended; null while it may live. */
function lostReason(seat: Seat, now: number): LegEndReason | null {
  const { lastHeardAt } = seat.leg;
  if (lastHeardAt === null) return now - seat.joinedAt > LEG_NEVER_CONNECTED_MS ? 'never_connected' : null;
  return now - lastHeardAt > LEG_MEDIA_LOST_MS ? 'media_lost' : null;
}
