/** Goal: a plan beyond the mandate binds nobody until somebody who may has said yes within their own limits. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../../shared/rules/index';
import type { Login } from '../platform/auth/login';
import { addAgent, addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';
import { decideApproval, type Decision } from './decide-approval';
import { APPROVAL_TIMER, DAILY_SUBJECT, DAILY_TIMER, PLAN_TIMER, type PlansDeps } from './deps';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Two instalments for the agent, four for a lead. */
const BEYOND = {
  instalmentsMax: 2,
  approval: {
    role: 'lead',
    limits: {
      instalmentsMax: 4,
      monthsMax: 6,
      daysToFirstMax: 30,
      firstMinMinor: '0',
      firstShareMinBp: 0,
      instalmentMinMinor: '10000',
      principalMaxMinor: '4000000',
    },
  },
};
const DATES = ['2026-11-30', '2026-12-30', '2027-01-29', '2027-03-01', '2027-03-30'];
const THREE = ['83300', '83300', '83400'];

type Talk = Awaited<ReturnType<typeof talkTo>>;

function draftOf(debt: Debt, amounts: readonly string[]) {
  return {
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    claimIds: [...debt.claimIds],
    instalments: amounts.map((amountMinor, index) => ({ dueDate: DATES[index] ?? '', amountMinor })),
    feeMinor: '0',
  };
}

const inCall = (talk: Talk) => ({ callId: talk.callId, scriptRunId: null });
const askFor = (talk: Talk, debt: Debt, amounts: readonly string[], replacesPlanId: string | null = null) =>
  world.ask(talk.agent, 'plan:ask-approval', {
    ...inCall(talk),
    draft: draftOf(debt, amounts),
    isCostTold: true,
    why: 'They start in a new job on the first.',
    replacesPlanId,
  });
const create = (talk: Talk, debt: Debt, amounts: readonly string[], replacesPlanId: string | null = null) =>
  world.ask(talk.agent, 'plan:create', {
    ...inCall(talk),
    draft: draftOf(debt, amounts),
    isCostTold: true,
    replacesPlanId,
  });

const deps = (): PlansDeps => ({
  ledger: world.ledger,
  creditors: world.creditors,
  callGate: { requireOpenGate: () => Promise.reject(new Error('a supervisor is in no call')) },
  ruleRows: () => RULES,
  recordCallAction: async (tx, callId, action, subjectId) => {
    await tx.sql('call_actions').insert({ call_id: callId, action, subject_id: subjectId, at: new Date(tx.nowMs) });
  },
});

/** As the route does it, in one transaction that a refusal rolls back. */
async function decide(login: Login, decision: Decision) {
  const refused = new Error('refused');
  let answer: Awaited<ReturnType<typeof decideApproval>> | null = null;
  await world.platform.unitOfWork
    .run(async (tx) => {
      answer = await decideApproval(tx, { login, decision }, deps());
      if (!answer.ok) throw refused;
    })
    .catch((error: unknown) => {
      if (error !== refused) throw error;
    });
  if (answer === null) throw new Error('no answer');
  return answer as Awaited<ReturnType<typeof decideApproval>>;
}

async function asked(amounts: readonly string[] = THREE, plan: object = BEYOND) {
  const creditor = await addCreditor(world, { plan: { ...plan } });
  const debt = await addDebt(world, creditor.id);
  const talk = await talkTo(world, creditor.id, debt);
  const question = await askFor(talk, debt, amounts);
  if (!question.ok) throw new Error(question.error.code);
  const lead = await addAgent(world, { roles: ['lead'] });
  return { creditor, debt, talk, lead, planId: question.data.planId };
}

async function accountOf(debt: Debt) {
  const file = await world.screenPop.readCaseFile(world.platform.db, {
    customerId: debt.customerId,
    creditorScope: null,
    nowMs: world.clock.nowMs,
  });
  const account = file?.accounts.find(({ id }) => id === debt.accountId);
  if (account === undefined) throw new Error('the debt has an account');
  return account;
}

const factsOf = async (planId: string) =>
  (await world.platform.db('journal').where({ stream: planId }).orderBy('position').select('kind')).map(
    (row: { kind: string }) => row.kind,
  );

