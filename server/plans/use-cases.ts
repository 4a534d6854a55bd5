import { ok, refuse, type Result } from '../../shared/result';
import type { Id } from '../../shared/ids/ids';
import { addMinor, sumMinor, ZERO, type Minor } from '../../shared/money/money';
import type { CommandPayload } from '../../shared/protocol/commands';
import { addBankDays } from '../../shared/time/bank-days';
import { addDays, type IsoDate } from '../../shared/time/dates';
import { instantAt, localDate } from '../../shared/time/zones';
import { checkPlan, PLAN_GRACE_BANK_DAYS, transitionPlan } from '../../shared/plans/index';
import { admitAction, type CallPorts } from '../customers/index';
import type { Creditors } from '../creditors/index';
import type { AccountHead, Ledger } from '../ledger/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import {
  insertPlan,
  readPlan,
  readPlans,
  readSituation,
  savePlanState,
  type PlanSituation,
  type StandingPlan,
} from './store';

export interface PlansDeps extends CallPorts {
  readonly ledger: Ledger;
  readonly creditors: Creditors;
}

/** Wakes a plan the day after the grace of its next instalment, and looks whether it was kept. */
export const PLAN_TIMER = 'plan:review';

type Ask = CommandPayload<'plan:create'>;

/**
 * Agrees a plan in a call: everything `checkPlan` asks, against the mandate as it is when this commits (locked for share) and
 * balances that nobody can change meanwhile (account locked). Holds the cases of its claims. Refused as checkPlan says, with
 * PLAN_CLAIMS_CHANGED when the claims moved since the gate was opened, DISPUTE_OPEN_ALREADY while one of them is disputed.
 */
