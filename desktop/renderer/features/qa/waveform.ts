import WaveSurfer from 'wavesurfer.js';
import RegionsPlugin from 'wavesurfer.js/dist/plugins/regions.js';

export interface WaveRegion {
  readonly startMs: number;
  readonly endMs: number;
  readonly color: string;
}

interface WaveformOptions {
  readonly container: HTMLElement;
  readonly durationMs: number;
  readonly peaks: readonly (readonly number[])[];
  readonly regions: readonly WaveRegion[];
  readonly colors: {
    readonly customer: string;
    readonly agent: string;
    readonly played: string;
    readonly cursor: string;
  };
  readonly onTime: (ms: number) => void;
  readonly onPlaying: (isPlaying: boolean) => void;
  readonly onFailed: () => void;
}

/** What the player's buttons and keys reach. */
export interface Waveform {
  load(sound: Blob): void;
  toggle(): void;
  pause(): void;
  /** Relative, in ms; stays within the recording. */
  skip(ms: number): void;
  seek(ms: number): void;
  setSpeed(rate: number): void;
  nowMs(): number;
  destroy(): void;
}

const CHANNEL_HEIGHT_PX = 34;

/**
 * The library writes its styles as a style element into its shadow root, which our content security policy forbids. The
 * same text as a constructed sheet is allowed, because no markup is involved.
 */
function adoptStyles(wave: WaveSurfer): void {
  const root = wave.getWrapper().getRootNode();
  if (!(root instanceof ShadowRoot) || !('replaceSync' in CSSStyleSheet.prototype)) return;
  const text = [...root.querySelectorAll('style')].map((style) => style.textContent ?? '').join('\n');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [sheet];
}

/** Draws the peaks the server counted (two channels: customer above, agent below); plays once the sound is there. Never plays by itself. */
export function createWaveform(options: WaveformOptions): Waveform {
  const { colors, durationMs } = options;
  const regions = RegionsPlugin.create();
  const isStereo = options.peaks.length > 1;
  const channel = (waveColor: string) => ({ waveColor, progressColor: colors.played });
  const wave = WaveSurfer.create({
    container: options.container,
    height: CHANNEL_HEIGHT_PX,
    ...channel(colors.customer),
    ...(isStereo ? { splitChannels: [channel(colors.customer), channel(colors.agent)] } : {}),
    cursorColor: colors.cursor,
    cursorWidth: 2,
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    hideScrollbar: true,
    peaks: options.peaks.map((one) => [...one]),
    duration: durationMs / 1_000,
    plugins: [regions],
  });
  adoptStyles(wave);
  const showRegions = () => {
    if (regions.getRegions().length > 0) return;
    for (const { startMs, endMs, color } of options.regions) {
      regions.addRegion({ start: startMs / 1_000, end: endMs / 1_000, color, drag: false, resize: false });
    }
  };
  wave.on('ready', showRegions);
  wave.on('timeupdate', (seconds) => options.onTime(Math.round(seconds * 1_000)));
  wave.on('play', () => options.onPlaying(true));
  wave.on('pause', () => options.onPlaying(false));
  wave.on('finish', () => options.onPlaying(false));
  wave.on('error', () => options.onFailed());
  const seek = (ms: number) => wave.setTime(Math.min(Math.max(0, ms), durationMs) / 1_000);
  const nowMs = () => Math.round(wave.getCurrentTime() * 1_000);
  return {
    // A load given up for a newer one rejects; what really fails is told by the error event.
    load: (sound) =>
      void wave
        .loadBlob(
          sound,
          options.peaks.map((one) => [...one]),
          durationMs / 1_000,
        )
        .catch(() => undefined),
    toggle: () => void wave.playPause().catch(() => options.onFailed()),
    pause: () => wave.pause(),
    skip: (ms) => seek(nowMs() + ms),
    seek,
    setSpeed: (rate) => wave.setPlaybackRate(rate, true),
    nowMs,
    destroy: () => wave.destroy(),
  };
}
