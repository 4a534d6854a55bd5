import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../../shared/rules/index';
import { addDays, isoDate } from '../../shared/time/dates';
import { createCaseGate } from '../disputes/case-gate';
import { openDispute } from '../disputes/open-dispute';
import {
  addAgent,
  addCall,
  addCreditor,
  addDebt,
  openWorld,
  talkTo,
  type Debt,
  type World,
} from '../ledger/testing/world';
import type { Login } from '../platform/auth/login';
import { listCallsBeforeCut } from './calls-before-cut';
import { readCutFacts } from './cut-facts';
import { applyOrderEvent, dispatchOrder, orderCut, recallCut } from './orders';
import { decide, recordStep } from './steps';
import { buildView } from './view';

let world: World;
/** Tuesday 17 November 2026, 10:00 in Oslo: a day on which something may be cut. */
const TUESDAY = Date.UTC(2026, 10, 17, 9);
beforeAll(async () => {
  world = await openWorld();
  world.clock.nowMs = TUESDAY;
});
afterAll(() => world.close());

const deps = () => ({ ledger: world.ledger, ruleRows: () => RULES, mayDo: createCaseGate(() => RULES).mayDo });
const inTx: World['platform']['unitOfWork']['run'] = (work) => world.platform.unitOfWork.run(work);

interface Ready {
  readonly creditor: { readonly id: string; readonly slug: string };
  readonly debt: Debt;
  readonly lead: Login;
}

/** A Norwegian home at its grid company, warned five weeks ago and talked with since. */
async function warned(
  options: { talked?: boolean; decided?: boolean; sentDaysAgo?: number; role?: string } = {},
): Promise<Ready> {
  const creditor = await addCreditor(world, { role: options.role ?? 'grid', utility: 'grid' });
  const debt = await addDebt(world, creditor.id, { phone: `+4790${Math.floor(1e5 + Math.random() * 9e5)}` });
  const lead = await addAgent(world, { roles: ['lead'] });
  const sent = addDays(isoDate('2026-11-17'), -(options.sentDaysAgo ?? 35));
  const step = { caseId: debt.caseId, onDate: sent, note: '', by: { kind: 'login', login: lead } } as const;
  const done = await inTx((tx) => recordStep(tx, { ...step, kind: 'warning_sent' }, deps()));
  if (!done.ok) throw new Error(done.error.code);
  if (options.talked !== false) await talkAboutIt(creditor.id, debt);
  if (options.decided !== false) {
    const ask = { caseId: debt.caseId, why: 'Vesentlig.', isFrostExpected: null, isBreachEssential: true, login: lead };
    await inTx((tx) => decide(tx, ask, world.ledger));
  }
  return { creditor, debt, lead };
}

async function talkAboutIt(creditorId: string, debt: Debt): Promise<void> {
  const { agent, callId } = await talkTo(world, creditorId, debt);
  await world.platform.db('calls').where({ id: callId }).update({ case_id: debt.caseId, direction: 'out' });
  await world.platform
    .db('calls')
    .where({ id: callId })
    .update({ state: 'ended', ended_at: new Date(world.clock.nowMs) });
  await world.platform.db('agents').where({ id: agent.id }).update({ state: 'offline' });
}

const order = ({ debt, lead }: Ready) => inTx((tx) => orderCut(tx, { caseId: debt.caseId, login: lead }, deps()));
const orderOf = ({ debt }: Ready) => world.platform.db('disconnection_orders').where({ case_id: debt.caseId }).first();

async function dispatched(ready: Ready): Promise<string> {
  const made = await order(ready);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  await inTx((tx) => dispatchOrder(tx, made.value.orderId, deps()));
  return made.value.orderId;
}

async function askDispute(ready: Ready) {
  const { agent, callId } = await talkTo(world, ready.creditor.id, ready.debt);
  return {
    login: agent,
    payload: {
      callId,
      scriptRunId: null,
      customerAccountId: ready.debt.accountId,
      caseId: ready.debt.caseId,
      reason: 'wrong_amount' as const,
      statement: 'Nei.',
      lines: [{ claimId: ready.debt.claimIds[0]!, lineNo: 0 }],
    },
  };
}

/** Until the fact has been read and acted on; the watch works behind the feed. */
async function untilState(ready: Ready, state: string): Promise<void> {
  await expect.poll(async () => (await orderOf(ready))?.state, { timeout: 10_000 }).toBe(state);
}

