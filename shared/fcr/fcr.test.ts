import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstContactsIn, newFcrBook, rebuildFcrBook, recordContact } from './book';
import { FCR_WINDOWS_MS, firstContacts, type FcrContact, type FcrParameters } from './first-contacts';
import { summariseFcr, summariseFcrBy, summariseFcrByFirstQueue } from './summary';

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;
const WEEK: FcrParameters = { windowMs: FCR_WINDOWS_MS['7d'], scope: 'reason' };
const ANY_REASON: FcrParameters = { ...WEEK, scope: 'case' };

/** A call of five minutes; `day` counts from Monday 0, the customer's case is their own. */
function call(id: string, customer: string, day: number, patch: Partial<FcrContact> = {}): FcrContact {
  const startedAt = day * DAY_MS;
  return {
    contactId: id,
    direction: 'in',
    result: 'answered',
    startedAt,
    endedAt: startedAt + 5 * MINUTE_MS,
    waitedMs: 10_000,
    customerId: customer,
    creditorId: 'fjellglimt',
    caseId: `case-${customer}`,
    reason: 'invoice_not_received',
    queueId: 'invoices',
    agentId: 'kari',
    wasTransferred: false,
    isDeclaredResolved: null,
    isFollowUpAgreed: false,
    ...patch,
  };
}

function abandoned(id: string, customer: string, day: number, patch: Partial<FcrContact> = {}): FcrContact {
  const startedAt = day * DAY_MS;
  return call(id, customer, day, {
    result: 'abandoned',
    endedAt: startedAt + 40_000,
    waitedMs: 40_000,
    caseId: null,
    reason: null,
    ...patch,
  });
}

const TODAY = 14;
const WORKED_EXAMPLE: readonly FcrContact[] = [
  call('A-mon', 'A', 0, { isDeclaredResolved: true }),
  call('A-wed', 'A', 2),
  call('B-mon', 'B', 0, { reason: 'paid_already' }),
  call('B-tue', 'B', 1, { reason: 'disconnection_warning' }),
  call('C-mon', 'C', 0),
  call('C-we-call', 'C', 1, { direction: 'out' }),
  call('D-mon', 'D', 0),
  abandoned('D-thu', 'D', 3),
  call('E-today', 'E', TODAY),
  call('F-mon', 'F', 0),
  call('F-again', 'F', 8),
];
const AS_OF = TODAY * DAY_MS + 8 * 3_600_000;

function ids(contacts: readonly FcrContact[], parameters = WEEK): string[] {
  return firstContacts(contacts, parameters).map((row) => row.contact.contactId);
}

describe('the worked example of the definition', () => {
  test('finds the first contacts', () => {
    expect(ids(WORKED_EXAMPLE)).toEqual(['A-mon', 'B-mon', 'C-mon', 'D-mon', 'F-mon', 'B-tue', 'F-again', 'E-today']);
  });

  test('matured of Monday and Tuesday: A no, B yes, B yes, C yes, D no, F yes = 4 of 6', () => {
    const rows = firstContacts(WORKED_EXAMPLE, WEEK).filter((row) => row.contact.startedAt < 2 * DAY_MS);
    const summary = summariseFcr(rows, AS_OF);
    expect(summary.matured).toEqual({ count: 6, resolved: 4, share: 4 / 6 });
    expect(rows.filter((row) => row.repeat !== null).map((row) => row.contact.contactId)).toEqual(['A-mon', 'D-mon']);
  });

  test("E's call of today and F's second are provisional and in no share", () => {
    const summary = summariseFcr(firstContacts(WORKED_EXAMPLE, WEEK), AS_OF);
    expect(summary.matured.count).toBe(6);
    expect(summary.provisional).toEqual({ count: 2, repeatedSoFar: 0 });
  });

  test('what wrap-ups declare is counted apart, over the first contacts that have one', () => {
    const summary = summariseFcr(firstContacts(WORKED_EXAMPLE, WEEK), AS_OF);
    expect(summary.declared).toEqual({ count: 1, resolved: 1, share: 1 });
  });

  test('same case, any reason: B came back on Tuesday, so Monday was not resolved and Tuesday was no first contact', () => {
    const rows = firstContacts(WORKED_EXAMPLE, ANY_REASON);
    expect(rows.map((row) => row.contact.contactId)).not.toContain('B-tue');
    expect(rows.find((row) => row.contact.contactId === 'B-mon')?.repeat?.contactId).toBe('B-tue');
  });

  test('by reason and creditor, each with its own matured figures', () => {
    const rows = firstContacts(WORKED_EXAMPLE, WEEK);
    const byReason = summariseFcrBy(rows, AS_OF, (row) => row.contact.reason);
    expect([...byReason].map(([reason, one]) => [reason, one.matured.resolved, one.matured.count])).toEqual([
      ['disconnection_warning', 1, 1],
      ['invoice_not_received', 2, 4],
      ['paid_already', 1, 1],
    ]);
    expect(summariseFcrBy(rows, AS_OF, (row) => row.contact.creditorId).get('fjellglimt')?.matured.count).toBe(6);
  });
});

