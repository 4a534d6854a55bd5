/** Computes the facts of a call script from the case file: one answer per condition, and the values that are known. */
import { openDisputes } from '../insights/account-facts';
import { findNearCut } from '../insights/disconnection-near';
import { findUndelivered } from '../insights/invoice-never-received';
import { findExpectedNotice, findUnmatchedPayment } from '../insights/money-on-the-way';
import { findPaidPrevious } from '../insights/paid-previous-invoice';
import { findPlanStanding } from '../insights/plan-state';
import { findPriceParts, type PricePart } from '../insights/price-parts';
import type { Claim, Mandate } from '../ledger/case-file';
import type { CustomerFlag } from '../ledger/vocabulary';
import type { IsoDate } from '../time/dates';
import { caseInQuestion, findOpenFees, findPostponement, findRest, isOfAge } from './care-facts';
import { factValues } from './fact-values';
import type { Facts } from './facts';
import { draftPlan, isFirstPlan } from './plan-draft';
import type { Answer } from './run';
import { PLAIN_CONDITIONS, type PlainConditionName } from './schema';
import { select, type FactsSource, type Findings, type Selection, type WaivableFee } from './selection';

const WHOLE_BP = 10_000n;

/** Two instalments are the least that deserves the name. */
const INSTALMENTS_MIN = 2n;

/** Flags with which nobody is walked through a payment as usual; the agent slows down and asks a lead. */
const CARE_FLAGS: readonly CustomerFlag[] = [
  'vulnerable',
  'medical_device',
  'small_children',
  'trustee',
  'minor',
  'debt_relief',
  'deceased',
  'id_theft',
];

/**
 * Facts for a call script as things stand now; nothing private in them while `caseFile` is null. The answers given so far
 * decide which plan is being talked about.
 */
export function deriveFacts(source: FactsSource, answers: Readonly<Record<string, Answer>>): Facts {
  const selection = select(source);
  const findings = selection === null ? null : findAll(selection, { today: source.today, answers });
  return {
    today: source.today,
    conditions: findings === null ? nothingHolds() : conditionsOf(findings, source.today),
    utility: selection?.account.creditor.utility ?? null,
    creditorRole: selection?.account.creditor.role ?? null,
    country: selection?.account.creditor.country ?? null,
    values: factValues(source, findings),
  };
}

interface Asked {
  readonly today: IsoDate;
  readonly answers: Readonly<Record<string, Answer>>;
}

function findAll(selection: Selection, { today, answers }: Asked): Findings {
  const { account, scoped } = selection;
  const claimIds = new Set<string>(scoped.claims.map(({ id }) => id));
  const dispute = openDisputes(account)
    .filter((candidate) => candidate.claimIds.some((id) => claimIds.has(id)))
    .sort((a, b) => b.openedAt - a.openedAt)[0];
  return {
    selection,
    dispute: dispute ?? null,
    standing: findPlanStanding(account, today),
    draft: draftPlan(selection, answers, today),
    notice: findExpectedNotice(scoped)?.notice ?? null,
    // The invoice that was paid may be settled and so belong to no case any more: the whole account is asked.
    paidPrevious: findPaidPrevious(account, today),
    unmatched: findUnmatchedPayment(scoped)?.payment ?? null,
    nearCut: findNearCut(scoped, today),
    undelivered: findUndelivered(scoped),
    waivableFee: findWaivableFee(selection),
    priceParts: findPriceParts(scoped),
    openFees: findOpenFees(selection),
    postponement: findPostponement(selection, answers, today),
    restsUntil: findRest(selection),
  };
}

function conditionsOf(findings: Findings, today: IsoDate): Record<PlainConditionName, boolean> {
  const { selection, dispute, standing, draft } = findings;
  const { account, caseFile } = selection;
  const { mandate } = account;
  return {
    identity_verified: true,
    is_consumer: caseFile.customer.kind === 'consumer',
    has_open_claim: selection.openClaims.length > 0,
    has_open_dispute: dispute !== null,
    dispute_answer_date_known: dispute !== null && dispute.answerDueDate !== null,
    has_active_plan: standing !== null && !standing.isBroken,
    plan_broken: standing !== null && standing.isBroken,
    first_plan: isFirstPlan(selection),
    plan_within_mandate_possible: dispute === null && isPlanPossible(selection, mandate),
    plan_draft_ready: draft !== null,
    plan_above_wish: draft !== null && draft.differsIn.includes('amount'),
    plan_has_fee: draft !== null && draft.feeMinor > 0n,
    payment_on_the_way: findings.notice !== null,
    paid_previous_invoice: findings.paidPrevious !== null,
    unmatched_payment: findings.unmatched !== null,
    hold_possible: mandate !== null && mandate.hold.bankDaysMax > 0,
    disconnection_near: findings.nearCut !== null,
    may_pause_disconnection: mandate !== null && mandate.mayPauseDisconnection,
    may_order_release: mandate !== null && mandate.mayOrderRelease,
    service_cut: isServiceCut(selection),
    cut_blocked: isCutBlocked(selection),
    has_electric_heating: heatsWithPower(selection),
    delivery_failed: hasFailedDelivery(findings),
    has_waivable_fee: findings.waivableFee !== null,
    ...careConditions(findings, today),
    price_parts_known: arePricePartsKnown(findings),
    needs_special_care: caseFile.customer.flags.some((flag) => CARE_FLAGS.includes(flag)),
  };
}

