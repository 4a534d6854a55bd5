import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  sampleClaim,
  sampleId,
  samplePayment,
  type ClaimWire,
  type PaymentWire,
} from '../call-scripts/testing/sample-case-file';
import { LANGUAGES } from '../lang/languages';
import type { CaseFile } from '../ledger/case-file';
import { addDays, isoDate, type IsoDate } from '../time/dates';
import { accountBalance } from './account-balance';
import { claimBalance, type ClaimBalance } from './claim-balance';

type EntryWire = ClaimWire['entries'][number];

const entry = (n: number, kind: EntryWire['kind'], amountMinor: string, eventDate: string, cause = ''): EntryWire => ({
  id: sampleId('ledgerEntry', n),
  kind,
  amountMinor,
  eventDate,
  cause,
});
const INVOICE = entry(1, 'invoice', '100000', '2026-01-05');

/** An invoice of 1 000,00 due on 20 January 2026, with these entries and payments. */
function fileWith(
  entries: EntryWire[],
  payments: PaymentWire[] = [],
  parts: { entryId: string; amountMinor: string }[] = [],
) {
  const balance = entries.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
  const paid = payments
    .flatMap(({ allocations }) => allocations)
    .reduce((sum, one) => sum + BigInt(one.amountMinor), 0n);
  const claim = sampleClaim(1043, {
    issueDate: '2026-01-05',
    dueDate: '2026-01-20',
    originalMinor: '100000',
    balanceMinor: String(balance - paid),
    entries,
  });
  return caseFileWith({
    claims: [claim],
    payments,
    laidParts: parts.map((part) => ({ ...part, paymentId: payments[0]?.id ?? '' })),
  });
}
const claim = sampleClaim(1043);
const paid = (n: number, amountMinor: string, bookedDate: string) =>
  samplePayment(n, claim, { amountMinor, bookedDate });

function balanceOn(file: CaseFile, date: string): ClaimBalance {
  const [account] = file.accounts;
  const [one] = account?.claims ?? [];
  if (account === undefined || one === undefined) throw new Error('the file has a claim');
  return claimBalance(one, { caseFile: file, account, onDate: isoDate(date) });
}

