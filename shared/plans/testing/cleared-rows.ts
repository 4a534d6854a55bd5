import { RULES, type AnyRule } from '../../rules/index';

/** The rows as they would be once counsel has said that plans may cost something also under directive 2023/2225. */
export const CLEARED_ROWS: readonly AnyRule[] = RULES.map((row) =>
  row.domain === 'paid_plans' ? { ...row, params: { ...row.params, isUnderLegalReview: false } } : row,
);
