import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAgent, addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Talk = Awaited<ReturnType<typeof talkTo>>;

async function begun(slug: 'cannot-pay' | 'postponement' | 'third-party', debt: Debt, talk: Talk) {
  const started = await world.ask(talk.agent, 'call-script:start', {
    callId: talk.callId,
    slug,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    language: 'nb',
  });
  if (!started.ok) throw new Error(started.error.code);
  return started.data;
}

async function setting() {
  const creditor = await addCreditor(world);
  const debt = await addDebt(world, creditor.id);
  return { debt, talk: await talkTo(world, creditor.id, debt) };
}

describe('another language in the middle of a dialogue', () => {
  test('keeps run, step and what was said before; the new words are the next entry', async () => {
    const { debt, talk } = await setting();
    const run = await begun('cannot-pay', debt, talk);
    const changed = await world.ask(talk.agent, 'call-script:language', { runId: run.id, language: 'fi' });
    if (!changed.ok) throw new Error(changed.error.code);
    expect(changed.data).toMatchObject({ id: run.id, language: 'fi', current: { stepId: run.current?.stepId } });
    expect(changed.data.current?.words).not.toBe(run.current?.words);
    const steps = await world.platform.db('script_run_steps').where({ run_id: run.id }).orderBy('step_no');
    expect(steps.slice(-2)).toMatchObject([
      { kind: 'language_changed', answer: 'fi' },
      { kind: 'shown', words: changed.data.current?.words },
    ]);
    expect(steps.some(({ kind, words }) => kind === 'shown' && words === run.current?.words)).toBe(true);
  });

  test("is nobody else's to change, nor possible when it is over", async () => {
    const { debt, talk } = await setting();
    const { id: runId } = await begun('cannot-pay', debt, talk);
    const stranger = await addAgent(world);
    expect(await world.ask(stranger, 'call-script:language', { runId, language: 'sv' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    await world.ask(talk.agent, 'call-script:leave', { runId });
    expect(await world.ask(talk.agent, 'call-script:language', { runId, language: 'sv' })).toMatchObject({
      error: { code: 'SCRIPT_RUN_FINISHED' },
    });
  });
});

test('a new due date agreed within a dialogue is read back from the ledger, whatever the client says', async () => {
  const { debt, talk } = await setting();
  const { id: runId, current } = await begun('postponement', debt, talk);
  expect(current).toMatchObject({ stepId: 'ask_date', usualInDays: 14 });
  const answer = (stepId: string, text: string) =>
    world.ask(talk.agent, 'call-script:answer', { runId, stepId, answer: text });
  expect(await answer('ask_date', '2026-11-26')).toMatchObject({
    ok: true,
    data: { current: { stepId: 'offer_free' } },
  });
  expect(await answer('offer_free', 'yes')).toMatchObject({ ok: true, data: { current: { act: 'postpone' } } });
  const claimed = { runId, stepId: 'move', isSuccess: true, subjectId: 'pst_made_up' };
  expect(await world.ask(talk.agent, 'call-script:act-done', claimed)).toMatchObject({
    error: { code: 'SCRIPT_STEP_INVALID' },
  });
  const done = await world.ask(talk.agent, 'case:postpone', {
    callId: talk.callId,
    scriptRunId: runId,
    customerAccountId: debt.accountId,
    caseId: debt.caseId,
    untilDate: '2026-11-26',
    feeMinor: '0',
    isCostTold: true,
  });
  expect(done).toMatchObject({ ok: true });
  const told = await world.ask(talk.agent, 'call-script:act-done', { ...claimed, subjectId: null });
  if (!told.ok) throw new Error(told.error.code);
  expect(told.data.current?.words).toContain('torsdag 26. november');
});

test('a gate that the customer opened in person lets nobody else in, whatever the client says', async () => {
  const { debt, talk } = await setting();
  const { id: runId } = await begun('third-party', debt, talk);
  const answer = { runId, stepId: 'who', answer: 'authority' };
  expect(await world.ask(talk.agent, 'call-script:answer', answer)).toMatchObject({
    data: { current: { act: 'verify_authority' } },
  });
  const claimed = { runId, stepId: 'verify_holder', isSuccess: true, subjectId: null };
  expect(await world.ask(talk.agent, 'call-script:act-done', claimed)).toMatchObject({
    error: { code: 'IDENTITY_THIRD_PARTY' },
  });
  const refused = await world.ask(talk.agent, 'call-script:act-done', { ...claimed, isSuccess: false });
  expect(refused).toMatchObject({ ok: true, data: { current: { stepId: 'no_authority' } } });
});
