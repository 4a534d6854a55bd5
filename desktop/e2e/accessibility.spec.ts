import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Language } from '../../shared/lang/languages';
import { expect, test } from './fixtures/floor';

const THEMES = ['light', 'dark'] as const;
const LANGUAGES: readonly Language[] = ['nb', 'sv', 'fi', 'en'];
/** A key that was not translated is shown as it is written in the code, for example case:idle.title. */
const UNTRANSLATED = /(^|\s)([a-z-]+:)?[a-z][a-zA-Z]+(\.[a-zA-Z_]+)+(?=\s|$)/mu;

/** What axe finds that keeps somebody out, in both themes. */
async function expectNoBarrier(page: Page, what: string): Promise<void> {
  for (const theme of THEMES) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset['theme'] = wanted;
    }, theme);
    const { violations } = await new AxeBuilder({ page })
      // React Aria's announcer keeps, for a moment and out of sight, an image named by an element that is gone.
      .exclude('[data-live-announcer]')
      .analyze();
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    expect.soft(grave, `${what}, ${theme}`).toEqual([]);
  }
}

async function expectTranslated(page: Page, language: Language, what: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  const text = await page.locator('body').innerText();
  expect.soft(UNTRANSLATED.exec(text)?.[0] ?? null, `${what} in ${language}`).toBeNull();
}

/** Pages and what must be on them before they are looked at. */
const PAGES = [
  { login: 'lead', path: 'board', ready: '.board-cards' },
  { login: 'lead', path: 'wallboard', ready: '[class*="wall"]' },
  { login: 'qa', path: 'qa', ready: '.qa-list-table [role="gridcell"]' },
  { login: 'admin', path: 'admin/import', ready: '.admin-import' },
  { login: 'admin', path: 'admin/unmatched', ready: '.admin-tab' },
  { login: 'admin', path: 'admin/creditors', ready: '.admin-tab' },
  { login: 'agent', path: 'workstation', ready: '.fm-status-dot' },
  { login: 'agent', path: 'reviews', ready: '[class^="reviews"]' },
  { login: 'agent', path: 'settings', ready: 'h1' },
] as const;

test.describe('everybody can use it', () => {
  test.describe.configure({ timeout: 240_000 });

  for (const role of ['lead', 'qa', 'admin', 'agent'] as const) {
    test(`the pages of the ${role} have no barrier, light or dark`, async ({ floor }) => {
      const desk = await floor.openDesk(`${role}.nb`);
      for (const { path, ready } of PAGES.filter(({ login }) => login === role)) {
        await desk.page.goto(`/#/${path}`);
        await expect(desk.page.locator(ready).first()).toBeVisible();
        await expectNoBarrier(desk.page, path);
      }
      if (role !== 'qa') return;
      await desk.page.goto('/#/qa?recording=true');
      await desk.page.getByRole('row').nth(1).dblclick();
      await expect(desk.page.locator('.qa-player')).toBeVisible();
      await expectNoBarrier(desk.page, 'a call in Quality');
    });
  }

  test('login, phone and the open case in a call have no barrier, light or dark', async ({ floor }) => {
    const phone = await floor.openPhone();
    await expectNoBarrier(phone.page, 'phone');
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    await phone.callAs('Ingrid Solvang');
    await desk.answer();
    await expectNoBarrier(phone.page, 'phone in a call');
    await expectNoBarrier(desk.page, 'before the gate');
    await desk.press('Control+1', '1', '2', 'Enter');
    await expect(desk.page.locator('#pane-ledger [role="grid"]')).toBeVisible();
    await desk.press('Control+Enter');
    await expect(desk.page.locator('.case-step')).toBeVisible();
    await expectNoBarrier(desk.page, 'the open case with its call script');
    await desk.hangUp();
    await expectNoBarrier(desk.page, 'wrap-up');
    await desk.closeWrapUp('other', 'question_answered');
    const door = await floor.openLogin();
    await expectNoBarrier(door, 'login');
  });

  for (const language of LANGUAGES) {
    test(`every page speaks ${language}, with no text left as a key`, async ({ floor }) => {
      const phone = await floor.openPhone(language);
      await expectTranslated(phone.page, language, 'phone');
      for (const role of ['lead', 'qa', 'admin', 'agent'] as const) {
        const desk = await floor.openDesk(`${role}.${language}`);
        for (const { path, ready } of PAGES.filter(({ login }) => login === role)) {
          await desk.page.goto(`/#/${path}`);
          await expect(desk.page.locator(ready).first()).toBeVisible();
          await expectTranslated(desk.page, language, path);
        }
      }
    });
  }
});