describe('an order to cut', () => {
  test('is taken from a lead when every gate is open, and leaves with the number of its supply point', async () => {
    const ready = await warned();
    await dispatched(ready);
    expect(await orderOf(ready)).toMatchObject({ state: 'dispatched', sequence: 1, rule_id: 'NO-CUT-C' });
    const told = await world.platform
      .db('journal')
      .where({ kind: 'disconnection.changed' })
      .orderBy('position', 'desc')
      .first();
    expect(told.payload).toMatchObject({ state: 'dispatched', sequence: 1, caseId: ready.debt.caseId });
  });

  test.each([
    ['without a decision', { decided: false }, 'decision'],
    ['without a talk', { talked: false }, 'call'],
    ['before the notice has run out', { sentDaysAgo: 20 }, 'notice_period'],
    ['for a supplier, who may not cut in Norway', { role: 'supplier' }, 'actor'],
  ] as const)('is refused %s, and says which gate is shut', async (_why, options, gate) => {
    const refused = await order(await warned(options));
    expect(refused).toMatchObject({ ok: false, error: { code: 'DISCONNECTION_BLOCKED' } });
    expect(refused.ok || refused.error.details?.['gates']).toContain(gate);
  });

  test('is refused to whoever may not see the creditor, and a second one while the first is under way', async () => {
    const ready = await warned();
    const [other] = [await addCreditor(world)];
    const stranger = await addAgent(world, { roles: ['lead'], scope: [other.id] });
    expect(await order({ ...ready, lead: stranger })).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await order(ready)).toMatchObject({ ok: true });
    expect(await order(ready)).toMatchObject({ error: { code: 'DISCONNECTION_ORDERED_ALREADY' } });
  });

  test('is looked at again when it leaves: what arose in between calls it off, and no number is used', async () => {
    const ready = await warned();
    const made = await order(ready);
    if (!made.ok) throw new Error(made.error.code);
    await world.platform
      .db('customers')
      .where({ id: ready.debt.customerId })
      .update({ flags: ['medical_device'] });
    await inTx((tx) => dispatchOrder(tx, made.value.orderId, deps()));
    expect(await orderOf(ready)).toMatchObject({ state: 'cancelled', sequence: null, why: ['safety'] });
  });

  test('part of the money opens the decision anew', async () => {
    const ready = await warned();
    world.clock.nowMs += 60_000;
    await world.platform.db('ledger_entries').insert({
      id: world.platform.makeId('ledgerEntry'),
      customer_account_id: ready.debt.accountId,
      kind: 'payment',
      amount_minor: -10_000,
      currency: 'NOK',
      event_date: '2026-11-17',
      recorded_at: new Date(world.clock.nowMs),
      cause: 'bank',
    });
    const refused = await order(ready);
    expect(refused.ok || refused.error.details).toEqual({ gates: 'breach decision' });
  });
});

describe('what arises after it has left', () => {
  test('a dispute calls it back at once, under a higher number', async () => {
    const ready = await warned();
    await dispatched(ready);
    const ask = await askDispute(ready);
    expect(await world.ask(ask.login, 'dispute:open', ask.payload)).toMatchObject({ ok: true });
    await untilState(ready, 'recalled');
    expect(await orderOf(ready)).toMatchObject({ sequence: 1, recall_sequence: 2, why: ['dispute', 'hold'] });
  });

  test.each([
    ['danger somebody tells of', 'danger', ['safety', 'hold']],
    ['a social service that pays', 'social_service', ['social_answer']],
  ] as const)('so does %s', async (_what, kind, why) => {
    const ready = await warned();
    await dispatched(ready);
    const { agent, callId } = await talkTo(world, ready.creditor.id, ready.debt);
    const told = { callId, scriptRunId: null, caseId: ready.debt.caseId, kind, statement: 'Respirator.' };
    expect(await world.ask(agent, 'disconnection:report', told)).toMatchObject({ ok: true });
    await untilState(ready, 'recalled');
    expect(await orderOf(ready)).toMatchObject({ why });
  });

  test('danger that an agent marks on the customer calls it back at once, not when the timer looks', async () => {
    const ready = await warned();
    await dispatched(ready);
    const { agent, callId } = await talkTo(world, ready.creditor.id, ready.debt);
    const flag = {
      callId,
      scriptRunId: null,
      customerId: ready.debt.customerId,
      flag: 'medical_device',
      isSet: true,
    } as const;
    expect(await world.ask(agent, 'customer:flag', flag)).toMatchObject({ ok: true });
    await untilState(ready, 'recalled');
    expect(await orderOf(ready)).toMatchObject({ why: ['safety'] });
  });

  test('what nobody told of is found by the watch a minute later', async () => {
    const ready = await warned();
    await dispatched(ready);
    await world.platform
      .db('customers')
      .where({ id: ready.debt.customerId })
      .update({ flags: ['deceased'] });
    world.clock.nowMs += 61_000;
    await world.platform.timers.poll();
    expect(await orderOf(ready)).toMatchObject({ state: 'recalled', why: ['people'] });
  });

  test('a lead may call it back; a cut that was called back is never taken for done', async () => {
    const ready = await warned();
    const orderId = await dispatched(ready);
    const ask = { caseId: ready.debt.caseId, why: 'Avtale på telefon.', login: ready.lead };
    expect(await inTx((tx) => recallCut(tx, ask, deps()))).toMatchObject({ ok: true, value: { state: 'recalled' } });
    expect(await inTx((tx) => recallCut(tx, ask, deps()))).toMatchObject({
      error: { code: 'DISCONNECTION_NOT_ORDERED' },
    });
    expect(await inTx((tx) => applyOrderEvent(tx, orderId, 'confirmed', deps()))).toMatchObject({
      error: { code: 'DISCONNECTION_NOT_ORDERED' },
    });
    expect(
      await world.platform.db('supply_points').where({ id: ready.debt.supplyPointId }).first('service_state'),
    ).toEqual({ service_state: 'connected' });
  });
});

