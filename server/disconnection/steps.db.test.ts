import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordedStepKind } from '../../shared/disconnection/process';
import { renderLetter } from '../../shared/disconnection/texts';
import { RULES } from '../../shared/rules/index';
import { isoDate } from '../../shared/time/dates';
import { createCaseGate } from '../disputes/case-gate';
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
import { readCutFacts } from './cut-facts';
import { letterFacts } from './letters';
import { decide, recordStep } from './steps';
import { buildView } from './view';
import { withdrawReport } from './withdraw-report';

let world: World;
let lead: Login;
/** Tuesday 17 November 2026, 10:00 in Oslo. */
const TUESDAY = Date.UTC(2026, 10, 17, 9);
const DAY_MS = 86_400_000;
beforeAll(async () => {
  world = await openWorld();
  world.clock.nowMs = TUESDAY;
  lead = await addAgent(world, { roles: ['lead'] });
});
afterAll(() => world.close());

const deps = () => ({ ledger: world.ledger, ruleRows: () => RULES, mayDo: createCaseGate(() => RULES).mayDo });
const inTx: World['platform']['unitOfWork']['run'] = (work) => world.platform.unitOfWork.run(work);

interface Home {
  readonly creditorId: string;
  readonly debt: Debt;
}

async function home(country: 'NO' | 'SE' | 'FI' = 'NO', amounts?: readonly number[]): Promise<Home> {
  const creditor = await addCreditor(world, { country, role: 'grid', utility: 'grid' });
  const debt = await addDebt(world, creditor.id, amounts === undefined ? {} : { amounts });
  return { creditorId: creditor.id, debt };
}

/** Written down a second after whatever was before. */
function step({ debt }: Home, kind: RecordedStepKind, onDate: string) {
  world.clock.nowMs += 1_000;
  const by = { kind: 'login', login: lead } as const;
  return inTx((tx) => recordStep(tx, { caseId: debt.caseId, kind, onDate: isoDate(onDate), note: '', by }, deps()));
}

function weigh({ debt }: Home, isBreachEssential = true) {
  world.clock.nowMs += 1_000;
  const ask = { caseId: debt.caseId, why: 'Tre regninger.', isFrostExpected: null, isBreachEssential, login: lead };
  return inTx((tx) => decide(tx, ask, world.ledger));
}

async function factsOf({ debt }: Home) {
  const [found] = await readCutFacts(world.platform.db, [debt.caseId], world.clock.nowMs);
  if (found === undefined) throw new Error('no such case');
  return found;
}

describe('a decision', () => {
  test('is about the warning that stands: none is taken before it, and none outlives it', async () => {
    const it = await home();
    expect(await weigh(it)).toMatchObject({
      error: { code: 'DISCONNECTION_STEP_INVALID', details: { kind: 'decided' } },
    });
    await step(it, 'warning_sent', '2026-10-01');
    expect(await weigh(it)).toMatchObject({ ok: true });
    expect((await factsOf(it)).facts.decision).toMatchObject({ isReopened: false, isBreachEssential: true });
    await step(it, 'warning_withdrawn', '2026-11-16');
    expect((await factsOf(it)).facts.decision).toBeNull();
    await step(it, 'warning_sent', '2026-11-16');
    expect((await factsOf(it)).facts.decision).toBeNull();
    expect(await weigh(it, false)).toMatchObject({ ok: true });
    expect((await factsOf(it)).facts.decision).toMatchObject({ isBreachEssential: false });
  });

  test('falls when a dispute was answered after it', async () => {
    const it = await home();
    await step(it, 'warning_sent', '2026-10-01');
    await weigh(it);
    world.clock.nowMs += 1_000;
    await world.platform.db('disputes').insert({
      id: world.platform.makeId('dispute'),
      customer_account_id: it.debt.accountId,
      case_id: it.debt.caseId,
      state: 'rejected',
      reason: 'wrong_amount',
      statement: 'Nei.',
      opened_by: lead.id,
      opened_at: new Date(world.clock.nowMs),
      closed_at: new Date(world.clock.nowMs),
    });
    expect((await factsOf(it)).facts.decision).toMatchObject({ isReopened: true });
  });
});

