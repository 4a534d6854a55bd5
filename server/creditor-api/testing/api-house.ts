/** The whole server on an empty database, over real HTTP, with one or more creditors and their keys: for tests of this room. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import { API_SCOPES, type ApiScope } from '../../../shared/protocol/creditor-items';
import { createFeatures } from '../../features';
import { hashPassword } from '../../platform/auth/sessions';
import { makeApiKey } from '../../platform/auth/api-keys';
import { connect } from '../../platform/db/connect';
import { createTestDatabase } from '../../platform/db/testing/test-database';
import { createLogger } from '../../platform/log';
import { createPlatform, type Platform } from '../../platform/platform';
import { ScriptedCarrier } from '../../voice/testing/scripted-carrier';
import { insertKey } from '../keys/store';

/** Monday 16 November 2026, 10:00 in Oslo. */
export const MONDAY = Date.UTC(2026, 10, 16, 9, 0, 0);
const PASSWORD = 'a long enough secret';
const ANSWER_LIMIT_MS = 20_000;
/** Fills every bucket of the rate limiter again. */
const REST_MS = 60_000;

export interface Answer {
  readonly status: number;
  /** The code of a refusal; null when it was answered. */
  readonly code: string | null;
  // Bodies of many routes; each test names what it expects of its own.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export interface ApiHouse {
  readonly platform: Platform;
  readonly db: Knex;
  readonly url: string;
  readonly clock: { nowMs: number };
  /** Systems that webhooks may reach, by name. */
  readonly sandboxes: Map<string, number>;
  addCreditor(slug: string, terms?: Record<string, unknown>): Promise<Id<'creditor'>>;
  addKey(creditorId: Id<'creditor'>, scopes?: readonly ApiScope[]): Promise<string>;
  login(role: string): Promise<string>;
  get(path: string, token?: string): Promise<Answer>;
  post(path: string, body: unknown, token?: string, idempotencyKey?: string | null): Promise<Answer>;
  /** Reads the journal and sends everything due, until nothing is left to send. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openApiHouse(): Promise<ApiHouse> {
  const database = await createTestDatabase();
  const db = connect(database.url);
  const dataDir = await mkdtemp(join(tmpdir(), 'friskmeld-api-house-'));
  const clock = { nowMs: MONDAY };
  const platform = createPlatform({
    db,
    clock: { nowMs: () => clock.nowMs },
    log: createLogger(process.env['FRISKMELD_TEST_LOG'] ?? 'silent'),
    isDemo: true,
    dataDir,
    rendererDir: '/nonexistent',
    origins: [],
    isReady: () => true,
  });
  const sandboxes = new Map<string, number>();
  const features = createFeatures(platform, { carrier: new ScriptedCarrier(() => clock.nowMs), sandboxes });
  platform.mount();
  await features.creditorApi.start();
  await new Promise<void>((resolve) => void platform.http.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has such an address.
  const url = `http://127.0.0.1:${(platform.http.address() as AddressInfo).port}`;
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    const body: Answer['body'] = await response.json();
    return { status: response.status, code: body?.error?.code ?? null, body };
  };
  const auth = (token?: string): Record<string, string> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    platform,
    db,
    url,
    clock,
    sandboxes,
    addCreditor: (slug, terms) => addCreditor(platform, slug, terms),
    async addKey(creditorId, scopes = API_SCOPES) {
      const { secret, prefix, hash } = makeApiKey();
      const id = platform.makeId('apiKey');
      const key = { id, creditorId, title: 'test', prefix, hash, scopes, expiresAtMs: null, createdBy: 'test' };
      await platform.unitOfWork.run((tx) => insertKey(tx.sql, key, tx.nowMs));
      return secret;
    },
    async login(role) {
      const userName = `${role}-${randomUUID().slice(0, 8)}`;
      await db('login_accounts').insert({
        id: platform.makeId('agent'),
        user_name: userName,
        display_name: role,
        password_hash: await hashPassword(PASSWORD),
        roles: [role],
        language: 'en',
        created_at: new Date(clock.nowMs),
      });
      const answer = await ask('/api/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ userName, password: PASSWORD }),
      });
      return answer.body.token as string;
    },
    get: (path, token) => ask(path, { headers: auth(token) }),
    post: (path, body, token, idempotencyKey = randomUUID()) => {
      // Rate limits have tests of their own.
      clock.nowMs += path.includes('/creditor/') ? 0 : REST_MS;
      return ask(path, {
        method: 'POST',
        headers: {
          ...auth(token),
          'content-type': 'application/json',
          ...(idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }),
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    },
    async settle() {
      do {
        // A read that failed is only logged; on a busy machine it is tried again until the journal is read.
        // oxlint-disable-next-line no-await-in-loop
        await features.creditorApi.catchUp();
        // oxlint-disable-next-line no-await-in-loop
      } while (!(await isRead(db)));
      await platform.outbox.poll();
    },
    async close() {
      await features.creditorApi.stop();
      await platform.outbox.stop();
      await platform.feed.stop();
      await new Promise<void>((resolve) => void platform.io.close(() => resolve()));
      await db.destroy();
      await rm(dataDir, { recursive: true, force: true });
      await database.drop();
    },
  };
}

/** True when the reader of the journal stands where the journal ends. */
async function isRead(db: Knex): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { is_read: boolean }[] }>(
    `select c.position = p.position as is_read from journal_cursors c, journal_position p where c.reader = 'creditor-webhooks'`,
  );
  return rows.every((row) => row.is_read);
}

async function addCreditor(
  platform: Platform,
  slug: string,
  terms: Record<string, unknown> = {},
): Promise<Id<'creditor'>> {
  const id = platform.makeId('creditor');
  const at = new Date(platform.clock.nowMs());
  await platform.db('creditors').insert({
    id,
    slug,
    name: `Creditor ${slug}`,
    country: 'NO',
    role: 'combined',
    utility: 'power',
    currency: 'NOK',
    org_no: '999999999',
    phone: `+4700${slug.length}10009`,
    is_demo: true,
    created_at: at,
  });
  await platform.db('mandates').insert({
    id: platform.makeId('mandate'),
    creditor_id: id,
    version: 1,
    valid_from: '2025-01-01',
    terms: JSON.stringify({ ...TERMS, ...terms }),
    created_at: at,
  });
  return id;
}

/** The terms of a mandate as they travel. */
export const TERMS = {
  plan: {
    instalmentsMax: 6,
    daysToFirstMax: 30,
    instalmentMinMinor: '10000',
    firstShareMinBp: 0,
    principalMaxMinor: '4000000',
    feeMode: 'none',
  },
  postpone: { daysMax: 14, countMax: 2 },
  waive: { perCaseMaxMinor: '15000', feeShareOfClaimBp: 5000 },
  hold: { bankDaysMax: 5 },
  mayPauseDisconnection: true,
  mayOrderRelease: true,
};
