import type { Locator, Page } from '@playwright/test';

import type { Desk } from './fixtures/desk';
import { expect, test, type Floor } from './fixtures/floor';
import { expectToHear } from './fixtures/listening';
import type { Phone } from './fixtures/phone';
import { measureWav } from './fixtures/recording';
import { scriptTitle } from './fixtures/words';

// The main job by keyboard: the agent's mouse is never used.

/** Far above the noise of an empty line, far below speech. */
const RMS_OF_SPEECH = 0.005;
/** Kronor a month; three instalments or so of what is open. */
const MONTHLY_WISH = '500';
/** A plan by call script takes no more from the ring to the closed case; a step more is to be noticed. */
const PLAN_STROKES_MAX = 20;

test.describe('the main job', () => {
  test('a caller who paid the wrong invoice is understood at once, and Quality hears how', async ({ floor }) => {
    test.setTimeout(180_000);
    const lead = await floor.openDesk('lead.nb');
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const answered = await figure(lead.page, 'answered');
    const story = await invoicesOf(floor, 'Ingrid Solvang');

    const phone = await floor.openPhone();
    await phone.callAs('Ingrid Solvang');
    await answerAndHear(desk, phone);
    await openGate(desk);
    const insights = desk.page.getByRole('list', { name: desk.say('case:insights.title') });
    await expect(insights).toContainText(story.paid);
    await expect(insights).toContainText(story.open);

    await desk.press('Control+Enter');
    const said = await explain(desk, story);
    await desk.hangUp();
    await phone.expectState('ended');
    await closePrefilled(desk, 'vocabulary:outcome.payment_explained');
    console.log(`    keystrokes from ring to closed case: ${desk.takeStrokes()} (wished: 12 at most)`);

    await expectFigure(lead.page, 'answered', answered + 1);
    const summary = 'Rolig og tydelig forklart.';
    await reviewInQuality(floor, { customer: 'Ingrid Solvang', said, summary });
    await seeReview(desk, summary);
  });

  test('a caller with three unpaid invoices gets a plan whose sum is exact', async ({ floor }) => {
    const lead = await floor.openDesk('lead.sv');
    const desk = await floor.openDesk('agent.sv');
    await desk.becomeAvailable();
    const plansMade = await figure(lead.page, 'plans_made');
    const phone = await floor.openPhone('sv');
    await phone.callAs('Maja Sandberg');
    await answerAndHear(desk, phone);
    await openGate(desk);
    await makePlan(desk);
    await expectExactPlan(floor, 'Maja Sandberg');
    await desk.hangUp();
    await closePrefilled(desk, 'vocabulary:outcome.plan_agreed');
    const strokes = desk.takeStrokes();
    console.log(`    keystrokes from ring to closed case with a plan: ${strokes}`);
    expect(strokes).toBeLessThanOrEqual(PLAN_STROKES_MAX);
    await expectFigure(lead.page, 'plans_made', plansMade + 1);
  });
});

async function answerAndHear(desk: Desk, phone: Phone): Promise<void> {
  await desk.expectPhase('incoming');
  desk.takeStrokes();
  await desk.answer();
  await phone.expectState('talking');
  await phone.expectNoticeHeard();
  await expectToHear(phone.page, 'the customer');
  await expectToHear(desk.page, 'the agent');
}

/** Two facts that agree open the case; the ledger is shut before. */
async function openGate(desk: Desk): Promise<void> {
  const ledger = desk.page.getByRole('region', { name: desk.say('common:pane.ledger'), exact: true });
  await expect(ledger).toContainText(desk.say('case:ledger.lockedTitle'));
  await desk.press('Control+1', '1', '2', 'Enter');
  await expect(ledger.getByRole('grid')).toBeVisible();
}

interface StoryInvoices {
  readonly paid: string;
  readonly open: string;
}

