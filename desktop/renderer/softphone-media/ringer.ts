/** Rings at the agent's ring device until told to stop. */
export interface Ringer {
  start(): void;
  stop(): void;
  /** One cadence, to hear which device it is. */
  ringOnce(): void;
  setDevice(deviceId: string | null, volume: number): void;
}

/** One cadence: ring a second, rest three, as phones in the Nordic countries do, but with a softer pair of tones. */
const CADENCE_MS = 4_000;
const TRILL = [
  { hz: 587.33, atS: 0, lengthS: 0.22 },
  { hz: 880, atS: 0.24, lengthS: 0.22 },
  { hz: 587.33, atS: 0.48, lengthS: 0.22 },
  { hz: 880, atS: 0.72, lengthS: 0.3 },
] as const;
const ATTACK_S = 0.015;
const SILENCE = 0.0001;

/** Sounds made here, not files: nothing to load when every tenth of a second counts. */
export class ToneRinger implements Ringer {
  private context: AudioContext | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private readonly sounding = new Set<OscillatorNode>();
  private volume = 0.6;
  private deviceId = '';

  constructor(private readonly makeContext: () => AudioContext = () => new AudioContext()) {}

  start(): void {
    if (this.timer !== null) return;
    this.timer = setInterval(() => this.ringOnce(), CADENCE_MS);
    this.ringOnce();
  }

  stop(): void {
    if (this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
    // Suspending cuts a tone at once; stopped too, so that its rest does not sound at the next ring. Closing would cost the
    // next ring its quick start.
    for (const tone of this.sounding) tone.stop();
    this.sounding.clear();
    void this.context?.suspend();
  }

  setDevice(deviceId: string | null, volume: number): void {
    this.volume = volume;
    if (this.deviceId === (deviceId ?? '')) return;
    this.deviceId = deviceId ?? '';
    void this.route();
  }

  ringOnce(): void {
    const context = (this.context ??= this.makeContext());
    void context.resume();
    void this.route();
    const start = context.currentTime + 0.02;
    for (const tone of TRILL) this.play(context, tone.hz, { start: start + tone.atS, lengthS: tone.lengthS });
  }

  private play(context: AudioContext, hz: number, when: { readonly start: number; readonly lengthS: number }): void {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    const end = when.start + when.lengthS;
    oscillator.type = 'triangle';
    oscillator.frequency.value = hz;
    gain.gain.setValueAtTime(SILENCE, when.start);
    gain.gain.exponentialRampToValueAtTime(Math.max(SILENCE, this.volume * 0.5), when.start + ATTACK_S);
    gain.gain.exponentialRampToValueAtTime(SILENCE, end);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(when.start);
    oscillator.stop(end + 0.02);
    this.sounding.add(oscillator);
    oscillator.addEventListener('ended', () => this.sounding.delete(oscillator));
  }

  /** Chromium 110 and later; elsewhere the sound comes where the system puts it. */
  private async route(): Promise<void> {
    const context = this.context as (AudioContext & { setSinkId?: (id: string) => Promise<void> }) | null; // Not in lib.dom yet.
    await context?.setSinkId?.(this.deviceId).catch(() => undefined);
  }
}
