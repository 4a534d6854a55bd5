import './steady-words.css';

interface SteadyWordsProps {
  readonly shown: string;
  /** Every text that may stand here; the widest one gives the width. */
  readonly all: readonly string[];
}

/** Words that change without moving what stands beside them: the place is as wide as the longest of them. */
export function SteadyWords({ shown, all }: SteadyWordsProps) {
  return (
    <span className="fm-steady">
      <span>{shown}</span>
      {all
        .filter((words) => words !== shown)
        .map((words) => (
          <span key={words} aria-hidden="true" data-hidden>
            {words}
          </span>
        ))}
    </span>
  );
}