describe('asking a supervisor', () => {
  test('puts the draft on the list with what it goes beyond, and holds the case until the next bank day is over', async () => {
    const { debt, planId } = await asked();
    const account = await accountOf(debt);
    expect(account.plans[0]).toMatchObject({
      state: 'awaiting_approval',
      agreedAt: null,
      approval: { decision: null, breaches: [{ limit: 'instalments', asked: '3', allowed: '2' }] },
    });
    expect(account.cases[0]!.holds).toMatchObject([{ kind: 'plan', untilDate: '2026-11-17' }]);
    const timer = await world.platform.db('timers').where({ kind: APPROVAL_TIMER, subject_id: planId }).first();
    expect(new Date(timer.due_at).toISOString()).toBe('2026-11-17T23:00:00.000Z');
  });

  test.each([
    ['PLAN_APPROVAL_NOT_NEEDED', ['125000', '125000'], BEYOND],
    ['PLAN_BEYOND_SUPERVISOR', ['50000', '50000', '50000', '50000', '50000'], BEYOND],
    ['PLAN_APPROVAL_NOBODY', THREE, { instalmentsMax: 2 }],
    ['PLAN_SUM_MISMATCH', ['83300', '83300', '83300'], BEYOND],
  ] as const)('is refused with %s, and nothing is written', async (code, amounts, plan) => {
    const creditor = await addCreditor(world, { plan: { ...plan } });
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    expect(await askFor(talk, debt, amounts)).toMatchObject({ ok: false, error: { code } });
    expect((await accountOf(debt)).plans).toEqual([]);
  });

  test('twice for the same case is refused: the first question waits', async () => {
    const { talk, debt } = await asked();
    expect(await askFor(talk, debt, THREE)).toMatchObject({ error: { code: 'PLAN_ACTIVE_ALREADY' } });
    expect(await create(talk, debt, ['125000', '125000'])).toMatchObject({ error: { code: 'PLAN_ACTIVE_ALREADY' } });
  });
});

