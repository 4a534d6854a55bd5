import { watchLevel } from '../../softphone-media/level-meter';
import { closeStream, openMicrophone } from '../../softphone-media/microphone';
import { completeOffer } from '../../softphone-media/peer';
import type { MediaTrouble } from '../../softphone-media/port';
import { ToneRinger } from '../../softphone-media/ringer';

const DTMF_TONE_MS = 120;
const DTMF_GAP_MS = 60;

export type AudioOffer =
  { readonly ok: true; readonly sdp: string } | { readonly ok: false; readonly trouble: MediaTrouble };

interface AudioListener {
  level(level: number): void;
  /** The audio broke and did not mend itself. */
  lost(): void;
}

/** The phone's ear and mouth: one microphone, one peer connection, one ring. */
export class PhoneAudio {
  private peer: RTCPeerConnection | null = null;
  private microphone: MediaStream | null = null;
  private stopMeter: (() => void) | null = null;
  private readonly speaker = new Audio();
  private readonly ringer = new ToneRinger();

  constructor(private readonly listener: AudioListener) {
    this.speaker.autoplay = true;
  }

  /** Opens the microphone and makes a whole offer; what was before is closed. */
  async offer(): Promise<AudioOffer> {
    this.close();
    const microphone = await openMicrophone(null);
    if (!microphone.ok) return { ok: false, trouble: microphone.trouble };
    this.microphone = microphone.stream;
    this.stopMeter = watchLevel(microphone.stream, (level) => this.listener.level(level));
    const peer = new RTCPeerConnection();
    this.peer = peer;
    for (const track of microphone.stream.getAudioTracks()) peer.addTrack(track, microphone.stream);
    peer.addEventListener('track', (event) => {
      this.speaker.srcObject = event.streams[0] ?? new MediaStream([event.track]);
      void this.speaker.play().catch(() => undefined);
    });
    peer.addEventListener('connectionstatechange', () => {
      if (this.peer === peer && peer.connectionState === 'failed') this.listener.lost();
    });
    return { ok: true, sdp: await completeOffer(peer) };
  }

  async accept(sdpAnswer: string): Promise<void> {
    const { peer } = this;
    if (peer === null || peer.signalingState !== 'have-local-offer') return;
    await peer.setRemoteDescription({ type: 'answer', sdp: sdpAnswer });
  }

  isFlowing(): boolean {
    return (
      this.peer !== null && (this.peer.connectionState === 'connected' || this.peer.connectionState === 'connecting')
    );
  }

  sendDigit(digit: string): void {
    const dtmf = this.peer?.getSenders()[0]?.dtmf;
    // Each call replaces what still waits to sound; a quick finger must not lose a digit.
    dtmf?.insertDTMF(`${dtmf.toneBuffer}${digit}`, DTMF_TONE_MS, DTMF_GAP_MS);
  }

  setMuted(isMuted: boolean): void {
    for (const track of this.microphone?.getAudioTracks() ?? []) track.enabled = !isMuted;
  }

  ring(isRinging: boolean): void {
    if (isRinging) this.ringer.start();
    else this.ringer.stop();
  }

  close(): void {
    this.stopMeter?.();
    this.stopMeter = null;
    this.peer?.close();
    this.peer = null;
    closeStream(this.microphone);
    this.microphone = null;
    this.speaker.srcObject = null;
  }
}
