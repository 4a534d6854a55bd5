import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openApiHouse, type ApiHouse } from '../creditor-api/testing/api-house';
import { openDemoSandbox, type DemoSandbox } from './demo-sandbox';

const API = '/api/creditor/v1';
const MINUTE_MS = 60_000;
const PROMPT = 'skjermvik-tv';
const LATE = 'harjulinja-verkko';
let house: ApiHouse;
let sandbox: DemoSandbox;
const keys = new Map<string, string>();
let nr = 0;

beforeAll(async () => {
  house = await openApiHouse();
  for (const slug of [PROMPT, LATE]) {
    // oxlint-disable-next-line no-await-in-loop
    keys.set(slug, await house.addKey(await house.addCreditor(slug)));
  }
  sandbox = await openDemoSandbox(house.platform, house.sandboxes, { thinksMs: 0 });
});
afterAll(async () => {
  await sandbox.stop();
  await house.close();
});
beforeEach(() => {
  nr += 1;
});

/** A customer whose supply is cut says (through the creditor's bank) that the money is on its way. */
async function payWhileCut(slug: string): Promise<void> {
  const send = (kind: string, item: object) => house.post(`${API}/${kind}`, item, keys.get(slug));
  const of = { customerNo: `K${nr}` };
  const money = { currency: 'NOK', amountMinor: '100000' };
  await send('customers', { ...of, kind: 'consumer', name: 'Kari Nordmann' });
  await send('supply-points', { ...of, meterNo: `M${nr}`, utility: 'grid', serviceState: 'cut' });
  await send('invoices', {
    ...of,
    ...money,
    invoiceNo: `F${nr}`,
    reference: `99${nr}`,
    meterNo: `M${nr}`,
    issueDate: '2026-09-01',
    dueDate: '2026-09-15',
  });
  const told = await send('payment-notices', { ...of, ...money, noticeId: `N${nr}`, paidDate: '2026-11-16' });
  expect(told.body.releaseIds).toHaveLength(1);
  await house.settle();
}

const newest = async (slug: string) => (await house.get(`${API}/releases?state=all`, keys.get(slug))).body.releases[0];

describe('the systems of the demo world', () => {
  test('open a supply at once, so that the clock stops within the promise', async () => {
    await payWhileCut(PROMPT);
    expect(await newest(PROMPT)).toMatchObject({ state: 'confirmed', alarm: null });
    expect(sandbox.systems.get(PROMPT)).toMatchObject({ forged: 0 });
  });

  test('are late at one creditor on purpose: the alarm rises after two minutes, and ends when the system obeys', async () => {
    await payWhileCut(LATE);
    expect(await newest(LATE)).toMatchObject({ state: 'failed', alarm: null });
    house.clock.nowMs += 2 * MINUTE_MS + 1_000;
    await house.platform.timers.poll();
    expect(await newest(LATE)).toMatchObject({ state: 'failed', alarm: 'not_sent' });
    house.clock.nowMs += MINUTE_MS;
    await house.settle();
    expect(await newest(LATE)).toMatchObject({ state: 'confirmed', alarm: null });
  });

  test('keep one endpoint each however often a server starts, and know a secret that was changed', async () => {
    const again = await openDemoSandbox(house.platform, house.sandboxes, { thinksMs: 0 });
    const endpoints = await house.db('webhook_endpoints').where('url', 'like', '%.sandbox.invalid/%');
    expect(endpoints).toHaveLength(2);
    const admin = await house.login('admin');
    const own = endpoints.find(({ url }) => String(url).includes(PROMPT));
    await house.post(`/api/integration/endpoints/${String(own?.id)}/rotate`, {}, admin);
    await house.db('webhook_endpoints').where({ id: own?.id }).update({ earlier_secret_sealed: null });
    await payWhileCut(PROMPT);
    expect(await newest(PROMPT)).toMatchObject({ state: 'confirmed' });
    await again.stop();
  });

  test('get a new secret when the key that sealed the old one is gone', async () => {
    await house.db('webhook_endpoints').where('url', 'like', `%${PROMPT}%`).update({ secret_sealed: 'v1.AAAA' });
    const again = await openDemoSandbox(house.platform, house.sandboxes, { thinksMs: 0 });
    await payWhileCut(PROMPT);
    expect(await newest(PROMPT)).toMatchObject({ state: 'confirmed' });
    await again.stop();
  });
});
