/** The plan that is being talked about, before anybody has agreed: the best proposal for what the customer said. */
import type { Currency } from '../lang/languages';
import { minor, type Minor } from '../money/money';
import { planHistory } from '../plans/plan-history';
import { openPrincipal, principalPartOf } from '../plans/principal';
import { proposePlans, type PlanProposal } from '../plans/propose-plans';
import { rulesOf } from '../rules/rules-of-file';
import type { IsoDate } from '../time/dates';
import type { Answer } from './run';
import type { Selection } from './selection';

/** Answers with these names say which plan the customer wishes. */
export const PLAN_WISH_VARIABLES = { monthlyAmount: 'monthly_amount', firstDate: 'first_payment_date' } as const;

/** One payment is no plan; the call script notes it as a promise instead. */
const INSTALMENTS_MIN = 2;

export interface PlanWish {
  readonly amountMinor: Minor;
  readonly currency: Currency;
  readonly firstDate: IsoDate;
}

/** What the customer said they can pay a month and from when; null until both are answered. */
export function planWishOf(answers: Readonly<Record<string, Answer>>): PlanWish | null {
  const amount = answers[PLAN_WISH_VARIABLES.monthlyAmount];
  const first = answers[PLAN_WISH_VARIABLES.firstDate];
  if (amount?.kind !== 'amount' || first?.kind !== 'date') return null;
  return { amountMinor: minor(BigInt(amount.amountMinor)), currency: amount.currency, firstDate: first.date };
}

/** What earlier plans on everything open mean for the one being talked about. */
function historyOf({ account, openClaims }: Selection) {
  return planHistory(
    account,
    openClaims.map(({ id }) => id),
  );
}

/** True when no plan was ever agreed on what is open: cancelled drafts and mere proposals do not count. */
export function isFirstPlan(selection: Selection): boolean {
  return historyOf(selection).isFirstPlan;
}

/** The proposal nearest to the wish that the mandate allows, for everything open; null without a wish or a possible plan. */
export function draftPlan(
  selection: Selection,
  answers: Readonly<Record<string, Answer>>,
  today: IsoDate,
): PlanProposal | null {
  const { account, caseFile, openMinor } = selection;
  const wish = planWishOf(answers);
  if (wish === null || wish.currency !== account.currency || openMinor <= 0n) return null;
  const proposals = proposePlans({
    mandate: account.mandate,
    country: account.creditor.country,
    customerKind: caseFile.customer.kind,
    creditorId: account.creditor.id,
    utility: account.creditor.utility,
    today,
    rows: rulesOf(caseFile),
    claimsOpenMinor: minor(openMinor),
    principalMinor: openPrincipal(selection.openClaims.map(principalPartOf)),
    ...historyOf(selection),
    wishes: { amountMinor: wish.amountMinor, firstDate: wish.firstDate },
  });
  if (!proposals.ok) return null;
  return proposals.value.find(({ instalments }) => instalments.length >= INSTALMENTS_MIN) ?? null;
}
