import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../shared/money/money';
import { makeRf } from '../../../shared/references/payment-references';
import { afterLaying, layOnClaim, type OpenClaim } from './lay-payment';
import { lineKindOf } from './line-kind';
import { matchPayment, referenceKeys, type ClaimHit, type Knowledge } from './match-payment';
import { decideWaiver, type WaiverQuestion } from './waiver';

const hit = (claimId: string, change: Partial<ClaimHit> = {}): ClaimHit => ({
  claimId,
  accountId: 'a1',
  dueDate: '2026-09-01',
  currency: 'NOK',
  balanceMinor: minor(10_000),
  ...change,
});

function knowing(change: Partial<Knowledge> = {}): Knowledge {
  return { claimsFor: () => [], namedAccountId: null, payerAccountIds: [], openClaims: () => [], ...change };
}

const payment = { amountMinor: minor(10_000), currency: 'NOK', references: [{ text: '123', amountMinor: null }] };

describe('what a payment is for', () => {
  test('a reference decides before amount and payer do', () => {
    const found = matchPayment(
      payment,
      knowing({ claimsFor: () => [hit('c1')], payerAccountIds: ['a2'], openClaims: () => [hit('c2')] }),
    );
    expect(found).toMatchObject({ kind: 'matched', how: 'reference', accountId: 'a1' });
  });

  test('one number on several invoices pays the oldest first', () => {
    const claims = [hit('young', { dueDate: '2026-10-01' }), hit('old', { dueDate: '2026-08-01' })];
    const found = matchPayment(payment, knowing({ claimsFor: () => claims }));
    expect(found.kind === 'matched' && found.claims.map(({ claimId }) => claimId)).toEqual(['old', 'young']);
  });

  test('a number on two accounts, or a claim in other money, is for a person to decide', () => {
    const two = [hit('c1'), hit('c2', { accountId: 'a2' })];
    expect(matchPayment(payment, knowing({ claimsFor: () => two })).kind).toBe('unmatched');
    expect(matchPayment(payment, knowing({ claimsFor: () => [hit('c1', { currency: 'SEK' })] })).kind).toBe(
      'unmatched',
    );
  });

  test('a customer number without a fitting claim keeps the money on that account', () => {
    const knowledge = knowing({ namedAccountId: 'a1', openClaims: () => [hit('c1', { balanceMinor: minor(9_999) })] });
    expect(matchPayment(payment, knowledge)).toEqual({ kind: 'account_only', accountId: 'a1' });
  });

  test('an RF and the national number inside it find each other', () => {
    expect(referenceKeys(makeRf('1234561'))).toContain('1234561');
    expect(referenceKeys('00 1234561')).toEqual(['1234561', makeRf('1234561')]);
    expect(referenceKeys('  ')).toEqual([]);
  });
});

const claims = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 6 }).chain((debits) =>
  fc.bigInt({ min: 0n, max: debits.reduce((sum, one) => sum + one, 0n) }).map((balance): OpenClaim => ({
    claimId: 'c',
    balanceMinor: minor(balance),
    debits: debits.map((remaining, index) => ({ entryId: `e${index}`, remainingMinor: minor(remaining) })),
  })),
);

describe('laying money on a claim', () => {
  test('never lays more than came, than is owed, or than is open on an entry, and leaves nothing that fits', () => {
    fc.assert(
      fc.property(claims, fc.bigInt({ min: 1n, max: 10n ** 10n }), (claim, amount) => {
        const laid = layOnClaim(claim, minor(amount));
        const total = laid.reduce((sum, one) => sum + one.amountMinor, 0n);
        expect(total).toBe(amount < claim.balanceMinor ? amount : claim.balanceMinor);
        const after = afterLaying(claim, laid);
        expect(after.balanceMinor).toBe(claim.balanceMinor - total);
        expect(after.debits.every(({ remainingMinor }) => remainingMinor >= 0n)).toBe(true);
      }),
    );
  });
});

const question: WaiverQuestion = {
  claimKind: 'invoice',
  invoiceMinor: 40_000n,
  feesMinor: 30_000n,
  waivedMinor: 0n,
  waivedInCaseMinor: 0n,
  caseInvoicesMinor: 40_000n,
  balanceMinor: 70_000n,
  amountMinor: minor(10_000),
};
const mandate = { waive: { perCaseMaxMinor: minor(25_000), feeShareOfClaimBp: 5_000 } } as Parameters<
  typeof decideWaiver
>[1];

describe('letting a fee go', () => {
  test.each([
    ['what is asked', {}, null, 'ok'],
    ['without a mandate', {}, 'none', 'MANDATE_MISSING'],
    ['more than the fees', { amountMinor: minor(30_001) }, null, 'FEE_NOT_WAIVABLE'],
    ['what is paid already', { balanceMinor: 0n }, null, 'FEE_NOT_WAIVABLE'],
    ['a waiver of nothing', { amountMinor: minor(0) }, null, 'FEE_NOT_WAIVABLE'],
    ['more than the case may have', { waivedInCaseMinor: 15_001n }, null, 'MANDATE_EXCEEDED'],
    ['more than half of the invoice', { amountMinor: minor(20_001) }, null, 'MANDATE_EXCEEDED'],
    [
      'a fee that stands alone, within the share of the case',
      { claimKind: 'fee', invoiceMinor: 0n, caseInvoicesMinor: 60_000n, amountMinor: minor(25_000) },
      null,
      'ok',
    ],
    [
      'a fee that stands alone, beyond half of what the case is about',
      { claimKind: 'fee', invoiceMinor: 0n, amountMinor: minor(20_001) },
      null,
      'MANDATE_EXCEEDED',
    ],
    [
      'a fee that stands alone, when half of the case was let go before',
      { claimKind: 'fee', invoiceMinor: 0n, waivedInCaseMinor: 20_000n, amountMinor: minor(1) },
      null,
      'MANDATE_EXCEEDED',
    ],
    [
      'a fee in a case without any invoice',
      { claimKind: 'fee', invoiceMinor: 0n, caseInvoicesMinor: 0n, amountMinor: minor(25_000) },
      null,
      'ok',
    ],
  ] as const)('%s', (_what, change, without, says) => {
    const decided = decideWaiver({ ...question, ...change }, without === null ? mandate : null);
    expect(decided.ok ? 'ok' : decided.error.code).toBe(says);
  });
});

test.each([
  ['item', 'Spotpris mars', 'spot'],
  ['item', 'Påslag 4,9 øre', 'markup'],
  ['item', 'Elöverföring', 'grid_energy'],
  ['item', 'Siirtomaksu', 'grid_energy'],
  ['item', 'Strømstøtte', 'support'],
  ['tax', 'Spotpris mva', 'tax'],
  ['charge', 'Noe annet', 'fee'],
  ['item', 'Noe annet', 'other'],
] as const)('an invoice line (%s) "%s" is %s', (role, text, kind) => {
  expect(lineKindOf(role, text)).toBe(kind);
});
