import { paymentHistory } from './payment-history';
import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  sampleAccount,
  sampleCase,
  sampleCaseFile,
  sampleClaim,
  sampleId,
  samplePayment,
  samplePlan,
  SAMPLE_TODAY,
  type ClaimWire,
  type PaymentWire,
} from '../call-scripts/testing/sample-case-file';
import type { CaseFile } from '../ledger/case-file';
import { CUSTOMER_FLAGS } from '../ledger/vocabulary';
import { addDays, addMonths, isoDate, type IsoDate } from '../time/dates';
import { customerProfile } from './customer-profile';
import { cutAdvice } from './cut-advice';
import { feeOutOfProportion } from './fee-out-of-proportion';
import type { Insight } from './insight';
import { toInsight, type PersonInsightRule } from './insight-rule';
import { limitationNear } from './limitation-near';
import { overpaid } from './overpaid';
import { expectSound, runRule } from './testing/expect-insight';
import { twoCreditorsOneAddress } from './two-creditors';
import { vulnerable } from './vulnerable';

function runPerson(rule: PersonInsightRule, caseFile: CaseFile, today = SAMPLE_TODAY): Insight | null {
  const finding = rule({ caseFile, today });
  if (finding === null) return null;
  expectSound(toInsight(finding), caseFile);
  return toInsight(finding);
}

/** `months` monthly invoices, the last `open` of them unpaid, the paid ones so many days after their due date. */
function paymentHistoryWire(months: number, open: number, daysLate: (n: number) => number) {
  const claims: ClaimWire[] = [];
  const payments: PaymentWire[] = [];
  for (let n = 0; n < months; n += 1) {
    const dueDate = addMonths(isoDate('2026-04-20'), n - months + 1);
    const isOpen = n >= months - open;
    const claim = sampleClaim(2000 + n, {
      id: sampleId('claim', 2000 + n),
      dueDate,
      issueDate: addDays(dueDate, -15),
      ...(isOpen ? {} : { balanceMinor: '0' }),
    });
    claims.push(claim);
    if (!isOpen) payments.push(samplePayment(n, claim, { bookedDate: addDays(dueDate, daysLate(n)) }));
  }
  return { claims, payments };
}

describe('what was credited or given up', () => {
  test('is no history: five written-off invoices do not make somebody who always pays in time', () => {
    const { claims, payments } = paymentHistoryWire(6, 1, () => 0);
    const givenUp = claims.map((claim) =>
      claim.balanceMinor === '0'
        ? {
            ...claim,
            entries: [...claim.entries, { ...claim.entries[0], kind: 'write_off' as const, amountMinor: '-118400' }],
          }
        : claim,
    ) as ClaimWire[];
    const historyOf = (wire: { claims: ClaimWire[]; payments: PaymentWire[] }) =>
      paymentHistory(caseFileWith(wire), isoDate('2026-05-04'));
    expect(historyOf({ claims, payments })).toMatchObject({ inTimeCount: 5, openCount: 1 });
    expect(historyOf({ claims: givenUp, payments: [] })).toMatchObject({ inTimeCount: 0, openCount: 1 });
    expect(historyOf({ claims, payments: [] })).toMatchObject({ inTimeCount: 0, openCount: 1 });
  });
});

describe('two creditors at one address', () => {
  const grid = sampleAccount({
    id: sampleId('customerAccount', 2),
    creditor: {
      ...sampleAccount().creditor,
      id: sampleId('creditor', 2),
      slug: 'nett',
      name: 'Fjellnett',
      role: 'grid',
      utility: 'grid',
    },
    supplyPoints: sampleAccount().supplyPoints.map((point) => ({
      ...point,
      id: sampleId('supplyPoint', 2),
      utility: 'grid' as const,
    })),
  });

  test('says who sells the power and who owns the grid, with what is open at each', () => {
    const insight = runRule(twoCreditorsOneAddress, sampleCaseFile({ accounts: [sampleAccount(), grid] }));
    expect(insight?.sentence.nb).toBe(
      'To regninger for samme adresse: Fjellglimt Kraft selger strømmen (1\u00A0184,00\u00A0kr), Fjellnett eier nettet (1\u00A0184,00\u00A0kr).',
    );
    expect(insight).toMatchObject({ suggests: 'energy-or-grid', confidence: 'high' });
  });

  test('finds them by address when the meter is written differently, less surely', () => {
    const points = grid.supplyPoints.map((point) => ({
      ...point,
      meterNo: '1',
      address: 'prøveveien 7 2000 PRØVESTAD',
    }));
    const file = sampleCaseFile({ accounts: [sampleAccount(), { ...grid, supplyPoints: points }] });
    expect(runRule(twoCreditorsOneAddress, file)?.confidence).toBe('medium');
  });

  test.each([
    [
      'another address',
      { supplyPoints: grid.supplyPoints.map((p) => ({ ...p, meterNo: '1', address: 'Andreveien 1' })) },
    ],
    ['no grid company', { creditor: { ...grid.creditor, role: 'tv' as const, utility: 'tv' as const } }],
  ])('says nothing with %s', (_why, change) => {
    const file = sampleCaseFile({ accounts: [sampleAccount(), { ...grid, ...change }] });
    expect(runRule(twoCreditorsOneAddress, file)).toBeNull();
  });
});

