/** The pieces the media process is made of, each alone. */
import { describe, expect, test } from 'vitest';
import { BoundedMemory } from './bounded-memory';
import { CATCH_UP_MS_MAX, FrameClock } from './clock';
import { ConfigError, readConfig, requireAddress } from './config';
import { FRAMES_MAX, JitterBuffer, TARGET_FRAMES } from './jitter-buffer';
import { PacketMeter } from './packet-meter';
import { DigitDetector, digitSteps } from './rfc4733';

const frame = (value: number, samples = 160): Int16Array => new Int16Array(samples).fill(value);

function fakeTime() {
  let now = 0;
  let run: (() => void) | null = null;
  return {
    source: { nowMs: () => now, schedule: (next: () => void) => ((run = next), () => (run = null)) },
    /** A timer fires so late. */
    fireAt(ms: number) {
      now = ms;
      const due = run;
      run = null;
      due?.();
    },
  };
}

describe('the 20 ms clock', () => {
  test('beats fifty times a second however unevenly timers fire', () => {
    const time = fakeTime();
    let beats = 0;
    const clock = new FrameClock(() => beats++, time.source);
    clock.start();
    for (const at of [25, 39, 61, 100, 101, 480, 1000]) time.fireAt(at);
    expect(beats).toBe(50);
    expect(clock.droppedTicks).toBe(0);
  });

  test('after a long stall it drops the missed beats instead of bursting, and counts them', () => {
    const time = fakeTime();
    let beats = 0;
    const clock = new FrameClock(() => beats++, time.source);
    clock.start();
    time.fireAt(CATCH_UP_MS_MAX + 40);
    expect(beats).toBe(1);
    expect(clock.droppedTicks).toBe(51);
    time.fireAt(CATCH_UP_MS_MAX + 60);
    expect(beats).toBe(2);
    clock.stop();
    time.fireAt(5000);
    expect(beats).toBe(2);
  });
});

const taken = (buffer: JitterBuffer, count: number) =>
  Array.from({ length: count }, () => buffer.takeFrame()?.[0] ?? null);

describe('the jitter buffer', () => {
  test('gathers before it begins, and puts packets back in order', () => {
    const buffer = new JitterBuffer();
    buffer.push(65_535, frame(1));
    expect(buffer.takeFrame()).toBeNull();
    buffer.push(1, frame(3));
    buffer.push(0, frame(2));
    buffer.push(1, frame(99));
    expect(taken(buffer, 4)).toEqual([1, 2, 3, null]);
    buffer.push(0, frame(98));
    expect(taken(buffer, 2)).toEqual([null, null]);
  });

  test('fills a short hole with a fading copy and jumps a long one', () => {
    const buffer = new JitterBuffer();
    buffer.push(1, frame(1000));
    buffer.push(3, frame(3000));
    buffer.push(50, frame(5000));
    expect(taken(buffer, 4)).toEqual([1000, 500, 3000, 5000]);
  });

  test('a burst is cut down to the target, so that delay does not stay', () => {
    const buffer = new JitterBuffer();
    for (let i = 0; i <= FRAMES_MAX; i++) buffer.push(i, frame(i));
    expect(taken(buffer, TARGET_FRAMES + 1)).toEqual([FRAMES_MAX - 1, FRAMES_MAX, null]);
  });

  test('packets of another length come out as whole frames', () => {
    const buffer = new JitterBuffer();
    for (let i = 0; i < 4; i++) buffer.push(i, frame(i + 1, 240));
    const frames = Array.from({ length: 6 }, () => buffer.takeFrame());
    expect(frames.every((one) => one?.length === 160)).toBe(true);
    expect(frames[1]?.[0]).toBe(1);
    expect(frames[1]?.[80]).toBe(2);
  });
});

