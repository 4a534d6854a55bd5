/** Goal: the creditor hears of money that did not come, and a supply it tells as cut is not forgotten when nothing is owed on it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { FakeCreditor } from './sandbox/fake-creditor';
import { openApiHouse, type ApiHouse } from './testing/api-house';

const API = '/api/creditor/v1';
const DAY_MS = 86_400_000;
let house: ApiHouse;
let creditorId: Id<'creditor'>;
let key: string;
let fake: FakeCreditor;
let nr = 0;

beforeAll(async () => {
  house = await openApiHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  nr += 1;
  fake = new FakeCreditor(() => house.clock.nowMs);
  const host = `opened-${nr}.sandbox.invalid`;
  house.sandboxes.set(host, await fake.start());
  creditorId = await house.addCreditor(`opened-${nr}`);
  key = await house.addKey(creditorId);
  const wish = { creditorId, url: `http://${host}/hook`, eventTypes: null };
  const made = await house.post('/api/integration/endpoints', wish, await house.login('admin'));
  fake.trust('/hook', made.body.secret);
});
afterEach(() => fake.stop());

const send = (kind: string, item: unknown) => house.post(`${API}/${kind}`, item, key);
const invoice = (more: object = {}) =>
  send('invoices', {
    customerNo: 'K1',
    invoiceNo: 'F1',
    reference: `77${nr}`,
    meterNo: 'M1',
    issueDate: '2026-09-01',
    dueDate: '2026-09-15',
    currency: 'NOK',
    amountMinor: '100000',
    ...more,
  });
const tellCut = (serviceState: 'cut' | 'connected') =>
  send('supply-points', { customerNo: 'K1', meterNo: 'M1', utility: 'power', serviceState });
async function cutCustomer(): Promise<void> {
  await send('customers', { customerNo: 'K1', kind: 'consumer', name: 'Kari Nordmann' });
  await tellCut('cut');
  await invoice();
}

describe('money that does not come after the supply was opened for it', () => {
  test('is told to the creditor with what was opened, and stands on the lead’s list until it is paid', async () => {
    await cutCustomer();
    const notice = { noticeId: 'N1', customerNo: 'K1', amountMinor: '100000', currency: 'NOK' };
    const placed = await send('payment-notices', { ...notice, paidDate: '2026-11-16', source: 'bank_file' });
    await house.settle();
    const lead = async () => (await house.get('/api/releases', await house.login('lead'))).body.releases;
    expect(await lead()).toMatchObject([{ state: 'confirmed', isMoneyMissing: false }]);
    house.clock.nowMs += 8 * DAY_MS;
    await house.platform.timers.poll();
    await house.settle();
    expect(fake.ofType('release.recall')).toEqual([]);
    expect(fake.ofType('payment_notice.overdue')).toMatchObject([
      {
        body: {
          data: {
            customerNo: 'K1',
            noticeId: 'N1',
            source: 'bank_file',
            amountMinor: '100000',
            opened: [{ releaseId: placed.body.releaseIds[0], meterNo: 'M1' }],
          },
        },
      },
    ]);
    const mine = (list: readonly { releaseId: string }[]) =>
      list.filter(({ releaseId }) => releaseId === placed.body.releaseIds[0]);
    expect(mine(await lead())).toMatchObject([{ state: 'confirmed', isMoneyMissing: true }]);
    const payment = { paymentId: 'P1', amountMinor: '100000', currency: 'NOK', bookedDate: '2026-11-23' };
    await send('payments', { ...payment, references: [`77${nr}`] });
    expect(mine(await lead())).toEqual([]);
  });

  test('is not told of money that came', async () => {
    await cutCustomer();
    const notice = { noticeId: 'N1', customerNo: 'K1', amountMinor: '100000', currency: 'NOK' };
    await send('payment-notices', { ...notice, paidDate: '2026-11-16', source: 'instant' });
    const payment = { paymentId: 'P1', amountMinor: '100000', currency: 'NOK', bookedDate: '2026-11-16' };
    await send('payments', { ...payment, references: [`77${nr}`] });
    await house.settle();
    expect(fake.ofType('payment_notice.overdue')).toEqual([]);
  });
});

describe('a supply told as cut on which nothing is owed', () => {
  test('is ordered open when the creditor credits the invoice, and again when it tells of a cut later', async () => {
    await cutCustomer();
    await invoice({ type: 'credit_note', invoiceNo: 'C1', amountMinor: '-100000', creditsInvoiceNos: ['F1'] });
    await house.settle();
    expect(fake.ofType('release.order')).toHaveLength(1);
    house.clock.nowMs += DAY_MS;
    await tellCut('cut');
    await house.settle();
    expect(fake.ofType('release.order')).toHaveLength(2);
  });

  test('stays as it is when we never collected on it', async () => {
    await send('customers', { customerNo: 'K1', kind: 'consumer', name: 'Kari Nordmann' });
    await tellCut('cut');
    await house.settle();
    expect(fake.ofType('release.order')).toEqual([]);
  });
});
