import { expect, test } from './fixtures/floor';
import { expectToHear } from './fixtures/listening';

test.describe("an agent's window", () => {
  test.describe.configure({ timeout: 150_000 });

  test('that is loaded again in the middle of a call gets the same call back, with its sound', async ({ floor }) => {
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await desk.answer();
    await phone.expectNoticeHeard();
    await expectToHear(phone.page, 'the customer');

    await desk.page.reload();
    await desk.expectPhase('talking');
    await expect(desk.page.locator('.fm-call-who')).toContainText('Ingrid Solvang');
    await expectToHear(desk.page, 'the agent after the reload');
    await expectToHear(phone.page, 'the customer after the reload');
    await phone.expectState('talking');

    await desk.hangUp();
    await desk.closeWrapUp('other', 'question_answered');
    const wrapUps = await floor.rows<{ state: string }>(
      `select w.state from wrap_ups w join calls c on c.id = w.call_id
       where c.arrived_at = (select max(arrived_at) from calls)`,
    );
    expect(wrapUps).toEqual([{ state: 'closed' }]);
  });

  test('that a second window takes over says so and stops', async ({ floor }) => {
    const first = await floor.openDesk('agent.nb');
    await expect(first.page.locator('.fm-status-dot')).toBeVisible();
    const second = await floor.openDesk('agent.nb');
    await expect(first.page.getByText(first.say('login:ended.taken_over'))).toBeVisible();
    await second.becomeAvailable();
    await expect(first.page.locator('.fm-status-dot')).toBeHidden();
  });
});

test.describe("a customer's page", () => {
  test.describe.configure({ timeout: 150_000 });

  test('that is loaded again in the middle of a call finds the call still there, with its sound', async ({ floor }) => {
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await desk.answer();
    await phone.expectNoticeHeard();
    await phone.page.reload();
    await phone.expectState('talking');
    await desk.expectPhase('talking');
    await expectToHear(phone.page, 'the customer after the reload');
    await expectToHear(desk.page, 'the agent after the reload');
    await phone.hangUp();
    await desk.closeWrapUp('other', 'question_answered');
  });
});
