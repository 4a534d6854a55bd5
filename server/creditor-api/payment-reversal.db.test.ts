import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { openApiHouse, type ApiHouse } from './testing/api-house';

const API = '/api/creditor/v1';
let house: ApiHouse;
let creditorId: Id<'creditor'>;
let key: string;
let nr = 0;

beforeAll(async () => {
  house = await openApiHouse();
});
afterAll(async () => {
  await house.close();
});
beforeEach(async () => {
  nr += 1;
  house.clock.nowMs += 60_000;
  creditorId = await house.addCreditor(`back-${nr}`);
  key = await house.addKey(creditorId);
});

const send = (kind: string, item: unknown, token = key) => house.post(`${API}/${kind}`, item, token);
const money = (amountMinor: string) => ({ amountMinor, currency: 'NOK' });

/** A customer with two overdue invoices of 1 000,00 each. */
async function twoInvoices(): Promise<void> {
  await send('customers', { customerNo: 'K1', kind: 'consumer', name: 'Kari Nordmann' });
  await send('supply-points', { customerNo: 'K1', meterNo: 'M1', utility: 'power' });
  for (const invoiceNo of ['F1', 'F2']) {
    const dates = { issueDate: '2026-09-01', dueDate: invoiceNo === 'F1' ? '2026-09-15' : '2026-09-16' };
    const of = { customerNo: 'K1', meterNo: 'M1', invoiceNo, reference: `55${nr}${invoiceNo.slice(1)}` };
    // oxlint-disable-next-line no-await-in-loop
    await send('invoices', { ...of, ...dates, ...money('100000') });
  }
}

const pay = (paymentId: string, amountMinor: string, references: readonly string[] = [`55${nr}1`]) =>
  send('payments', { paymentId, ...money(amountMinor), bookedDate: '2026-11-10', references, customerNo: 'K1' });
const takeBack = (paymentId: string, reversedDate = '2026-11-12', token = key) =>
  send('payment-reversals', { paymentId, reversedDate }, token);
const owed = async (): Promise<readonly bigint[]> => {
  const rows = await house
    .db('claims as c')
    .join('claim_balances as b', 'b.claim_id', 'c.id')
    .join('customer_accounts as a', 'a.id', 'c.customer_account_id')
    .where('a.creditor_id', creditorId)
    .orderBy('c.invoice_no')
    .select<{ balance_minor: string }[]>('b.balance_minor');
  return rows.map((row) => BigInt(row.balance_minor));
};
/** What stands on the account over all entries, and what of any payment can still be laid. */
async function books(): Promise<{ sum: bigint; loose: bigint }> {
  const { rows } = await house.db.raw<{ rows: { sum: bigint; loose: bigint }[] }>(
    `select sum(e.amount_minor)::bigint as sum, coalesce(sum(-e.amount_minor - coalesce((select sum(l.amount_minor) from allocations l
       where l.credit_entry_id = e.id), 0)) filter (where e.amount_minor < 0), 0)::bigint as loose
     from ledger_entries e join customer_accounts a on a.id = e.customer_account_id where a.creditor_id = ?`,
    [creditorId],
  );
  return rows[0] ?? { sum: 0n, loose: 0n };
}

