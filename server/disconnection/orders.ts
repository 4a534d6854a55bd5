import { disconnectionStatus, type DisconnectionStatus } from '../../shared/disconnection/index';
import { nextOrderState, type OrderEvent, type OrderState } from '../../shared/disconnection/process';
import type { Id } from '../../shared/ids/ids';
import { ok, refuse, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import type { Ledger } from '../ledger/index';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { readCutFacts, type CutFacts } from './cut-facts';
import { findOpenOrder, lockOrder, readOrder, type OrderRow } from './order-rows';
import type { DisconnectionDeps } from './steps';

/** What an order is judged and counted with. */
export type OrderDeps = Pick<DisconnectionDeps, 'ledger' | 'ruleRows'>;

/** Sends an order that waits, after a last look. */
export const DISPATCH_TIMER = 'disconnection:dispatch';
/** Looks at a dispatched order from time to time, should the word of what arose ever be missed. */
export const WATCH_TIMER = 'disconnection:watch';
/** The look back that never depends on anybody telling us; what is told is acted on at once. */
const WATCH_MS = 60_000;

/** Why a person called it off. */
const BY_HAND = 'by_hand';

export interface OrderAnswer {
  readonly orderId: Id<'disconnectionOrder'>;
  readonly state: OrderState;
}

/** The facts of a case with its account locked: nothing that is owed, disputed or on its way changes until this commits. */
async function lockFacts(tx: Tx, caseId: string, ledger: Ledger): Promise<CutFacts | null> {
  const account = await ledger.readAccountOfCase(tx.sql, caseId);
  if (account === null) return null;
  await ledger.lockAccounts(tx.sql, [account.id]);
  const [found] = await readCutFacts(tx.sql, [caseId], tx.nowMs);
  return found ?? null;
}

/** Codes of everything that stands against it: gates that are not open. */
function closedGates(status: DisconnectionStatus): readonly string[] {
  return status.gates.filter(({ verdict }) => verdict !== 'pass').map(({ gate }) => gate);
}

/**
 * A lead orders a cut. The guard is asked with the account locked; the order waits for its dispatch, which asks again. Refused
 * with DISCONNECTION_BLOCKED and the gates that are not open, DISCONNECTION_ORDERED_ALREADY while one is under way, NOT_FOUND.
 */
export async function orderCut(
  tx: Tx,
  ask: { readonly caseId: Id<'case'>; readonly login: Login },
  deps: OrderDeps,
): Promise<Result<OrderAnswer>> {
  const { caseId, login } = ask;
  const found = await lockFacts(tx, caseId, deps.ledger);
  if (found === null || found.supplyPointId === null || !maySeeCreditor(login, found.creditorId)) {
    return refuse('NOT_FOUND');
  }
  const underWay = await findOpenOrder(tx.sql, { supply_point_id: found.supplyPointId });
  if (underWay !== null) return refuse('DISCONNECTION_ORDERED_ALREADY');
  const status = disconnectionStatus(found.facts, deps.ruleRows());
  const { earliestCutDate, ruleId } = status;
  const isPossible = !found.isClosed && found.serviceState !== 'cut' && status.mayOrderToday;
  if (!isPossible || earliestCutDate === null || ruleId === null) {
    return refuse('DISCONNECTION_BLOCKED', { gates: closedGates(status).join(' ') });
  }
  const orderId = tx.makeId('disconnectionOrder');
  await tx.sql('disconnection_orders').insert({
    id: orderId,
    case_id: caseId,
    supply_point_id: found.supplyPointId,
    state: 'queued',
    sum_minor: status.sumToStopMinor.toString(),
    currency: found.currency,
    earliest_date: earliestCutDate,
    rule_id: ruleId,
    ordered_by: login.id,
    ordered_at: new Date(tx.nowMs),
  });
  await tx.setTimer(DISPATCH_TIMER, orderId, { dueAtMs: tx.nowMs, isLease: false });
  const row: OrderRow = {
    id: orderId,
    case_id: caseId,
    supply_point_id: found.supplyPointId,
    state: 'queued',
    sequence: null,
    told_at: null,
  };
  tell(tx, { row, found, state: 'ordered', sequence: null, why: [] });
  await tx.audit({
    loginAccountId: login.id,
    action: 'disconnection.order',
    subjectKind: 'customer',
    subjectId: found.customerId,
    detail: { orderId, caseId, ruleId },
  });
  return ok({ orderId, state: 'queued' });
}

/** The timer: the order leaves, if every gate is still open in the very transaction that lets it go; else it is called off. */
export async function dispatchOrder(tx: Tx, orderId: string, deps: OrderDeps): Promise<void> {
  const row = await readOrder(tx.sql, orderId);
  if (row === null) return;
  const found = await lockFacts(tx, row.case_id, deps.ledger);
  const locked = await lockOrder(tx.sql, orderId);
  if (found === null || locked?.state !== 'queued') return;
  const status = disconnectionStatus(found.facts, deps.ruleRows());
  if (found.isClosed || found.serviceState === 'cut' || !status.mayOrderToday) {
    await callOff(tx, { row: locked, found, why: closedGates(status) }, deps);
    return;
  }
  const sequence = await deps.ledger.nextSupplySequence(tx.sql, locked.supply_point_id);
  await tx
    .sql('disconnection_orders')
    .where({ id: orderId })
    .update({ state: 'dispatched', sequence, dispatched_at: new Date(tx.nowMs) });
  await tx.setTimer(WATCH_TIMER, orderId, { dueAtMs: tx.nowMs + WATCH_MS, isLease: false });
  tell(tx, { row: locked, found, state: 'dispatched', sequence, why: [] });
}

/** Ends an order that may not go on: one that waits is cancelled, one that has left is called back under a higher number. */
async function callOff(
  tx: Tx,
  about: { readonly row: OrderRow; readonly found: CutFacts; readonly why: readonly string[] },
  { ledger }: OrderDeps,
): Promise<OrderState> {
  const { row, found, why } = about;
  const state = nextOrderState(row.state, 'called_off');
  if (state === undefined) return row.state;
  const recall = state === 'recalled' ? await ledger.nextSupplySequence(tx.sql, row.supply_point_id) : null;
  await tx
    .sql('disconnection_orders')
    .where({ id: row.id })
    .update({ state, recall_sequence: recall, ended_at: new Date(tx.nowMs), why: [...why] });
  await tx.clearTimer(DISPATCH_TIMER, row.id);
  await tx.clearTimer(WATCH_TIMER, row.id);
  tell(tx, { row, found, state: state === 'recalled' ? 'recalled' : 'cancelled', sequence: recall, why });
  return state;
}

/**
 * Looks at a case's open order again and calls it off when anything that must be open is not. The day of the week alone calls
 * nothing back: an order that left on a Thursday is not undone because it is Friday.
 */
export async function reviewOrder(tx: Tx, caseId: string, deps: OrderDeps): Promise<OrderState | null> {
  const found = await lockFacts(tx, caseId, deps.ledger);
  const open = await findOpenOrder(tx.sql, { case_id: caseId });
  if (found === null || open === null) return null;
  if (open.state === 'dispatched' && found.serviceState === 'cut') {
    const done = await applyOrderEvent(tx, open.id, 'confirmed', deps);
    return done.ok ? done.value.state : open.state;
  }
  const why = closedGates(disconnectionStatus(found.facts, deps.ruleRows())).filter((gate) => gate !== 'weekday');
  const isOver = found.isClosed;
  if (why.length === 0 && !isOver) return open.state;
  return callOff(tx, { row: open, found, why: why.length === 0 ? ['debt'] : why }, deps);
}

/** The timer of a dispatched order: look, and look again until it is over. */
export async function watchOrder(tx: Tx, orderId: string, deps: OrderDeps): Promise<void> {
  const row = await readOrder(tx.sql, orderId);
  if (row?.state !== 'dispatched') return;
  const state = await reviewOrder(tx, row.case_id, deps);
  if (state === 'dispatched') await tx.setTimer(WATCH_TIMER, orderId, { dueAtMs: tx.nowMs + WATCH_MS, isLease: false });
}

/** A lead calls an order off by hand. NOT_FOUND, or DISCONNECTION_NOT_ORDERED when none is under way. */
export async function recallCut(
  tx: Tx,
  ask: { readonly caseId: Id<'case'>; readonly why: string; readonly login: Login },
  deps: OrderDeps,
): Promise<Result<OrderAnswer>> {
  const { caseId, login } = ask;
  const found = await lockFacts(tx, caseId, deps.ledger);
  if (found === null || !maySeeCreditor(login, found.creditorId)) return refuse('NOT_FOUND');
  const row = await findOpenOrder(tx.sql, { case_id: caseId });
  if (row === null) return refuse('DISCONNECTION_NOT_ORDERED');
  const state = await callOff(tx, { row, found, why: [BY_HAND] }, deps);
  await tx.audit({
    loginAccountId: login.id,
    action: 'disconnection.recall',
    subjectKind: 'customer',
    subjectId: found.customerId,
    detail: { orderId: row.id, caseId, why: ask.why },
  });
  return ok({ orderId: row.id, state });
}

/**
 * What the creditor's system says of an order: `confirmed` when the service is cut. Refused with NOT_FOUND, or
 * DISCONNECTION_NOT_ORDERED when it is over or was never sent: then the creditor has cut against our word, and a person must look.
 */
export async function applyOrderEvent(
  tx: Tx,
  orderId: string,
  event: Extract<OrderEvent, 'confirmed'>,
  deps: OrderDeps,
): Promise<Result<OrderAnswer>> {
  const head = await readOrder(tx.sql, orderId);
  const found = head === null ? null : await lockFacts(tx, head.case_id, deps.ledger);
  const row = await lockOrder(tx.sql, orderId);
  if (row === null || found === null) return refuse('NOT_FOUND');
  const state = nextOrderState(row.state, event);
  if (state === undefined) return refuse('DISCONNECTION_NOT_ORDERED', { state: row.state });
  await tx
    .sql('disconnection_orders')
    .where({ id: orderId })
    .update({ state, ended_at: new Date(tx.nowMs) });
  await tx
    .sql('supply_points')
    .where({ id: row.supply_point_id })
    .update({ service_state: 'cut', service_state_since: localDate(tx.nowMs, found.facts.country) });
  await tx.clearTimer(WATCH_TIMER, orderId);
  tell(tx, { row, found, state: 'confirmed', sequence: row.sequence, why: [] });
  return ok({ orderId: row.id, state });
}

/**
 * The creditor itself says that it has cut what we ordered; again is the same. Refused as applyOrderEvent says, with NOT_FOUND for
 * an order of somebody else.
 */
export async function confirmCut(
  tx: Tx,
  ask: { readonly orderId: string; readonly creditorId: string },
  deps: OrderDeps,
): Promise<Result<OrderAnswer>> {
  const row = await readOrder(tx.sql, ask.orderId);
  const account = row === null ? null : await deps.ledger.readAccountOfCase(tx.sql, row.case_id);
  if (row === null || account?.creditorId !== ask.creditorId) return refuse('NOT_FOUND');
  return row.state === 'confirmed'
    ? ok({ orderId: row.id, state: row.state })
    : applyOrderEvent(tx, row.id, 'confirmed', deps);
}

/**
 * Asked in the moment in which an order is told to the creditor, which may be days after it was let go: their system was down. The
 * guard is asked again with the account locked, the day of the week included; what may not leave is called off, and nothing but the
 * recall is told. Once one of their systems has taken it, the day alone stops no other (an order of Thursday is not undone on Friday).
 */
export async function mayStillLeave(tx: Tx, orderId: string, deps: OrderDeps): Promise<boolean> {
  const head = await readOrder(tx.sql, orderId);
  const found = head === null ? null : await lockFacts(tx, head.case_id, deps.ledger);
  const row = await lockOrder(tx.sql, orderId);
  if (row === null || found === null) return false;
  if (row.state !== 'dispatched') return row.state === 'confirmed';
  const isTold = row.told_at !== null;
  const why = closedGates(disconnectionStatus(found.facts, deps.ruleRows())).filter(
    (gate) => !isTold || gate !== 'weekday',
  );
  if (why.length === 0 && !found.isClosed && found.serviceState !== 'cut') return true;
  await callOff(tx, { row, found, why: why.length === 0 ? ['debt'] : why }, deps);
  return false;
}

/** A system of the creditor has taken the order; the first one counts. */
export async function noteTold(tx: Tx, orderId: string): Promise<void> {
  await tx
    .sql('disconnection_orders')
    .where({ id: orderId, told_at: null })
    .update({ told_at: new Date(tx.nowMs) });
}

function tell(
  tx: Tx,
  about: {
    readonly row: OrderRow;
    readonly found: CutFacts;
    readonly state: 'ordered' | 'cancelled' | 'dispatched' | 'recalled' | 'confirmed';
    readonly sequence: number | null;
    readonly why: readonly string[];
  },
): void {
  const { row, found, state, sequence, why } = about;
  const { customerId, creditorId, caseId } = found;
  const { supply_point_id: supplyPointId, id: disconnectionId } = row;
  tx.record('disconnection.changed', row.id, {
    disconnectionId,
    supplyPointId,
    caseId,
    customerId,
    creditorId,
    state,
    sequence,
    why,
  });
  tx.record('ledger.changed', customerId, { customerId, customerAccountId: found.accountId, changedIds: [caseId] });
}
