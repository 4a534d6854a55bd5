/** A scripted phone for live tests: what a browser page does, without a browser. Plays tones or a WAV, and listens. */
import { MediaStream, MediaStreamTrack, RTCPeerConnection, RtpHeader, RtpPacket } from 'werift';
import { rms, toneShare } from '../embedded/audio/analysis';
import { SILENT_FRAME, playLoop } from '../embedded/audio/frames';
import type { FrameSource } from '../embedded/audio/frames';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ, decodeUlaw, encodeUlaw } from '../embedded/audio/g711';
import { tone } from '../embedded/audio/tones';
import { readWav } from '../embedded/audio/wav';
import { FrameClock } from '../embedded/media/clock';
import { DigitDetector, digitSteps } from '../embedded/media/rfc4733';
import type { DigitStep } from '../embedded/media/rfc4733';
import {
  PCMU_PAYLOAD,
  gathered,
  peerOptions,
  telephoneEvent,
  telephoneEventPayload,
} from '../embedded/media/werift-leg';

const HEARD_SAMPLES_MAX = 60 * SAMPLE_RATE_HZ;
const TONE_SHARE_MIN = 0.8;
const SILENCE_RMS_MAX = 10;
/** A sound counts as heard when it fills the last stretch of this length. */
const LISTEN_MS = 300;

export class WeriftPhone {
  readonly #peer = new RTCPeerConnection(peerOptions({ hostAddress: null, udpPorts: null }));
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #clock = new FrameClock(() => this.#tick());
  readonly #sender;
  readonly #detector = new DigitDetector();
  #source: FrameSource | null = null;
  #heard = new Int16Array(0);
  #sequence = 1000;
  #timestamp = 0;
  #digitTimestamp = 0;
  #digitQueue: (DigitStep | null)[] = [];
  #digitPayload: number | null = null;
  #isSending = true;
  /** Keys heard as RTP events. */
  digits = '';
  /** Packets received so far. */
  packetsReceived = 0;

  constructor() {
    const transceiver = this.#peer.addTransceiver(this.#track, { direction: 'sendrecv' });
    this.#sender = transceiver.sender;
    this.#sender.setStreams([new MediaStream([this.#track])]);
    this.#peer.onTrack.subscribe((track) => track.onReceiveRtp.subscribe((packet) => this.#receive(packet)));
    this.#clock.start();
  }

  /** The SDP offer to give to `joinCustomer` or `joinAgent`; candidates included. */
  async offer(): Promise<string> {
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    await gathered(this.#peer);
    return this.#peer.localDescription?.sdp ?? '';
  }

  /** Takes the answer and waits until the connection stands. */
  async accept(sdpAnswer: string): Promise<void> {
    this.#digitPayload = telephoneEventPayload(sdpAnswer);
    await this.#peer.setRemoteDescription({ type: 'answer', sdp: sdpAnswer });
    await until(() => this.#peer.connectionState === 'connected', 'the phone to be connected');
  }

  /** Says one steady tone from now on. */
  playTone(frequencyHz: number): void {
    this.#source = playLoop(tone([frequencyHz], 1000));
  }

  /** Says a mono 8 kHz 16-bit WAV again and again. */
  playWav(file: Buffer): void {
    const sound = readWav(file);
    if (sound === null || sound.channels !== 1 || sound.sampleRateHz !== SAMPLE_RATE_HZ)
      throw new Error('needs a mono WAV at 8 kHz');
    this.#source = playLoop(sound.samples);
  }

  /** Sends silence (packets go on, as from a muted microphone). */
  playSilence(): void {
    this.#source = null;
  }

  /** Stops sending packets altogether, as a phone whose network is gone. */
  vanish(): void {
    this.#isSending = false;
  }

  /** Presses a key: RFC 4733 events on the wire. */
  press(digit: string): void {
    this.#digitQueue.push(...digitSteps(digit));
  }

  /** The last samples heard. */
  lastHeard(ms: number): Int16Array {
    return this.#heard.slice(-Math.round((ms * SAMPLE_RATE_HZ) / 1000));
  }

  /** True when the last stretch is this one tone. */
  hearsTone(frequencyHz: number): boolean {
    const heard = this.lastHeard(LISTEN_MS);
    return heard.length > 0 && toneShare(heard, frequencyHz) > TONE_SHARE_MIN;
  }

  hearsSilence(): boolean {
    const heard = this.lastHeard(LISTEN_MS);
    return heard.length > 0 && rms(heard) < SILENCE_RMS_MAX;
  }

  /** Something sounds, whatever it is. */
  hearsSound(): boolean {
    return rms(this.lastHeard(LISTEN_MS)) > 100;
  }

  async close(): Promise<void> {
    this.#clock.stop();
    await this.#peer.close();
  }

  #tick(): void {
    if (!this.#isSending || this.#peer.connectionState !== 'connected') return;
    this.#timestamp += FRAME_SAMPLES;
    const isDigitDue = this.#digitQueue.length > 0;
    const digit = this.#digitQueue.shift() ?? null;
    if (isDigitDue && digit !== null && this.#digitPayload !== null) {
      if (digit.isFirst) this.#digitTimestamp = this.#timestamp;
      const voice = this.#sender.codec;
      this.#sender.codec = telephoneEvent(this.#digitPayload);
      this.#write(digit.payload, this.#digitTimestamp);
      if (voice !== undefined) this.#sender.codec = voice;
      return;
    }
    this.#write(encodeUlaw(this.#source?.next() ?? SILENT_FRAME), this.#timestamp);
  }

  #write(payload: Buffer, timestamp: number): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#track.writeRtp(
      new RtpPacket(new RtpHeader({ payloadType: PCMU_PAYLOAD, sequenceNumber: this.#sequence, timestamp }), payload),
    );
  }

  #receive({ header, payload }: RtpPacket): void {
    this.packetsReceived++;
    if (header.payloadType !== PCMU_PAYLOAD) {
      this.digits += this.#detector.packet(header.timestamp, payload) ?? '';
      return;
    }
    const heard = new Int16Array(Math.min(HEARD_SAMPLES_MAX, this.#heard.length + payload.length));
    const kept = this.#heard.slice(-(heard.length - payload.length));
    heard.set(heard.length === payload.length ? [] : kept);
    heard.set(decodeUlaw(payload), heard.length - payload.length);
    this.#heard = heard;
  }
}

const UNTIL_MS_MAX = 10_000;
const UNTIL_POLL_MS = 20;

/** Waits for a claim to become true; fails with its name when it does not. */
export async function until(
  claim: () => boolean | Promise<boolean>,
  name: string,
  msMax = UNTIL_MS_MAX,
): Promise<void> {
  const deadline = Date.now() + msMax;
  while (!(await claim())) {
    if (Date.now() > deadline) throw new Error(`Waited ${msMax} ms in vain for ${name}`);
    await new Promise((resolve) => setTimeout(resolve, UNTIL_POLL_MS));
  }
}
