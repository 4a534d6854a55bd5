/** Speech suffers audibly from about 3 % lost packets and is hard to follow from about 8 % (ITU-T G.107's curve for G.711). */
export const LOSS_NOTICEABLE = 0.03;
export const LOSS_BAD = 0.08;
/** Beyond what a normal jitter buffer hides. */
export const JITTER_NOTICEABLE_MS = 40;
export const JITTER_BAD_MS = 80;

export type QualityGrade = 'good' | 'fair' | 'bad';

/** How the line is now; null while nothing was measured. */
export function gradeQuality(line: {
  readonly lossShare: number | null;
  readonly jitterMs: number | null;
}): QualityGrade | null {
  if (line.lossShare === null && line.jitterMs === null) return null;
  const loss = line.lossShare ?? 0;
  const jitter = line.jitterMs ?? 0;
  if (loss >= LOSS_BAD || jitter >= JITTER_BAD_MS) return 'bad';
  return loss >= LOSS_NOTICEABLE || jitter >= JITTER_NOTICEABLE_MS ? 'fair' : 'good';
}

/** The worse of several grades; null when none is known. */
export function worstGrade(grades: readonly (QualityGrade | null)[]): QualityGrade | null {
  for (const grade of ['bad', 'fair', 'good'] as const) if (grades.includes(grade)) return grade;
  return null;
}
