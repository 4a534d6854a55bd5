import { expect, test } from './fixtures/floor';
import { expectToHear } from './fixtures/listening';

test.describe('calls as they come', () => {
  test('a customer and an agent hear each other', async ({ floor }) => {
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await desk.answer();
    await phone.expectState('talking');
    await expectToHear(phone.page, 'the customer');
    await expectToHear(desk.page, 'the agent');
    await desk.hangUp();
    await phone.expectState('ended');
    await desk.closeWrapUp('price', 'question_answered');
  });
});
