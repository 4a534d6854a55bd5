/** Goal: a person who works for one creditor cannot see, change or even guess what belongs to another. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import { ID_PREFIX } from '../shared/ids/ids';
import type { CaseFile } from '../shared/ledger/case-file';
import { command, type HttpAnswer, type OpenHouse, openHouse, OPENING_LIMIT_MS } from './testing/open-house';

interface Place {
  readonly creditorId: string;
  readonly creditorName: string;
  readonly slug: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly accountId: string;
  readonly claimId: string;
  readonly caseId: string;
  readonly callId: string;
  readonly recordingId: string;
}

const NOBODY = '0'.repeat(26);

let house: OpenHouse;
let mine: Place;
let other: Place;
const tokens: Record<'agent' | 'lead' | 'qa' | 'admin', string> = { agent: '', lead: '', qa: '', admin: '' };
let desk: Socket;

/** A creditor with a recorded call and a customer who has dealings with no other creditor. */
async function placeOf(slug: string): Promise<Place> {
  const row = await house
    .db('creditors as c')
    .join('customer_accounts as a', 'a.creditor_id', 'c.id')
    .join('claims as m', 'm.customer_account_id', 'a.id')
    .join('cases as s', 's.customer_account_id', 'a.id')
    .join('customers as p', 'p.id', 'a.customer_id')
    .where('c.slug', slug)
    .whereRaw('(select count(*) from customer_accounts b where b.customer_id = a.customer_id) = 1')
    .orderBy('m.id')
    .first<Omit<Place, 'callId' | 'recordingId'> | undefined>(
      'c.id as creditorId',
      'c.name as creditorName',
      'c.slug',
      'p.id as customerId',
      'p.name as customerName',
      'a.id as accountId',
      'm.id as claimId',
      's.id as caseId',
    );
  const heard = await house
    .db('recordings as r')
    .join('calls as k', 'k.id', 'r.call_id')
    .join('creditors as c', 'c.id', 'k.creditor_id')
    .where('c.slug', slug)
    .first<{ callId: string; recordingId: string } | undefined>('k.id as callId', 'r.id as recordingId');
  if (row === undefined || heard === undefined) throw new Error(`the demo world has nothing of ${slug}`);
  return { ...row, ...heard };
}

async function recordedCreditors(): Promise<readonly string[]> {
  const rows = await house
    .db('recordings as r')
    .join('calls as k', 'k.id', 'r.call_id')
    .join('creditors as c', 'c.id', 'k.creditor_id')
    .groupBy('c.slug')
    .orderBy('c.slug')
    .select<{ slug: string }[]>('c.slug');
  return rows.map(({ slug }) => slug);
}

beforeAll(async () => {
  house = await openHouse({ hasCallFacts: true });
  const [first, second] = await recordedCreditors();
  if (first === undefined || second === undefined) throw new Error('two creditors with recordings are needed');
  [mine, other] = await Promise.all([placeOf(first), placeOf(second)]);
  await house
    .db('login_accounts')
    .where('user_name', 'like', '%.en')
    .update({ creditor_scope: [mine.creditorId] });
  for (const role of ['agent', 'lead', 'qa', 'admin'] as const) {
    // oxlint-disable-next-line no-await-in-loop
    tokens[role] = await house.login(`${role}.en`);
  }
  desk = await house.socket(tokens.agent);
}, OPENING_LIMIT_MS);
beforeEach(() => house.rest());
afterAll(async () => {
  await house.close();
});

const get = (role: keyof typeof tokens, path: string): Promise<HttpAnswer> =>
  house.request('get', path, { token: tokens[role] });

/** Both answers as a stranger sees them: what is another's and what does not exist must be one and the same. */
function expectSameRefusal(others: unknown, nobodys: unknown): void {
  expect(others).toEqual(nobodys);
  expect(JSON.stringify(others)).not.toContain(other.creditorName);
}

