import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeCreditor } from '../../server/creditor-api/sandbox/fake-creditor';
import type { CreditorClient } from './creditor-client';

/** How soon a payment on its way must have opened a supply (product.md §5). */
const RELEASE_LIMIT_MS = 10_000;
/** A creditor that was away is asked again at least every half minute; twice that, and a little. */
const RECOVERY_LIMIT_MS = 90_000;
const DAY_MS = 24 * 3_600_000;
const PAID_SHARE = 3;
const EVENTS_PER_PAGE = 200;

/** One thing that was looked at: what came, what should have. */
export interface Check {
  readonly what: string;
  readonly found: number | string;
  readonly expected: number | string;
  readonly isRight: boolean;
}

export interface DayOptions {
  readonly customers: number;
  readonly outageMs: number;
  /** Called in the middle of the outage; on a house of our own it kills the server and starts it again. */
  readonly whileDown: () => Promise<void>;
  readonly say: (line: string) => void;
}

interface Parts {
  readonly client: CreditorClient;
  readonly fake: FakeCreditor;
  readonly options: DayOptions;
  readonly checks: Check[];
}

const equals = (what: string, found: number, expected: number): Check => ({
  what,
  found,
  expected,
  isRight: found === expected,
});
const isoDay = (shiftDays: number): string => new Date(Date.now() + shiftDays * DAY_MS).toISOString().slice(0, 10);
const AMOUNT_MINOR = 118_400;

/** Plays a day of a creditor's system; every check stands in the answer, right or wrong. */
export async function playDay(
  client: CreditorClient,
  fake: FakeCreditor,
  options: DayOptions,
): Promise<readonly Check[]> {
  const parts: Parts = { client, fake, options, checks: [] };
  const since = await lastCursor(client);
  const run = Date.now().toString(36);
  const numbers = Array.from({ length: options.customers }, (_, index) => `DEMO-${run}-${index + 1}`);
  await morning(parts, numbers);
  await payments(parts, numbers);
  await onTheWay(parts, `${numbers[0]}`);
  await outage(parts, numbers);
  await everythingTold(parts, since);
  await booksAgree(parts, numbers);
  return parts.checks;
}

/** Customers, their meters, overdue invoices and how these were delivered; sent twice, as systems do. */
async function morning({ client, options, checks }: Parts, numbers: readonly string[]): Promise<void> {
  const count = numbers.length;
  const lists = {
    customers: numbers.map((customerNo, index) => ({
      customerNo,
      kind: 'consumer',
      name: `Demokunde ${index + 1}`,
      street: `Prøveveien ${index + 1}`,
      postcode: '0150',
      city: 'Oslo',
    })),
    'supply-points': numbers.map((customerNo) => ({
      customerNo,
      meterNo: `M-${customerNo}`,
      utility: 'grid',
      serviceState: 'cut',
    })),
    invoices: numbers.map((customerNo) => ({
      customerNo,
      invoiceNo: `F-${customerNo}`,
      reference: referenceOf(customerNo),
      meterNo: `M-${customerNo}`,
      issueDate: isoDay(-60),
      dueDate: isoDay(-40),
      currency: 'NOK',
      amountMinor: String(AMOUNT_MINOR),
      lines: [
        { text: 'Nettleie', kind: 'grid_energy', amountMinor: String(AMOUNT_MINOR - 20_000) },
        { text: 'Fastledd', kind: 'grid_capacity', amountMinor: '20000' },
      ],
    })),
    deliveries: numbers.map((customerNo) => ({
      customerNo,
      invoiceNo: `F-${customerNo}`,
      at: `${isoDay(-60)}T08:00:00Z`,
      channel: 'efaktura',
      address: 'nettbank',
      result: 'delivered',
    })),
  } as const;
  for (const [kind, items] of Object.entries(lists) as [keyof typeof lists, readonly unknown[]][]) {
    // In this order: each needs the one before.
    // oxlint-disable-next-line no-await-in-loop
    const first = await client.send(kind, items);
    // oxlint-disable-next-line no-await-in-loop
    const again = await client.send(kind, items);
    checks.push(
      equals(`${kind} taken`, first.created, count),
      equals(`${kind} sent again, nothing new`, again.known, count),
    );
  }
  options.say(`sent ${count} customers with meters, invoices and delivery log, each twice`);
}

async function payments({ client, options, checks }: Parts, numbers: readonly string[]): Promise<void> {
  const payers = numbers.filter((_, index) => index % PAID_SHARE === 1);
  const items = payers.map((customerNo) => paymentOf(customerNo));
  const first = await client.send('payments', items);
  const again = await client.send('payments', items);
  checks.push(equals('payments booked', first.created, payers.length));
  checks.push(equals('payments sent again, nothing new', again.known, payers.length));
  options.say(`sent ${payers.length} payments, each twice`);
}

/** The measure: from the notice to the supply being open again. */
async function onTheWay({ client, fake, options, checks }: Parts, customerNo: string): Promise<void> {
  const begun = Date.now();
  const told = await client.post<{ releaseIds: readonly string[] }>('/payment-notices', noticeOf(customerNo));
  const releaseId = told.releaseIds[0] ?? '';
  await fake.waitFor(({ body }) => body.data['releaseId'] === releaseId, RELEASE_LIMIT_MS).catch(() => undefined);
  const isConfirmed = await until(
    async () => (await releaseState(client, releaseId)) === 'confirmed',
    RELEASE_LIMIT_MS,
  );
  const took = Date.now() - begun;
  checks.push({
    what: 'payment on its way → release confirmed',
    found: `${took} ms`,
    expected: `< ${RELEASE_LIMIT_MS} ms`,
    isRight: isConfirmed && took < RELEASE_LIMIT_MS,
  });
  options.say(`a payment on its way opened the supply again in ${took} ms`);
}

