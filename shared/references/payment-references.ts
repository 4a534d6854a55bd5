import { hasLuhnDigit, isDigits, luhnDigit, mod11Sign, mod97, weightedSumFromRight } from './check-digits';

/** KID: 2–25 signs with the check sign (Nets OCR giro). */
export const KID_LENGTH = { min: 2, max: 25 } as const;
export type KidMethod = 'mod10' | 'mod11';

function assertPayload(payload: string, maxLength: number): void {
  if (!isDigits(payload) || payload.length > maxLength) {
    throw new RangeError(`A reference is made of 1–${maxLength} digits, got "${payload}"`);
  }
}

/**
 * A KID of a payload of digits. With mod11 the check sign may be '-', which many banks' pages refuse: choose another
 * payload then. Throws RangeError when the payload is not digits or too long.
 */
export function makeKid(payload: string, method: KidMethod): string {
  assertPayload(payload, KID_LENGTH.max - 1);
  return payload + (method === 'mod10' ? luhnDigit(payload) : mod11Sign(payload));
}

/** True for a KID whose check sign is right by the method, or by either when none is given. */
export function isValidKid(kid: string, method?: KidMethod): boolean {
  if (kid.length < KID_LENGTH.min || kid.length > KID_LENGTH.max) return false;
  const payload = kid.slice(0, -1);
  if (!isDigits(payload)) return false;
  const methods: readonly KidMethod[] = method === undefined ? ['mod10', 'mod11'] : [method];
  return methods.some((one) => makeKid(payload, one) === kid);
}

/** Swedish OCR: 2–25 digits with the check digit (Bankgirot). */
export const OCR_LENGTH = { min: 2, max: 25 } as const;

/** A Swedish OCR number: base, optional length digit (total length mod 10), Luhn digit. Throws RangeError on a bad base. */
export function makeOcr(base: string, options: { readonly hasLengthDigit: boolean }): string {
  const added = options.hasLengthDigit ? 2 : 1;
  assertPayload(base, OCR_LENGTH.max - added);
  const payload = options.hasLengthDigit ? `${base}${(base.length + added) % 10}` : base;
  return payload + luhnDigit(payload);
}

/**
 * The control levels a payee agrees with Bankgirot. `soft` lets wrong numbers through after a warning to the payer;
 * `hard` wants the check digit; `variableLength` the length digit too; `fixedLengths` one of one or two lengths.
 */
export type OcrControl =
  | { readonly level: 'soft' | 'hard' | 'variableLength' }
  | { readonly level: 'fixedLengths'; readonly lengths: readonly number[] };

function hasLengthDigit(ocr: string): boolean {
  return ocr.length > OCR_LENGTH.min && ocr.at(-2) === String(ocr.length % 10);
}

/** True when a payment with this number passes a payee's control level; soft control passes any digits of legal length. */
export function isValidOcr(ocr: string, control: OcrControl): boolean {
  if (!isDigits(ocr) || ocr.length < OCR_LENGTH.min || ocr.length > OCR_LENGTH.max) return false;
  if (control.level === 'soft') return true;
  if (!hasLuhnDigit(ocr)) return false;
  if (control.level === 'fixedLengths') return control.lengths.includes(ocr.length);
  return control.level === 'hard' || hasLengthDigit(ocr);
}

/** Finnish viitenumero: 4–20 digits with the check digit (Finance Finland). */
export const VIITE_LENGTH = { min: 4, max: 20 } as const;
const VIITE_WEIGHTS = [7, 3, 1] as const;

function viiteDigit(payload: string): string {
  return String((10 - (weightedSumFromRight(payload, VIITE_WEIGHTS) % 10)) % 10);
}

/** A viitenumero of 3–19 digits. Throws RangeError otherwise. */
export function makeViite(payload: string): string {
  assertPayload(payload, VIITE_LENGTH.max - 1);
  if (payload.length < VIITE_LENGTH.min - 1)
    throw new RangeError(`A viitenumero needs at least 3 digits, got "${payload}"`);
  return payload + viiteDigit(payload);
}

export function isValidViite(viite: string): boolean {
  if (!isDigits(viite) || viite.length < VIITE_LENGTH.min || viite.length > VIITE_LENGTH.max) return false;
  return viiteDigit(viite.slice(0, -1)) === viite.slice(-1);
}

/** ISO 11649 creditor reference: RF, two check digits, up to 21 letters or digits. */
const RF_SHAPE = /^RF[0-9]{2}[0-9A-Z]{1,21}$/u;
const RF_BODY = /^[0-9A-Z]{1,21}$/u;

/** The RF form of a reference (upper-case letters and digits). Throws RangeError otherwise. */
export function makeRf(reference: string): string {
  if (!RF_BODY.test(reference)) throw new RangeError(`An RF reference has 1–21 letters or digits, got "${reference}"`);
  const check = 98 - mod97(`${reference}RF00`);
  return `RF${String(check).padStart(2, '0')}${reference}`;
}

export function isValidRf(rf: string): boolean {
  return RF_SHAPE.test(rf) && mod97(rf.slice(4) + rf.slice(0, 4)) === 1;
}

/** References as people pay with them: spaces and leading zeros off, letters upper case; what matching compares. */
export function canonicalReference(text: string): string {
  const plain = text.replace(/[\s\u00A0]/gu, '').toUpperCase();
  return /^[0-9]+-?$/u.test(plain) ? plain.replace(/^0+(?=.)/u, '') : plain;
}
