import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { FakeCreditor } from './sandbox/fake-creditor';
import { MONDAY, openApiHouse, type ApiHouse } from './testing/api-house';

const API = '/api/creditor/v1';
const MINUTE_MS = 60_000;
let house: ApiHouse;
let admin: string;
let creditorId: Id<'creditor'>;
let key: string;
let fake: FakeCreditor;
let base: string;
let endpointId: string;
let nr = 0;

beforeAll(async () => {
  house = await openApiHouse();
});
afterAll(async () => {
  await house.close();
});
beforeEach(async () => {
  nr += 1;
  // Days pass in some tests; a login lasts half a day.
  house.clock.nowMs += MINUTE_MS;
  admin = await house.login('admin');
  fake = new FakeCreditor(() => house.clock.nowMs);
  // A name of its own: what is left of an earlier test must not arrive here.
  const host = `fake-${nr}.sandbox.invalid`;
  base = `http://${host}`;
  house.sandboxes.set(host, await fake.start());
  creditorId = await house.addCreditor(`hook-${nr}`);
  key = await house.addKey(creditorId);
  const made = await house.post(
    '/api/integration/endpoints',
    { creditorId, url: `${base}/hook`, eventTypes: null },
    admin,
  );
  endpointId = made.body.endpoint.id;
  fake.trust('/hook', made.body.secret);
});
afterEach(async () => {
  await fake.stop();
});

const send = (kind: string, item: unknown) => house.post(`${API}/${kind}`, item, key);

/** A customer whose supply is cut over an overdue invoice. */
async function cutCustomer(): Promise<void> {
  await send('customers', { customerNo: 'K1', kind: 'consumer', name: 'Kari Nordmann' });
  await send('supply-points', { customerNo: 'K1', meterNo: 'M1', utility: 'power', serviceState: 'cut' });
  const invoice = {
    customerNo: 'K1',
    invoiceNo: 'F1',
    reference: `99${nr}`,
    meterNo: 'M1',
    issueDate: '2026-09-01',
    dueDate: '2026-09-15',
  };
  await send('invoices', { ...invoice, currency: 'NOK', amountMinor: '100000' });
}
const notice = (more: object = {}) =>
  send('payment-notices', {
    noticeId: 'N1',
    customerNo: 'K1',
    amountMinor: '100000',
    currency: 'NOK',
    paidDate: '2026-11-16',
    source: 'instant',
    ...more,
  });
const releases = async () => (await house.get(`${API}/releases?state=all`, key)).body.releases;

