import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAgent, addCreditor, addDebt, openWorld, talkTo, type World } from '../ledger/testing/world';
import type { Login } from '../platform/auth/login';
import type { Id } from '../../shared/ids/ids';
import { RULES } from '../../shared/rules/index';
import { writeStatement } from './use-cases/write-statement';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const write = (
  login: Login,
  caseId: Id<'case'>,
  change: { date?: string; language?: 'nb' | 'sv' | 'fi' | 'en' } = {},
) =>
  world.platform.unitOfWork.run((tx) =>
    writeStatement(
      tx,
      { login, caseId, date: change.date as never, language: change.language, as: 'screen' },
      { ledger: world.ledger, screenPop: world.screenPop, rules: { rows: () => RULES } },
    ),
  );

describe('the statement of a case', () => {
  test('is written for the agent who has the customer in a call, in the customer’s language, and audited', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, {});
    const talk = await talkTo(world, creditor.id, debt);
    const written = await write(talk.agent, debt.caseId);
    expect(written).toMatchObject({ ok: true });
    if (!written.ok) return;
    const { statement, fileStem } = written.value;
    expect(statement.title).toBe('Saksoversikt');
    expect(statement.total.amount).toMatch(/kr$/u);
    expect(fileStem).toMatch(/^[A-Za-z0-9-]+$/u);
    const rows = await world.platform
      .db('audit_rows')
      .where({ login_account_id: talk.agent.id, action: 'statement.read' });
    expect(rows).toHaveLength(1);
  });

  test('is refused to an agent whose gate is shut, and to anybody outside the creditor', async () => {
    const creditor = await addCreditor(world);
    const other = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, {});
    const agent = await addAgent(world);
    expect(await write(agent, debt.caseId)).toMatchObject({ ok: false, error: { code: 'IDENTITY_NOT_VERIFIED' } });
    const stranger = await addAgent(world, { scope: [other.id], roles: ['lead'] });
    expect(await write(stranger, debt.caseId)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await write(agent, world.platform.makeId('case'))).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
    const rows = await world.platform.db('audit_rows').where({ login_account_id: agent.id, action: 'statement.read' });
    expect(rows).toEqual([]);
  });

  test('is read by a lead without a call, for any day', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, {});
    const lead = await addAgent(world, { roles: ['lead'] });
    const early = await write(lead, debt.caseId, { date: '2020-01-01', language: 'en' });
    expect(early.ok && early.value.statement.summary).toBe('There is nothing to pay.');
    const late = await write(lead, debt.caseId, { date: '2027-03-01', language: 'en' });
    expect(late.ok && late.value.statement.footnotes[0]).toMatch(/interest rate after .* is not known yet/u);
  });
});
