/**
 * A real case of the Swedish trade's ethics board (Svensk Inkasso 250-2021): 325 kr became a claim of 507 kr; it was paid the day
 * after, a new demand came the next day and was paid again, and a third asked 2 kr of interest and 180 kr of costs, because
 * booking takes one to three bank days. Here the pop shows the first payment at once, nothing is demanded while it is on its way,
 * and what came twice goes back.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountBalance } from '../../shared/balance/account-balance';
import { evaluateInsights } from '../../shared/insights/evaluate-insights';
import { buildStatement } from '../../shared/statement/build-statement';
import type { CaseFile, CustomerAccount } from '../../shared/ledger/case-file';
import { addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';

const DAY_MS = 86_400_000;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function look(debt: Debt): Promise<{ file: CaseFile; account: CustomerAccount; said: string[] }> {
  const file = await world.screenPop.readCaseFile(world.platform.db, {
    customerId: debt.customerId,
    creditorScope: null,
    nowMs: world.clock.nowMs,
  });
  const [account] = file?.accounts ?? [];
  if (file === null || account === undefined) throw new Error('the customer has an account');
  const said = evaluateInsights(file, { today: file.asOf }).map(({ kind, sentence }) => `${kind}: ${sentence.en}`);
  return { file, account, said };
}

async function bookPayment(creditorId: string, reference: string, day: string): Promise<void> {
  const [creditor] = await world.creditors.readCreditors(world.platform.db, [creditorId]);
  if (creditor === undefined) throw new Error('the creditor is there');
  const header =
    'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind';
  const bytes = new TextEncoder().encode(`${header}\npayment;;X;;;${day};;507,00;SEK;${reference};;`);
  await world.platform.unitOfWork.run(async (tx) => {
    const done = await world.ledger.importFile(tx, {
      creditor,
      fileName: `${day}.csv`,
      bytes,
      anySeller: true,
      importedBy: null,
      language: 'sv',
    });
    expect(done).toMatchObject({ ok: true });
  });
}

test('paid yesterday: the pop shows it at once, no third demand comes, and what came twice goes back', async () => {
  const creditor = await addCreditor(world, { country: 'SE' });
  const debt = await addDebt(world, creditor.id, { amounts: [32_500], feeMinor: 18_000 });
  const at = new Date(world.clock.nowMs);
  await world.platform.db('ledger_entries').insert({
    id: world.platform.makeId('ledgerEntry'),
    customer_account_id: debt.accountId,
    claim_id: debt.claimIds[0],
    kind: 'interest',
    amount_minor: 200,
    currency: 'SEK',
    event_date: '2026-11-16',
    recorded_at: at,
    cause: 'interest',
  });
  expect((await look(debt)).account.claims[0]?.balanceMinor).toBe(50_700n);

  // Day two: "I paid yesterday." The word is kept in the call, and the next step stops.
  world.clock.nowMs += DAY_MS;
  const talk = await talkTo(world, creditor.id, debt);
  const noted = await world.ask(talk.agent, 'payment-notice:record', {
    callId: talk.callId,
    scriptRunId: null,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    amountMinor: '50700',
    paidDate: '2026-11-16',
    channel: 'netbank',
    bankDays: 3,
  });
  expect(noted).toMatchObject({ ok: true });
  const waiting = await look(debt);
  expect(waiting.said.some((one) => one.startsWith('money_on_the_way: The customer says that SEK\u00A0507.00'))).toBe(
    true,
  );
  expect(waiting.account.cases[0]?.nextStep).toBeNull();
  expect(waiting.account.cases[0]?.holds.map(({ kind }) => kind)).toEqual(['money_on_the_way']);

  // Day three: the money is booked, and the case is over.
  world.clock.nowMs += DAY_MS;
  await bookPayment(creditor.id, debt.references[0] ?? '', '2026-11-18');
  const settled = await look(debt);
  expect(settled.account.claims[0]?.balanceMinor).toBe(0n);
  expect(settled.account.paymentNotices.map(({ state }) => state)).toEqual(['arrived']);
  expect(settled.account.cases[0]).toMatchObject({ stage: 'closed', nextStep: null });

  // Day four: the second payment, of a demand that had crossed the first.
  world.clock.nowMs += DAY_MS;
  await bookPayment(creditor.id, debt.references[0] ?? '', '2026-11-19');
  const twice = await look(debt);
  const overpaid = twice.said.find((one) => one.startsWith('overpaid:')) ?? '';
  expect(overpaid).toMatch(/SEK.507\.00 was paid twice, on 18 November and 19 November\. Everything is settled/u);
  // Newest first: the second payment lies whole on the account.
  expect(twice.account.payments.map(({ unallocatedMinor }) => unallocatedMinor)).toEqual([50_700n, 0n]);

  // Day ten: nothing more is asked, and the statement says what goes back.
  world.clock.nowMs += 6 * DAY_MS;
  await world.platform.timers.poll();
  const last = await look(debt);
  expect(last.account.cases.every(({ nextStep, stage }) => nextStep === null && stage === 'closed')).toBe(true);
  const { file, account } = last;
  expect(account.claims).toHaveLength(1);
  const balance = accountBalance({ caseFile: file, account, onDate: file.asOf });
  expect(balance.totalMinor < 0n).toBe(true);
  const statement = buildStatement({
    caseFile: file,
    account,
    collectionCase: null,
    onDate: file.asOf,
    language: 'sv',
  });
  expect(statement.total.label).toBe('Till godo');
  expect(statement.sections.some(({ key }) => key === 'how_to_pay')).toBe(false);
});
