/** Goal: whoever books a fee, writes a letter or moves a case on asks the case gate, and is told why not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minor } from '../../shared/money/money';
import { RULES } from '../../shared/rules/index';
import { isoDate } from '../../shared/time/dates';
import { recordStep } from '../disconnection/steps';
import { addAgent, addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';
import { createCaseGate } from './case-gate';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Talk = Awaited<ReturnType<typeof talkTo>>;

/** A Finnish plan over five months of 3 100 euro: 50 euro by row FI-PLAN-FEE (perintälaki 10 a §). */
const AMOUNTS = ['52500', '52500', '52500', '52500', '52500', '52500'];
const FREE = ['51667', '51667', '51667', '51667', '51666', '51666'];
const DATES = ['2026-11-30', '2026-12-30', '2027-01-29', '2027-02-26', '2027-03-30', '2027-04-30'];

function plan(debt: Debt, feeMinor: '5000' | '0') {
  return {
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    claimIds: [...debt.claimIds],
    instalments: (feeMinor === '0' ? FREE : AMOUNTS).map((amountMinor, index) => ({
      dueDate: DATES[index] ?? '',
      amountMinor,
    })),
    feeMinor,
  };
}

async function finnishDebt() {
  const creditor = await addCreditor(world, { country: 'FI', feeMode: 'statutory' });
  const debt = await addDebt(world, creditor.id, { amounts: [310_000] });
  return { creditor, debt, talk: await talkTo(world, creditor.id, debt) };
}

const agree = ({ agent, callId }: Talk, draft: ReturnType<typeof plan>) =>
  world.ask(agent, 'plan:create', { callId, scriptRunId: null, draft, isCostTold: true });

const hold = (debt: Debt, kind: 'freeze' | 'postponement' | 'money_on_the_way') =>
  world.platform.unitOfWork.run((tx) =>
    world.ledger.placeHold(
      tx,
      { caseId: debt.caseId, kind, untilDate: isoDate('2026-12-01'), placedBy: null, callId: null, note: '' },
      'once',
    ),
  );

const feesOf = (debt: Debt) => world.platform.db('claims').where({ customer_account_id: debt.accountId, kind: 'fee' });

const dispute = ({ agent, callId }: Talk, debt: Debt) =>
  world.ask(agent, 'dispute:open', {
    callId,
    scriptRunId: null,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    reason: 'wrong_amount',
    statement: 'Summa on väärä.',
    lines: [{ claimId: debt.claimIds[0] ?? '', lineNo: 0 }],
  } as never);

