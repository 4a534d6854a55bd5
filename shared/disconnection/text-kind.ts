/** The letters of a cut: the demand before it, the warning, and the copy to the municipality. */
export const TEXT_KINDS = ['demand', 'warning', 'social_copy'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];
