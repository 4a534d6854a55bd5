import type { DISPUTE_REASONS } from '../../shared/ledger/case-file';
import { splitEvenly, minor } from '../../shared/money/money';
import { addDays, addMonths } from '../../shared/time/dates';
import { bankDayOnOrAfter } from '../../shared/time/bank-days';
import type { SeededAccount } from './demo-account';
import type { DemoWorld } from './demo-world';

const HOUR_MS = 3_600_000;

interface PlanWish {
  readonly count: number;
  readonly madeDaysAgo: number;
  readonly isFirstPaid: boolean;
  readonly madeBy: string;
}

/** A running plan over all open claims of the account; the first instalment may have been paid, on the oldest claim. */
export function addPlan(world: DemoWorld, account: SeededAccount, wish: PlanWish): void {
  const total = account.openClaims.reduce((sum, claim) => sum + claim.amount, 0);
  const madeOn = world.day(-wish.madeDaysAgo);
  const at = world.noon(madeOn);
  const planId = world.id('plan', at);
  world.add('plans', {
    id: planId,
    customer_account_id: account.id,
    case_id: account.caseId,
    mandate_id: account.creditor.mandateId,
    state: 'active',
    currency: account.creditor.currency,
    total_minor: total,
    fee_minor: 0,
    cost_told_at: new Date(at),
    made_by: wish.madeBy,
    made_at: new Date(at),
    agreed_at: new Date(at),
  });
  for (const claim of account.openClaims) {
    world.add('plan_claims', { plan_id: planId, claim_id: claim.id, balance_minor: claim.amount });
  }
  const amounts = splitEvenly(minor(total), wish.count);
  amounts.forEach((amount, index) => {
    world.add('plan_instalments', {
      id: world.id('instalment', at + index),
      plan_id: planId,
      instalment_no: index + 1,
      due_date: bankDayOnOrAfter(addMonths(addDays(madeOn, 14), index), account.creditor.country),
      amount_minor: amount.toString(),
    });
  });
  addHold(world, account, { kind: 'plan', at, note: '' });
  const [first] = amounts;
  if (wish.isFirstPaid && first !== undefined)
    payFirst(world, account, { amount: Number(first), at: at + 12 * 24 * HOUR_MS });
}

function payFirst(world: DemoWorld, account: SeededAccount, payment: { amount: number; at: number }): void {
  const [oldest] = account.openClaims;
  if (oldest === undefined) return;
  const entryId = world.id('ledgerEntry', payment.at);
  world.add('ledger_entries', {
    id: entryId,
    customer_account_id: account.id,
    claim_id: null,
    kind: 'payment',
    amount_minor: -payment.amount,
    currency: account.creditor.currency,
    event_date: new Date(payment.at).toISOString().slice(0, 10),
    recorded_at: new Date(payment.at),
    cause: 'payment',
    channel: 'bank',
    payer_name: account.customer.name,
  });
  world.add('allocations', {
    id: world.id('allocation', payment.at),
    credit_entry_id: entryId,
    debit_entry_id: oldest.entryId,
    amount_minor: Math.min(payment.amount, oldest.amount),
    match: 'reference',
    recorded_at: new Date(payment.at),
  });
}

interface HoldWish {
  readonly kind: string;
  readonly at: number;
  readonly note: string;
  readonly untilDate?: string;
}

/** Stops the next step of the account's case. */
export function addHold(world: DemoWorld, account: SeededAccount, wish: HoldWish): void {
  if (account.caseId === null) return;
  world.add('holds', {
    id: world.id('hold', wish.at),
    case_id: account.caseId,
    kind: wish.kind,
    until_date: wish.untilDate ?? null,
    placed_at: new Date(wish.at),
    note: wish.note,
  });
}

/** An open dispute about the newest open invoice, waiting for the creditor's answer. */
export function addDispute(
  world: DemoWorld,
  account: SeededAccount,
  wish: { reason: (typeof DISPUTE_REASONS)[number]; statement: string; daysAgo: number; openedBy: string },
): void {
  const claim = account.openClaims.filter(({ kind }) => kind === 'invoice').at(-1);
  if (claim === undefined) return;
  const at = world.noon(world.day(-wish.daysAgo));
  const disputeId = world.id('dispute', at);
  world.add('disputes', {
    id: disputeId,
    customer_account_id: account.id,
    case_id: account.caseId,
    state: 'with_creditor',
    reason: wish.reason,
    statement: wish.statement,
    opened_by: wish.openedBy,
    opened_at: new Date(at),
    answer_due_date: world.day(7 - wish.daysAgo),
  });
  world.add('dispute_lines', { dispute_id: disputeId, claim_id: claim.id, line_no: 0, amount_minor: claim.amount });
  addHold(world, account, { kind: 'dispute', at, note: '' });
}

/** The creditor's bank has told us of a payment that is not booked yet. */
export function addPaymentNotice(world: DemoWorld, account: SeededAccount): void {
  const claim = account.openClaims.filter(({ kind }) => kind === 'invoice').at(-1);
  if (claim === undefined) return;
  const at = world.nowMs - 20 * HOUR_MS;
  const expected = bankDayOnOrAfter(world.day(1), account.creditor.country);
  world.add('payment_notices', {
    id: world.id('paymentNotice', at),
    customer_account_id: account.id,
    case_id: account.caseId,
    source: 'creditor',
    trust: 'release',
    least_share_bp: 9_000,
    amount_minor: claim.amount,
    paid_date: world.day(-1),
    expected_date: expected,
    channel: 'bank',
    state: 'expected',
    recorded_at: new Date(at),
  });
  addHold(world, account, { kind: 'money_on_the_way', at, note: '', untilDate: expected });
}
