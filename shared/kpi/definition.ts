/** What a figure means, in words a person can check it by. */
import type { LocalText } from '../lang/languages';
import type { BoardMetric } from '../protocol/board';

/** Every figure with a definition: those on boards, and those in reports only. */
export type KpiName = BoardMetric | 'short_abandoned' | 'wrap_up_time' | 'occupancy';

export interface KpiDefinition {
  readonly unit: 'count' | 'share' | 'duration';
  readonly title: LocalText;
  /** The formula in words. */
  readonly formula: LocalText;
  readonly counts: LocalText;
  readonly notCounted: LocalText;
  /** Null where more or less is neither good nor bad. */
  readonly target: LocalText | null;
}

/** One text in the four languages, in the order nb, sv, fi, en. */
export function text(nb: string, sv: string, fi: string, en: string): LocalText {
  return { nb, sv, fi, en };
}
