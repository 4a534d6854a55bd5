/** A share with what it was made of, so that nobody has to believe a percentage. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  /** Basis points, rounded half up; null when there is nothing to divide by. */
  readonly bp: number | null;
}

const WHOLE_BP = 10_000;

/** `numerator ÷ denominator` with its parts. */
export function shareOfCounts(numerator: number, denominator: number): Share {
  return { numerator, denominator, bp: denominator === 0 ? null : Math.round((numerator * WHOLE_BP) / denominator) };
}

/** The mean of some durations, rounded to whole ms; null of none. */
export function meanMs(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
