/**
 * A carrier without audio, for tests of everything above it: rooms and legs are entries in a map, and a test says when a leg
 * connects, ends or speaks. It keeps the promises of the contract that others rest on: idempotent commands, numbered events
 * told at least once and in order, refusals for what is gone.
 */
import { randomUUID } from 'node:crypto';
import type { Id } from '../../../shared/ids/ids';
import type { Language } from '../../../shared/lang/languages';
import { ok, refuse, type Result } from '../../../shared/result';
import type {
  Carrier,
  CarrierEvent,
  CarrierFact,
  CarrierListener,
  CarrierState,
  FetchedRecording,
  JoinAgent,
  JoinCustomer,
  LegEndReason,
  LegRole,
  OpenRoom,
  PlayAnnouncement,
  RoomEndReason,
  RoomSnapshot,
  SdpAnswer,
  SendDigits,
} from '../carrier';

interface FakeLeg {
  readonly legId: Id<'leg'>;
  readonly role: LegRole;
  readonly agentId: Id<'agent'> | null;
  isConnected: boolean;
  isMuted: boolean;
}

interface FakeRoom {
  readonly callId: Id<'call'>;
  readonly language: Language;
  readonly direction: 'inbound' | 'outbound';
  readonly openedAt: number;
  readonly legs: Map<LegRole, FakeLeg>;
  isHeld: boolean;
  recording: { readonly recordingId: Id<'recording'>; state: 'recording' | 'paused' | 'ready' } | null;
}

interface OfCall {
  readonly callId: Id<'call'>;
}
interface OfRecording extends OfCall {
  readonly recordingId: Id<'recording'>;
}

export class ScriptedCarrier implements Carrier {
  state: CarrierState = 'up';
  /** A leg that joins is heard at once; off to test what waits for audio. */
  isConnectingAtOnce = true;
  /** The greeting is heard to its end at once. */
  isSpeakingAtOnce = true;
  /** Every event is told this often: more than once to test that it acts once. */
  timesTold = 1;
  readonly announcements: PlayAnnouncement[] = [];
  readonly digits: SendDigits[] = [];
  readonly confirmed: Id<'recording'>[] = [];
  readonly files = new Map<string, FetchedRecording>();
  private readonly rooms = new Map<string, FakeRoom>();
  private readonly ended = new Set<string>();
  private readonly spoken = new Set<string>();
  private readonly epoch = randomUUID();
  private seq = 0;
  private listener: CarrierListener | null = null;
  private telling: Promise<void> = Promise.resolve();

  constructor(private readonly nowMs: () => number) {}

  start(listener: CarrierListener): void {
    this.listener = listener;
  }

  async stop(): Promise<void> {
    await this.settled();
    this.listener = null;
  }

  /** Resolves when everything told so far has been taken. */
  async settled(): Promise<void> {
    let seen: Promise<void> | null = null;
    while (seen !== this.telling) {
      seen = this.telling;
      await seen;
    }
  }

  /** Tells the listener the present truth, as after a (re)connection. */
  async attach(): Promise<void> {
    const rooms = await this.listRooms();
    const waitingRecordings = [...this.files.values()].map((file) => file.recordingId);
    if (rooms.ok) await this.listener?.onAttached({ epoch: this.epoch, rooms: rooms.value, waitingRecordings });
  }

  /** Tells a fact, whatever the rooms say: for late, repeated and invented ones. */
  tell(callId: Id<'call'>, fact: CarrierFact): CarrierEvent {
    this.seq += 1;
    // The union of facts is spread into the union of events member by member.
    const event = {
      ...fact,
      callId,
      seq: this.seq,
      at: this.nowMs(),
      carrierRef: `${this.epoch}:${this.seq}`,
    } as CarrierEvent;
    this.repeat(event);
    return event;
  }

  repeat(event: CarrierEvent): void {
    for (let time = 0; time < this.timesTold; time++) {
      this.telling = this.telling.then(() => this.listener?.onEvent(event));
    }
  }

  /** The carrier's process died: every room is gone, nothing is told. */
  forgetAll(): void {
    this.rooms.clear();
  }

  hasRoom(callId: string): boolean {
    return this.rooms.has(callId);
  }

