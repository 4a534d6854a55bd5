/** Goal: whatever is done to a ledger, its append-only rows read from the beginning give the balances that everything else shows. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimBalance } from '../../shared/balance/claim-balance';
import { claimMovements } from '../../shared/balance/movements';
import type { CaseFile } from '../../shared/ledger/case-file';
import { isoDate } from '../../shared/time/dates';
import { addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from './testing/world';

const RUNS = 12;
const DOINGS_MAX = 8;
const LAST = isoDate('2027-12-31');

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Doing =
  | { readonly do: 'pay'; readonly claim: number; readonly amount: number; readonly day: number }
  | { readonly do: 'waive'; readonly amount: number }
  | { readonly do: 'charge'; readonly amount: number };

const doing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      claim: fc.nat(1),
      amount: fc.integer({ min: 1, max: 120_000 }),
      day: fc.integer({ min: 1, max: 28 }),
    }),
  },
  fc.record({ do: fc.constant('waive' as const), amount: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ do: fc.constant('charge' as const), amount: fc.integer({ min: 1, max: 30_000 }) }),
);

let fileNo = 0;
async function pay(
  creditorId: string,
  reference: string,
  { amount, day }: { amount: number; day: number },
): Promise<void> {
  const [creditor] = await world.creditors.readCreditors(world.platform.db, [creditorId]);
  if (creditor === undefined) throw new Error('the creditor is there');
  fileNo += 1;
  const header =
    'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind';
  const written = `${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')}`;
  const row = `payment;;P${fileNo};;;2026-11-${String(day).padStart(2, '0')};;${written};NOK;${reference};;`;
  await world.platform.unitOfWork.run((tx) =>
    world.ledger.importFile(tx, {
      creditor,
      fileName: `${fileNo}.csv`,
      bytes: new TextEncoder().encode(`${header}\n${row}`),
      anySeller: true,
      importedBy: null,
      language: 'nb',
    }),
  );
}

async function charge(debt: Debt, amountMinor: number): Promise<void> {
  await world.platform.db('ledger_entries').insert({
    id: world.platform.makeId('ledgerEntry'),
    customer_account_id: debt.accountId,
    claim_id: debt.claimIds[0],
    kind: 'fee',
    amount_minor: amountMinor,
    currency: 'NOK',
    event_date: '2026-11-10',
    recorded_at: new Date(world.clock.nowMs),
    cause: 'reminder',
  });
}

/** Every row in the order it was written: what each claim comes to, and never more laid than there was on either side. */
async function replay(accountId: string): Promise<ReadonlyMap<string, bigint>> {
  const entries = await world.platform
    .db('ledger_entries')
    .where({ customer_account_id: accountId })
    .orderBy(['recorded_at', 'id'])
    .select<{ id: string; claim_id: string | null; amount_minor: bigint }[]>('id', 'claim_id', 'amount_minor');
  const laid = await world.platform
    .db('allocations as a')
    .join('ledger_entries as d', 'd.id', 'a.debit_entry_id')
    .where('d.customer_account_id', accountId)
    .orderBy(['a.recorded_at', 'a.id'])
    .select<{ credit_entry_id: string; debit_entry_id: string; claim_id: string; amount_minor: bigint }[]>(
      'a.credit_entry_id',
      'a.debit_entry_id',
      'd.claim_id',
      'a.amount_minor',
    );
  const balances = new Map<string, bigint>();
  const left = new Map(entries.map((one) => [one.id, one.amount_minor]));
  for (const { claim_id: claimId, amount_minor: amount } of entries)
    if (claimId !== null) balances.set(claimId, (balances.get(claimId) ?? 0n) + amount);
  for (const row of laid) {
    left.set(row.credit_entry_id, (left.get(row.credit_entry_id) ?? 0n) + row.amount_minor);
    left.set(row.debit_entry_id, (left.get(row.debit_entry_id) ?? 0n) - row.amount_minor);
    expect(left.get(row.credit_entry_id) ?? 1n).toBeLessThanOrEqual(0n);
    expect(left.get(row.debit_entry_id) ?? -1n).toBeGreaterThanOrEqual(0n);
    balances.set(row.claim_id, (balances.get(row.claim_id) ?? 0n) - row.amount_minor);
  }
  return balances;
}

async function storedBalances(accountId: string): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await world.platform.db.raw<{ rows: { claim_id: string; balance: bigint }[] }>(
    'select claim_id, balance_minor::bigint as balance from claim_balances where customer_account_id = ?',
    [accountId],
  );
  return new Map(rows.map((row) => [row.claim_id, row.balance]));
}

async function readFile(debt: Debt): Promise<CaseFile> {
  const question = { customerId: debt.customerId, creditorScope: null, nowMs: world.clock.nowMs };
  const file = await world.screenPop.readCaseFile(world.platform.db, question);
  if (file === null) throw new Error('the customer is there');
  return file;
}

test('rows read from the beginning, the database’s sums and the balance on the screen are the same to the øre', async () => {
  const creditor = await addCreditor(world);
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: DOINGS_MAX }), async (doings) => {
      const debt = await addDebt(world, creditor.id, { amounts: [60_000, 90_000], feeMinor: 3_800 });
      const talk = await talkTo(world, creditor.id, debt);
      for (const one of doings) {
        world.clock.nowMs += 1_000;
        // Each deed is done after the one before it, as in life.
        /* oxlint-disable no-await-in-loop */
        if (one.do === 'pay') await pay(creditor.id, debt.references[one.claim] ?? '', one);
        else if (one.do === 'charge') await charge(debt, one.amount);
        else
          await world.ask(talk.agent, 'fee:waive', {
            callId: talk.callId,
            scriptRunId: null,
            claimId: debt.claimIds[0] ?? debt.claimIds[1]!,
            amountMinor: String(one.amount),
            why: 'test',
          });
        /* oxlint-enable no-await-in-loop */
      }
      const [replayed, stored, file] = [
        await replay(debt.accountId),
        await storedBalances(debt.accountId),
        await readFile(debt),
      ];
      const [account] = file.accounts;
      if (account === undefined) throw new Error('the account is there');
      expect(account.claims.length).toBeGreaterThanOrEqual(2);
      for (const claim of account.claims) {
        const balance = claimBalance(claim, { caseFile: file, account, onDate: LAST });
        const booked = balance.principalMinor + balance.feeMinor + balance.interestBookedMinor;
        expect([claim.balanceMinor, stored.get(claim.id), booked]).toEqual([
          replayed.get(claim.id),
          replayed.get(claim.id),
          replayed.get(claim.id),
        ]);
        const order = ['fee', 'interest', 'principal'] as const;
        const moved = claimMovements(claim, account, { onDate: LAST, order });
        expect(moved.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(replayed.get(claim.id));
      }
      // The journal tells of every waiver with its amount, so the two records of one deed can be held against each other.
      const facts = await world.platform
        .db('journal')
        .where({ kind: 'fee.waived', stream: debt.customerId })
        .select<{ payload: { amountMinor: string } }[]>('payload');
      const waived = account.claims
        .flatMap(({ entries }) => entries)
        .filter(({ kind }) => kind === 'fee_waiver')
        .reduce((sum, { amountMinor }) => sum - amountMinor, 0n);
      expect(facts.reduce((sum, { payload }) => sum + BigInt(payload.amountMinor), 0n)).toBe(waived);
    }),
    { numRuns: RUNS },
  );
});