function isServiceCut({ account, collectionCase }: Selection): boolean {
  const ofCase = account.supplyPoints.filter(({ id }) => id === collectionCase?.supplyPointId);
  const points = ofCase.length > 0 ? ofCase : account.supplyPoints;
  return points.some(({ serviceState }) => serviceState === 'cut');
}

type CareCondition =
  | 'has_fees'
  | 'fees_out_of_proportion'
  | 'may_postpone'
  | 'postpone_ready'
  | 'postpone_has_fee'
  | 'case_frozen'
  | 'limitation_passed'
  | 'is_minor';

function careConditions(findings: Findings, today: IsoDate): Record<CareCondition, boolean> {
  const { selection, postponement } = findings;
  const { flags, birthDate } = selection.caseFile.customer;
  const draft = postponement?.draft ?? null;
  return {
    has_fees: findings.openFees !== null,
    fees_out_of_proportion: areFeesOutOfProportion(findings),
    may_postpone: postponement !== null,
    postpone_ready: draft !== null,
    postpone_has_fee: draft !== null && draft.feeMinor > 0n,
    case_frozen: findings.restsUntil !== null,
    limitation_passed: isLimitationPassed(selection, today),
    is_minor: flags.includes('minor') || !isOfAge(birthDate, today),
  };
}

/** Warned, but something stops it: a dispute, a plan, cold weather, a missing letter. */
function isCutBlocked({ scoped }: Selection): boolean {
  const warned = scoped.cases.flatMap(({ disconnection }) => disconnection ?? []);
  return warned.length > 0 && warned.every(({ blocks }) => blocks.length > 0);
}

function heatsWithPower({ account, caseFile }: Selection): boolean {
  return (
    caseFile.customer.flags.includes('electric_heating') ||
    account.supplyPoints.some(({ isElectricHeating }) => isElectricHeating)
  );
}

/** Above the share that the creditor lets us answer with a waiver. */
function areFeesOutOfProportion({ openFees, selection }: Findings): boolean {
  const shareBp = selection.account.mandate?.waive.feeShareOfClaimBp ?? null;
  if (openFees === null || shareBp === null) return false;
  return openFees.feesMinor * WHOLE_BP > openFees.principalMinor * BigInt(shareBp);
}

/** A claim that is too old is not asked for, not even a little of it. */
function isLimitationPassed(selection: Selection, today: IsoDate): boolean {
  const date = caseInQuestion(selection)?.limitationDate ?? null;
  return date !== null && date <= today;
}

function hasFailedDelivery({ undelivered }: Findings): boolean {
  return undelivered !== null && undelivered.delivery !== null;
}

function arePricePartsKnown({ priceParts }: Findings): boolean {
  return priceParts !== null && PRICE_NEEDED.every((part) => (priceParts.amounts.get(part) ?? 0n) > 0n);
}

/** Spot and markup must both be on the invoice, or there is nothing to tell apart. */
const PRICE_NEEDED: readonly PricePart[] = ['energy', 'markup'];

function nothingHolds(): Record<PlainConditionName, boolean> {
  const none = PLAIN_CONDITIONS.map((name) => [name, false]);
  // Object.fromEntries forgets its keys; PLAIN_CONDITIONS are exactly the names of the record.
  return Object.fromEntries(none) as Record<PlainConditionName, boolean>;
}

/** True when some plan for all that is open fits the mandate; which one, the planner decides. */
function isPlanPossible({ openMinor, scoped }: Selection, mandate: Mandate | null): boolean {
  if (mandate === null || openMinor <= 0n || openMinor > mandate.plan.principalMaxMinor) return false;
  if (scoped.plans.some(({ state }) => state === 'active')) return false;
  return (
    BigInt(mandate.plan.instalmentsMax) >= INSTALMENTS_MIN &&
    openMinor >= INSTALMENTS_MIN * mandate.plan.instalmentMinMinor
  );
}

/** The newest open claim with a fee standing on it that the mandate lets us waive whole; null when there is none. */
export function findWaivableFee({ account, openClaims: claims }: Selection): WaivableFee | null {
  const max = account.mandate?.waive.perCaseMaxMinor ?? 0n;
  const fees = claims.map((claim) => ({ claim, feeMinor: standingFee(claim) }));
  return fees.find(({ feeMinor }) => feeMinor > 0n && feeMinor <= max) ?? null;
}

function standingFee(claim: Claim): bigint {
  const fees = claim.entries
    .filter(({ kind }) => kind === 'fee' || kind === 'fee_waiver')
    .reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return fees < claim.balanceMinor ? fees : claim.balanceMinor;
}
