import type { Desk } from './fixtures/desk';
import { expect, test, type Floor } from './fixtures/floor';
import { expectSilence, expectToHear } from './fixtures/listening';

// Calls as they come: what happens when somebody does not answer, hangs up, waits, or presses a key.

const TEST_TIMEOUT_MS = 150_000;
/** An offer rings for 20 s; the rest is room for a busy machine. */
const MISSED_TIMEOUT_MS = 45_000;

interface CallRow {
  readonly state: string;
  readonly customer_id: string | null;
  readonly digits: string;
}

async function newestCall(floor: Floor): Promise<CallRow> {
  const [call] = await floor.rows<CallRow>(
    'select state, customer_id, digits from calls order by arrived_at desc limit 1',
  );
  if (call === undefined) throw new Error('No call was made.');
  return call;
}

/** Which of two agents rings, and which waits. */
async function whoRings(one: Desk, other: Desk): Promise<readonly [Desk, Desk]> {
  const rings = async (desk: Desk) => (await desk.phase()) === 'incoming';
  await expect.poll(async () => (await rings(one)) || (await rings(other))).toBe(true);
  const result: readonly [Desk, Desk] = (await rings(one)) ? [one, other] : [other, one];
  expect(await result[1].phase()).toBe('idle');
  return result;
}

