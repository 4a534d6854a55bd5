import type { Knex } from 'knex';
import { wasAgreed } from '../../shared/plans/index';
import { minor } from '../../shared/money/money';
import { localDate } from '../../shared/time/zones';
import type { IsoDate } from '../../shared/time/dates';
import type { PlanPayment } from '../../shared/plans/index';
import type { Tx } from '../platform/unit-of-work';
import { setReview } from './agree';
import { factOfStanding, type PlansDeps } from './deps';
import { readAsRunning, type StandingPlan } from './store';

/** A bank file that is later than this is no late file, but a matter for a person and a new plan. */
const REPAIRABLE_DAYS = 30;
const DAY_MS = 86_400_000;

/** Whether a plan taken for broken may run again at all: lately, and nothing else was agreed on its claims or its case since. */
export function isRepairable(broken: StandingPlan, others: readonly StandingPlan[], nowMs: number): boolean {
  const { plan, caseId } = broken;
  if (plan.state !== 'broken' || plan.endedAt === null || nowMs - plan.endedAt > REPAIRABLE_DAYS * DAY_MS) return false;
  return !others.some(
    (other) =>
      other.plan.id !== plan.id &&
      other.plan.madeAt >= plan.madeAt &&
      (other.plan.state === 'awaiting_approval' || wasAgreed(other.plan)) &&
      ((caseId !== null && other.caseId === caseId) || other.plan.claimIds.some((id) => plan.claimIds.includes(id))),
  );
}

/**
 * Looks at a broken plan again with money that has just been booked: when every instalment had been paid in time by the day the
 * bank received the money, the plan was never broken. It runs again, its cases are held, and creditor and screens are told. True
 * when it runs again; the caller lays what is left of the money and settles it. The account is locked.
 */
export async function repairPlan(
  tx: Tx,
  { plan: { id: planId } }: StandingPlan,
  paymentEntryIds: readonly string[],
  deps: PlansDeps,
): Promise<boolean> {
  const rests = await readRests(tx.sql, paymentEntryIds);
  const asRunning = await readAsRunning(tx.sql, planId, { today: (country) => localDate(tx.nowMs, country), rests });
  if (asRunning === null || asRunning.status.missedSince !== null) return false;
  const { plan, country, caseId, customerId, accountId } = asRunning;
  if (plan.endedAt === null) return false;
  await tx.sql('plan_repairs').insert({
    plan_id: planId,
    broken_at: new Date(plan.endedAt),
    repaired_at: new Date(tx.nowMs),
    payment_entry_ids: [...paymentEntryIds],
  });
  await tx
    .sql('plans')
    .where({ id: planId })
    .update({ state: 'active', ended_at: null, ended_by: null, ended_why: '' });
  await holdAgain(tx, asRunning, deps);
  await setReview(tx, { planId, instalments: plan.instalments, country });
  tx.record('plan.changed', planId, { planId, state: 'active' });
  tx.record('plan.repaired', planId, { ...factOfStanding(asRunning), brokenAt: plan.endedAt });
  const changedIds = caseId === null ? [planId] : [planId, caseId];
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: accountId, changedIds });
  return true;
}

/** The open cases of its claims rest again. */
async function holdAgain(tx: Tx, { payableClaimIds }: StandingPlan, deps: PlansDeps): Promise<void> {
  const cases = await tx
    .sql('claims as c')
    .join('cases as k', 'k.id', 'c.case_id')
    .whereIn('c.id', [...payableClaimIds])
    .whereNot('k.stage', 'closed')
    .distinct<{ id: string }[]>('k.id')
    .orderBy('k.id');
  for (const { id: caseId } of cases) {
    const hold = { caseId, kind: 'plan', untilDate: null, placedBy: null, callId: null, note: '' } as const;
    // Rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await deps.ledger.placeHold(tx, hold, 'renew');
  }
}

/** What is left of these payments: a broken plan's other claims did not get it. */
async function readRests(sql: Knex, paymentEntryIds: readonly string[]): Promise<readonly PlanPayment[]> {
  if (paymentEntryIds.length === 0) return [];
  const { rows } = await sql.raw<{ rows: { id: string; date: IsoDate; left_minor: bigint }[] }>(
    `select e.id, e.event_date as date, (-e.amount_minor - coalesce(
       (select sum(a.amount_minor) from allocations a where a.credit_entry_id = e.id), 0))::bigint as left_minor
     from ledger_entries e where e.id = any(?) and e.amount_minor < 0 order by e.event_date, e.id`,
    [[...paymentEntryIds]],
  );
  return rows
    .filter((row) => row.left_minor > 0n)
    .map((row) => ({ date: row.date, amountMinor: minor(row.left_minor), entryId: row.id }));
}