describe('what is owed on a claim', () => {
  test('on the due date there is no interest, on the day after there is one day of it', () => {
    const file = fileWith([INVOICE]);
    expect(balanceOn(file, '2026-01-20')).toMatchObject({ interestRunningMinor: 0n, totalMinor: 100_000n });
    // 100000 × 1200 / 3 650 000 = 32.87 øre.
    expect(balanceOn(file, '2026-01-21')).toMatchObject({ interestRunningMinor: 33n, totalMinor: 100_033n });
  });

  test('interest runs on what is left from the day after each payment', () => {
    const file = fileWith([INVOICE], [paid(1, '60000', '2026-01-30')]);
    const { runs } = balanceOn(file, '2026-02-09');
    expect(runs.map(({ from, to, principalMinor }) => [from, to, principalMinor])).toEqual([
      ['2026-01-21', '2026-01-30', 100_000n],
      ['2026-01-31', '2026-02-09', 40_000n],
    ]);
  });

  test('before a payment came in it is not there, whatever we know now', () => {
    const file = fileWith([INVOICE], [paid(1, '100000', '2026-01-30')]);
    expect(balanceOn(file, '2026-01-29').principalMinor).toBe(100_000n);
    expect(balanceOn(file, '2026-01-30').principalMinor).toBe(0n);
  });

  test('interest that the creditor booked covers the time to its date; only later days run beside it', () => {
    const file = fileWith([INVOICE, entry(2, 'interest', '500', '2026-02-15')]);
    const found = balanceOn(file, '2026-02-16');
    expect(found).toMatchObject({ interestBookedMinor: 500n, interestRunningMinor: 33n });
  });

  test('a fee carries no interest, a waiver takes it off, and its kind is told', () => {
    const file = fileWith([
      INVOICE,
      entry(2, 'fee', '3800', '2026-02-05', 'reminder'),
      entry(3, 'fee_waiver', '-1800', '2026-02-10'),
    ]);
    const found = balanceOn(file, '2026-02-10');
    expect(found).toMatchObject({ feeMinor: 2_000n, feesByKind: [{ kind: 'reminder', amountMinor: 3_800n }] });
    expect(found.runs.every(({ principalMinor }) => principalMinor === 100_000n)).toBe(true);
  });

  test('money that names nothing goes in the order of the rules: fee, interest, then principal (NO, custom)', () => {
    const file = fileWith(
      [INVOICE, entry(2, 'fee', '3800', '2026-02-05', 'reminder'), entry(3, 'interest', '500', '2026-02-05')],
      [paid(1, '5000', '2026-02-06')],
    );
    expect(balanceOn(file, '2026-02-06')).toMatchObject({
      feeMinor: 0n,
      interestBookedMinor: 0n,
      principalMinor: 99_300n,
    });
  });

  test('money that was laid on an entry stays there, whatever the order says', () => {
    const file = fileWith(
      [INVOICE, entry(2, 'fee', '3800', '2026-02-05', 'reminder')],
      [paid(1, '5000', '2026-02-06')],
      [{ entryId: INVOICE.id, amountMinor: '5000' }],
    );
    expect(balanceOn(file, '2026-02-06')).toMatchObject({ feeMinor: 3_800n, principalMinor: 95_000n });
  });

  test('what is settled in the ledger is not asked for anew as interest', () => {
    const late = fileWith([INVOICE], [paid(1, '100000', '2026-03-20')]);
    expect(balanceOn(late, '2026-03-19').interestRunningMinor).toBeGreaterThan(0n);
    expect(balanceOn(late, '2026-03-20')).toMatchObject({ interestRunningMinor: 0n, totalMinor: 0n, runs: [] });
  });

  test('a debt that the creditor has given up leaves no interest behind, one that is given up in part does', () => {
    const after = (amount: string) =>
      balanceOn(
        fileWith([
          INVOICE,
          entry(2, 'fee', '3800', '2026-02-05', 'reminder'),
          entry(3, 'write_off', amount, '2026-08-08'),
        ]),
        '2026-12-01',
      );
    expect(after('-103800')).toMatchObject({ totalMinor: 0n, interestRunningMinor: 0n });
    expect(after('-53800').interestRunningMinor).toBeGreaterThan(0n);
  });

  test('what was credited was never owed: no interest is asked for the months in which a wrong invoice stood', () => {
    const half = balanceOn(fileWith([INVOICE, entry(2, 'credit_note', '-50000', '2026-05-20')]), '2026-06-01');
    expect(half.runs.map(({ from, principalMinor }) => [from, principalMinor])).toEqual([['2026-01-21', 50_000n]]);
    const whole = balanceOn(fileWith([INVOICE, entry(2, 'credit_note', '-100000', '2026-05-20')]), '2026-06-01');
    expect(whole.totalMinor).toBe(0n);
  });

  test('every line has a sentence in four languages, with its amount', () => {
    const file = fileWith(
      [INVOICE, entry(2, 'fee', '3800', '2026-02-05', 'reminder'), entry(3, 'credit_note', '-10000', '2026-02-06')],
      [paid(1, '50000', '2026-02-08')],
    );
    const { lines } = balanceOn(file, '2027-02-01');
    for (const line of lines)
      for (const language of LANGUAGES) expect(line.sentence[language]).not.toMatch(/[{}]|undefined|\s{2}/u);
    expect(lines.map(({ sentence }) => sentence.en)).toMatchInlineSnapshot(`
      [
        "Invoice 1043 (April), due on 20 January: NOK 1,000.00.",
        "Reminder fee added on 5 February: NOK 38.00.",
        "A credit note on 6 February takes off NOK 100.00.",
        "Payment received on 8 February: NOK 500.00. Thank you.",
        "Interest 12 % on NOK 900.00 from 21 January to 8 February, 19 days: NOK 5.62.",
        "Interest 12 % on NOK 438.00 from 9 February to 30 June, 142 days: NOK 20.45.",
        "Interest 12.25 % on NOK 438.00 from 1 July to 31 December, 184 days: NOK 27.05.",
        "The interest rate from 1 January 2027 is not known yet. Interest for those days comes in addition.",
      ]
    `);
    expect(lines.map(({ sentence }) => sentence.nb)).toMatchInlineSnapshot(`
      [
        "Faktura 1043 (april) med forfall 20. januar: 1 000,00 kr.",
        "Purregebyr lagt til 5. februar: 38,00 kr.",
        "Kreditnota 6. februar trekker fra 100,00 kr.",
        "Betaling mottatt 8. februar: 500,00 kr. Takk.",
        "Rente 12 % av 900,00 kr fra 21. januar til 8. februar, 19 dager: 5,62 kr.",
        "Rente 12 % av 438,00 kr fra 9. februar til 30. juni, 142 dager: 20,45 kr.",
        "Rente 12,25 % av 438,00 kr fra 1. juli til 31. desember, 184 dager: 27,05 kr.",
        "Rentesatsen fra 1. januar 2027 er ikke kjent ennå. Renten for de dagene kommer i tillegg.",
      ]
    `);
  });
});

