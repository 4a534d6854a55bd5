import { randomUUID } from 'node:crypto';
import type { BulkAnswer, CreditorItemKind } from '../../shared/protocol/creditor-items';

const API = '/api/creditor/v1';
const ANSWER_LIMIT_MS = 30_000;
const BULK_SIZE = 50;
/** A server that is just starting again refuses connections; a creditor's system tries again, as ours does. */
const TRIES_MAX = 20;
const TRY_AGAIN_MS = 500;

/** A refusal with its code, so that the demo can say what went wrong. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`refused with ${status} ${code}`);
  }
}

/** What a creditor's own program does: JSON over HTTP with a key, an idempotency key per request, and patience. */
export class CreditorClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path, undefined, undefined);
  }

  async post<T>(path: string, body: unknown, idempotencyKey: string = randomUUID()): Promise<T> {
    return this.ask<T>('POST', path, body, idempotencyKey);
  }

  /** Sends a list in bulks; the counts of what was done, was known, and was refused. */
  async send(
    kind: CreditorItemKind,
    items: readonly unknown[],
  ): Promise<Record<'created' | 'known' | 'refused', number>> {
    const counts = { created: 0, known: 0, refused: 0 };
    for (let start = 0; start < items.length; start += BULK_SIZE) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await this.post<BulkAnswer>(`${API}/${kind}/bulk`, {
        items: items.slice(start, start + BULK_SIZE),
      });
      counts.refused += answer.refused;
      for (const { done } of answer.results) {
        if (done?.status === 'created') counts.created += 1;
        else if (done !== null) counts.known += 1;
      }
    }
    return counts;
  }

  private async ask<T>(method: string, path: string, body: unknown, idempotencyKey: string | undefined): Promise<T> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.token}`,
      'content-type': 'application/json',
    };
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    for (let attempt = 1; ; attempt++) {
      try {
        // oxlint-disable-next-line no-await-in-loop
        const response = await fetch(this.url + (path.startsWith('/api') ? path : API + path), {
          method,
          headers,
          signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        // oxlint-disable-next-line no-await-in-loop
        const answer = (await response.json()) as T & { error?: { code: string } };
        if (response.ok) return answer;
        throw new Refused(response.status, answer.error?.code ?? 'unknown');
      } catch (error) {
        const mayTryAgain =
          error instanceof Refused ? ['REQUEST_UNDER_WAY', 'RATE_LIMITED'].includes(error.code) : true;
        if (!mayTryAgain || attempt >= TRIES_MAX) throw error;
        // oxlint-disable-next-line no-await-in-loop
        await new Promise((resolve) => void setTimeout(resolve, TRY_AGAIN_MS));
      }
    }
  }
}
