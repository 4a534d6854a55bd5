/**
 * A leg over WebRTC by werift: answers a browser's offer with PCMU and telephone-event only (comfort noise would let
 * Chromium stop sending), as ICE-lite on addresses that are not loopback (a loopback candidate beside another makes
 * the two sides settle on different pairs).
 */
import { networkInterfaces } from 'node:os';
import { MediaStream, MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import type { RTCRtpTransceiver } from 'werift';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ, decodeUlaw, encodeUlaw } from '../audio/g711';
import { JitterBuffer } from './jitter-buffer';
import type { AnswerOffer, Leg, LegListener, LegQuality } from './leg';
import { PacketMeter } from './packet-meter';
import { DigitDetector, digitSteps } from './rfc4733';
import type { DigitStep } from './rfc4733';

export interface NetworkConfig {
  /** The only address to offer (a public one behind a router, or one interface); null = all but loopback. */
  readonly hostAddress: string | null;
  readonly udpPorts: readonly [number, number] | null;
}

export const PCMU_PAYLOAD = 0;
const TELEPHONE_EVENT_PAYLOAD = 126;
const GATHERING_MS_MAX = 3000;

const pcmu = (): RTCRtpCodecParameters =>
  new RTCRtpCodecParameters({
    mimeType: 'audio/PCMU',
    clockRate: SAMPLE_RATE_HZ,
    channels: 1,
    payloadType: PCMU_PAYLOAD,
  });
export const telephoneEvent = (payloadType: number): RTCRtpCodecParameters =>
  new RTCRtpCodecParameters({
    mimeType: 'audio/telephone-event',
    clockRate: SAMPLE_RATE_HZ,
    channels: 1,
    payloadType,
    parameters: '0-16',
  });

/** Options of a peer connection that follow from where we may be reached. */
export function peerOptions(network: NetworkConfig) {
  const { hostAddress, udpPorts } = network;
  const isOurs = Object.values(networkInterfaces()).some((list) =>
    list?.some(({ address }) => address === hostAddress),
  );
  return {
    codecs: { audio: [pcmu(), telephoneEvent(TELEPHONE_EVENT_PAYLOAD)] },
    iceServers: [],
    iceUseIpv6: false,
    bundlePolicy: 'max-bundle' as const,
    ...(hostAddress === null ? {} : { iceAdditionalHostAddresses: [hostAddress] }),
    ...(hostAddress !== null && isOurs ? { iceInterfaceAddresses: { udp4: hostAddress } } : {}),
    // A copy, because werift wants to own the pair.
    ...(udpPorts === null ? {} : { icePortRange: [udpPorts[0], udpPorts[1]] as [number, number] }),
  };
}

/** Payload type the browser uses for RFC 4733 at 8 kHz; null when its offer has none. */
export function telephoneEventPayload(sdp: string): number | null {
  const found = /^a=rtpmap:(\d+) telephone-event\/8000/m.exec(sdp)?.[1];
  return found === undefined ? null : Number(found);
}

/** Resolves when all candidates are in the local description, or when waiting longer is no use. */
export async function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, GATHERING_MS_MAX);
    peer.iceGatheringStateChange.subscribe((state) => {
      if (state !== 'complete') return;
      clearTimeout(timer);
      resolve();
    });
  });
}

export class WeriftLeg implements Leg {
  readonly #peer: RTCPeerConnection;
  readonly #listener: LegListener;
  readonly #buffer = new JitterBuffer();
  readonly #meter = new PacketMeter();
  readonly #digits = new DigitDetector();
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #nowMs: () => number;
  #transceiver: RTCRtpTransceiver | null = null;
  #sequence = Math.floor(Math.random() * 30_000);
  #timestamp = Math.floor(Math.random() * 1_000_000_000);
  #digitTimestamp = 0;
  #digitQueue: (DigitStep | null)[] = [];
  #digitPayload: number | null = null;
  #lastHeardAt: number | null = null;
  #isClosed = false;

