import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { makeNorwegianPersonNumber } from '../../shared/references/national-ids';
import { HTTP_ROUTES, type HttpRouteRow } from '../../shared/protocol/http';
import { openApiHouse, TERMS, type ApiHouse } from './testing/api-house';

const API = '/api/creditor/v1';
let house: ApiHouse;
let creditorId: Id<'creditor'>;
let key: string;
let stranger: string;
let nr = 0;

beforeAll(async () => {
  house = await openApiHouse();
  creditorId = await house.addCreditor('fjell');
  key = await house.addKey(creditorId);
  stranger = await house.addKey(await house.addCreditor('dal'));
});
afterAll(async () => {
  await house.close();
});
beforeEach(() => {
  nr += 1;
  house.clock.nowMs += 60_000;
});

/** A valid Norwegian number of that day; with 80 added to the month, of nobody. */
function numberOf(day: string): string {
  for (let serial = 100; ; serial++) {
    const made = makeNorwegianPersonNumber(`${day}${serial}`);
    if (made !== null) return made;
  }
}

const send = (kind: string, item: unknown, token = key) => house.post(`${API}/${kind}`, item, token);
const customer = (more: object = {}) => ({
  customerNo: `K${nr}`,
  kind: 'consumer',
  name: 'Kari Nordmann',
  street: 'Storgata 1',
  postcode: '0155',
  city: 'Oslo',
  phones: [`+4740${String(100_000 + nr)}`],
  ...more,
});
const point = (more: object = {}) => ({
  customerNo: `K${nr}`,
  meterNo: `M${nr}`,
  utility: 'power',
  street: 'Storgata 1',
  ...more,
});
const invoice = (more: object = {}) => ({
  customerNo: `K${nr}`,
  invoiceNo: `F${nr}`,
  reference: `00${700_000 + nr}`,
  issueDate: '2026-09-01',
  dueDate: '2026-09-15',
  currency: 'NOK',
  amountMinor: '118400',
  meterNo: `M${nr}`,
  lines: [
    { text: 'Strøm september', kind: 'spot', amountMinor: '98400' },
    { text: 'Fastbeløp', kind: 'fixed_fee', amountMinor: '20000' },
  ],
  ...more,
});
const payment = (more: object = {}) => ({
  paymentId: `P${nr}`,
  amountMinor: '118400',
  currency: 'NOK',
  bookedDate: '2026-11-16',
  references: [`00${700_000 + nr}`],
  ...more,
});
const arrive = async () => {
  expect(await send('customers', customer())).toMatchObject({ status: 200, body: { status: 'created' } });
  expect(await send('supply-points', point())).toMatchObject({ status: 200, body: { status: 'created' } });
  expect(await send('invoices', invoice())).toMatchObject({ status: 200, body: { status: 'created' } });
};

