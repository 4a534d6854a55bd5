/** Goal: money that somebody speaks of opens what it should, no more, and what it opened is taken back when it does not come. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minor } from '../../shared/money/money';
import { isoDate } from '../../shared/time/dates';
import {
  addCreditor,
  addDebt,
  openWorld,
  talkTo,
  type CreditorOptions,
  type Debt,
  type World,
} from '../ledger/testing/world';
import { readCutFacts } from '../disconnection/cut-facts';
import { NOTICE_TIMER } from './place-notice';
import type { ToldNotice } from './take-notice';

const DAY_MS = 86_400_000;
const MONDAY = isoDate('2026-11-16');

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let told = 0;

/** A house of its own for each test: a creditor and a customer whose supply is cut over 1 000 kr. */
async function scene(options: CreditorOptions = {}, amounts: readonly number[] = [100_000]) {
  world.clock.nowMs = Date.parse('2026-11-16T09:00:00Z');
  const creditor = await addCreditor(world, options);
  const debt = await addDebt(world, creditor.id, { isCut: true, amounts });
  return { creditor, debt };
}
type Scene = Awaited<ReturnType<typeof scene>>;

const tell = ({ creditor, debt }: Scene, amount: number, more: Partial<ToldNotice> = {}) =>
  world.platform.unitOfWork.run((tx) => {
    told += 1;
    return world.paymentsUnderway.takeNotice(tx, {
      creditorId: creditor.id,
      sourceId: `N${told}`,
      source: 'creditor',
      accountId: debt.accountId,
      meterNo: null,
      amountMinor: minor(amount),
      currency: 'NOK',
      paidDate: MONDAY,
      channel: 'bank',
      ...more,
    });
  });

async function accountOf(debt: Debt) {
  const file = await world.screenPop.readCaseFile(world.platform.db, {
    customerId: debt.customerId,
    creditorScope: null,
    nowMs: world.clock.nowMs,
  });
  const account = file?.accounts.find(({ id }) => id === debt.accountId);
  if (account === undefined) throw new Error('the account is there');
  return account;
}
const states = async (debt: Debt) => (await accountOf(debt)).releases.map(({ state }) => state);

/** Books lines of a file of the creditor: `type;…;date;;amount;…;reference`. */
async function book(creditorId: string, row: string): Promise<void> {
  const [creditor] = await world.creditors.readCreditors(world.platform.db, [creditorId]);
  if (creditor === undefined) throw new Error('the creditor is there');
  told += 1;
  const header =
    'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind';
  const done = await world.platform.unitOfWork.run((tx) =>
    world.ledger.importFile(tx, {
      creditor,
      fileName: `${told}.csv`,
      bytes: new TextEncoder().encode(`${header}\n${row}`),
      anySeller: true,
      importedBy: null,
      language: 'nb',
    }),
  );
  expect(done).toMatchObject({ ok: true });
}
const pay = ({ creditor, debt }: Scene, amount: string, day = '2026-11-16') =>
  book(creditor.id, `payment;;P${told};;;${day};;${amount};NOK;${debt.references[0] ?? ''};;`);

/** The creditor credits the whole invoice of 1 000 kr. */
async function credit({ creditor }: Scene, of: { customerNo: string; invoiceNo: string }): Promise<void> {
  const [found] = await world.creditors.readCreditors(world.platform.db, [creditor.id]);
  if (found === undefined) throw new Error('the creditor is there');
  told += 1;
  const nobody = { name: null, ids: [], address: null, countryCode: null, phone: null, email: null };
  await world.platform.unitOfWork.run((tx) =>
    world.ledger.bookBatch(tx, {
      creditor: found,
      importFileId: null,
      recordedBy: null,
      payments: [],
      documents: [
        {
          kind: 'document',
          type: 'credit_note',
          place: `C${told}`,
          amountMinor: minor(-100_000),
          currency: 'NOK',
          invoiceNo: `C${told}`,
          creditedInvoiceNos: [of.invoiceNo],
          issueDate: MONDAY,
          dueDate: null,
          periodFrom: null,
          periodTo: null,
          reference: null,
          seller: null,
          buyer: nobody,
          customerNo: of.customerNo,
          nationalId: null,
          supplyPoint: null,
          kindText: null,
          lines: [],
        },
      ],
    }),
  );
}

/** Moves the clock to the second after the notice should have come true. */
async function runOut(noticeId: string): Promise<void> {
  const timer = await world.platform.db('timers').where({ kind: NOTICE_TIMER, subject_id: noticeId }).first('due_at');
  world.clock.nowMs = new Date(timer.due_at).getTime() + 1_000;
  await world.platform.timers.poll();
}

