import { expect, test, type Floor } from './fixtures/floor';
import { Desk } from './fixtures/desk';
import { expectToHear, listenIn } from './fixtures/listening';
import { ELECTRON_VERSION, openWorkstation } from './fixtures/workstation';

// The spine of the main job in the real program: what the browser journey shows, where its parts meet Electron.

/** A new page is made, logs in by its kept token, fetches its snapshot and joins the call again. */
const RECOVERY_TIMEOUT_MS = 30_000;

interface CallRow {
  readonly id: string;
  readonly state: string;
  readonly agent_leg_id: string | null;
}

async function newestCall(floor: Floor): Promise<CallRow> {
  const [call] = await floor.rows<CallRow>(
    'select id, state, agent_leg_id from calls order by arrived_at desc limit 1',
  );
  if (call === undefined) throw new Error('No call was made.');
  return call;
}

test.describe(`the main job on Electron ${ELECTRON_VERSION}`, () => {
  test.describe.configure({ timeout: 180_000 });

  test('a call is answered with F2, heard on both sides, explained, hung up and closed', async ({ house, floor }) => {
    const workstation = await openWorkstation({ serverUrl: house.baseUrl, args: [floor.agentVoiceArg] });
    try {
      await listenIn(workstation.app.context());
      await workstation.page.reload();
      const desk = new Desk(workstation.page, 'nb');
      await desk.logIn('agent.nb');
      await desk.becomeAvailable();
      const phone = await floor.openPhone();
      await phone.callAs('Ingrid Solvang');
      await desk.answer();
      await phone.expectState('talking');
      await phone.expectNoticeHeard();
      await expectToHear(phone.page, 'the customer');
      await expectToHear(desk.page, 'the agent in Electron');

      await desk.press('Control+1', '1', '2', 'Enter');
      const insights = desk.page.getByRole('list', { name: desk.say('case:insights.title') });
      await expect(insights.getByRole('listitem').first()).toBeVisible();
      await desk.press('Control+Enter');
      await expect(desk.page.locator('.case-step')).toBeVisible();
      const explaining = desk.page.getByRole('region', { name: desk.say('case:explain.title') });
      await expect(async () => {
        if (!(await explaining.isVisible())) await desk.press('Control+Enter');
        await expect(explaining).toBeVisible({ timeout: 3_000 });
      }).toPass({ timeout: 30_000 });
      await desk.press('Control+Enter');
      await expect(explaining).toBeHidden();

      await desk.hangUp();
      await phone.expectState('ended');
      await expect(
        desk.page.getByRole('radio', { name: desk.say('vocabulary:outcome.payment_explained') }),
      ).toBeChecked();
      await desk.press('Control+Enter');
      await desk.expectPhase('idle');
      await desk.goHome();
    } finally {
      await workstation.close();
    }
  });

  test('a window that crashes in the middle of a call gets the call back by itself', async ({ house, floor }) => {
    const workstation = await openWorkstation({ serverUrl: house.baseUrl, args: [floor.agentVoiceArg] });
    try {
      const desk = new Desk(workstation.page, 'en');
      await desk.logIn('agent.en');
      await desk.becomeAvailable();
      const phone = await floor.openPhone();
      await phone.callAs('Ingrid Solvang');
      await desk.answer();
      await phone.expectNoticeHeard();
      const before = await newestCall(floor);
      expect(before.state).toBe('talking');
      const { app } = workstation;
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );
      // A new leg of the agent's, in the same call, is what only a window that came back can make.
      await expect
        .poll(
          async () => {
            const now = await newestCall(floor);
            return now.id === before.id && now.state === 'talking' && now.agent_leg_id !== before.agent_leg_id;
          },
          { timeout: RECOVERY_TIMEOUT_MS },
        )
        .toBe(true);
      await expectToHear(phone.page, 'the customer of a window that came back');
      await phone.hangUp();
    } finally {
      await workstation.close();
    }
  });
});
