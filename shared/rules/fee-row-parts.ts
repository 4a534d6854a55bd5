/** What the fee rows are written with. */
import { minor } from '../money/money';
import type { FeeBand } from './params-shapes';
import type { RuleParams } from './rule';

/** A sum of whole kroner or euros. */
export const amount = (whole: number) => ({ amountMinor: minor(whole * 100) });
export const upTo = (principal: number | null, cap: FeeBand['cap']): FeeBand => ({
  principalUpToMinor: principal === null ? null : minor(principal * 100),
  cap,
});

/** A reminder without any condition. */
export const PLAIN_REMINDER = {
  roundToMinor: null,
  minDaysAfterDue: null,
  countMax: null,
  needsAgreement: false,
  chargedBy: ['creditor', 'agency'],
  secondNeedsMissedDeadlineDays: null,
  countResetMonths: null,
} as const satisfies Partial<RuleParams['reminder_fee']>;

/** A cap without any multiplier. */
export const PLAIN_CAP = {
  heavyMultiplierBp: null,
  heavyAfterDays: null,
  noVatDeductionMultiplierBp: null,
  businessMultiplierBp: null,
  secondDemandMultiplierBp: null,
  demandsMax: null,
  isFreeWhenNoticePaidInTime: false,
  isFreeWhenObjectionWasReasonable: false,
} as const satisfies Partial<RuleParams['agency_fee_cap']>;
