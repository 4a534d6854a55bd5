/** The plan being built, computed anew from what the agent has set; the server checks the same rules again. */
import { disputedClaimIds, openClaims } from '../../../../../shared/insights/account-facts';
import type { CaseFile, Claim, CustomerAccount } from '../../../../../shared/ledger/case-file';
import { addMinor, minorToText, sumMinor, ZERO, type Minor } from '../../../../../shared/money/money';
import {
  buildPlan,
  checkPlan,
  firstMinimum,
  INSTALMENTS_LIMIT,
  planFee,
  proposePlans,
  type PlanCadence,
  type PlanContext,
  type PlannedInstalment,
  type PlanProposal,
} from '../../../../../shared/plans/index';
import type { CommandPayloadWire } from '../../../../../shared/protocol/commands';
import { refuse, type Result } from '../../../../../shared/result';
import { addDays, addMonths, type IsoDate } from '../../../../../shared/time/dates';
import { holidayOn, type Holiday } from '../../../../../shared/time/holidays';

export interface PlanSettings {
  readonly claimIds: readonly string[];
  readonly count: number;
  readonly firstDate: IsoDate | null;
  readonly cadence: PlanCadence;
  /** What the customer can pay each time; only ranks the counter-offers. */
  readonly wishMinor: Minor | null;
  readonly isCostTold: boolean;
}

export interface PlanRow extends PlannedInstalment {
  /** The day it would have been, and why it is another; null when it was not moved. */
  readonly movedFrom: { readonly date: IsoDate; readonly holiday: Holiday | null } | null;
}

export interface PlanPreview {
  readonly rows: readonly PlanRow[];
  readonly feeMinor: Minor;
  readonly totalMinor: Minor;
  /** What the server would say now, the told cost apart. */
  readonly verdict: Result<unknown>;
  readonly needsCostTold: boolean;
}

const DAYS_IN_WEEK = 7;

/** Claims a plan may hold: open, and not disputed, for what is disputed is not to be paid meanwhile. */
export function plannableClaims(account: CustomerAccount): Claim[] {
  const disputed = disputedClaimIds(account);
  return openClaims(account).filter(({ id }) => !disputed.has(id));
}

export function chosenMinor(account: CustomerAccount, claimIds: readonly string[]): Minor {
  return sumMinor(account.claims.filter(({ id }) => claimIds.includes(id)).map(({ balanceMinor }) => balanceMinor));
}

export function planContext(
  account: CustomerAccount,
  caseFile: CaseFile,
  settings: Pick<PlanSettings, 'claimIds' | 'isCostTold'>,
): PlanContext {
  return {
    mandate: account.mandate,
    country: account.creditor.country,
    customerKind: caseFile.customer.kind,
    today: caseFile.asOf,
    claimsOpenMinor: chosenMinor(account, settings.claimIds),
    isFirstPlan: account.plans.every(({ state }) => state === 'proposed' || state === 'cancelled'),
    hasActivePlan: account.plans.some(({ state }) => state === 'active'),
    isCostTold: settings.isCostTold,
  };
}

/** Counter-offers inside the mandate, the one nearest to what the customer said first. */
export function counterOffers(context: PlanContext, settings: PlanSettings): Result<readonly PlanProposal[]> {
  if (context.claimsOpenMinor <= 0n) return refuse('PLAN_SUM_MISMATCH');
  const { wishMinor, firstDate, cadence } = settings;
  return proposePlans({
    ...context,
    wishes: {
      cadence,
      ...(wishMinor === null ? {} : { amountMinor: wishMinor }),
      ...(firstDate === null ? {} : { firstDate }),
    },
  });
}

/** The instalments as they stand; null when the settings make no plan at all (no date, nothing chosen). */
export function previewPlan(context: PlanContext, settings: PlanSettings): PlanPreview | null {
  const { mandate, claimsOpenMinor, country, today } = context;
  const { count, firstDate, cadence } = settings;
  if (mandate === null || firstDate === null || claimsOpenMinor <= 0n || count < 1 || count > INSTALMENTS_LIMIT)
    return null;
  const fee = planFee({
    ...context,
    feeMode: mandate.plan.feeMode,
    date: today,
    principalMinor: claimsOpenMinor,
    instalmentCount: count,
  });
  const feeMinor = fee.ok ? fee.value.feeMinor : ZERO;
  const totalMinor = addMinor(claimsOpenMinor, feeMinor);
  const firstMinMinor = firstMinimum(totalMinor, mandate.plan);
  const instalments = buildPlan({ totalMinor, count, firstDate, cadence, country, firstMinMinor });
  const verdict = fee.ok ? checkPlan({ instalments, feeMinor }, { ...context, isCostTold: true }) : fee;
  const rows = instalments.map((instalment, index): PlanRow => {
    const wished = cadence === 'monthly' ? addMonths(firstDate, index) : addDays(firstDate, index * DAYS_IN_WEEK);
    const movedFrom = wished === instalment.dueDate ? null : { date: wished, holiday: holidayOn(wished, country) };
    return { ...instalment, movedFrom };
  });
  return { rows, feeMinor, totalMinor, verdict, needsCostTold: !settings.isCostTold };
}

/** The draft in wire form, amounts as text; with its case when all its claims are in the same one. */
export function planDraftOf(
  preview: PlanPreview,
  about: { readonly account: CustomerAccount; readonly claimIds: readonly string[] },
): CommandPayloadWire<'plan:create'>['draft'] {
  const claims = about.account.claims.filter(({ id }) => about.claimIds.includes(id));
  const cases = new Set(claims.map(({ caseId }) => caseId));
  const [first] = claims;
  return {
    customerAccountId: about.account.id,
    caseId: cases.size === 1 ? (first?.caseId ?? null) : null,
    claimIds: [...about.claimIds],
    instalments: preview.rows.map(({ dueDate, amountMinor }) => ({ dueDate, amountMinor: minorToText(amountMinor) })),
    feeMinor: minorToText(preview.feeMinor),
  };
}
