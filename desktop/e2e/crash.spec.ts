import type { Floor } from './fixtures/floor';
import { expect, test } from './fixtures/floor';
import { expectPacketsToCome, expectToHear } from './fixtures/listening';

// The server is killed with -9. What two people say to each other does not notice.

async function newestCallIs(floor: Floor): Promise<{ state: string; wrapUps: number; recordings: number }> {
  const [row] = await floor.rows<{ state: string; wrapUps: number; recordings: number }>(
    `select c.state, (select count(*)::int from wrap_ups w where w.call_id = c.id) as "wrapUps",
       (select count(*)::int from recordings r where r.call_id = c.id and r.state = 'stored') as recordings
     from calls c where c.arrived_at = (select max(arrived_at) from calls)`,
  );
  if (row === undefined) throw new Error('No call was made.');
  return row;
}

test.describe('the server killed with -9', () => {
  test.describe.configure({ timeout: 180_000 });

  test('in the middle of a call: both go on hearing each other, and everything is right again', async ({
    house,
    floor,
  }) => {
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await desk.answer();
    await phone.expectNoticeHeard();
    await expectToHear(phone.page, 'the customer');
    await expectToHear(desk.page, 'the agent');
    const media = house.mediaIdentity();

    await house.killServer();
    // Sound comes from packets that were made while there was no server at all, and after it.
    await expectPacketsToCome(phone.page, 'the customer without a server');
    await expectToHear(phone.page, 'the customer without a server');
    await expectToHear(desk.page, 'the agent without a server');

    await house.waitUntilReady();
    expect(house.mediaIdentity()).toEqual(media);
    await desk.expectPhase('talking');
    await expect(desk.page.getByRole('contentinfo')).toContainText(desk.say('common:connection.connected'));
    await expectToHear(desk.page, 'the agent with the new server');
    await phone.expectState('talking');
    expect((await newestCallIs(floor)).state).toBe('talking');

    await desk.hangUp();
    await phone.expectState('ended');
    await desk.closeWrapUp('other', 'question_answered');
    await expect.poll(() => newestCallIs(floor)).toEqual({ state: 'ended', wrapUps: 1, recordings: 1 });
  });

  test('while it rings: the offer rings on at the same agent, who answers', async ({ house, floor }) => {
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await desk.expectPhase('incoming');
    await house.killServer();
    await house.waitUntilReady();
    await expect(desk.page.getByRole('contentinfo')).toContainText(desk.say('common:connection.connected'));
    await desk.expectPhase('incoming');
    await desk.answer();
    await phone.expectState('talking');
    await expectToHear(phone.page, 'the customer');
    await expectToHear(desk.page, 'the agent');
    const offers = await floor.rows<{ state: string }>(
      `select o.state from offers o join calls c on c.id = o.call_id
       where c.arrived_at = (select max(arrived_at) from calls)`,
    );
    expect(offers).toEqual([{ state: 'accepted' }]);
    await desk.hangUp();
    await desk.closeWrapUp('other', 'question_answered');
  });
});