describe('reading', () => {
  test.each(['lead', 'qa', 'admin'] as const)('%s opens a case file of the own creditor only', async (role) => {
    const own = await get(role, `/api/customers/${mine.customerId}/case-file`);
    expect(own.status).toBe(200);
    const others = await get(role, `/api/customers/${other.customerId}/case-file`);
    const nobodys = await get(role, `/api/customers/${ID_PREFIX.customer}_${NOBODY}/case-file`);
    expect(others.code).toBe('NOT_FOUND');
    expectSameRefusal(others, nobodys);
  });

  test('a customer of both creditors shows the accounts and calls of the own one only', async () => {
    await house.db('customer_accounts').insert({
      id: house.platform.makeId('customerAccount'),
      customer_id: mine.customerId,
      creditor_id: other.creditorId,
      customer_no: 'scope-1',
      currency: 'NOK',
      created_at: new Date(house.platform.clock.nowMs()),
    });
    await house.db('calls').where({ id: other.callId }).update({ customer_id: mine.customerId });
    const answer = await get('qa', `/api/customers/${mine.customerId}/case-file`);
    const caseFile = answer.body as CaseFile;
    expect(caseFile.accounts.map((account) => account.creditor.id)).toEqual([mine.creditorId]);
    expect(JSON.stringify(caseFile)).not.toContain(other.creditorId);
    expect(JSON.stringify(caseFile)).not.toContain(other.callId);
    expect(JSON.stringify(caseFile)).not.toContain(other.creditorName);
  });

  test('search finds nobody who has dealings with other creditors only', async () => {
    const found = async (text: string) => {
      house.rest();
      const answer = await get('qa', `/api/customers?text=${encodeURIComponent(text)}`);
      return (answer.body as { candidates: { customerId: string }[] }).candidates.map(({ customerId }) => customerId);
    };
    expect(await found(mine.customerName)).toContain(mine.customerId);
    expect(await found(other.customerName)).not.toContain(other.customerId);
    const atTheDesk = await command(desk, 'customer:search', { callId: null, text: other.customerName });
    expect(JSON.stringify(atTheDesk)).not.toContain(other.customerId);
  });

  test('QA lists, opens and hears calls of the own creditor only', async () => {
    const list = await get('qa', '/api/qa/calls?limit=200');
    const { calls } = list.body as { calls: { creditorName: string }[] };
    expect(new Set(calls.map(({ creditorName }) => creditorName))).toEqual(new Set([mine.creditorName]));
    expect((await get('qa', `/api/qa/calls/${mine.callId}`)).status).toBe(200);
    const nobodysCall = await get('qa', `/api/qa/calls/${ID_PREFIX.call}_${NOBODY}`);
    expectSameRefusal(await get('qa', `/api/qa/calls/${other.callId}`), nobodysCall);
    expect((await get('qa', `/api/recordings/${mine.recordingId}/audio`)).status).toBe(200);
    const nobodysSound = await get('qa', `/api/recordings/${ID_PREFIX.recording}_${NOBODY}/audio`);
    expectSameRefusal(await get('qa', `/api/recordings/${other.recordingId}/audio`), nobodysSound);
  });

  test('the calls behind a number of the board are those of the own creditor', async () => {
    const answer = await get('lead', '/api/board/metrics/fcr_measured/calls?limit=200');
    const { calls } = answer.body as { calls: { creditorName: string }[] };
    expect(calls.length).toBeGreaterThan(0);
    expect(new Set(calls.map(({ creditorName }) => creditorName))).toEqual(new Set([mine.creditorName]));
  });

  test('the list of creditors and the work list hold the own creditor only', async () => {
    const creditors = await get('agent', '/api/creditors');
    expect((creditors.body as { creditors: { id: string }[] }).creditors.map(({ id }) => id)).toEqual([
      mine.creditorId,
    ]);
    const workList = await get('lead', '/api/unmatched-payments');
    const { payments } = workList.body as { payments: { creditor: { id: string } }[] };
    expect(payments.length).toBeGreaterThan(0);
    expect(payments.every(({ creditor }) => creditor.id === mine.creditorId)).toBe(true);
  });
});

