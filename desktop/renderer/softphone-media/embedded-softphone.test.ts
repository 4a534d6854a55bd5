import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EmbeddedSoftphone, REJOIN_DELAYS_MS, SHAKY_GRACE_MS, type ConnectMedia } from './embedded-softphone';
import type { MediaReport, MediaTrouble } from './port';

/** A microphone's track that can be pulled out. */
class FakeTrack extends EventTarget {
  enabled = true;
  readyState: 'live' | 'ended' = 'live';
  stop(): void {
    this.readyState = 'ended';
  }
  pullOut(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

const streamOf = (track: FakeTrack) =>
  ({ getAudioTracks: () => [track], getTracks: () => [track] }) as unknown as MediaStream; // Only what is used of it.

class FakePeer extends EventTarget {
  connectionState = 'new';
  iceGatheringState = 'complete';
  localDescription = { sdp: 'offer' };
  sent: FakeTrack | null = null;
  isClosed = false;
  addTrack(track: FakeTrack): void {
    this.sent = track;
  }
  getSenders() {
    return [{ replaceTrack: async (track: FakeTrack) => void (this.sent = track) }];
  }
  createOffer = async () => ({ type: 'offer', sdp: 'offer' });
  setLocalDescription = async () => undefined;
  setRemoteDescription = async () => undefined;
  getStats = async () => new Map();
  close(): void {
    this.isClosed = true;
  }
  become(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

/** A softphone on hardware the test plays with. */
function softphone(answers: readonly { ok: boolean; code?: string }[] = [{ ok: true }]) {
  const peers: FakePeer[] = [];
  const tracks: FakeTrack[] = [];
  const asked: (string | null)[] = [];
  let trouble: MediaTrouble | null = null;
  let opening: Promise<void> = Promise.resolve();
  let devicesChanged: () => void = () => undefined;
  const reports: MediaReport[] = [];
  let place = 0;
  const connect = (async () => {
    const answer = answers[Math.min(place++, answers.length - 1)];
    return answer?.ok === true
      ? { ok: true, data: { sdpAnswer: 'answer' } }
      : { ok: false, error: { code: answer?.code, details: {} } };
  }) as unknown as ConnectMedia; // The answers of one command, in turn.
  const phone = new EmbeddedSoftphone(connect, {
    openMicrophone: async (id) => {
      asked.push(id);
      await opening;
      if (trouble !== null) return { ok: false, trouble };
      const track = new FakeTrack();
      tracks.push(track);
      return { ok: true, stream: streamOf(track) };
    },
    makePeer: () => {
      const peer = new FakePeer();
      peers.push(peer);
      return peer as unknown as RTCPeerConnection; // The part of it that is used.
    },
    makeSpeaker: () => ({ autoplay: false, srcObject: null }) as unknown as HTMLAudioElement, // The same.
    onDevicesChanged: (listener) => {
      devicesChanged = listener;
    },
  });
  phone.onReport((report) => reports.push(report));
  return {
    phone,
    peers,
    tracks,
    asked,
    reports,
    refuseMicrophone: (why: MediaTrouble | null) => {
      trouble = why;
    },
    /** The next microphone takes its time; the returned function lets it open. */
    slowMicrophone: () => {
      let open: () => void = () => undefined;
      opening = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    plugIn: () => devicesChanged(),
    now: () => reports.at(-1),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function inCall(answers?: Parameters<typeof softphone>[0]) {
  const fake = softphone(answers);
  const joined = fake.phone.join('cal_1');
  await vi.advanceTimersByTimeAsync(0);
  await joined;
  fake.peers[0]?.become('connected');
  return fake;
}

describe('a microphone that goes away in a call', () => {
  test('is replaced by the one that is left, and the agent stays as muted as they were', async () => {
    const { phone, tracks, peers, now } = await inCall();
    phone.setMuted(true);
    tracks[0]?.pullOut();
    await vi.advanceTimersByTimeAsync(0);
    expect(peers[0]?.sent).toBe(tracks[1]);
    expect(tracks[1]?.enabled).toBe(false);
    expect(now()).toMatchObject({ status: 'connected', problem: null });
  });

  test('is said when there is no other, and taken up again when it is plugged in', async () => {
    const { tracks, refuseMicrophone, plugIn, now } = await inCall();
    refuseMicrophone('microphone_missing');
    tracks[0]?.pullOut();
    await vi.advanceTimersByTimeAsync(0);
    expect(now()).toMatchObject({ status: 'connected', problem: 'microphone_missing' });
    refuseMicrophone(null);
    plugIn();
    await vi.advanceTimersByTimeAsync(0);
    expect(now()?.problem).toBeNull();
  });

  test('a stream opened for a call that is over meanwhile is closed: no microphone stays on', async () => {
    const { phone, tracks, slowMicrophone } = await inCall();
    const open = slowMicrophone();
    const chosen = phone.setDevices({ microphoneId: 'jabra', speakerId: null });
    await vi.advanceTimersByTimeAsync(0);
    phone.leave();
    open();
    await chosen;
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  });

  test('is looked for again when the agent asks', async () => {
    const { phone, tracks, refuseMicrophone, now } = await inCall();
    refuseMicrophone('microphone_missing');
    tracks[0]?.pullOut();
    await vi.advanceTimersByTimeAsync(0);
    refuseMicrophone(null);
    await phone.join('cal_1');
    expect(now()).toMatchObject({ status: 'connected', problem: null });
  });

  test('a choice that fails leaves the microphone that works', async () => {
    const { phone, tracks, peers, refuseMicrophone, now } = await inCall();
    refuseMicrophone('microphone_denied');
    await phone.setDevices({ microphoneId: 'jabra', speakerId: null });
    expect(peers[0]?.sent).toBe(tracks[0]);
    expect(now()?.problem).toBeNull();
  });
});

describe('audio that breaks', () => {
  test.each(['failed', 'disconnected'])('is joined anew after %s', async (state) => {
    const { peers, now } = await inCall();
    peers[0]?.become(state);
    await vi.advanceTimersByTimeAsync(SHAKY_GRACE_MS);
    peers[1]?.become('connected');
    expect(peers).toHaveLength(2);
    expect(peers[0]?.isClosed).toBe(true);
    expect(now()?.status).toBe('connected');
  });

  test('that is only shaky and recovers is left alone', async () => {
    const { peers } = await inCall();
    peers[0]?.become('disconnected');
    peers[0]?.become('connected');
    await vi.advanceTimersByTimeAsync(SHAKY_GRACE_MS * 2);
    expect(peers).toHaveLength(1);
  });

  test.each([
    ['CARRIER_DOWN', 'connection', REJOIN_DELAYS_MS.length],
    ['CALL_ENDED', 'refused', 1],
  ] as const)('after %s is given up as %s', async (code, problem, attempts) => {
    const { phone, peers, now } = softphone([{ ok: false, code }]);
    const joined = phone.join('cal_1');
    await vi.advanceTimersByTimeAsync(60_000);
    await joined;
    expect(peers).toHaveLength(attempts);
    expect(now()).toMatchObject({ status: 'failed', problem });
  });

  test('without a microphone is not tried again by itself, and may be asked for again', async () => {
    const { phone, refuseMicrophone, asked, now } = softphone();
    refuseMicrophone('microphone_denied');
    await phone.join('cal_1');
    expect(asked).toHaveLength(1);
    expect(now()).toMatchObject({ status: 'failed', problem: 'microphone_denied' });
    refuseMicrophone(null);
    await phone.join('cal_1');
    expect(now()?.status).toBe('connecting');
  });

  test('of a call that was left is not joined by an attempt that was on its way', async () => {
    const { phone, peers } = softphone([{ ok: false, code: 'CARRIER_DOWN' }]);
    const joined = phone.join('cal_1');
    await vi.advanceTimersByTimeAsync(0);
    phone.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    await joined;
    expect(peers).toHaveLength(1);
    expect(peers[0]?.isClosed).toBe(true);
  });
});
