import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import { FakeCreditor } from './sandbox/fake-creditor';
import { openApiHouse, type ApiHouse } from './testing/api-house';

const API = '/api/creditor/v1';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
let house: ApiHouse;
let creditorId: Id<'creditor'>;
let key: string;
let fake: FakeCreditor;
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
  fake = new FakeCreditor(() => house.clock.nowMs);
  const host = `cuts-${nr}.sandbox.invalid`;
  house.sandboxes.set(host, await fake.start());
  creditorId = await house.addCreditor(`cuts-${nr}`);
  key = await house.addKey(creditorId);
  const admin = await house.login('admin');
  const body = { creditorId, url: `http://${host}/hook`, eventTypes: null };
  fake.trust('/hook', (await house.post('/api/integration/endpoints', body, admin)).body.secret);
});
afterEach(async () => {
  await fake.stop();
});

const send = (kind: string, item: unknown, token = key) => house.post(`${API}/${kind}`, item, token);

interface Cut {
  readonly orderId: Id<'disconnectionOrder'>;
  readonly caseId: Id<'case'>;
  readonly caseNo: string;
  readonly supplyPointId: Id<'supplyPoint'>;
  readonly accountId: Id<'customerAccount'>;
  readonly claimId: Id<'claim'>;
  readonly customerId: Id<'customer'>;
}

/** All that the guard asks for: warned six weeks ago, weighed by a lead today, and rung on two days without an answer. */
async function makeCuttable({ caseId, supplyPointId, customerId }: Omit<Cut, 'orderId'>): Promise<void> {
  const at = new Date(house.clock.nowMs);
  await house.db('cases').where({ id: caseId }).update({ disconnection_notice_date: '2026-10-05' });
  await house.db('disconnection_steps').insert({
    id: house.platform.makeId('disconnectionStep'),
    case_id: caseId,
    supply_point_id: supplyPointId,
    kind: 'decided',
    on_date: '2026-11-16',
    recorded_at: at,
    detail: JSON.stringify({ isBreachEssential: true, isFrostExpected: null }),
  });
  for (const day of ['2026-10-12', '2026-10-14'])
    // oxlint-disable-next-line no-await-in-loop
    await house.db('calls').insert({
      id: house.platform.makeId('call'),
      direction: 'out',
      state: 'no_answer',
      creditor_id: creditorId,
      customer_id: customerId,
      case_id: caseId,
      language: 'nb',
      from_number: '+4740000000',
      to_number: '+4799000000',
      priority: 5,
      arrived_at: `${day}T10:00:00Z`,
      ended_at: `${day}T10:01:00Z`,
    });
}

/** A customer with an overdue invoice and an order to cut that has left, as the room of cuts leaves it. */
async function orderedCut(state: 'dispatched' | 'confirmed' = 'dispatched'): Promise<Cut> {
  await house.db('creditors').where({ id: creditorId }).update({ role: 'grid', utility: 'grid' });
  await send('customers', { customerNo: 'K1', kind: 'consumer', name: 'Kari Nordmann' });
  await send('supply-points', { customerNo: 'K1', meterNo: 'M1', utility: 'grid', isElectricHeating: false });
  await send('invoices', {
    customerNo: 'K1',
    invoiceNo: 'F1',
    reference: `77${nr}`,
    meterNo: 'M1',
    issueDate: '2026-09-01',
    dueDate: '2026-09-15',
    currency: 'NOK',
    amountMinor: '100000',
  });
  const row = await house
    .db('cases as k')
    .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
    .join('claims as m', 'm.case_id', 'k.id')
    .where('a.creditor_id', creditorId)
    .first<Omit<Cut, 'orderId'>>(
      'k.id as caseId',
      'k.case_no as caseNo',
      'k.supply_point_id as supplyPointId',
      'a.id as accountId',
      'a.customer_id as customerId',
      'm.id as claimId',
    );
  await makeCuttable(row);
  const cut = { ...row, orderId: house.platform.makeId('disconnectionOrder') };
  await house.db('disconnection_orders').insert({
    id: cut.orderId,
    case_id: cut.caseId,
    supply_point_id: cut.supplyPointId,
    state,
    sequence: 1,
    sum_minor: '100000',
    currency: 'NOK',
    earliest_date: '2026-11-16',
    rule_id: 'test',
    ordered_by: 'test',
    ordered_at: new Date(house.clock.nowMs),
    dispatched_at: new Date(house.clock.nowMs),
  });
  await house.db('supply_points').where({ id: cut.supplyPointId }).update({ release_sequence: 1 });
  await tell(cut, 'dispatched', 1);
  return cut;
}

