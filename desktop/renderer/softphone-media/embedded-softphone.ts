import type { CommandAnswer } from '../realtime/commands';
import { onDevicesChanged } from './devices';
import { closeStream, openMicrophone, type MicrophoneResult } from './microphone';
import { completeOffer, statsOf } from './peer';
import type { MediaDevices, MediaReport, MediaTrouble, SoftphoneMedia } from './port';

export const STATS_INTERVAL_MS = 1_000;
/** A connection that is only shaky often mends itself; after this we make a new one. */
export const SHAKY_GRACE_MS = 2_000;
/** Waits between attempts to get the audio back; the server holds the customer for 20 s. */
export const REJOIN_DELAYS_MS = [0, 500, 1_500, 3_000, 5_000, 5_000] as const;

/** Sends our offer and gets the media server's answer. */
export type ConnectMedia = (callId: string, sdpOffer: string) => Promise<CommandAnswer<'call:connect-media'>>;

const SILENT: MediaReport = {
  status: 'idle',
  callId: null,
  problem: null,
  levelIn: 0,
  levelOut: 0,
  lossShare: null,
  jitterMs: null,
  roundTripMs: null,
  bytesIn: 0,
  bytesOut: 0,
};

/** What the softphone is built upon; tests bring their own. */
export interface Hardware {
  openMicrophone(microphoneId: string | null): Promise<MicrophoneResult>;
  makePeer(): RTCPeerConnection;
  makeSpeaker(): HTMLAudioElement;
  onDevicesChanged(listener: () => void): void;
}

const OF_THE_BROWSER: Hardware = {
  openMicrophone,
  makePeer: () => new RTCPeerConnection(),
  makeSpeaker: () => new Audio(),
  onDevicesChanged,
};

/** One attempt at one call's audio; whatever an older attempt still has to say is ignored. */
interface Leg {
  readonly callId: string;
  readonly peer: RTCPeerConnection;
  microphone: MediaStream;
  statsTimer: ReturnType<typeof setInterval> | null;
  shakyTimer: ReturnType<typeof setTimeout> | null;
  /** Packets of the measurement before, so that a bad minute long ago does not count now. */
  before: { readonly lost: number; readonly received: number };
}

/**
 * The agent's leg to the embedded carrier: a plain RTCPeerConnection whose whole offer goes up in one command. Lost audio
 * is joined anew by itself, while the server keeps the customer on hold for the same agent; a page that was reloaded joins
 * the same call again because the snapshot names it.
 */
export class EmbeddedSoftphone implements SoftphoneMedia {
  private wanted: string | null = null;
  private leg: Leg | null = null;
  private attempt = 0;
  private isMuted = false;
  private devices: MediaDevices = { microphoneId: null, speakerId: null };
  private report: MediaReport = SILENT;
  private readonly listeners = new Set<(report: MediaReport) => void>();
  private readonly speaker: HTMLAudioElement;

  constructor(
    private readonly connectMedia: ConnectMedia,
    private readonly hardware: Hardware = OF_THE_BROWSER,
  ) {
    this.speaker = hardware.makeSpeaker();
    this.speaker.autoplay = true;
    // A headset plugged in again is taken up by itself.
    hardware.onDevicesChanged(() => {
      if (this.leg !== null && isGone(this.leg.microphone)) void this.changeMicrophone(this.leg);
    });
  }

  onReport(listener: (report: MediaReport) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async join(callId: string): Promise<void> {
    if (this.wanted === callId) {
      // Asked for again: the connection stands, but the microphone may have gone.
      if (this.leg !== null && isGone(this.leg.microphone)) await this.changeMicrophone(this.leg);
      return;
    }
    this.leave();
    this.wanted = callId;
    await this.tryToJoin(callId, 'connecting');
  }

  leave(): void {
    if (this.wanted === null && this.leg === null) return;
    this.wanted = null;
    this.attempt++;
    this.closeLeg();
    this.tell(SILENT);
  }

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
    // The server drops our sound too; this makes it true on this side of the wire first.
    for (const track of this.leg?.microphone.getAudioTracks() ?? []) track.enabled = !isMuted;
  }

  async setDevices(devices: MediaDevices): Promise<void> {
    const hasNewMicrophone = devices.microphoneId !== this.devices.microphoneId;
    this.devices = devices;
    await this.useSpeaker();
    if (this.leg !== null && hasNewMicrophone) await this.changeMicrophone(this.leg);
  }

  /**
   * Puts another microphone under a leg that goes on: chosen by the agent, or because the one it had is gone. What is
   * opened and not used is closed again, so that no microphone stays on.
   */
  private async changeMicrophone(leg: Leg): Promise<void> {
    const opened = await this.hardware.openMicrophone(this.devices.microphoneId);
    if (this.leg !== leg) {
      if (opened.ok) closeStream(opened.stream);
      return;
    }
    const track = opened.ok ? opened.stream.getAudioTracks()[0] : undefined;
    if (!opened.ok || track === undefined) {
      // A choice that fails leaves the old microphone; one that is gone leaves silence, and that is said.
      if (isGone(leg.microphone))
        this.tell({ ...this.report, problem: opened.ok ? 'microphone_missing' : opened.trouble });
      return;
    }
    track.enabled = !this.isMuted;
    await leg.peer.getSenders()[0]?.replaceTrack(track);
    closeStream(leg.microphone);
    leg.microphone = opened.stream;
    this.watchMicrophone(leg, track);
    if (this.report.problem !== null) this.tell({ ...this.report, problem: null });
  }