/** The creditor's system is away while more happens; after it is back it must have everything, once. */
async function outage({ client, fake, options, checks }: Parts, numbers: readonly string[]): Promise<void> {
  const later = numbers.filter((_, index) => index % PAID_SHARE === 2);
  const rising = later.slice(0, Math.ceil(later.length / 2));
  options.say(`the creditor's system goes down for ${Math.round(options.outageMs / 1_000)} s`);
  fake.mood = 'down';
  const ends = Date.now() + options.outageMs;
  const notices = await client.send(
    'payment-notices',
    rising.map((customerNo) => noticeOf(customerNo)),
  );
  await options.whileDown();
  const booked = await client.send(
    'payments',
    later.slice(rising.length).map((customerNo) => paymentOf(customerNo)),
  );
  await sleep(Math.max(0, ends - Date.now()));
  fake.mood = 'confirms';
  const back = Date.now();
  options.say(`the creditor's system is back; it refused ${fake.refused} tries`);
  const expected = rising.length + booked.created;
  const isOpen = () => numbersOpen(fake, [...rising, ...later.slice(rising.length)]);
  await until(() => Promise.resolve(isOpen() >= expected), RECOVERY_LIMIT_MS);
  checks.push(equals('notices taken while the creditor was down', notices.created, rising.length));
  checks.push(equals('supplies opened after the outage', isOpen(), expected));
  options.say(`everything had arrived ${Math.round((Date.now() - back) / 1_000)} s after it was back`);
}

const numbersOpen = (fake: FakeCreditor, customerNos: readonly string[]): number =>
  fake.ofType('release.order').filter(({ body }) => customerNos.includes(String(body.data['customerNo']))).length;

/** What the server says it told, against what arrived: nothing lost, nothing doubled, nothing forged. */
async function everythingTold({ client, fake, checks }: Parts, since: number): Promise<void> {
  let told = new Set<string>();
  await until(async () => {
    told = await eventIds(client, since);
    return told.size === fake.arrivals.size;
  }, RECOVERY_LIMIT_MS);
  const lost = [...told].filter((id) => !fake.arrivals.has(id)).length;
  const strange = [...fake.arrivals.keys()].filter((id) => !told.has(id)).length;
  const orders = fake.ofType('release.order').map(({ body }) => String(body.data['supplyPointId']));
  checks.push(equals('webhooks that arrived', fake.arrivals.size, told.size));
  checks.push(equals('webhooks lost', lost, 0), equals('webhooks nobody knows of', strange, 0));
  checks.push(equals('webhooks with a wrong signature', fake.forged, 0));
  checks.push(equals('supplies ordered open twice', orders.length - new Set(orders).size, 0));
  checks.push(equals('orders that came too late', fake.tooOld, 0));
}

async function booksAgree({ client, checks }: Parts, numbers: readonly string[]): Promise<void> {
  const paid = numbers.filter((_, index) => index % PAID_SHARE === 1).length;
  const later = numbers.filter((_, index) => index % PAID_SHARE === 2);
  const paidLater = later.length - Math.ceil(later.length / 2);
  let owed = 0n;
  for (const customerNo of numbers) {
    // oxlint-disable-next-line no-await-in-loop
    const { cases } = await client.get<{ cases: readonly { balanceMinor: string }[] }>(
      `/cases?customerNo=${customerNo}`,
    );
    for (const { balanceMinor } of cases) owed += BigInt(balanceMinor);
  }
  checks.push(
    equals('owed at the end of the day, in øre', Number(owed), (numbers.length - paid - paidLater) * AMOUNT_MINOR),
  );
}

/** Digits alone make a reference that nobody mistakes for another. */
function referenceOf(customerNo: string): string {
  return [...customerNo].map((sign) => (sign.codePointAt(0) ?? 0) % 10).join('') + customerNo.length;
}

const paymentOf = (customerNo: string) => ({
  paymentId: `P-${customerNo}`,
  amountMinor: String(AMOUNT_MINOR),
  currency: 'NOK',
  bookedDate: isoDay(0),
  references: [`F-${customerNo}`],
  customerNo,
});

const noticeOf = (customerNo: string) => ({
  noticeId: `N-${customerNo}`,
  customerNo,
  meterNo: `M-${customerNo}`,
  amountMinor: String(AMOUNT_MINOR),
  currency: 'NOK',
  paidDate: isoDay(0),
  source: 'instant',
  channel: 'vipps',
});

async function releaseState(client: CreditorClient, releaseId: string): Promise<string | undefined> {
  const { releases } = await client.get<{ releases: readonly { releaseId: string; state: string }[] }>(
    '/releases?state=all',
  );
  return releases.find((release) => release.releaseId === releaseId)?.state;
}

async function lastCursor(client: CreditorClient): Promise<number> {
  let after = 0;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const page = await client.get<{ cursor: number; hasMore: boolean }>(
      `/events?after=${after}&limit=${EVENTS_PER_PAGE}`,
    );
    if (!page.hasMore) return page.cursor;
    after = page.cursor;
  }
}

async function eventIds(client: CreditorClient, since: number): Promise<Set<string>> {
  const ids = new Set<string>();
  let after = since;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const page = await client.get<{ events: readonly { id: string }[]; cursor: number; hasMore: boolean }>(
      `/events?after=${after}&limit=${EVENTS_PER_PAGE}`,
    );
    for (const { id } of page.events) ids.add(id);
    if (!page.hasMore) return ids;
    after = page.cursor;
  }
}

const LOOK_EVERY_MS = 100;

async function until(isTrue: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    if (await isTrue()) return true;
    if (Date.now() > end) return false;
    // oxlint-disable-next-line no-await-in-loop
    await sleep(LOOK_EVERY_MS);
  }
}
