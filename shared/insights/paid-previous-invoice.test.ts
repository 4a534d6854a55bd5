import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  sampleAccount,
  sampleCaseFile,
  sampleClaim,
  sampleDispute,
  samplePayment,
  samplePlan,
} from '../call-scripts/testing/sample-case-file';
import { isoDate } from '../time/dates';
import { paidPreviousInvoice } from './paid-previous-invoice';
import { runRule } from './testing/expect-insight';

const march = sampleClaim(1042, {
  balanceMinor: '0',
  issueDate: '2026-03-05',
  dueDate: '2026-03-20',
  periodFrom: '2026-03-01',
});
const april = sampleClaim(1043);

describe('paid the previous invoice instead of the latest', () => {
  test('says which invoice was paid, when, and what is still open', () => {
    expect(runRule(paidPreviousInvoice, sampleCaseFile())?.sentence).toEqual({
      nb: 'Kunden betalte faktura 1042 (mars) den 14. april. Faktura 1043 (april) på 1\u00A0184,00\u00A0kr står fortsatt åpen.',
      sv: 'Kunden betalade faktura 1042 (mars) den 14 april. Faktura 1043 (april) på 1\u00A0184,00\u00A0kr är fortfarande obetald.',
      fi: 'Asiakas maksoi laskun 1042 (maaliskuu) 14. huhtikuuta. Lasku 1043 (huhtikuu), 1\u00A0184,00\u00A0kr, on yhä maksamatta.',
      en: 'They paid invoice 1042 (March) on 14 April; invoice 1043 (April) of NOK\u00A01,184.00 is still open.',
    });
  });

  test('points at the payment and both invoices', () => {
    const evidence = runRule(paidPreviousInvoice, sampleCaseFile())?.evidence;
    expect(evidence).toEqual([sampleAccount().payments[0]?.id, march.id, april.id]);
  });

  test('names the invoices without a month when they cover no period', () => {
    const bare = { periodFrom: null, periodTo: null };
    const file = caseFileWith({
      claims: [
        { ...march, ...bare },
        { ...april, ...bare },
      ],
    });
    expect(runRule(paidPreviousInvoice, file)?.sentence.en).toContain('invoice 1042 on 14 April');
  });

  test('says the year when the payment was made in another one', () => {
    const file = sampleCaseFile();
    expect(runRule(paidPreviousInvoice, file, isoDate('2027-01-04'))?.sentence.nb).toContain('den 14. april 2026');
  });

  test('still fires when a credit note has made the open invoice smaller', () => {
    const file = caseFileWith({ claims: [march, { ...april, balanceMinor: '50000' }] });
    expect(runRule(paidPreviousInvoice, file)?.sentence.nb).toContain('500,00');
  });

  test.each([
    ['the latest invoice is settled', { claims: [march, { ...april, balanceMinor: '0' }] }],
    ['a credit note settled the latest invoice', { claims: [march, { ...april, balanceMinor: '-100' }] }],
    ['nothing was ever paid', { payments: [] }],
    [
      'a later payment covers a part of the latest invoice',
      {
        claims: [march, { ...april, balanceMinor: '18400' }],
        payments: [
          samplePayment(1, march),
          samplePayment(2, april, {
            bookedDate: '2026-04-21',
            allocations: [{ claimId: april.id, invoiceNo: '1043', amountMinor: '100000', match: 'reference' }],
          }),
        ],
      },
    ],
    [
      'another payment on the same day went to the latest invoice',
      {
        payments: [samplePayment(1, march), samplePayment(2, april)],
        claims: [march, { ...april, balanceMinor: '100' }],
      },
    ],
    [
      'one payment was laid on both invoices',
      {
        payments: [
          samplePayment(1, march, {
            allocations: [
              { claimId: march.id, invoiceNo: '1042', amountMinor: '102150', match: 'reference' },
              { claimId: april.id, invoiceNo: '1043', amountMinor: '16250', match: 'manual' },
            ],
          }),
        ],
      },
    ],
    [
      'the previous one was paid before the latest was issued',
      { payments: [samplePayment(1, march, { bookedDate: '2026-04-04' })] },
    ],
    ['the latest invoice is disputed', { disputes: [sampleDispute(1, april)] }],
    ['the latest invoice is in a running plan', { plans: [samplePlan(1, [april.id])] }],
    ['the latest invoice is not due yet', { claims: [march, { ...april, dueDate: '2026-05-20' }] }],
    [
      'the payment lies unallocated',
      { payments: [samplePayment(1, march, { allocations: [], unallocatedMinor: '102150' })] },
    ],
    ['there is only one invoice', { claims: [april], payments: [] }],
    [
      'what was paid is a later invoice',
      { payments: [samplePayment(1, march)], claims: [{ ...march, dueDate: '2026-04-28' }, april] },
    ],
  ])('says nothing when %s', (_why, change) => {
    expect(runRule(paidPreviousInvoice, caseFileWith(change))).toBeNull();
  });

  test('fires on the very day the invoice was issued', () => {
    const file = caseFileWith({ payments: [samplePayment(1, march, { bookedDate: '2026-04-05' })] });
    expect(runRule(paidPreviousInvoice, file)).not.toBeNull();
  });
});
