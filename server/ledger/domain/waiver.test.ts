/** Goal: what the screen offers to waive is exactly what the server lets go. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feeProportion, waivableOn } from '../../../shared/balance/proportionality';
import {
  caseFileWith,
  sampleAccount,
  sampleCase,
  sampleClaim,
  sampleId,
  type ClaimWire,
} from '../../../shared/call-scripts/testing/sample-case-file';
import type { CustomerAccount } from '../../../shared/ledger/case-file';
import { minor } from '../../../shared/money/money';
import { isoDate } from '../../../shared/time/dates';
import { decideWaiver } from './waiver';

type EntryWire = ClaimWire['entries'][number];

interface Amounts {
  readonly invoice: bigint;
  readonly feeOnIt: bigint;
  readonly feeAlone: bigint;
  readonly waivedOnIt: bigint;
  readonly paid: bigint;
  readonly perCase: bigint;
  readonly shareBp: number;
}

const entry = (n: number, kind: EntryWire['kind'], amount: bigint): EntryWire[] =>
  amount === 0n
    ? []
    : [
        {
          id: sampleId('ledgerEntry', n),
          kind,
          amountMinor: String(amount),
          eventDate: '2026-04-05',
          cause: 'reminder',
        },
      ];

/** An invoice with a fee on it and a fee beside it, in one case. */
function accountOf(a: Amounts): CustomerAccount {
  const invoice = sampleClaim(1, {
    originalMinor: String(a.invoice),
    balanceMinor: String(a.invoice + a.feeOnIt - a.waivedOnIt - a.paid),
    entries: [
      ...entry(1, 'invoice', a.invoice),
      ...entry(2, 'fee', a.feeOnIt),
      ...entry(3, 'fee_waiver', -a.waivedOnIt),
    ],
  });
  const fee = sampleClaim(2, {
    kind: 'fee',
    originalMinor: String(a.feeAlone),
    balanceMinor: String(a.feeAlone),
    entries: entry(4, 'fee', a.feeAlone),
  });
  const { mandate } = sampleAccount();
  if (mandate === null) throw new Error('the sample has a mandate');
  const waive = { perCaseMaxMinor: String(a.perCase), feeShareOfClaimBp: a.shareBp };
  const file = caseFileWith({
    claims: [invoice, fee],
    payments: [],
    cases: [sampleCase(1)],
    mandate: { ...mandate, waive },
  });
  const [account] = file.accounts;
  if (account === undefined) throw new Error('the file has an account');
  return account;
}

/** The same question as the server reads it from its rows. */
function serverSays(a: Amounts, which: 'invoice' | 'fee', amountMinor: bigint): boolean {
  const isInvoice = which === 'invoice';
  return decideWaiver(
    {
      claimKind: which,
      invoiceMinor: isInvoice ? a.invoice : 0n,
      feesMinor: isInvoice ? a.feeOnIt : a.feeAlone,
      waivedMinor: isInvoice ? a.waivedOnIt : 0n,
      waivedInCaseMinor: a.waivedOnIt,
      caseInvoicesMinor: a.invoice,
      balanceMinor: isInvoice ? a.invoice + a.feeOnIt - a.waivedOnIt - a.paid : a.feeAlone,
      amountMinor: minor(amountMinor),
    },
    accountOf(a).mandate,
  ).ok;
}

const upTo = (max: bigint) => fc.bigInt({ min: 0n, max });
const amounts = fc
  .record({
    invoice: fc.bigInt({ min: 1n, max: 200_000n }),
    feeOnIt: upTo(20_000n),
    feeAlone: fc.bigInt({ min: 1n, max: 20_000n }),
    waived: upTo(20_000n),
    paidPart: upTo(300_000n),
    perCase: upTo(30_000n),
    shareBp: fc.integer({ min: 0, max: 10_000 }),
  })
  .map(({ waived, paidPart, ...rest }): Amounts => {
    const waivedOnIt = waived < rest.feeOnIt ? waived : rest.feeOnIt;
    const owed = rest.invoice + rest.feeOnIt - waivedOnIt;
    return { ...rest, waivedOnIt, paid: paidPart < owed ? paidPart : owed };
  });

describe('letting a fee go', () => {
  test('is offered up to exactly what the server accepts, on an invoice and on a fee that stands alone', () => {
    fc.assert(
      fc.property(amounts, (a) => {
        const account = accountOf(a);
        for (const [index, which] of (['invoice', 'fee'] as const).entries()) {
          const claim = account.claims[index];
          if (claim === undefined) throw new Error('there are two claims');
          const offered = waivableOn(claim, account);
          if (offered > 0n) expect(serverSays(a, which, offered)).toBe(true);
          expect(serverSays(a, which, offered + 1n)).toBe(false);
        }
      }),
    );
  });

  test('of a whole case never offers more than the mandate has left for it', () => {
    fc.assert(
      fc.property(amounts, (a) => {
        const about = { caseId: sampleId('case', 1), customerKind: 'consumer', date: isoDate('2026-05-04') } as const;
        const found = feeProportion(accountOf(a), about);
        if (!found.ok || found.value === null) return;
        const left = a.perCase - a.waivedOnIt;
        expect(found.value.waivableMinor).toBeLessThanOrEqual(left > 0n ? left : 0n);
        expect(found.value.waivableMinor).toBeLessThanOrEqual(found.value.feeMinor);
      }),
    );
  });
});
