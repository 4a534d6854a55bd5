const TEST_TONE_HZ = 440;
const TEST_TONE_S = 1.2;

/** Plays a short tone on one device, to hear which one it is. */
export async function playTestTone(deviceId: string | null): Promise<void> {
  const context = new AudioContext() as AudioContext & { setSinkId?: (id: string) => Promise<void> }; // Not in lib.dom yet.
  await context.setSinkId?.(deviceId ?? '').catch(() => undefined);
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const start = context.currentTime + 0.05;
  oscillator.frequency.value = TEST_TONE_HZ;
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(0.2, start + 0.05);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + TEST_TONE_S);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + TEST_TONE_S);
  oscillator.addEventListener('ended', () => void context.close());
}
