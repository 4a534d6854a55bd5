import type { Id } from '../../shared/ids/ids';
import { addMinor, ZERO, type Minor } from '../../shared/money/money';
import { HOLDS_REPLACED_BY_PLAN, planLookDay } from '../../shared/plans/index';
import { ok, type Result } from '../../shared/result';
import { nextBankDay } from '../../shared/time/bank-days';
import type { IsoDate } from '../../shared/time/dates';
import { instantAt, localDate } from '../../shared/time/zones';
import type { AccountHead } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import { factOf, PLAN_TIMER, type PlansDeps } from './deps';
import type { DraftGround } from './draft';
import { endPlan } from './end-plan';
import type { PlanSituation } from './situation';
import { readPlan, type StandingPlan } from './store';
import { bindPlan, insertPlan } from './write-plan';

/** A draft as it comes over the wire. */
export interface Draft {
  readonly caseId: string | null;
  readonly instalments: readonly { readonly dueDate: IsoDate; readonly amountMinor: Minor }[];
  readonly feeMinor: Minor;
}

interface Proposal {
  readonly ground: DraftGround;
  readonly draft: Draft;
  readonly callId: string;
  readonly scriptRunId: string | null;
  readonly madeBy: string;
  readonly replacesPlanId: string | null;
}

/** Writes the draft down, binding nobody yet; the database adds it up when the transaction commits. */
export async function writeProposal(tx: Tx, proposal: Proposal): Promise<Id<'plan'>> {
  const { ground, draft, callId, scriptRunId, madeBy, replacesPlanId } = proposal;
  const planId = tx.makeId('plan');
  await insertPlan(
    tx.sql,
    {
      id: planId,
      accountId: ground.account.id,
      caseId: draft.caseId,
      mandateId: ground.mandate.id,
      callId,
      scriptRunId,
      currency: ground.account.currency,
      totalMinor: addMinor(ground.claimsOpenMinor, draft.feeMinor),
      feeMinor: draft.feeMinor,
      madeBy,
      replacesPlanId,
      claims: ground.claims,
      instalments: draft.instalments.map((one) => ({ ...one, id: tx.makeId('instalment') })),
    },
    tx.nowMs,
  );
  return planId;
}

interface Agreement {
  readonly planId: string;
  readonly ground: DraftGround;
  readonly draft: Draft;
  readonly callId: string | null;
  readonly agreedBy: string;
  /** The supervisor, when it needed one. */
  readonly approvedBy: string | null;
  readonly replacesPlanId: string | null;
}

/**
 * From here the creditor is bound: ends the plan it replaces, books the fee, holds the cases, sets the first review. Refused
 * as the case gate says when the plan bears a fee and something other than an earlier agreement stands on the case.
 */
export async function bind(tx: Tx, agreement: Agreement, deps: PlansDeps): Promise<Result<null>> {
  const { planId, ground, draft, callId } = agreement;
  const { account, situation, mandate } = ground;
  if (agreement.replacesPlanId !== null) await replace(tx, agreement.replacesPlanId, planId, deps);
  for (const caseId of casesOf(situation)) {
    // Rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await deps.ledger.endHolds(tx, caseId, HOLDS_REPLACED_BY_PLAN);
  }
  const fee = await bookPlanFee(tx, { planId, account, situation, draft }, deps);
  if (!fee.ok) return fee;
  const { approvedBy } = agreement;
  await bindPlan(tx.sql, { planId, mandateId: mandate.id, feeClaimId: fee.value, approvedBy, nowMs: tx.nowMs });
  for (const caseId of casesOf(situation)) {
    const hold = { caseId, kind: 'plan', untilDate: null, placedBy: agreement.agreedBy, callId, note: '' } as const;
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await deps.ledger.placeHold(tx, hold, 'renew');
  }
  await setReview(tx, { planId, instalments: draft.instalments, country: account.country });
  tx.record('plan.agreed', planId, {
    ...factOf(planId, account, draft.caseId),
    callId,
    totalMinor: addMinor(ground.claimsOpenMinor, draft.feeMinor).toString(),
    currency: account.currency,
    mandateId: mandate.id,
  });
  tellLedger(tx, account, [planId, ...ground.claims.map(({ claimId }) => claimId)]);
  return ok(null);
}

/** Open case files of the customer are read again, with these rows marked. */
export function tellLedger(
  tx: Tx,
  account: Pick<AccountHead, 'id' | 'customerId'>,
  changedIds: readonly string[],
): void {
  const { customerId, id: customerAccountId } = account;
  tx.record('ledger.changed', customerId, { customerId, customerAccountId, changedIds });
}

async function replace(tx: Tx, oldPlanId: string, byPlanId: string, deps: PlansDeps): Promise<void> {
  const old = await readPlan(tx.sql, oldPlanId, () => UNUSED_DAY);
  if (old === null || old.plan.state !== 'active') return;
  await endPlan(tx, old, { event: 'replaced', by: null, why: '', byPlanId }, deps);
}

/** How a plan goes is not asked here, only whose it is. */
const UNUSED_DAY = '1970-01-01' as IsoDate;

async function bookPlanFee(
  tx: Tx,
  about: { planId: string; account: AccountHead; situation: PlanSituation; draft: Draft },
  deps: PlansDeps,
): Promise<Result<string | null>> {
  const { planId, account, situation, draft } = about;
  const [oldest] = situation.claims;
  const last = draft.instalments.at(-1);
  if (draft.feeMinor <= ZERO || oldest === undefined || last === undefined) return ok(null);
  return deps.ledger.bookFee(tx, {
    account,
    caseId: oldest.caseId,
    amountMinor: draft.feeMinor,
    dueDate: last.dueDate,
    cause: planId,
    reference: oldest.reference,
  });
}

export const casesOf = (situation: PlanSituation): string[] => [
  ...new Set(situation.claims.flatMap(({ caseId }) => caseId ?? [])),
];

/** When a bank day's files of the day before have surely been read: they come in the morning, and a late one before noon. */
const LOOK_MINUTE = 12 * 60;

/** The moment from which what was missed by a day can be told from what is still in the bank's file. */
export function lookMoment(lookDay: IsoDate, country: StandingPlan['country']): number {
  return instantAt(lookDay, LOOK_MINUTE, country);
}

interface Review {
  readonly planId: string;
  readonly instalments: readonly { readonly dueDate: IsoDate }[];
  readonly country: StandingPlan['country'];
  /** Behind but not missed: a dispute or money on its way gives time, which ends on a day nobody knows yet. */
  readonly isGivenTime?: boolean;
}

/**
 * Sets the timer to noon of the bank day after the grace of the next instalment, or of the next bank day while the plan is given
 * time; none left, no timer.
 */
export async function setReview(tx: Tx, { planId, instalments, country, isGivenTime }: Review): Promise<void> {
  const tomorrow = nextBankDay(localDate(tx.nowMs, country), country);
  const days = [
    ...instalments.map(({ dueDate }) => planLookDay(dueDate, country)),
    ...(isGivenTime === true ? [tomorrow] : []),
  ];
  const ahead = days.map((day) => lookMoment(day, country)).filter((moment) => moment > tx.nowMs);
  const next = ahead.sort((a, b) => a - b)[0];
  if (next === undefined) return;
  await tx.setTimer(PLAN_TIMER, planId, { dueAtMs: next, isLease: false });
}
