/** Parameters of the domains about cutting a service. */
import * as z from 'zod';
import { CREDITOR_ROLES, CUSTOMER_FLAGS } from '../ledger/vocabulary';
import { amountSchema, countSchema, listOf, seasonSchema } from './params-shapes';

const ISO_SUNDAY = 7;

const disconnectionParamsSchema = z
  .strictObject({
    /** Parts a creditor plays that may have the service cut at all. */
    rolesThatMayCut: listOf(z.enum(CREDITOR_ROLES)),
    /** When the notice begins to count: the day it was sent, or the day it was served. */
    clock: z.enum(['sent', 'served']),
    notice: z.union([
      z.strictObject({ days: countSchema }).readonly(),
      z.strictObject({ months: countSchema }).readonly(),
    ]),
    minDaysAfterDue: countSchema.nullable(),
    /** Days between the first reminder of the bill and the warning. */
    daysBetweenReminderAndWarning: countSchema.nullable(),
    /** The debt must reach the amount, or its oldest bill the age. */
    amountOrAge: z
      .strictObject({ combinedMinor: amountSchema, separateMinor: amountSchema, months: countSchema })
      .readonly()
      .nullable(),
    /** Of an invoice for grid and power together only the grid's part grounds a cut. */
    countsOnlyGridPart: z.boolean().default(false),
    /** What makes a breach essential: one claim above the sum, or this many overdue bills close in time. */
    significance: z
      .strictObject({
        singleAboveMinor: amountSchema,
        orOverdueCount: z.int().positive(),
        /** How far apart their due dates may lie; null = any. */
        withinDays: countSchema.nullable().default(null),
        /** What they must add up to; null = anything. */
        severalFromMinor: amountSchema.nullable().default(null),
      })
      .readonly()
      .nullable(),
    /** The law asks for an essential breach and names no sum: a lead weighs it and says so in the decision. */
    needsBreachWeighed: z.boolean().default(false),
    /** The municipality must be told at the same time. */
    needsSocialNotice: z.boolean(),
    /** The customer must have been told in good time how the cut can be avoided. */
    needsAlternatives: z.boolean(),
    /** Somebody must have looked for what stands against it: life, health, large damage, insolvency (businesses). */
    needsObstacleCheck: z.boolean(),
    /** After an obstacle such as illness or unemployment was reported: months after the due date. */
    hardshipMonthsAfterDue: countSchema.nullable(),
    winter: z
      .strictObject({ ...seasonSchema.unwrap().shape, flag: z.enum(CUSTOMER_FLAGS), monthsAfterDue: countSchema })
      .readonly()
      .nullable(),
  })
  .readonly();
export type DisconnectionParams = z.output<typeof disconnectionParamsSchema>;

export const DISCONNECTION_PARAMS = {
  disconnection: disconnectionParamsSchema,
  /** When nothing is cut on policy: ISO weekdays, holidays, the day before a holiday, frost in a house heated by power. */
  disconnection_calendar: z
    .strictObject({
      weekdays: listOf(z.int().min(1).max(ISO_SUNDAY)),
      noHolidays: z.boolean(),
      noEves: z.boolean(),
      /** Null where the law has its own winter rule. */
      frostSeason: seasonSchema.nullable(),
    })
    .readonly(),
  /** We ring before anything is cut: so many bank days ahead, and so many tries when nobody answers. */
  call_before_cut: z.strictObject({ bankDaysAhead: countSchema, triesMin: countSchema }).readonly(),
} as const;
