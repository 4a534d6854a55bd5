/** The plan that is being talked about, before anybody has agreed: computed by whoever knows mandate and rules. */
import type { Currency } from '../lang/languages';
import type { Minor } from '../money/money';
import type { IsoDate } from '../time/dates';
import type { Answer } from './run';

export interface PlanDraftFacts {
  readonly currency: Currency;
  /** In order of date; their sum is `totalMinor`. */
  readonly instalments: readonly { readonly dueDate: IsoDate; readonly amountMinor: Minor }[];
  /** What the plan itself costs, included in the total. */
  readonly feeMinor: Minor;
  readonly totalMinor: Minor;
}

/** Answers with these names say which plan the customer wishes. */
export const PLAN_WISH_VARIABLES = { monthlyAmount: 'monthly_amount', firstDate: 'first_payment_date' } as const;

export interface PlanWish {
  /** Decimal text of minor units. */
  readonly monthlyAmountMinor: string;
  readonly currency: Currency;
  readonly firstDate: IsoDate;
}

/** What the customer said they can pay and from when; null until both are answered. */
export function planWishOf(answers: Readonly<Record<string, Answer>>): PlanWish | null {
  const amount = answers[PLAN_WISH_VARIABLES.monthlyAmount];
  const first = answers[PLAN_WISH_VARIABLES.firstDate];
  if (amount?.kind !== 'amount' || first?.kind !== 'date') return null;
  return { monthlyAmountMinor: amount.amountMinor, currency: amount.currency, firstDate: first.date };
}
