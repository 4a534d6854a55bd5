/** Goal: the new deadline after an answer is the customer's to its last day, whatever happens to other disputes meanwhile. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { minor } from '../../shared/money/money';
import { RULES } from '../../shared/rules/index';
import { addCreditor, addDebt, MONDAY, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';
import { createCallGate } from '../screen-pop/index';
import { answerDispute, type DisputeAnswer } from './answer-dispute';
import { createCaseGate } from './case-gate';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const gate = createCaseGate(() => RULES);

async function talking() {
  world.clock.nowMs = MONDAY;
  const creditor = await addCreditor(world);
  const debt = await addDebt(world, creditor.id);
  return { creditor, debt, talk: await talkTo(world, creditor.id, debt) };
}
type Talking = Awaited<ReturnType<typeof talking>>;

const open = ({ debt, talk }: Talking, index: number, caseId: string | null = debt.caseId) =>
  world.ask(talk.agent, 'dispute:open', {
    callId: talk.callId,
    scriptRunId: null,
    customerAccountId: debt.accountId,
    caseId,
    reason: 'wrong_amount',
    statement: 'Det stemmer ikke.',
    lines: [{ claimId: debt.claimIds[index] ?? '', lineNo: 0 }],
  } as never);

async function opened(made: Talking, index: number): Promise<Id<'dispute'>> {
  const done = await open(made, index);
  if (!done.ok) throw new Error(done.error.code);
  return done.data.disputeId as Id<'dispute'>;
}

const answer = ({ creditor }: Talking, said: Pick<DisputeAnswer, 'disputeId' | 'outcome'> & Partial<DisputeAnswer>) =>
  world.platform.unitOfWork.run((tx) =>
    answerDispute(
      tx,
      { text: 'Kontrollert.', acceptedMinor: null, by: { kind: 'creditor', creditorId: creditor.id }, ...said },
      { ledger: world.ledger, ruleRows: () => RULES, callGate: createCallGate() },
    ),
  );

const credit = (debt: Debt, index: number, amountMinor: number) =>
  world.platform.db('ledger_entries').insert({
    id: world.platform.makeId('ledgerEntry'),
    customer_account_id: debt.accountId,
    claim_id: debt.claimIds[index],
    kind: 'credit_note',
    amount_minor: -amountMinor,
    currency: 'NOK',
    event_date: '2026-11-17',
    recorded_at: new Date(world.clock.nowMs),
    cause: 'credit',
  });

const may = (debt: Debt) =>
  gate.mayDo(world.platform.db, { deed: 'fee', caseId: debt.caseId, nowMs: world.clock.nowMs });

describe('the new deadline of a dispute', () => {
  test('is not set free when another of the case ends with nothing left to collect', async () => {
    const made = await talking();
    const first = await opened(made, 0);
    expect(await answer(made, { disputeId: first, outcome: 'rejected' })).toMatchObject({
      value: { resumesOn: '2026-11-30' },
    });
    const second = await opened(made, 1);
    world.clock.nowMs += 3_600_000;
    await credit(made.debt, 1, 150_000);
    expect(await answer(made, { disputeId: second, outcome: 'upheld' })).toMatchObject({
      value: { creditAwaitedMinor: 0n, resumesOn: null },
    });
    expect(await may(made.debt)).toMatchObject({ error: { details: { why: 'dispute', until: '2026-11-29' } } });
    world.clock.nowMs = MONDAY + 14 * 86_400_000;
    expect(await may(made.debt)).toMatchObject({ ok: true });
  });

  test('of what is left begins when the credit has come, not with the answer', async () => {
    const made = await talking();
    const disputeId = await opened(made, 0);
    expect(await answer(made, { disputeId, outcome: 'partly', acceptedMinor: minor(20_000) })).toMatchObject({
      value: { creditAwaitedMinor: 20_000n, resumesOn: '2026-11-30' },
    });
    world.clock.nowMs = Date.UTC(2026, 11, 7, 9);
    await credit(made.debt, 0, 20_000);
    await world.platform.timers.poll();
    expect(await may(made.debt)).toMatchObject({ error: { details: { why: 'dispute', until: '2026-12-20' } } });
    expect(await world.platform.db('disputes').where({ id: disputeId }).first('resumes_on', 'stands')).toEqual({
      resumes_on: '2026-12-21',
      stands: false,
    });
    world.clock.nowMs = Date.UTC(2026, 11, 21, 9);
    expect(await may(made.debt)).toMatchObject({ ok: true });
  });
});

describe('what the creditor gave up', () => {
  test('cannot be planned until it is credited; the rest can', async () => {
    const made = await talking();
    const disputeId = await opened(made, 0);
    expect(await answer(made, { disputeId, outcome: 'upheld' })).toMatchObject({
      value: { creditAwaitedMinor: 100_000n },
    });
    const { debt, talk } = made;
    const plan = (claimIds: readonly string[], amountMinor: string) => {
      const instalments = ['2026-11-30', '2026-12-30'].map((dueDate) => ({ dueDate, amountMinor }));
      const draft = { customerAccountId: debt.accountId, caseId: debt.caseId, claimIds, instalments, feeMinor: '0' };
      return world.ask(talk.agent, 'plan:create', {
        callId: talk.callId,
        scriptRunId: null,
        draft,
        isCostTold: true,
      } as never);
    };
    expect(await plan(debt.claimIds, '125000')).toMatchObject({ error: { code: 'DISPUTE_OPEN_ALREADY' } });
    expect(await plan(debt.claimIds.slice(1), '75000')).toMatchObject({ ok: true });
  });
});

describe('a case that is named', () => {
  test('must be the account’s own to be objected in: a stranger’s is not found, and nothing is opened', async () => {
    const made = await talking();
    const stranger = await addDebt(world, made.creditor.id, { name: 'Per Annen' });
    expect(await open(made, 0, stranger.caseId)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await world.platform.db('disputes').where({ customer_account_id: made.debt.accountId })).toEqual([]);
    expect(await open(made, 0, null)).toMatchObject({ ok: true });
  });

  test('is no way to the telephone when it is closed: the open ones decide', async () => {
    const made = await talking();
    await opened(made, 0);
    const closed = world.platform.makeId('case');
    await world.platform.db('cases').insert({
      id: closed,
      case_no: `C-${closed.slice(-6)}`,
      customer_account_id: made.debt.accountId,
      stage: 'closed',
      stage_since: '2026-10-20',
      opened_at: new Date(world.clock.nowMs),
      closed_at: new Date(world.clock.nowMs),
    });
    const { customerId } = made.debt;
    const ask = { customerId, creditorId: made.creditor.id, caseId: closed, nowMs: world.clock.nowMs };
    expect(await gate.mayCall(world.platform.db, ask)).toMatchObject({ error: { code: 'CASE_STOPPED' } });
  });
});