describe('the edges of the definition', () => {
  test('exactly at the end of the window is still a repeat, one millisecond later is not', () => {
    const first = call('one', 'A', 0);
    const at = (startedAt: number) => call('two', 'A', 0, { startedAt, endedAt: startedAt + 1 });
    expect(ids([first, at(first.endedAt + WEEK.windowMs)])).toEqual(['one']);
    expect(ids([first, at(first.endedAt + WEEK.windowMs + 1)])).toEqual(['one', 'two']);
    const rows = firstContacts([first], WEEK);
    expect(summariseFcr(rows, first.endedAt + WEEK.windowMs).matured.count).toBe(0);
    expect(summariseFcr(rows, first.endedAt + WEEK.windowMs + 1).matured.count).toBe(1);
  });

  test.each([
    ['24h', 2],
    ['72h', 2],
    ['7d', 1],
    ['30d', 1],
  ] as const)('with a window of %s, two calls five days apart hold %d first contact(s)', (window, count) => {
    const rows = firstContacts([call('one', 'A', 0), call('two', 'A', 5)], {
      windowMs: FCR_WINDOWS_MS[window],
      scope: 'reason',
    });
    expect(rows).toHaveLength(count);
  });

  test('a misdial of five seconds is no repeat, a customer who waited longer is', () => {
    const first = call('one', 'A', 0);
    const repeatOf = (waitedMs: number) =>
      firstContacts([first, abandoned('two', 'A', 1, { waitedMs })], WEEK)[0]?.repeat ?? null;
    expect(repeatOf(5_000)).toBe(null);
    expect(repeatOf(5_001)?.contactId).toBe('two');
  });

  test('somebody who could not be identified belongs to no issue', () => {
    expect(ids([call('one', 'A', 0, { customerId: null })])).toEqual([]);
    expect(firstContacts([call('one', 'A', 0), abandoned('two', 'A', 1, { customerId: null })], WEEK)[0]?.repeat).toBe(
      null,
    );
  });

  test('a follow-up agreed in the call is no repeat; the call after that is', () => {
    const first = call('one', 'A', 0, { isFollowUpAgreed: true });
    const agreed = firstContacts([first, call('two', 'A', 1)], WEEK);
    expect(agreed).toHaveLength(1);
    expect(agreed[0]).toMatchObject({ followUp: { contactId: 'two' }, repeat: null });
    expect(summariseFcr(agreed, 30 * DAY_MS)).toMatchObject({
      matured: { count: 1, resolved: 1 },
      followUps: { agreed: 1, happened: 1 },
    });
    const again = firstContacts([first, call('two', 'A', 1), call('three', 'A', 2)], WEEK);
    expect(again[0]).toMatchObject({ followUp: { contactId: 'two' }, repeat: { contactId: 'three' } });
  });

  test('a transferred call is one contact: resolved for the conversation, not for the queue it left', () => {
    const rows = firstContacts([call('one', 'A', 0, { wasTransferred: true })], WEEK);
    expect(summariseFcr(rows, 30 * DAY_MS).matured).toMatchObject({ count: 1, resolved: 1 });
    expect(summariseFcrByFirstQueue(rows, 30 * DAY_MS).get('invoices')?.matured).toMatchObject({
      count: 1,
      resolved: 0,
    });
  });

  test('the same reason on another case, or at another creditor, is another issue', () => {
    expect(ids([call('one', 'A', 0), call('two', 'A', 1, { caseId: 'other' })])).toEqual(['one', 'two']);
    expect(ids([call('one', 'A', 0), call('two', 'A', 1, { creditorId: 'other' })])).toEqual(['one', 'two']);
  });

  test('seen from an earlier day, what came later is not yet known', () => {
    const rows = firstContacts([call('one', 'A', 0), call('two', 'A', 5)], WEEK);
    expect(summariseFcr(rows, 2 * DAY_MS).provisional).toEqual({ count: 1, repeatedSoFar: 0 });
    expect(summariseFcr(rows, 6 * DAY_MS).provisional).toEqual({ count: 1, repeatedSoFar: 1 });
    expect(summariseFcr(rows, 9 * DAY_MS).matured).toEqual({ count: 1, resolved: 0, share: 0 });
  });

  test('nothing measured gives no share rather than nought', () => {
    expect(summariseFcr([], AS_OF).matured).toEqual({ count: 0, resolved: 0, share: null });
  });
});

