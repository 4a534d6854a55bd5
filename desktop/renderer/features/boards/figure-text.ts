import { assertNever } from '../../../../shared/assert';
import type { Language } from '../../../../shared/lang/languages';
import { percentText } from '../../ui/percent';
import { durationText } from '../../ui/time-of-day';
import type { FigureValue } from './figures';

const WHOLE_PERCENT_BP = 100;
/** What stands where there is nothing to divide by: never a nought that looks like a result. */
export const NOTHING = '–';

/** Percentage points between two shares with their sign, `+8` or `−3`. */
export function pointsText(bp: number): string {
  const points = Math.round(bp / WHOLE_PERCENT_BP);
  if (points === 0) return '0';
  return points > 0 ? `+${points}` : `\u2212${-points}`;
}

/** `0:42`: a wall has no room for leading noughts. */
export function shortDuration(ms: number): string {
  return durationText(ms).replace(/^0(?=\d:)/u, '');
}

/** A figure as it is read now. */
export function figureText(value: FigureValue, language: Language, nowMs: number): string {
  switch (value.kind) {
    case 'count':
      return String(value.count);
    case 'share':
      return value.share.bp === null ? NOTHING : percentText(value.share.bp, language);
    case 'duration':
      return value.ms === null ? NOTHING : durationText(value.ms);
    case 'ticking':
      return value.since === null ? NOTHING : durationText(nowMs - value.since);
    default:
      return assertNever(value);
  }
}
