/** {@link Carrier} over our own media process: the server's end of the control socket. */
import { ok, refuse } from '../../../shared/result';
import type { Result } from '../../../shared/result';
import type { Id } from '../../../shared/ids/ids';
import type {
  Carrier,
  CarrierListener,
  CarrierState,
  FetchedRecording,
  JoinAgent,
  JoinCustomer,
  OpenRoom,
  PlayAnnouncement,
  RoomEndReason,
  RoomSnapshot,
  SdpAnswer,
  SendDigits,
} from '../carrier';
import { ControlLink } from './control-link';
import type { ControlLinkOptions } from './control-link';
import type { CommandName } from './control-protocol';

interface OfCall {
  readonly callId: Id<'call'>;
}
interface OfLeg extends OfCall {
  readonly legId: Id<'leg'>;
}
interface OfRecording extends OfCall {
  readonly recordingId: Id<'recording'>;
}

export class EmbeddedCarrier implements Carrier {
  readonly #link: ControlLink;

  constructor(options: ControlLinkOptions) {
    this.#link = new ControlLink(options);
  }

  start(listener: CarrierListener): void {
    this.#link.start(listener);
  }

  stop(): Promise<void> {
    return this.#link.stop();
  }

  get state(): CarrierState {
    return this.#link.state;
  }

  openRoom(request: OpenRoom): Promise<Result<void>> {
    return this.#do('openRoom', request);
  }

  joinCustomer(request: JoinCustomer): Promise<Result<SdpAnswer>> {
    return this.#link.command('joinCustomer', request);
  }

  joinAgent(request: JoinAgent): Promise<Result<SdpAnswer>> {
    return this.#link.command('joinAgent', request);
  }

  restartIce(request: OfLeg & { readonly sdpOffer: string }): Promise<Result<SdpAnswer>> {
    return this.#link.command('restartIce', request);
  }

  removeLeg(request: OfLeg): Promise<Result<void>> {
    return this.#do('removeLeg', request);
  }

  endRoom(request: OfCall & { readonly reason: RoomEndReason }): Promise<Result<void>> {
    return this.#do('endRoom', request);
  }

  playAnnouncement(request: PlayAnnouncement): Promise<Result<void>> {
    return this.#do('playAnnouncement', request);
  }

  waitMusic(request: OfCall & { readonly isPlaying: boolean }): Promise<Result<void>> {
    return this.#do('waitMusic', request);
  }

  hold(request: OfCall): Promise<Result<void>> {
    return this.#do('hold', request);
  }

  unhold(request: OfCall): Promise<Result<void>> {
    return this.#do('unhold', request);
  }

  mute(request: OfLeg & { readonly isMuted: boolean }): Promise<Result<void>> {
    return this.#do('mute', request);
  }

  sendDigits(request: SendDigits): Promise<Result<void>> {
    return this.#do('sendDigits', request);
  }

  startRecording(request: OfRecording): Promise<Result<void>> {
    return this.#do('startRecording', request);
  }

  pauseRecording(request: OfRecording): Promise<Result<void>> {
    return this.#do('pauseRecording', request);
  }

  resumeRecording(request: OfRecording): Promise<Result<void>> {
    return this.#do('resumeRecording', request);
  }

  stopRecording(request: OfRecording): Promise<Result<void>> {
    return this.#do('stopRecording', request);
  }

  fetchRecording(recordingId: Id<'recording'>): Promise<Result<FetchedRecording>> {
    return this.#link.command('fetchRecording', { recordingId });
  }

  confirmRecordingStored(recordingId: Id<'recording'>): Promise<Result<void>> {
    return this.#do('confirmRecordingStored', { recordingId });
  }

  discardRecording(recordingId: Id<'recording'>): Promise<Result<void>> {
    return this.#do('discardRecording', { recordingId });
  }

  listRooms(): Promise<Result<readonly RoomSnapshot[]>> {
    return this.#link.command('listRooms', {});
  }

  /** A command whose only answer is "done". */
  async #do(name: CommandName, payload: unknown): Promise<Result<void>> {
    const result = await this.#link.command<unknown>(name, payload);
    return result.ok ? ok(undefined) : refuse(result.error.code, result.error.details);
  }
}
