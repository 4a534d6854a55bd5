/** Shapes that the parameters of several domains are made of. One schema is both the wire form and the form in code. */
import * as z from 'zod';
import { minorSchema } from '../money/money';

/** Longest list in one rule; the longest of the law has seven bands. */
const LIST_MAX = 40;
/** A day count or the like above this is a slip of the finger. */
const COUNT_MAX = 100_000;
/** Factors and shares in basis points: 10 000 = 1. */
const BASIS_POINTS_MAX = 1_000_000;
const MINUTES_IN_DAY = 1_440;
const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(LIST_MAX).readonly();
/** Days, months, years or how many times. */
export const countSchema = z.int().min(0).max(COUNT_MAX);
export const basisPointsSchema = z.int().min(0).max(BASIS_POINTS_MAX);
export const amountSchema = minorSchema.refine((amount) => amount >= 0n);
/** `MM-dd`. */
const monthDaySchema = z.string().regex(MONTH_DAY);

/** An amount given outright, or as a share of the country's base rate (Norway's inkassosats) on the reference date. */
export const ruleAmountSchema = z.union([
  z.strictObject({ amountMinor: amountSchema }).readonly(),
  z.strictObject({ ofBaseRateBp: basisPointsSchema }).readonly(),
]);
export type RuleAmount = z.output<typeof ruleAmountSchema>;

export const feeBandSchema = z
  .strictObject({ principalUpToMinor: amountSchema.nullable(), cap: ruleAmountSchema })
  .readonly();
export type FeeBand = z.output<typeof feeBandSchema>;

/** The first tier that fits decides; a limit that is null always fits. */
export const planFeeTierSchema = z
  .strictObject({
    instalmentsUpTo: countSchema.nullable(),
    principalUpToMinor: amountSchema.nullable(),
    fee: ruleAmountSchema,
  })
  .readonly();

/** Minutes of the day; null = closed. */
export const dayHoursSchema = z
  .strictObject({
    fromMinute: z.int().min(0).max(MINUTES_IN_DAY),
    toMinute: z.int().min(0).max(MINUTES_IN_DAY),
  })
  .readonly()
  .refine((hours) => hours.fromMinute < hours.toMinute)
  .nullable();
export type DayHours = z.output<typeof dayHoursSchema>;

/** From and to are both included, over the turn of the year when `from` is the later one. */
export const seasonSchema = z.strictObject({ from: monthDaySchema, to: monthDaySchema }).readonly();
