import {
  afterAnswer,
  isDisputeUnsettled,
  transitionDispute,
  type DisputeEventType,
  type DisputeOutcome,
} from '../../shared/disputes/index';
import { addMinor, minor, subtractMinor, ZERO, type Minor } from '../../shared/money/money';
import type { Id } from '../../shared/ids/ids';
import { ok, refuse, type Result } from '../../shared/result';
import type { IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import { admitAction } from '../customers/index';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { AccountHead, Ledger, RemovedFees } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import type { DisputesDeps } from './open-dispute';
import { ANSWER_TIMER, CREDIT_LOOK_MS, CREDIT_TIMER } from './overdue';
import { findFeesOfClaims } from './fees-of-claims';
import { releaseCases } from './resume';
import { findOrphanedFees, isCredited, readCasesOfDispute, readDisputeRow, saveAnswer, type DisputeRow } from './store';

/** What an answer is judged and booked with. */
export type AnswerDeps = Pick<DisputesDeps, 'ledger' | 'ruleRows' | 'callGate'>;

/** Who brings the answer: the creditor's own system, or one of us to whom the creditor (or the customer) said it. */
export type DisputeAnswerer =
  | { readonly kind: 'creditor'; readonly creditorId: string }
  | {
      readonly kind: 'login';
      readonly login: Login;
      /** The call in which the customer takes it back; null outside a call. */
      readonly callId: Id<'call'> | null;
      /** Who at the creditor said it; null when it was the customer. */
      readonly saidBy: string | null;
    };

export interface DisputeAnswer {
  readonly disputeId: string;
  readonly outcome: DisputeOutcome;
  /** What was said, in words the customer may hear. */
  readonly text: string;
  /** Only for `partly`: what the creditor gives up. */
  readonly acceptedMinor: Minor | null;
  readonly by: DisputeAnswerer;
}

export interface AnsweredDispute {
  readonly outcome: DisputeOutcome;
  readonly creditAwaitedMinor: Minor;
  readonly feesRemovedMinor: Minor;
  /** Of them, what had been paid: a credit on the account. */
  readonly feesReturnedMinor: Minor;
  readonly resumesOn: IsoDate | null;
}

const EVENT: Readonly<Record<DisputeOutcome, DisputeEventType>> = {
  upheld: 'creditor_upheld',
  partly: 'creditor_upheld_partly',
  rejected: 'creditor_rejected',
  withdrawn: 'withdrawn',
};

/**
 * The answer to a dispute: it ends, its timer stops, and what `afterAnswer` says follows in the same transaction (costs fall, a
 * credit is awaited, the cases get a new deadline). Refused with NOT_FOUND (none, or another creditor's), DISPUTE_SETTLED when
 * it has been answered before, as `afterAnswer` says, and as `mayWriteDown` says when it is one of us who brings it.
 */
export async function answerDispute(tx: Tx, answer: DisputeAnswer, deps: AnswerDeps): Promise<Result<AnsweredDispute>> {
  const found = await lockDispute(tx, answer, deps.ledger);
  if (!found.ok) return found;
  const { row, account } = found.value;
  const mayWrite = await mayWriteDown(tx, answer, { account, callGate: deps.callGate });
  if (!mayWrite.ok) return mayWrite;
  const life = { state: row.state, openedAt: row.opened_at, sentAt: row.sent_at, settledAt: null };
  // A creditor who answers has been asked, whether or not their system said so.
  const sent = row.state === 'open' ? transitionDispute(life, 'sent_to_creditor', tx.nowMs) : ok(life);
  if (!sent.ok) return sent;
  const moved = transitionDispute(sent.value, EVENT[answer.outcome], tx.nowMs);
  if (!moved.ok) return moved;
  return finish(tx, { ...answer, row, account, state: moved.value.state, sentAt: moved.value.sentAt }, deps);
}

/**
 * The creditor's answer decides what somebody owes and takes costs off, so only a lead writes it down, and who at the creditor
 * gave it (DISPUTE_ANSWER_LEAD, DISPUTE_ANSWER_SOURCE). An agent writes down only that the customer takes it back, in the call
 * in which they do: refused as the identity gate says.
 */
async function mayWriteDown(
  tx: Tx,
  { by, outcome }: DisputeAnswer,
  { account, callGate }: { readonly account: AccountHead; readonly callGate: AnswerDeps['callGate'] },
): Promise<Result<unknown>> {
  if (by.kind === 'creditor') return ok(undefined);
  const { login, callId, saidBy } = by;
  if (login.roles.includes('lead')) {
    return outcome === 'withdrawn' || saidBy !== null ? ok(undefined) : refuse('DISPUTE_ANSWER_SOURCE');
  }
  if (outcome !== 'withdrawn') return refuse('DISPUTE_ANSWER_LEAD');
  if (callId === null) return refuse('IDENTITY_NOT_VERIFIED');
  return admitAction(tx, callGate, { login, callId, owner: account });
}

/**
 * A lead sets aside an objection that is obviously groundless. Refused with DISPUTE_MATERIAL when what was said would, if true,
 * mean that it is not owed: that is the creditor's to answer.
 */
export async function rejectGroundless(
  tx: Tx,
  ask: { readonly disputeId: string; readonly why: string; readonly login: Login },
  deps: AnswerDeps,
): Promise<Result<AnsweredDispute>> {
  const answer: DisputeAnswer = {
    disputeId: ask.disputeId,
    outcome: 'rejected',
    text: ask.why,
    acceptedMinor: null,
    by: { kind: 'login', login: ask.login, callId: null, saidBy: null },
  };
  const found = await lockDispute(tx, answer, deps.ledger);
  if (!found.ok) return found;
  const { row, account } = found.value;
  if (row.is_material) return refuse('DISPUTE_MATERIAL');
  const life = { state: row.state, openedAt: row.opened_at, sentAt: row.sent_at, settledAt: null };
  const moved = transitionDispute(life, 'rejected_as_groundless', tx.nowMs);
  if (!moved.ok) return moved;
  return finish(tx, { ...answer, row, account, state: moved.value.state, sentAt: row.sent_at }, deps);
}

/** The dispute as it is once nobody else can change it: the account is locked, as for everything that changes what is owed. */
async function lockDispute(
  tx: Tx,
  { disputeId, by }: DisputeAnswer,
  ledger: Ledger,
): Promise<Result<{ readonly row: DisputeRow; readonly account: AccountHead }>> {
  const head = await readDisputeRow(tx.sql, disputeId);
  const account = head === null ? null : await ledger.readAccountHead(tx.sql, head.customer_account_id);
  if (account === null) return refuse('NOT_FOUND');
  const isTheirs =
    by.kind === 'creditor' ? by.creditorId === account.creditorId : maySeeCreditor(by.login, account.creditorId);
  if (!isTheirs) return refuse('NOT_FOUND');
  await ledger.lockAccounts(tx.sql, [account.id]);
  const row = await readDisputeRow(tx.sql, disputeId);
  if (row === null) return refuse('NOT_FOUND');
  return isDisputeUnsettled(row.state) ? ok({ row, account }) : refuse('DISPUTE_SETTLED');
}

interface Finishing extends DisputeAnswer {
  readonly row: DisputeRow;
  readonly account: AccountHead;
  readonly state: DisputeRow['state'];
  readonly sentAt: number | null;
}

const answererOf = (by: DisputeAnswerer): 'creditor' | 'lead' | 'agent' =>
  by.kind === 'creditor' ? 'creditor' : by.login.roles.includes('lead') ? 'lead' : 'agent';

async function finish(tx: Tx, done: Finishing, deps: AnswerDeps): Promise<Result<AnsweredDispute>> {
  const { row, account, outcome, by } = done;
  const disputedMinor = minor(row.lines.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n));
  const after = afterAnswer(
    { outcome, disputedMinor, acceptedMinor: done.acceptedMinor },
    { ...account, date: localDate(tx.nowMs, account.country), rows: deps.ruleRows() },
  );
  if (!after.ok) return after;
  const { resumesOn } = after.value;
  const fees = after.value.removesFees ? await dropFees(tx, done, deps.ledger) : NO_FEES;
  // What fell with the costs of the disputed claims need not be credited any more.
  const owedMinor = after.value.creditAwaitedMinor - (outcome === 'upheld' ? fees.disputedUnpaidMinor : 0n);
  const creditExpectedMinor = minor(owedMinor > 0n ? owedMinor : 0n);
  await saveAnswer(tx.sql, row.id, {
    state: done.state,
    sentAt: done.sentAt,
    closedAt: tx.nowMs,
    text: done.text,
    by: answererOf(by),
    byId: by.kind === 'creditor' ? by.creditorId : by.login.id,
    saidBy: by.kind === 'creditor' ? null : by.saidBy,
    acceptedMinor: done.acceptedMinor,
    creditExpectedMinor,
    fees,
    resumesOn,
  });
  await tx.clearTimer(ANSWER_TIMER, row.id);
  const creditAwaitedMinor = await awaitCredit(tx, row.id, creditExpectedMinor);
  await releaseCases(tx, { disputeId: row.id, account }, deps.ledger);
  await tell(tx, done);
  return ok({
    outcome,
    creditAwaitedMinor,
    feesRemovedMinor: fees.removedMinor,
    feesReturnedMinor: fees.returnedMinor,
    resumesOn,
  });
}

