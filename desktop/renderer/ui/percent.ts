const BASIS_POINTS_PER_PERCENT = 100;
const NBSP = '\u00A0';

/** Basis points as whole percent, `93 %`; a dash when there was nothing to divide by. */
export function percentText(bp: number | null): string {
  return bp === null ? '–' : `${Math.round(bp / BASIS_POINTS_PER_PERCENT)}${NBSP}%`;
}