/** A second cut supply of the same account with a case and an invoice of its own. */
async function addSecondPoint({ debt }: Scene, amount: number): Promise<{ supplyPointId: string; caseId: string }> {
  const { db, makeId } = world.platform;
  const [supplyPointId, caseId, claimId] = [makeId('supplyPoint'), makeId('case'), makeId('claim')];
  const at = new Date(world.clock.nowMs);
  const of = { customer_account_id: debt.accountId };
  const place = { street: 'Hytteveien 1', postcode: '2640', city: 'Vinstra' };
  const state = { service_state: 'cut', service_state_since: '2026-10-01', is_electric_heating: false };
  await db('supply_points').insert({
    id: supplyPointId,
    ...of,
    utility: 'power',
    meter_no: `H${claimId}`,
    ...place,
    ...state,
  });
  const stage = { stage: 'reminder', stage_since: '2026-10-20', opened_at: new Date(world.clock.nowMs + 1) };
  await db('cases').insert({ id: caseId, case_no: `H-${caseId}`, ...of, supply_point_id: supplyPointId, ...stage });
  await db('claims').insert({
    id: claimId,
    ...of,
    case_id: caseId,
    supply_point_id: supplyPointId,
    kind: 'invoice',
    invoice_no: `H${claimId.slice(-8)}`,
    reference: `H${claimId.slice(-8)}`,
    issue_date: '2026-09-01',
    due_date: '2026-09-20',
    currency: 'NOK',
    created_at: at,
  });
  const entry = { id: makeId('ledgerEntry'), kind: 'invoice', amount_minor: amount, currency: 'NOK', cause: 'test' };
  await db('ledger_entries').insert({ ...entry, ...of, claim_id: claimId, event_date: '2026-09-01', recorded_at: at });
  return { supplyPointId, caseId };
}

describe('the customer’s own word', () => {
  const say = async ({ creditor, debt }: Scene) => {
    const talk = await talkTo(world, creditor.id, debt);
    return world.ask(talk.agent, 'payment-notice:record', {
      callId: talk.callId,
      scriptRunId: null,
      customerAccountId: debt.accountId,
      caseId: debt.caseId,
      amountMinor: '100000',
      paidDate: '2026-11-16',
      channel: 'netbank',
      bankDays: 3,
    });
  };

  test('rests collection and opens nothing, though the mandate lets us order openings', async () => {
    const at = await scene();
    expect(await say(at)).toMatchObject({ ok: true, data: { releaseId: null } });
    expect(await states(at.debt)).toEqual([]);
    expect((await accountOf(at.debt)).cases[0]?.holds).toMatchObject([{ kind: 'money_on_the_way' }]);
  });

  test('opens for a creditor that has said so itself', async () => {
    const at = await scene({ opensOnWord: true });
    expect(await say(at)).toMatchObject({ ok: true, data: { releaseId: expect.stringMatching(/^rel_/u) } });
  });
});

describe('money that does not come', () => {
  test('recalls the release although another word of one krone stands', async () => {
    const at = await scene();
    const first = await tell(at, 100_000);
    world.clock.nowMs += DAY_MS;
    expect(await tell(at, 100, { source: 'bank_file' })).toMatchObject({ ok: true, value: { releaseIds: [] } });
    await runOut(first.ok ? first.value.paymentNoticeId : '');
    expect(await states(at.debt)).toEqual(['recalled']);
  });

  test('leaves the release alone while another word stands that would itself open the supply, and recalls it with that one', async () => {
    const at = await scene();
    const first = await tell(at, 100_000);
    world.clock.nowMs += DAY_MS;
    const second = await tell(at, 95_000, { source: 'bank_file' });
    await runOut(first.ok ? first.value.paymentNoticeId : '');
    expect(await states(at.debt)).toEqual(['queued']);
    await runOut(second.ok ? second.value.paymentNoticeId : '');
    expect(await states(at.debt)).toEqual(['recalled']);
  });

  test('is no reason to recall what a payment has made right', async () => {
    const at = await scene();
    const first = await tell(at, 120_000);
    await pay(at, '1100,00', '2026-11-17');
    await runOut(first.ok ? first.value.paymentNoticeId : '');
    expect((await accountOf(at.debt)).paymentNotices[0]?.state).toBe('overdue');
    expect(await states(at.debt)).toEqual(['queued']);
  });
});

