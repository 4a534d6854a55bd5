import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CommandPayloadWire } from '../../shared/protocol/commands';
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
import { NOTICE_TIMER } from '../payments-underway/notices';

type Verify = CommandPayloadWire<'identity:verify'>;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const verify = (ask: Pick<Verify, 'callId' | 'customerId'> & Partial<Verify>): Verify => ({
  factors: ['name', 'birth_date'],
  isThirdParty: false,
  ...ask,
});

async function caseFileOf(debt: Debt) {
  const file = await world.screenPop.readCaseFile(world.platform.db, {
    customerId: debt.customerId,
    creditorScope: null,
    nowMs: world.clock.nowMs,
  });
  return file!;
}

const accountOf = async (debt: Debt) =>
  (await caseFileOf(debt)).accounts.find((account) => account.id === debt.accountId)!;

const openDispute = (talk: Awaited<ReturnType<typeof talkTo>>, debt: Debt, lineNo = 0) =>
  world.ask(talk.agent, 'dispute:open', {
    callId: talk.callId,
    scriptRunId: null,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    reason: 'wrong_amount',
    statement: 'Måleren er feil.',
    lines: [{ claimId: debt.claimIds[0]!, lineNo }],
  });

const recordNotice = (talk: Awaited<ReturnType<typeof talkTo>>, debt: Debt, bankDays = 3) =>
  world.ask(talk.agent, 'payment-notice:record', {
    callId: talk.callId,
    scriptRunId: null,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    amountMinor: '250000',
    paidDate: '2026-11-16',
    channel: 'netbank',
    bankDays,
  });

const waiveFee = (talk: Awaited<ReturnType<typeof talkTo>>, debt: Debt, amountMinor: string) =>
  world.ask(talk.agent, 'fee:waive', {
    callId: talk.callId,
    scriptRunId: null,
    claimId: debt.claimIds[0]!,
    amountMinor: amountMinor,
    why: 'første gang',
  });

describe('finding a customer', () => {
  test('by phone, name, case, customer and invoice number and reference, with candidate fields only', async () => {
    const creditor = await addCreditor(world);
    const agent = await addAgent(world);
    const callId = await addCall(world, creditor.id, agent.id);
    const debt = await addDebt(world, creditor.id, { name: 'Frøydis Søkbar', phone: '+4799000001' });
    const account = await accountOf(debt);
    const texts = [
      '99 00 00 01',
      '+4799000001',
      'frøydis s',
      account.cases[0]!.caseNo,
      account.customerNo,
      account.claims[0]!.invoiceNo,
      debt.references[0]!,
    ];
    for (const text of texts) {
      const found = await world.ask(agent, 'customer:search', { callId, text });
      expect([text, found.ok && found.data.candidates.map((one) => one.customerId)]).toEqual([text, [debt.customerId]]);
      if (found.ok)
        expect(Object.keys(found.data.candidates[0]!).sort()).toEqual([
          'address',
          'birthDate',
          'caseNos',
          'customerId',
          'foundBy',
          'name',
        ]);
    }
    const audited = await world.platform
      .db('audit_rows')
      .where({ login_account_id: agent.id, action: 'customer.search' });
    expect(audited).toHaveLength(texts.length);
    expect(JSON.stringify(audited)).not.toContain('Frøydis');
  });

  test("an agent's own customers are found however many of the same name other creditors have", async () => {
    const [mine, other] = [await addCreditor(world), await addCreditor(world)];
    for (let nr = 0; nr < 21; nr++) await addDebt(world, other.id, { name: `Hansen ${nr}`, phone: '+4799000077' });
    const debt = await addDebt(world, mine.id, { name: 'Hansen X', phone: '+4799000077' });
    const agent = await addAgent(world, { scope: [mine.id] });
    const callId = await addCall(world, mine.id, agent.id);
    for (const text of ['Hansen', '+4799000077']) {
      const found = await world.ask(agent, 'customer:search', { callId, text });
      expect([text, found.ok && found.data.candidates.map((one) => one.customerId)]).toEqual([text, [debt.customerId]]);
    }
  });

  test('nobody outside the creditors of the one who asks is found', async () => {
    const [mine, other] = [await addCreditor(world), await addCreditor(world)];
    const agent = await addAgent(world, { scope: [mine.id] });
    const debt = await addDebt(world, other.id, { name: 'Usynlig Person' });
    const found = await world.ask(agent, 'customer:search', { callId: null, text: 'usynlig' });
    expect(found).toMatchObject({ ok: true, data: { candidates: [] } });
    const byReference = await world.ask(agent, 'customer:search', { callId: null, text: debt.references[0]! });
    expect(byReference).toMatchObject({ ok: true, data: { candidates: [] } });
  });
});