describe('a fee', () => {
  test.each(['freeze', 'money_on_the_way'] as const)(
    'of a plan is refused while a hold of kind %s stands, nothing of the plan is kept, and without it the plan is agreed',
    async (kind) => {
      const { debt, talk } = await finnishDebt();
      await hold(debt, kind);
      expect(await agree(talk, plan(debt, '5000'))).toMatchObject({
        ok: false,
        error: { code: 'CASE_STOPPED', details: { deed: 'fee', why: kind } },
      });
      expect(await world.platform.db('plans').where({ customer_account_id: debt.accountId })).toEqual([]);
      expect(await agree(talk, plan(debt, '0'))).toMatchObject({ ok: true });
      expect(await feesOf(debt)).toEqual([]);
    },
  );

  test('of a plan that takes the place of a new due date is booked once, and the old date holds no more', async () => {
    const { debt, talk } = await finnishDebt();
    await hold(debt, 'postponement');
    expect(await agree(talk, plan(debt, '5000'))).toMatchObject({ ok: true });
    expect(await feesOf(debt)).toHaveLength(1);
    const kinds = await world.platform.db('holds').where({ case_id: debt.caseId }).whereNull('ended_at').pluck('kind');
    expect(kinds).toEqual(['plan']);
  });

  test('of more time is let go while something holds the case: the customer is given the time for nothing', async () => {
    const { debt, talk } = await finnishDebt();
    const ask = (feeMinor: string) =>
      world.ask(talk.agent, 'case:postpone', {
        callId: talk.callId,
        scriptRunId: null,
        customerAccountId: debt.accountId,
        caseId: debt.caseId,
        untilDate: '2026-11-30',
        feeMinor,
        isCostTold: true,
      });
    await hold(debt, 'money_on_the_way');
    expect(await ask('500')).toMatchObject({ error: { code: 'POSTPONE_COST_NOT_TOLD', details: { feeMinor: '0' } } });
    expect(await ask('0')).toMatchObject({ ok: true });
    expect(await feesOf(debt)).toEqual([]);
  });

  test('is refused by the ledger itself on a disputed case, and on a case that is none', async () => {
    const { creditor, debt, talk } = await finnishDebt();
    expect(await dispute(talk, debt)).toMatchObject({ ok: true });
    const book = (caseId: string) =>
      world.platform.unitOfWork.run(async (tx) => {
        const account = await world.ledger.readAccountHead(tx.sql, debt.accountId);
        if (account === null) throw new Error(creditor.slug);
        const fee = { account, caseId, amountMinor: minor(500n), dueDate: isoDate('2026-12-01') };
        return world.ledger.bookFee(tx, { ...fee, cause: 'x', reference: '1' });
      });
    expect(await book(debt.caseId)).toMatchObject({ error: { code: 'CASE_STOPPED', details: { why: 'dispute' } } });
    expect(await book(world.platform.makeId('case'))).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await feesOf(debt)).toEqual([]);
  });

  test('that the creditor sends in a file for a disputed account is rejected with the reason, its invoice is taken', async () => {
    const { creditor, debt, talk } = await finnishDebt();
    expect(await dispute(talk, debt)).toMatchObject({ ok: true });
    const [found] = await world.creditors.readCreditors(world.platform.db, [creditor.id]);
    const { customer_no: customerNo } = await world.platform
      .db('customer_accounts')
      .where({ id: debt.accountId })
      .first();
    const header =
      'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind;claim_kind';
    const row = (no: string, kind: string) =>
      `invoice;${customerNo};X;;${no};2026-11-16;2026-11-30;5,00;EUR;;;power;${kind}`;
    const done = await world.platform.unitOfWork.run((tx) =>
      world.ledger.importFile(tx, {
        creditor: found!,
        fileName: 'fees.csv',
        bytes: new TextEncoder().encode([header, row('A1', 'fee'), row('A2', 'invoice')].join('\n')),
        anySeller: true,
        importedBy: null,
        language: 'en',
      }),
    );
    expect(done).toMatchObject({
      ok: true,
      value: {
        result: { rejections: [{ reason: expect.stringContaining('A fee on a case that rests') }] },
      },
    });
    expect(await feesOf(debt)).toEqual([]);
    const invoices = world.platform.db('claims').where({ customer_account_id: debt.accountId, invoice_no: 'A2' });
    expect(await invoices).toHaveLength(1);
  });
});

describe('a letter', () => {
  test('of a cut is not noted as sent today while a dispute stands; one that went out before is written down', async () => {
    const creditor = await addCreditor(world, { role: 'grid', utility: 'grid' });
    const debt = await addDebt(world, creditor.id);
    const talk = await talkTo(world, creditor.id, debt);
    expect(await dispute(talk, debt)).toMatchObject({ ok: true });
    const lead = await addAgent(world, { roles: ['lead'] });
    const deps = { ledger: world.ledger, ruleRows: () => RULES, mayDo: createCaseGate(() => RULES).mayDo };
    const note = (day: string) =>
      world.platform.unitOfWork.run((tx) => {
        const by = { kind: 'login', login: lead } as const;
        const step = { caseId: debt.caseId, kind: 'warning_sent', onDate: isoDate(day), note: '', by } as const;
        return recordStep(tx, step, deps);
      });
    expect(await note('2026-11-16')).toMatchObject({ error: { code: 'CASE_STOPPED', details: { deed: 'letter' } } });
    expect(await note('2026-11-13')).toMatchObject({ ok: true });
  });
});
