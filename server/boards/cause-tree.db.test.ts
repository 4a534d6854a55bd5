import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reason } from '../../shared/calls/vocabulary';
import { createCallFacts, type CallFactsFeature } from '../call-facts';
import { createTestPlatform, type TestPlatform } from '../platform/testing/test-platform';
import { readCallsOfCause, readCauseTree } from './cause-tree';

const HOUR_MS = 3_600_000;

let house: TestPlatform;
let callFacts: CallFactsFeature;
const creditors: string[] = [];

beforeAll(async () => {
  house = await createTestPlatform();
  callFacts = createCallFacts(house.platform);
  for (const name of ['Signal TV', 'Elv Nett']) {
    const id = house.platform.makeId('creditor');
    creditors.push(id);
    // Two rows; the order of their making is the order of the list.
    // oxlint-disable-next-line no-await-in-loop
    await house.db('creditors').insert({
      id,
      slug: name.toLowerCase().replace(' ', '-'),
      name,
      country: 'NO',
      role: 'tv',
      utility: 'tv',
      currency: 'NOK',
      org_no: '999999999',
      phone: `+4720${creditors.length}`,
      created_at: new Date(house.clock.nowMs()),
    });
  }
});
afterAll(() => house.close());

/** An answered call so many hours after the last one, with what the ledger said, as the journal tells it. */
async function tell(about: {
  readonly creditor: number;
  readonly customer: string;
  readonly hoursLater: number;
  readonly reason: Reason;
  readonly kinds?: readonly string[];
}): Promise<string> {
  const callId = house.platform.makeId('call');
  house.clock.pass(about.hoursLater * HOUR_MS);
  await house.platform.unitOfWork.run((tx) => {
    tx.record('call.received', callId, {
      callId,
      direction: 'in',
      creditorId: creditors[about.creditor] ?? '',
      queueId: null,
      language: 'nb',
      customerId: about.customer,
      returnedFromCallId: null,
      agentId: null,
    });
    tx.record('call.answered', callId, { callId, agentId: 'agt_x', answeredAt: tx.nowMs + 5_000 });
    tx.record('call.insights_shown', callId, { callId, kinds: about.kinds ?? [] });
    tx.record('call.ended', callId, {
      callId,
      state: 'ended',
      by: 'customer',
      why: 'hangup',
      endedAt: tx.nowMs + 60_000,
      agentId: 'agt_x',
    });
    tx.record('wrap_up.closed', callId, {
      callId,
      agentId: 'agt_x',
      wrapUpId: 'wrp_x',
      state: 'closed',
      reason: about.reason,
      outcome: 'question_answered',
      isResolved: true,
      isFollowUpAgreed: false,
      revision: 1,
    });
    return Promise.resolve();
  });
  await callFacts.catchUp();
  return callId;
}

const nobody = { creditorScope: [] as string[] };
const everybody = { creditorScope: null };
const ask = (login: { readonly creditorScope: readonly string[] | null }) => ({ login, nowMs: house.clock.nowMs() });

describe('the cause tree', () => {
  test('is read from calls as the journal told them, per creditor, with the calls behind each cause', async () => {
    const [tv, grid] = [0, 1];
    const paid = { creditor: tv, customer: 'cus_a', reason: 'service_cut' } as const;
    const first = await tell({ ...paid, hoursLater: 0, kinds: ['money_on_the_way'] });
    const second = await tell({ ...paid, hoursLater: 5 });
    const third = await tell({ ...paid, hoursLater: 20 });
    const price = { creditor: grid, customer: 'cus_b', reason: 'price' } as const;
    await tell({ ...price, hoursLater: 1, kinds: ['two_creditors_one_address'] });
    await tell({ ...price, hoursLater: 3 });
    await tell({ creditor: grid, customer: 'cus_c', reason: 'fees', hoursLater: 1 });

    const tree = await readCauseTree(house.db, ask(everybody));
    expect(tree.windowDays).toBe(7);
    expect(tree.creditors).toEqual([
      {
        creditorId: creditors[tv],
        name: 'Signal TV',
        firstContacts: 1,
        repeats: 2,
        causes: [
          {
            cause: 'paid_waiting_for_signal',
            repeats: 2,
            firstContacts: 1,
            shareBp: 10_000,
            reasons: [{ reason: 'service_cut', repeats: 2 }],
          },
        ],
      },
      {
        creditorId: creditors[grid],
        name: 'Elv Nett',
        firstContacts: 2,
        repeats: 1,
        causes: [
          {
            cause: 'grid_or_supplier',
            repeats: 1,
            firstContacts: 1,
            shareBp: 10_000,
            reasons: [{ reason: 'price', repeats: 1 }],
          },
        ],
      },
    ]);
    const about = { cause: 'paid_waiting_for_signal', creditorId: creditors[tv] ?? '' } as const;
    expect(await readCallsOfCause(house.db, ask(everybody), about)).toEqual([first, second, third]);
  });

  test('shows nobody a creditor outside their scope', async () => {
    const about = { cause: 'paid_waiting_for_signal', creditorId: creditors[0] ?? '' } as const;
    expect((await readCauseTree(house.db, ask(nobody))).creditors).toEqual([]);
    expect(await readCallsOfCause(house.db, ask(nobody), about)).toEqual([]);
    expect(await readCallsOfCause(house.db, { login: null, nowMs: house.clock.nowMs() }, about)).toEqual([]);
    const one = await readCauseTree(house.db, ask({ creditorScope: [creditors[1] ?? ''] }));
    expect(one.creditors.map(({ name }) => name)).toEqual(['Elv Nett']);
  });

  test('is the same after the facts of all calls are built anew from the journal', async () => {
    const before = await readCauseTree(house.db, ask(everybody));
    await callFacts.runner.rebuild('call-facts');
    expect(await readCauseTree(house.db, ask(everybody))).toEqual(before);
  });

  test('forgets what is older than a month', async () => {
    house.clock.pass(31 * 24 * HOUR_MS);
    expect((await readCauseTree(house.db, ask(everybody))).creditors).toEqual([]);
  });
});
