/** Goal: what was rightly objected to costs nothing, also when the cost was paid already (INKL § 17(2); räntelag/perintälaki alike). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { evaluateInsights } from '../../shared/insights/evaluate-insights';
import { minor } from '../../shared/money/money';
import { RULES } from '../../shared/rules/index';
import { isoDate } from '../../shared/time/dates';
import { disputeTelling } from '../creditor-api/webhooks/details';
import { addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';
import { answerDispute, type DisputeAnswer } from './answer-dispute';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A fee as the house books it: a claim of its own, with the reference of the invoice it came of. */
async function bookFee(debt: Debt, index: number, amountMinor: bigint): Promise<Id<'claim'>> {
  return world.platform.unitOfWork.run(async (tx) => {
    const account = await world.ledger.readAccountHead(tx.sql, debt.accountId);
    if (account === null) throw new Error('the account is there');
    const done = await world.ledger.bookFee(tx, {
      account,
      caseId: debt.caseId,
      amountMinor: minor(amountMinor),
      dueDate: isoDate('2026-12-01'),
      cause: tx.makeId('outbox'),
      reference: debt.references[index] ?? '',
    });
    if (!done.ok) throw new Error(done.error.code);
    return done.value;
  });
}

/** Money that was laid on the fees of a claim. */
async function payFee(debt: Debt, claimId: string, amountMinor: number): Promise<string> {
  const { makeId, db } = world.platform;
  const debit = await db('ledger_entries').where({ claim_id: claimId, kind: 'fee' }).first('id', 'currency');
  const id = makeId('ledgerEntry');
  const at = new Date(world.clock.nowMs);
  await db('ledger_entries').insert({
    id,
    customer_account_id: debt.accountId,
    claim_id: null,
    kind: 'payment',
    amount_minor: -amountMinor,
    currency: debit.currency,
    event_date: '2026-11-10',
    recorded_at: at,
    cause: 'test',
  });
  const allocation = { id: makeId('allocation'), credit_entry_id: id, debit_entry_id: debit.id };
  await db('allocations').insert({ ...allocation, amount_minor: amountMinor, match: 'manual', recorded_at: at });
  return id;
}

async function dispute(debt: Debt, creditorId: string) {
  const talk = await talkTo(world, creditorId, debt);
  const opened = await world.ask(talk.agent, 'dispute:open', {
    callId: talk.callId,
    scriptRunId: null,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    reason: 'wrong_amount',
    statement: 'Det stemmer ikke.',
    lines: [{ claimId: debt.claimIds[0]!, lineNo: 0 }],
  });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.data.disputeId as Id<'dispute'>;
}

const deps = () => ({
  ledger: world.ledger,
  ruleRows: () => RULES,
  callGate: { requireOpenGate: () => Promise.reject(new Error('nobody is on a call')) },
});
const answer = (given: Pick<DisputeAnswer, 'disputeId' | 'outcome'> & { creditorId: string; acceptedMinor?: number }) =>
  world.platform.unitOfWork.run((tx) =>
    answerDispute(
      tx,
      {
        disputeId: given.disputeId,
        outcome: given.outcome,
        text: 'Dere har rett.',
        acceptedMinor: given.acceptedMinor === undefined ? null : minor(given.acceptedMinor),
        by: { kind: 'creditor', creditorId: given.creditorId },
      },
      deps(),
    ),
  );

const balanceOf = async (claimId: string) =>
  Number((await world.platform.db('claim_balances').where({ claim_id: claimId }).first('balance_minor')).balance_minor);

async function fileOf(debt: Debt) {
  const file = await world.screenPop.readCaseFile(world.platform.db, {
    customerId: debt.customerId,
    creditorScope: null,
    nowMs: world.clock.nowMs,
  });
  if (file === null) throw new Error('the customer is there');
  return file;
}