const someDay = fc.integer({ min: 1, max: 300 }).map((n) => addDays(isoDate('2026-01-05'), n));
const step = fc.record({
  kind: fc.constantFrom('fee', 'interest', 'fee_waiver', 'credit_note', 'write_off', 'pay'),
  amount: fc.bigInt({ min: 1n, max: 40_000n }),
  date: someDay,
});

/** A claim with a history; credits never go beyond what is owed at the end, as the ledger sees to. */
const history = fc.array(step, { maxLength: 8 }).map((steps) => {
  let balance = 100_000n;
  const entries: EntryWire[] = [INVOICE];
  const payments: PaymentWire[] = [];
  for (const [index, { kind, amount, date }] of steps.entries()) {
    const isDebit = kind === 'fee' || kind === 'interest';
    const size = isDebit || amount < balance ? amount : balance;
    if (size === 0n) continue;
    balance += isDebit ? size : -size;
    if (kind === 'pay') payments.push(paid(index, String(size), date));
    else entries.push(entry(10 + index, kind as EntryWire['kind'], String(isDebit ? size : -size), date));
  }
  return { file: fileWith(entries, payments), balance };
});

const LAST: IsoDate = isoDate('2026-12-31');

describe('what is owed, always', () => {
  test('principal, booked interest and fees of the last day are the claim’s balance in the ledger', () => {
    fc.assert(
      fc.property(history, ({ file, balance }) => {
        const found = balanceOn(file, LAST);
        expect(found.principalMinor + found.interestBookedMinor + found.feeMinor).toBe(balance);
      }),
    );
  });

  test('the lines of a day add up to its total', () => {
    fc.assert(
      fc.property(history, someDay, ({ file }, date) => {
        const found = balanceOn(file, date);
        expect(found.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(found.totalMinor);
      }),
    );
  });

  test('one payment more never makes more to pay', () => {
    fc.assert(
      fc.property(someDay, someDay, fc.bigInt({ min: 1n, max: 100_000n }), (payDay, onDay, amount) => {
        const without = balanceOn(fileWith([INVOICE]), onDay).totalMinor;
        const withIt = balanceOn(fileWith([INVOICE], [paid(1, String(amount), payDay)]), onDay).totalMinor;
        expect(withIt).toBeLessThanOrEqual(without);
      }),
    );
  });
});

describe('what is owed on an account', () => {
  test('money on no claim is taken off, and beyond everything it is the customer’s', () => {
    const loose = samplePayment(2, claim, {
      amountMinor: '150000',
      bookedDate: '2026-01-15',
      allocations: [],
      unallocatedMinor: '150000',
    });
    const file = fileWith([INVOICE], [loose]);
    const [account] = file.accounts;
    if (account === undefined) throw new Error('the file has an account');
    const balance = accountBalance({ caseFile: file, account, onDate: isoDate('2026-01-20') });
    expect(balance).toMatchObject({ totalMinor: -50_000n, looseMinor: 150_000n });
    expect(balance.sentence.en).toBe('The customer is to have NOK\u00A0500.00 back.');
    const ofCase = accountBalance({ caseFile: file, account, onDate: isoDate('2026-01-20') }, account.cases[0]?.id);
    expect(ofCase.totalMinor).toBe(-50_000n);
    const [first] = account.cases;
    if (first === undefined) throw new Error('the account has a case');
    const two = { ...account, cases: [first, { ...first, id: sampleId('case', 9) as typeof first.id }] };
    const ofOne = accountBalance(
      { caseFile: file, account: two, onDate: isoDate('2026-01-20') },
      claim.caseId ?? undefined,
    );
    expect(ofOne.totalMinor).toBe(100_000n);
  });

  test('the sentence names the parts, and that a later rate is not known', () => {
    const file = fileWith([INVOICE, entry(2, 'fee', '3800', '2026-02-05', 'reminder')]);
    const [account] = file.accounts;
    if (account === undefined) throw new Error('the file has an account');
    const { sentence } = accountBalance({ caseFile: file, account, onDate: isoDate('2027-02-01') });
    expect(sentence.en).toMatch(/^To pay: .* principal, .* interest, .* fees\. The later rate is not known\.$/u);
    expect(sentence.fi).toMatch(/^Maksettavaa: .* pääoma .*korko .*kulut/u);
  });
});
