/** The plan being built, computed anew from what the agent has set; the server checks the same rules again. */
import { disputedClaimIds, openClaims } from '../../../../../shared/insights/account-facts';
import type { CaseFile, Claim, CustomerAccount, Mandate, Plan } from '../../../../../shared/ledger/case-file';
import type { LimitBreach } from '../../../../../shared/ledger/plan-life';
import { addMinor, minorToText, sumMinor, ZERO, type Minor } from '../../../../../shared/money/money';
import {
  breachesOf,
  buildPlan,
  checkPlan,
  firstMinimum,
  INSTALMENTS_LIMIT,
  limitsOf,
  openPrincipal,
  planFee,
  planHistory,
  planInterest,
  principalPartOf,
  proposeBeyond,
  proposePlans,
  type PlanAuthority,
  type PlanBeyond,
  type PlanCadence,
  type PlanContext,
  type PlanInterest,
  type PlannedInstalment,
  type PlanProposal,
  type PlanWishes,
} from '../../../../../shared/plans/index';
import { rulesOf } from '../../../../../shared/rules/rules-of-file';
import type { CommandPayloadWire } from '../../../../../shared/protocol/commands';
import { refuse, type Result } from '../../../../../shared/result';
import { addDays, addMonths, type IsoDate } from '../../../../../shared/time/dates';
import { holidayOn, type Holiday } from '../../../../../shared/time/holidays';

export interface PlanSettings {
  readonly claimIds: readonly string[];
  readonly count: number;
  readonly firstDate: IsoDate | null;
  readonly cadence: PlanCadence;
  /** What the customer can pay each time; ranks the counter-offers. */
  readonly wishMinor: Minor | null;
  /** That sum is paid each time and the last takes the rest; null = spread evenly. */
  readonly eachMinor: Minor | null;
  /** Whose limits the first instalment is measured by; a supervisor's only when their offer was chosen. */
  readonly authority: PlanAuthority;
  readonly isCostTold: boolean;
  /** The running plan this one is to take the place of. */
  readonly replacesPlanId: string | null;
}

export interface PlanRow extends PlannedInstalment {
  /** The day it would have been, and why it is another; null when it was not moved. */
  readonly movedFrom: { readonly date: IsoDate; readonly holiday: Holiday | null } | null;
}

export interface PlanPreview {
  readonly rows: readonly PlanRow[];
  readonly feeMinor: Minor;
  readonly isFeeRepeated: boolean;
  readonly totalMinor: Minor;
  readonly interest: PlanInterest;
  /** What the server would say now, the told cost apart. */
  readonly verdict: Result<unknown>;
  /** What it goes beyond, when a supervisor may say yes to it; null when nobody need or can be asked. */
  readonly breaches: readonly LimitBreach[] | null;
  readonly needsCostTold: boolean;
}

const DAYS_IN_WEEK = 7;

/** Claims a plan may hold: open, and not disputed, for what is disputed is not to be paid meanwhile. */
export function plannableClaims(account: CustomerAccount): Claim[] {
  const disputed = disputedClaimIds(account);
  return openClaims(account).filter(({ id }) => !disputed.has(id));
}

function chosenMinor(account: CustomerAccount, claimIds: readonly string[]): Minor {
  return sumMinor(account.claims.filter(({ id }) => claimIds.includes(id)).map(({ balanceMinor }) => balanceMinor));
}

/** The plan of these claims that runs now; what is agreed next takes its place. */
export function runningPlan(account: CustomerAccount, claimIds: readonly string[]): Plan | null {
  const touches = ({ claimIds: planned }: Plan) => planned.some((id) => claimIds.includes(id));
  return account.plans.find((plan) => plan.state === 'active' && touches(plan)) ?? null;
}

/** The draft of these claims that waits for a supervisor. */
export function waitingPlan(account: CustomerAccount): Plan | null {
  return account.plans.find(({ state }) => state === 'awaiting_approval') ?? null;
}

export function planContext(
  account: CustomerAccount,
  caseFile: CaseFile,
  settings: Pick<PlanSettings, 'claimIds' | 'isCostTold' | 'replacesPlanId'>,
): PlanContext {
  return {
    mandate: account.mandate,
    country: account.creditor.country,
    customerKind: caseFile.customer.kind,
    creditorId: account.creditor.id,
    utility: account.creditor.utility,
    today: caseFile.asOf,
    rows: rulesOf(caseFile),
    claimsOpenMinor: chosenMinor(account, settings.claimIds),
    principalMinor: openPrincipal(
      account.claims.filter(({ id }) => settings.claimIds.includes(id)).map(principalPartOf),
    ),
    ...planHistory(account, settings.claimIds, settings.replacesPlanId),
    isCostTold: settings.isCostTold,
  };
}

