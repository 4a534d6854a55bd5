import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isoDate } from '../../shared/time/dates';
import { addCreditor, addDebt, openWorld, type World } from './testing/world';
import { parseImportFile } from './importers/parse-import-file';
import type { ImportOutcome } from './index';
import type { Result } from '../../shared/result';

const sample = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`./importers/fixtures/${name}`, import.meta.url)));

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function bring(slug: string, name: string, bytes = sample(name)): Promise<Result<ImportOutcome>> {
  const creditor = await world.creditors.findCreditor(world.platform.db, slug);
  if (creditor === null) throw new Error(slug);
  class Refused extends Error {}
  let result: Result<ImportOutcome> = { ok: false, error: { code: 'INTERNAL' } };
  try {
    await world.platform.unitOfWork.run(async (tx) => {
      result = await world.ledger.importFile(tx, {
        creditor,
        fileName: name,
        bytes,
        anySeller: true,
        importedBy: null,
        language: 'en',
      });
      if (!result.ok) throw new Refused();
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  return result;
}

async function sums(creditorId: string): Promise<{ entries: string; unmatched: string; claims: string }> {
  const { rows } = await world.platform.db.raw(
    `select coalesce((select sum(e.amount_minor) from ledger_entries e join customer_accounts a on a.id = e.customer_account_id where a.creditor_id = ?), 0)::text as entries,
       coalesce((select sum(amount_minor) from unmatched_payments where creditor_id = ?), 0)::text as unmatched,
       (select count(*) from claims c join customer_accounts a on a.id = c.customer_account_id where a.creditor_id = ?)::text as claims`,
    [creditorId, creditorId, creditorId],
  );
  return rows[0];
}

const SAMPLES = [
  [
    'no-ocr-giro.txt',
    'NO',
    {
      format: 'ocr-giro',
      entries: 20,
      accepted: 20,
      rejected: 0,
      totalMinor: 5_144_900,
      acceptedMinor: 5_144_900,
      currency: 'NOK',
    },
  ],
  [
    'se-bgmax-ocr-checked.txt',
    'SE',
    { format: 'bgmax', entries: 4, accepted: 4, totalMinor: 210_000, currency: 'SEK' },
  ],
  ['se-bgmax-no-options.txt', 'SE', { format: 'bgmax', entries: 5, accepted: 5, totalMinor: 85_000, currency: 'SEK' }],
  [
    'camt054-v2.xml',
    'SE',
    { entries: 1, accepted: 0, rejected: 1, totalMinor: -20_000_000, acceptedMinor: 0, currency: 'SEK' },
  ],
  [
    'camt054-v8.xml',
    'SE',
    { entries: 1, accepted: 0, rejected: 1, totalMinor: -20_000_000, acceptedMinor: 0, currency: 'SEK' },
  ],
  [
    'camt053-synthetic-credits.xml',
    'NO',
    { entries: 4, accepted: 3, rejected: 1, totalMinor: 185_950, acceptedMinor: 193_450, currency: 'NOK' },
  ],
  ['peppol-no.xml', 'NO', { entries: 1, accepted: 1, totalMinor: 80_200, currency: 'NOK' }],
  ['peppol-base.xml', 'NO', { entries: 1, accepted: 1 }],
  ['peppol-creditnote.xml', 'NO', { entries: 1, accepted: 1 }],
] as const;

describe('importing a file', () => {
  test.each(SAMPLES)(
    '%s says what its own control totals say, and adds nothing the second time',
    async (name, country, says) => {
      const creditor = await addCreditor(world, { country });
      const first = await bring(creditor.slug, name);
      expect(first.ok).toBe(true);
      if (!first.ok) return;
      expect(first.value.lines[0]).toMatchObject({ ...says, duplicates: 0 });
      const before = await sums(creditor.id);
      const booked = BigInt(before.unmatched) - BigInt(before.entries);
      if (!name.startsWith('peppol')) expect(booked).toBe(BigInt(first.value.lines[0]!.acceptedMinor));
      else expect(BigInt(before.entries)).toBe(BigInt(first.value.lines[0]!.acceptedMinor));
      const second = await bring(creditor.slug, name);
      expect(second.ok && second.value.lines[0]).toMatchObject({ ...says, duplicates: first.value.lines[0]!.accepted });
      expect(await sums(creditor.id)).toEqual(before);
    },
  );

  test('a malformed file is refused whole, with the place, and leaves nothing behind', async () => {
    const creditor = await addCreditor(world, { country: 'SE' });
    const refused = await bring(creditor.slug, 'camt053-v2-malformed.xml');
    expect(refused).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^FILE_/), details: { file: 'camt053-v2-malformed.xml' } },
    });
    const files = await world.platform.db('import_files').where({ creditor_id: creditor.id });
    expect(files).toHaveLength(0);
  });

  test('a file that breaks off in the middle is refused whole although its first half was fine', async () => {
    const creditor = await addCreditor(world);
    const half = sample('no-ocr-giro.txt').subarray(0, 1_200);
    expect((await bring(creditor.slug, 'half.txt', half)).ok).toBe(false);
    expect(await sums(creditor.id)).toMatchObject({ unmatched: '0', entries: '0' });
  });
});

