/** Goal: nobody's plan breaks because a bank file was late. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';

let world: World;
let monday: number;
beforeAll(async () => {
  world = await openWorld();
  monday = world.clock.nowMs;
});
beforeEach(() => {
  world.clock.nowMs = monday;
});
afterAll(() => world.close());

/** Two instalments, the first on Friday 20 November 2026; its three bank days of grace end on Wednesday the 25th. */
const DATES = ['2026-11-20', '2026-12-18'] as const;
const LAST_DAY_IN_TIME = '2026-11-25';
const LATE_FILE = Date.parse('2026-11-27T08:00:00Z');
const NOON_AFTER_GRACE = Date.parse('2026-11-26T11:00:01Z');

async function agreed(): Promise<{ debt: Debt; planId: string; creditorId: string }> {
  const creditor = await addCreditor(world);
  const debt = await addDebt(world, creditor.id);
  return { debt, planId: await agree(debt, creditor.id, DATES), creditorId: creditor.id };
}

async function agree(debt: Debt, creditorId: string, dates: readonly string[]): Promise<string> {
  const { agent, callId } = await talkTo(world, creditorId, debt);
  const done = await world.ask(agent, 'plan:create', {
    callId,
    scriptRunId: null,
    draft: {
      customerAccountId: debt.accountId,
      caseId: debt.caseId,
      claimIds: [...debt.claimIds],
      instalments: dates.map((dueDate) => ({ dueDate, amountMinor: '125000' })),
      feeMinor: '0',
    },
    isCostTold: true,
  });
  if (!done.ok) throw new Error(done.error.code);
  return done.data.planId;
}

/** A file that is read now and says when the bank had the money. */
async function bring(debt: Debt, bookedOn: string, amountMinor = 125_000): Promise<void> {
  const account = await world.ledger.readAccountHead(world.platform.db, debt.accountId);
  const [creditor] = await world.creditors.readCreditors(world.platform.db, [account?.creditorId ?? '']);
  if (creditor === undefined) throw new Error('the creditor is there');
  const header =
    'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind';
  const row = `payment;;X;;;${bookedOn};;${(amountMinor / 100).toFixed(2)};NOK;${debt.references[0]};;`;
  await world.platform.unitOfWork.run((tx) =>
    world.ledger.importFile(tx, {
      creditor,
      fileName: `${debt.accountId}-${bookedOn}.csv`,
      bytes: new TextEncoder().encode(`${header}\n${row}`),
      anySeller: true,
      importedBy: null,
      language: 'en',
    }),
  );
}

async function breakAt(moment: number): Promise<void> {
  world.clock.nowMs = moment;
  await world.platform.timers.poll();
}

const stateOf = async (planId: string) => (await world.platform.db('plans').where({ id: planId }).first('state')).state;
const holdsOf = (debt: Debt) =>
  world.platform.db('holds').where({ case_id: debt.caseId }).whereNull('ended_at').pluck<string[]>('kind');
const factsOf = (planId: string) =>
  world.platform.db('journal').where({ stream: planId }).orderBy('position').pluck<string[]>('kind');

describe('a plan taken for broken', () => {
  test('runs again when a late file shows that the bank had the money in time, and everybody is told', async () => {
    const { debt, planId } = await agreed();
    await breakAt(NOON_AFTER_GRACE);
    expect(await stateOf(planId)).toBe('broken');
    expect(await holdsOf(debt)).toEqual([]);
    world.clock.nowMs = LATE_FILE;
    await bring(debt, LAST_DAY_IN_TIME);
    expect(await stateOf(planId)).toBe('active');
    expect(await holdsOf(debt)).toEqual(['plan']);
    expect(await factsOf(planId)).toEqual(
      expect.arrayContaining(['plan.broken', 'plan.repaired', 'plan.instalment_paid']),
    );
    const repairs = await world.platform.db('plan_repairs').where({ plan_id: planId });
    expect(repairs).toMatchObject([{ broken_at: NOON_AFTER_GRACE, repaired_at: LATE_FILE }]);
    const timers = await world.platform.db('timers').where({ subject_id: planId });
    expect(timers).toHaveLength(1);
    // And it breaks like any other when the next instalment is missed.
    await breakAt(Date.parse('2026-12-29T12:00:00Z'));
    expect(await stateOf(planId)).toBe('broken');
  });

  test('is kept when the late file brings all of it: one payment on one number pays every claim of the plan', async () => {
    const { debt, planId } = await agreed();
    await breakAt(NOON_AFTER_GRACE);
    world.clock.nowMs = LATE_FILE;
    await bring(debt, '2026-11-24', 250_000);
    expect(await stateOf(planId)).toBe('kept');
    expect(await world.platform.db('cases').where({ id: debt.caseId }).first('stage')).toEqual({ stage: 'closed' });
  });

  test.each([
    ['the money came a day after the grace', '2026-11-26', 125_000],
    ['too little came in time', LAST_DAY_IN_TIME, 124_999],
  ])('stays broken when %s', async (_why, bookedOn, amount) => {
    const { debt, planId } = await agreed();
    await breakAt(NOON_AFTER_GRACE);
    world.clock.nowMs = LATE_FILE;
    await bring(debt, bookedOn, amount);
    expect(await stateOf(planId)).toBe('broken');
    expect(await holdsOf(debt)).toEqual([]);
    expect(await factsOf(planId)).not.toContain('plan.repaired');
  });

  test('stays broken when something else was agreed since: the new plan takes the money', async () => {
    const { debt, planId, creditorId } = await agreed();
    await breakAt(NOON_AFTER_GRACE);
    const newPlanId = await agree(debt, creditorId, ['2026-12-01', '2026-12-30']);
    world.clock.nowMs = LATE_FILE;
    await bring(debt, LAST_DAY_IN_TIME);
    expect([await stateOf(planId), await stateOf(newPlanId)]).toEqual(['broken', 'active']);
  });

  test('cannot be woken by anything else: the database refuses', async () => {
    const { planId } = await agreed();
    await breakAt(NOON_AFTER_GRACE);
    const update = world.platform.db('plans').where({ id: planId }).update({ state: 'active', ended_at: null });
    await expect(update).rejects.toThrow('cannot be changed');
  });
});

test('on two connections, the timer that breaks a plan and the file that pays it: whoever comes first, it runs', async () => {
  for (let round = 0; round < 5; round += 1) {
    world.clock.nowMs = monday;
    const { debt, planId } = await agreed();
    world.clock.nowMs = NOON_AFTER_GRACE;
    await Promise.all([world.platform.timers.poll(), bring(debt, LAST_DAY_IN_TIME)]);
    await world.platform.timers.poll();
    expect(await stateOf(planId)).toBe('active');
    expect(await holdsOf(debt)).toEqual(['plan']);
    const facts = await factsOf(planId);
    expect(facts.filter((kind) => kind === 'plan.broken').length).toBe(
      facts.filter((kind) => kind === 'plan.repaired').length,
    );
  }
});