/** Which invoice the newest payment really went to, and which is still open, from the books and not from the screen. */
async function invoicesOf(floor: Floor, name: string): Promise<StoryInvoices> {
  const [row] = await floor.rows<StoryInvoices>(
    `with mine as (
       select cl.id, cl.invoice_no, cl.due_date from demo_stories s
       join customers c on c.id = s.customer_id
       join customer_accounts ca on ca.customer_id = c.id
       join claims cl on cl.customer_account_id = ca.id and cl.kind = 'invoice'
       join creditor_numbers n on n.creditor_id = ca.creditor_id and n.phone = s.creditor_phone
       where c.name = ?)
     select
       (select m.invoice_no from mine m join ledger_entries d on d.claim_id = m.id
        join allocations a on a.debit_entry_id = d.id join ledger_entries p on p.id = a.credit_entry_id
        where p.kind = 'payment' order by p.event_date desc, p.recorded_at desc limit 1) as paid,
       (select m.invoice_no from mine m where not exists (
          select 1 from ledger_entries d join allocations a on a.debit_entry_id = d.id where d.claim_id = m.id)
        order by m.due_date desc limit 1) as open`,
    [name],
  );
  if (row === undefined) throw new Error(`The demo has no story of ${name}.`);
  expect(row.paid).not.toBe(row.open);
  return row;
}

/** Follows the call script to where the payment is explained; returns the very words that were shown. */
async function explain(desk: Desk, story: StoryInvoices): Promise<string> {
  const pane = desk.page.getByRole('region', { name: desk.say('case:script.title'), exact: true }).last();
  const step = pane.locator('.case-step');
  // The person is confirmed already, so the dialogue begins with what matters.
  const explaining = pane.getByRole('region', { name: desk.say('case:explain.title') });
  await expect(explaining).toBeVisible();
  const words = await step.locator('.case-words').first().innerText();
  expect(words).toContain(story.paid);
  expect(words).toContain(story.open);
  await desk.press('Control+Enter');
  await expect(explaining).toBeHidden();
  return words;
}