describe('a fee out of proportion', () => {
  const withFee = (invoiceMinor: string, feeMinor: string) => {
    const fee = sampleClaim(9, {
      kind: 'fee',
      invoiceNo: '1043-1',
      originalMinor: feeMinor,
      lines: [],
      entries: [
        {
          id: sampleId('ledgerEntry', 9),
          kind: 'fee',
          amountMinor: feeMinor,
          eventDate: '2026-04-28',
          cause: 'reminder',
        },
      ],
    });
    const invoice = sampleClaim(1043, {
      originalMinor: invoiceMinor,
      entries: [
        {
          id: sampleId('ledgerEntry', 1043),
          kind: 'invoice',
          amountMinor: invoiceMinor,
          eventDate: '2026-04-05',
          cause: '',
        },
      ],
    });
    return caseFileWith({ claims: [invoice, fee], payments: [] });
  };

  test('shows the share, what the mandate lets go, and that a call costs more', () => {
    const insight = runRule(feeOutOfProportion, withFee('6000', '3800'));
    // 38 of 60 kroner is 63 %; the mandate lets go at most half of what the case is about.
    expect(insight?.sentence.en).toBe(
      'The fees are NOK\u00A038.00, 63\u00A0% of the NOK\u00A060.00 the claim is about. You may waive up to NOK\u00A030.00 now. That costs less than one more call.',
    );
  });

  test('of exactly half is not out of proportion, a krone above is', () => {
    expect(runRule(feeOutOfProportion, withFee('7600', '3800'))).toBeNull();
    expect(runRule(feeOutOfProportion, withFee('7500', '3800'))).not.toBeNull();
  });

  test('without a mandate offers nothing', () => {
    const file = withFee('6000', '3800');
    const [account] = file.accounts;
    if (account === undefined) throw new Error('the file has an account');
    const insight = runRule(feeOutOfProportion, { ...file, accounts: [{ ...account, mandate: null }] });
    expect(insight?.sentence.en).toMatch(/the claim is about\.$/u);
  });
});

describe('who somebody is as a payer', () => {
  test('a first-timer has always paid in time, and the figures are told', () => {
    const insight = runPerson(customerProfile, caseFileWith(paymentHistoryWire(12, 1, () => 1)));
    expect(insight?.sentence.en).toBe('Probably the first time: 11 of 11 earlier invoices were paid in time.');
    expect(insight).toMatchObject({ confidence: 'medium', suggests: null });
  });

  test('somebody forgetful pays always, half of it late', () => {
    const insight = runPerson(customerProfile, caseFileWith(paymentHistoryWire(10, 1, (n) => (n % 2 === 0 ? 20 : 0))));
    expect(insight?.sentence.en).toBe(
      'Forgets, but pays: 5 of 9 invoices came after the due date, 20 days on average.',
    );
  });

  test('somebody strained has three unpaid at once, or a plan that broke', () => {
    const many = runPerson(customerProfile, caseFileWith(paymentHistoryWire(8, 3, () => 0)));
    expect(many?.sentence.en).toBe('Probably short of money: 3 unpaid invoices.');
    const wires = paymentHistoryWire(6, 1, () => 0);
    const plans = [samplePlan(1, [wires.claims[0]?.id ?? ''], { state: 'broken' })];
    const broken = runPerson(customerProfile, caseFileWith({ ...wires, plans }));
    expect(broken?.sentence.en).toBe('Probably short of money: one unpaid invoice, and a payment plan that broke.');
    expect(broken?.suggests).toBe('cannot-pay');
  });

  test('a payment within five days of the due date is booking time, not lateness', () => {
    expect(runPerson(customerProfile, caseFileWith(paymentHistoryWire(6, 1, () => 5)))?.sentence.en).toMatch(
      /^Probably the first/u,
    );
  });

  test.each([
    ['a short history', paymentHistoryWire(3, 1, () => 0)],
    ['a mixed one', paymentHistoryWire(9, 1, (n) => (n % 4 === 0 ? 20 : 0))],
  ])('%s says nothing', (_why, wires) => {
    expect(runPerson(customerProfile, caseFileWith(wires))).toBeNull();
  });
});