describe('the identity gate', () => {
  test('opens with two factors, shows amounts from then on, and is audited with the factors', async () => {
    const creditor = await addCreditor(world);
    const agent = await addAgent(world);
    const callId = await addCall(world, creditor.id, agent.id);
    const debt = await addDebt(world, creditor.id);
    expect(await world.ask(agent, 'pop:refresh', { callId })).toMatchObject({
      error: { code: 'IDENTITY_NOT_VERIFIED' },
    });
    const one = await world.ask(
      agent,
      'identity:verify',
      verify({ callId, customerId: debt.customerId, factors: ['name', 'name'] }),
    );
    expect(one).toMatchObject({ error: { code: 'IDENTITY_TOO_FEW_FACTORS' } });
    expect(JSON.stringify(one)).not.toMatch(/amountMinor|balanceMinor/);
    const opened = await world.ask(agent, 'identity:verify', verify({ callId, customerId: debt.customerId }));
    expect(opened.ok && opened.data.caseFile.accounts[0]!.claims.map((claim) => claim.balanceMinor)).toEqual([
      '100000',
      '150000',
    ]);
    const gate = await world.platform.db('identity_gates').where({ call_id: callId }).first();
    expect(gate).toMatchObject({ customer_id: debt.customerId, factors: ['name', 'birth_date'], opened_by: agent.id });
    expect((await world.platform.db('calls').where({ id: callId }).first()).customer_id).toBe(debt.customerId);
    const audit = await world.platform
      .db('audit_rows')
      .where({ subject_id: debt.customerId, action: 'identity.verify' });
    expect(audit[0].detail).toMatchObject({ factors: ['name', 'birth_date'], callId });
    expect(await world.ask(agent, 'pop:refresh', { callId })).toMatchObject({ ok: true });
  });

  test('asked again under the same command, as after a lost answer, it is read and audited anew but happened once', async () => {
    const creditor = await addCreditor(world);
    const agent = await addAgent(world);
    const callId = await addCall(world, creditor.id, agent.id);
    const { customerId } = await addDebt(world, creditor.id);
    const ask = () => world.ask(agent, 'identity:verify', verify({ callId, customerId }), 'verify-twice');
    const [first, second] = [await ask(), await ask()];
    expect([first.ok, second.ok]).toEqual([true, true]);
    const { db } = world.platform;
    expect(await db('audit_rows').where({ login_account_id: agent.id, action: 'identity.verify' })).toHaveLength(2);
    expect(await db('journal').where({ stream: callId, kind: 'identity.verified' })).toHaveLength(1);
    const receipt = await db('command_receipts').where({ command_id: 'verify-twice' }).first<{ answer: unknown }>();
    expect(receipt.answer).toBeNull();
    // With the wrap-up over the gate is shut, and what was answered once is not given out any more.
    await db('calls')
      .where({ id: callId })
      .update({ state: 'ended', ended_at: new Date(world.clock.nowMs) });
    expect(await ask()).toEqual({ ok: false, error: { code: 'CALL_ENDED' } });
  });

  test('with the gate open, no digit of the national number but the birth date leaves the server', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    for (const [country, nationalId, shown] of [
      ['NO', '01810112345', /^[0-9]{6}•+$/u],
      ['SE', '19800101-9812', /^(?:19)?800101-?•+$/u],
      ['FI', '010180-912A', /^010180-?•+$/u],
    ] as const) {
      await world.platform.db('customers').where({ id: debt.customerId }).update({ country, national_id: nationalId });
      const masked = (await caseFileOf(debt)).customer.nationalIdMasked;
      expect(masked === null ? '' : masked.replace(/^•+$/u, '010180•')).toMatch(
        country === 'NO' ? /^[0-9]{6}•+$/u : shown,
      );
      expect(masked).not.toContain(nationalId.slice(-4));
    }
  });

  test('stays shut for a third party, and the attempt is kept although the command left nothing', async () => {
    const creditor = await addCreditor(world);
    const agent = await addAgent(world);
    const callId = await addCall(world, creditor.id, agent.id);
    const debt = await addDebt(world, creditor.id);
    const refused = await world.ask(
      agent,
      'identity:verify',
      verify({ callId, customerId: debt.customerId, isThirdParty: true }),
    );
    expect(refused).toMatchObject({ error: { code: 'IDENTITY_THIRD_PARTY' } });
    expect(await world.platform.db('identity_gates').where({ call_id: callId })).toHaveLength(0);
    const facts = await world.platform.db('journal').where({ kind: 'identity.refused', stream: callId });
    expect(facts).toHaveLength(1);
  });

  test('only for the agent on the call, and only for customers within their creditors', async () => {
    const [mine, other] = [await addCreditor(world), await addCreditor(world)];
    const [agent, stranger] = [await addAgent(world, { scope: [mine.id] }), await addAgent(world)];
    const callId = await addCall(world, mine.id, agent.id);
    const [debt, hidden] = [await addDebt(world, mine.id), await addDebt(world, other.id)];
    const ask = (login: typeof agent, customerId: string) =>
      world.ask(login, 'identity:verify', verify({ callId, customerId }));
    expect(await ask(stranger, debt.customerId)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await ask(agent, hidden.customerId)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await ask(agent, debt.customerId)).toMatchObject({ ok: true });
  });

  test("a customer of two creditors shows only the accounts of the agent's own", async () => {
    const [mine, other] = [await addCreditor(world), await addCreditor(world)];
    const agent = await addAgent(world, { scope: [mine.id] });
    const callId = await addCall(world, mine.id, agent.id);
    const debt = await addDebt(world, mine.id);
    const second = await addDebt(world, other.id);
    await world.platform
      .db('customer_accounts')
      .where({ id: second.accountId })
      .update({ customer_id: debt.customerId });
    const opened = await world.ask(agent, 'identity:verify', verify({ callId, customerId: debt.customerId }));
    expect(opened.ok && opened.data.caseFile.accounts.map((account) => account.id)).toEqual([debt.accountId]);
    expect(JSON.stringify(opened)).not.toContain(second.claimIds[0]!);
  });

  test('after wrap-up the call opens nothing any more', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    await world.platform.db('calls').where({ id: talk.callId }).update({ state: 'ended', ended_at: new Date() });
    const note = { callId: talk.callId, customerId: debt.customerId, caseId: null, text: 'for sent' };
    expect(await world.ask(talk.agent, 'note:add', note)).toMatchObject({ error: { code: 'CALL_ENDED' } });
  });
});

