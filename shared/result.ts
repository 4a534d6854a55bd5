import type { ErrorCode } from './protocol/errors';

/** An expected refusal: a closed code, and the facts a person needs to act on it. */
export interface Refusal {
  readonly code: ErrorCode;
  /** Values for the text of the code (amounts already formatted, dates ISO). */
  readonly details?: Readonly<Record<string, string | number>>;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(code: ErrorCode, details?: Refusal['details']): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: details === undefined ? { code } : { code, details } };
}