describe('a key', () => {
  test('opens its creditor and tells what it may', async () => {
    expect(await house.get(`${API}/me`, key)).toMatchObject({
      status: 200,
      body: { creditor: { slug: 'fjell', country: 'NO' }, key: { title: 'test' }, limits: { bulkItemsMax: 200 } },
    });
    expect(await house.db('creditor_api_keys').whereNotNull('last_used_at')).not.toEqual([]);
  });

  test('is nowhere in the database', async () => {
    const secret = key.split('_')[2] ?? '';
    const rows = await house.db('creditor_api_keys').select();
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('that is forged, cut short, expired or revoked opens nothing', async () => {
    const forged = `${key.slice(0, -3)}AAA`;
    for (const token of [undefined, 'x'.repeat(40), key.slice(0, 30), forged]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await house.get(`${API}/me`, token)).toMatchObject({ status: 401, code: 'API_KEY_INVALID' });
    }
    const other = await house.addKey(creditorId);
    const prefix = other.split('_')[1];
    await house
      .db('creditor_api_keys')
      .where({ prefix })
      .update({ expires_at: new Date(house.clock.nowMs - 1) });
    expect(await house.get(`${API}/me`, other)).toMatchObject({ code: 'API_KEY_INVALID' });
  });

  test('opens no door of people, and a login none of creditors', async () => {
    expect(await house.get('/api/board', key)).toMatchObject({ code: 'NOT_LOGGED_IN' });
    const admin = await house.login('admin');
    expect(await house.get(`${API}/me`, admin)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test('without the scope is told which one is missing', async () => {
    const reader = await house.addKey(creditorId, ['cases:read']);
    expect(await send('customers', customer(), reader)).toMatchObject({
      status: 403,
      body: { error: { code: 'API_SCOPE_MISSING', details: { scope: 'customers:write' } } },
    });
  });

  test('is made by an administrator, shown once, and ended by one', async () => {
    const admin = await house.login('admin');
    const wish = { creditorId, title: 'Billing', scopes: ['cases:read'], expiresInDays: 30 };
    const made = await house.post('/api/integration/keys', wish, admin);
    expect(made.body).toMatchObject({
      key: { title: 'Billing', scopes: ['cases:read'] },
      secret: expect.stringMatching(/^fmk_/u),
    });
    expect(await house.get(`${API}/cases`, made.body.secret)).toMatchObject({ status: 200 });
    const list = await house.get('/api/integration/keys', admin);
    expect(JSON.stringify(list.body)).not.toContain(made.body.secret.split('_')[2]);
    await house.post(`/api/integration/keys/${made.body.key.id}/revoke`, {}, admin);
    expect(await house.get(`${API}/cases`, made.body.secret)).toMatchObject({ code: 'API_KEY_INVALID' });
    const actions = await house.db('audit_rows').where({ subject_id: made.body.key.id }).orderBy('at').pluck('action');
    expect(actions).toEqual(['api_key.create', 'api_key.revoke']);
  });
});

describe('what a creditor sends', () => {
  test('becomes a customer with a supply and a claim in a case, each once', async () => {
    await arrive();
    for (const [kind, item] of Object.entries({
      customers: customer(),
      'supply-points': point(),
      invoices: invoice(),
    })) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send(kind, item)).toMatchObject({ status: 200, body: { status: 'unchanged' } });
    }
    const { body } = await house.get(`${API}/cases?customerNo=K${nr}`, key);
    expect(body.cases).toMatchObject([
      { customerNo: `K${nr}`, meterNo: `M${nr}`, stage: 'overdue', balanceMinor: '118400', serviceState: 'connected' },
    ]);
    const kinds = await house.db('invoice_lines').orderBy('line_no').where('text', 'like', '%Fast%').pluck('kind');
    expect(kinds[0]).toBe('fixed_fee');
  });

  test('that has changed is brought up to date', async () => {
    await arrive();
    expect(await send('customers', customer({ street: 'Nygata 2', phones: ['+4741111111'] }))).toMatchObject({
      body: { status: 'updated' },
    });
    const row = await house
      .db('customers as c')
      .join('customer_accounts as a', 'a.customer_id', 'c.id')
      .where('a.customer_no', `K${nr}`)
      .first('c.*');
    expect(row).toMatchObject({ street: 'Nygata 2', postcode: '0155' });
    expect(await house.db('customer_phones').where({ customer_id: row.id }).pluck('phone')).toEqual(['+4741111111']);
  });

  test('about a person whom another creditor knows too adds phones and takes none away', async () => {
    const nationalId = numberOf('018180');
    const first = await send('customers', customer({ nationalId }));
    expect(first.code).toBeNull();
    const other = await send('customers', customer({ nationalId, phones: ['+4742222222'] }), stranger);
    expect(other).toMatchObject({ body: { status: 'created' } });
    const accounts = await house.db('customer_accounts').where({ customer_no: `K${nr}` });
    expect(new Set(accounts.map((row) => row.customer_id)).size).toBe(1);
    await send('customers', customer({ nationalId, phones: ['+4743333333'] }));
    expect(await house.db('customer_phones').where({ customer_id: accounts[0].customer_id })).toHaveLength(2);
  });

  test('whom another creditor knows too keeps name, birth date and home, whatever one of them says', async () => {
    const nationalId = numberOf('018281');
    const home = { nationalId, name: 'Kari Nordmann', birthDate: '1982-01-01', email: 'kari@a.example' };
    await send('customers', customer(home));
    await send('customers', customer({ nationalId }), stranger);
    await send(
      'customers',
      customer({ name: 'Ola Ny', birthDate: '1990-05-05', street: 'Nygata 2', email: 'ola@b.example' }),
    );
    const person = await house
      .db('customers as c')
      .join('customer_accounts as a', 'a.customer_id', 'c.id')
      .where({ 'a.customer_no': `K${nr}` })
      .first('c.*');
    expect(person).toMatchObject({
      name: 'Kari Nordmann',
      birth_date: '1982-01-01',
      street: 'Storgata 1',
      email: 'kari@a.example',
    });
  });

  test('under a customer number that another person has is refused, and changes nobody', async () => {
    await send('customers', customer({ nationalId: numberOf('018382'), name: 'Kari Nordmann' }));
    const other = await send('customers', customer({ nationalId: numberOf('018483'), name: 'Ola Ny' }));
    expect(other).toMatchObject({ status: 409, code: 'CUSTOMER_DIFFERS' });
    const names = await house
      .db('customers as c')
      .join('customer_accounts as a', 'a.customer_id', 'c.id')
      .where({ 'a.customer_no': `K${nr}` })
      .pluck('c.name');
    expect(names).toEqual(['Kari Nordmann']);
  });

  test('a credit note for two invoices credits both, once, and one for nothing we know is refused', async () => {
    await arrive();
    await send(
      'invoices',
      invoice({ invoiceNo: `G${nr}`, reference: `00${800_000 + nr}`, amountMinor: '50000', lines: [] }),
    );
    const credit = { type: 'credit_note', invoiceNo: `C${nr}`, reference: null, amountMinor: '-150000', lines: [] };
    const both = { ...credit, creditsInvoiceNos: [`F${nr}`, `G${nr}`] };
    expect(await send('invoices', invoice(both))).toMatchObject({ body: { status: 'created' } });
    expect(await send('invoices', invoice(both))).toMatchObject({ body: { status: 'unchanged' } });
    const left = await house
      .db('claims as c')
      .join('claim_balances as b', 'b.claim_id', 'c.id')
      .whereIn('c.invoice_no', [`F${nr}`, `G${nr}`])
      .orderBy('c.invoice_no')
      .pluck('b.balance_minor');
    expect(left.map(Number)).toEqual([0, 18_400]);
    const strange = { ...credit, invoiceNo: `D${nr}`, creditsInvoiceNos: ['nowhere'] };
    expect(await send('invoices', invoice(strange))).toMatchObject({ code: 'INVOICE_UNKNOWN' });
  });

  test('with a number of a living person is refused in the demo world, without repeating it', async () => {
    const living = numberOf('170540');
    const answer = await send('customers', customer({ nationalId: living }));
    expect(answer).toMatchObject({ status: 422, code: 'NATIONAL_ID_NOT_SYNTHETIC' });
    expect(JSON.stringify(answer.body)).not.toContain(living);
  });

  test('an invoice with another amount under the same number is refused; a credit note corrects it', async () => {
    await arrive();
    const dearer = { amountMinor: '200000', lines: [] };
    expect(await send('invoices', invoice(dearer))).toMatchObject({ status: 409, code: 'BOOKED_DIFFERENTLY' });
    const later = await send('invoices', invoice({ dueDate: '2026-10-15' }));
    expect(later).toMatchObject({ status: 409, code: 'BOOKED_DIFFERENTLY' });
    const credit = {
      type: 'credit_note',
      invoiceNo: `C${nr}`,
      creditsInvoiceNos: [`F${nr}`],
      amountMinor: '-18400',
      lines: [],
    };
    expect(await send('invoices', invoice(credit))).toMatchObject({ body: { status: 'created' } });
    expect(await send('invoices', invoice(credit))).toMatchObject({ body: { status: 'unchanged' } });
    const { body } = await house.get(`${API}/cases?customerNo=K${nr}`, key);
    expect(body.cases[0].balanceMinor).toBe('100000');
  });

  test.each([
    ['lines that do not add up', { amountMinor: '118401' }, 'LINE_SUMS_DIFFER'],
    ['a negative invoice', { amountMinor: '-5', lines: [] }, 'AMOUNT_SIGN'],
    ['another currency', { currency: 'SEK' }, 'CURRENCY_DIFFERS'],
    ['an unknown meter', { meterNo: 'nowhere' }, 'SUPPLY_POINT_UNKNOWN'],
    ['an unknown customer', { customerNo: 'nobody' }, 'CUSTOMER_UNKNOWN'],
  ])('an invoice with %s is refused and leaves nothing', async (_what, wrong, code) => {
    await send('customers', customer());
    await send('supply-points', point());
    expect(await send('invoices', invoice({ ...wrong, invoiceNo: `W${nr}` }))).toMatchObject({ code });
    expect(await house.db('claims').where({ invoice_no: `W${nr}` })).toEqual([]);
  });

  test('a payment is matched as from a bank file, booked once, and closes what it pays', async () => {
    await arrive();
    expect(await send('payments', payment())).toMatchObject({ body: { status: 'created', placement: 'claims' } });
    expect(await send('payments', payment())).toMatchObject({ body: { status: 'unchanged' } });
    expect(await send('payments', payment({ amountMinor: '1' }))).toMatchObject({ code: 'BOOKED_DIFFERENTLY' });
    const { body } = await house.get(`${API}/cases?customerNo=K${nr}`, key);
    expect(body.cases).toMatchObject([{ stage: 'closed', balanceMinor: '0' }]);
  });

  test('money nobody can place goes to the work list, once', async () => {
    const lost = payment({ references: ['no such thing'] });
    expect(await send('payments', lost)).toMatchObject({ body: { status: 'created', placement: 'work_list' } });
    expect(await send('payments', lost)).toMatchObject({ body: { status: 'unchanged' } });
  });

  test('the delivery log and a mandate are kept once; a mandate of yesterday is refused', async () => {
    await arrive();
    const delivery = {
      customerNo: `K${nr}`,
      invoiceNo: `F${nr}`,
      at: '2026-09-01T08:00:00+02:00',
      channel: 'efaktura',
      address: 'bank',
      result: 'delivered',
    };
    expect(await send('deliveries', delivery)).toMatchObject({ body: { status: 'created' } });
    expect(await send('deliveries', delivery)).toMatchObject({ body: { status: 'unchanged' } });
    expect(await send('deliveries', { ...delivery, invoiceNo: 'none' })).toMatchObject({ code: 'INVOICE_UNKNOWN' });
    const other = await house.addCreditor(`mandate-${nr}`);
    const own = await house.addKey(other);
    const mandate = { validFrom: '2026-12-01', terms: { ...TERMS, hold: { bankDaysMax: 2 } } };
    expect(await send('mandates', mandate, own)).toMatchObject({ body: { status: 'created' } });
    expect(await send('mandates', mandate, own)).toMatchObject({ body: { status: 'unchanged' } });
    expect(await send('mandates', { ...mandate, validFrom: '2020-01-01' }, own)).toMatchObject({
      code: 'MANDATE_DATE',
    });
    const rows = await house
      .db('mandates')
      .where({ creditor_id: other })
      .orderBy('version')
      .select('version', 'valid_to');
    expect(rows).toEqual([
      { version: 1, valid_to: '2026-11-30' },
      { version: 2, valid_to: null },
    ]);
  });

  test('is in the audit by the key that sent it', async () => {
    await arrive();
    const actions = await house
      .db('audit_rows')
      .where({ subject_kind: 'customer', at: new Date(house.clock.nowMs) })
      .whereRaw(`detail ->> 'creditorId' = ?`, [creditorId])
      .pluck('action');
    expect(new Set(actions)).toEqual(new Set(['api.customers', 'api.invoices', 'api.supply-points']));
  });
});

describe('many at once', () => {
  test('each item has its own answer, and a bad one leaves nothing and stops nobody', async () => {
    await send('customers', customer());
    await send('supply-points', point());
    const items = [
      invoice({ invoiceNo: `B${nr}-1`, reference: `1${nr}` }),
      invoice({ invoiceNo: `B${nr}-2`, amountMinor: 'much' }),
      invoice({ invoiceNo: `B${nr}-3`, customerNo: 'nobody' }),
      { nonsense: true },
      null,
      invoice({ invoiceNo: `B${nr}-4`, reference: `4${nr}` }),
    ];
    const { body } = await send('invoices/bulk', { items });
    expect(body).toMatchObject({ done: 2, refused: 4 });
    expect(body.results.map((one: { error: { code: string } | null }) => one.error?.code ?? 'ok')).toEqual([
      'ok',
      'INVALID_PAYLOAD',
      'CUSTOMER_UNKNOWN',
      'INVALID_PAYLOAD',
      'INVALID_PAYLOAD',
      'ok',
    ]);
    expect(
      await house.db('claims').where('invoice_no', 'like', `B${nr}-%`).orderBy('invoice_no').pluck('invoice_no'),
    ).toEqual([`B${nr}-1`, `B${nr}-4`]);
  });

  test('more than the limit are refused whole', async () => {
    const items = Array.from({ length: 201 }, () => customer());
    expect(await send('customers/bulk', { items })).toMatchObject({ status: 400, code: 'INVALID_PAYLOAD' });
  });

  test('the same customer twice at the same moment is one customer', async () => {
    const both = await Promise.all([send('customers', customer()), send('customers', customer())]);
    expect(new Set(both.map((one) => one.body.status))).toEqual(new Set(['created', 'unchanged']));
  });
});

describe('an idempotency key', () => {
  test('gives the same answer with one effect, and is refused with another body', async () => {
    const once = randomUUID();
    const first = await house.post(`${API}/customers`, customer(), key, once);
    const again = await house.post(`${API}/customers`, customer(), key, once);
    expect(again.body).toEqual(first.body);
    expect(again.body.status).toBe('created');
    expect(await house.post(`${API}/customers`, customer({ name: 'Ola' }), key, once)).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await house.post(`${API}/supply-points`, point(), key, once)).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  test('is needed, and a refusal does not use it up', async () => {
    expect(await house.post(`${API}/customers`, customer(), key, null)).toMatchObject({
      code: 'IDEMPOTENCY_KEY_MISSING',
    });
    const once = randomUUID();
    const early = await house.post(`${API}/supply-points`, point(), key, once);
    expect(early.code).toBe('CUSTOMER_UNKNOWN');
    await send('customers', customer());
    expect(await house.post(`${API}/supply-points`, point(), key, once)).toMatchObject({ body: { status: 'created' } });
  });

  test('of a request under way is refused until it is over, and taken over when its server died', async () => {
    const once = randomUUID();
    await house.db('api_receipts').insert({
      creditor_id: creditorId,
      idempotency_key: once,
      route: 'apiCustomer',
      body_hash: 'another',
      created_at: new Date(house.clock.nowMs),
    });
    expect(await house.post(`${API}/customers`, customer(), key, once)).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    const first = await house.post(`${API}/customers`, customer(), key, `${once}-b`);
    expect(first.code).toBeNull();
    await house
      .db('api_receipts')
      .where({ idempotency_key: `${once}-b` })
      .update({ answer: null, created_at: new Date(house.clock.nowMs) });
    expect(await house.post(`${API}/customers`, customer(), key, `${once}-b`)).toMatchObject({
      code: 'REQUEST_UNDER_WAY',
    });
    house.clock.nowMs += 31_000;
    expect(await house.post(`${API}/customers`, customer(), key, `${once}-b`)).toMatchObject({
      body: { status: 'unchanged' },
    });
  });

  test('belongs to one creditor: another may use the same', async () => {
    const once = randomUUID();
    await house.post(`${API}/customers`, customer(), key, once);
    expect(await house.post(`${API}/customers`, customer(), stranger, once)).toMatchObject({
      body: { status: 'created' },
    });
  });
});

describe('another creditor', () => {
  test('finds nothing of this one: no case, no customer, no release, no event', async () => {
    await arrive();
    const { body } = await house.get(`${API}/cases?customerNo=K${nr}`, key);
    const { caseNo } = body.cases[0];
    expect(await house.get(`${API}/cases/${caseNo}`, key)).toMatchObject({ status: 200 });
    expect(await house.get(`${API}/cases/${caseNo}`, stranger)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await house.get(`${API}/cases?customerNo=K${nr}`, stranger)).body.cases).toEqual([]);
    expect(await send('supply-points', point(), stranger)).toMatchObject({ code: 'CUSTOMER_UNKNOWN' });
    await house.settle();
    const events = await house.get(`${API}/events`, stranger);
    expect(JSON.stringify(events.body)).not.toContain(`K${nr}`);
  });
});

describe('bad input', () => {
  const routes = Object.entries(HTTP_ROUTES as Record<string, HttpRouteRow>).filter(([, row]) =>
    row.path.startsWith(API),
  );
  const nasty: readonly unknown[] = [
    '',
    '{',
    '[]',
    'null',
    '"text"',
    '{"__proto__":{"polluted":true}}',
    `{"customerNo":"${'x'.repeat(10_000)}"}`,
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    { customerNo: "K'; drop table customers; --", kind: 'consumer', name: '\u0000' },
    { customerNo: 'K\u0000', kind: 'consumer', name: 'x' },
    { customerNo: ['K1'], kind: { $ne: null }, name: 7 },
    { items: 'many' },
    { items: [[[[]]], { __proto__: null }, Number.MAX_VALUE, '\u202e'] },
    { paymentId: 'x', amountMinor: 1.5, currency: 'NOK', bookedDate: '2026-02-30' },
    { paymentId: 'x', amountMinor: '99999999999999999999', currency: 'NOK', bookedDate: '2026-02-03' },
  ];

  test.each(routes)('%s answers every nonsense with a code and stays up', async (_name, row) => {
    const path = row.path.replace(':caseNo', '%00%27%22').replaceAll(/:\w+/gu, '..%2f..%2fetc');
    if (row.method === 'get') {
      for (const query of ['', '?limit=-1', '?after=%00', '?limit=1e9', '?customerNo[]=x', '?x=y']) {
        // oxlint-disable-next-line no-await-in-loop
        const answer = await house.get(path + query, key);
        expect([200, 400, 404]).toContain(answer.status);
      }
      return;
    }
    for (const body of nasty) {
      house.clock.nowMs += 1_000;
      // oxlint-disable-next-line no-await-in-loop
      const answer = await house.post(path, body, key);
      expect([200, 400, 404, 409, 413, 422], `${path} ${JSON.stringify(body).slice(0, 80)}`).toContain(answer.status);
      if (answer.status === 200) expect(answer.body.done).toBe(0);
      else expect(answer.code).toMatch(/^[A-Z_]+$/u);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a body larger than the limit is refused', async () => {
    const answer = await house.post(`${API}/customers`, { name: 'x'.repeat(3_000_000) }, key);
    expect(answer).toMatchObject({ status: 413, code: 'TOO_LARGE' });
  });
});

describe('the document', () => {
  test('describes every route with its key, its header and what each item of a list is', async () => {
    const { body } = await house.get('/api/openapi.json');
    const bulk = body.paths[`${API}/invoices/bulk`].post;
    expect(body.openapi).toBe('3.1.0');
    expect(bulk.security).toEqual([{ apiKey: [] }]);
    expect(bulk['x-api-scope']).toBe('invoices:write');
    expect(bulk.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }));
    const { items } = bulk.requestBody.content['application/json'].schema.properties;
    expect(items.items.properties.invoiceNo).toBeDefined();
    const served = Object.keys(body.paths).filter((path) => path.startsWith(API));
    expect(served.length).toBeGreaterThan(20);
  });
});
