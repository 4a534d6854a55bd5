import { closeStream, openMicrophone } from './microphone';
import type { MediaTrouble } from './port';

const LEVEL_EVERY_MS = 60;
/** Speech at a normal distance has an RMS of about 0.05 to 0.2; this fills the bar at a firm voice. */
const FULL_RMS = 0.25;

/** The loudness of a stretch of samples as 0–1 of a full bar. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  return Math.min(1, Math.sqrt(rms / FULL_RMS));
}

/** Measures a stream until the returned function is called. */
export function watchLevel(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(levelOf(samples));
  }, LEVEL_EVERY_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** Opens a microphone only to show its level; the returned function closes it. */
export function meterMicrophone(
  microphoneId: string | null,
  tell: {
    readonly level: (level: number) => void;
    readonly trouble: (trouble: MediaTrouble) => void;
    readonly opened: () => void;
  },
): () => void {
  let isOver = false;
  let stop: () => void = () => undefined;
  void openMicrophone(microphoneId).then((result) => {
    if (!result.ok) {
      if (!isOver) tell.trouble(result.trouble);
      return;
    }
    if (isOver) {
      closeStream(result.stream);
      return;
    }
    const unwatch = watchLevel(result.stream, tell.level);
    stop = () => {
      unwatch();
      closeStream(result.stream);
    };
    tell.opened();
  });
  return () => {
    isOver = true;
    stop();
  };
}
