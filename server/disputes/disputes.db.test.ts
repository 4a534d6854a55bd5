import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { minor } from '../../shared/money/money';
import { RULES } from '../../shared/rules/index';
import type { Login } from '../platform/auth/login';
import { addAgent, addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';
import { createCallGate } from '../screen-pop/index';
import { answerDispute, rejectGroundless, type DisputeAnswer } from './answer-dispute';
import { createCaseGate } from './case-gate';
import { listDisputes } from './lists';
import { ANSWER_TIMER, CREDIT_TIMER, markSent } from './overdue';
import { resumeCollection } from './suspend';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const gate = createCaseGate(() => RULES);
const deps = () => ({ ledger: world.ledger, ruleRows: () => RULES, callGate: createCallGate() });
const DAY_MS = 24 * 3_600_000;

async function disputed(options: Parameters<typeof addCreditor>[1] & { reason?: 'wrong_amount' | 'cannot_pay' } = {}) {
  const creditor = await addCreditor(world, options);
  const debt = await addDebt(world, creditor.id, { feeMinor: 3_800 });
  const talk = await talkTo(world, creditor.id, debt);
  const opened = await world.ask(talk.agent, 'dispute:open', {
    callId: talk.callId,
    scriptRunId: null,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    reason: options.reason ?? 'wrong_amount',
    statement: 'Det stemmer ikke.',
    lines: [{ claimId: debt.claimIds[0]!, lineNo: 0 }],
  });
  if (!opened.ok) throw new Error(opened.error.code);
  return { creditor, debt, talk, disputeId: opened.data.disputeId as Id<'dispute'> };
}

const answer = (given: Partial<DisputeAnswer> & Pick<DisputeAnswer, 'disputeId' | 'by'>) =>
  world.platform.unitOfWork.run((tx) =>
    answerDispute(tx, { outcome: 'rejected', text: 'Måleren er kontrollert.', acceptedMinor: null, ...given }, deps()),
  );

const may = (debt: Debt, deed: 'fee' | 'outbound_call' | 'cut' | 'legal_step') =>
  gate.mayDo(world.platform.db, { deed, caseId: debt.caseId, nowMs: world.clock.nowMs });

const balanceOf = async (claimId: string) =>
  String((await world.platform.db('claim_balances').where({ claim_id: claimId }).first('balance_minor')).balance_minor);

const byLogin = (
  login: Login,
  said: Partial<Extract<DisputeAnswer['by'], { kind: 'login' }>> = {},
): DisputeAnswer['by'] => ({ kind: 'login', login, callId: null, saidBy: null, ...said });

const bySystem = (creditorId: string) => ({ kind: 'creditor', creditorId }) as const;

describe('from the moment somebody objects', () => {
  test('no fee, call, cut or step of law may be done to the case, and the first answer that is due is watched', async () => {
    const { creditor, debt, disputeId } = await disputed();
    for (const deed of ['fee', 'outbound_call', 'cut', 'legal_step'] as const) {
      expect(await may(debt, deed)).toMatchObject({ error: { code: 'CASE_STOPPED', details: { why: 'dispute' } } });
    }
    const call = { customerId: debt.customerId, creditorId: creditor.id, nowMs: world.clock.nowMs };
    expect(await gate.mayCall(world.platform.db, { ...call, caseId: debt.caseId })).toMatchObject({ ok: false });
    // Leaving the case out is no way round it.
    expect(await gate.mayCall(world.platform.db, { ...call, caseId: null })).toMatchObject({ ok: false });
    expect(
      await world.platform.db('timers').where({ kind: ANSWER_TIMER, subject_id: disputeId }).first('due_at'),
    ).toMatchObject({ due_at: Date.UTC(2026, 10, 24, 7) });
  });

  test('another case of the same customer at the creditor may still be called about', async () => {
    const { creditor, debt } = await disputed();
    const other = world.platform.makeId('case');
    await world.platform.db('cases').insert({
      id: other,
      case_no: `O-${other.slice(-6)}`,
      customer_account_id: debt.accountId,
      stage: 'reminder',
      stage_since: '2026-10-20',
      opened_at: new Date(world.clock.nowMs),
    });
    const call = { customerId: debt.customerId, creditorId: creditor.id, nowMs: world.clock.nowMs };
    expect(await gate.mayCall(world.platform.db, { ...call, caseId: null })).toEqual({ ok: true, value: undefined });
    expect(await gate.mayCall(world.platform.db, { ...call, caseId: debt.caseId })).toMatchObject({ ok: false });
  });
});

describe('the answer', () => {
  test('no: the costs stay, and nothing goes on before the new deadline is over', async () => {
    const { creditor, debt, disputeId } = await disputed();
    expect(await answer({ disputeId, by: bySystem(creditor.id) })).toEqual({
      ok: true,
      value: {
        outcome: 'rejected',
        creditAwaitedMinor: 0n,
        feesRemovedMinor: 0n,
        feesReturnedMinor: 0n,
        resumesOn: '2026-11-30',
      },
    });
    expect(await may(debt, 'fee')).toMatchObject({ error: { details: { why: 'dispute', until: '2026-11-29' } } });
    expect(await world.platform.db('cases').where({ id: debt.caseId }).first('next_stage_date')).toEqual({
      next_stage_date: '2026-11-30',
    });
    expect(await world.platform.db('timers').where({ kind: ANSWER_TIMER, subject_id: disputeId })).toEqual([]);
    const later = world.clock.nowMs + 14 * DAY_MS;
    expect(await gate.mayDo(world.platform.db, { deed: 'fee', caseId: debt.caseId, nowMs: later })).toMatchObject({
      ok: true,
    });
    expect(
      await world.platform.db('journal').where({ stream: disputeId, kind: 'dispute.closed' }).first('payload'),
    ).toMatchObject({ payload: { state: 'rejected', by: 'creditor', caseId: debt.caseId } });
  });

  test('yes: its costs fall at once, and the case rests until the credit has come', async () => {
    const { creditor, debt, disputeId } = await disputed();
    const claimId = debt.claimIds[0]!;
    expect(await answer({ disputeId, outcome: 'upheld', by: bySystem(creditor.id) })).toMatchObject({
      value: { creditAwaitedMinor: 100_000n, feesRemovedMinor: 3_800n, resumesOn: null },
    });
    expect(await balanceOf(claimId)).toBe('100000');
    await world.platform.timers.poll();
    expect(await may(debt, 'fee')).toMatchObject({ error: { details: { why: 'credit_awaited' } } });
    await world.platform.db('ledger_entries').insert({
      id: world.platform.makeId('ledgerEntry'),
      customer_account_id: debt.accountId,
      claim_id: claimId,
      kind: 'credit_note',
      amount_minor: -100_000,
      currency: 'NOK',
      event_date: '2026-11-17',
      recorded_at: new Date(world.clock.nowMs),
      cause: 'credit',
    });
    world.clock.nowMs += 3_600_000;
    await world.platform.timers.poll();
    expect(await may(debt, 'fee')).toMatchObject({ ok: true });
    expect(await world.platform.db('timers').where({ kind: CREDIT_TIMER, subject_id: disputeId })).toEqual([]);
  });

  test('partly: only the accepted part is awaited; a sum that is no part is refused and leaves nothing behind', async () => {
    const { creditor, disputeId } = await disputed();
    const by = bySystem(creditor.id);
    const whole = await answer({ disputeId, outcome: 'partly', acceptedMinor: minor(103_800), by });
    expect(whole).toMatchObject({ error: { code: 'DISPUTE_ANSWER_SUM' } });
    expect(await answer({ disputeId, outcome: 'partly', acceptedMinor: minor(20_000), by })).toMatchObject({
      value: { creditAwaitedMinor: 20_000n, feesRemovedMinor: 3_800n, resumesOn: '2026-11-30' },
    });
  });

  test('is given once, only by that creditor or by somebody who may see it', async () => {
    const { creditor, disputeId } = await disputed();
    const [other] = [await addCreditor(world)];
    expect(await answer({ disputeId, by: bySystem(other.id) })).toMatchObject({ error: { code: 'NOT_FOUND' } });
    const stranger = await addAgent(world, { scope: [other.id], roles: ['lead'] });
    expect(await answer({ disputeId, by: byLogin(stranger, { saidBy: 'Berit' }) })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    const both = await Promise.all([
      answer({ disputeId, by: bySystem(creditor.id) }),
      answer({ disputeId, outcome: 'upheld', by: bySystem(creditor.id) }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'DISPUTE_SETTLED' } });
  });
});

describe('an answer that one of us writes down', () => {
  test.each(['upheld', 'partly', 'rejected'] as const)(
    'for the creditor is not an agent’s: %s is refused in a call as outside one, and takes nothing off',
    async (outcome) => {
      const { debt, talk, disputeId } = await disputed();
      const acceptedMinor = outcome === 'partly' ? minor(20_000) : null;
      for (const callId of [talk.callId, null]) {
        const by = byLogin(talk.agent, { callId, saidBy: 'Berit Strand' });
        expect(await answer({ disputeId, outcome, acceptedMinor, by })).toMatchObject({
          error: { code: 'DISPUTE_ANSWER_LEAD' },
        });
      }
      expect(await balanceOf(debt.claimIds[0]!)).toBe('103800');
      expect(await may(debt, 'cut')).toMatchObject({ ok: false });
    },
  );

  test('for the creditor is a lead’s, who names whom they had it from', async () => {
    const { disputeId } = await disputed();
    const lead = await addAgent(world, { roles: ['lead'] });
    expect(await answer({ disputeId, by: byLogin(lead) })).toMatchObject({ error: { code: 'DISPUTE_ANSWER_SOURCE' } });
    expect(await answer({ disputeId, by: byLogin(lead, { saidBy: 'Berit Strand' }) })).toMatchObject({ ok: true });
    expect(
      await world.platform.db('disputes').where({ id: disputeId }).first('answered_by_kind', 'answer_said_by'),
    ).toEqual({ answered_by_kind: 'lead', answer_said_by: 'Berit Strand' });
  });

  test('that the customer takes it back is an agent’s, only in the call in which it is said', async () => {
    const { creditor, talk, disputeId } = await disputed();
    const withdraw = (by: DisputeAnswer['by']) => answer({ disputeId, outcome: 'withdrawn', by });
    expect(await withdraw(byLogin(talk.agent))).toMatchObject({ error: { code: 'IDENTITY_NOT_VERIFIED' } });
    const another = await talkTo(world, creditor.id, await addDebt(world, creditor.id, { name: 'Per Annen' }));
    expect(await withdraw(byLogin(another.agent, { callId: another.callId }))).toMatchObject({ ok: false });
    expect(await withdraw(byLogin(talk.agent, { callId: talk.callId }))).toMatchObject({
      value: { outcome: 'withdrawn', feesRemovedMinor: 0n },
    });
  });
});

describe('an objection that is obviously groundless', () => {
  test('is set aside by a lead when what was said is no reason not to owe', async () => {
    const { disputeId } = await disputed({ reason: 'cannot_pay' });
    const lead = await addAgent(world, { roles: ['lead'] });
    const set = await world.platform.unitOfWork.run((tx) =>
      rejectGroundless(tx, { disputeId, why: 'Ingen innvending mot kravet.', login: lead }, deps()),
    );
    expect(set).toMatchObject({ ok: true, value: { outcome: 'rejected', resumesOn: '2026-11-30' } });
  });

  test('is the creditor’s to answer when it would matter if it were true', async () => {
    const { disputeId } = await disputed();
    const lead = await addAgent(world, { roles: ['lead'] });
    const set = await world.platform.unitOfWork.run((tx) =>
      rejectGroundless(tx, { disputeId, why: 'Nei.', login: lead }, deps()),
    );
    expect(set).toMatchObject({ error: { code: 'DISPUTE_MATERIAL' } });
  });
});

describe('an answer that does not come', () => {
  test('is on the list of the late ones the day after, only inside the creditors of whoever asks; nothing resumes', async () => {
    const { creditor, debt, disputeId } = await disputed();
    const [other] = [await addCreditor(world)];
    const before = world.clock.nowMs;
    world.clock.nowMs = Date.UTC(2026, 10, 24, 7, 0, 1);
    await world.platform.timers.poll();
    const ask = (scope: readonly string[]) =>
      listDisputes(world.platform.db, { list: 'overdue', scope, today: '2026-11-24' as never, offset: 0, limit: 50 });
    const mine = await ask([creditor.id]);
    expect(mine.disputes.map((line) => [line.disputeId, line.daysLate])).toEqual([[disputeId, 1]]);
    expect((await ask([other.id])).total).toBe(0);
    expect(await world.platform.db('disputes').where({ id: disputeId }).first('overdue_at')).toMatchObject({
      overdue_at: world.clock.nowMs,
    });
    expect(await may(debt, 'fee')).toMatchObject({ ok: false });
    world.clock.nowMs = before;
  });

  test('the creditor’s system says it has it: told twice is told once', async () => {
    const { disputeId } = await disputed();
    for (let times = 0; times < 2; times += 1) {
      expect(await world.platform.unitOfWork.run((tx) => markSent(tx, disputeId, world.ledger))).toMatchObject({
        ok: true,
      });
    }
    expect(await world.platform.db('disputes').where({ id: disputeId }).first('state')).toEqual({
      state: 'with_creditor',
    });
    const sent = await world.platform.db('journal').where({ stream: disputeId, kind: 'dispute.sent' });
    expect(sent).toHaveLength(1);
  });
});

describe('the demand that collection stops', () => {
  test('is a right in Finland: calls and fees rest, a court is left; a lead may end it', async () => {
    const creditor = await addCreditor(world, { country: 'FI' });
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const ask = {
      callId: talk.callId,
      scriptRunId: null,
      caseId: debt.caseId,
      ground: 'demand',
      statement: 'Keskeyttäkää perintä.',
    } as const;
    expect(await world.ask(talk.agent, 'collection:suspend', ask)).toMatchObject({ ok: true });
    expect(await world.ask(talk.agent, 'collection:suspend', ask)).toMatchObject({
      error: { code: 'HOLD_OPEN_ALREADY' },
    });
    expect(await may(debt, 'outbound_call')).toMatchObject({ error: { details: { why: 'suspension' } } });
    expect(await may(debt, 'fee')).toMatchObject({ ok: false });
    expect(await may(debt, 'legal_step')).toMatchObject({ ok: true });
    const lead = await addAgent(world, { roles: ['lead'] });
    const end = () =>
      world.platform.unitOfWork.run((tx) =>
        resumeCollection(tx, { login: lead, caseId: debt.caseId, ground: 'demand', why: 'Asiakas perui.' }, deps()),
      );
    expect(await end()).toMatchObject({ ok: true });
    expect(await end()).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await may(debt, 'outbound_call')).toMatchObject({ ok: true });
  });

  test('is none in Norway, where nothing is held', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const ask = {
      callId: talk.callId,
      scriptRunId: null,
      caseId: debt.caseId,
      ground: 'demand',
      statement: '',
    } as const;
    expect(await world.ask(talk.agent, 'collection:suspend', ask)).toMatchObject({ error: { code: 'RULE_MISSING' } });
    expect(await may(debt, 'fee')).toMatchObject({ ok: true });
  });
});

