/** The check digit arithmetic that references, accounts and national numbers share. Input is ASCII digits only. */

const ZERO_CODE = 48;

export function isDigits(text: string): boolean {
  return /^[0-9]+$/u.test(text);
}

function digitAt(text: string, index: number): number {
  return text.charCodeAt(index) - ZERO_CODE;
}

/** Sum of digit × weight, weights aligned to the left end. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * digitAt(digits, i), 0);
}

/** Sum of digit × weight from the right end, the weights repeating. */
export function weightedSumFromRight(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    sum += digitAt(digits, digits.length - 1 - i) * (weights[i % weights.length] ?? 0);
  }
  return sum;
}

/** The Luhn check digit (mod 10, weights 2,1 from the right, digit sums) of a payload: KID mod10, OCR, bankgiro, personnummer. */
export function luhnDigit(payload: string): string {
  let sum = 0;
  for (let i = 0; i < payload.length; i++) {
    const product = digitAt(payload, payload.length - 1 - i) * (i % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return String((10 - (sum % 10)) % 10);
}

/** True when the last digit is the Luhn digit of those before it. */
export function hasLuhnDigit(digits: string): boolean {
  return isDigits(digits) && digits.length > 1 && luhnDigit(digits.slice(0, -1)) === digits.slice(-1);
}

const MOD11_WEIGHTS = [2, 3, 4, 5, 6, 7] as const;

/** The mod 11 check sign of a KID payload: weights 2..7 from the right; remainder 1 gives '-'. */
export function mod11Sign(payload: string): string {
  const rest = weightedSumFromRight(payload, MOD11_WEIGHTS) % 11;
  if (rest === 0) return '0';
  return rest === 1 ? '-' : String(11 - rest);
}

/** The remainder by 97 of a number with letters, A = 10 … Z = 35 (ISO 7064 as IBAN and RF use it). */
export function mod97(text: string): number {
  let rest = 0;
  for (const sign of text) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Removes the spaces of any kind and the hyphens that people write between groups. */
export function compact(text: string): string {
  return text.replace(/[\s\u00A0\u2009\u202F-]/gu, '');
}