export async function createPlan(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: Ask },
  deps: PlansDeps,
): Promise<Result<{ planId: Id<'plan'> }>> {
  const { login, payload } = ask;
  const { draft, callId } = payload;
  const account = await deps.ledger.readAccountHead(tx.sql, draft.customerAccountId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const today = localDate(tx.nowMs, account.country);
  const mandate = await deps.creditors.lockMandate(tx.sql, account.creditorId, today);
  const claimIds = [...new Set(draft.claimIds)];
  const situation = await readSituation(tx.sql, { accountId: account.id, claimIds, sinceMs: admitted.value.openedAt });
  const open = await deps.ledger.readOpenDebits(tx.sql, claimIds);
  const claims = claimIds.flatMap((claimId) => open.get(claimId) ?? []);
  const refused = refuseClaims({ claimIds, claims, situation, account, caseId: draft.caseId });
  if (refused !== null) return refused;
  const claimsOpenMinor = sumMinor(claims.map(({ balanceMinor }) => balanceMinor));
  const checked = checkPlan(draft, {
    mandate,
    country: account.country,
    customerKind: account.customerKind,
    today,
    claimsOpenMinor,
    isFirstPlan: !situation.hasEarlierPlan,
    hasActivePlan: situation.hasActivePlan,
    isCostTold: payload.isCostTold,
  });
  if (!checked.ok) {
    const hasMoved = checked.error.code === 'PLAN_SUM_MISMATCH' && situation.hasChanged;
    return hasMoved ? refuse('PLAN_CLAIMS_CHANGED', checked.error.details) : checked;
  }
  if (mandate === null) return refuse('MANDATE_MISSING');
  const planId = tx.makeId('plan');
  await write(
    tx,
    { planId, ask: payload, account, mandateId: mandate.id, claims, claimsOpenMinor, situation, login },
    deps,
  );
  await tx.audit({
    loginAccountId: login.id,
    action: 'plan.create',
    subjectKind: 'customer',
    subjectId: account.customerId,
    detail: { planId, mandateId: mandate.id, callId },
  });
  await deps.recordCallAction(tx, callId, 'plan_created', planId);
  return ok({ planId });
}

interface ClaimsAsked {
  readonly claimIds: readonly string[];
  readonly claims: readonly { readonly balanceMinor: Minor }[];
  readonly situation: PlanSituation;
  readonly account: AccountHead;
  readonly caseId: string | null;
}

/** Why these claims cannot be planned whatever the plan; null when they can. */
function refuseClaims({ claimIds, claims, situation, account, caseId }: ClaimsAsked) {
  if (situation.claims.length !== claimIds.length) return refuse('NOT_FOUND');
  if (caseId !== null && situation.claims.some((claim) => claim.caseId !== caseId)) return refuse('NOT_FOUND');
  if (situation.claims.some(({ currency }) => currency !== account.currency)) return refuse('NOT_FOUND');
  if (situation.hasOpenDispute) return refuse('DISPUTE_OPEN_ALREADY');
  const isPaid = claims.length !== claimIds.length || claims.some(({ balanceMinor }) => balanceMinor <= 0n);
  return isPaid ? refuse('PLAN_CLAIMS_CHANGED') : null;
}

interface Writing {
  readonly planId: Id<'plan'>;
  readonly ask: Ask;
  readonly account: AccountHead;
  readonly mandateId: string;
  readonly claims: readonly { readonly claimId: string; readonly balanceMinor: Minor }[];
  readonly claimsOpenMinor: Minor;
  readonly situation: PlanSituation;
  readonly login: Login;
}

async function write(tx: Tx, plan: Writing, deps: PlansDeps): Promise<void> {
  const { planId, account, situation } = plan;
  const { draft, callId, scriptRunId } = plan.ask;
  const totalMinor = addMinor(plan.claimsOpenMinor, draft.feeMinor);
  const [oldest] = situation.claims;
  const last = draft.instalments.at(-1);
  const feeClaimId =
    draft.feeMinor > ZERO && oldest !== undefined && last !== undefined
      ? await deps.ledger.bookFee(tx, {
          account,
          caseId: oldest.caseId,
          amountMinor: draft.feeMinor,
          dueDate: last.dueDate,
          cause: planId,
          reference: oldest.reference,
        })
      : null;
  await insertPlan(
    tx.sql,
    {
      id: planId,
      accountId: account.id,
      caseId: draft.caseId,
      mandateId: plan.mandateId,
      callId,
      scriptRunId,
      currency: account.currency,
      totalMinor,
      feeMinor: draft.feeMinor,
      feeClaimId,
      madeBy: plan.login.id,
      claims: plan.claims,
      instalments: draft.instalments.map((one) => ({ ...one, id: tx.makeId('instalment') })),
    },
    tx.nowMs,
  );
  for (const caseId of casesOf(situation)) {
    const hold = { caseId, kind: 'plan', untilDate: null, placedBy: plan.login.id, callId, note: '' } as const;
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await deps.ledger.placeHold(tx, hold, 'renew');
  }
  await setReview(tx, { planId, instalments: draft.instalments, country: account.country, after: null });
  tx.record('plan.agreed', planId, {
    planId,
    customerId: account.customerId,
    customerAccountId: account.id,
    creditorId: account.creditorId,
    caseId: draft.caseId,
    callId,
    totalMinor: totalMinor.toString(),
    currency: account.currency,
  });
  const changedIds = [planId, ...plan.claims.map(({ claimId }) => claimId)];
  tx.record('ledger.changed', account.customerId, {
    customerId: account.customerId,
    customerAccountId: account.id,
    changedIds,
  });
}

const casesOf = (situation: PlanSituation): string[] => [
  ...new Set(situation.claims.flatMap(({ caseId }) => caseId ?? [])),
];

interface Review {
  readonly planId: string;
  readonly instalments: readonly { readonly dueDate: IsoDate }[];
  readonly country: StandingPlan['country'];
  /** The day up to which the plan has been looked at; null = never. */
  readonly after: IsoDate | null;
}

/** Sets the timer to the first local midnight after the grace of the next instalment; none left, no timer. */
async function setReview(tx: Tx, { planId, instalments, country, after }: Review): Promise<void> {
  const days = instalments.map(({ dueDate }) => addDays(addBankDays(dueDate, PLAN_GRACE_BANK_DAYS, country), 1));
  const next = days.find((day) => after === null || day > after);
  if (next === undefined) return;
  await tx.setTimer(PLAN_TIMER, planId, { dueAtMs: instantAt(next, 0, country), isLease: false });
}

/** The timer: a plan behind after its grace is broken and its hold ends, so collection goes on. */
export async function reviewPlan(tx: Tx, planId: string, deps: PlansDeps): Promise<void> {
  const today = (country: StandingPlan['country']) => localDate(tx.nowMs, country);
  const first = await readPlan(tx.sql, planId, today);
  if (first === null) return;
  await deps.ledger.lockAccounts(tx.sql, [first.accountId]);
  const standing = await readPlan(tx.sql, planId, today);
  if (standing === null || standing.plan.state !== 'active') return;
  const isOver = await settle(tx, standing, deps);
  if (isOver) return;
  const { instalments } = standing.plan;
  await setReview(tx, { planId, instalments, country: standing.country, after: today(standing.country) });
}

/** Money has come: what is left of it goes to the plan's other claims, and a plan that is paid is kept. */
export async function countPayments(
  tx: Tx,
  accounts: readonly { readonly accountId: string; readonly paymentEntryIds: readonly string[] }[],
  deps: PlansDeps,
): Promise<void> {
  const today = (country: StandingPlan['country']) => localDate(tx.nowMs, country);
  const before = await readPlans(
    tx.sql,
    accounts.map(({ accountId }) => accountId),
    today,
  );
  for (const { accountId, plan, payableClaimIds } of before) {
    const paid = accounts.find((account) => account.accountId === accountId);
    if (plan.state !== 'active' || paid === undefined) continue;
    // Each sees what the one before it has left.
    // oxlint-disable-next-line no-await-in-loop
    await deps.ledger.layRest(tx, { paymentEntryIds: paid.paymentEntryIds, claimIds: payableClaimIds });
    // oxlint-disable-next-line no-await-in-loop
    const standing = await readPlan(tx.sql, plan.id, today);
    // oxlint-disable-next-line no-await-in-loop
    if (standing !== null) await settle(tx, standing, deps);
  }
}

/** Ends a plan that is fully paid (kept) or behind after a grace (broken). True when it is over. */
async function settle(tx: Tx, standing: StandingPlan, deps: PlansDeps): Promise<boolean> {
  const { plan, status } = standing;
  const isAllPaid = status.next === null;
  if (!isAllPaid && status.progress !== 'broken') return false;
  const life = { state: plan.state, stateSince: plan.madeAt };
  const moved = transitionPlan(life, isAllPaid ? 'all_paid' : 'missed', tx.nowMs);
  if (!moved.ok) return true;
  await savePlanState(tx.sql, plan.id, moved.value.state);
  await tx.clearTimer(PLAN_TIMER, plan.id);
  const caseIds = await casesOfClaims(tx, standing.payableClaimIds);
  for (const caseId of caseIds) {
    // oxlint-disable-next-line no-await-in-loop
    await deps.ledger.endHolds(tx, caseId, ['plan']);
  }
  tx.record('plan.changed', plan.id, { planId: plan.id, state: moved.value.state });
  const { customerId, accountId } = standing;
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: accountId, changedIds: [plan.id] });
  return true;
}

async function casesOfClaims(tx: Tx, claimIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx
    .sql('claims')
    .whereIn('id', [...claimIds])
    .whereNotNull('case_id')
    .distinct<{ case_id: string }[]>('case_id');
  return rows.map((row) => row.case_id);
}