describe('a payment that went back', () => {
  test('leaves every invoice owed as before, whatever it was laid on, and nothing of it to be laid elsewhere', async () => {
    await twoInvoices();
    await pay('P1', '200000', [`55${nr}1`, `55${nr}2`]);
    expect(await owed()).toEqual([0n, 0n]);
    expect(await takeBack('P1')).toMatchObject({ status: 200, body: { status: 'created', id: expect.any(String) } });
    expect(await owed()).toEqual([100_000n, 100_000n]);
    expect(await books()).toEqual({ sum: 200_000n, loose: 0n });
  });

  test('leaves owed the interest that ran to its day, and nothing of what was too much', async () => {
    await twoInvoices();
    await pay('P1', '250000', [`55${nr}1`, `55${nr}2`]);
    await takeBack('P1');
    const [first = 0n, second = 0n] = await owed();
    expect(first).toBeGreaterThan(100_000n);
    expect(await books()).toEqual({ sum: first + second, loose: 0n });
  });

  test('is taken back once, however often it is told, and never enters again', async () => {
    await twoInvoices();
    await pay('P1', '100000');
    const first = await takeBack('P1');
    expect(await takeBack('P1')).toMatchObject({ body: { status: 'unchanged', id: first.body.id } });
    expect(await pay('P1', '100000')).toMatchObject({ body: { status: 'unchanged' } });
    expect(await owed()).toEqual([100_000n, 100_000n]);
  });

  test('opens a case anew where the old one was closed by it, at the first stage', async () => {
    await twoInvoices();
    await pay('P1', '100000', [`55${nr}1`]);
    await pay('P2', '100000', [`55${nr}2`]);
    const cases = () =>
      house
        .db('cases as k')
        .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
        .where('a.creditor_id', creditorId)
        .orderBy('k.stage')
        .pluck('k.stage');
    expect(await cases()).toEqual(['closed']);
    await takeBack('P2');
    expect(await cases()).toEqual(['closed', 'overdue']);
    const { cases: seen } = (await house.get(`${API}/cases`, key)).body;
    expect(seen.find(({ stage }: { stage: string }) => stage === 'overdue')).toMatchObject({ balanceMinor: '100000' });
  });

  test('is shown to the agent as gone back, and to the customer on the statement', async () => {
    await twoInvoices();
    await pay('P1', '100000');
    await takeBack('P1');
    const lead = await house.login('lead');
    const { customer_id: customerId } = await house
      .db('customer_accounts')
      .where({ creditor_id: creditorId })
      .first('customer_id');
    const { body } = await house.get(`/api/customers/${customerId}/case-file`, lead);
    expect(body.accounts[0].payments).toMatchObject([
      { reversedOn: '2026-11-12', allocations: [], unallocatedMinor: '0' },
    ]);
  });

  test('leaves the work list when nobody had placed it, and cannot be placed any more', async () => {
    await twoInvoices();
    const loose = { paymentId: 'P9', ...money('4200'), bookedDate: '2026-11-10', references: ['nothing'] };
    expect(await send('payments', loose)).toMatchObject({ body: { placement: 'work_list' } });
    const row = await house.db('unmatched_payments').where({ creditor_id: creditorId }).first('id');
    expect(await takeBack('P9')).toMatchObject({ body: { status: 'created', id: null } });
    expect(await takeBack('P9')).toMatchObject({ body: { status: 'unchanged' } });
    const lead = await house.login('lead');
    const { payments } = (await house.get('/api/unmatched-payments', lead)).body;
    expect(payments.map(({ id }: { id: string }) => id)).not.toContain(row.id);
    const claim = await house
      .db('claims as c')
      .join('customer_accounts as a', 'a.id', 'c.customer_account_id')
      .where('a.creditor_id', creditorId)
      .first('c.id');
    const placed = await house.post(`/api/unmatched-payments/${row.id}/allocate`, { claimId: claim.id }, lead);
    expect(placed).toMatchObject({ code: 'ALREADY_IMPORTED' });
  });

  test('calls back the release it brought, while nobody has confirmed it', async () => {
    await twoInvoices();
    await send('supply-points', { customerNo: 'K1', meterNo: 'M1', utility: 'power', serviceState: 'cut' });
    await pay('P1', '200000', [`55${nr}1`, `55${nr}2`]);
    const releases = async () => (await house.get(`${API}/releases?state=all`, key)).body.releases;
    expect(await releases()).toMatchObject([{ state: 'queued' }]);
    await takeBack('P1');
    expect(await releases()).toMatchObject([{ state: 'recalled' }]);
  });

  test.each([
    ['nobody told of', 'none', '2026-11-12', 'PAYMENT_UNKNOWN'],
    ['went back before it came', 'P1', '2026-11-09', 'INVALID_PAYLOAD'],
    ['will go back one day', 'P1', '2027-01-01', 'INVALID_PAYLOAD'],
  ])('is refused when it %s', async (_what, paymentId, day, code) => {
    await twoInvoices();
    await pay('P1', '100000');
    expect(await takeBack(paymentId, day)).toMatchObject({ code });
    expect(await owed()).toEqual([0n, 100_000n]);
  });

  test('is not another creditor’s to take back', async () => {
    await twoInvoices();
    await pay('P1', '100000');
    const stranger = await house.addKey(await house.addCreditor(`back-stranger-${nr}`));
    expect(await takeBack('P1', '2026-11-12', stranger)).toMatchObject({ code: 'PAYMENT_UNKNOWN' });
    expect(await owed()).toEqual([0n, 100_000n]);
  });
});

describe('the delivery log', () => {
  test('takes what became of an invoice, not that somebody asked for a copy: that is our own word', async () => {
    await twoInvoices();
    const delivery = {
      customerNo: 'K1',
      invoiceNo: 'F1',
      at: '2026-09-01T08:00:00Z',
      channel: 'email',
      address: 'a@b.no',
    };
    expect(await send('deliveries', { ...delivery, result: 'delivered' })).toMatchObject({
      body: { status: 'created' },
    });
    expect(await send('deliveries', { ...delivery, result: 'requested' })).toMatchObject({ code: 'INVALID_PAYLOAD' });
  });
});