describe('a dispute that is upheld', () => {
  test('takes the invoice’s own fee claims, paid and unpaid, and leaves those of another invoice', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const paid = await bookFee(debt, 0, 3_800n);
    const unpaid = await bookFee(debt, 0, 60_000n);
    const foreign = await bookFee(debt, 1, 3_800n);
    const payment = await payFee(debt, paid, 3_800);
    const disputeId = await dispute(debt, creditor.id);
    expect(await answer({ disputeId, outcome: 'upheld', creditorId: creditor.id })).toMatchObject({
      value: { feesRemovedMinor: 63_800n, feesReturnedMinor: 3_800n, creditAwaitedMinor: 100_000n },
    });
    expect([await balanceOf(paid), await balanceOf(unpaid), await balanceOf(foreign)]).toEqual([0, 0, 3_800]);
    const file = await fileOf(debt);
    const money = file.accounts[0]?.payments.find(({ id }) => id === payment);
    expect(money).toMatchObject({ unallocatedMinor: 3_800n, allocations: [] });
    expect(await disputeTelling(world.platform.db, disputeId)).toMatchObject({
      data: { feesRemovedMinor: '63800', feesReturnedMinor: '3800' },
    });
  });

  test('returns the only thing that was paid, and the desk is told that it is the customer’s', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { amounts: [100_000] });
    await payFee(debt, await bookFee(debt, 0, 3_800n), 3_800);
    const disputeId = await dispute(debt, creditor.id);
    await answer({ disputeId, outcome: 'upheld', creditorId: creditor.id });
    await world.platform.db('ledger_entries').insert({
      id: world.platform.makeId('ledgerEntry'),
      customer_account_id: debt.accountId,
      claim_id: debt.claimIds[0],
      kind: 'credit_note',
      amount_minor: -100_000,
      currency: 'NOK',
      event_date: '2026-09-02',
      recorded_at: new Date(world.clock.nowMs),
      cause: 'credit',
    });
    const file = await fileOf(debt);
    const insight = evaluateInsights(file, { today: file.asOf }).find(({ kind }) => kind === 'overpaid');
    expect(insight?.sentence.en).toContain('38');
  });

  test.each([
    { fee: 3_800, paid: 0, waived: 0 },
    { fee: 3_800, paid: 1_000, waived: 0 },
    { fee: 3_800, paid: 1_000, waived: 2_000 },
    { fee: 3_800, paid: 3_800, waived: 0 },
    { fee: 3_800, paid: 0, waived: 3_800 },
  ])('leaves the invoice owed to the øre: fee $fee, paid $paid, waived $waived', async ({ fee, paid, waived }) => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { amounts: [100_000], feeMinor: fee });
    const [claimId] = debt.claimIds;
    if (paid > 0) await payFee(debt, claimId!, paid);
    if (waived > 0)
      await world.platform.db('ledger_entries').insert({
        id: world.platform.makeId('ledgerEntry'),
        customer_account_id: debt.accountId,
        claim_id: claimId,
        kind: 'fee_waiver',
        amount_minor: -waived,
        currency: 'NOK',
        event_date: '2026-11-12',
        recorded_at: new Date(world.clock.nowMs),
        cause: 'waiver',
      });
    const disputeId = await dispute(debt, creditor.id);
    expect(await answer({ disputeId, outcome: 'upheld', creditorId: creditor.id })).toMatchObject({
      value: { feesRemovedMinor: BigInt(fee - waived), feesReturnedMinor: BigInt(paid), creditAwaitedMinor: 100_000n },
    });
    expect(await balanceOf(claimId!)).toBe(100_000);
  });
});

describe('a dispute that is partly right', () => {
  test('takes the fee claims of the disputed invoice, too, and once only', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const fee = await bookFee(debt, 0, 60_000n);
    await payFee(debt, fee, 20_000);
    const disputeId = await dispute(debt, creditor.id);
    const given = { disputeId, outcome: 'partly', creditorId: creditor.id, acceptedMinor: 40_000 } as const;
    expect(await answer(given)).toMatchObject({
      value: { feesRemovedMinor: 60_000n, feesReturnedMinor: 20_000n, creditAwaitedMinor: 40_000n },
    });
    expect(await answer(given)).toMatchObject({ error: { code: 'DISPUTE_SETTLED' } });
    expect(await balanceOf(fee)).toBe(0);
    const waivers = await world.platform.db('ledger_entries').where({ claim_id: fee, kind: 'fee_waiver' });
    expect(waivers).toHaveLength(1);
  });
});
