import { durationText } from './time-of-day';
import { useNow } from './use-now';

interface TimerProps {
  /** Epoch ms in the server's clock; give the clock's offset so that a wrong computer clock does no harm. */
  readonly since?: number;
  readonly until?: number;
  readonly clockOffsetMs: number;
  readonly label?: string;
}

/** Time since (or left until) a moment as mm:ss. Not a live region: ticking is not read aloud. */
export function Timer({ since, until, clockOffsetMs, label }: TimerProps) {
  const now = useNow() + clockOffsetMs;
  const ms = until === undefined ? now - (since ?? now) : until - now;
  return (
    <span className="tabular nowrap" role="timer" aria-live="off" aria-label={label}>
      {durationText(ms)}
    </span>
  );
}