describe('a dispute', () => {
  test('holds the case, stops the next step and any cut, and goes to the creditor', async () => {
    const creditor = await addCreditor(world, { role: 'grid', utility: 'grid' });
    const debt = await addDebt(world, creditor.id);
    await world.platform.db('cases').where({ id: debt.caseId }).update({ disconnection_notice_date: '2026-10-10' });
    const before = (await accountOf(debt)).cases[0]!;
    expect(before.disconnection).toMatchObject({ blocks: [], sumToStopMinor: 250_000n });
    const talk = await talkTo(world, creditor.id, debt);
    const done = await openDispute(talk, debt);
    expect(done).toMatchObject({ ok: true });
    const account = await accountOf(debt);
    expect(account.cases[0]).toMatchObject({ nextStep: null, holds: [{ kind: 'dispute' }] });
    expect(account.cases[0]!.disconnection!.blocks).toContain('dispute_open');
    expect(account.disputes[0]).toMatchObject({ state: 'open', disputedMinor: 100_000n, answerDueDate: '2026-11-23' });
    // The creditor is told by the journal's reader (creditor-api): one fact, one message.
    const told = await world.platform.db('journal').where({ kind: 'dispute.opened', stream: account.disputes[0]!.id });
    expect(told).toHaveLength(1);
  });

  test('of a disputed claim, of an unknown line, or a plan on it, is refused', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    expect(await openDispute(talk, debt, 7)).toMatchObject({ error: { code: 'DISPUTE_LINE_UNKNOWN' } });
    expect(await openDispute(talk, debt)).toMatchObject({ ok: true });
    expect(await openDispute(talk, debt)).toMatchObject({ error: { code: 'DISPUTE_OPEN_ALREADY' } });
    const draft = {
      customerAccountId: debt.accountId,
      caseId: debt.caseId,
      claimIds: [...debt.claimIds],
      instalments: [{ dueDate: '2026-11-30', amountMinor: '250000' }],
      feeMinor: '0',
    };
    const plan = await world.ask(talk.agent, 'plan:create', {
      callId: talk.callId,
      scriptRunId: null,
      draft: draft,
      isCostTold: true,
    });
    expect(plan).toMatchObject({ error: { code: 'DISPUTE_OPEN_ALREADY' } });
  });
});