describe('a payment on its way', () => {
  test('orders the release once, signed, and the confirmation puts the supply into service', async () => {
    await cutCustomer();
    expect(await notice()).toMatchObject({
      body: { status: 'created', holdUntil: '2026-11-19', releaseIds: [expect.any(String)] },
    });
    expect(await notice()).toMatchObject({ body: { status: 'unchanged', releaseIds: [] } });
    await house.settle();
    expect(fake.ofType('release.order')).toHaveLength(1);
    expect(fake.ofType('release.order')[0]?.body.data).toMatchObject({ customerNo: 'K1', meterNo: 'M1', sequence: 1 });
    expect(fake.forged).toBe(0);
    expect(await releases()).toMatchObject([{ state: 'confirmed', alarm: null }]);
    expect(
      await house.db('supply_points').where({ meter_no: 'M1' }).orderBy('id', 'desc').first('service_state'),
    ).toEqual({
      service_state: 'connected',
    });
  });

  test('is confirmed by the API when the webhook only took it; a second word changes nothing', async () => {
    fake.mood = 'takes';
    await cutCustomer();
    const { body } = await notice();
    await house.settle();
    expect(await releases()).toMatchObject([{ state: 'sent' }]);
    const path = `${API}/releases/${body.releaseIds[0]}/confirm`;
    expect(await house.post(path, {}, key)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await house.post(path, {}, key)).toMatchObject({ body: { state: 'confirmed' } });
    const other = await house.addKey(await house.addCreditor(`other-${nr}`));
    expect(await house.post(path, {}, other)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('that comes to less than what stops the cut rests collection and opens nothing', async () => {
    await cutCustomer();
    expect(await notice({ amountMinor: '100' })).toMatchObject({ body: { status: 'created', releaseIds: [] } });
    const [status] = (await house.get(`${API}/cases`, key)).body.cases;
    expect(status.holds).toMatchObject([{ kind: 'money_on_the_way', untilDate: '2026-11-19' }]);
  });

  test('is believed as far as the creditor’s row says: hold rests, none does nothing', async () => {
    await cutCustomer();
    const trust = (level: string) =>
      house.post(
        '/api/integration/source-trust',
        { creditorId, source: 'card', trust: level, why: 'Agreed with the creditor.' },
        admin,
      );
    await trust('hold');
    expect(await notice({ source: 'card' })).toMatchObject({ body: { releaseIds: [] } });
    await trust('none');
    await notice({ source: 'card', noticeId: 'N2' });
    const rows = await house.db('payment_source_trust').where({ creditor_id: creditorId }).orderBy('created_at');
    // What held for some hours of the day stays on record.
    expect(rows).toMatchObject([
      { trust: 'hold', valid_to: '2026-11-16' },
      { source: 'card', trust: 'none', valid_to: null },
    ]);
  });

  test('that is taken back ends the hold and recalls the release with a higher number', async () => {
    fake.mood = 'takes';
    await cutCustomer();
    await notice();
    await house.settle();
    expect(await house.post(`${API}/payment-notices/N1/withdraw`, {}, key)).toMatchObject({
      body: { state: 'cancelled' },
    });
    await house.settle();
    expect(fake.ofType('release.recall')[0]?.body.data).toMatchObject({ sequence: 2 });
    expect([...fake.isOpen.values()]).toEqual([false]);
    expect(await releases()).toMatchObject([{ state: 'recalled' }]);
  });

  test('whose money comes in two parts has arrived with the second', async () => {
    await cutCustomer();
    await notice();
    const pay = (paymentId: string, amountMinor: string) =>
      send('payments', { paymentId, amountMinor, currency: 'NOK', bookedDate: '2026-11-16', references: [`99${nr}`] });
    await pay('P1', '60000');
    expect(await house.db('payment_notices').orderBy('id', 'desc').first('state')).toEqual({ state: 'expected' });
    await pay('P2', '40000');
    expect(await house.db('payment_notices').orderBy('id', 'desc').first('state')).toEqual({ state: 'arrived' });
  });
});

describe('the clock of a release', () => {
  test('alarms after two minutes while the creditor is down, and is quiet once it has it', async () => {
    fake.mood = 'down';
    await cutCustomer();
    await notice();
    await house.settle();
    expect(await releases()).toMatchObject([{ state: 'failed', alarm: null }]);
    house.clock.nowMs += 2 * MINUTE_MS + 1_000;
    await house.platform.timers.poll();
    expect(await releases()).toMatchObject([{ alarm: 'not_sent' }]);
    const lead = await house.login('lead');
    expect((await house.get('/api/releases', lead)).body.releases).toContainEqual(
      expect.objectContaining({ alarm: 'not_sent', source: 'instant', customerName: 'Kari Nordmann' }),
    );
    fake.mood = 'confirms';
    house.clock.nowMs += MINUTE_MS;
    await house.settle();
    expect(await releases()).toMatchObject([{ state: 'confirmed', alarm: null }]);
  });

  test('asks again after a quarter of an hour without confirmation, under the same release', async () => {
    fake.mood = 'takes';
    await cutCustomer();
    await notice();
    await house.settle();
    house.clock.nowMs += 15 * MINUTE_MS + 1_000;
    await house.platform.timers.poll();
    expect(await releases()).toMatchObject([{ state: 'queued', alarm: 'not_confirmed' }]);
    fake.mood = 'confirms';
    await house.settle();
    expect(new Set(fake.ofType('release.order').map(({ body }) => body.data['releaseId'])).size).toBe(1);
    expect(await releases()).toMatchObject([{ state: 'confirmed', alarm: null }]);
  });
});

describe('a creditor that is down', () => {
  test('loses nothing and gets nothing twice when it is back', async () => {
    await cutCustomer();
    await house.settle();
    fake.mood = 'down';
    for (let one = 1; one <= 6; one++) {
      const invoice = {
        customerNo: 'K1',
        invoiceNo: `G${one}`,
        issueDate: '2026-10-01',
        dueDate: '2026-10-15',
        currency: 'NOK',
      };
      // oxlint-disable-next-line no-await-in-loop
      await send('invoices', { ...invoice, reference: `8${nr}${one}`, amountMinor: '1000' });
      // oxlint-disable-next-line no-await-in-loop
      await house.settle();
    }
    expect(fake.refused).toBeGreaterThan(0);
    fake.mood = 'confirms';
    for (let round = 0; round < 4; round++) {
      house.clock.nowMs += MINUTE_MS;
      // oxlint-disable-next-line no-await-in-loop
      await house.settle();
    }
    const kept = await house.db('creditor_events').where({ creditor_id: creditorId }).pluck('id');
    expect(new Set(fake.arrivals.keys())).toEqual(new Set(kept));
    expect([...fake.arrivals.values()].map(({ times }) => times)).toEqual(kept.map(() => 1));
  });

  test('for three days leaves dead letters, which an administrator sees and sends again', async () => {
    fake.mood = 'down';
    await cutCustomer();
    await house.settle();
    house.clock.nowMs += 73 * 60 * MINUTE_MS;
    await house.settle();
    admin = await house.login('admin');
    const dead = await house.get(`/api/integration/deliveries?state=dead&endpointId=${endpointId}`, admin);
    expect(dead.body.total).toBeGreaterThan(0);
    expect(dead.body.deliveries[0]).toMatchObject({ state: 'dead', lastError: expect.any(String) });
    fake.mood = 'confirms';
    house.clock.nowMs += MINUTE_MS;
    const replayed = await house.post('/api/integration/deliveries/replay', { endpointId }, admin);
    expect(replayed.body.replayed).toBe(dead.body.total);
    await house.settle();
    const left = await house.get(`/api/integration/deliveries?state=dead&endpointId=${endpointId}`, admin);
    expect(left.body.total).toBe(0);
    expect(fake.arrivals.size).toBe(dead.body.total);
  });

  test('that knows us not is tried again; one that answers 410 is switched off, and its messages wait for a person', async () => {
    const seen = async (id: string) => {
      const { endpoints } = (await house.get('/api/integration/endpoints', admin)).body;
      return endpoints.find((one: { id: string }) => one.id === id);
    };
    const unknown = await house.post(
      '/api/integration/endpoints',
      { creditorId, url: `${base}/unknown`, eventTypes: ['case.changed'] },
      admin,
    );
    await cutCustomer();
    await house.settle();
    expect(fake.forged).toBeGreaterThan(0);
    expect(await seen(unknown.body.endpoint.id)).toMatchObject({ disabledAt: null, queued: 1, dead: 0 });
    fake.mood = 'gone';
    await send('payments', {
      paymentId: 'P1',
      amountMinor: '100000',
      currency: 'NOK',
      bookedDate: '2026-11-16',
      references: [`99${nr}`],
    });
    await house.settle();
    expect(await seen(endpointId)).toMatchObject({ disabledAt: expect.any(Number), disabledWhy: 'gone', queued: 0 });
    expect((await seen(endpointId)).dead).toBeGreaterThan(0);
  });
});

describe('replay by the creditor', () => {
  test('by time and by id sends the same ids again, and nothing of anybody else', async () => {
    await cutCustomer();
    await notice();
    await house.settle();
    const before = new Set(fake.arrivals.keys());
    const since = new Date(MONDAY).toISOString();
    const answer = await house.post(`${API}/events/replay`, { since }, key);
    expect(answer.body).toMatchObject({ replayed: before.size, hasMore: false });
    await house.settle();
    expect(new Set(fake.arrivals.keys())).toEqual(before);
    expect([...fake.arrivals.values()].map(({ times }) => times)).toEqual([...before].map(() => 2));
    const [eventId] = before;
    const stranger = await house.addKey(await house.addCreditor(`stranger-${nr}`));
    expect(await house.post(`${API}/events/replay`, { eventId }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await house.post(`${API}/events/replay`, { eventId }, key)).toMatchObject({ body: { replayed: 1 } });
  });

  test('is not needed by a system that asks: the list gives every event in order', async () => {
    await cutCustomer();
    await notice();
    await house.settle();
    const first = await house.get(`${API}/events?limit=1`, key);
    expect(first.body).toMatchObject({ hasMore: true, events: [{ id: expect.stringMatching(/^evt_/u) }] });
    const rest = await house.get(`${API}/events?after=${first.body.cursor}`, key);
    const ids = [...first.body.events, ...rest.body.events].map((event: { id: string }) => event.id);
    expect(new Set(ids)).toEqual(new Set(fake.arrivals.keys()));
  });
});

describe('an endpoint', () => {
  test('inside or without https is refused when it is made', async () => {
    for (const url of ['https://10.0.0.1/x', 'http://hooks.example/x', 'https://user:x@hooks.example/x']) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await house.post('/api/integration/endpoints', { creditorId, url, eventTypes: null }, admin);
      expect(answer, url).toMatchObject({ status: 422, code: 'WEBHOOK_ADDRESS' });
    }
  });

  test('gets a test, and signs with both secrets for a day after a rotation', async () => {
    const rotated = await house.post(`/api/integration/endpoints/${endpointId}/rotate`, {}, admin);
    expect(rotated.body.endpoint.earlierSecretUntil).toBeGreaterThan(house.clock.nowMs);
    await house.post(`/api/integration/endpoints/${endpointId}/test`, {}, admin);
    await house.settle();
    // The fake still knows the older secret.
    expect(fake.ofType('endpoint.tested')).toHaveLength(1);
    house.clock.nowMs += 25 * 60 * MINUTE_MS;
    admin = await house.login('admin');
    await house.post(`/api/integration/endpoints/${endpointId}/test`, {}, admin);
    await house.settle();
    expect(fake.forged).toBe(1);
    fake.trust('/hook', rotated.body.secret);
    house.clock.nowMs += MINUTE_MS;
    await house.settle();
    expect(fake.ofType('endpoint.tested')).toHaveLength(2);
  });

  test('keeps its secret sealed in the database', async () => {
    const row = await house.db('webhook_endpoints').where({ id: endpointId }).first();
    expect(JSON.stringify(row)).not.toContain('whsec_');
  });

  test('that takes some kinds only is told of those', async () => {
    const path = `/api/integration/endpoints/${endpointId}/kinds`;
    expect(await house.post(path, { eventTypes: [] }, admin)).toMatchObject({ code: 'INVALID_PAYLOAD' });
    expect(await house.post(path, { eventTypes: ['release.order'] }, admin)).toMatchObject({
      body: { eventTypes: ['release.order'] },
    });
    await cutCustomer();
    await notice();
    await house.settle();
    expect(new Set([...fake.arrivals.values()].map(({ body }) => body.type))).toEqual(new Set(['release.order']));
  });

  test('is never told names, phones or addresses', async () => {
    await send('customers', {
      customerNo: 'K1',
      kind: 'consumer',
      name: 'Solveig Hemmelig',
      street: 'Gjemmestien 4',
      phones: ['+4740999999'],
    });
    await cutCustomer();
    await notice();
    await house.settle();
    const told = JSON.stringify([...fake.arrivals.values()].map(({ body }) => body));
    for (const secret of ['Solveig', 'Hemmelig', 'Kari', 'Gjemmestien', '+4740999999'])
      expect(told).not.toContain(secret);
  });
});

describe('the journal', () => {
  test('is read once: starting again, or reading twice, tells nothing twice', async () => {
    await cutCustomer();
    await house.settle();
    await house.settle();
    const types = [...fake.arrivals.values()].map(({ body, times }) => `${body.type} ${times}`);
    expect(types).toEqual(['case.changed 1']);
    expect(fake.ofType('case.changed')[0]?.body.data).toMatchObject({
      customerNo: 'K1',
      stage: 'overdue',
      balanceMinor: '100000',
    });
  });
});
