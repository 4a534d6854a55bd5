import './meter.css';

/** A level from 0 to 1 as a bar, for microphones. */
export function Meter({ level, label }: { readonly level: number; readonly label: string }) {
  const percent = Math.round(Math.max(0, Math.min(1, level)) * 100);
  return (
    <div
      className="fm-meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width={percent} height="8" />
      </svg>
    </div>
  );
}
