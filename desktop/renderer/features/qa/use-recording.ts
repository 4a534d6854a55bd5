import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useAppDispatch, useAppSelector } from '../../app/hooks';
import type { CommandFailure } from '../../realtime/commands';
import { fetchRecording, type QaCallWire } from './qa-api';
import { createWaveform, type Waveform, type WaveRegion } from './waveform';

export type RecordingWire = NonNullable<QaCallWire['recording']>;
export const SKIP_MS = 5_000;
export const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

export interface RecordingPlayer {
  readonly boxRef: RefObject<HTMLDivElement | null>;
  readonly isReady: boolean;
  readonly isPlaying: boolean;
  readonly positionMs: number;
  readonly speed: Speed;
  /** Null, or why there is no sound although there is a recording. */
  readonly problem: CommandFailure | 'unplayable' | null;
  readonly toggle: () => void;
  readonly pause: () => void;
  readonly skip: (ms: number) => void;
  readonly seek: (ms: number) => void;
  readonly setSpeed: (speed: Speed) => void;
}

function colorOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Fetches the sound with the login's token and ties it to the drawing in `boxRef`. Nothing plays until asked. */
export function useRecording(recording: RecordingWire | null, regions: readonly WaveRegion[]): RecordingPlayer {
  const dispatch = useAppDispatch();
  const theme = useAppSelector((state) => state.settings.theme);
  const boxRef = useRef<HTMLDivElement | null>(null);
  const wave = useRef<Waveform | null>(null);
  const [isReady, setReady] = useState(false);
  const [isPlaying, setPlaying] = useState(false);
  const [positionMs, setPosition] = useState(0);
  const [speed, setSpeedState] = useState<Speed>(1);
  const [problem, setProblem] = useState<RecordingPlayer['problem']>(null);
  useEffect(() => {
    const container = boxRef.current;
    if (recording === null || container === null) return undefined;
    let isGone = false;
    const waveform = createWaveform({
      container,
      durationMs: recording.durationMs,
      peaks: recording.peaks,
      regions,
      colors: {
        customer: colorOf('--line-strong'),
        agent: colorOf('--accent'),
        played: colorOf('--text'),
        cursor: colorOf('--stop'),
      },
      onTime: setPosition,
      onPlaying: setPlaying,
      onFailed: () => setProblem('unplayable'),
    });
    wave.current = waveform;
    void dispatch(fetchRecording(recording.id)).then((answer) => {
      if (isGone) return;
      if (!answer.ok) {
        setProblem(answer.error);
        return;
      }
      waveform.load(answer.data);
      setReady(true);
    });
    return () => {
      isGone = true;
      wave.current = null;
      waveform.destroy();
      setReady(false);
      setPlaying(false);
      setPosition(0);
    };
  }, [dispatch, recording, regions, theme]);
  const seek = useCallback((ms: number) => {
    wave.current?.seek(ms);
    // The library tells where it is only once there is sound.
    setPosition(ms);
  }, []);
  return {
    boxRef,
    isReady,
    isPlaying,
    positionMs,
    speed,
    problem,
    toggle: useCallback(() => wave.current?.toggle(), []),
    pause: useCallback(() => wave.current?.pause(), []),
    skip: useCallback((ms: number) => wave.current?.skip(ms), []),
    seek,
    setSpeed: useCallback((next: Speed) => {
      wave.current?.setSpeed(next);
      setSpeedState(next);
    }, []),
  };
}