describe('a call before the cut', () => {
  const rung = async ({ creditorId, debt }: Home, state: string, atMs: number) => {
    const id = await addCall(world, creditorId, lead.id);
    await world.platform
      .db('calls')
      .where({ id })
      .update({
        direction: 'out',
        state,
        arrived_at: new Date(atMs),
        answered_at: null,
        ended_at: new Date(atMs + 20_000),
        case_id: debt.caseId,
        customer_id: debt.customerId,
      });
  };

  test('was tried on the days on which nobody answered: what the agent took back, and twice on one day, counts no more', async () => {
    const it = await home();
    await step(it, 'warning_sent', '2026-11-01');
    await rung(it, 'cancelled', TUESDAY - DAY_MS);
    await rung(it, 'failed', TUESDAY - DAY_MS);
    expect((await factsOf(it)).facts.calls.tries).toBe(0);
    await rung(it, 'no_answer', TUESDAY);
    await rung(it, 'busy', TUESDAY + 60_000);
    expect((await factsOf(it)).facts.calls.tries).toBe(1);
    await rung(it, 'busy', TUESDAY - DAY_MS);
    expect((await factsOf(it)).facts.calls.tries).toBe(2);
  });

  test('is a talk with the customer in person about this case: not one about something else, not one with somebody for them', async () => {
    const it = await home();
    await step(it, 'warning_sent', '2026-11-01');
    const { callId } = await talkTo(world, it.creditorId, it.debt);
    const talked = async () => (await factsOf(it)).facts.calls.hasTalked;
    expect(await talked()).toBe(false);
    await world.platform.db('calls').where({ id: callId }).update({ case_id: it.debt.caseId });
    expect(await talked()).toBe(true);
    const authorityId = world.platform.makeId('authorityOnRecord');
    await world.platform.db('authorities_on_record').insert({
      id: authorityId,
      customer_id: it.debt.customerId,
      kind: 'written',
      holder_name: 'Ola Nabo',
      holder_name_folded: 'ola nabo',
      holder_birth_date: '1970-01-01',
      document: 'Fullmakt',
      valid_from: '2026-01-01',
      valid_to: '2027-01-01',
      recorded_by: lead.id,
      recorded_at: new Date(TUESDAY),
    });
    await world.platform.db('identity_gates').where({ call_id: callId }).update({ authority_id: authorityId });
    expect(await talked()).toBe(false);
  });
});

describe('what a customer told', () => {
  test.each(['danger', 'obstacle', 'social_service'] as const)(
    '%s may be taken back by a lead who says why, once, and only while it stands',
    async (kind) => {
      const it = await home('FI');
      await step(it, 'reminder_sent', '2026-10-01');
      await step(it, 'warning_sent', '2026-10-20');
      const before = (await factsOf(it)).facts;
      const withdraw = (by: Login) => {
        const ask = { caseId: it.debt.caseId, kind, why: 'Skrevet på feil kunde.', login: by };
        return inTx((tx) => withdrawReport(tx, ask, world.ledger));
      };
      expect(await withdraw(lead)).toMatchObject({ error: { code: 'DISCONNECTION_STEP_INVALID' } });
      const { agent, callId } = await talkTo(world, it.creditorId, it.debt);
      const told = { callId, scriptRunId: null, caseId: it.debt.caseId, kind, statement: 'Syk.' };
      expect(await world.ask(agent, 'disconnection:report', told)).toMatchObject({ ok: true });
      const reported = await factsOf(it);
      expect(reported.reports).toEqual([kind]);
      const other = await addCreditor(world);
      expect(await withdraw(await addAgent(world, { roles: ['lead'], scope: [other.id] }))).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
      expect(await withdraw(lead)).toMatchObject({ ok: true });
      const after = await factsOf(it);
      expect(after.reports).toEqual([]);
      expect([after.facts.holds, after.facts.notice]).toEqual([before.holds, before.notice]);
      const view = await buildView(world.platform.db, after, RULES);
      expect(view.steps.map(({ kind: done }) => done)).toContain('report_withdrawn');
      expect(await withdraw(lead)).toMatchObject({ error: { code: 'DISCONNECTION_STEP_INVALID' } });
    },
  );
});

