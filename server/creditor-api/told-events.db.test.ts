import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { WEBHOOK_EVENT_TYPES } from '../../shared/protocol/webhooks';
import { FakeCreditor } from './sandbox/fake-creditor';
import { openApiHouse, type ApiHouse } from './testing/api-house';
import { keepEvent } from './webhooks/events';

const API = '/api/creditor/v1';
const MINUTE_MS = 60_000;
let house: ApiHouse;
let admin: string;
let creditorId: Id<'creditor'>;
let key: string;
let first: FakeCreditor;
let second: FakeCreditor;
let nr = 0;

beforeAll(async () => {
  house = await openApiHouse();
});
afterAll(async () => {
  await house.close();
});
beforeEach(async () => {
  nr += 1;
  house.clock.nowMs += MINUTE_MS;
  admin = await house.login('admin');
  creditorId = await house.addCreditor(`told-${nr}`);
  key = await house.addKey(creditorId);
  first = await addSystem('first');
  second = await addSystem('second');
});
afterEach(async () => {
  await Promise.all([first.stop(), second.stop()]);
});

/** A system of this test's creditor, told of everything. */
async function addSystem(name: string): Promise<FakeCreditor> {
  const system = new FakeCreditor(() => house.clock.nowMs);
  const host = `${name}-told-${nr}.sandbox.invalid`;
  house.sandboxes.set(host, await system.start());
  const body = { creditorId, url: `http://${host}/hook`, eventTypes: null };
  system.trust('/hook', (await house.post('/api/integration/endpoints', body, admin)).body.secret);
  return system;
}

const send = (kind: string, item: unknown) => house.post(`${API}/${kind}`, item, key);

async function owingCustomer(serviceState: 'connected' | 'cut'): Promise<void> {
  await send('customers', { customerNo: 'K1', kind: 'consumer', name: 'Kari Nordmann' });
  await send('supply-points', { customerNo: 'K1', meterNo: 'M1', utility: 'power', serviceState });
  const dates = { issueDate: '2026-09-01', dueDate: '2026-09-15' };
  const money = { currency: 'NOK', amountMinor: '100000' };
  await send('invoices', {
    customerNo: 'K1',
    invoiceNo: 'F1',
    reference: `66${nr}`,
    meterNo: 'M1',
    ...dates,
    ...money,
  });
}

describe('a creditor with two systems', () => {
  test('has its release running, and asked for again, although one of them fails', async () => {
    first.mood = 'takes';
    second.mood = 'down';
    await owingCustomer('cut');
    const notice = { noticeId: 'N1', customerNo: 'K1', amountMinor: '100000', currency: 'NOK', paidDate: '2026-11-16' };
    await send('payment-notices', { ...notice, source: 'instant' });
    await house.settle();
    const release = async () => (await house.get(`${API}/releases?state=all`, key)).body.releases[0];
    expect(await release()).toMatchObject({ state: 'sent', alarm: null });
    house.clock.nowMs += MINUTE_MS;
    await house.settle();
    expect(await release()).toMatchObject({ state: 'sent' });
    house.clock.nowMs += 15 * MINUTE_MS;
    await house.platform.timers.poll();
    expect(await release()).toMatchObject({ state: 'queued', alarm: 'not_confirmed' });
    first.mood = 'confirms';
    await house.settle();
    expect(await release()).toMatchObject({ state: 'confirmed', alarm: null });
  });
});

