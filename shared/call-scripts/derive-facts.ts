/** Computes the facts of a call script from the case file: one answer per condition, and the values that are known. */
import { feeProportion, waivableOn } from '../balance/proportionality';
import { openDisputes } from '../insights/account-facts';
import { findNearCut } from '../insights/disconnection-near';
import { findUndelivered } from '../insights/invoice-never-received';
import { findExpectedNotice, findUnmatchedPayment } from '../insights/money-on-the-way';
import { findPaidPrevious } from '../insights/paid-previous-invoice';
import { findPlanStanding } from '../insights/plan-state';
import { findPriceParts, type PricePart } from '../insights/price-parts';
import type { Claim, CustomerAccount, Mandate, SupplyPoint } from '../ledger/case-file';
import type { CustomerFlag } from '../ledger/vocabulary';
import { rulesOf } from '../rules/rules-of-file';
import type { IsoDate } from '../time/dates';
import { releaseGround } from '../payments-underway/release-ground';
import { caseInQuestion, findOpenFees, findPostponement, findRest, isOfAge } from './care-facts';
import { factValues } from './fact-values';
import type { Facts } from './facts';
import { draftPlan, isFirstPlan } from './plan-draft';
import type { Answer } from './run';
import { PLAIN_CONDITIONS, type PlainConditionName } from './schema';
import { select, type FactsSource, type Findings, type Selection, type WaivableFee } from './selection';

type Release = CustomerAccount['releases'][number];

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
    release_under_way: isReleaseUnderWay(selection),
    release_due: isReleaseDue(selection, today),
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

/** The supplies in question that are cut: that of the case, or all of the account. */
function cutPoints({ account, collectionCase }: Selection): readonly SupplyPoint[] {
  const ofCase = account.supplyPoints.filter(({ id }) => id === collectionCase?.supplyPointId);
  const points = ofCase.length > 0 ? ofCase : account.supplyPoints;
  return points.filter(({ serviceState }) => serviceState === 'cut');
}

const isServiceCut = (selection: Selection): boolean => cutPoints(selection).length > 0;

const RELEASE_RUNS: readonly Release['state'][] = ['queued', 'sent', 'failed'];

const isReleasing = ({ account }: Selection, pointId: string): boolean =>
  account.releases.some(({ supplyPointId, state }) => supplyPointId === pointId && RELEASE_RUNS.includes(state));

/** The order to open has gone out for every cut supply in question: only then may anybody say so. */
function isReleaseUnderWay(selection: Selection): boolean {
  const points = cutPoints(selection);
  return points.length > 0 && points.every(({ id }) => isReleasing(selection, id));
}

/** A cut supply that the mandate lets us order open now: nothing overdue stands on it, or a running plan covers it. */
function isReleaseDue(selection: Selection, today: IsoDate): boolean {
  const { account } = selection;
  if (account.mandate?.mayOrderRelease !== true) return false;
  const running = account.plans.filter(({ state }) => state === 'active');
  const overdue = account.claims
    .filter(({ balanceMinor, dueDate }) => balanceMinor > 0n && dueDate < today)
    .map(({ id, supplyPointId }) => ({
      supplyPointId,
      planId: running.find(({ claimIds }) => claimIds.includes(id))?.id ?? null,
    }));
  return cutPoints(selection).some(({ id }) => !isReleasing(selection, id) && releaseGround(overdue, id) !== null);
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
    fees_out_of_proportion: areFeesOutOfProportion(findings, today),
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

/** As the insight beside the script measures it: one answer to "is the fee too big". */
function areFeesOutOfProportion({ openFees, selection }: Findings, today: IsoDate): boolean {
  const { account, caseFile } = selection;
  const found = feeProportion(account, {
    caseId: caseInQuestion(selection)?.id ?? null,
    customerKind: caseFile.customer.kind,
    date: today,
    rows: rulesOf(caseFile),
  });
  return openFees !== null && found.ok && found.value !== null && found.value.isOutOfProportion;
}

/** A claim that is too old is not asked for, not even a little of it. */
function isLimitationPassed(selection: Selection, today: IsoDate): boolean {
  const date = caseInQuestion(selection)?.limitationDate ?? null;
  // The last day still counts.
  return date !== null && date < today;
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

/** The newest open claim whose standing fee the mandate lets us waive whole, as the server will decide it; null when there is none. */
function findWaivableFee({ account, openClaims: claims }: Selection): WaivableFee | null {
  const fees = claims.map((claim) => ({ claim, feeMinor: standingFee(claim) }));
  return fees.find(({ claim, feeMinor }) => feeMinor > 0n && waivableOn(claim, account) >= feeMinor) ?? null;
}

function standingFee(claim: Claim): bigint {
  const fees = claim.entries
    .filter(({ kind }) => kind === 'fee' || kind === 'fee_waiver')
    .reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return fees < claim.balanceMinor ? fees : claim.balanceMinor;
}
