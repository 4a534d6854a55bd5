/** Parameters of the domains about money: fees, interest, and in which order a payment is used. */
import * as z from 'zod';
import {
  amountSchema,
  basisPointsSchema,
  countSchema,
  feeBandSchema,
  listOf,
  planFeeTierSchema,
  ruleAmountSchema,
} from './params-shapes';

/** Who sends a letter, and so who may charge for it. */
export const SENDERS = ['creditor', 'agency'] as const;
export const DEBT_PARTS = ['fee', 'interest', 'principal'] as const;
export type DebtPart = (typeof DEBT_PARTS)[number];
/** Where a free plan may be made. */
export const PLAN_CHANNELS = ['self_service', 'agent'] as const;

const params = <T extends z.core.$ZodShape>(shape: T) => z.strictObject(shape).readonly();
const onlyAmount = params({ amountMinor: amountSchema });

export const MONEY_PARAMS = {
  /** Norway's inkassosats: what other fees are shares of. */
  base_rate: onlyAmount,
  plan_fee: params({
    tiers: listOf(planFeeTierSchema),
    mustTellBeforeConfirming: z.literal(true),
    /** True where a fee may be taken for a plan made after the case went to court or enforcement. */
    isAllowedInLegalPhase: z.boolean(),
    /** False where the fee raises the cap of the agency's costs, of which there are none before its payment demand. */
    isAllowedBeforeDemand: z.boolean(),
  }),
  /** Plans without any fee, by policy; goes before plan_fee. */
  free_plans: params({ freePlansPerDebt: countSchema, channels: listOf(z.enum(PLAN_CHANNELS)) }),
  /** Whether a plan that costs something may be made at all (consumer credit, directive 2023/2225), and how many per debt. */
  paid_plans: params({
    mayCharge: z.boolean(),
    paidPlansMax: countSchema.nullable(),
    /** From this many paid plans on the agent is warned. */
    warnFromPaidPlanNo: countSchema.nullable(),
    isUnderLegalReview: z.boolean(),
  }),
  /** One reminder or collection notice that the creditor may charge for. `query.date` is the day it is sent. */
  reminder_fee: params({
    cap: ruleAmountSchema,
    roundToMinor: amountSchema.nullable(),
    minDaysAfterDue: countSchema.nullable(),
    /** How many fees of this kind one claim may bear until the count starts again. */
    countMax: countSchema.nullable(),
    needsAgreement: z.boolean(),
    chargedBy: listOf(z.enum(SENDERS)),
    /** The second fee needs a deadline of so many days in the first letter that was missed. */
    secondNeedsMissedDeadlineDays: countSchema.nullable(),
    /** Months after the last letter with a fee when the count starts again; null = never. */
    countResetMonths: countSchema.nullable(),
  }),
  /** A payment demand that the creditor sends itself instead of the agency. `query.date` is the day it is sent. */
  creditor_demand_fee: params({ cap: ruleAmountSchema, roundToMinor: amountSchema.nullable() }),
  /** All fees of the agency for one claim; only the agency may charge them. */
  agency_fee_cap: params({
    bands: listOf(feeBandSchema),
    heavyMultiplierBp: basisPointsSchema.nullable(),
    heavyAfterDays: countSchema.nullable(),
    noVatDeductionMultiplierBp: basisPointsSchema.nullable(),
    businessMultiplierBp: basisPointsSchema.nullable(),
    secondDemandMultiplierBp: basisPointsSchema.nullable(),
    demandsMax: countSchema.nullable(),
    /** Nothing may be charged when the notice before the demand was paid in time. */
    isFreeWhenNoticePaidInTime: z.boolean(),
    /** Nothing may be charged when the customer had reason to have the claim examined, or good practice was broken. */
    isFreeWhenObjectionWasReasonable: z.boolean(),
  }),
  /** All collection costs of one claim together. */
  total_fee_cap: params({ bands: listOf(feeBandSchema) }),
  /** A postponement the customer asked for. */
  extension_fee: params({ amountMinor: amountSchema, minDays: countSchema }),
  /** What court or enforcement costs, by the topic. */
  court_cost: onlyAmount,
  /** Simple interest a year in basis points. */
  late_interest: params({ yearlyRateBp: basisPointsSchema }),
  /** Whether a contract may name a higher late interest than the law's. */
  agreed_interest: params({ mayExceedStatutory: z.boolean() }),
  /** The lump sum between businesses. */
  late_payment_compensation: params({
    amountMinor: amountSchema,
    /** True where it takes the place of collection costs up to its amount: the two are never added. */
    isSetOffAgainstFees: z.boolean(),
  }),
  /** What a payment that names nothing pays first. A creditor's own row goes before the country's. */
  allocation_order: params({
    order: listOf(z.enum(DEBT_PARTS)).refine((order) => new Set(order).size === DEBT_PARTS.length),
    /** The customer's own words about what they pay go first. */
    mayCustomerChoose: z.boolean(),
  }),
  /** When a fee is out of proportion: to the claim it stands on, and to what one conversation costs us. */
  fee_proportion: params({ offerWaiverAboveShareBp: basisPointsSchema, contactCostMinor: amountSchema }),
} as const;