describe('advice before a cut', () => {
  const cut = {
    noticeDate: '2026-04-28',
    earliestCutDate: '2026-05-26',
    sumToStopMinor: '118400',
    ruleId: 'NO-CUT-C',
    blocks: [],
  };
  const cases = [sampleCase(1, { disconnection: cut })];

  test('speaks against a cut for somebody who has always paid, and says across how many creditors', () => {
    const other = sampleAccount({
      ...paymentHistoryWire(6, 0, () => 0),
      id: sampleId('customerAccount', 2),
      creditor: {
        ...sampleAccount().creditor,
        id: sampleId('creditor', 2),
        slug: 'tv',
        name: 'TV',
        role: 'tv',
        utility: 'tv',
      },
    });
    const file = sampleCaseFile({ accounts: [sampleAccount({ ...paymentHistoryWire(6, 1, () => 0), cases }), other] });
    expect(runRule(cutAdvice, file)?.sentence.en).toBe(
      'Advice: do not cut yet. 11 of 11 invoices at 2 creditors were paid in time, so a reminder in the call is enough.',
    );
  });

  test('speaks for a plan when money is short', () => {
    const insight = runRule(cutAdvice, caseFileWith({ ...paymentHistoryWire(8, 3, () => 0), cases }));
    expect(insight).toMatchObject({ suggests: 'payment-plan' });
    expect(insight?.sentence.en).toMatch(/^Advice: a plan before a cut\. Unpaid invoices: 3\./u);
  });

  test('is not given when no cut is announced', () => {
    expect(runRule(cutAdvice, caseFileWith(paymentHistoryWire(8, 1, () => 0)))).toBeNull();
  });
});

describe('limitation near', () => {
  const dueOn = (dueDate: IsoDate) =>
    caseFileWith({ claims: [sampleClaim(1043, { dueDate, caseId: null })], payments: [] });

  test('warns three months ahead, and not a day earlier (NO: three years from the due date)', () => {
    expect(runRule(limitationNear, dueOn(addMonths(addDays(SAMPLE_TODAY, 90), -36)))).not.toBeNull();
    expect(runRule(limitationNear, dueOn(addMonths(addDays(SAMPLE_TODAY, 91), -36)))).toBeNull();
  });

  test('of a claim that is past says to ask for nothing', () => {
    const insight = runRule(limitationNear, dueOn(isoDate('2023-05-03')));
    expect(insight?.sentence.en).toBe(
      'Invoice 1043 (April) became time-barred on 3 May. Ask no payment for it and take no promise.',
    );
  });
});

describe('somebody to take care of', () => {
  test.each(CUSTOMER_FLAGS)('%s has words, or is no reason for care', (flag) => {
    const insight = runPerson(vulnerable, sampleCaseFile({ customer: { flags: [flag] } }));
    expect(insight === null).toBe(flag === 'electric_heating');
  });

  test('a minor stops the call for money, small children only a cut', () => {
    const of = (flags: (typeof CUSTOMER_FLAGS)[number][]) =>
      runPerson(vulnerable, sampleCaseFile({ customer: { flags } }));
    expect(of(['minor'])?.sentence.en).toMatch(/^Stop: a minor\. Ask no payment/u);
    expect(of(['small_children'])?.sentence.en).toMatch(/^Take care: small children at home\. No cut/u);
  });
});

describe('paid too much', () => {
  const claim = sampleClaim(1043, { balanceMinor: '0' });
  const payment = (n: number, bookedDate: string, change: Partial<PaymentWire> = {}) =>
    samplePayment(n, claim, { bookedDate, ...change });
  const loose = { allocations: [], unallocatedMinor: '118400' };

  test('twice the same sum is told with both days and what goes back', () => {
    const file = caseFileWith({
      claims: [claim],
      payments: [payment(1, '2026-04-18'), payment(2, '2026-04-22', loose)],
    });
    expect(runRule(overpaid, file)?.sentence.en).toBe(
      'NOK\u00A01,184.00 was paid twice, on 18 April and 22 April. Everything is settled, and NOK\u00A01,184.00 goes back to the customer.',
    );
  });

  test('says nothing while something open could use the money', () => {
    const open = sampleClaim(1044, {});
    const file = caseFileWith({ claims: [claim, open], payments: [payment(2, '2026-04-22', loose)] });
    expect(runRule(overpaid, file)).toBeNull();
  });

  test('of a single payment only says that it was too much', () => {
    const file = caseFileWith({
      claims: [claim],
      payments: [{ ...payment(1, '2026-04-18'), amountMinor: '120000', unallocatedMinor: '1600' }],
    });
    expect(runRule(overpaid, file)?.sentence.en).toMatch(/^Too much was paid: NOK.16\.00/u);
  });
});

test('nothing is said of somebody who owes nothing and never did', () => {
  const file = caseFileWith({ claims: [], payments: [], cases: [] });
  for (const rule of [twoCreditorsOneAddress, feeOutOfProportion, cutAdvice, limitationNear, overpaid])
    expect(runRule(rule, file)).toBeNull();
});