/** Something of the other creditor in each list below, made where the demo world has none. */
interface OthersThings {
  readonly releaseId: string;
  readonly keyId: string;
  readonly endpointId: string;
  readonly deliveryId: string;
}

async function addOthersThings(): Promise<OthersThings> {
  const { makeId } = house.platform;
  const at = new Date(house.platform.clock.nowMs());
  const [releaseId, keyId, endpointId, deliveryId] = [
    makeId('release'),
    makeId('apiKey'),
    makeId('webhookEndpoint'),
    makeId('outbox'),
  ];
  const point = await house
    .db('supply_points')
    .where({ customer_account_id: other.accountId })
    .first<{ id: string }>('id');
  await house.db('releases').insert({
    id: releaseId,
    supply_point_id: point.id,
    cause_kind: 'payment',
    cause_id: 'scope',
    sequence: 1,
    state: 'queued',
    caused_at: at,
  });
  const of = { creditor_id: other.creditorId, created_at: at };
  const key = { title: other.creditorName, prefix: 'scope', secret_hash: Buffer.from('x'), scopes: ['cases:read'] };
  await house.db('creditor_api_keys').insert({ id: keyId, ...of, ...key });
  await house
    .db('webhook_endpoints')
    .insert({ id: endpointId, ...of, url: 'https://scope.example', secret_sealed: 'x' });
  await house.db('outbox_messages').insert({
    id: deliveryId,
    target: `webhook:${endpointId}`,
    kind: 'release.order',
    idempotency_key: deliveryId,
    payload: JSON.stringify({ eventId: `${ID_PREFIX.creditorEvent}_${NOBODY}` }),
    next_attempt_at: at,
    retry_since: at,
    created_at: at,
    state: 'dead',
  });
  return { releaseId, keyId, endpointId, deliveryId };
}

const post = (role: keyof typeof tokens, path: string, body: unknown): Promise<HttpAnswer> =>
  house.request('post', path, { token: tokens[role], body });

