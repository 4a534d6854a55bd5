import type { Country } from '../../shared/lang/languages';
import { addDays } from '../../shared/time/dates';
import { instantAt, localDate } from '../../shared/time/zones';
import type { PaidAccount } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import { lookMoment, setReview } from './agree';
import { DAILY_SUBJECT, DAILY_TIMER, factOfStanding, PLAN_TIMER, type PlansDeps } from './deps';
import { endPlan } from './end-plan';
import { isRepairable, repairPlan } from './repair-plan';
import { readPlan, readPlans, type StandingPlan } from './store';

const todayAt =
  (nowMs: number) =>
  (country: Country): ReturnType<typeof localDate> =>
    localDate(nowMs, country);

/** The timer: a plan behind after its grace is broken and its hold ends, so collection goes on. */
export async function reviewPlan(tx: Tx, planId: string, deps: PlansDeps): Promise<void> {
  const today = todayAt(tx.nowMs);
  const first = await readPlan(tx.sql, planId, today);
  if (first === null) return;
  await deps.ledger.lockAccounts(tx.sql, [first.accountId]);
  const standing = await readPlan(tx.sql, planId, today);
  if (standing === null || standing.plan.state !== 'active') return;
  const isOver = await settle(tx, standing, deps);
  if (isOver) return;
  const { country } = standing;
  const isGivenTime = standing.status.overdueMinor > 0n;
  await setReview(tx, { planId, instalments: standing.plan.instalments, country, isGivenTime });
}

/**
 * Money has come: what is left of it goes to the plan's other claims, and a plan that is paid is kept. A plan taken for broken
 * runs again when the money had reached the bank in time.
 */
export async function countPayments(
  tx: Tx,
  accounts: readonly Pick<PaidAccount, 'accountId' | 'paymentEntryIds'>[],
  deps: PlansDeps,
): Promise<void> {
  const today = todayAt(tx.nowMs);
  const before = await readPlans(
    tx.sql,
    accounts.map(({ accountId }) => accountId),
    today,
  );
  for (const one of before) {
    const { accountId, plan, payableClaimIds } = one;
    const paid = accounts.find((account) => account.accountId === accountId);
    if (paid === undefined) continue;
    const others = before.filter((other) => other.accountId === accountId);
    // oxlint-disable-next-line no-await-in-loop
    const runs = plan.state === 'active' || (await runsAgain(tx, { one, others, paid }, deps));
    if (!runs) continue;
    // Each sees what the one before it has left.
    // oxlint-disable-next-line no-await-in-loop
    await deps.ledger.layRest(tx, { paymentEntryIds: paid.paymentEntryIds, claimIds: payableClaimIds });
    // oxlint-disable-next-line no-await-in-loop
    const standing = await readPlan(tx.sql, plan.id, today);
    // oxlint-disable-next-line no-await-in-loop
    if (standing !== null) await settle(tx, standing, deps);
  }
}

async function runsAgain(
  tx: Tx,
  about: {
    readonly one: StandingPlan;
    readonly others: readonly StandingPlan[];
    readonly paid: Pick<PaidAccount, 'paymentEntryIds'>;
  },
  deps: PlansDeps,
): Promise<boolean> {
  const { one, others, paid } = about;
  return isRepairable(one, others, tx.nowMs) && repairPlan(tx, one, paid.paymentEntryIds, deps);
}

/** More plans than this are not woken in one look; the rest are found by the next day's. */
const WOKEN_MAX = 500;

/**
 * The daily look: every running plan must have a day on which it is looked at. One that has none (its timer was lost, or a
 * payment was taken back after its last review) is looked at now, each in a transaction of its own.
 */
export async function lookDaily(tx: Tx): Promise<void> {
  const lost = await tx
    .sql('plans as p')
    .leftJoin('timers as t', (on) => on.on('t.subject_id', 'p.id').andOnVal('t.kind', PLAN_TIMER))
    .where('p.state', 'active')
    .whereNull('t.subject_id')
    .orderBy('p.id')
    .limit(WOKEN_MAX)
    .select<{ id: string }[]>('p.id');
  for (const { id } of lost) {
    // Rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await tx.setTimer(PLAN_TIMER, id, { dueAtMs: tx.nowMs, isLease: false });
  }
  const tomorrow = addDays(localDate(tx.nowMs, DAY_OF), 1);
  await tx.setTimer(DAILY_TIMER, DAILY_SUBJECT, { dueAtMs: instantAt(tomorrow, 0, DAY_OF), isLease: false });
}

/** Whose midnight the daily look keeps; any of the three would do. */
const DAY_OF: Country = 'NO';

/**
 * Notes what has been paid, and ends a plan that is fully paid (kept) or behind after a grace (broken), the latter not before
 * the bank's files of the last day have come. True when it is over.
 */
async function settle(tx: Tx, standing: StandingPlan, deps: PlansDeps): Promise<boolean> {
  await noteInstalments(tx, standing);
  const { status } = standing;
  const isAllPaid = status.next === null;
  const isMissed = status.missedSince !== null && tx.nowMs >= lookMoment(status.missedSince, standing.country);
  if (!isAllPaid && !isMissed) return false;
  await endPlan(tx, standing, { event: isAllPaid ? 'all_paid' : 'missed', by: null, why: '' }, deps);
  return true;
}

/** One fact for each instalment that has become fully paid, once and for all. */
async function noteInstalments(tx: Tx, standing: StandingPlan): Promise<void> {
  const { plan, status } = standing;
  const paid = plan.instalments.flatMap((instalment, index) => {
    const paidDate = status.paidDates[index];
    return paidDate === null || paidDate === undefined ? [] : [{ ...instalment, paidDate }];
  });
  if (paid.length === 0) return;
  const noted = await tx
    .sql('plan_instalments_paid')
    .insert(paid.map(({ id, paidDate }) => ({ instalment_id: id, paid_date: paidDate, noted_at: new Date(tx.nowMs) })))
    .onConflict('instalment_id')
    .ignore()
    .returning<{ instalment_id: string }[]>('instalment_id');
  const fresh = new Set(noted.map((row) => row.instalment_id));
  const fact = factOfStanding(standing);
  for (const { id, instalmentNo, paidDate } of paid.filter((one) => fresh.has(one.id))) {
    tx.record('plan.instalment_paid', plan.id, { ...fact, instalmentId: id, instalmentNo, paidDate });
  }
}
