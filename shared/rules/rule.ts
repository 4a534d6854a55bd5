/** What a rule is: one dated row of law, practice or policy, with where it comes from and how sure we are. */
import type { Country } from '../lang/languages';
import type { CreditorRole, CustomerFlag, CustomerKind, Utility } from '../ledger/vocabulary';
import type { Minor } from '../money/money';
import type { IsoDate } from '../time/dates';

export const RULE_STATUSES = ['in_force', 'adopted_not_in_force', 'practice', 'policy'] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];
export const RULE_CONFIDENCES = ['high', 'medium', 'low'] as const;
export type RuleConfidence = (typeof RULE_CONFIDENCES)[number];

/** An amount given outright, or as a share of the country's base rate (Norway's inkassosats) on the reference date. */
export type RuleAmount = { readonly amountMinor: Minor } | { readonly ofBaseRateBp: number };

/** The first tier that fits decides; a limit that is null always fits. */
export interface PlanFeeTier {
  readonly instalmentsUpTo: number | null;
  readonly principalUpToMinor: Minor | null;
  readonly fee: RuleAmount;
}

export interface FeeBand {
  readonly principalUpToMinor: Minor | null;
  readonly cap: RuleAmount;
}

/** Minutes of the day; null = closed. */
export type DayHours = { readonly fromMinute: number; readonly toMinute: number } | null;

export interface DisconnectionParams {
  /** Parts a creditor plays that may have the service cut at all. */
  readonly rolesThatMayCut: readonly CreditorRole[];
  /** When the notice begins to count: the day it was sent, or the day it was served. */
  readonly clock: 'sent' | 'served';
  readonly notice: { readonly days: number } | { readonly months: number };
  readonly minDaysAfterDue: number | null;
  /** Days between the first reminder of the bill and the warning. */
  readonly daysBetweenReminderAndWarning: number | null;
  /** The debt must reach the amount, or its oldest bill the age. */
  readonly amountOrAge: {
    readonly combinedMinor: Minor;
    readonly separateMinor: Minor;
    readonly months: number;
  } | null;
  /** What makes a breach essential: one claim above the sum, or this many overdue bills. */
  readonly significance: { readonly singleAboveMinor: Minor; readonly orOverdueCount: number } | null;
  /** The municipality must be told at the same time. */
  readonly needsSocialNotice: boolean;
  /** After an obstacle such as illness or unemployment was reported: months after the due date. */
  readonly hardshipMonthsAfterDue: number | null;
  /** From and to are `MM-dd`, both included, over the turn of the year. */
  readonly winter: {
    readonly from: string;
    readonly to: string;
    readonly flag: CustomerFlag;
    readonly monthsAfterDue: number;
  } | null;
}

/** The parameters of each domain of rules. */
export interface RuleParams {
  /** Norway's inkassosats: what other fees are shares of. */
  base_rate: { readonly amountMinor: Minor };
  plan_fee: { readonly tiers: readonly PlanFeeTier[]; readonly mustTellBeforeConfirming: true };
  reminder_fee: {
    readonly cap: RuleAmount;
    readonly roundToMinor: Minor | null;
    readonly minDaysAfterDue: number | null;
    readonly countMax: number | null;
    readonly needsAgreement: boolean;
  };
  agency_fee_cap: {
    readonly bands: readonly FeeBand[];
    readonly heavyMultiplierBp: number | null;
    readonly heavyAfterDays: number | null;
    readonly noVatDeductionMultiplierBp: number | null;
    readonly businessMultiplierBp: number | null;
    readonly secondDemandMultiplierBp: number | null;
    readonly demandsMax: number | null;
  };
  total_fee_cap: { readonly bands: readonly FeeBand[] };
  extension_fee: { readonly amountMinor: Minor; readonly minDays: number };
  late_interest: { readonly yearlyRateBp: number };
  late_payment_compensation: { readonly amountMinor: Minor };
  disconnection: DisconnectionParams;
  /** When nothing is cut on policy: ISO weekdays, holidays, the day before a holiday, frost in a house heated by power. */
  disconnection_calendar: {
    readonly weekdays: readonly number[];
    readonly noHolidays: boolean;
    readonly noEves: boolean;
    /** From and to are `MM-dd`, both included, over the turn of the year; null where the law has its own winter rule. */
    readonly frostSeason: { readonly from: string; readonly to: string } | null;
  };
  dispute_answer: { readonly days: number };
  payment_hold: { readonly bankDays: number; readonly bankDaysMax: number };
  calling_hours: { readonly weekdays: DayHours; readonly saturday: DayHours; readonly sundayAndHoliday: DayHours };
  letter_deadline: { readonly minDays: number; readonly from: 'sent' | 'received' };
}

export type RuleDomain = keyof RuleParams;

export interface Rule<D extends RuleDomain = RuleDomain> {
  readonly id: string;
  readonly country: Country;
  readonly customerKind: CustomerKind | 'any';
  /** Null = does not depend on what is supplied. */
  readonly utilities: readonly Utility[] | null;
  readonly domain: D;
  /** Null only for a law that is adopted without a date. */
  readonly validFrom: IsoDate | null;
  /** Last day; null = open. A rate has an end wherever its source has one. */
  readonly validTo: IsoDate | null;
  readonly status: RuleStatus;
  readonly params: RuleParams[D];
  /** Codes of sources.ts. */
  readonly source: readonly string[];
  readonly confidence: RuleConfidence;
}

/** A row of any domain, with its params matching its domain. */
export type AnyRule = { [D in RuleDomain]: Rule<D> }[RuleDomain];