describe('a complaint to a board', () => {
  const complain = (talk: Awaited<ReturnType<typeof talkTo>>, debt: Debt) =>
    world.ask(talk.agent, 'collection:suspend', {
      callId: talk.callId,
      scriptRunId: null,
      caseId: debt.caseId,
      ground: 'board',
      statement: 'Klaget til Elklagenemnda 12. november.',
    });
  const decide = async (debt: Debt) => {
    const lead = await addAgent(world, { roles: ['lead'] });
    const ask = { login: lead, caseId: debt.caseId, ground: 'board', why: 'Nemnda ga kreditoren medhold.' } as const;
    return world.platform.unitOfWork.run((tx) => resumeCollection(tx, ask, deps()));
  };

  test('stops everything until it is decided, also after the creditor’s no; then the customer has a new deadline', async () => {
    const { creditor, debt, talk, disputeId } = await disputed();
    expect(await answer({ disputeId, by: bySystem(creditor.id) })).toMatchObject({
      value: { resumesOn: '2026-11-30' },
    });
    expect(await complain(talk, debt)).toMatchObject({ ok: true });
    expect(await complain(talk, debt)).toMatchObject({ error: { code: 'HOLD_OPEN_ALREADY' } });
    const monthLater = world.clock.nowMs + 30 * DAY_MS;
    for (const deed of ['letter', 'fee', 'outbound_call', 'legal_step', 'cut'] as const) {
      const ask = { deed, caseId: debt.caseId, nowMs: monthLater };
      expect(await gate.mayDo(world.platform.db, ask)).toMatchObject({ error: { details: { why: 'with_board' } } });
    }
    const before = world.clock.nowMs;
    world.clock.nowMs = monthLater;
    expect(await decide(debt)).toMatchObject({ ok: true });
    expect(await may(debt, 'fee')).toMatchObject({ error: { details: { why: 'dispute', until: '2026-12-29' } } });
    expect(await decide(debt)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    world.clock.nowMs = before;
  });

  test('does not end with the demand that collection stops, nor the other way round', async () => {
    const { debt, talk } = await disputed();
    expect(await complain(talk, debt)).toMatchObject({ ok: true });
    const lead = await addAgent(world, { roles: ['lead'] });
    const ask = { login: lead, caseId: debt.caseId, ground: 'demand', why: 'x' } as const;
    expect(await world.platform.unitOfWork.run((tx) => resumeCollection(tx, ask, deps()))).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });
});
