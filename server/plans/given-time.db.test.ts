/** Goal: a plan breaks only when the customer could have paid and did not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { RULES } from '../../shared/rules/index';
import { addAgent, addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';
import { answerDispute } from '../disputes/answer-dispute';
import { resumeCollection } from '../disputes/suspend';
import { createCallGate } from '../screen-pop/index';
import { PLAN_TIMER } from './deps';

let world: World;
const MONDAY = Date.UTC(2026, 10, 16, 9);
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Due Friday 20 November; the grace ends on Wednesday the 25th, and the plan is looked at on Thursday at noon. */
const DAYS = ['2026-11-20', '2026-12-18'];
const LOOK = Date.UTC(2026, 10, 26, 11, 0, 1);

async function planned() {
  world.clock.nowMs = MONDAY;
  const creditor = await addCreditor(world);
  const debt = await addDebt(world, creditor.id);
  const talk = await talkTo(world, creditor.id, debt);
  const draft = {
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    claimIds: [...debt.claimIds],
    instalments: DAYS.map((dueDate) => ({ dueDate, amountMinor: '125000' })),
    feeMinor: '0',
  };
  const ask = { callId: talk.callId, scriptRunId: null, draft, isCostTold: true };
  const done = await world.ask(talk.agent, 'plan:create', ask);
  if (!done.ok) throw new Error(done.error.code);
  return { creditor, debt, talk, planId: done.data.planId };
}

async function dispute(debt: Debt, { talk }: Awaited<ReturnType<typeof planned>>) {
  const opened = await world.ask(talk.agent, 'dispute:open', {
    callId: talk.callId,
    scriptRunId: null,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    reason: 'wrong_amount',
    statement: 'Det stemmer ikke.',
    lines: [{ claimId: debt.claimIds[0] ?? '', lineNo: 0 }],
  });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.data.disputeId as Id<'dispute'>;
}

const at = async (time: number) => {
  world.clock.nowMs = time;
  await world.platform.timers.poll();
};
const stateOf = async (planId: string) => (await world.platform.db('plans').where({ id: planId }).first('state')).state;
const lookOf = async (planId: string) => {
  const timer = await world.platform.db('timers').where({ kind: PLAN_TIMER, subject_id: planId }).first('due_at');
  return new Date(timer.due_at).toISOString();
};

describe('a plan whose claim is disputed', () => {
  test('is not broken while the dispute waits, nor in the new deadline; then it is asked for again', async () => {
    const made = await planned();
    const { creditor, debt, planId } = made;
    const disputeId = await dispute(debt, made);
    await at(LOOK);
    expect(await stateOf(planId)).toBe('active');
    expect(await lookOf(planId)).toBe('2026-11-27T11:00:00.000Z');
    world.clock.nowMs = Date.UTC(2026, 10, 27, 9);
    const answered = await world.platform.unitOfWork.run((tx) =>
      answerDispute(
        tx,
        {
          disputeId,
          outcome: 'rejected',
          text: 'Måleren er kontrollert.',
          acceptedMinor: null,
          by: { kind: 'creditor', creditorId: creditor.id },
        },
        { ledger: world.ledger, ruleRows: () => RULES, callGate: createCallGate() },
      ),
    );
    // Two weeks anew: until Friday 11 December, and three bank days of grace.
    expect(answered).toMatchObject({ value: { resumesOn: '2026-12-11' } });
    await at(Date.UTC(2026, 11, 16, 11, 0, 1));
    expect(await stateOf(planId)).toBe('active');
    await at(Date.UTC(2026, 11, 17, 11, 0, 1));
    expect(await stateOf(planId)).toBe('broken');
  });
});

describe('a plan whose case is with a board', () => {
  test('is not broken before the board has decided, and then it is asked for again', async () => {
    const { debt, talk, planId } = await planned();
    const { callId } = talk;
    const complain = { callId, scriptRunId: null, caseId: debt.caseId, ground: 'board', statement: '' } as const;
    expect(await world.ask(talk.agent, 'collection:suspend', complain)).toMatchObject({ ok: true });
    await at(LOOK);
    expect(await stateOf(planId)).toBe('active');
    world.clock.nowMs = Date.UTC(2026, 10, 27, 9);
    const lead = await addAgent(world, { roles: ['lead'] });
    const decided = await world.platform.unitOfWork.run((tx) =>
      resumeCollection(
        tx,
        { login: lead, caseId: debt.caseId, ground: 'board', why: 'Avgjort.' },
        { ledger: world.ledger, ruleRows: () => RULES },
      ),
    );
    expect(decided).toMatchObject({ ok: true });
    // Two weeks anew, through Thursday 10 December, and three bank days of grace: Tuesday, looked at on Wednesday.
    await at(Date.UTC(2026, 11, 15, 11, 0, 1));
    expect(await stateOf(planId)).toBe('active');
    await at(Date.UTC(2026, 11, 16, 11, 0, 1));
    expect(await stateOf(planId)).toBe('broken');
  });
});

describe('a plan with money on its way', () => {
  const tell = ({ debt, talk }: Awaited<ReturnType<typeof planned>>) => {
    world.clock.nowMs = LOOK - 3_600_000;
    return world.ask(talk.agent, 'payment-notice:record', {
      callId: talk.callId,
      scriptRunId: null,
      customerAccountId: debt.accountId,
      caseId: debt.caseId,
      amountMinor: '125000',
      paidDate: '2026-11-26',
      channel: 'netbank',
      bankDays: 3,
    });
  };

  async function pay(debt: Debt, creditorId: Id<'creditor'>, day: string) {
    const [creditor] = await world.creditors.readCreditors(world.platform.db, [creditorId]);
    const header =
      'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind';
    const row = `payment;;X;;;${day};;1250.00;NOK;${debt.references[0] ?? ''};;`;
    await world.platform.unitOfWork.run((tx) =>
      world.ledger.importFile(tx, {
        creditor: creditor!,
        fileName: 'p.csv',
        bytes: new TextEncoder().encode(`${header}\n${row}`),
        anySeller: true,
        importedBy: null,
        language: 'en',
      }),
    );
  }

  test('waits for it, and is broken when it does not come', async () => {
    const made = await planned();
    expect(await tell(made)).toMatchObject({ ok: true });
    await at(LOOK);
    expect(await stateOf(made.planId)).toBe('active');
    // Three bank days: until Tuesday 1 December; the day after it counts as not come.
    await at(Date.UTC(2026, 11, 2, 9));
    await at(Date.UTC(2026, 11, 3, 11, 0, 1));
    expect(await stateOf(made.planId)).toBe('broken');
  });

  test('counts what comes late as in time when it was told of before it was missed', async () => {
    const made = await planned();
    expect(await tell(made)).toMatchObject({ ok: true });
    await at(LOOK);
    world.clock.nowMs = Date.UTC(2026, 10, 30, 9);
    await pay(made.debt, made.creditor.id, '2026-11-30');
    await at(Date.UTC(2026, 11, 4, 11, 0, 1));
    expect(await stateOf(made.planId)).toBe('active');
  });
});
