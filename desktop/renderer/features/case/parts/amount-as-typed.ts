import type { Minor } from '../../../../../shared/money/money';

const MINOR_DIGITS = 2;

/** An amount as plain digits with a point (`1184.50`), which parseAmount reads the same in every language. */
export function amountAsTyped(amount: Minor | null): string | null {
  if (amount === null) return null;
  const digits = amount.toString().padStart(MINOR_DIGITS + 1, '0');
  return `${digits.slice(0, -MINOR_DIGITS)}.${digits.slice(-MINOR_DIGITS)}`;
}