interface FeesDropped extends RemovedFees {
  /** Unpaid fees on the disputed claims themselves: they were part of what was disputed. */
  readonly disputedUnpaidMinor: Minor;
}
const NO_FEES: FeesDropped = { removedMinor: ZERO, returnedMinor: ZERO, disputedUnpaidMinor: ZERO };

/**
 * The costs of the disputed claims fall, on the claims and as claims of their own, and a case's other fee claims when nothing
 * else is open in it. What was paid of them is the customer's again.
 */
async function dropFees(tx: Tx, { row, account, outcome }: Finishing, ledger: Ledger): Promise<FeesDropped> {
  const disputed = [...new Set(row.lines.map(({ claimId }) => claimId))];
  const cause = row.id;
  const cases = outcome === 'upheld' ? await readCasesOfDispute(tx.sql, row.id) : [];
  const beside = [
    ...(await findFeesOfClaims(tx.sql, disputed)),
    ...(await findOrphanedFees(tx.sql, cases, disputed)),
  ].filter((claimId) => !disputed.some((id) => id === claimId));
  const own = await ledger.removeFees(tx, { account, claimIds: disputed, cause });
  const others = await ledger.removeFees(tx, { account, claimIds: [...new Set(beside)], cause });
  return {
    removedMinor: addMinor(own.removedMinor, others.removedMinor),
    returnedMinor: addMinor(own.returnedMinor, others.returnedMinor),
    disputedUnpaidMinor: subtractMinor(own.removedMinor, own.returnedMinor),
  };
}

