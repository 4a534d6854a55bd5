import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minor } from '../../shared/money/money';
import { isoDate } from '../../shared/time/dates';
import { addCall, addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';
import { PLAN_TIMER } from './deps';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const DAY_MS = 86_400_000;

function planOf(
  debt: Debt,
  amounts: readonly string[],
  dates: readonly string[] = ['2026-11-30', '2026-12-30', '2027-01-29'],
) {
  return {
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    claimIds: [...debt.claimIds],
    instalments: amounts.map((amountMinor, index) => ({ dueDate: dates[index]!, amountMinor })),
    feeMinor: '0',
  };
}

const create = (
  talk: Awaited<ReturnType<typeof talkTo>>,
  draft: ReturnType<typeof planOf>,
  more: { isCostTold?: boolean; commandId?: string } = {},
) =>
  world.ask(
    talk.agent,
    'plan:create',
    { callId: talk.callId, scriptRunId: null, draft, isCostTold: more.isCostTold ?? true },
    more.commandId,
  );

async function accountOf(debt: Debt) {
  const file = await world.screenPop.readCaseFile(world.platform.db, {
    customerId: debt.customerId,
    creditorScope: null,
    nowMs: world.clock.nowMs,
  });
  return file!.accounts.find((account) => account.id === debt.accountId)!;
}

async function pay(debt: Debt, amountMinor: number, index = 0) {
  const account = await world.ledger.readAccountHead(world.platform.db, debt.accountId);
  const creditor = (await world.creditors.readCreditors(world.platform.db, [account!.creditorId]))[0]!;
  const day = new Date(world.clock.nowMs).toISOString().slice(0, 10);
  const row = `payment;;X;;;${day};;${(amountMinor / 100).toFixed(2)};NOK;${debt.references[index]};;`;
  const header =
    'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind';
  const done = await world.platform.unitOfWork.run((tx) =>
    world.ledger.importFile(tx, {
      creditor,
      fileName: 'p.csv',
      bytes: new TextEncoder().encode(`${header}\n${row}`),
      anySeller: true,
      importedBy: null,
      language: 'en',
    }),
  );
  expect(done.ok && done.value.result.unmatched).toBe(0);
}

describe('agreeing a plan in a call', () => {
  test('on a claim that is too old is refused, however good the plan, unless a promise began the time anew', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { amounts: [100_000] });
    await world.platform
      .db('claims')
      .where({ id: debt.claimIds[0] ?? '' })
      .update({ issue_date: '2023-10-01', due_date: '2023-11-01' });
    const talk = await talkTo(world, creditor.id, debt);
    expect(await create(talk, planOf(debt, ['50000', '50000']))).toMatchObject({ error: { code: 'CLAIM_EXPIRED' } });
    const earlier = await addCall(world, creditor.id, talk.agent.id);
    await world.platform
      .db('calls')
      .where({ id: earlier })
      .update({ case_id: debt.caseId, arrived_at: '2026-02-02T10:00:00Z' });
    await world.platform.db('wrap_ups').insert({
      id: world.platform.makeId('wrapUp'),
      call_id: earlier,
      agent_id: talk.agent.id,
      state: 'closed',
      opened_at: new Date(world.clock.nowMs),
      due_at: new Date(world.clock.nowMs),
      outcome: 'promise_to_pay',
    });
    expect(await create(talk, planOf(debt, ['50000', '50000']))).not.toMatchObject({
      error: { code: 'CLAIM_EXPIRED' },
    });
  });

  test('writes instalments that add up, holds the case and stops its next step', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    expect((await accountOf(debt)).cases[0]!.nextStep).not.toBeNull();
    const talk = await talkTo(world, creditor.id, debt);
    const done = await create(talk, planOf(debt, ['83334', '83333', '83333']));
    expect(done).toMatchObject({ ok: true });
    const account = await accountOf(debt);
    expect(account.plans[0]).toMatchObject({ state: 'active', totalMinor: 250_000n });
    expect(account.cases[0]).toMatchObject({ nextStep: null, holds: [{ kind: 'plan' }] });
    const facts = await world.platform.db('journal').where({ kind: 'plan.agreed' });
    expect(facts.some((fact) => fact.payload.customerAccountId === debt.accountId)).toBe(true);
    const actions = await world.platform.db('call_actions').where({ call_id: talk.callId, action: 'plan_created' });
    expect(actions).toHaveLength(1);
  });

  test('the same command twice has one effect and the same answer', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const draft = planOf(debt, ['125000', '125000']);
    const first = await create(talk, draft, { commandId: 'command-0001' });
    expect(await create(talk, draft, { commandId: 'command-0001' })).toEqual(first);
    expect((await accountOf(debt)).plans).toHaveLength(1);
    const other = planOf(debt, ['100000', '150000']);
    expect(await create(talk, other, { commandId: 'command-0001' })).toMatchObject({
      error: { code: 'COMMAND_ID_REUSED' },
    });
    expect(await create(talk, draft)).toMatchObject({ error: { code: 'PLAN_ACTIVE_ALREADY' } });
  });

  test.each([
    [['125000', '124999'], 'PLAN_SUM_MISMATCH'],
    [['5000', '245000'], 'PLAN_INSTALMENT_TOO_SMALL'],
  ] as const)('instalments of %j are refused with %s and nothing is written', async (amounts, code) => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    expect(await create(talk, planOf(debt, amounts))).toMatchObject({ ok: false, error: { code } });
    expect((await accountOf(debt)).plans).toHaveLength(0);
    expect((await accountOf(debt)).cases[0]!.holds).toHaveLength(0);
  });

  test('a second plan in the same case is refused as such, also for another claim of it', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const [first, second] = debt.claimIds;
    const one = (claimId: typeof first, amounts: readonly string[]) => ({
      ...planOf(debt, amounts),
      claimIds: claimId === undefined ? [] : [claimId],
    });
    expect(await create(talk, one(first, ['50000', '50000']))).toMatchObject({ ok: true });
    expect(await create(talk, one(second, ['75000', '75000']))).toMatchObject({
      error: { code: 'PLAN_ACTIVE_ALREADY' },
    });
  });

  test('a cost that was not told refuses the plan', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const refused = await create(talk, planOf(debt, ['125000', '125000']), { isCostTold: false });
    expect(refused).toMatchObject({ error: { code: 'PLAN_COST_NOT_TOLD' } });
  });

  test('a Finnish plan fee is measured by the principal, not by what collecting it has cost', async () => {
    const creditor = await addCreditor(world, {
      country: 'FI',
      feeMode: 'statutory',
      plan: { instalmentMinMinor: '100' },
    });
    // 98 € with 2 € booked on the invoice and a reminder of 5 € as a claim of its own.
    const debt = await addDebt(world, creditor.id, { amounts: [9_800], feeMinor: 200 });
    const account = await world.ledger.readAccountHead(world.platform.db, debt.accountId);
    const booked = await world.platform.unitOfWork.run((tx) =>
      world.ledger.bookFee(tx, {
        account: account!,
        caseId: debt.caseId,
        amountMinor: minor(500),
        dueDate: isoDate('2026-11-16'),
        cause: 'reminder',
        reference: debt.references[0]!,
      }),
    );
    const talk = await talkTo(world, creditor.id, debt);
    const days = ['2026-11-30', '2026-12-30', '2027-01-29', '2027-02-26', '2027-03-30'];
    const ask = (feeMinor: number) => ({
      ...planOf(
        debt,
        days.map(() => String((10_500 + feeMinor) / 5)),
        days,
      ),
      claimIds: booked.ok ? [...debt.claimIds, booked.value] : [],
      feeMinor: String(feeMinor),
    });
    expect(await create(talk, ask(3_000))).toMatchObject({
      error: { code: 'MANDATE_EXCEEDED', details: { limit: 'fee', maxMinor: '2000' } },
    });
    expect(await create(talk, ask(2_000))).toMatchObject({ ok: true });
  });

  test('a payment that came while they talked refuses the plan as changed, not as wrong', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    await pay(debt, 40_000);
    expect(await create(talk, planOf(debt, ['125000', '125000']))).toMatchObject({
      error: { code: 'PLAN_CLAIMS_CHANGED' },
    });
  });

  test("a call of somebody else, a shut gate and another customer's claims all refuse", async () => {
    const creditor = await addCreditor(world);
    const [debt, other] = [await addDebt(world, creditor.id), await addDebt(world, creditor.id)];
    const talk = await talkTo(world, creditor.id, debt);
    const stranger = await talkTo(world, creditor.id, other);
    const draft = planOf(debt, ['125000', '125000']);
    expect(await create({ agent: stranger.agent, callId: talk.callId }, draft)).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    const shut = await addCall(world, creditor.id, talk.agent.id);
    expect(await create({ agent: talk.agent, callId: shut }, draft)).toMatchObject({
      error: { code: 'IDENTITY_NOT_VERIFIED' },
    });
    expect(await create(stranger, draft)).toMatchObject({ error: { code: 'IDENTITY_NOT_VERIFIED' } });
    const mixed = { ...draft, claimIds: [...other.claimIds] };
    expect(await create(talk, mixed)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  test('an agent outside the creditor learns no more than that there is nothing', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const limited = { ...talk.agent, creditorScope: ['cre_other'] };
    expect(await create({ agent: limited, callId: talk.callId }, planOf(debt, ['125000', '125000']))).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  test('the fee of the plan is a claim of its own and the database adds both up', async () => {
    const creditor = await addCreditor(world, {
      feeMode: 'statutory',
      country: 'SE',
      utility: 'telecom',
      role: 'telecom',
    });
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const draft = { ...planOf(debt, ['130000', '137000']), feeMinor: '17000' };
    const done = await create(talk, draft);
    expect(done).toMatchObject({ ok: true });
    const account = await accountOf(debt);
    expect(account.claims.filter((claim) => claim.kind === 'fee')).toMatchObject([{ balanceMinor: 17_000n }]);
    expect(account.plans[0]).toMatchObject({ totalMinor: 267_000n, feeMinor: 17_000n });
  });

  interface Written {
    readonly total?: number;
    readonly days?: readonly string[];
    readonly numbers?: readonly number[];
    readonly mandateId?: string;
    readonly claimIds?: readonly string[];
    readonly currency?: string;
  }

  /** Writes a plan past the program, as two equal instalments of two claims unless told otherwise. */
  function writeAnyway(debt: Debt, mandateId: string, wish: Written): Promise<unknown> {
    const { db, makeId } = world.platform;
    const planId = makeId('plan');
    const { days = ['2026-12-01', '2026-12-30'], numbers = [1, 2] } = wish;
    return db.transaction(async (sql) => {
      const at = new Date();
      await sql('plans').insert({
        id: planId,
        customer_account_id: debt.accountId,
        mandate_id: wish.mandateId ?? mandateId,
        state: 'active',
        currency: wish.currency ?? 'NOK',
        total_minor: wish.total ?? 250_000,
        fee_minor: 0,
        cost_told_at: at,
        made_by: 'x',
        made_at: at,
        agreed_at: at,
      });
      const [first, second] = wish.claimIds ?? debt.claimIds;
      await sql('plan_claims').insert([
        { plan_id: planId, claim_id: first, balance_minor: 100_000 },
        { plan_id: planId, claim_id: second, balance_minor: 150_000 },
      ]);
      await sql('plan_instalments').insert(
        days.map((due_date, index) => ({
          id: makeId('instalment'),
          plan_id: planId,
          instalment_no: numbers[index],
          due_date,
          amount_minor: 125_000,
        })),
      );
    });
  }

  test.each<[string, Written, RegExp]>([
    ['whose instalments do not add up', { total: 250_001 }, /does not add up/u],
    ['whose days do not rise', { days: ['2026-12-30', '2026-12-01'] }, /do not rise/u],
    ['with two instalments on one day', { days: ['2026-12-01', '2026-12-01'] }, /do not rise/u],
    ['with an instalment missing', { numbers: [1, 3] }, /not numbered in order/u],
    ['in another currency', { currency: 'SEK' }, /mixes currencies/u],
  ])('the database refuses a plan %s, whatever the program thinks', async (_what, wish, message) => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    await expect(writeAnyway(debt, creditor.mandateId, wish)).rejects.toThrow(message);
  });

  test("the database refuses another customer's claims and another creditor's mandate", async () => {
    const creditor = await addCreditor(world);
    const [debt, other] = [await addDebt(world, creditor.id), await addDebt(world, creditor.id)];
    const claimIds = [debt.claimIds[0]!, other.claimIds[1]!];
    await expect(writeAnyway(debt, creditor.mandateId, { claimIds })).rejects.toThrow(/mixes/u);
    const stranger = await addCreditor(world);
    await expect(writeAnyway(debt, creditor.mandateId, { mandateId: stranger.mandateId })).rejects.toThrow(/mixes/u);
    await expect(writeAnyway(debt, creditor.mandateId, {})).resolves.toBeUndefined();
  });
});

describe('how a plan goes', () => {
  test('payments with one number fill all its claims, and a plan that is paid is kept and lets the case go', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    await create(talk, planOf(debt, ['125000', '125000']));
    world.clock.nowMs += DAY_MS;
    await pay(debt, 125_000);
    let account = await accountOf(debt);
    expect(account.plans[0]!.instalments.map((one) => one.paidMinor)).toEqual([125_000n, 0n]);
    expect(account.payments[0]!.unallocatedMinor).toBe(0n);
    expect(account.plans[0]!.instalments[0]!.payments).toMatchObject([{ amountMinor: 125_000n, date: '2026-11-17' }]);
    const facts = async (kind: string) =>
      (await world.platform.db('journal').where({ kind })).filter(
        (fact) => fact.payload.customerAccountId === debt.accountId,
      );
    expect(await facts('plan.instalment_paid')).toHaveLength(1);
    world.clock.nowMs += DAY_MS;
    await pay(debt, 125_000);
    account = await accountOf(debt);
    expect(account.plans[0]!.state).toBe('kept');
    expect(await facts('plan.instalment_paid')).toHaveLength(2);
    expect(await facts('plan.kept')).toHaveLength(1);
    expect(account.cases[0]).toMatchObject({ stage: 'closed', holds: [] });
    world.clock.nowMs -= 2 * DAY_MS;
  });

  test('at noon of the bank day after the grace of an unpaid instalment the plan is broken and collection may go on', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const done = await create(talk, planOf(debt, ['125000', '125000'], ['2026-11-20', '2026-12-18']));
    const planId = done.ok ? done.data.planId : '';
    const timer = await world.platform.db('timers').where({ kind: PLAN_TIMER, subject_id: planId }).first();
    // Friday 20 November and three bank days of grace: Wednesday the 25th, which is in Thursday morning's file. Noon, Oslo time.
    expect(new Date(timer.due_at).toISOString()).toBe('2026-11-26T11:00:00.000Z');
    const now = world.clock.nowMs;
    world.clock.nowMs = Date.parse('2026-11-26T10:59:00Z');
    await world.platform.timers.poll();
    expect((await accountOf(debt)).plans[0]!.state).toBe('active');
    world.clock.nowMs = Date.parse('2026-11-26T11:00:01Z');
    await world.platform.timers.poll();
    const account = await accountOf(debt);
    expect(account.plans[0]!.state).toBe('broken');
    const broken = await world.platform.db('journal').where({ kind: 'plan.broken', stream: planId });
    expect(broken).toMatchObject([{ payload: { instalmentNo: 1, overdueMinor: '125000' } }]);
    expect(account.cases[0]).toMatchObject({ holds: [], nextStep: { stage: 'collection_notice' } });
    world.clock.nowMs = now;
  });
});