  /** A headset that is pulled out ends its track and nothing else: the connection stays as good as it was. */
  private watchMicrophone(leg: Leg, track: MediaStreamTrack): void {
    track.addEventListener('ended', () => {
      if (this.leg === leg && leg.microphone.getAudioTracks().includes(track)) void this.changeMicrophone(leg);
    });
  }

  /** Joins with the waits of {@link REJOIN_DELAYS_MS} until it works, is no longer wanted, or is hopeless. */
  private async tryToJoin(callId: string, status: 'connecting' | 'reconnecting'): Promise<void> {
    const attempt = ++this.attempt;
    this.tell({ ...this.report, status, callId, problem: null });
    let trouble: MediaTrouble = 'connection';
    for (const delay of REJOIN_DELAYS_MS) {
      await pause(delay);
      if (this.attempt !== attempt) return;
      const result = await this.joinOnce(callId, attempt).catch((): MediaTrouble => 'connection');
      if (this.attempt !== attempt || result === null) return;
      trouble = result;
      if (trouble !== 'connection') break;
    }
    this.closeLeg();
    // A refusal may be a race with the server; when the call says it still wants audio, join() may be asked again.
    this.wanted = null;
    this.tell({ ...SILENT, status: 'failed', callId, problem: trouble });
  }

  private async joinOnce(callId: string, attempt: number): Promise<MediaTrouble | null> {
    this.closeLeg();
    const microphone = await this.hardware.openMicrophone(this.devices.microphoneId);
    if (!microphone.ok) return microphone.trouble;
    if (this.attempt !== attempt) {
      closeStream(microphone.stream);
      return null;
    }
    const leg = this.openLeg(callId, microphone.stream);
    const answer = await this.connectMedia(callId, await completeOffer(leg.peer));
    if (this.leg !== leg) return null;
    if (!answer.ok)
      return answer.error.code === 'TIMEOUT' || answer.error.code === 'CARRIER_DOWN' ? 'connection' : 'refused';
    await leg.peer.setRemoteDescription({ type: 'answer', sdp: answer.data.sdpAnswer });
    return null;
  }

  private openLeg(callId: string, microphone: MediaStream): Leg {
    const peer = this.hardware.makePeer();
    const leg: Leg = { callId, peer, microphone, statsTimer: null, shakyTimer: null, before: { lost: 0, received: 0 } };
    this.leg = leg;
    for (const track of microphone.getAudioTracks()) {
      track.enabled = !this.isMuted;
      peer.addTrack(track, microphone);
      this.watchMicrophone(leg, track);
    }
    peer.addEventListener('track', (event) => {
      this.speaker.srcObject = event.streams[0] ?? new MediaStream([event.track]);
      void this.useSpeaker();
      void this.speaker.play().catch(() => undefined);
    });
    peer.addEventListener('connectionstatechange', () => this.onPeerState(leg));
    return leg;
  }

  private onPeerState(leg: Leg): void {
    if (this.leg !== leg) return;
    switch (leg.peer.connectionState) {
      case 'connected':
        if (leg.shakyTimer !== null) clearTimeout(leg.shakyTimer);
        leg.shakyTimer = null;
        leg.statsTimer ??= setInterval(() => void this.measure(leg), STATS_INTERVAL_MS);
        this.tell({
          ...this.report,
          status: 'connected',
          callId: leg.callId,
          problem: isGone(leg.microphone) ? this.report.problem : null,
        });
        return;
      case 'disconnected':
        this.tell({ ...this.report, status: 'reconnecting' });
        leg.shakyTimer ??= setTimeout(() => this.rejoin(leg), SHAKY_GRACE_MS);
        return;
      case 'failed':
        this.rejoin(leg);
        return;
      case 'new':
      case 'connecting':
      case 'closed':
        return;
    }
  }

  private rejoin(leg: Leg): void {
    if (this.leg !== leg || this.wanted !== leg.callId) return;
    void this.tryToJoin(leg.callId, 'reconnecting');
  }

  private async measure(leg: Leg): Promise<void> {
    const numbers = await statsOf(leg.peer);
    if (this.leg !== leg) return;
    const lost = Math.max(0, numbers.lost - leg.before.lost);
    const total = lost + numbers.received - leg.before.received;
    leg.before = { lost: numbers.lost, received: numbers.received };
    this.tell({
      ...this.report,
      levelIn: numbers.levelIn,
      levelOut: this.isMuted ? 0 : numbers.levelOut,
      lossShare: total > 0 ? lost / total : null,
      jitterMs: numbers.jitterMs,
      roundTripMs: numbers.roundTripMs,
      bytesIn: numbers.bytesIn,
      bytesOut: numbers.bytesOut,
    });
  }

  /** A speaker that is gone leaves the sound where the system puts it. */
  private async useSpeaker(): Promise<void> {
    if (!('setSinkId' in this.speaker)) return;
    await this.speaker.setSinkId(this.devices.speakerId ?? '').catch(() => undefined);
  }

  private closeLeg(): void {
    const { leg } = this;
    this.leg = null;
    if (leg === null) return;
    if (leg.statsTimer !== null) clearInterval(leg.statsTimer);
    if (leg.shakyTimer !== null) clearTimeout(leg.shakyTimer);
    leg.peer.close();
    closeStream(leg.microphone);
    this.speaker.srcObject = null;
  }

  private tell(report: MediaReport): void {
    this.report = report;
    for (const listener of this.listeners) listener(report);
  }
}

/** No track of it lives any more. */
function isGone(stream: MediaStream): boolean {
  return stream.getAudioTracks().every((track) => track.readyState === 'ended');
}

function pause(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