describe('money on its way', () => {
  test('rests the case within the mandate and releases a cut supply once, under one key', async () => {
    const creditor = await addCreditor(world, { opensOnWord: true });
    const debt = await addDebt(world, creditor.id, { isCut: true });
    const talk = await talkTo(world, creditor.id, debt);
    expect(await recordNotice(talk, debt, 6)).toMatchObject({ error: { code: 'HOLD_TOO_LONG' } });
    const done = await recordNotice(talk, debt);
    expect(done).toMatchObject({
      ok: true,
      data: { holdUntil: '2026-11-19', releaseId: expect.stringMatching(/^rel_/) },
    });
    expect(await recordNotice(talk, debt)).toMatchObject({ error: { code: 'HOLD_OPEN_ALREADY' } });
    const orders = await world.platform
      .db('outbox_messages')
      .where({ target: `creditor:${creditor.slug}`, kind: 'release.order' });
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({
      idempotency_key: `release:${done.ok ? done.data.releaseId : ''}`,
      payload: { sequence: 1 },
    });
  });

  test('that does not come is overdue, ends the hold and calls the release back', async () => {
    const creditor = await addCreditor(world, { opensOnWord: true });
    const debt = await addDebt(world, creditor.id, { isCut: true });
    const talk = await talkTo(world, creditor.id, debt);
    const done = await recordNotice(talk, debt);
    const noticeId = done.ok ? done.data.paymentNoticeId : '';
    const timer = await world.platform.db('timers').where({ kind: NOTICE_TIMER, subject_id: noticeId }).first();
    expect(new Date(timer.due_at).toISOString()).toBe('2026-11-19T23:00:00.000Z');
    const now = world.clock.nowMs;
    world.clock.nowMs = Date.parse('2026-11-19T23:00:01Z');
    await world.platform.timers.poll();
    const account = await accountOf(debt);
    expect(account.paymentNotices[0]!.state).toBe('overdue');
    expect(account.releases[0]!.state).toBe('recalled');
    expect(account.cases[0]!.holds).toEqual([]);
    world.clock.nowMs = now;
  });

  test('that comes meets the notice, and paying what was overdue releases a cut supply by itself', async () => {
    const creditor = await addCreditor(world, { opensOnWord: true });
    const debt = await addDebt(world, creditor.id, { isCut: true, amounts: [250_000] });
    const talk = await talkTo(world, creditor.id, debt);
    const found = (await world.creditors.readCreditors(world.platform.db, [creditor.id]))[0]!;
    await recordNotice(talk, debt);
    const release = (await accountOf(debt)).releases[0]!;
    await world.platform.unitOfWork.run(async (tx) => {
      expect(await world.paymentsUnderway.applyReleaseEvent(tx, release.id, 'sent')).toMatchObject({ ok: true });
      expect(await world.paymentsUnderway.applyReleaseEvent(tx, release.id, 'confirmed')).toMatchObject({ ok: true });
    });
    expect((await accountOf(debt)).supplyPoints[0]!.serviceState).toBe('connected');
    await world.platform.db('supply_points').where({ id: debt.supplyPointId }).update({ service_state: 'cut' });
    const header =
      'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind';
    const row = `payment;;X;;;2026-11-16;;2500,00;NOK;${debt.references[0]};;`;
    await world.platform.unitOfWork.run((tx) =>
      world.ledger.importFile(tx, {
        creditor: found,
        fileName: 'x.csv',
        bytes: new TextEncoder().encode(`${header}\n${row}`),
        anySeller: true,
        importedBy: null,
        language: 'en',
      }),
    );
    const account = await accountOf(debt);
    expect(account.paymentNotices[0]!.state).toBe('arrived');
    expect(account.releases.map((one) => one.state).sort()).toEqual(['confirmed', 'queued']);
  });

  test('without the mandate for it no release goes out', async () => {
    const creditor = await addCreditor(world, { mayOrderRelease: false, opensOnWord: true });
    const debt = await addDebt(world, creditor.id, { isCut: true });
    const talk = await talkTo(world, creditor.id, debt);
    expect(await recordNotice(talk, debt)).toMatchObject({ ok: true, data: { releaseId: null } });
  });
});