test.describe('calls as they come', () => {
  test.describe.configure({ timeout: TEST_TIMEOUT_MS });

  test('an agent who does not answer is set aside, one who rejects is passed over, and the call is answered', async ({
    floor,
  }) => {
    const nb = await floor.openDesk('agent.nb');
    const en = await floor.openDesk('agent.en');
    await nb.becomeAvailable();
    await en.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    const [missing, other] = await whoRings(nb, en);
    await other.expectPhase('incoming', { timeout: MISSED_TIMEOUT_MS });
    await missing.expectPhase('idle');
    await expect(missing.page.getByText(missing.say('softphone:missed.missed'))).toBeVisible();
    await expect(missing.page.locator('.fm-status-dot')).toHaveAttribute('data-state', 'unavailable');

    await other.press('Shift+F2');
    await missing.becomeAvailable();
    await missing.answer();
    await other.expectPhase('idle');
    await phone.expectState('talking');
    const order = await floor.rows<{ state: string }>(
      `select o.state from offers o join calls c on c.id = o.call_id
       where c.arrived_at = (select max(arrived_at) from calls) order by o.offered_at`,
    );
    expect(order.map((offer) => offer.state)).toEqual(['missed', 'rejected', 'accepted']);

    await phone.hangUp();
    await missing.closeWrapUp('other', 'question_answered');
  });

  test('two agents race for one call, and exactly one gets it', async ({ floor }) => {
    const nb = await floor.openDesk('agent.nb');
    const en = await floor.openDesk('agent.en');
    await nb.becomeAvailable();
    await en.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    const [winner, loser] = await whoRings(nb, en);
    await Promise.all([winner.press('F2'), loser.press('F2')]);
    await winner.expectPhase('talking');
    await loser.expectPhase('idle');
    const accepted = await floor.rows(
      `select 1 from offers o join calls c on c.id = o.call_id
       where c.arrived_at = (select max(arrived_at) from calls) and o.state = 'accepted'`,
    );
    expect(accepted).toHaveLength(1);
    await winner.hangUp();
    await winner.closeWrapUp('other', 'question_answered');
  });

  test('a customer who gives up while it rings leaves the agent free', async ({ floor }) => {
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await phone.expectState('queued');
    await expect(phone.page.getByText(phone.say('phone:next'))).toBeVisible();
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    await desk.expectPhase('incoming');
    await phone.hangUp();
    await desk.expectPhase('idle');
    await expect(desk.page.locator('.fm-status-dot')).toHaveAttribute('data-state', 'available');
    await expect.poll(async () => (await newestCall(floor)).state).toBe('abandoned');
  });

  test('a customer hears silence when muted, music on hold, and the agent again', async ({ floor }) => {
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await desk.answer();
    await phone.expectNoticeHeard();
    await expectToHear(phone.page, 'the customer');
    await desk.press('F7');
    await expect(desk.button('softphone:unmute')).toBeVisible();
    await expectSilence(phone.page, 'the customer of a muted agent');
    await expectToHear(desk.page, 'the muted agent');
    await desk.press('F6');
    await desk.expectPhase('held');
    await phone.expectState('held');
    await expectToHear(phone.page, 'the customer on hold, by music');
    await expectSilence(desk.page, 'the agent while the customer is on hold');
    await desk.press('F6');
    await desk.expectPhase('talking');
    await expectSilence(phone.page, 'the customer of a still muted agent');
    await desk.press('F7');
    await expectToHear(phone.page, 'the customer');
    await phone.hangUp();
    await desk.closeWrapUp('other', 'question_answered');
  });

  test('a digit the agent keys is heard by the customer as a tone', async ({ floor }) => {
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await desk.answer();
    await phone.expectNoticeHeard();
    await desk.press('F7');
    await expectSilence(phone.page, 'the customer of a muted agent');
    const heard = expectToHear(phone.page, 'the customer, by tones');
    await desk.key('5555555555');
    await heard;
    await phone.hangUp();
    await desk.closeWrapUp('other', 'question_answered');
  });

  test('the recording pauses at one key, and the customer sees it', async ({ floor }) => {
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await desk.answer();
    const notice = phone.page.getByText(phone.say('phone:recorded'), { exact: true });
    await expect(notice).toBeVisible();
    await desk.press('F3');
    await expect(desk.button('softphone:recording.pausedShort')).toBeVisible();
    await expect(notice).toBeHidden();
    await desk.press('F3');
    await expect(notice).toBeVisible();
    await desk.hangUp();
    await desk.closeWrapUp('other', 'question_answered');
    const stored = () =>
      floor.rows<{ state: string }>(
        `select r.state from recordings r join calls c on c.id = r.call_id
         where c.arrived_at = (select max(arrived_at) from calls)`,
      );
    await expect.poll(async () => (await stored()).map((row) => row.state)).toEqual(['stored']);
  });

  test('a case number keyed on the phone says who it may be', async ({ floor }) => {
    const [known] = await floor.rows<{ case_no: string; name: string }>(
      `select k.case_no, c.name from cases k join customer_accounts a on a.id = k.customer_account_id
       join customers c on c.id = a.customer_id join demo_stories s on s.customer_id = c.id
       join creditors cr on cr.id = a.creditor_id where cr.slug = 'fjellglimt-kraft' order by s.place limit 1`,
    );
    if (known === undefined) throw new Error('The demo has no case at Fjellglimt Kraft.');
    const phone = await floor.openPhone();
    await phone.callFrom('+47 900 11 222', 'Fjellglimt Kraft AS');
    await phone.expectState('queued');
    await phone.key(`${known.case_no}#`);
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    await desk.answer();
    await expect(desk.page.getByText(desk.say('case:identity.foundBy.case_number'))).toBeVisible();
    await expect(
      desk.page.getByRole('group', { name: desk.say('case:identity.compare', { name: known.name }) }),
    ).toBeVisible();
    await desk.hangUp();
    await desk.closeWrapUp('other', 'not_verified');
  });

  test('an agent rings a customer, who rejects at first and answers then', async ({ floor }) => {
    const phone = await floor.openPhone();
    await phone.becomeReachableAs('Ingrid Solvang');
    const [customer] = await floor.rows<{ phone: string }>(
      'select s.phone from demo_stories s join customers c on c.id = s.customer_id where c.name = ?',
      ['Ingrid Solvang'],
    );
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    await desk.dial('+4799999999', 'Fjellglimt Kraft AS');
    await expect(desk.page.getByRole('alert').first()).toBeVisible();
    await desk.press('Escape');
    await desk.dial(customer?.phone ?? '', 'Fjellglimt Kraft AS');
    await desk.expectPhase('dialing');
    await phone.button('phone:reject').click();
    await expect.poll(() => desk.phase()).not.toBe('dialing');
    if ((await desk.phase()) === 'wrap_up') await desk.closeWrapUp('other', 'not_resolved');

    await desk.dial(customer?.phone ?? '', 'Fjellglimt Kraft AS');
    await phone.button('phone:answer').click();
    await desk.expectPhase('talking');
    await phone.expectState('talking');
    await expectToHear(phone.page, 'the customer');
    await expectToHear(desk.page, 'the agent');
    await desk.hangUp();
    await phone.expectState('ended');
    await desk.closeWrapUp('other', 'question_answered');
  });
});