const csv = (rows: readonly string[]): Uint8Array =>
  new TextEncoder().encode(
    [
      'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind',
      ...rows,
    ].join('\n'),
  );

describe('whose number a file may bring', () => {
  const row = (no: string, nationalId: string, kind: string) =>
    `invoice;${no};Nils ${no};${nationalId};N-${no};2026-11-10;2026-11-20;500,00;NOK;88${no};;${kind}`;
  const namesOf = async (creditorId: string) =>
    (
      await world.platform
        .db('customers as c')
        .join('customer_accounts as a', 'a.customer_id', 'c.id')
        .where('a.creditor_id', creditorId)
        .orderBy('c.name')
        .select<{ name: string; national_id: string | null }[]>('c.name', 'c.national_id')
    ).map(({ name, national_id }) => `${name} ${national_id}`);
  const rows = [
    row('1', '01819010001', 'consumer'),
    row('2', '01016050012', 'consumer'),
    row('3', '12345678901', 'consumer'),
    row('4', '310123455', 'business'),
    row('5', '', 'consumer'),
  ];

  test('in the demo world only people of published test series come in, and companies as they are', async () => {
    const creditor = await addCreditor(world);
    await world.platform.db('creditors').where({ id: creditor.id }).update({ is_demo: true });
    const done = await bring(creditor.slug, 'people.csv', csv(rows));
    expect(done.ok && done.value.result.rejections.map(({ place, code }) => `${place} ${code}`)).toEqual([
      expect.stringContaining('NATIONAL_ID_NOT_SYNTHETIC'),
      expect.stringContaining('NATIONAL_ID_INVALID'),
    ]);
    expect(await namesOf(creditor.id)).toEqual(['Nils 1 01819010001', 'Nils 4 310123455', 'Nils 5 null']);
    expect(done.ok && done.value.result.rejections.map(({ reason }) => reason).join()).not.toContain('01016050012');
  });

  test('in production a test number is refused, and companies come in as they are', async () => {
    const creditor = await addCreditor(world);
    const done = await bring(creditor.slug, 'people.csv', csv(rows));
    expect(done.ok && done.value.result.rejections.map(({ code }) => code)).toEqual([
      'NATIONAL_ID_SYNTHETIC',
      'NATIONAL_ID_INVALID',
    ]);
    expect(await namesOf(creditor.id)).toEqual(['Nils 2 01016050012', 'Nils 4 310123455', 'Nils 5 null']);
  });
});

const invoiceDue = (no: string) =>
  `invoice;${no};Nils ${no};;D-${no};2026-11-10;2026-11-20;500,00;NOK;99${no};;consumer`;

