import { expect, test } from 'vitest';
import { sampleCaseFile } from '../../../../../shared/call-scripts/testing/sample-case-file';
import { LANGUAGES } from '../../../../../shared/lang/languages';
import { formatFigures } from '../../../../../shared/money/format';
import { minor } from '../../../../../shared/money/money';
import { isoDate } from '../../../../../shared/time/dates';
import { ledgerRows } from './ledger-rows';
import { ledgerWidths, numberOf } from './ledger-widths';

/** Digits of equal width in the page's font, as measured: 0.62 of the text size. */
const FIGURE = 0.62;
/** The padding of a cell (table.css), both sides, in rem. */
const PADDING = 1.846;

function rowsWith(amountMinor: bigint) {
  const [account] = sampleCaseFile().accounts;
  if (account === undefined) throw new Error('the sample has an account');
  const claims = account.claims.map((claim) => ({
    ...claim,
    invoiceNo: '1000012345',
    originalMinor: minor(amountMinor),
    balanceMinor: minor(amountMinor),
  }));
  return ledgerRows({ ...account, claims }, { today: isoDate('2026-05-01'), expandedIds: [] });
}

test.each(LANGUAGES)('no digit and no minus is cut off an amount, whatever its size (%s)', (language) => {
  for (const amount of [100n, -1_219_349n, 999_999_999n]) {
    const { amount: column, open } = ledgerWidths(rowsWith(amount), language);
    const needed = formatFigures(minor(amount), 'NOK', language).length * FIGURE + PADDING;
    expect(Number.parseFloat(column)).toBeGreaterThanOrEqual(needed);
    expect(Number.parseFloat(open)).toBeGreaterThanOrEqual(needed);
  }
});

test('which invoice a payment paid is shown whole', () => {
  const rows = rowsWith(100n);
  const paid = rows.find((row) => row.kind === 'payment');
  expect(paid === undefined ? '' : numberOf(paid)).toBe('→ 1000012345');
  const expander = 1.6;
  expect(Number.parseFloat(ledgerWidths(rows, 'nb').no)).toBeGreaterThanOrEqual(12 * FIGURE + expander + PADDING);
});