describe('a warning', () => {
  test('keeps what it said: the text, its version, the sum and the bills, so that a later bill is never taken for warned of', async () => {
    const it = await home('NO', [100_000, 150_000]);
    await step(it, 'warning_sent', '2026-11-16');
    const kept = await world.platform.db('disconnection_steps').where({ case_id: it.debt.caseId }).first('detail');
    expect(kept.detail).toEqual({
      note: '',
      textId: 'no-energy-warning-consumer',
      version: 1,
      language: 'nb',
      sumMinor: '250000',
      claimIds: [...it.debt.claimIds],
    });
    expect((await factsOf(it)).facts.notice?.claimIds).toEqual([...it.debt.claimIds]);
    const claimId = world.platform.makeId('claim');
    const bill = { id: claimId, customer_account_id: it.debt.accountId, case_id: it.debt.caseId, currency: 'NOK' };
    await world.platform.db('claims').insert({
      ...bill,
      supply_point_id: it.debt.supplyPointId,
      kind: 'invoice',
      invoice_no: 'late',
      reference: '0099',
      issue_date: '2026-09-01',
      due_date: '2026-09-20',
      created_at: new Date(world.clock.nowMs),
    });
    await world.platform.db('ledger_entries').insert({
      id: world.platform.makeId('ledgerEntry'),
      customer_account_id: it.debt.accountId,
      claim_id: claimId,
      kind: 'invoice',
      amount_minor: 70_000,
      currency: 'NOK',
      event_date: '2026-09-01',
      recorded_at: new Date(world.clock.nowMs),
      cause: 'test',
    });
    const view = await buildView(world.platform.db, await factsOf(it), RULES);
    expect(view).toMatchObject({ sumToStopMinor: 250_000n, alsoOverdueMinor: 70_000n });
    expect(view.payments.map((payment) => payment.claimId)).toEqual([...it.debt.claimIds]);
  });

  test('Finland: written before it was sent, the letter names the day the cut could come', async () => {
    const it = await home('FI');
    await step(it, 'reminder_sent', '2026-10-20');
    const found = await factsOf(it);
    const letter = renderLetter(
      'warning',
      letterFacts('warning', found, { agencyName: 'Friskmeld', rows: RULES }),
      'fi',
    );
    expect(found.facts.notice).toBeNull();
    const text = letter?.paragraphs.join(' ') ?? '';
    // Sent on 17 November: two weeks, then the first day on which anything is cut.
    expect(text).toContain('2.12.2026');
    expect(text).not.toContain('—');
  });

  test('and the word to the municipality of the same day stand together, whichever was written down first', async () => {
    const social = async (it: Home) => (await factsOf(it)).facts.notice?.socialNoticeDate;
    const first = await home('SE');
    await step(first, 'social_notice_sent', '2026-11-16');
    await step(first, 'warning_sent', '2026-11-16');
    expect(await social(first)).toBe('2026-11-16');
    const second = await home('SE');
    await step(second, 'warning_sent', '2026-11-16');
    await step(second, 'social_notice_sent', '2026-11-16');
    expect(await social(second)).toBe('2026-11-16');
    // One of an earlier warning says nothing of this one.
    const old = await home('SE');
    await step(old, 'social_notice_sent', '2026-10-01');
    await step(old, 'warning_sent', '2026-11-16');
    expect(await social(old)).toBeNull();
  });
});