async function tell(cut: Cut, state: 'dispatched' | 'recalled' | 'advised', sequence: number | null): Promise<void> {
  const { orderId: disconnectionId, supplyPointId, caseId, customerId } = cut;
  await house.platform.unitOfWork.run((tx) => {
    tx.record('disconnection.changed', disconnectionId, {
      disconnectionId,
      supplyPointId,
      caseId,
      customerId,
      creditorId,
      state,
      sequence,
      why: { dispatched: [], recalled: ['dispute'], advised: ['do_not_cut'] }[state],
    });
    return Promise.resolve();
  });
}

async function recall(cut: Cut): Promise<void> {
  await house
    .db('disconnection_orders')
    .where({ id: cut.orderId })
    .update({ state: 'recalled', recall_sequence: 2, ended_at: new Date(house.clock.nowMs) });
  await house.db('supply_points').where({ id: cut.supplyPointId }).update({ release_sequence: 2 });
  await tell(cut, 'recalled', 2);
}

const orders = () =>
  [...fake.arrivals.values()]
    .filter(({ body }) => body.type.startsWith('disconnection.') || body.type.startsWith('release.'))
    .map(({ body }) => `${body.type} ${String(body.data['sequence'])}`);
const stateOf = async ({ orderId }: Cut) =>
  (await house.db('disconnection_orders').where({ id: orderId }).first<{ state: string }>('state')).state;
const isCut = async ({ supplyPointId }: Cut) =>
  (await house.db('supply_points').where({ id: supplyPointId }).first<{ service_state: string }>('service_state'))
    .service_state === 'cut';

