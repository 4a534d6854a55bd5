import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PROJECT_ROOT } from '../project-root';
import type { Stage } from './agent-scenes';
import { logIn, shoot, shootVariants, WALL } from './camera';

const LOAD_LIMIT_MS = 30_000;
const REST_MS = 1_500;
const SAMPLE_FILE = join(PROJECT_ROOT, 'server', 'ledger', 'importers', 'fixtures', 'customers-and-payments.csv');

async function openAs(
  stage: Stage,
  userName: string,
  path: string,
  size?: { width: number; height: number },
): Promise<Page> {
  const page = await stage.desks.open(stage.url, { path, ...(size === undefined ? {} : { size }) });
  await logIn(page, userName);
  await page.goto(`${stage.url}${path}`);
  return page;
}

/** The lead's board, one figure opened, and the wall. */
export async function shootBoards(stage: Stage): Promise<void> {
  const board = await openAs(stage, 'lead.en', '/#/board');
  const answered = board.locator('button[data-metric="answered_in_target"]').first();
  await answered.waitFor({ timeout: LOAD_LIMIT_MS });
  await shoot(board, 'board', REST_MS);
  await shootVariants(board, 'board');
  await answered.click();
  await board.getByRole('dialog').waitFor({ timeout: LOAD_LIMIT_MS });
  await shoot(board, 'board-figure', REST_MS);
  await board.context().close();
  const wall = await openAs(stage, 'lead.en', '/#/wallboard', WALL);
  await shoot(wall, 'wallboard', 2 * REST_MS);
  await wall.context().close();
}

/** The list of calls and one of them with its recording, script and scorecard. */
export async function shootQuality(stage: Stage): Promise<void> {
  const list = await openAs(stage, 'qa.en', '/#/qa?hasRecording=yes');
  // The call of the earlier scene: it has a script, a deed and an outcome.
  const row = list.getByRole('row', { name: /Ingrid Solvang/u }).first();
  await row.waitFor({ timeout: LOAD_LIMIT_MS });
  await shoot(list, 'qa-list', REST_MS);
  await row.dblclick();
  await list.locator('.qa-position').waitFor({ timeout: LOAD_LIMIT_MS });
  await shoot(list, 'qa-call', 2 * REST_MS);
  await publishReview(list);
  await list.context().close();
}

async function publishReview(page: Page): Promise<void> {
  for (const question of await page.locator('.qa-question').all()) {
    // oxlint-disable-next-line no-await-in-loop -- one question after the other
    await question.getByText('5', { exact: true }).click();
  }
  await page
    .getByRole('textbox', { name: 'Summary to the agent' })
    .fill('Calm and clear; the customer knew afterwards what was paid.');
  await page.getByRole('button', { name: 'Send the review' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Send the review' }).click();
  await question.waitFor({ state: 'hidden' });
}

/** What Quality said of an agent's calls. */
export async function shootReviews(stage: Stage): Promise<void> {
  const desk = await openAs(stage, 'agent.en', '/#/reviews');
  await shoot(desk, 'reviews', 2 * REST_MS);
  await desk.context().close();
}

/** A file imported, and the payments nobody could place. */
export async function shootAdministration(stage: Stage): Promise<void> {
  const admin = await openAs(stage, 'admin.en', '/#/admin');
  await admin.getByText('Choose a creditor').first().waitFor({ timeout: LOAD_LIMIT_MS });
  await admin
    .getByRole('button', { name: /Creditor/u })
    .first()
    .click();
  await admin.getByRole('option').first().click();
  await admin.locator('input[type="file"]').first().setInputFiles(SAMPLE_FILE);
  await admin
    .locator('.admin-card[data-kind="done"], .admin-card[data-kind="refused"]')
    .first()
    .waitFor({ timeout: LOAD_LIMIT_MS });
  await shoot(admin, 'admin-import', REST_MS);
  await admin.goto(`${stage.url}/#/admin/unmatched`);
  await shoot(admin, 'admin-work-list', REST_MS);
  await admin.context().close();
}