/** Watches for the credit, unless it has come before the answer did. */
async function awaitCredit(tx: Tx, disputeId: string, expectedMinor: Minor): Promise<Minor> {
  if (expectedMinor === 0n) return expectedMinor;
  if (await isCredited(tx.sql, disputeId)) {
    await tx
      .sql('disputes')
      .where({ id: disputeId })
      .update({ credited_at: new Date(tx.nowMs) });
    return minor(0n);
  }
  await tx.setTimer(CREDIT_TIMER, disputeId, { dueAtMs: tx.nowMs + CREDIT_LOOK_MS, isLease: false });
  return expectedMinor;
}

async function tell(tx: Tx, { row, account, outcome, by, state }: Finishing): Promise<void> {
  const { customerId, creditorId, id: customerAccountId } = account;
  const disputeId = row.id;
  const who = answererOf(by);
  const about = { disputeId, customerId, customerAccountId, creditorId, caseId: row.case_id };
  tx.record('dispute.closed', disputeId, { ...about, state, by: who });
  const changedIds = [disputeId, ...new Set(row.lines.map(({ claimId }) => claimId))];
  tx.record('ledger.changed', customerId, { customerId, customerAccountId, changedIds });
  await tx.audit({
    loginAccountId: by.kind === 'login' ? by.login.id : null,
    action: 'dispute.answer',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { disputeId, outcome, by: who },
  });
}
