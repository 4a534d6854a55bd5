import type { Language } from '../../../../../shared/lang/languages';
import { formatFigures } from '../../../../../shared/money/format';
import type { Minor } from '../../../../../shared/money/money';
import { amountOf, type LedgerRow } from './ledger-rows';

type Rem = `${number}rem`;

export interface LedgerWidths {
  readonly no: Rem;
  readonly date: Rem;
  readonly amount: Rem;
  readonly open: Rem;
  readonly status: Rem;
}

/** A figure of Inter with figures of equal width, with a little air. */
const FIGURE_REM = 0.635;
/** The cell's own padding, both sides (table.css). */
const PADDING_REM = 1.85;
const EXPANDER_REM = 1.7;
/** Columns are never narrower than their headers. */
const AMOUNT_REM_MIN = 7.2;
const NUMBER_REM_MIN = 7.5;
export const REFERENCE = '7.2rem';
export const TYPE_MIN = '8.6rem';
const DATE_REM = 8;
const STATUS_REM = 7.9;

const rem = (value: number): Rem => `${Math.round(value * 100) / 100}rem`;
const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));

/** How wide each column of the ledger must be for what stands in it now, in the unit of the text: nothing is cut off a number. */
export function ledgerWidths(rows: readonly LedgerRow[], language: Language): LedgerWidths {
  const figures = (amounts: readonly (Minor | null)[]) =>
    longest(amounts.map((amount) => (amount === null ? '' : formatFigures(amount, 'NOK', language))));
  const amount = figures(rows.map(amountOf));
  const open = figures(rows.map((row) => (row.kind === 'claim' ? row.claim.balanceMinor : null)));
  const numbers = longest(rows.map((row) => numberOf(row)));
  return {
    no: rem(Math.max(NUMBER_REM_MIN, numbers * FIGURE_REM + EXPANDER_REM + PADDING_REM)),
    date: rem(DATE_REM),
    amount: rem(Math.max(AMOUNT_REM_MIN, amount * FIGURE_REM + PADDING_REM)),
    open: rem(Math.max(AMOUNT_REM_MIN, open * FIGURE_REM + PADDING_REM)),
    status: rem(STATUS_REM),
  };
}

/** The width of all columns together, with or without the reference. */
export function ledgerWidthRem(widths: LedgerWidths, hasReference: boolean): number {
  const fixed = [widths.no, widths.date, widths.amount, widths.open, widths.status, TYPE_MIN];
  return [...fixed, ...(hasReference ? [REFERENCE] : [])].reduce((sum, width) => sum + Number.parseFloat(width), 0);
}

/** An invoice's number, or what a payment paid, as the first column writes it. */
export function numberOf(row: LedgerRow): string {
  if (row.kind === 'claim') return row.claim.invoiceNo;
  return row.kind === 'payment' && row.paid !== null ? `→ ${row.paid.invoiceNo}` : '';
}