describe('the packet meter', () => {
  test('counts loss since last asked and measures jitter', () => {
    const meter = new PacketMeter();
    for (const n of [0, 1, 2, 4, 5, 6, 7, 9])
      meter.packet({ sequence16: n, timestamp: n * 160, arrivedMs: n * 20 }, frame(100));
    expect(meter.take()).toEqual({ lossPct: 20, jitterMs: 0, meanSquare: 10_000 });
    expect(meter.take()).toEqual({ lossPct: 0, jitterMs: 0, meanSquare: 0 });
    meter.packet({ sequence16: 10, timestamp: 1600, arrivedMs: 232 }, frame(0));
    expect(meter.take().jitterMs).toBeGreaterThan(0);
  });

  test('keys and late packets are no loss', () => {
    const meter = new PacketMeter();
    meter.packet({ sequence16: 65_534, timestamp: 0, arrivedMs: 0 }, frame(0));
    meter.otherPacket(65_535);
    meter.packet({ sequence16: 1, timestamp: 480, arrivedMs: 60 }, frame(0));
    meter.packet({ sequence16: 0, timestamp: 320, arrivedMs: 61 }, frame(0));
    expect(meter.take().lossPct).toBe(0);
  });
});

describe('keys on the wire', () => {
  test('a key sent is told exactly once by who listens, also when packets are lost', () => {
    for (const digit of '0123456789*#ABCD') {
      const detector = new DigitDetector();
      const packets = digitSteps(digit).filter((step) => step !== null);
      const heard = packets.slice(-2).map((step) => detector.packet(4711, step.payload));
      expect(heard.filter((one) => one !== null)).toEqual([digit]);
    }
  });

  test('the same key twice is two keys; a torn packet and an unknown code are none', () => {
    const detector = new DigitDetector();
    const end =
      digitSteps('7')
        .flatMap((step) => step?.payload ?? [])
        .at(-1) ?? Buffer.alloc(0);
    expect([detector.packet(1, end), detector.packet(1, end), detector.packet(2, end)]).toEqual(['7', null, '7']);
    expect(detector.packet(3, end.subarray(0, 3))).toBeNull();
    expect(detector.packet(4, Buffer.from([16, 0x80, 0, 0]))).toBeNull();
    expect(digitSteps('x')).toEqual([]);
  });
});

const address = (internal: boolean) => ({
  net0: [{ address: '192.0.2.7', netmask: '', family: 'IPv4' as const, mac: '', internal, cidr: null }],
});

describe('the environment', () => {
  const good = { FRISKMELD_MEDIA_PORT: '0', FRISKMELD_MEDIA_TOKEN: 'sixteen characters', FRISKMELD_DATA_DIR: '/data' };

  test('is read whole, with the sounds found beside the source', () => {
    const config = readConfig({
      ...good,
      FRISKMELD_MEDIA_HOST_ADDRESS: '192.0.2.7',
      FRISKMELD_MEDIA_UDP_PORTS: '40000-40999',
    });
    expect(config).toMatchObject({
      port: 0,
      spoolDir: '/data/media/recordings',
      network: { hostAddress: '192.0.2.7', udpPorts: [40_000, 40_999] },
    });
  });

  test.each([
    ['a port that is none', { FRISKMELD_MEDIA_PORT: '70000' }],
    ['no port', { FRISKMELD_MEDIA_PORT: '' }],
    ['a short token', { FRISKMELD_MEDIA_TOKEN: 'short' }],
    ['no data folder', { FRISKMELD_DATA_DIR: '' }],
    ['a range that runs backwards', { FRISKMELD_MEDIA_UDP_PORTS: '41000-40000' }],
    ['a range that is none', { FRISKMELD_MEDIA_UDP_PORTS: '40000' }],
  ])('%s is refused with a code', (_title, wrong) => {
    expect(() => readConfig({ ...good, FRISKMELD_MEDIA_HOST_ADDRESS: '192.0.2.7', ...wrong })).toThrow(ConfigError);
  });

  test('a machine with only loopback is told so, unless it names an address', () => {
    expect(() => requireAddress(null, address(true))).toThrow('no IPv4 address but loopback');
    expect(() => requireAddress('192.0.2.9', address(true))).not.toThrow();
    expect(() => requireAddress(null, address(false))).not.toThrow();
  });
});

test('bounded memory forgets the oldest', () => {
  const memory = new BoundedMemory<number>(2);
  for (const n of [1, 2, 3]) memory.set(String(n), n);
  expect([memory.has('1'), memory.get('2'), memory.get('3')]).toEqual([false, 2, 3]);
});
