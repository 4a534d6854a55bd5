import express, { type Request, type RequestHandler, type Response } from 'express';
import { CREDITOR_BODY_BYTES_MAX, IMPORT_BYTES_MAX } from '../../../shared/protocol/limits';
import { ok, refuse, type Result } from '../../../shared/result';

const JSON_BYTES_MAX = '200kb';

export type BodyKind = 'json' | 'bulk' | 'bytes';

const readers: Readonly<Record<BodyKind, RequestHandler>> = {
  json: express.json({ limit: JSON_BYTES_MAX, strict: true }),
  bulk: express.json({ limit: CREDITOR_BODY_BYTES_MAX, strict: true }),
  bytes: express.raw({ type: 'application/octet-stream', limit: IMPORT_BYTES_MAX }),
};

/**
 * Reads the body of a request that has been admitted, and of no other: what a stranger sends is never kept in memory. Refused
 * with TOO_LARGE, or INVALID_PAYLOAD when it is not what it claims to be.
 */
export function readBody(
  kind: BodyKind,
  http: { readonly request: Request; readonly response: Response },
): Promise<Result<undefined>> {
  return new Promise((resolve, reject) => {
    readers[kind](http.request, http.response, (error?: unknown) => {
      if (error === undefined) return resolve(ok(undefined));
      const status = statusOf(error);
      if (status === null || status >= 500)
        return reject(error instanceof Error ? error : new Error('unreadable body'));
      return resolve(status === 413 ? refuse('TOO_LARGE') : refuse('INVALID_PAYLOAD'));
    });
  });
}

/** The HTTP status that an error of a parser carries; null for any other error. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  return typeof error.status === 'number' ? error.status : null;
}
