import './skeleton.css';
import { useLater } from './use-later';

/** Nothing is shown before this: what comes sooner does not flicker. */
const SHOW_AFTER_MS = 350;

interface SkeletonProps {
  readonly label: string;
  readonly lines?: number;
}

/** Grey lines in the shape of what is coming, after 350 ms; the label is spoken. */
export function Skeleton({ label, lines = 3 }: SkeletonProps) {
  const isDue = useLater(SHOW_AFTER_MS);
  return (
    <div className="fm-skeleton" role="status" aria-label={label} aria-busy="true">
      {isDue && Array.from({ length: lines }, (_, line) => <span key={line} className="fm-skeleton-line" />)}
    </div>
  );
}
