import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REASONS, type Reason } from '../calls/vocabulary';
import { INSIGHT_KINDS } from '../insights/insight';
import { causedRepeats, causeOf, causeTree, CAUSES, type CauseQuestion } from './cause-tree';
import { FCR_WINDOWS_MS, type FcrContact } from './first-contacts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let made = 0;
const call = (day: number, change: Partial<FcrContact> = {}): FcrContact => {
  made += 1;
  const startedAt = day * DAY_MS;
  return {
    contactId: `cal_${made}`,
    direction: 'in',
    result: 'answered',
    startedAt,
    endedAt: startedAt + 300_000,
    waitedMs: 10_000,
    customerId: 'cus_1',
    creditorId: 'cre_tv',
    caseId: 'cas_1',
    reason: 'paid_already',
    queueId: null,
    agentId: 'agt_1',
    wasTransferred: false,
    isDeclaredResolved: true,
    isFollowUpAgreed: false,
    ...change,
  };
};
const ask = (
  contacts: readonly FcrContact[],
  said: Readonly<Record<string, readonly string[]>> = {},
  sinceMs = 0,
): CauseQuestion => ({
  contacts,
  parameters: { windowMs: FCR_WINDOWS_MS['7d'], scope: 'reason' },
  sinceMs,
  insightKindsOf: (id) => said[id] ?? [],
});

describe('the cause of a call that was not enough', () => {
  test.each<[Reason, readonly string[], string]>([
    ['service_cut', ['money_on_the_way'], 'paid_waiting_for_signal'],
    ['service_cut', [], 'cut_unclear'],
    ['paid_already', ['paid_previous_invoice'], 'paid_other_invoice'],
    ['paid_already', [], 'payment_not_seen'],
    ['invoice_not_received', [], 'invoice_not_received'],
    ['fees', ['invoice_never_received'], 'invoice_not_received'],
    ['fees', [], 'fee_disputed'],
    ['price', ['two_creditors_one_address'], 'grid_or_supplier'],
    ['price', [], 'price_unclear'],
    ['other', [], 'other'],
  ])('%s, with the ledger saying %j, is %s', (reason, kinds, cause) => {
    expect(causeOf(reason, kinds)).toBe(cause);
  });

  test('is always one of the list, whatever was said', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REASONS, null), fc.subarray([...INSIGHT_KINDS]), (reason, kinds) => {
        expect(CAUSES).toContain(causeOf(reason, kinds));
      }),
    );
  });
});

describe('the tree of one creditor', () => {
  const first = call(1);
  const [second, third] = [call(2), call(4)];
  const late = call(40);

  test('counts every call that came again in the window, not only the next one', () => {
    const [creditor] = causeTree(ask([first, second, third, late], { [first.contactId]: ['money_on_the_way'] }));
    expect(creditor).toMatchObject({
      creditorId: 'cre_tv',
      firstContacts: 2,
      repeats: 2,
      causes: [
        {
          cause: 'paid_waiting_for_signal',
          repeats: 2,
          firstContacts: 1,
          shareBp: 10_000,
          reasons: [{ reason: 'paid_already', repeats: 2 }],
        },
      ],
    });
  });

  test('leaves out a follow-up that was agreed, and calls that we made', () => {
    const agreed = call(1, { customerId: 'cus_2', isFollowUpAgreed: true });
    const contacts = [agreed, call(2, { customerId: 'cus_2' }), call(3, { customerId: 'cus_2', direction: 'out' })];
    expect(causeTree(ask(contacts))[0]).toMatchObject({ firstContacts: 1, repeats: 0, causes: [] });
  });

  test('does not count what began before the days it is about', () => {
    expect(causeTree(ask([first, second], {}, 2 * DAY_MS))).toEqual([]);
  });

  test('puts the creditor and the cause with most repeats in front', () => {
    const other = (day: number, reason: Reason) => call(day, { creditorId: 'cre_power', customerId: 'cus_3', reason });
    const contacts = [
      first,
      second,
      other(1, 'price'),
      other(2, 'price'),
      other(3, 'price'),
      other(1, 'fees'),
      other(2, 'fees'),
    ];
    const tree = causeTree(ask(contacts));
    expect(tree.map(({ creditorId, repeats }) => [creditorId, repeats])).toEqual([
      ['cre_power', 3],
      ['cre_tv', 1],
    ]);
    expect(tree[0]?.causes.map(({ cause }) => cause)).toEqual(['price_unclear', 'fee_disputed']);
  });
});

test('the counts of all causes are the calls that came again, each once, and the order of contacts is all the same', () => {
  const someCall = fc.record({
    day: fc.integer({ min: 0, max: 20 }),
    customerId: fc.constantFrom('cus_1', 'cus_2'),
    reason: fc.constantFrom<Reason | null>('paid_already', 'price', null),
    result: fc.constantFrom<'answered' | 'abandoned'>('answered', 'abandoned'),
  });
  fc.assert(
    fc.property(fc.array(someCall, { maxLength: 14 }), fc.integer(), (calls, seed) => {
      const contacts = calls.map(({ day, ...change }) => call(day, change));
      const rows = causedRepeats(ask(contacts));
      const ids = rows.flatMap(({ repeatIds }) => repeatIds);
      expect(new Set(ids).size).toBe(ids.length);
      const counted = causeTree(ask(contacts)).flatMap(({ causes }) => causes);
      expect(counted.reduce((sum, { repeats }) => sum + repeats, 0)).toBe(ids.length);
      const turned = [...contacts].sort((a, b) => ((a.startedAt * seed) % 7) - ((b.startedAt * seed) % 7));
      expect(causeTree(ask(turned))).toEqual(causeTree(ask(contacts)));
    }),
  );
});