/** Leads the plan dialogue: in parts, how much, from when, said what it costs, agreed. */
async function makePlan(desk: Desk): Promise<void> {
  const { page } = desk;
  const step = page.locator('.case-step');
  const title = scriptTitle('payment-plan', desk.language);
  const pane = page.locator('#pane-script');
  const choice = pane.locator('.case-script-choice', { hasText: title });
  await desk.press('F9', (await choice.locator('kbd').innerText()).trim());
  await expect(step.locator('.case-choice').first()).toBeVisible();
  await desk.press('1');
  await expect(step.getByRole('textbox', { name: desk.say('case:script.answerAmount') })).toBeFocused();
  await desk.type(MONTHLY_WISH);
  await desk.press('Enter');
  await expect(step.getByRole('textbox', { name: desk.say('case:script.answerDate') })).toBeFocused();
  // The day two weeks on stands there already.
  await desk.press('Enter');
  const form = pane.getByRole('region', { name: desk.say('case:plan.title') });
  const agreement = step.locator('.case-choice').first();
  // What is said before the agreement depends on the mandate: an offer, perhaps a counter-offer first.
  await expect(async () => {
    if (!(await agreement.isVisible())) await desk.press('Control+Enter');
    await expect(agreement).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await desk.press('1');
  await expect(form).toBeVisible();
  // The call script has just said what it costs: nothing is left to tick.
  await expect(form.getByText(desk.say('plans:toldInScript'))).toBeVisible();
  await desk.press('Control+Enter');
  await expect(form).toBeHidden();
  await expect(step).toBeVisible();
}

interface PlanSums {
  readonly total: string;
  readonly fee: string;
  readonly instalments: string;
  readonly open: string;
  readonly count: number;
}

/** The instalments add up to the plan, and the plan to what was open and its fee: to the öre, by the books. */
async function expectExactPlan(floor: Floor, name: string): Promise<void> {
  const plans = await floor.rows<PlanSums>(
    `select p.total_minor as total, p.fee_minor as fee,
       (select sum(i.amount_minor) from plan_instalments i where i.plan_id = p.id) as instalments,
       (select count(*)::int from plan_instalments i where i.plan_id = p.id) as count,
       (select sum(e.amount_minor) from plan_claims pc join ledger_entries e on e.claim_id = pc.claim_id
          where pc.plan_id = p.id and e.recorded_at < p.made_at) as open
     from plans p join customer_accounts a on a.id = p.customer_account_id join customers c on c.id = a.customer_id
     join demo_stories s on s.customer_id = c.id
     where c.name = ? and p.call_id is not null order by p.made_at desc limit 1`,
    [name],
  );
  expect(plans).toHaveLength(1);
  const [plan] = plans;
  expect(plan?.count).toBeGreaterThan(1);
  expect(BigInt(plan?.instalments ?? 0)).toBe(BigInt(plan?.total ?? 1));
  expect(BigInt(plan?.total ?? 0)).toBe(BigInt(plan?.open ?? 0) + BigInt(plan?.fee ?? 0));
}

/** The wrap-up proposes what was done, so that closing it takes one stroke. */
async function closePrefilled(desk: Desk, outcome: string): Promise<void> {
  const chosen = desk.page.getByRole('radio', { name: desk.say(outcome) });
  await expect(chosen).toBeChecked();
  await desk.press('Control+Enter');
  await desk.expectPhase('idle');
}

function figureButton(page: Page, metric: string): Locator {
  return page.locator(`button[data-metric="${metric}"]`).first();
}

/** A figure of the lead's board as it stands; the page is marked, so that a reload would be noticed. */
async function figure(page: Page, metric: string): Promise<number> {
  const value = figureButton(page, metric).locator('.board-figure-value');
  await expect(value).toHaveText(/\d/u);
  await page.evaluate(() => Object.assign(window, { e2eSamePage: true }));
  return Number((await value.innerText()).replace(/\D/gu, ''));
}

async function expectFigure(page: Page, metric: string, expected: number): Promise<void> {
  await expect(figureButton(page, metric).locator('.board-figure-value')).toHaveText(String(expected));
  expect(await page.evaluate(() => 'e2eSamePage' in window)).toBe(true);
}

interface Reviewed {
  readonly customer: string;
  readonly said: string;
  readonly summary: string;
}

async function reviewInQuality(floor: Floor, { customer, said, summary }: Reviewed): Promise<void> {
  const qa = await floor.openDesk('qa.nb', { path: '/#/qa' });
  const { page } = qa;
  const [sound] = await Promise.all([
    page.waitForResponse((response) => response.headers()['content-type'] === 'audio/wav'),
    page
      .getByRole('row', { name: new RegExp(customer, 'u') })
      .first()
      .dblclick(),
  ]);
  // Asked for once more: what a page has read as a blob the browser does not give out again.
  const authorization = (await sound.request().headerValue('authorization')) ?? '';
  const file = await page.request.get(sound.url(), { headers: { authorization } });
  const loudness = measureWav(await file.body());
  expect(loudness.channels).toBe(2);
  for (const rms of loudness.rms) expect(rms).toBeGreaterThan(RMS_OF_SPEECH);

  const position = page.locator('.qa-position strong');
  await expect(position).toHaveText('00:00');
  await qa.button('qa:player.play').click();
  await expect(position).not.toHaveText('00:00');
  await qa.button('qa:player.pause').click();
  await expect(page.getByText(said)).toBeVisible();

  const questions = page.locator('.qa-question');
  await expect(questions).not.toHaveCount(0);
  for (const question of await questions.all()) {
    // oxlint-disable-next-line no-await-in-loop -- one question after the other
    await question.getByText('5', { exact: true }).click();
  }
  await page.getByRole('textbox', { name: qa.say('qa:score.summary') }).fill(summary);
  await qa.button('qa:score.publish').click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: qa.say('qa:score.publish') })
    .click();
  await expect(page.getByRole('alertdialog')).toBeHidden();
}

/** The agent is told of the review, and reads it. */
async function seeReview(desk: Desk, summary: string): Promise<void> {
  const { page } = desk;
  const menu = page.getByRole('button', { name: desk.say('common:nav.unseenReviews_one', { count: 1 }) });
  await menu.focus();
  await desk.press('Enter');
  const entry = page.getByRole('menuitem', { name: desk.say('common:page.reviews') });
  await expect(entry).toBeVisible();
  await entry.focus();
  await desk.press('Enter');
  await expect(page.getByText(summary).first()).toBeVisible();
}
