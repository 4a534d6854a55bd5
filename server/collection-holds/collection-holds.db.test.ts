import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Talk = Awaited<ReturnType<typeof talkTo>>;

// The world's Monday is 16 November 2026; the mandate postpones 14 days, twice.
const THURSDAY = '2026-11-26';
const LAST_DAY = '2026-11-30';

const postpone = (talk: Talk, debt: Debt, change: Record<string, unknown> = {}, commandId?: string) =>
  world.ask(
    talk.agent,
    'case:postpone',
    {
      callId: talk.callId,
      scriptRunId: null,
      customerAccountId: debt.accountId,
      caseId: debt.caseId,
      untilDate: THURSDAY,
      feeMinor: '0',
      isCostTold: true,
      ...change,
    },
    commandId,
  );
const freeze = (talk: Talk, debt: Debt, change: Record<string, unknown> = {}) =>
  world.ask(talk.agent, 'case:freeze', {
    callId: talk.callId,
    scriptRunId: null,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    reason: 'moved',
    days: null,
    ...change,
  });

async function caseOf(debt: Debt) {
  const file = await world.screenPop.readCaseFile(world.platform.db, {
    customerId: debt.customerId,
    creditorScope: null,
    nowMs: world.clock.nowMs,
  });
  return file!.accounts[0]!.cases[0]!;
}
const endHold = (debt: Debt) =>
  world.platform.unitOfWork.run((tx) => world.ledger.endHolds(tx, debt.caseId, ['postponement', 'freeze']));
const rowsOf = (table: string, debt: Debt) => world.platform.db(table).where({ case_id: debt.caseId });

describe('a new due date agreed in a call', () => {
  test('holds the case until that day, is counted, kept with the call and told to whoever follows the journal', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    expect(await postpone(talk, debt)).toMatchObject({ ok: true, data: { untilDate: THURSDAY, feeMinor: '0' } });
    expect(await caseOf(debt)).toMatchObject({
      nextStep: null,
      holds: [{ kind: 'postponement', untilDate: THURSDAY }],
      care: { postponements: [{ untilDate: THURSDAY }] },
    });
    const facts = await world.platform.db('journal').where({ kind: 'case.postponed', stream: debt.caseId });
    expect(facts).toHaveLength(1);
    const actions = await world.platform.db('call_actions').where({ call_id: talk.callId, action: 'postponed' });
    expect(actions).toHaveLength(1);
    const audit = await world.platform.db('audit_rows').where({ action: 'case.postpone', subject_id: debt.customerId });
    expect(audit).toHaveLength(1);
  });

  test('the same command twice gives one new date', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const first = await postpone(talk, debt, {}, 'postpone-0001');
    expect(await postpone(talk, debt, {}, 'postpone-0001')).toEqual(first);
    expect(await rowsOf('postponements', debt)).toHaveLength(1);
    expect(await postpone(talk, debt)).toMatchObject({ error: { code: 'HOLD_OPEN_ALREADY' } });
  });

  test('is refused past the mandate, off bank days, and the third time', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    expect(await postpone(talk, debt, { untilDate: '2026-12-01' })).toMatchObject({
      error: { code: 'POSTPONE_TOO_LONG', details: { latest: LAST_DAY } },
    });
    expect(await postpone(talk, debt, { untilDate: '2026-11-22' })).toMatchObject({ error: { code: 'POSTPONE_DATE' } });
    expect(await postpone(talk, debt)).toMatchObject({ ok: true });
    await endHold(debt);
    expect(await postpone(talk, debt)).toMatchObject({ ok: true });
    await endHold(debt);
    expect(await postpone(talk, debt)).toMatchObject({ error: { code: 'POSTPONE_TOO_OFTEN', details: { max: 2 } } });
    expect(await rowsOf('postponements', debt)).toHaveLength(2);
  });

  test('in Finland costs five euros from fourteen days, booked only when that was told', async () => {
    const creditor = await addCreditor(world, { country: 'FI', feeMode: 'statutory' });
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const wish = { untilDate: LAST_DAY, feeMinor: '500' };
    expect(await postpone(talk, debt, { untilDate: LAST_DAY })).toMatchObject({
      error: { code: 'POSTPONE_COST_NOT_TOLD', details: { feeMinor: '500' } },
    });
    expect(await postpone(talk, debt, { ...wish, isCostTold: false })).toMatchObject({
      error: { code: 'POSTPONE_COST_NOT_TOLD' },
    });
    expect(await rowsOf('postponements', debt)).toHaveLength(0);
    expect(await postpone(talk, debt, wish)).toMatchObject({ ok: true, data: { feeMinor: '500' } });
    const [row] = await rowsOf('postponements', debt);
    const [entry] = await world.platform.db('ledger_entries').where({ claim_id: row.fee_claim_id });
    expect(entry).toMatchObject({ kind: 'fee' });
    expect(String(entry.amount_minor)).toBe('500');
  });

  test('is not given while a plan holds the case, nor for a claim that gets too old', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    // Three years from the due date (foreldelsesloven § 2), worked out anew: no column has to be filled for the guard to hold.
    await world.platform
      .db('claims')
      .where({ id: debt.claimIds[0] ?? '' })
      .update({ issue_date: '2023-11-01', due_date: '2023-11-25' });
    expect(await postpone(talk, debt)).toMatchObject({ error: { code: 'POSTPONE_PAST_LIMITATION' } });
    await world.platform.unitOfWork.run((tx) =>
      world.ledger.placeHold(
        tx,
        { caseId: debt.caseId, kind: 'plan', untilDate: null, placedBy: null, callId: null, note: '' },
        'once',
      ),
    );
    expect(await postpone(talk, debt)).toMatchObject({ error: { code: 'PLAN_ACTIVE_ALREADY' } });
  });

  test('without a mandate, in a strange call or for a strange case gives nothing', async () => {
    const creditor = await addCreditor(world);
    const [debt, other] = [await addDebt(world, creditor.id), await addDebt(world, creditor.id)];
    const [talk, stranger] = [await talkTo(world, creditor.id, debt), await talkTo(world, creditor.id, other)];
    expect(await postpone({ ...stranger, callId: talk.callId }, debt)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await postpone(stranger, debt)).toMatchObject({ error: { code: 'IDENTITY_NOT_VERIFIED' } });
    expect(await postpone(talk, debt, { caseId: other.caseId })).toMatchObject({ error: { code: 'NOT_FOUND' } });
    await world.platform
      .db('mandates')
      .where({ creditor_id: creditor.id })
      .update({ revoked_at: new Date(0) });
    expect(await postpone(talk, debt)).toMatchObject({ error: { code: 'MANDATE_MISSING' } });
  });

  test('asked for twice at the same moment is given once', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const answers = await Promise.all([postpone(talk, debt), postpone(talk, debt)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await rowsOf('postponements', debt)).toHaveLength(1);
  });
});