describe('an order and a dispute at the same moment', () => {
  test('on two connections, either the order never leaves or it is called back: never a cut against an objection', async () => {
    for (let round = 0; round < 12; round += 1) {
      const ready = await warned();
      const made = await order(ready);
      if (!made.ok) throw new Error(made.error.code);
      const ask = await askDispute(ready);
      const port = { callGate: { requireOpenGate: async () => ({ ok: true, value: { openedAt: 0 } }) as const } };
      const disputing = () =>
        inTx((tx) => openDispute(tx, ask, { ...deps(), ...port, recordCallAction: async () => undefined } as never));
      const sending = () => inTx((tx) => dispatchOrder(tx, made.value.orderId, deps()));
      await Promise.all(round % 2 === 0 ? [sending(), disputing()] : [disputing(), sending()]);
      await expect
        .poll(async () => (await orderOf(ready))?.state, { timeout: 10_000 })
        .toMatch(/^(cancelled|recalled)$/u);
      const row = await orderOf(ready);
      if (row.state === 'recalled') expect(row.recall_sequence).toBeGreaterThan(row.sequence);
    }
  });
});

describe('whom to ring before a cut', () => {
  const list = (creditorId: string, given: Partial<Parameters<typeof listCallsBeforeCut>[1]> = {}) =>
    listCallsBeforeCut(world.platform.db, {
      scope: [creditorId],
      bankDays: null,
      nowMs: world.clock.nowMs,
      hasCallHours: true,
      rows: RULES,
      ...given,
    });

  test('is whoever is warned and nobody has talked with, while the day is near; a talk takes them off the list', async () => {
    const ready = await warned({ talked: false, sentDaysAgo: 27 });
    const { creditor, debt } = ready;
    const found = await list(creditor.id);
    expect(found.calls.map((line) => [line.caseId, line.earliestCutDate, line.bankDaysLeft, line.tries])).toEqual([
      [debt.caseId, '2026-11-19', 2, 0],
    ]);
    expect(found.calls[0]?.phone).toMatch(/^\+47/u);
    // Nothing about money stands on a list of people who are not verified yet.
    expect(JSON.stringify(found)).not.toMatch(/minor/iu);
    expect((await list(creditor.id, { bankDays: 1 })).calls).toEqual([]);
    const [other] = [await addCreditor(world)];
    expect((await list(other.id)).calls).toEqual([]);
    await talkAboutIt(creditor.id, debt);
    expect((await list(creditor.id)).calls).toEqual([]);
  });

  test('waits for the hours in which we may call, and leaves out who may not be rung at all', async () => {
    const ready = await warned({ talked: false, sentDaysAgo: 27 });
    const night = Date.UTC(2026, 10, 17, 21);
    expect(await list(ready.creditor.id, { nowMs: night })).toMatchObject({ calls: [], waitingForHours: 1 });
    const ask = await askDispute(ready);
    await world.ask(ask.login, 'dispute:open', ask.payload);
    expect(await list(ready.creditor.id)).toMatchObject({ calls: [], waitingForHours: 0 });
  });

  test('has homes heated by power in winter too, and those whose breach is not weighed yet: the call comes before either', async () => {
    const ready = await warned({ talked: false, decided: false, sentDaysAgo: 27 });
    const { supplyPointId } = ready.debt;
    for (const isHeated of [true, null]) {
      await world.platform.db('supply_points').where({ id: supplyPointId }).update({ is_electric_heating: isHeated });
      expect((await list(ready.creditor.id)).calls).toHaveLength(1);
    }
  });

  test('is not filled by cases that nobody may be rung about, and says when it could not look at all', async () => {
    const creditor = await addCreditor(world, { role: 'grid', utility: 'grid' });
    const debts = [];
    for (const onDate of ['2026-10-19', '2026-10-20', '2026-10-21']) {
      const debt = await addDebt(world, creditor.id);
      await world.platform.db('cases').where({ id: debt.caseId }).update({ disconnection_notice_date: onDate });
      debts.push(debt);
    }
    const shown = async (lookAtMax: number) => {
      const found = await list(creditor.id, { lookAtMax });
      return { cases: found.calls.map(({ caseId }) => caseId), isCutShort: found.isCutShort };
    };
    const [oldest, middle, newest] = debts.map(({ caseId }) => caseId);
    expect(await shown(1)).toEqual({ cases: [oldest], isCutShort: true });
    const hold = {
      id: world.platform.makeId('hold'),
      case_id: oldest,
      kind: 'vulnerability',
      placed_by: 'test',
      note: '',
    };
    await world.platform.db('holds').insert({ ...hold, placed_at: new Date(world.clock.nowMs) });
    expect(await shown(1)).toEqual({ cases: [middle], isCutShort: true });
    expect(await shown(2)).toEqual({ cases: [middle, newest], isCutShort: false });
  });

  test('counts tries: those tried least come first on the same day', async () => {
    const creditor = await addCreditor(world, { role: 'grid', utility: 'grid' });
    const lead = await addAgent(world, { roles: ['lead'] });
    const debts = [await addDebt(world, creditor.id), await addDebt(world, creditor.id)];
    for (const debt of debts) {
      const step = { kind: 'warning_sent', onDate: isoDate('2026-10-21'), note: '' } as const;
      await inTx((tx) => recordStep(tx, { ...step, caseId: debt.caseId, by: { kind: 'login', login: lead } }, deps()));
    }
    const callId = await addCall(world, creditor.id, lead.id);
    await world.platform
      .db('calls')
      .where({ id: callId })
      .update({
        direction: 'out',
        state: 'no_answer',
        answered_at: null,
        ended_at: new Date(world.clock.nowMs),
        case_id: debts[0]!.caseId,
        customer_id: debts[0]!.customerId,
      });
    const found = await list(creditor.id);
    expect(found.calls.map((line) => [line.caseId, line.tries])).toEqual([
      [debts[1]!.caseId, 0],
      [debts[0]!.caseId, 1],
    ]);
  });
});

