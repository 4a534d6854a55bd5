import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  sampleAccount,
  sampleClaim,
  sampleDispute,
  sampleId,
  samplePayment,
  samplePlan,
  SAMPLE_TODAY,
} from '../../../../../shared/call-scripts/testing/sample-case-file';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { claimStatus } from './claim-status';
import { claimIdsOf, ledgerRows, rowIdsOf } from './ledger-rows';
import { ledgerSummary } from './ledger-summary';

type Change = Parameters<typeof caseFileWith>[0];

function accountWith(change: Change = {}): CustomerAccount {
  const [account] = caseFileWith(change).accounts;
  if (account === undefined) throw new Error('The sample has an account');
  return account;
}

const rowsOf = (account: CustomerAccount, expandedIds: readonly string[] = []) =>
  ledgerRows(account, { today: SAMPLE_TODAY, expandedIds });

describe('the rows of the ledger', () => {
  test('a payment stands right below the invoice it paid, not where its date would put it', () => {
    const rows = rowsOf(accountWith());
    expect(rows.map((row) => (row.kind === 'claim' ? row.claim.invoiceNo : row.kind))).toEqual([
      '1043',
      '1042',
      'payment',
    ]);
    expect(rows[2]).toMatchObject({ paid: { invoiceNo: '1042' }, amountMinor: -102_150n });
  });

  test('a payment laid on two invoices stands beside each with its part', () => {
    const first = sampleClaim(1, { balanceMinor: '0' });
    const second = sampleClaim(2, { balanceMinor: '0', dueDate: '2026-03-20' });
    const payment = samplePayment(1, first, {
      amountMinor: '236800',
      allocations: [
        { claimId: first.id, invoiceNo: '1', amountMinor: '118400', match: 'reference' },
        { claimId: second.id, invoiceNo: '2', amountMinor: '118400', match: 'manual' },
      ],
    });
    const parts = rowsOf(accountWith({ claims: [first, second], payments: [payment] })).filter(
      ({ kind }) => kind === 'payment',
    );
    expect(parts.map((row) => row.kind === 'payment' && [row.paid?.invoiceNo, row.amountMinor])).toEqual([
      ['1', -118_400n],
      ['2', -118_400n],
    ]);
    expect(new Set(parts.map(({ id }) => id)).size).toBe(2);
  });

  test('money that matches nothing comes first, where nobody can overlook it', () => {
    const claim = sampleClaim(1);
    const payment = samplePayment(1, claim, { allocations: [], unallocatedMinor: '118400' });
    expect(rowsOf(accountWith({ claims: [claim], payments: [payment] }))[0]).toMatchObject({
      kind: 'payment',
      paid: null,
    });
  });

  test('an opened invoice shows its lines and where it was sent', () => {
    const account = accountWith();
    const id = sampleId('claim', 1043);
    const kinds = rowsOf(account, [id]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'line')).toHaveLength(6);
    expect(kinds).toContain('delivery');
  });

  test('a chosen payment row stands for the invoice it paid', () => {
    const account = accountWith();
    const rows = rowsOf(account);
    const [payment] = rowIdsOf(rows, [account.payments[0]?.id ?? '']);
    expect(claimIdsOf(rows, [payment ?? ''])).toEqual([sampleId('claim', 1042)]);
  });
});

describe('the chip of a claim', () => {
  test('what is disputed or planned says so before it says overdue', () => {
    const claim = sampleClaim(1043);
    const statusIn = (change: Change) => {
      const account = accountWith({ claims: [claim], payments: [], ...change });
      const [first] = account.claims;
      return first === undefined ? null : claimStatus(first, account, SAMPLE_TODAY);
    };
    expect(statusIn({})).toBe('overdue');
    expect(statusIn({ disputes: [sampleDispute(1, claim)] })).toBe('disputed');
    expect(statusIn({ plans: [samplePlan(1, [claim.id])] })).toBe('in_plan');
    expect(statusIn({ plans: [samplePlan(1, [claim.id], { state: 'cancelled' })] })).toBe('overdue');
    expect(statusIn({ claims: [sampleClaim(1043, { balanceMinor: '0' })] })).toBe('paid');
  });
});

test('the summary names the invoice that the last payment really paid', () => {
  const summary = ledgerSummary(accountWith(sampleAccount()), SAMPLE_TODAY);
  expect(summary.outstandingMinor).toBe(118_400n);
  expect(summary.overdueCount).toBe(1);
  expect(summary.lastPaid.map(({ invoiceNo }) => invoiceNo)).toEqual(['1042']);
});
