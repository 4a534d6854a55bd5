import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseFileWith, sampleAccount, sampleClaim } from '../call-scripts/testing/sample-case-file';
import { INVOICE_LINE_KINDS } from '../ledger/vocabulary';
import { priceParts } from './price-parts';
import { runRule } from './testing/expect-insight';

const sumOf = (parts: readonly { amountMinor: string }[]): bigint =>
  parts.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);

describe('what the price is made of', () => {
  test('tells the customer which part the supplier decides', () => {
    expect(runRule(priceParts, caseFileWith({}))?.sentence.nb).toBe(
      'Faktura 1043 (april) på 1\u00A0184,00\u00A0kr: 620,00\u00A0kr er strøm til spotpris og 300,00\u00A0kr er nettleie. Leverandøren bestemmer bare påslag og fastbeløp, 79,00\u00A0kr.',
    );
  });

  test('keeps state support as its own, negative part', () => {
    const support = runRule(priceParts, caseFileWith({}))?.parts.find(
      ({ label }) => label.en === 'Support from the state',
    );
    expect(support?.amountMinor).toBe('-5000');
  });

  test('does not let a grid company answer for the price of power', () => {
    const creditor = { ...sampleAccount().creditor, role: 'grid' as const, utility: 'grid' as const };
    const lines = [
      { lineNo: 1, kind: 'grid_energy' as const, text: 'Energiledd', quantity: null, unit: null, amountMinor: '80000' },
      { lineNo: 2, kind: 'tax' as const, text: 'Avgift', quantity: null, unit: null, amountMinor: '38400' },
    ];
    const file = caseFileWith({ creditor, claims: [sampleClaim(1043, { lines })] });
    expect(runRule(priceParts, file)?.sentence.en).toContain('does not set the price of the power itself');
  });

  test('makes no claim about spot price when the contract has a fixed one', () => {
    const lines = [
      { lineNo: 1, kind: 'usage' as const, text: 'Fastpris', quantity: '812', unit: 'kWh', amountMinor: '100000' },
      { lineNo: 2, kind: 'tax' as const, text: 'Mva.', quantity: null, unit: null, amountMinor: '18400' },
    ];
    expect(runRule(priceParts, caseFileWith({ claims: [sampleClaim(1043, { lines })] }))?.sentence.en).toBe(
      'Here is what invoice 1043 (April) of NOK\u00A01,184.00 is made of.',
    );
  });

  test.each([
    ['the invoice has no lines', { claims: [sampleClaim(1043, { lines: [] })] }],
    [
      'there is only one part',
      {
        claims: [
          sampleClaim(1043, {
            lines: [
              { lineNo: 1, kind: 'spot' as const, text: 'Spot', quantity: null, unit: null, amountMinor: '118400' },
            ],
          }),
        ],
      },
    ],
    ['the invoice is settled', { claims: [sampleClaim(1043, { balanceMinor: '0' })] }],
    [
      'it is no energy',
      { creditor: { ...sampleAccount().creditor, utility: 'tv' as const, role: 'tv' as const }, supplyPoints: [] },
    ],
  ])('says nothing when %s', (_why, change) => {
    expect(runRule(priceParts, caseFileWith(change))).toBeNull();
  });

  test('adds up exactly to the invoice, whatever lines a file brings', () => {
    const line = fc.record({
      kind: fc.constantFrom(...INVOICE_LINE_KINDS),
      amount: fc.integer({ min: -500_000, max: 5_000_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 9_000_000 }),
        (rows, total) => {
          const lines = rows.map(({ kind, amount }, index) => ({
            lineNo: index + 1,
            kind,
            text: kind,
            quantity: null,
            unit: null,
            amountMinor: String(amount),
          }));
          const insight = runRule(
            priceParts,
            caseFileWith({ claims: [sampleClaim(1043, { lines, originalMinor: String(total) })] }),
          );
          if (insight !== null) expect(sumOf(insight.parts)).toBe(BigInt(total));
        },
      ),
      { numRuns: 60 },
    );
  });
});