describe('an order to cut', () => {
  test('and its recall reach the creditor in the order of their numbers', async () => {
    const cut = await orderedCut();
    await house.settle();
    await recall(cut);
    await house.settle();
    expect(orders()).toEqual(['disconnection.ordered 1', 'disconnection.recalled 2']);
    // What stops it, and why it was called back, as the creditor's own people need it.
    expect(fake.ofType('disconnection.ordered')[0]?.body.data).toMatchObject({
      sumToStopMinor: '100000',
      currency: 'NOK',
      earliestDate: '2026-11-16',
    });
    expect(fake.ofType('disconnection.recalled')[0]?.body.data).toMatchObject({ why: ['dispute'] });
    expect(fake).toMatchObject({ tooOld: 0, forged: 0 });
    expect(fake.isOpen.get(cut.supplyPointId)).toBe(true);
  });

  test('that was called back while the creditor was down is never sent to it', async () => {
    fake.mood = 'down';
    const cut = await orderedCut();
    await house.settle();
    await recall(cut);
    await house.settle();
    fake.mood = 'confirms';
    for (let round = 0; round < 4; round++) {
      house.clock.nowMs += MINUTE_MS;
      // oxlint-disable-next-line no-await-in-loop
      await house.settle();
    }
    expect(orders()).toEqual(['disconnection.recalled 2']);
  });

  test.each([
    ['danger that nobody told of in time', 'safety', 0],
    ['the Friday, when nothing is cut', 'weekday', 4],
  ] as const)(
    'that waited for the creditor until %s is called off, and only the recall is told',
    async (_what, why, days) => {
      fake.mood = 'down';
      const cut = await orderedCut();
      await house.settle();
      if (why === 'safety')
        await house
          .db('customers')
          .where({ id: cut.customerId })
          .update({ flags: ['medical_device'] });
      fake.mood = 'confirms';
      house.clock.nowMs += days * DAY_MS;
      for (let round = 0; round < 4; round++) {
        house.clock.nowMs += MINUTE_MS;
        // oxlint-disable-next-line no-await-in-loop
        await house.settle();
      }
      house.clock.nowMs -= days * DAY_MS;
      expect(orders()).toEqual(['disconnection.recalled 2']);
      const row = await house.db('disconnection_orders').where({ id: cut.orderId }).first('state', 'why', 'told_at');
      expect(row).toMatchObject({ state: 'recalled', why: [why], told_at: null });
    },
  );

  test('that one of two systems has taken in time reaches the other on the Friday too', async () => {
    const second = new FakeCreditor(() => house.clock.nowMs);
    const host = `cuts-second-${nr}.sandbox.invalid`;
    house.sandboxes.set(host, await second.start());
    const body = { creditorId, url: `http://${host}/hook`, eventTypes: null };
    second.trust(
      '/hook',
      (await house.post('/api/integration/endpoints', body, await house.login('admin'))).body.secret,
    );
    second.mood = 'down';
    await orderedCut();
    await house.settle();
    second.mood = 'confirms';
    house.clock.nowMs += 4 * DAY_MS;
    for (let round = 0; round < 4; round++) {
      house.clock.nowMs += MINUTE_MS;
      // oxlint-disable-next-line no-await-in-loop
      await house.settle();
    }
    house.clock.nowMs -= 4 * DAY_MS;
    await second.stop();
    expect(orders()).toEqual(['disconnection.ordered 1']);
    expect([...second.arrivals.values()].map(({ body: told }) => told.type)).toContain('disconnection.ordered');
  });

  test('and a release of the same supply that waited together arrive with rising numbers', async () => {
    fake.mood = 'down';
    const cut = await orderedCut('confirmed');
    await house.settle();
    await house.db('supply_points').where({ id: cut.supplyPointId }).update({ service_state: 'cut' });
    const notice = { noticeId: 'N1', customerNo: 'K1', amountMinor: '100000', currency: 'NOK', paidDate: '2026-11-16' };
    expect((await send('payment-notices', notice)).body.releaseIds).toHaveLength(1);
    await house.settle();
    fake.mood = 'confirms';
    for (let round = 0; round < 4; round++) {
      house.clock.nowMs += MINUTE_MS;
      // oxlint-disable-next-line no-await-in-loop
      await house.settle();
    }
    expect(orders()).toEqual(['disconnection.ordered 1', 'release.order 2']);
    expect(fake.tooOld).toBe(0);
  });

  test('is done when the creditor answers the webhook so: the supply stands as cut', async () => {
    fake.cutsAtOnce = true;
    const cut = await orderedCut();
    await house.settle();
    expect(await stateOf(cut)).toBe('confirmed');
    expect(await isCut(cut)).toBe(true);
  });

  test('is done when the creditor says so by the API; again is the same, and nobody else may say it', async () => {
    const cut = await orderedCut();
    const path = `${API}/disconnections/${cut.orderId}/confirm`;
    const stranger = await house.addKey(await house.addCreditor(`cuts-stranger-${nr}`));
    expect(await house.post(path, {}, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await stateOf(cut)).toBe('dispatched');
    expect(await house.post(path, {}, key)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await house.post(path, {}, key)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await isCut(cut)).toBe(true);
  });

  test('that was called back is not taken for done, whatever the creditor says', async () => {
    const cut = await orderedCut();
    await recall(cut);
    const answer = await house.post(`${API}/disconnections/${cut.orderId}/confirm`, {}, key);
    expect(answer).toMatchObject({ status: 409, code: 'DISCONNECTION_NOT_ORDERED' });
    expect(await isCut(cut)).toBe(false);
  });
});

describe('an advice on a cut', () => {
  test('says what we advise', async () => {
    const cut = await orderedCut();
    await tell({ ...cut, orderId: house.platform.makeId('disconnectionOrder') }, 'advised', null);
    await house.settle();
    expect(fake.ofType('disconnection.advised')[0]?.body.data).toMatchObject({ meterNo: 'M1', advice: 'do_not_cut' });
  });
});

describe('what a customer reports about a cut', () => {
  async function reported(kind: string, callId: string | null) {
    const cut = await orderedCut();
    const stepId = house.platform.makeId('disconnectionStep');
    if (callId !== null) {
      await house.db('calls').insert({
        id: callId,
        direction: 'in',
        state: 'talking',
        creditor_id: creditorId,
        language: 'nb',
        from_number: '+4799000000',
        to_number: '+4700010009',
        priority: 5,
        arrived_at: new Date(house.clock.nowMs),
      });
    }
    await house.platform.unitOfWork.run(async (tx) => {
      await tx.sql('disconnection_steps').insert({
        id: stepId,
        case_id: cut.caseId,
        supply_point_id: cut.supplyPointId,
        kind,
        on_date: '2026-11-16',
        recorded_at: new Date(tx.nowMs),
        call_id: callId,
        detail: JSON.stringify({ note: 'Hun er på sykehus.' }),
      });
      const { caseId, customerId } = cut;
      tx.record('disconnection.step_recorded', caseId, { caseId, customerId, creditorId, stepId, kind });
    });
    await house.settle();
    return { cut, told: fake.ofType('disconnection.reported').map(({ body }) => body.data) };
  }

  test.each([
    ['obstacle_reported', 'obstacle'],
    ['danger_reported', 'danger'],
    ['social_service_accepted', 'social_service'],
  ])('%s is told at once by its kind, without the words of the customer', async (step, kind) => {
    const { cut, told } = await reported(step, house.platform.makeId('call'));
    expect(told).toEqual([
      {
        customerNo: 'K1',
        caseNo: cut.caseNo,
        meterNo: 'M1',
        supplyPointId: cut.supplyPointId,
        stepId: expect.any(String),
        kind,
        onDate: '2026-11-16',
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('sykehus');
  });

  test.each([
    ['what they wrote down themselves', 'social_service_accepted', false],
    ['a letter of ours', 'reminder_sent', true],
  ])('the creditor is not told of %s', async (_what, step, isInCall) => {
    expect((await reported(step, isInCall ? house.platform.makeId('call') : null)).told).toEqual([]);
  });
});

describe('a step of a cut that the creditor did', () => {
  test('moves the clock of the guard, and told again it is the same step', async () => {
    const { caseId, caseNo } = await orderedCut();
    const step = { caseNo, kind: 'warning_sent', onDate: '2026-11-10' };
    const first = await send('disconnection-steps', step);
    expect(first).toMatchObject({ status: 200, body: { status: 'created', id: expect.any(String) } });
    expect(await send('disconnection-steps', step)).toMatchObject({ body: { status: 'unchanged', id: first.body.id } });
    expect(await house.db('cases').where({ id: caseId }).first('disconnection_notice_date')).toEqual({
      disconnection_notice_date: '2026-11-10',
    });
  });

  test.each([
    ['of a day to come', { onDate: '2027-01-10' }, 'DISCONNECTION_STEP_INVALID'],
    ['served before it was sent', { kind: 'warning_served', onDate: '2026-10-01' }, 'DISCONNECTION_STEP_INVALID'],
    ['decided by itself', { kind: 'decided' }, 'INVALID_PAYLOAD'],
    ['of a case nobody knows', { caseNo: 'none' }, 'CASE_UNKNOWN'],
  ])('is refused when it is %s', async (_what, change, code) => {
    const { caseNo } = await orderedCut();
    const step = { caseNo, kind: 'warning_sent', onDate: '2026-11-10', ...change };
    expect(await send('disconnection-steps', step)).toMatchObject({ code });
  });

  test('is not written by another creditor, who is told what it is told of no case at all', async () => {
    const { caseNo } = await orderedCut();
    const stranger = await house.addKey(await house.addCreditor(`steps-stranger-${nr}`));
    const step = { caseNo, kind: 'warning_sent', onDate: '2026-11-10' };
    expect(await send('disconnection-steps', step, stranger)).toMatchObject({ code: 'CASE_UNKNOWN' });
  });
});

describe('a dispute', () => {
  test('is with the creditor once its system has taken it, and not before', async () => {
    fake.mood = 'down';
    const { accountId, caseId, claimId, customerId } = await orderedCut();
    const disputeId = house.platform.makeId('dispute');
    await house.db('disputes').insert({
      id: disputeId,
      customer_account_id: accountId,
      case_id: caseId,
      state: 'open',
      reason: 'wrong_amount',
      statement: 'too much',
      opened_by: 'test',
      opened_at: new Date(house.clock.nowMs),
    });
    await house.db('dispute_lines').insert({ dispute_id: disputeId, claim_id: claimId, amount_minor: '100000' });
    await house.platform.unitOfWork.run((tx) => {
      const payload = { disputeId, customerId, customerAccountId: accountId, creditorId, caseId, callId: null };
      tx.record('dispute.opened', disputeId, payload);
      return Promise.resolve();
    });
    const state = async () => (await house.db('disputes').where({ id: disputeId }).first('state')).state;
    await house.settle();
    expect(await state()).toBe('open');
    fake.mood = 'takes';
    house.clock.nowMs += MINUTE_MS;
    await house.settle();
    expect(await state()).toBe('with_creditor');
    expect(fake.ofType('dispute.opened')[0]?.body.data).toMatchObject({ disputeId, disputedMinor: '100000' });
  });
});