describe("the supervisor's answer", () => {
  test('yes binds the creditor from that moment, under the version of that moment', async () => {
    const { debt, lead, planId, talk } = await asked();
    world.clock.nowMs += 60_000;
    expect(await decide(lead, { planId, decision: 'approve', note: '' })).toMatchObject({ ok: true });
    const account = await accountOf(debt);
    expect(account.plans[0]).toMatchObject({
      state: 'active',
      agreedAt: world.clock.nowMs,
      mandateVersion: 1,
      approval: { decision: 'approved', decidedByName: 'Ada Agent' },
    });
    expect(account.cases[0]!.holds).toMatchObject([{ kind: 'plan', untilDate: null }]);
    expect(await factsOf(planId)).toEqual([
      'plan.approval_asked',
      'plan.changed',
      'plan.agreed',
      'plan.changed',
      'plan.approval_decided',
    ]);
    const actions = await world.platform.db('call_actions').where({ call_id: talk.callId, action: 'plan_created' });
    expect(actions).toHaveLength(1);
    expect(await world.platform.db('timers').where({ subject_id: planId, kind: APPROVAL_TIMER })).toEqual([]);
    expect(await world.platform.db('timers').where({ subject_id: planId, kind: PLAN_TIMER })).toHaveLength(1);
  });

  test('no ends the question with its reason, and the case goes on', async () => {
    const { debt, lead, planId } = await asked();
    expect(await decide(lead, { planId, decision: 'reject', note: 'Try two.' })).toMatchObject({ ok: true });
    const account = await accountOf(debt);
    expect(account.plans[0]).toMatchObject({
      state: 'cancelled',
      approval: { decision: 'rejected', note: 'Try two.' },
    });
    expect(account.cases[0]!.holds).toEqual([]);
    expect(await decide(lead, { planId, decision: 'approve', note: '' })).toMatchObject({
      error: { code: 'PLAN_DECIDED_ALREADY' },
    });
  });

  test('two supervisors at once: one decides, the other is told', async () => {
    const { lead, planId } = await asked();
    const other = await addAgent(world, { roles: ['lead'] });
    const answers = await Promise.all([
      decide(lead, { planId, decision: 'approve', note: '' }),
      decide(other, { planId, decision: 'reject', note: 'No.' }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'PLAN_DECIDED_ALREADY' } });
  });

  test('is not given by the one who asked, nor by another role, nor outside the scope', async () => {
    const { talk, planId } = await asked();
    const answer = { planId, decision: 'approve', note: '' } as const;
    expect(await decide({ ...talk.agent, roles: ['agent', 'lead'] }, answer)).toMatchObject({
      error: { code: 'PLAN_OWN_APPROVAL' },
    });
    const elsewhere = await addAgent(world, { roles: ['lead'], scope: ['cre_other'] });
    expect(await decide(elsewhere, answer)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    const forAdmins = await asked(THREE, { ...BEYOND, approval: { ...BEYOND.approval, role: 'admin' } });
    expect(await decide(forAdmins.lead, { ...answer, planId: forAdmins.planId })).toMatchObject({
      error: { code: 'FORBIDDEN' },
    });
    const admin = await addAgent(world, { roles: ['admin'] });
    expect(await decide(admin, { ...answer, planId: forAdmins.planId })).toMatchObject({ ok: true });
  });

  test("is measured by the mandate of that day: the supervisor's limits that shrank meanwhile refuse it", async () => {
    const { creditor, lead, planId } = await asked();
    await world.platform.db('mandates').where({ id: creditor.mandateId }).update({ valid_to: '2026-11-15' });
    const answer = { planId, decision: 'approve', note: '' } as const;
    expect(await decide(lead, answer)).toMatchObject({ error: { code: 'MANDATE_MISSING' } });
    const old = await world.platform.db('mandates').where({ id: creditor.mandateId }).first();
    await world.platform.db('mandates').insert({
      ...old,
      id: world.platform.makeId('mandate'),
      version: 2,
      valid_from: '2026-11-16',
      valid_to: null,
      created_at: new Date(world.clock.nowMs),
      terms: JSON.stringify({ ...old.terms, plan: { ...old.terms.plan, approval: null } }),
    });
    expect(await decide(lead, answer)).toMatchObject({ error: { code: 'PLAN_APPROVAL_NOBODY' } });
  });

  test('a payment that came meanwhile makes the question stale', async () => {
    const { debt, lead, planId } = await asked();
    await world.platform.db('ledger_entries').insert({
      id: world.platform.makeId('ledgerEntry'),
      customer_account_id: debt.accountId,
      claim_id: debt.claimIds[0],
      kind: 'credit_note',
      amount_minor: -10_000,
      currency: 'NOK',
      event_date: '2026-11-16',
      recorded_at: new Date(world.clock.nowMs + 1_000),
      cause: 'test',
    });
    expect(await decide(lead, { planId, decision: 'approve', note: '' })).toMatchObject({
      error: { code: 'PLAN_CLAIMS_CHANGED' },
    });
  });

  test('nobody answers in time: the question lapses and says so', async () => {
    const { debt, planId } = await asked();
    const now = world.clock.nowMs;
    world.clock.nowMs = Date.parse('2026-11-17T23:00:01Z');
    await world.platform.timers.poll();
    world.clock.nowMs = now;
    expect((await accountOf(debt)).plans[0]).toMatchObject({ state: 'cancelled', approval: { decision: 'expired' } });
    expect(await factsOf(planId)).toContain('plan.approval_decided');
  });

  test('the database lets nobody approve their own, whatever the program thinks', async () => {
    const { talk, planId } = await asked();
    const write = world.platform
      .db('plan_approvals')
      .where({ plan_id: planId })
      .update({ decision: 'approved', decided_by: talk.agent.id, decided_at: new Date() });
    await expect(write).rejects.toThrow(/check constraint/u);
  });
});

describe('changing and ending a plan', () => {
  async function running() {
    const creditor = await addCreditor(world, { plan: BEYOND });
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const made = await create(talk, debt, ['125000', '125000']);
    if (!made.ok) throw new Error(made.error.code);
    world.clock.nowMs += 1_000;
    return { creditor, debt, talk, planId: made.data.planId };
  }

  test('a new plan takes the place of the running one in one step', async () => {
    const { debt, talk, planId } = await running();
    const next = await create(talk, debt, ['100000', '150000'], planId);
    expect(next).toMatchObject({ ok: true });
    const account = await accountOf(debt);
    expect(account.plans.map(({ state }) => state)).toEqual(['active', 'replaced']);
    expect(account.plans[0]).toMatchObject({ replacesPlanId: planId });
    expect(account.cases[0]!.holds).toMatchObject([{ kind: 'plan' }]);
    expect(await factsOf(planId)).toEqual(['plan.agreed', 'plan.changed', 'plan.replaced']);
    expect(await create(talk, debt, ['100000', '150000'], planId)).toMatchObject({
      error: { code: 'PLAN_NOT_RUNNING' },
    });
  });

  test('a replacement that waits for a yes leaves the running plan in force until then', async () => {
    const { debt, talk, planId } = await running();
    const question = await askFor(talk, debt, THREE, planId);
    if (!question.ok) throw new Error(question.error.code);
    expect((await accountOf(debt)).plans.map(({ state }) => state)).toEqual(['awaiting_approval', 'active']);
    const lead = await addAgent(world, { roles: ['lead'] });
    expect(await decide(lead, { planId: question.data.planId, decision: 'reject', note: 'No.' })).toMatchObject({
      ok: true,
    });
    const account = await accountOf(debt);
    expect(account.plans.map(({ state }) => state)).toEqual(['cancelled', 'active']);
    expect(account.cases[0]!.holds).toMatchObject([{ kind: 'plan' }]);
  });

  test('cancelling says why, lets the case go, and cannot be done twice', async () => {
    const { debt, talk, planId } = await running();
    const wish = { ...inCall(talk), planId, why: 'They pay it all on Friday instead.' };
    expect(await world.ask(talk.agent, 'plan:cancel', wish)).toMatchObject({ ok: true });
    const account = await accountOf(debt);
    expect(account.plans[0]).toMatchObject({ state: 'cancelled', endedWhy: wish.why });
    expect(account.cases[0]!.holds).toEqual([]);
    expect(await world.ask(talk.agent, 'plan:cancel', wish)).toMatchObject({ error: { code: 'PLAN_NOT_RUNNING' } });
    expect(await factsOf(planId)).toEqual(['plan.agreed', 'plan.changed', 'plan.cancelled']);
  });

  test('a question is withdrawn the same way', async () => {
    const { talk, debt, planId } = await asked();
    expect(await world.ask(talk.agent, 'plan:cancel', { ...inCall(talk), planId, why: 'Two will do.' })).toMatchObject({
      ok: true,
    });
    expect((await accountOf(debt)).plans[0]).toMatchObject({ state: 'cancelled', approval: { decision: 'withdrawn' } });
    expect(await factsOf(planId)).not.toContain('plan.cancelled');
  });

  test('a stranger cannot end it', async () => {
    const { creditor, planId } = await running();
    const other = await addDebt(world, creditor.id);
    const stranger = await talkTo(world, creditor.id, other);
    expect(await world.ask(stranger.agent, 'plan:cancel', { ...inCall(stranger), planId, why: 'x' })).toMatchObject({
      error: { code: 'IDENTITY_NOT_VERIFIED' },
    });
  });

  test('what was agreed is not changed afterwards, whatever the program thinks', async () => {
    const { planId } = await running();
    const { db } = world.platform;
    await expect(db('plans').where({ id: planId }).update({ total_minor: 1 })).rejects.toThrow(/has been agreed/u);
    await expect(
      db('plans')
        .where({ id: planId })
        .update({ agreed_at: new Date(0) }),
    ).rejects.toThrow(/has been agreed/u);
    await expect(db('plan_claims').where({ plan_id: planId }).delete()).rejects.toThrow();
    await expect(db('plans').where({ id: planId }).delete()).rejects.toThrow(/cannot be deleted/u);
  });

  test('the daily look finds a running plan that nobody would look at', async () => {
    const { planId } = await running();
    const { db, timers } = world.platform;
    await db('timers').where({ subject_id: planId }).delete();
    await db('timers')
      .insert({ kind: DAILY_TIMER, subject_id: DAILY_SUBJECT, due_at: new Date(world.clock.nowMs), is_lease: false })
      .onConflict(['kind', 'subject_id'])
      .merge(['due_at']);
    await timers.poll();
    await timers.poll();
    expect(await db('timers').where({ subject_id: planId, kind: PLAN_TIMER })).toHaveLength(1);
    const daily = await db('timers').where({ kind: DAILY_TIMER }).first();
    expect(new Date(daily.due_at).toISOString()).toBe('2026-11-16T23:00:00.000Z');
  });
});
