import type { Locator, Page } from '@playwright/test';
import { logIn, PHONE, shoot, shootVariants, type Camera } from './camera';

const RING_LIMIT_MS = 30_000;
const STEP_LIMIT_MS = 10_000;
/** Long enough for timers, levels and the recording to show something. */
const TALK_MS = 4_000;
const STEPS_MAX = 8;

export interface Stage {
  readonly url: string;
  /** Speaks as a customer. */
  readonly phones: Camera;
  /** Speaks as an agent; also opens the pages of leads, reviewers and administrators. */
  readonly desks: Camera;
}

async function phaseIs(desk: Page, phase: string): Promise<void> {
  await desk.locator(`.fm-call-state[data-phase="${phase}"]`).waitFor({ timeout: RING_LIMIT_MS });
}

async function callAs(phone: Page, name: string): Promise<void> {
  await phone.getByText(name, { exact: true }).click();
  await phone.getByRole('button', { name: 'Call', exact: true }).click();
}

async function becomeAvailable(desk: Page): Promise<void> {
  await desk.keyboard.press('Control+j');
  await desk.getByRole('menuitem', { name: 'Available' }).first().click();
}

/** Name and date of birth agree: the case opens. */
async function openGate(desk: Page): Promise<void> {
  for (const key of ['Control+1', '1', '2', 'Enter']) {
    // oxlint-disable-next-line no-await-in-loop -- keys are pressed one after the other
    await desk.keyboard.press(key);
  }
  await desk.getByRole('region', { name: 'Ledger', exact: true }).getByRole('grid').waitFor({ timeout: STEP_LIMIT_MS });
}

async function endCall(desk: Page): Promise<void> {
  await desk.keyboard.press('F4');
  await desk.keyboard.press('F4');
  await phaseIs(desk, 'wrap_up');
}

/** The door, and what a customer's phone looks like before anybody calls. */
export async function shootDoors({ url, phones, desks }: Stage): Promise<void> {
  const door = await desks.open(url);
  await door.getByRole('button', { name: /Marte Fossvik/u }).waitFor();
  await shoot(door, 'login');
  await door.evaluate(`document.documentElement.dataset.theme = 'dark'`);
  await shoot(door, 'login-dark');
  await door.context().close();
  const phone = await phones.open(url, { size: PHONE, path: '/phone' });
  await phone.getByText('Ingrid Solvang', { exact: true }).waitFor();
  await shoot(phone, 'phone-idle');
  await phone.context().close();
}

/** One call from the queue to the closed case: a customer who paid the wrong invoice. */
export async function shootFirstCall({ url, phones, desks }: Stage): Promise<void> {
  const desk = await desks.open(url);
  await logIn(desk, 'agent.en');
  await phaseIs(desk, 'idle');
  await shoot(desk, 'agent-idle');
  const phone = await phones.open(url, { size: PHONE, path: '/phone' });
  await callAs(phone, 'Ingrid Solvang');
  await phone.getByText('You are in the queue').waitFor();
  await shoot(phone, 'phone-queue', TALK_MS);
  await becomeAvailable(desk);
  await phaseIs(desk, 'incoming');
  await shoot(desk, 'agent-ringing');
  await desk.keyboard.press('F2');
  await phaseIs(desk, 'talking');
  await shoot(desk, 'agent-before-gate', TALK_MS);
  await shoot(phone, 'phone-talking');
  await openGate(desk);
  await shoot(desk, 'agent-after-gate', TALK_MS);
  await shootVariants(desk, 'agent-after-gate');
  await explainPayment(desk);
  await endCall(desk);
  await shoot(desk, 'wrap-up');
  await desk.keyboard.press('Control+Enter');
  await phaseIs(desk, 'idle');
  await desk.context().close();
  await phone.context().close();
}

/** Follows the suggested call script to the step where the payment is explained. */
async function explainPayment(desk: Page): Promise<void> {
  await desk.keyboard.press('Control+Enter');
  const step = desk.locator('.case-step').first();
  await step.waitFor({ timeout: STEP_LIMIT_MS });
  await shoot(desk, 'call-script');
  await desk.keyboard.press('F9');
  await desk.keyboard.press('1');
  const explaining = desk.getByRole('region', { name: 'What the payment went to' });
  await commitUntil(desk, explaining);
  await shoot(desk, 'call-script-act');
  await desk.keyboard.press('Control+Enter');
  await explaining.waitFor({ state: 'hidden', timeout: STEP_LIMIT_MS });
}

async function commitUntil(desk: Page, wanted: Locator): Promise<void> {
  for (let step = 0; step < STEPS_MAX && !(await wanted.isVisible()); step++) {
    // oxlint-disable-next-line no-await-in-loop -- one step after the other
    await desk.keyboard.press('Control+Enter');
    // oxlint-disable-next-line no-await-in-loop
    await wanted.waitFor({ timeout: 2_000 }).catch(() => undefined);
  }
  await wanted.waitFor({ timeout: STEP_LIMIT_MS });
}

/** A customer with three unpaid invoices and a warned disconnection: a plan inside the mandate. */
export async function shootPlan({ url, phones, desks }: Stage): Promise<void> {
  const desk = await desks.open(url);
  await logIn(desk, 'agent.nb');
  await phaseIs(desk, 'idle');
  const phone = await phones.open(url, { size: PHONE, path: '/phone' });
  await becomeAvailable(desk);
  await callAs(phone, 'Lars Haugen');
  await phaseIs(desk, 'incoming');
  await desk.keyboard.press('F2');
  await phaseIs(desk, 'talking');
  await openGate(desk);
  await desk.getByRole('toolbar', { name: 'Agree and do' }).getByRole('button', { name: 'Plan' }).click();
  await desk.getByRole('region', { name: 'Payment plan' }).first().waitFor({ timeout: STEP_LIMIT_MS });
  await shoot(desk, 'plan-builder', TALK_MS);
  await desk.keyboard.press('F1');
  await shoot(desk, 'keys');
  await desk.keyboard.press('Escape');
  await endCall(desk);
  await desk.context().close();
  await phone.context().close();
}

/** What an agent sets for themself. */
export async function shootSettings({ url, desks }: Stage): Promise<void> {
  const desk = await desks.open(url, { path: '/#/settings' });
  await logIn(desk, 'agent.sv');
  await desk.goto(`${url}/#/settings`);
  await shoot(desk, 'settings', TALK_MS);
  await desk.context().close();
}