describe('a word for the whole account', () => {
  test('opens both supplies when it covers both, and rests both cases', async () => {
    const at = await scene();
    const second = await addSecondPoint(at, 80_000);
    expect(await tell(at, 180_000)).toMatchObject({
      ok: true,
      value: { releaseIds: [expect.any(String), expect.any(String)] },
    });
    const { cases, releases } = await accountOf(at.debt);
    expect(new Set(releases.map(({ supplyPointId }) => supplyPointId))).toEqual(
      new Set([at.debt.supplyPointId, second.supplyPointId]),
    );
    expect(cases.map(({ holds }) => holds.map(({ kind }) => kind))).toEqual([
      ['money_on_the_way'],
      ['money_on_the_way'],
    ]);
  });

  test('opens one when it is enough for one, and gives both cases back to collection when it runs out', async () => {
    const at = await scene();
    await addSecondPoint(at, 100_000);
    const word = await tell(at, 100_000);
    expect(word).toMatchObject({ ok: true, value: { releaseIds: [expect.any(String)] } });
    await runOut(word.ok ? word.value.paymentNoticeId : '');
    expect((await accountOf(at.debt)).cases.flatMap(({ holds }) => holds)).toEqual([]);
  });
});

describe('the same key again', () => {
  test('is unchanged for the same money, and refused for another sum or another customer', async () => {
    const at = await scene();
    const key = { sourceId: 'N17' };
    expect(await tell(at, 100_000, key)).toMatchObject({ ok: true, value: { status: 'created' } });
    expect(await tell(at, 100_000, key)).toMatchObject({ ok: true, value: { status: 'unchanged' } });
    expect(await tell(at, 100_001, key)).toMatchObject({ ok: false, error: { code: 'BOOKED_DIFFERENTLY' } });
    const other = await addDebt(world, at.creditor.id, { isCut: true });
    const wrong = await tell(at, 100_000, { ...key, accountId: other.accountId });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'BOOKED_DIFFERENTLY' } });
  });
});

describe('a source that nobody believes', () => {
  test('is noted, stops no cut and keeps no hold', async () => {
    const at = await scene();
    await world.platform.db('payment_source_trust').insert({
      id: world.platform.makeId('sourceTrust'),
      creditor_id: at.creditor.id,
      source: 'card',
      trust: 'none',
      valid_from: '2026-01-01',
      why: 'It was wrong too often.',
      created_at: new Date(world.clock.nowMs),
    });
    const waitedFor = async () =>
      (await readCutFacts(world.platform.db, [at.debt.caseId], world.clock.nowMs))[0]?.facts.expectedPayments;
    expect(await tell(at, 100_000, { source: 'card' })).toMatchObject({ ok: true, value: { releaseIds: [] } });
    expect(await waitedFor()).toBe(0);
    const real = await tell(at, 100_000);
    expect(await waitedFor()).toBe(1);
    expect((await accountOf(at.debt)).cases[0]?.holds).toHaveLength(1);
    await world.platform.unitOfWork.run((tx) =>
      world.paymentsUnderway.withdrawNotice(tx, { creditorId: at.creditor.id, sourceId: `N${told}` }),
    );
    expect(real.ok).toBe(true);
    expect((await accountOf(at.debt)).cases[0]?.holds).toEqual([]);
  });
});

describe('money that came before anybody spoke of it', () => {
  test('has arrived with the word: nothing is held and nothing waits', async () => {
    const at = await scene({}, [100_000, 50_000]);
    await pay(at, '1000,00');
    world.clock.nowMs += 3 * 3_600_000;
    await tell(at, 100_000);
    const account = await accountOf(at.debt);
    expect(account.paymentNotices[0]?.state).toBe('arrived');
    expect(account.cases[0]?.holds).toEqual([]);
    expect(account.releases).toEqual([]);
  });
});