function wishesOf({ wishMinor, firstDate, cadence }: PlanSettings): PlanWishes {
  return {
    cadence,
    ...(wishMinor === null ? {} : { amountMinor: wishMinor }),
    ...(firstDate === null ? {} : { firstDate }),
  };
}

export interface Offers {
  /** Inside the mandate, the one nearest to what the customer said first; or why there is none. */
  readonly own: Result<readonly PlanProposal[]>;
  /** Nearer to the wish, but a supervisor must say yes. */
  readonly beyond: PlanBeyond | null;
}

export function counterOffers(context: PlanContext, settings: PlanSettings): Offers {
  if (context.claimsOpenMinor <= 0n) return { own: refuse('PLAN_SUM_MISMATCH'), beyond: null };
  const question = { ...context, wishes: wishesOf(settings) };
  return { own: proposePlans(question), beyond: proposeBeyond(question) };
}

/** The settings that make exactly this offer. */
export function withOffer(
  settings: PlanSettings,
  offer: PlanProposal | undefined,
  authority: PlanAuthority,
): PlanSettings {
  const first = offer?.instalments[0];
  if (offer === undefined || first === undefined) return settings;
  return {
    ...settings,
    count: offer.instalments.length,
    firstDate: first.dueDate,
    cadence: offer.cadence,
    eachMinor: offer.eachMinor,
    authority,
    isCostTold: false,
  };
}

/** True when the settings are this offer. */
export function isOffer(settings: PlanSettings, offer: PlanProposal): boolean {
  return (
    settings.count === offer.instalments.length &&
    settings.cadence === offer.cadence &&
    settings.eachMinor === offer.eachMinor
  );
}

/** The instalments as they stand; null when the settings make no plan at all (no date, nothing chosen). */
export function previewPlan(context: PlanContext, settings: PlanSettings): PlanPreview | null {
  const { mandate, claimsOpenMinor, country, today } = context;
  const { count, firstDate, cadence, eachMinor } = settings;
  if (mandate === null || firstDate === null || claimsOpenMinor <= 0n || count < 1 || count > INSTALMENTS_LIMIT)
    return null;
  const fee = planFee({
    ...context,
    feeMode: mandate.plan.feeMode,
    date: today,
    instalmentCount: count,
  });
  const feeMinor = fee.ok ? fee.value.feeMinor : ZERO;
  const totalMinor = addMinor(claimsOpenMinor, feeMinor);
  const limits = limitsOf(mandate, settings.authority) ?? mandate.plan;
  const each = eachMinor === null ? {} : { eachMinor };
  const firstMinMinor = firstMinimum(totalMinor, limits);
  const instalments = buildPlan({ totalMinor, count, firstDate, cadence, country, firstMinMinor, ...each });
  const plan = { instalments, feeMinor };
  const verdict = fee.ok ? checkPlan(plan, { ...context, isCostTold: true }) : fee;
  return {
    rows: instalments.map((instalment, index) => toRow(instalment, index, { firstDate, cadence, country })),
    feeMinor,
    isFeeRepeated: fee.ok && fee.value.isRepeated,
    totalMinor,
    interest: planInterest(instalments, { ...context, principalMinor: claimsOpenMinor }),
    verdict,
    breaches: verdict.ok ? null : askable(plan, context, mandate),
    needsCostTold: !settings.isCostTold,
  };
}

/** What a supervisor would be asked to let pass; null when they could not either. */
function askable(
  plan: Pick<PlanPreview, 'feeMinor'> & { readonly instalments: readonly PlannedInstalment[] },
  context: PlanContext,
  mandate: Mandate,
): readonly LimitBreach[] | null {
  const asked = checkPlan(plan, { ...context, isCostTold: true }, 'supervisor');
  if (!asked.ok) return null;
  const breaches = breachesOf(plan.instalments, mandate.plan, context);
  return breaches.length > 0 ? breaches : null;
}

function toRow(
  instalment: PlannedInstalment,
  index: number,
  at: { readonly firstDate: IsoDate; readonly cadence: PlanCadence; readonly country: PlanContext['country'] },
): PlanRow {
  const { firstDate, cadence, country } = at;
  const wished = cadence === 'monthly' ? addMonths(firstDate, index) : addDays(firstDate, index * DAYS_IN_WEEK);
  const movedFrom = wished === instalment.dueDate ? null : { date: wished, holiday: holidayOn(wished, country) };
  return { ...instalment, movedFrom };
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