describe('what a file says of people and money', () => {
  const header = (extra = '') =>
    `type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind${extra}`;
  const csv = (...lines: string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`);
  const claimsOf = (creditorId: string) =>
    world.platform
      .db('claims as c')
      .join('customer_accounts as a', 'a.id', 'c.customer_account_id')
      .join('customers as p', 'p.id', 'a.customer_id')
      .where('a.creditor_id', creditorId)
      .orderBy(['c.kind', 'c.invoice_no'])
      .select<{ kind: string; invoice_no: string; person: string; phone: string | null }[]>(
        'c.kind',
        'c.invoice_no',
        'p.kind as person',
      );

  test('a fee with the number of its invoice is a claim of its own, once', async () => {
    const creditor = await addCreditor(world);
    const bytes = csv(
      header(),
      'invoice;7;Ola Nordmo;;900;2026-10-01;2026-10-15;500;NOK;;;',
      'invoice;7;Ola Nordmo;;900;2026-10-20;2026-11-03;35;NOK;;;fee',
    );
    const first = await bring(creditor.slug, 'x.csv', bytes);
    expect(first.ok && first.value.lines[0]).toMatchObject({ accepted: 2, duplicates: 0 });
    const second = await bring(creditor.slug, 'x.csv', bytes);
    expect(second.ok && second.value.lines[0]).toMatchObject({ duplicates: 2 });
    expect(await claimsOf(creditor.id)).toMatchObject([
      { kind: 'fee', invoice_no: '900' },
      { kind: 'invoice', invoice_no: '900' },
    ]);
  });

  test("a row may be a fee and a company's at once, and a word nobody knows is refused with its place", async () => {
    const creditor = await addCreditor(world);
    const columns = header(';claim_kind;customer_kind;utility;text');
    const row = 'invoice;8;Nordmo AS;;901;2026-10-20;2026-11-03;35;NOK;;;;fee;business;district_heating;Purregebyr';
    expect((await bring(creditor.slug, 'x.csv', csv(columns, row))).ok).toBe(true);
    expect(await claimsOf(creditor.id)).toMatchObject([{ kind: 'fee', person: 'business' }]);
    const refused = await bring(creditor.slug, 'x.csv', csv(columns, row.replace('business', 'firm')));
    expect(refused).toMatchObject({ ok: false, error: { code: 'FILE_MALFORMED', details: { place: 'line 2' } } });
  });

  test('a buyer of an electronic invoice is a company by a valid organisation number alone', async () => {
    const text = new TextDecoder().decode(sample('peppol-no.xml'));
    const customer = /<cac:AccountingCustomerParty>[\s\S]*<\/cac:AccountingCustomerParty>/u;
    const legal = /<cbc:CompanyID[^>]*>[^<]*<\/cbc:CompanyID>(?=[\s\S]*<\/cac:PartyLegalEntity>)/gu;
    const bought = (number: string) =>
      text.replace(customer, (party) =>
        party.replace(legal, '').replace('</cac:PartyLegalEntity>', `${number}</cac:PartyLegalEntity>`),
      );
    for (const [number, person] of [
      ['', 'consumer'],
      ['<cbc:CompanyID>12345</cbc:CompanyID>', 'consumer'],
      ['<cbc:CompanyID schemeID="0192">987654325</cbc:CompanyID>', 'business'],
    ] as const) {
      const creditor = await addCreditor(world);
      const brought = await bring(creditor.slug, 'peppol.xml', new TextEncoder().encode(bought(number)));
      expect([number, brought.ok]).toEqual([number, true]);
      expect([number, (await claimsOf(creditor.id))[0]?.person]).toEqual([number, person]);
    }
  });

  test("a bank file of another creditor's account is not booked, and one of the own account is", async () => {
    const [mine, other] = [await addCreditor(world), await addCreditor(world)];
    const { db } = world.platform;
    const file = parseImportFile(sample('no-ocr-giro.txt'), { fileName: 'x' });
    const payee = (file.ok && file.value.payments[0]?.payee) || '';
    await db('creditors')
      .where({ id: other.id })
      .update({ payee_accounts: [payee] });
    const wrong = await bring(mine.slug, 'no-ocr-giro.txt');
    expect(wrong.ok && wrong.value.lines[0]).toMatchObject({ accepted: 0, rejected: 20 });
    expect(wrong.ok && wrong.value.result.rejections[0]).toMatchObject({ code: 'PAYEE_NOT_CREDITOR' });
    expect((await sums(mine.id)).unmatched).toBe('0');
    const right = await bring(other.slug, 'no-ocr-giro.txt');
    expect(right.ok && right.value.lines[0]).toMatchObject({ accepted: 20, duplicates: 0 });
    await db('creditors').where({ id: other.id }).update({ payee_accounts: [] });
  });
});

describe('what a payment is for', () => {
  test('a reference without its leading zeros finds the claim, pays it, and the rest stays on the account', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { amounts: [100_000] });
    const reference = debt.references[0]!.replace(/^0+/, '');
    const done = await bring(creditor.slug, 'a.csv', csv([`payment;;Kari;;;2026-11-13;;1200,00;NOK;${reference};;`]));
    expect(done.ok && done.value.result).toMatchObject({ unmatched: 0, duplicates: 0 });
    const [account] = await world.ledger.readAccounts(world.platform.db, {
      customerId: debt.customerId,
      creditorScope: null,
      today: () => isoDate('2026-11-16'),
    });
    expect(account!.claims[0]!.balanceMinor).toBe(0n);
    expect(account!.payments[0]).toMatchObject({
      amountMinor: 120_000n,
      // 59 days of 12.25 % on 1 000 kr are 19.80 kr: the interest goes with the payment that covers it.
      unallocatedMinor: 18_020n,
      allocations: [{ amountMinor: 101_980n, match: 'reference' }],
    });
    expect(account!.cases[0]!.stage).toBe('closed');
  });

  test('without a reference the one open claim of exactly this amount of the same payer is paid', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { amounts: [44_400, 55_500], name: 'Ola Entydig' });
    await bring(creditor.slug, 'b.csv', csv(['payment;;OLA  entydig;;;2026-11-13;;555,00;NOK;;;']));
    const [account] = await world.ledger.readAccounts(world.platform.db, {
      customerId: debt.customerId,
      creditorScope: null,
      today: () => isoDate('2026-11-16'),
    });
    expect(account!.claims.map((claim) => claim.balanceMinor)).toEqual([44_400n, 0n]);
    expect(account!.payments[0]!.allocations[0]).toMatchObject({ match: 'amount_and_payer' });
  });

  test('two claims of the same amount are not guessed between: a person decides', async () => {
    const creditor = await addCreditor(world);
    await addDebt(world, creditor.id, { amounts: [33_300, 33_300], name: 'Per Tvetydig' });
    const done = await bring(creditor.slug, 'c.csv', csv(['payment;;Per Tvetydig;;;2026-11-13;;333,00;NOK;;;']));
    expect(done.ok && done.value.result.unmatched).toBe(1);
  });

  test("another creditor's reference is never paid with this creditor's money", async () => {
    const [mine, other] = [await addCreditor(world), await addCreditor(world)];
    const debt = await addDebt(world, other.id, { amounts: [10_000] });
    const done = await bring(mine.slug, 'd.csv', csv([`payment;;X;;;2026-11-13;;100,00;NOK;${debt.references[0]};;`]));
    expect(done.ok && done.value.result.unmatched).toBe(1);
  });

  test('two payments on one claim in one file fill it once; what is too much stays on the account', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { amounts: [10_000] });
    const row = (day: string) => `payment;;X;;;2026-11-${day};;80,00;NOK;${debt.references[0]};;`;
    await bring(creditor.slug, 'e.csv', csv([row('12'), row('13')]));
    const [account] = await world.ledger.readAccounts(world.platform.db, {
      customerId: debt.customerId,
      creditorScope: null,
      today: () => isoDate('2026-11-16'),
    });
    expect(account!.claims[0]!.balanceMinor).toBe(0n);
    expect(account!.payments.map((payment) => payment.unallocatedMinor).sort((a, b) => Number(a - b))).toEqual([
      0n,
      // 60 kr less the interest that had run, 1.95 kr.
      5_805n,
    ]);
  });

  test('an overdue invoice from a file gets a case at once, an unknown buyer becomes a customer', async () => {
    const creditor = await addCreditor(world);
    const row = 'invoice;4711;Nils Ny;01016050012;F-1;2026-09-01;2026-09-20;500,00;NOK;1234567;M-9;consumer';
    await bring(creditor.slug, 'f.csv', csv([row]));
    const found = await world.ledger.findCustomersByNumber(world.platform.db, 'F-1', null);
    expect(found).toHaveLength(1);
    const [account] = await world.ledger.readAccounts(world.platform.db, {
      customerId: found[0]!,
      // The same person may owe another creditor of this file.
      creditorScope: [creditor.id],
      today: () => isoDate('2026-11-16'),
    });
    expect(account).toMatchObject({
      customerNo: '4711',
      cases: [{ stage: 'overdue' }],
      supplyPoints: [{ meterNo: 'M-9' }],
    });
  });

  test('an invoice that falls due later gets its case at the local midnight after its due date, unless it is paid', async () => {
    const creditor = await addCreditor(world);
    await bring(
      creditor.slug,
      'h.csv',
      csv([invoiceDue('11'), invoiceDue('12'), 'payment;;X;;;2026-11-12;;500,00;NOK;9912;;']),
    );
    const cases = () =>
      world.platform
        .db('cases as k')
        .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
        .where('a.creditor_id', creditor.id)
        .pluck('a.customer_no');
    const now = world.clock.nowMs;
    world.clock.nowMs = Date.parse('2026-11-20T22:59:00Z');
    await world.platform.timers.poll();
    expect(await cases()).toEqual([]);
    world.clock.nowMs = Date.parse('2026-11-20T23:00:01Z');
    await world.platform.timers.poll();
    expect(await cases()).toEqual(['11']);
    world.clock.nowMs = now;
  });

  test('the journal tells of each account touched and of the finished import', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { amounts: [10_000] });
    await bring(creditor.slug, 'g.csv', csv([`payment;;X;;;2026-11-13;;100,00;NOK;${debt.references[0]};;`]));
    const facts = await world.platform
      .db('journal')
      .whereIn('kind', ['ledger.changed', 'import.finished'])
      .orderBy('position', 'desc')
      .limit(2);
    expect(facts.map((fact) => String(fact.kind)).sort((a, b) => a.localeCompare(b))).toEqual([
      'import.finished',
      'ledger.changed',
    ]);
    expect(facts.find((fact) => fact.kind === 'ledger.changed').payload.customerAccountId).toBe(debt.accountId);
  });
});

describe('the database itself', () => {
  test('refuses an allocation beyond either side, a changed entry and a second one of the same source', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { amounts: [10_000] });
    const { db, makeId } = world.platform;
    const debit = await db('ledger_entries').where({ claim_id: debt.claimIds[0]! }).first('id');
    const credit = {
      id: makeId('ledgerEntry'),
      customer_account_id: debt.accountId,
      kind: 'payment',
      amount_minor: -5_000,
      currency: 'NOK',
      event_date: '2026-11-16',
      recorded_at: new Date(),
      cause: 't',
      source: 's',
      source_id: credited(),
    };
    await db('ledger_entries').insert(credit);
    const allocation = (amount: number) => ({
      id: makeId('allocation'),
      credit_entry_id: credit.id,
      debit_entry_id: debit.id,
      amount_minor: amount,
      match: 'manual',
      recorded_at: new Date(),
    });
    await expect(db('allocations').insert(allocation(5_001))).rejects.toThrow(/exceeds/);
    await db('allocations').insert(allocation(5_000));
    await expect(db('allocations').insert(allocation(1))).rejects.toThrow(/exceeds/);
    await expect(db('ledger_entries').where({ id: debit.id }).update({ amount_minor: 1 })).rejects.toThrow(
      /append-only/,
    );
    await expect(db('ledger_entries').insert({ ...credit, id: makeId('ledgerEntry') })).rejects.toThrow(
      /ledger_entries_once/,
    );
  });
});

let sourceNo = 0;
function credited(): string {
  sourceNo += 1;
  return `source-${sourceNo}`;
}

describe('a rate the contract names', () => {
  test('comes with the invoice, and a file whose rate cannot be read is refused', async () => {
    const columns =
      'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind;agreed_rate_percent';
    const rows = (currency: string, rate: string) =>
      new TextEncoder().encode(
        `${columns}\ninvoice;A1;Kari Demo;;AG-1;2026-01-02;2026-01-16;1000,00;${currency};;;power;${rate}\n`,
      );
    const taken = async (country: 'NO' | 'SE', rate: string) => {
      const creditor = await addCreditor(world, { country });
      const done = await bring(creditor.slug, `rate-${country}.csv`, rows(country === 'NO' ? 'NOK' : 'SEK', rate));
      if (!done.ok) return done.error.code;
      const row = await world.platform
        .db('claims as c')
        .join('customer_accounts as a', 'a.id', 'c.customer_account_id')
        .where({ 'a.creditor_id': creditor.id })
        .first<{ agreed_rate_bp: number }>('c.agreed_rate_bp');
      return row.agreed_rate_bp;
    };
    expect(await taken('SE', '18,5')).toBe(1_850);
    expect(await taken('NO', '24 %')).toBe(2_400);
    expect(await taken('NO', 'høy')).toBe('FILE_MALFORMED');
    expect(await taken('NO', '100,01')).toBe('FILE_MALFORMED');
  });
});