describe('the rooms of rules, cuts and creditors’ systems', () => {
  let others: OthersThings;
  beforeAll(async () => {
    others = await addOthersThings();
  });

  test.each([
    ['the rules of a case', 'lead', (caseId: string) => `/api/cases/${caseId}/rules`],
    ['a statement', 'lead', (caseId: string) => `/api/cases/${caseId}/statement?language=en`],
    ['a statement to print', 'lead', (caseId: string) => `/api/cases/${caseId}/statement.pdf?language=en`],
    ['a cut', 'lead', (caseId: string) => `/api/cases/${caseId}/disconnection`],
    ['the letter of a cut', 'qa', (caseId: string) => `/api/cases/${caseId}/disconnection/texts/warning?language=en`],
  ] as const)("%s of another creditor's case is as if there were none", async (_what, role, path) => {
    const seen = await get(role, path(other.caseId));
    expect(seen.code).toBe('NOT_FOUND');
    expectSameRefusal(seen, await get(role, path(`${ID_PREFIX.case}_${NOBODY}`)));
  });

  test.each([
    ['a step', 'steps', { kind: 'warning_sent', onDate: '2026-01-05', note: '' }],
    ['a decision', 'decision', { why: 'x', isFrostExpected: null, isBreachEssential: true }],
    ['an advice', 'advice', { advice: 'wait', why: 'x' }],
    ['an order', 'order', {}],
    ['a recall', 'recall', { why: 'x' }],
  ])("%s of a cut in another creditor's case is refused as if there were none", async (_what, path, body) => {
    const seen = await post('lead', `/api/cases/${other.caseId}/disconnection/${path}`, body);
    expect(seen.code).toBe('NOT_FOUND');
    expectSameRefusal(seen, await post('lead', `/api/cases/${ID_PREFIX.case}_${NOBODY}/disconnection/${path}`, body));
  });

  test.each([
    ['running releases', 'lead', '/api/releases', (found: OthersThings) => found.releaseId],
    ['keys', 'admin', '/api/integration/keys', (found: OthersThings) => found.keyId],
    ['endpoints', 'admin', '/api/integration/endpoints', (found: OthersThings) => found.endpointId],
    ['deliveries', 'admin', '/api/integration/deliveries', (found: OthersThings) => found.deliveryId],
    ['plans to approve', 'lead', '/api/plan-approvals', () => other.creditorId],
    ['whom to call before a cut', 'lead', '/api/calls-before-cut', () => other.creditorName],
    ['disputes', 'lead', '/api/disputes?list=overdue', () => other.creditorName],
    ['trust in sources', 'admin', '/api/integration/source-trust', () => other.creditorId],
  ] as const)('the list of %s holds nothing of another creditor', async (_what, role, path, trace) => {
    const list = await get(role, path);
    expect(list.status, JSON.stringify(list.body)).toBe(200);
    expect(JSON.stringify(list.body)).not.toContain(trace(others));
    expect(JSON.stringify(list.body)).not.toContain(other.creditorName);
  });

  test.each([
    ['ended', (found: OthersThings) => `/api/integration/keys/${found.keyId}/revoke`, 'apiKey', {}],
    [
      'rotated',
      (found: OthersThings) => `/api/integration/endpoints/${found.endpointId}/rotate`,
      'webhookEndpoint',
      {},
    ],
    [
      'switched',
      (found: OthersThings) => `/api/integration/endpoints/${found.endpointId}/switch`,
      'webhookEndpoint',
      { isOn: true },
    ],
    [
      'told of other kinds',
      (found: OthersThings) => `/api/integration/endpoints/${found.endpointId}/kinds`,
      'webhookEndpoint',
      { eventTypes: null },
    ],
    ['tested', (found: OthersThings) => `/api/integration/endpoints/${found.endpointId}/test`, 'webhookEndpoint', {}],
  ] as const)("what is another creditor's cannot be %s", async (_what, path, kind, body) => {
    const seen = await post('admin', path(others), body);
    expect(seen.code).toBe('NOT_FOUND');
    const none = {
      releaseId: '',
      deliveryId: '',
      keyId: `${ID_PREFIX[kind]}_${NOBODY}`,
      endpointId: `${ID_PREFIX[kind]}_${NOBODY}`,
    };
    expectSameRefusal(seen, await post('admin', path(none), body));
  });

  test('nothing is made, sent again or believed for another creditor', async () => {
    const nobody = `${ID_PREFIX.creditor}_${NOBODY}`;
    const key = { title: 'x', scopes: ['cases:read'], expiresInDays: null };
    const endpoint = { url: 'https://192.88.99.1/x', eventTypes: null };
    const trust = { source: 'card', trust: 'none', why: 'because of this' };
    for (const [path, body] of [
      ['/api/integration/keys', key],
      ['/api/integration/endpoints', endpoint],
      ['/api/integration/source-trust', trust],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const seen = await post('admin', path, { ...body, creditorId: other.creditorId });
      // oxlint-disable-next-line no-await-in-loop
      expectSameRefusal(seen, await post('admin', path, { ...body, creditorId: nobody }));
      expect(seen.status, path).toBeGreaterThanOrEqual(400);
    }
    const replay = (deliveryId: string) => post('admin', '/api/integration/deliveries/replay', { deliveryId });
    const seen = await replay(others.deliveryId);
    expect(seen.code).toBe('NOT_FOUND');
    expectSameRefusal(seen, await replay(`${ID_PREFIX.outbox}_${NOBODY}`));
    expect(await house.db('outbox_messages').where({ id: others.deliveryId }).first('state')).toEqual({
      state: 'dead',
    });
  });

  test("another creditor's mandates are neither read nor changed", async () => {
    const seen = await get('admin', `/api/creditors/${other.creditorId}/mandates`);
    expectSameRefusal(seen, await get('admin', `/api/creditors/${ID_PREFIX.creditor}_${NOBODY}/mandates`));
    expect(seen.code).toBe('NOT_FOUND');
  });

  test("another creditor's plan is not decided on, and its dispute not answered", async () => {
    const decision = { decision: 'reject', note: 'no' };
    const nobody = await post('lead', `/api/plan-approvals/${ID_PREFIX.plan}_${NOBODY}`, decision);
    const plan = await house
      .db('plans as p')
      .join('customer_accounts as a', 'a.id', 'p.customer_account_id')
      .whereNot('a.creditor_id', mine.creditorId)
      .first<{ id: string } | undefined>('p.id');
    expect(nobody.code).toBe('NOT_FOUND');
    expect(await post('lead', `/api/plan-approvals/${plan?.id ?? ''}`, decision)).toEqual(nobody);
    const dispute = await house
      .db('disputes as d')
      .join('customer_accounts as a', 'a.id', 'd.customer_account_id')
      .whereNot('a.creditor_id', mine.creditorId)
      .first<{ id: string } | undefined>('d.id');
    const why = { why: 'no' };
    const none = await post('lead', `/api/disputes/${ID_PREFIX.dispute}_${NOBODY}/reject-groundless`, why);
    expect(none.code).toBe('NOT_FOUND');
    expect(await post('lead', `/api/disputes/${dispute?.id ?? ''}/reject-groundless`, why)).toEqual(none);
  });
});

describe('doing', () => {
  test("a payment of another creditor's work list cannot be placed, nor told from one that does not exist", async () => {
    const payment = await house
      .db('unmatched_payments')
      .where({ creditor_id: other.creditorId })
      .first<{ id: string } | undefined>('id');
    const placed = { claimId: mine.claimId };
    const others = await post('lead', `/api/unmatched-payments/${payment?.id ?? ''}/allocate`, placed);
    const nobodys = await post('lead', `/api/unmatched-payments/${ID_PREFIX.ledgerEntry}_${NOBODY}/allocate`, placed);
    expect(others.code).toBe('NOT_FOUND');
    expectSameRefusal(others, nobodys);
  });

  test('a file cannot be imported for another creditor, nor does the answer say whether there is one', async () => {
    const send = (slug: string): Promise<HttpAnswer> =>
      house.request('post', `/api/imports?creditor=${slug}&fileName=x.csv`, {
        token: tokens.admin,
        bytes: new Uint8Array([0x61, 0x0a]),
      });
    const others = await send(other.slug);
    expect(others.code).toBe('NOT_FOUND');
    expectSameRefusal(others, await send('nobody-at-all'));
  });

  test("another creditor's call cannot be reviewed", async () => {
    const review = { scorecard: 'standard', scores: [], comments: [], summary: 'x' };
    const others = await post('qa', '/api/qa/reviews', { ...review, callId: other.callId });
    expectSameRefusal(
      others,
      await post('qa', '/api/qa/reviews', { ...review, callId: `${ID_PREFIX.call}_${NOBODY}` }),
    );
  });

  test('nobody is dialled for another creditor', async () => {
    const dial = (creditorId: string) =>
      command(desk, 'call:dial', { toNumber: '+4799999999', creditorId, customerId: null, caseId: null });
    const others = await dial(other.creditorId);
    expect(others).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expectSameRefusal(others, await dial(`${ID_PREFIX.creditor}_${NOBODY}`));
  });

  test("nobody of another creditor is dialled in the own creditor's name, nor for another's case", async () => {
    const dial = (customerId: string, caseId: string | null) =>
      command(desk, 'call:dial', { toNumber: '+4799999999', creditorId: mine.creditorId, customerId, caseId });
    const nobody = await dial(`${ID_PREFIX.customer}_${NOBODY}`, null);
    expect(nobody).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expectSameRefusal(await dial(other.customerId, null), nobody);
    expectSameRefusal(await dial(mine.customerId, other.caseId), nobody);
  });

  test('notes are written on customers of the own creditor only', async () => {
    const note = (customerId: string) =>
      command(desk, 'note:add', { callId: null, customerId, caseId: null, text: 'a note' });
    expect(await note(mine.customerId)).toMatchObject({ ok: true });
    expectSameRefusal(await note(other.customerId), await note(`${ID_PREFIX.customer}_${NOBODY}`));
  });
});

describe('in a call', () => {
  let callId: string;

  beforeAll(async () => {
    house.rest();
    callId = house.platform.makeId('call');
    const agent = await house.db('login_accounts').where({ user_name: 'agent.en' }).first<{ id: string }>('id');
    const template = await house
      .db('calls')
      .where({ id: mine.callId })
      .first<Record<string, unknown>>('creditor_id', 'queue_id', 'language', 'from_number', 'to_number', 'priority');
    const nowMs = house.platform.clock.nowMs();
    await house.db('calls').insert({
      ...template,
      direction: 'in',
      required_skills: '[]',
      state_since: new Date(nowMs - 30_000),
      id: callId,
      state: 'talking',
      agent_id: agent?.id,
      customer_id: null,
      case_id: null,
      arrived_at: new Date(nowMs - 60_000),
      entered_queue_at: new Date(nowMs - 60_000),
      answered_at: new Date(nowMs - 30_000),
      ended_at: null,
    });
  });

  const verify = (customerId: string) =>
    command(desk, 'identity:verify', {
      callId,
      customerId,
      factors: ['birth_date', 'address'],
      isThirdParty: false,
    });

  test("the gate does not open for another creditor's customer, who looks like nobody", async () => {
    const others = await verify(other.customerId);
    expect(others).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expectSameRefusal(others, await verify(`${ID_PREFIX.customer}_${NOBODY}`));
  });

  test("with the gate open, another creditor's account, claim and case are as if they were not there", async () => {
    const opened = await verify(mine.customerId);
    expect(opened).toMatchObject({ ok: true });
    expect(JSON.stringify(opened)).not.toContain(other.creditorName);
    const inCall = { callId, scriptRunId: null };
    const asks: readonly ((place: Pick<Place, 'accountId' | 'claimId' | 'caseId'>) => [string, unknown])[] = [
      ({ claimId }) => ['fee:waive', { ...inCall, claimId, amountMinor: '100', why: 'because' }],
      ({ claimId }) => ['invoice:resend', { ...inCall, claimId, channel: 'email', address: 'a@b.example' }],
      ({ caseId }) => ['call:choose-case', { callId, caseId }],
      ({ accountId }) => ['release:order', { ...inCall, customerAccountId: accountId, caseId: null }],
      ({ accountId, claimId }) => [
        'dispute:open',
        {
          ...inCall,
          customerAccountId: accountId,
          caseId: null,
          reason: 'wrong_amount',
          statement: 'too much',
          lines: [{ claimId, lineNo: 0 }],
        },
      ],
      ({ accountId, claimId }) => [
        'plan:create',
        {
          ...inCall,
          isCostTold: true,
          draft: {
            customerAccountId: accountId,
            caseId: null,
            claimIds: [claimId],
            instalments: [{ dueDate: '2030-01-15', amountMinor: '100' }],
            feeMinor: '0',
          },
        },
      ],
    ];
    const nothing = {
      accountId: `${ID_PREFIX.customerAccount}_${NOBODY}`,
      claimId: `${ID_PREFIX.claim}_${NOBODY}`,
      caseId: `${ID_PREFIX.case}_${NOBODY}`,
    };
    for (const ask of asks) {
      house.rest();
      const [name, wanted] = ask(other);
      // oxlint-disable-next-line no-await-in-loop
      const [others, nobodys] = [await command(desk, name, wanted), await command(desk, ...ask(nothing))];
      expect(others, name).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
      expectSameRefusal(others, nobodys);
    }
  });
});