describe('a cut supply on which nothing is owed any more', () => {
  test('is opened by a credit note as by a payment, once a day', async () => {
    const at = await scene();
    const { customerNo, claims: owed } = await accountOf(at.debt);
    await credit(at, { customerNo, invoiceNo: owed[0]?.invoiceNo ?? '' });
    const { claims } = await accountOf(at.debt);
    expect(claims.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n)).toBe(0n);
    expect(await states(at.debt)).toEqual(['queued']);
    const settle = () =>
      world.platform.unitOfWork.run((tx) => world.paymentsUnderway.releaseSettled(tx, [at.debt.accountId]));
    await settle();
    expect(await states(at.debt)).toEqual(['queued']);
    const row = await world.platform.db('releases').where({ supply_point_id: at.debt.supplyPointId }).first();
    expect(row).toMatchObject({ cause_kind: 'settled' });
  });

  test('is opened by a waiver of the last fee, and not without the mandate', async () => {
    for (const mayOrderRelease of [true, false]) {
      // oxlint-disable-next-line no-await-in-loop
      const at = await scene({ mayOrderRelease });
      // oxlint-disable-next-line no-await-in-loop
      await world.platform
        .db('ledger_entries')
        .where({ claim_id: at.debt.claimIds[0] ?? '' })
        .select('id');
      // oxlint-disable-next-line no-await-in-loop
      const fee = await addDebt(world, at.creditor.id, { isCut: true, amounts: [10_000], feeMinor: 5_000 });
      // oxlint-disable-next-line no-await-in-loop
      await book(at.creditor.id, `payment;;W${told};;;2026-11-16;;100,00;NOK;${fee.references[0] ?? ''};;`);
      // oxlint-disable-next-line no-await-in-loop
      const talk = await talkTo(world, at.creditor.id, fee);
      // oxlint-disable-next-line no-await-in-loop
      const waived = await world.ask(talk.agent, 'fee:waive', {
        callId: talk.callId,
        scriptRunId: null,
        claimId: fee.claimIds[0] as NonNullable<(typeof fee.claimIds)[0]>,
        amountMinor: '5000',
        why: 'første gang',
      });
      expect(waived).toMatchObject({ ok: true });
      // oxlint-disable-next-line no-await-in-loop
      expect(await states(fee)).toEqual(mayOrderRelease ? ['queued'] : []);
    }
  });

  test('that no case of ours was about stays as it is: somebody else closed it', async () => {
    const at = await scene();
    await world.platform.db('ledger_entries').insert({
      id: world.platform.makeId('ledgerEntry'),
      customer_account_id: at.debt.accountId,
      claim_id: at.debt.claimIds[0] ?? '',
      kind: 'credit_note',
      amount_minor: -100_000,
      currency: 'NOK',
      event_date: '2026-11-16',
      recorded_at: new Date(world.clock.nowMs),
      cause: 'test',
    });
    await world.platform.db('cases').where({ id: at.debt.caseId }).update({ supply_point_id: null });
    await world.platform.unitOfWork.run((tx) => world.paymentsUnderway.releaseSettled(tx, [at.debt.accountId]));
    expect(await states(at.debt)).toEqual([]);
  });
});

describe('an opening ordered in a call', () => {
  const orderIn = async ({ creditor, debt }: Scene) => {
    const talk = await talkTo(world, creditor.id, debt);
    const ask = { callId: talk.callId, scriptRunId: null, customerAccountId: debt.accountId, caseId: debt.caseId };
    return world.ask(talk.agent, 'release:order', ask);
  };
  /** Nothing stands on the case any more: the credit came before the ledger looked for cuts. */
  const settle = async ({ debt }: Scene) => {
    await world.platform.db('ledger_entries').insert({
      id: world.platform.makeId('ledgerEntry'),
      customer_account_id: debt.accountId,
      claim_id: debt.claimIds[0] ?? '',
      kind: 'credit_note',
      amount_minor: -100_000,
      currency: 'NOK',
      event_date: '2026-11-16',
      recorded_at: new Date(world.clock.nowMs),
      cause: 'test',
    });
  };

  test('goes out once when nothing is owed, with an audit row, and is the same when asked again', async () => {
    const at = await scene();
    await settle(at);
    const first = await orderIn(at);
    expect(first).toMatchObject({ ok: true, data: { releaseIds: [expect.stringMatching(/^rel_/u)] } });
    expect(await orderIn(at)).toMatchObject({ ok: true, data: first.ok ? first.data : null });
    expect(await states(at.debt)).toEqual(['queued']);
    const written = await world.platform
      .db('audit_rows')
      .where({ action: 'release.order', subject_id: at.debt.customerId });
    expect(written.length).toBeGreaterThan(0);
  });

  test('is refused while something overdue is covered by nothing, where nothing is cut, and beyond the mandate', async () => {
    expect(await orderIn(await scene())).toMatchObject({ error: { code: 'RELEASE_NOT_DUE' } });
    const open = await scene();
    await world.platform
      .db('supply_points')
      .where({ id: open.debt.supplyPointId })
      .update({ service_state: 'connected' });
    expect(await orderIn(open)).toMatchObject({ error: { code: 'RELEASE_NOT_DUE' } });
    const strict = await scene({ mayOrderRelease: false });
    await settle(strict);
    expect(await orderIn(strict)).toMatchObject({ error: { code: 'MANDATE_EXCEEDED' } });
  });

  test('goes out when a running plan covers what is overdue', async () => {
    const at = await scene();
    const talk = await talkTo(world, at.creditor.id, at.debt);
    const plan = await world.ask(talk.agent, 'plan:create', {
      callId: talk.callId,
      scriptRunId: null,
      draft: {
        customerAccountId: at.debt.accountId,
        caseId: at.debt.caseId,
        claimIds: [...at.debt.claimIds],
        instalments: [
          { dueDate: '2026-11-30', amountMinor: '50000' },
          { dueDate: '2026-12-30', amountMinor: '50000' },
        ],
        feeMinor: '0',
      },
      isCostTold: true,
    });
    expect(plan).toMatchObject({ ok: true });
    expect(await orderIn(at)).toMatchObject({ ok: true });
    const row = await world.platform.db('releases').where({ supply_point_id: at.debt.supplyPointId }).first();
    expect(row).toMatchObject({ cause_kind: 'plan' });
  });
});
