import type { Locator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { formatMoney } from '../../shared/money/format';
import { minor } from '../../shared/money/money';
import { DOMAIN_NAMES } from '../../shared/rules/sentences/names';
import type { Desk } from './fixtures/desk';
import { expect, test, type Floor } from './fixtures/floor';
import { pdfWords } from './fixtures/pdf';

// The rooms about ledger, law and creditor, as they meet at the desk. One call goes through all that needs a call.

const CREDITOR = 'Skjermvik TV AS';
/** TV is off, two invoices are open, the creditor opens on our word: the story that touches most rooms. */
const CUSTOMER = 'Silje Moen';
/** The grid company has warned this one, and the day comes closer. */
const WARNED = 'Lars Haugen';
const SOURCE = 'Avtale med Skjermvik TV, bilag 4 (journey)';
/** One more than the creditor's mandate lets an agent agree to; its lead may go to twice as many. */
const INSTALMENTS = '5';
const WHY = 'Får lønn den 20. og klarer en femdel om gangen.';

async function openGate(desk: Desk): Promise<void> {
  await expect(desk.page.locator('#pane-customer').getByRole('checkbox').first()).toBeVisible();
  await desk.press('Control+1', '1', '2', 'Enter');
  await expect(desk.page.locator('#pane-ledger').getByRole('grid')).toBeVisible();
}

function showTab(desk: Desk, key: 'rules' | 'balance' | 'plans'): Promise<void> {
  return desk.page.getByRole('tab', { name: desk.say(`case:tab.${key}`) }).click();
}

/** Opens one of the forms beside the ledger and gives it back. */
async function openForm(desk: Desk, action: 'plan' | 'payment'): Promise<Locator> {
  await desk.page
    .getByRole('toolbar', { name: desk.say('case:action.title') })
    .getByRole('button', { name: desk.say(`case:action.${action}`) })
    .click();
  const form = desk.page.locator('#pane-script').getByRole('region', { name: desk.say(`case:${action}.title`) });
  await expect(form).toBeVisible();
  return form;
}

test.describe('the rooms of ledger, law and creditor', () => {
  test.describe.configure({ timeout: 150_000 });

  test('one call meets a new rule, the statement on paper, a plan that a lead must allow, and a release', async ({
    floor,
  }) => {
    await test.step('an administrator adds a row of the rules with its source', () => addRule(floor));
    const lead = await floor.openDesk('lead.nb', { path: '/#/approvals' });
    const desk = await floor.openDesk('agent.nb');
    await desk.becomeAvailable();
    const phone = await floor.openPhone();
    await phone.callAs(CUSTOMER);
    await desk.answer();
    await openGate(desk);

    await test.step('the case shows the rule that applies today, and where it comes from', async () => {
      await showTab(desk, 'rules');
      await expect(desk.page.locator('.rule-row', { hasText: SOURCE })).toHaveCount(1);
    });
    await test.step('the statement on paper says the sum of the screen', () => readStatement(floor, desk));
    await test.step('a lead allows the plan, and it binds', () => agreeBeyond({ floor, desk, lead }));
    await test.step('the money on its way orders the service open', () => orderRelease({ floor, desk, lead }));

    await phone.hangUp();
    await desk.expectPhase('wrap_up');
    await desk.press('Control+Enter');
    await desk.expectPhase('idle');
  });

  test('an agent rings whoever is warned from the list, and sees every gate of the cut', async ({ floor }) => {
    const phone = await floor.openPhone();
    await phone.becomeReachableAs(WARNED);
    const lead = await floor.openDesk('lead.nb', { path: '/#/work/calls' });
    await lead.page.getByRole('row', { name: new RegExp(WARNED, 'u') }).click();
    await expectGates(lead);

    const desk = await floor.openDesk('agent.nb', { path: '/#/work/calls' });
    await desk.becomeAvailable();
    const line = desk.page.getByRole('row', { name: new RegExp(WARNED, 'u') });
    await line.getByRole('button', { name: desk.say('cuts:calls.dial') }).click();
    await desk.page
      .getByRole('dialog')
      .getByRole('button', { name: desk.say('softphone:dialog.dial'), exact: true })
      .click();
    await phone.button('phone:answer').click();
    await desk.expectPhase('talking');
    await desk.page.goto('/#/workstation');
    await openGate(desk);

    await desk.page.getByRole('button', { name: desk.say('cuts:panel.open') }).click();
    await expectGates(desk);
    await report(desk);
    await desk.hangUp();
    await desk.closeWrapUp('disconnection_warning', 'question_answered');
    await desk.page.goto('/#/work/calls');
    // Talked with once, nobody is to ring again before the cut.
    await expect(line).toBeHidden();
  });
});

/** A new row of how long money on its way is waited for, for one creditor, from today, with the same values as before. */
async function addRule(floor: Floor): Promise<void> {
  const admin = await floor.openDesk('admin.nb', { path: '/#/admin/rules' });
  const { page } = admin;
  await page.getByRole('button', { name: admin.say('rules:filter.domain') }).click();
  await page.getByRole('option', { name: DOMAIN_NAMES.payment_hold.nb }).click();
  const today = await page.getByRole('textbox', { name: admin.say('rules:filter.day') }).inputValue();
  const row = page.locator('.rule-row').first();
  await row.getByRole('button', { name: admin.say('rules:list.newFrom') }).click();
  const form = page.getByRole('region', { name: admin.say('rules:form.title') });
  await form.getByRole('textbox', { name: admin.say('rules:form.validFrom') }).fill(today);
  await form.getByRole('button', { name: admin.say('rules:form.creditor') }).click();
  await page.getByRole('option', { name: CREDITOR }).click();
  await form.getByRole('button', { name: admin.say('rules:form.save') }).click();
  // Without a source there is no row.
  await expect(form.getByText(admin.say('rules:form.fault.source'))).toBeVisible();
  await form.getByRole('textbox', { name: admin.say('rules:form.source') }).fill(SOURCE);
  await form.getByRole('button', { name: admin.say('rules:form.save') }).click();
  await expect(page.getByText(SOURCE)).toBeVisible();
  const rows = await floor.rows(`select 1 from rule_rows where source::text like '%bilag 4%'`);
  expect(rows).toHaveLength(1);
}

async function readStatement(floor: Floor, desk: Desk): Promise<void> {
  await showTab(desk, 'balance');
  const total = await desk.page.locator('.statement-total strong').innerText();
  const invoices = await floor.rows<{ open: string }>(
    `select e.amount_minor::text as open from demo_stories s join customers c on c.id = s.customer_id
       join customer_accounts a on a.customer_id = c.id join claims cl on cl.customer_account_id = a.id
       join ledger_entries e on e.claim_id = cl.id
     where c.name = ? and e.kind = 'invoice'
       and not exists (select 1 from allocations l where l.debit_entry_id = e.id)`,
    [CUSTOMER],
  );
  expect(invoices.length).toBeGreaterThan(1);
  const [file] = await Promise.all([desk.page.waitForEvent('download'), desk.button('balance:savePdf').click()]);
  const words = pdfWords(await readFile(await file.path()));
  expect(words).toContain(total);
  for (const { open } of invoices) expect(words).toContain(formatMoney(minor(BigInt(open)), 'NOK', 'nb'));
}

interface Approval {
  readonly floor: Floor;
  readonly desk: Desk;
  readonly lead: Desk;
}

async function agreeBeyond({ floor, desk, lead }: Approval): Promise<void> {
  const form = await openForm(desk, 'plan');
  await form.getByRole('textbox', { name: desk.say('case:plan.count') }).fill(INSTALMENTS);
  const told = form.getByText(desk.say('case:plan.costTold'));
  if (await told.isVisible()) await told.click();
  await form.getByRole('textbox', { name: desk.say('plans:ask.why') }).fill(WHY);
  await form.getByRole('button', { name: desk.say('plans:ask.commit') }).click();
  await expect(desk.page.getByRole('region', { name: desk.say('plans:waits.title') })).toBeVisible();

  const card = lead.page.getByRole('article', { name: CUSTOMER });
  await expect(card).toContainText(WHY);
  await card.getByRole('button', { name: lead.say('plans:card.approve') }).click();
  await expect(card).toBeHidden();

  const given = desk.page.getByRole('region', { name: desk.say('plans:given.title') });
  await expect(given).toBeVisible();
  await given.getByRole('button', { name: desk.say('plans:given.goOn') }).click();
  await showTab(desk, 'plans');
  await expect(desk.page.locator('.case-record').first()).toContainText(desk.say('case:plans.state.active'));
  const plans = await floor.rows<{ state: string; instalments: number; bound: boolean }>(
    `select p.state, count(i.id)::int as instalments, p.agreed_at is not null as bound
       from plans p join plan_instalments i on i.plan_id = p.id
       join customer_accounts a on a.id = p.customer_account_id join customers c on c.id = a.customer_id
     where c.name = ? and p.call_id is not null group by p.id`,
    [CUSTOMER],
  );
  expect(plans).toEqual([{ state: 'active', instalments: Number(INSTALMENTS), bound: true }]);
}

async function orderRelease({ floor, desk, lead }: Approval): Promise<void> {
  const form = await openForm(desk, 'payment');
  await form.getByRole('button', { name: desk.say('case:payment.commit') }).click();
  const clock = form.getByRole('timer');
  await expect(clock).toHaveText(/^0?0:\d\d/u);
  await lead.page.goto('/#/releases');
  const line = lead.page.getByRole('row', { name: new RegExp(CUSTOMER, 'u') });
  await expect(line).toContainText(CREDITOR);
  const shown = await line.getByRole('timer').innerText();
  await expect(line.getByRole('timer')).not.toHaveText(shown);
  await form.getByRole('button', { name: desk.say('case:form.goOn') }).click();
  // The clock stays in sight above the ledger while the customer is on the line.
  await expect(desk.page.locator('.case-releases').getByRole('timer')).toBeVisible();
  const releases = await floor.rows<{ n: number }>(
    `select count(*)::int as n from releases r join supply_points s on s.id = r.supply_point_id
       join customer_accounts a on a.id = s.customer_account_id join customers c on c.id = a.customer_id
     where c.name = ?`,
    [CUSTOMER],
  );
  expect(releases).toEqual([{ n: 1 }]);
}

/** The picture of a cut: what stops it, and every gate with its verdict in words. */
async function expectGates(desk: Desk): Promise<void> {
  const panel = desk.page.getByRole('dialog', { name: desk.say('cuts:panel.title') });
  await expect(panel.getByText(desk.say('cuts:panel.notAThreat'))).toBeVisible();
  const gate = (key: 'warning' | 'decision') =>
    panel.locator('.cuts-gates li').filter({ has: desk.page.getByText(desk.say(`cuts:gate.${key}`), { exact: true }) });
  await expect(gate('warning')).toHaveAttribute('data-verdict', 'pass');
  // Nobody has decided, and what nobody knows shuts.
  await expect(gate('decision')).toHaveAttribute('data-verdict', 'unknown');
}

/** What the customer tells shuts a gate at once. */
async function report(desk: Desk): Promise<void> {
  const panel = desk.page.getByRole('dialog', { name: desk.say('cuts:panel.title') });
  await panel.getByText(desk.say('cuts:report.danger'), { exact: true }).click();
  await panel.getByRole('textbox', { name: desk.say('cuts:report.statement') }).fill('Har respirator hjemme.');
  await panel.getByRole('button', { name: desk.say('cuts:report.danger') }).click();
  // The whole case rests at once, whoever proves what later.
  const hold = desk.page.getByText(desk.say('cuts:gate.hold'), { exact: true });
  await expect(panel.locator('.cuts-gates li').filter({ has: hold })).toHaveAttribute('data-verdict', 'fail');
  await desk.press('Escape');
  await expect(panel).toBeHidden();
}
