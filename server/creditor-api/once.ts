import type { Knex } from 'knex';
import { ok, refuse, type Result } from '../../shared/result';
import type { ApiKey } from '../platform/auth/api-keys';
import type { RouteContext } from '../platform/edge/routes';
import type { Tx } from '../platform/unit-of-work';
import { isUniqueViolation } from '../platform/unit-of-work';
import type { Platform } from '../platform/platform';

/** A request that has not answered for so long died with its server: the next one under its key does the work. */
const UNDER_WAY_MS = 30_000;
/** How long an answer is kept for repeated requests (reliability.md F2). */
export const RECEIPTS_KEPT_MS = 7 * 24 * 3_600_000;

interface ReceiptRow {
  route: string;
  body_hash: string;
  answer: unknown;
  created_at: number;
}

export interface OnceAsk {
  readonly apiKey: ApiKey;
  readonly route: string;
  readonly context: Pick<RouteContext, 'idempotencyKey' | 'bodyHash'>;
}

interface OnceSteps<T> {
  readonly work: () => Promise<Result<T>>;
  readonly audited?: (tx: Tx, answer: T) => Promise<void>;
  /** False: the answer is given and not kept, so that the same request does the work again. */
  readonly isFinal?: (answer: T) => boolean;
}

/**
 * Does the work of a request once per creditor and idempotency key: the same request again gets the same answer and has no second
 * effect; the key with another body or route is refused. A refusal stores nothing, so that the request can be mended and sent
 * again. `audited`, for work that
 * is not one transaction with its own audit row, runs in the transaction that keeps the answer. Answers are plain JSON.
 */
export async function once<T>(
  platform: Pick<Platform, 'db' | 'clock' | 'unitOfWork'>,
  ask: OnceAsk,
  steps: OnceSteps<T>,
): Promise<Result<T>> {
  const { idempotencyKey } = ask.context;
  if (idempotencyKey === null) return refuse('IDEMPOTENCY_KEY_MISSING');
  const key = { creditor_id: ask.apiKey.creditorId, idempotency_key: idempotencyKey };
  const begun = await begin<T>(platform, ask, key);
  if (begun !== null) return begun;
  try {
    const result = await steps.work();
    if (!result.ok) {
      await forget(platform, key);
      return result;
    }
    const isFinal = steps.isFinal?.(result.value) ?? true;
    await platform.unitOfWork.run(async (tx) => {
      await steps.audited?.(tx, result.value);
      const receipt = tx.sql('api_receipts').where(key).whereNull('answer');
      if (isFinal) await receipt.update({ answer: JSON.stringify(result.value) });
      else await receipt.delete();
    });
    return result;
  } catch (error) {
    await forget(platform, key);
    throw error;
  }
}

/** Lets the key be used again; an answer that another request under it has stored meanwhile stays. */
async function forget(platform: Pick<Platform, 'db'>, key: Readonly<Record<string, string>>): Promise<void> {
  await platform.db('api_receipts').where(key).whereNull('answer').delete();
}

/** Claims the key for this request; the answer (or refusal) when it has been used before, null when the work is ours. */
async function begin<T>(
  platform: Pick<Platform, 'db' | 'clock'>,
  { route, context }: OnceAsk,
  key: { readonly creditor_id: string; readonly idempotency_key: string },
): Promise<Result<T> | null> {
  const now = platform.clock.nowMs();
  const receipt = { route, body_hash: context.bodyHash(), created_at: new Date(now) };
  try {
    await platform.db('api_receipts').insert({ ...key, ...receipt });
    return null;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  const earlier = await platform.db('api_receipts').where(key).first<ReceiptRow | undefined>();
  if (earlier === undefined) return refuse('REQUEST_UNDER_WAY');
  if (earlier.route !== receipt.route || earlier.body_hash !== receipt.body_hash)
    return refuse('IDEMPOTENCY_KEY_REUSED');
  // Only an answer of this very route was stored under its name.
  if (earlier.answer !== null) return ok(earlier.answer as T);
  const taken = await platform
    .db('api_receipts')
    .where(key)
    .whereNull('answer')
    .where('created_at', '<=', new Date(now - UNDER_WAY_MS))
    .update({ created_at: new Date(now) });
  return taken === 1 ? null : refuse('REQUEST_UNDER_WAY');
}

/** Forgets old answers; a repeated request after that is a new one, and items are still taken once by their own keys. */
export async function forgetReceipts(sql: Knex, nowMs: number): Promise<void> {
  await sql('api_receipts')
    .where('created_at', '<', new Date(nowMs - RECEIPTS_KEPT_MS))
    .delete();
}