describe('letting a fee go', () => {
  test('within the mandate takes it off the claim, once', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { feeMinor: 7_000 });
    const talk = await talkTo(world, creditor.id, debt);
    expect(await waiveFee(talk, debt, '7000')).toMatchObject({ ok: true });
    expect((await accountOf(debt)).claims[0]!.balanceMinor).toBe(100_000n);
    expect(await waiveFee(talk, debt, '7000')).toMatchObject({ error: { code: 'FEE_NOT_WAIVABLE' } });
  });

  test('beyond the mandate, or more than the fee, is refused and changes nothing', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { feeMinor: 20_000 });
    const talk = await talkTo(world, creditor.id, debt);
    expect(await waiveFee(talk, debt, '15001')).toMatchObject({
      error: { code: 'MANDATE_EXCEEDED', details: { maxMinor: '15000' } },
    });
    expect(await waiveFee(talk, debt, '20001')).toMatchObject({ error: { code: 'FEE_NOT_WAIVABLE' } });
    expect((await accountOf(debt)).claims[0]!.balanceMinor).toBe(120_000n);
  });
});

describe('what else is done in a call', () => {
  test('an invoice sent again, a referral, a note and an explanation are kept with the call', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const inCall = { callId: talk.callId, scriptRunId: null };
    const { customerId } = debt;
    expect(
      await world.ask(talk.agent, 'invoice:resend', {
        ...inCall,
        claimId: debt.claimIds[0]!,
        channel: 'email',
        address: 'kari@example.no',
      }),
    ).toMatchObject({ ok: true });
    expect(
      await world.ask(talk.agent, 'referral:give', { ...inCall, customerId, authority: 'NAV', topic: 'debt_advice' }),
    ).toMatchObject({ ok: true });
    expect(
      await world.ask(talk.agent, 'referral:give', { ...inCall, customerId, authority: 'X', topic: 'nonsense' }),
    ).toMatchObject({ error: { code: 'INVALID_PAYLOAD' } });
    expect(
      await world.ask(talk.agent, 'note:add', {
        callId: talk.callId,
        customerId,
        caseId: debt.caseId,
        text: 'Ringer igjen fredag',
      }),
    ).toMatchObject({ ok: true });
    expect(await world.ask(talk.agent, 'payment:explained', inCall)).toMatchObject({ ok: true });
    const actions = await world.platform
      .db('call_actions')
      .where({ call_id: talk.callId })
      .orderBy('action_no')
      .pluck('action');
    expect(actions).toEqual([
      'identity_verified',
      'invoice_resent',
      'referral_given',
      'note_added',
      'payment_explained',
    ]);
    const file = await caseFileOf(debt);
    expect(file.accounts[0]!.claims[0]!.deliveries).toMatchObject([{ channel: 'email', result: 'requested' }]);
    expect(file.contacts[0]!.note).toBe('Ringer igjen fredag');
  });

  test('the screen hears of a change in the open case file, with what changed', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const heard: string[][] = [];
    const there = vi.spyOn(world.platform.streams, 'hasListeners').mockReturnValue(true);
    const listening = vi.spyOn(world.platform.streams, 'emit').mockImplementation((stream, name, data) => {
      if (stream.key === talk.agent.id && name === 'pop:changed' && 'pop' in data) heard.push(data.pop.changedIds);
    });
    const note = await world.ask(talk.agent, 'note:add', {
      callId: talk.callId,
      customerId: debt.customerId,
      caseId: null,
      text: 'x',
    });
    await expect.poll(() => heard.flat(), { timeout: 3_000 }).toContain(note.ok ? note.data.noteId : '');
    // Seen without asking is seen, too: the showing has its audit row, however often it is sent afterwards.
    const audited = await world.platform
      .db('audit_rows')
      .where({ login_account_id: talk.agent.id, action: 'case_file.read', subject_id: debt.customerId });
    expect(audited).toHaveLength(1);
    listening.mockRestore();
    there.mockRestore();
  });

  test('a dialogue is led from its first words to its end, with the exact words kept', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    const started = await world.ask(talk.agent, 'call-script:start', {
      callId: talk.callId,
      slug: 'dispute',
      customerAccountId: debt.accountId,
      caseId: debt.caseId,
      language: 'nb',
    });
    expect(started).toMatchObject({ ok: true, data: { state: 'running', slug: 'dispute' } });
    if (!started.ok) return;
    const { id: runId, current } = started.data;
    const steps = await world.platform.db('script_run_steps').where({ run_id: runId }).orderBy('step_no');
    expect(steps.at(-1)).toMatchObject({ kind: 'shown', step_id: current!.stepId, words: current!.words });
    const wrong = await world.ask(talk.agent, 'call-script:answer', { runId, stepId: 'nowhere', answer: null });
    expect(wrong).toMatchObject({ error: { code: 'SCRIPT_STEP_INVALID' } });
    world.clock.nowMs += 1_000;
    const again = await world.ask(talk.agent, 'call-script:start', {
      callId: talk.callId,
      slug: 'payment-plan',
      customerAccountId: debt.accountId,
      caseId: debt.caseId,
      language: 'nb',
    });
    expect((await world.platform.db('script_runs').where({ id: runId }).first()).state).toBe('left');
    expect(await world.ask(talk.agent, 'call-script:leave', { runId })).toMatchObject({
      error: { code: 'SCRIPT_RUN_FINISHED' },
    });
    const stranger = await addAgent(world);
    if (!again.ok) throw new Error(again.error.code);
    const other = again.data.id;
    expect(await world.ask(stranger, 'call-script:leave', { runId: other })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    expect(await world.ask(talk.agent, 'call-script:leave', { runId: other })).toMatchObject({
      ok: true,
      data: { state: 'left', current: null },
    });
    await expect(world.platform.db('script_run_steps').where({ run_id: runId }).update({ words: 'x' })).rejects.toThrow(
      /append-only/,
    );
    expect(await world.callScripts.readRunOfCall(world.platform.db, talk.callId)).toMatchObject({
      slug: 'payment-plan',
      state: 'left',
    });
  });

  test('before the gate is open a dialogue knows nothing private and no account of anybody', async () => {
    const creditor = await addCreditor(world);
    const agent = await addAgent(world);
    const callId = await addCall(world, creditor.id, agent.id);
    const debt = await addDebt(world, creditor.id);
    const greeting = await world.ask(agent, 'call-script:start', {
      callId,
      slug: 'verify-and-open',
      customerAccountId: null,
      caseId: null,
      language: 'nb',
    });
    expect(greeting).toMatchObject({ ok: true });
    const peek = await world.ask(agent, 'call-script:start', {
      callId,
      slug: 'payment-plan',
      customerAccountId: debt.accountId,
      caseId: null,
      language: 'nb',
    });
    expect(peek).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });
});