  room(callId: string): FakeRoom | undefined {
    return this.rooms.get(callId);
  }

  connect(callId: Id<'call'>, role: LegRole): void {
    const leg = this.rooms.get(callId)?.legs.get(role);
    if (leg === undefined || leg.isConnected) return;
    leg.isConnected = true;
    this.tell(callId, { kind: 'leg.connected', legId: leg.legId, role });
  }

  endLeg(callId: Id<'call'>, role: LegRole, reason: LegEndReason): void {
    const room = this.rooms.get(callId);
    const leg = room?.legs.get(role);
    if (room === undefined || leg === undefined) return;
    room.legs.delete(role);
    this.tell(callId, { kind: 'leg.ended', legId: leg.legId, role, reason });
  }

  press(callId: Id<'call'>, digits: string): void {
    const leg = this.rooms.get(callId)?.legs.get('customer');
    if (leg === undefined) return;
    for (const digit of digits)
      this.tell(callId, { kind: 'digit.received', legId: leg.legId, role: 'customer', digit });
  }

  async openRoom({ callId, language, direction }: OpenRoom): Promise<Result<void>> {
    if (this.state !== 'up') return refuse('CARRIER_DOWN');
    if (this.ended.has(callId)) return refuse('CALL_ENDED');
    if (!this.rooms.has(callId)) {
      const openedAt = this.nowMs();
      this.rooms.set(callId, {
        callId,
        language,
        direction,
        openedAt,
        legs: new Map(),
        isHeld: false,
        recording: null,
      });
    }
    return ok(undefined);
  }

  joinCustomer(request: JoinCustomer): Promise<Result<SdpAnswer>> {
    return this.join(request, { role: 'customer', agentId: null });
  }

  joinAgent(request: JoinAgent): Promise<Result<SdpAnswer>> {
    return this.join(request, { role: 'agent', agentId: request.agentId });
  }

  restartIce(request: OfCall & { legId: Id<'leg'>; sdpOffer: string }): Promise<Result<SdpAnswer>> {
    return this.inRoom(request, () => ({ sdpAnswer: `answer to ${request.sdpOffer}` }));
  }

  async removeLeg({ callId, legId }: OfCall & { legId: Id<'leg'> }): Promise<Result<void>> {
    const room = this.rooms.get(callId);
    const leg = [...(room?.legs.values() ?? [])].find((one) => one.legId === legId);
    if (leg !== undefined) this.endLeg(callId, leg.role, 'removed');
    return ok(undefined);
  }

  async endRoom({ callId, reason }: OfCall & { reason: RoomEndReason }): Promise<Result<void>> {
    if (this.state !== 'up') return refuse('CARRIER_DOWN');
    this.ended.add(callId);
    const room = this.rooms.get(callId);
    if (room === undefined) return ok(undefined);
    this.rooms.delete(callId);
    for (const leg of room.legs.values()) {
      this.tell(callId, { kind: 'leg.ended', legId: leg.legId, role: leg.role, reason: 'room_ended' });
    }
    if (room.recording !== null && room.recording.state !== 'ready')
      this.finishRecording(callId, room.recording.recordingId);
    this.tell(callId, { kind: 'room.ended', reason });
    return ok(undefined);
  }

  playAnnouncement(request: PlayAnnouncement): Promise<Result<void>> {
    return this.inRoom(request, () => {
      if (this.spoken.has(request.announcementId)) return;
      this.spoken.add(request.announcementId);
      this.announcements.push(request);
      const { announcementId, announcement } = request;
      if (!this.isSpeakingAtOnce) return;
      const kind = 'announcement.finished';
      this.tell(request.callId, { kind, announcementId, announcement: announcement.key, wasCut: false });
    });
  }

  waitMusic(request: OfCall & { isPlaying: boolean }): Promise<Result<void>> {
    return this.inRoom(request, () => undefined);
  }

  hold(request: OfCall): Promise<Result<void>> {
    return this.inRoom(request, (room) => {
      room.isHeld = true;
    });
  }

  unhold(request: OfCall): Promise<Result<void>> {
    return this.inRoom(request, (room) => {
      room.isHeld = false;
    });
  }