describe('an invoice that a customer wants again', () => {
  test('reaches the creditor, who asks by the API where to; the message itself bears no address', async () => {
    await owingCustomer('connected');
    const claim = await house
      .db('claims as c')
      .join('customer_accounts as a', 'a.id', 'c.customer_account_id')
      .where('a.creditor_id', creditorId)
      .first('c.id', 'a.id as accountId', 'a.customer_id', 'a.customer_no', 'a.currency');
    await house.platform.unitOfWork.run(async (tx) => {
      const { resendInvoice } = await import('../ledger/use-cases/resend-invoice');
      const account = {
        id: claim.accountId,
        customerId: claim.customer_id,
        customerNo: claim.customer_no,
        creditorSlug: `told-${nr}`,
      };
      await resendInvoice(tx, {
        // What the use case reads of an account.
        account: account as never,
        claimId: claim.id,
        channel: 'email',
        address: 'kari@hjemme.example',
        requestedBy: 'test',
        callId: null,
      });
    });
    await house.settle();
    expect(first.ofType('invoice.resend')[0]?.body.data).toEqual({
      customerNo: 'K1',
      invoiceNo: 'F1',
      channel: 'email',
    });
    const { resends } = (await house.get(`${API}/resends?customerNo=K1`, key)).body;
    expect(resends).toMatchObject([{ invoiceNo: 'F1', channel: 'email', address: 'kari@hjemme.example' }]);
    const stranger = await house.addKey(await house.addCreditor(`told-stranger-${nr}`));
    expect((await house.get(`${API}/resends`, stranger)).body.resends).toEqual([]);
    expect(await house.db('outbox_messages').where({ state: 'dead' })).toEqual([]);
  });

  test('as everything that is left for a creditor, is of a kind that creditors are told of', () => {
    const server = join(import.meta.dirname, '..');
    const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.includes('.test.'),
    );
    const kinds = files.flatMap((name) =>
      [
        ...readFileSync(join(server, name), 'utf8').matchAll(/target: `creditor:[^`]*`,\s*kind: '(?<kind>[^']+)'/gu),
      ].map((found) => found.groups?.['kind']),
    );
    expect(kinds.length).toBeGreaterThanOrEqual(3);
    expect(kinds.filter((kind) => !WEBHOOK_EVENT_TYPES.some((type) => type === kind))).toEqual([]);
  });
});

describe('the list of events', () => {
  test('never shows a later number before an earlier one: who has read on has missed nothing', async () => {
    const event = (name: string) => ({
      creditorId,
      sourceKey: `${name}-${nr}`,
      type: 'endpoint.tested' as const,
      orderKey: null,
      payload: { endpointId: name },
      happenedAt: house.clock.nowMs,
    });
    const read = async () => {
      const { events } = (await house.get(`${API}/events`, key)).body;
      return events.map(({ data }: { data: { endpointId: string } }) => data.endpointId);
    };
    const [gate, inserted] = [openable(), openable()];
    const slow = house.platform.unitOfWork.run(async (tx) => {
      await keepEvent(tx, event('early'));
      inserted.open();
      await gate.opened;
    });
    await inserted.opened;
    const quick = house.platform.unitOfWork.run((tx) => keepEvent(tx, event('late')));
    // The quick one waits for a lock; only when it does is there anything to show.
    await waitForLock();
    expect(await read()).toEqual([]);
    gate.open();
    await Promise.all([slow, quick]);
    expect(await read()).toEqual(['early', 'late']);
  });

  test('is replayed in parts: the answer says where the next part begins', async () => {
    await owingCustomer('connected');
    await house.settle();
    const since = '2026-11-01T00:00:00Z';
    const whole = await house.post(`${API}/events/replay`, { since }, key);
    expect(whole.body).toMatchObject({ hasMore: false, cursor: expect.any(Number) });
    expect(whole.body.replayed).toBeGreaterThan(0);
    const rest = await house.post(`${API}/events/replay`, { since, after: whole.body.cursor }, key);
    expect(rest.body).toMatchObject({ replayed: 0, hasMore: false, cursor: whole.body.cursor });
  });
});

/** A gate that is opened once. */
function openable(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

async function waitForLock(): Promise<void> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const { rows } = await house.db.raw<{ rows: unknown[] }>(
      `select 1 from pg_locks where locktype = 'advisory' and not granted`,
    );
    if (rows.length > 0) return;
  }
}

describe('a bulk request', () => {
  const names = ['Kari', 'Explode', 'Ola'];
  const items = names.map((name, index) => ({ customerNo: `B${index}`, kind: 'consumer', name }));
  const ask = () => house.post(`${API}/customers/bulk`, { items }, key, `bulk-again-${nr}`);

  test('that met a fault of ours is done by the same request sent again, as we tell systems to do', async () => {
    await house.db.raw(`create function explode() returns trigger language plpgsql as
      $$ begin if new.name = 'Explode' then raise exception 'a fault'; end if; return new; end $$`);
    await house.db.raw('create trigger explode before insert on customers for each row execute function explode()');
    const broken = await ask();
    expect(broken.body).toMatchObject({ done: 2, refused: 1 });
    expect(broken.body.results[1].error).toMatchObject({ code: 'INTERNAL' });
    await house.db.raw('drop trigger explode on customers');
    const whole = await ask();
    expect(whole.body).toMatchObject({ done: 3, refused: 0 });
    expect(whole.body.results.map(({ done }: { done: { status: string } }) => done.status)).toEqual([
      'unchanged',
      'created',
      'unchanged',
    ]);
    expect((await ask()).body).toEqual(whole.body);
  });

  test('leaves an audit row for each customer it changed, and none for those it did not', async () => {
    await send('customers', items[0]);
    await house.post(`${API}/customers/bulk`, { items: items.slice(0, 2) }, key);
    const ids = await house.db('customer_accounts').where({ creditor_id: creditorId }).pluck('customer_id');
    const rows = await house
      .db('audit_rows')
      .where({ action: 'api.customers', subject_kind: 'customer' })
      .whereIn('subject_id', ids);
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map((row) => row.subject_id))).toEqual(new Set(ids));
  });
});