describe('a case that rests', () => {
  test('does so for thirty days and shows why', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    expect(await freeze(talk, debt)).toMatchObject({ ok: true, data: { untilDate: '2026-12-16' } });
    expect(await caseOf(debt)).toMatchObject({
      nextStep: null,
      holds: [{ kind: 'freeze', untilDate: '2026-12-16' }],
      care: { freezes: [{ reason: 'moved', untilDate: '2026-12-16' }] },
    });
    expect(await freeze(talk, debt, { reason: 'illness' })).toMatchObject({ error: { code: 'HOLD_OPEN_ALREADY' } });
  });

  test('no longer than the rule, and for the same reason again only by a lead', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    expect(await freeze(talk, debt, { days: 31 })).toMatchObject({ error: { code: 'FREEZE_TOO_LONG' } });
    expect(await freeze(talk, debt)).toMatchObject({ ok: true });
    await endHold(debt);
    expect(await freeze(talk, debt)).toMatchObject({ error: { code: 'FREEZE_TOO_OFTEN' } });
    const lead = { ...talk.agent, roles: ['agent', 'lead'] as const };
    expect(await freeze({ ...talk, agent: lead }, debt)).toMatchObject({ ok: true });
  });

  test('needs no mandate: nobody is pressed because a creditor gave none', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    await world.platform
      .db('mandates')
      .where({ creditor_id: creditor.id })
      .update({ revoked_at: new Date(0) });
    expect(await freeze(talk, debt, { reason: 'deceased' })).toMatchObject({ ok: true });
  });

  test('is kept for ever: its row can be neither changed nor taken away', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    await freeze(talk, debt);
    await expect(rowsOf('case_freezes', debt).update({ reason: 'illness' })).rejects.toThrow();
    await expect(rowsOf('case_freezes', debt).delete()).rejects.toThrow();
  });
});