  mute(request: OfCall & { legId: Id<'leg'>; isMuted: boolean }): Promise<Result<void>> {
    return this.inRoom(request, (room) => {
      for (const leg of room.legs.values()) if (leg.legId === request.legId) leg.isMuted = request.isMuted;
    });
  }

  sendDigits(request: SendDigits): Promise<Result<void>> {
    return this.inRoom(request, () => {
      if (!this.digits.some((sent) => sent.digitsId === request.digitsId)) this.digits.push(request);
    });
  }

  startRecording({ callId, recordingId }: OfRecording): Promise<Result<void>> {
    return this.inRoom({ callId }, (room) => {
      if (room.recording !== null) return;
      room.recording = { recordingId, state: 'recording' };
      this.tell(callId, { kind: 'recording.started', recordingId });
    });
  }

  pauseRecording({ callId, recordingId }: OfRecording): Promise<Result<void>> {
    return this.inRoom({ callId }, (room) => {
      if (room.recording?.state !== 'recording') return;
      room.recording.state = 'paused';
      this.tell(callId, { kind: 'recording.paused', recordingId });
    });
  }

  resumeRecording({ callId, recordingId }: OfRecording): Promise<Result<void>> {
    return this.inRoom({ callId }, (room) => {
      if (room.recording?.state !== 'paused') return;
      room.recording.state = 'recording';
      this.tell(callId, { kind: 'recording.resumed', recordingId });
    });
  }

  stopRecording({ callId, recordingId }: OfRecording): Promise<Result<void>> {
    return this.inRoom({ callId }, (room) => {
      room.recording = null;
      this.finishRecording(callId, recordingId);
    });
  }

  async fetchRecording(recordingId: Id<'recording'>): Promise<Result<FetchedRecording>> {
    const file = this.files.get(recordingId);
    return file === undefined ? refuse('NOT_FOUND') : ok(file);
  }

  async confirmRecordingStored(recordingId: Id<'recording'>): Promise<Result<void>> {
    this.confirmed.push(recordingId);
    this.files.delete(recordingId);
    return ok(undefined);
  }

  async discardRecording(recordingId: Id<'recording'>): Promise<Result<void>> {
    this.files.delete(recordingId);
    for (const room of this.rooms.values()) if (room.recording?.recordingId === recordingId) room.recording = null;
    return ok(undefined);
  }

  async listRooms(): Promise<Result<readonly RoomSnapshot[]>> {
    if (this.state !== 'up') return refuse('CARRIER_DOWN');
    return ok([...this.rooms.values()].map((room) => ({ ...room, legs: [...room.legs.values()] })));
  }

  /** What `fetchRecording` gives when a recording ends; a test that needs the file sets it. */
  makeFile: ((recordingId: Id<'recording'>, callId: Id<'call'>) => FetchedRecording) | null = null;

  private finishRecording(callId: Id<'call'>, recordingId: Id<'recording'>): void {
    const file = this.makeFile?.(recordingId, callId);
    if (file === undefined) return;
    this.files.set(recordingId, file);
    const { durationMs, sha256, bytes, isRecovered } = file;
    this.tell(callId, { kind: 'recording.ready', recordingId, durationMs, sha256, bytes, isRecovered });
  }

  private join(
    request: JoinCustomer,
    who: { readonly role: LegRole; readonly agentId: Id<'agent'> | null },
  ): Promise<Result<SdpAnswer>> {
    const { callId, legId, sdpOffer } = request;
    return this.inRoom({ callId }, (room) => {
      if (room.legs.get(who.role)?.legId !== legId) {
        if (room.legs.has(who.role)) this.endLeg(callId, who.role, 'replaced');
        room.legs.set(who.role, { legId, ...who, isConnected: false, isMuted: false });
        if (this.isConnectingAtOnce) this.connect(callId, who.role);
      }
      return { sdpAnswer: `answer to ${sdpOffer}` };
    });
  }

  private async inRoom<T>({ callId }: OfCall, act: (room: FakeRoom) => T): Promise<Result<T>> {
    if (this.state !== 'up') return refuse('CARRIER_DOWN');
    const room = this.rooms.get(callId);
    return room === undefined ? refuse('CALL_ENDED') : ok(act(room));
  }
}