describe('the steps', () => {
  test('a new warning starts its own clock; a served or answered one that was never sent is refused', async () => {
    const creditor = await addCreditor(world, { role: 'grid', utility: 'grid' });
    const debt = await addDebt(world, creditor.id);
    const by = { kind: 'creditor', creditorId: creditor.id } as const;
    const step = (kind: 'warning_served' | 'warning_sent' | 'social_service_accepted', onDate: string) => {
      world.clock.nowMs += 1_000;
      return inTx((tx) => recordStep(tx, { caseId: debt.caseId, kind, onDate: isoDate(onDate), note: '', by }, deps()));
    };
    const invalid = { ok: false, error: { code: 'DISCONNECTION_STEP_INVALID' } };
    expect(await step('warning_served', '2026-11-10')).toMatchObject(invalid);
    expect(await step('warning_sent', '2026-12-24')).toMatchObject(invalid);
    expect(await step('warning_sent', '2026-10-01')).toMatchObject({ ok: true });
    expect(await step('warning_served', '2026-09-30')).toMatchObject(invalid);
    expect(await step('warning_served', '2026-10-03')).toMatchObject({ ok: true });
    expect(await step('social_service_accepted', '2026-10-05')).toMatchObject({ ok: true });
    expect(await step('warning_sent', '2026-11-02')).toMatchObject({ ok: true });
    const [found] = await readCutFacts(world.platform.db, [debt.caseId], world.clock.nowMs);
    expect(found?.facts.notice).toMatchObject({
      sentDate: '2026-11-02',
      servedDate: null,
      hasSocialServiceAccepted: false,
    });
    const view = await buildView(world.platform.db, found!, RULES);
    expect(view.steps.map(({ kind }) => kind)).toEqual([
      'warning_sent',
      'social_service_accepted',
      'warning_served',
      'warning_sent',
    ]);
    expect(view.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(view.sumToStopMinor);
  });

  test('nobody of another creditor writes one', async () => {
    const { debt } = await warned();
    const [other] = [await addCreditor(world)];
    const by = { kind: 'creditor', creditorId: other.id } as const;
    const step = {
      caseId: debt.caseId,
      kind: 'warning_withdrawn',
      onDate: isoDate('2026-11-17'),
      note: '',
      by,
    } as const;
    expect(await inTx((tx) => recordStep(tx, step, deps()))).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });
});
