/** Goal: what the statement asks for can be paid: interest is booked with the payment that covers it, and ledger and statement agree. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountBalance } from '../../shared/balance/account-balance';
import { minor, type Minor } from '../../shared/money/money';
import { isoDate } from '../../shared/time/dates';
import { addCreditor, addDebt, openWorld, type Debt, type World } from './testing/world';

const ON = isoDate('2026-11-16');

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function look(debt: Debt) {
  const file = await world.screenPop.readCaseFile(world.platform.db, {
    customerId: debt.customerId,
    creditorScope: null,
    nowMs: world.clock.nowMs,
  });
  const [account] = file?.accounts ?? [];
  if (file === null || account === undefined) throw new Error('the account is there');
  const ofCase = accountBalance({ caseFile: file, account, onDate: ON }, debt.caseId);
  return { account, asked: ofCase.totalMinor, claims: ofCase.claims };
}

let told = 0;
async function pay(creditorId: string, debt: Debt, amountMinor: Minor, sourceId?: string): Promise<void> {
  const [creditor] = await world.creditors.readCreditors(world.platform.db, [creditorId]);
  if (creditor === undefined) throw new Error('the creditor is there');
  told += 1;
  const payment = {
    sourceId: sourceId ?? `P${told}`,
    amountMinor,
    currency: 'NOK',
    bookedDate: ON,
    references: debt.references.map((text) => ({ text, amountMinor: null })),
    payerName: null,
    payerAccount: null,
    customerNo: null,
    channel: 'bank',
  };
  const batch = { creditor, importFileId: null, recordedBy: null, documents: [], payments: [payment] };
  await world.platform.unitOfWork.run((tx) => world.ledger.bookBatch(tx, batch));
}

async function scene(amounts: readonly number[] = [100_000]) {
  const creditor = await addCreditor(world);
  return { creditorId: creditor.id, debt: await addDebt(world, creditor.id, { amounts }) };
}

const interestOf = async (debt: Debt) =>
  (await look(debt)).account.claims.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'interest'));

describe('paying what was read out', () => {
  test('settles the claim with its interest, closes the case, and leaves nothing to pay and nothing loose', async () => {
    const { creditorId, debt } = await scene();
    const { asked } = await look(debt);
    expect(asked).toBeGreaterThan(100_000n);
    await pay(creditorId, debt, asked);
    const after = await look(debt);
    expect(after.asked).toBe(0n);
    expect(after.account.claims[0]?.balanceMinor).toBe(0n);
    expect(after.account.payments[0]?.unallocatedMinor).toBe(0n);
    expect(after.account.cases[0]?.stage).toBe('closed');
    expect(await interestOf(debt)).toMatchObject([{ amountMinor: asked - 100_000n, eventDate: ON }]);
  });

  test('told twice is booked once', async () => {
    const { creditorId, debt } = await scene();
    const { asked } = await look(debt);
    await pay(creditorId, debt, asked, 'once');
    await pay(creditorId, debt, asked, 'once');
    expect(await interestOf(debt)).toHaveLength(1);
  });

  test('of several invoices at once settles them all', async () => {
    const { creditorId, debt } = await scene([60_000, 90_000]);
    await pay(creditorId, debt, (await look(debt)).asked);
    const after = await look(debt);
    expect([after.asked, after.account.payments[0]?.unallocatedMinor]).toEqual([0n, 0n]);
    expect(await interestOf(debt)).toHaveLength(2);
  });
});

describe('paying something else', () => {
  test('the booked sum to the øre settles the case: no rest of interest is asked for', async () => {
    const { creditorId, debt } = await scene();
    await pay(creditorId, debt, minor(100_000));
    expect(await interestOf(debt)).toEqual([]);
    expect((await look(debt)).asked).toBe(0n);
    expect((await look(debt)).account.cases[0]?.stage).toBe('closed');
  });

  test('more than was owed keeps the rest as the customer’s own', async () => {
    const { creditorId, debt } = await scene();
    const { asked } = await look(debt);
    await pay(creditorId, debt, minor(asked + 7_000n));
    const after = await look(debt);
    expect([after.asked, after.account.payments[0]?.unallocatedMinor]).toEqual([-7_000n, 7_000n]);
  });

  test('a second payment of a settled invoice pays no interest that was let go', async () => {
    const { creditorId, debt } = await scene();
    await pay(creditorId, debt, minor(100_000));
    await pay(creditorId, debt, minor(100_000));
    expect(await interestOf(debt)).toEqual([]);
    expect((await look(debt)).asked).toBe(-100_000n);
  });

  test('what is beyond a plan is the customer’s: a plan is agreed to the øre', async () => {
    const { creditorId, debt } = await scene();
    const { db, makeId } = world.platform;
    const mandate = await db('mandates').where({ creditor_id: creditorId }).first('id');
    const planId = makeId('plan');
    const at = new Date(world.clock.nowMs);
    await db.transaction(async (trx) => {
      await trx('plans').insert({
        id: planId,
        customer_account_id: debt.accountId,
        case_id: debt.caseId,
        mandate_id: mandate.id,
        state: 'active',
        currency: 'NOK',
        total_minor: 100_000,
        fee_minor: 0,
        cost_told_at: at,
        made_by: 'test',
        made_at: at,
        agreed_at: at,
      });
      await trx('plan_claims').insert({ plan_id: planId, claim_id: debt.claimIds[0] ?? '', balance_minor: 100_000 });
      const instalment = { id: makeId('instalment'), plan_id: planId, instalment_no: 1, due_date: '2026-12-01' };
      await trx('plan_instalments').insert({ ...instalment, amount_minor: 100_000 });
    });
    await pay(creditorId, debt, minor(101_000));
    expect(await interestOf(debt)).toEqual([]);
    expect((await look(debt)).account.payments[0]?.unallocatedMinor).toBe(1_000n);
  });
});

test('whatever is paid in whatever parts, statement and ledger say the same once a claim is settled', async () => {
  const { creditorId } = await scene();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 4 }), async (parts) => {
      const debt = await addDebt(world, creditorId, { amounts: [60_000, 40_000] });
      const before = (await look(debt)).asked;
      for (const part of parts) {
        // Each is booked after the one before it.
        // oxlint-disable-next-line no-await-in-loop
        await pay(creditorId, debt, minor(part));
      }
      const { account, asked, claims } = await look(debt);
      const paid = parts.reduce((sum, part) => sum + BigInt(part), 0n);
      const open = account.claims.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n);
      const loose = account.payments.reduce((sum, { unallocatedMinor }) => sum + unallocatedMinor, 0n);
      const running = claims.reduce((sum, { interestRunningMinor }) => sum + interestRunningMinor, 0n);
      expect(asked).toBe(open + running - loose);
      // Interest is only ever let go, never asked twice.
      expect(asked <= before - paid || paid > before).toBe(true);
      if (paid >= before) expect(open).toBe(0n);
      for (const one of claims) if (one.claim.balanceMinor === 0n) expect(one.totalMinor).toBe(0n);
    }),
    { numRuns: 15 },
  );
});