const arbitraryContacts = fc
  .array(
    fc.record({
      customer: fc.constantFrom('A', 'B', 'C'),
      minute: fc.integer({ min: 0, max: 20 * 24 * 60 }),
      lasts: fc.integer({ min: 0, max: 90 }),
      isIn: fc.boolean(),
      isAnswered: fc.boolean(),
      reason: fc.constantFrom('fees', 'price', null),
      isKnownCase: fc.boolean(),
      isFollowUpAgreed: fc.boolean(),
      waitedMs: fc.integer({ min: 0, max: 20_000 }),
    }),
    { maxLength: 25 },
  )
  .map((rows) =>
    rows.map((row, index) =>
      call(`c${String(index).padStart(3, '0')}`, row.customer, 0, {
        startedAt: row.minute * MINUTE_MS,
        endedAt: (row.minute + row.lasts) * MINUTE_MS,
        direction: row.isIn ? 'in' : 'out',
        result: row.isAnswered ? 'answered' : 'abandoned',
        reason: row.reason,
        caseId: row.isKnownCase ? 'case' : null,
        isFollowUpAgreed: row.isFollowUpAgreed,
        waitedMs: row.waitedMs,
      }),
    ),
  );

describe('what always holds', () => {
  test('the order in which contacts are read changes nothing', () => {
    fc.assert(
      fc.property(arbitraryContacts, fc.constantFrom(WEEK, ANY_REASON), (contacts, parameters) => {
        expect(firstContacts([...contacts].reverse(), parameters)).toEqual(firstContacts(contacts, parameters));
      }),
      { numRuns: 500 },
    );
  });

  test('one contact at a time, corrected later and in any order, gives what a rebuild gives', () => {
    fc.assert(
      fc.property(arbitraryContacts, fc.constantFrom(WEEK, ANY_REASON), (contacts, parameters) => {
        let book = newFcrBook(parameters);
        for (const contact of contacts) {
          const asFirstHeard = { ...contact, customerId: null, reason: null, isDeclaredResolved: null };
          book = recordContact(book, asFirstHeard);
        }
        for (const contact of [...contacts].reverse()) book = recordContact(book, contact);
        expect(firstContactsIn(book)).toEqual(firstContactsIn(rebuildFcrBook(contacts, parameters)));
      }),
      { numRuns: 300 },
    );
  });

  test('matured and provisional never overlap, resolved never passes matured, and maturing never shrinks', () => {
    fc.assert(
      fc.property(arbitraryContacts, fc.integer({ min: 0, max: 40 }), (contacts, day) => {
        const rows = firstContacts(contacts, WEEK);
        const now = summariseFcr(rows, day * DAY_MS);
        const later = summariseFcr(rows, (day + 1) * DAY_MS);
        expect(now.matured.count + now.provisional.count).toBeLessThanOrEqual(rows.length);
        expect(now.matured.resolved).toBeLessThanOrEqual(now.matured.count);
        expect(later.matured.count).toBeGreaterThanOrEqual(now.matured.count);
        expect(later.matured.resolved).toBeGreaterThanOrEqual(now.matured.resolved);
      }),
      { numRuns: 300 },
    );
  });
});