  constructor(network: NetworkConfig, listener: LegListener, nowMs: () => number) {
    this.#listener = listener;
    this.#nowMs = nowMs;
    this.#peer = new RTCPeerConnection({ ...peerOptions(network), iceLite: true });
    this.#peer.connectionStateChange.subscribe((state) => {
      if (state === 'failed') this.#closedByPeer('failed');
      if (state === 'closed') this.#closedByPeer('hangup');
    });
    this.#peer.onTrack.subscribe((track) => track.onReceiveRtp.subscribe((packet) => this.#receive(packet)));
  }

  get lastHeardAt(): number | null {
    return this.#lastHeardAt;
  }

  /** Takes the browser's offer and gives the complete answer. Once per leg. */
  async answer(sdpOffer: string): Promise<string> {
    this.#digitPayload = telephoneEventPayload(sdpOffer);
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: sdpOffer });
    const transceiver = this.#peer.getTransceivers()[0];
    if (transceiver === undefined || transceiver.kind !== 'audio') throw new Error('the offer has no audio');
    this.#transceiver = transceiver;
    transceiver.setDirection('sendrecv');
    // Without a stream the browser's `ontrack` has none either, and no audio element is made.
    transceiver.sender.setStreams([new MediaStream([this.#track])]);
    await transceiver.sender.replaceTrack(this.#track);
    for (const transport of this.#peer.dtlsTransports) {
      // A browser that closes says so by a DTLS alert, which werift does not pass on to the connection's state.
      transport.onStateChange.subscribe((state) => {
        if (state === 'closed') this.#closedByPeer('hangup');
      });
    }
    return this.#answerDescription();
  }

  async restart(sdpOffer: string): Promise<string> {
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: sdpOffer });
    const sdpAnswer = await this.#answerDescription();
    for (const transport of this.#peer.iceTransports) {
      // werift 0.24.4 does not run ICE again while DTLS is up; starting it anew by hand does.
      transport.connection.state = 'new';
      transport.start().catch(() => undefined); // a failed start shows as lost media, which is watched
    }
    return sdpAnswer;
  }

  takeFrame(): Int16Array | null {
    return this.#buffer.takeFrame();
  }

  sendFrame(pcm: Int16Array): void {
    if (this.#isClosed || this.#peer.connectionState !== 'connected') return;
    const isDigitDue = this.#digitQueue.length > 0;
    const digit = this.#digitQueue.shift() ?? null;
    this.#timestamp = (this.#timestamp + FRAME_SAMPLES) >>> 0;
    if (isDigitDue && digit !== null) {
      if (digit.isFirst) this.#digitTimestamp = this.#timestamp;
      this.#writeDigit(digit);
    }
    this.#writeRtp(encodeUlaw(pcm), this.#timestamp);
  }

  sendDigit(digit: string): boolean {
    if (this.#digitPayload === null) return false;
    this.#digitQueue.push(...digitSteps(digit));
    return true;
  }

  async takeQuality(): Promise<LegQuality> {
    return { ...this.#meter.take(), rttMs: await this.#roundTripMs() };
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#peer.close();
  }

  async #answerDescription(): Promise<string> {
    await this.#peer.setLocalDescription(await this.#peer.createAnswer());
    await gathered(this.#peer);
    const sdp = this.#peer.localDescription?.sdp ?? '';
    if (!/^m=audio [1-9]/m.test(sdp)) throw new Error('no common codec');
    return sdp;
  }

  #receive(packet: RtpPacket): void {
    const { header, payload } = packet;
    this.#lastHeardAt = this.#nowMs();
    if (header.payloadType !== PCMU_PAYLOAD) {
      this.#meter.otherPacket(header.sequenceNumber);
      const digit = this.#digits.packet(header.timestamp, payload);
      if (digit !== null) this.#listener.onDigit(digit);
      return;
    }
    const pcm = decodeUlaw(payload);
    const isFirst = this.#meter.packets === 0;
    this.#meter.packet(
      { sequence16: header.sequenceNumber, timestamp: header.timestamp, arrivedMs: performance.now() },
      pcm,
    );
    this.#buffer.push(header.sequenceNumber, pcm);
    if (isFirst) this.#listener.onConnected();
  }

  #writeRtp(payload: Buffer, timestamp: number): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const header = new RtpHeader({ payloadType: PCMU_PAYLOAD, sequenceNumber: this.#sequence, timestamp });
    this.#track.writeRtp(new RtpPacket(header, payload));
  }

  /** werift stamps the payload type of the sender's codec on every packet, so the codec is swapped for this one. */
  #writeDigit(step: DigitStep): void {
    const sender = this.#transceiver?.sender;
    if (sender?.codec === undefined || this.#digitPayload === null) return;
    const voice = sender.codec;
    sender.codec = telephoneEvent(this.#digitPayload);
    this.#writeRtp(step.payload, this.#digitTimestamp);
    sender.codec = voice;
  }

  async #roundTripMs(): Promise<number | null> {
    const report = await this.#peer.getStats();
    for (const entry of report.values()) {
      if (entry.type !== 'remote-inbound-rtp') continue;
      const seconds: unknown = Reflect.get(entry, 'roundTripTime');
      if (typeof seconds === 'number') return Math.max(0, Math.round(seconds * 1000));
    }
    return null;
  }

  #closedByPeer(reason: 'hangup' | 'failed'): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listener.onClosed(reason);
    this.#peer.close().catch(() => undefined); // already closing
  }
}

/** {@link AnswerOffer} over the network. */
export function weriftAnswerer(network: NetworkConfig, nowMs: () => number): AnswerOffer {
  return async (sdpOffer, listener) => {
    const leg = new WeriftLeg(network, listener, nowMs);
    try {
      return { leg, sdpAnswer: await leg.answer(sdpOffer) };
    } catch (error) {
      await leg.close();
      throw error;
    }
  };
}
