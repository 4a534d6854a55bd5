import { API_SCOPES } from '../../shared/protocol/creditor-items';
import { SANDBOX_SUFFIX } from '../../server/creditor-api';
import { CreditorClient } from './creditor-client';

/** Only a grid company or one that bills both can have a supply opened again by our word. */
const CREDITOR = 'nordvidde-nett';

interface DemoLogin {
  readonly userName: string;
  readonly password: string;
  readonly role: string;
}

/** What an administrator sets up for a creditor's system, and takes away after. */
export interface Door {
  readonly creditorName: string;
  readonly client: CreditorClient;
  readonly webhookSecret: string;
  /** Ends the key and switches the endpoint off. */
  close(): Promise<void>;
}

/** Logs in as the demo world's administrator and opens the door of one creditor: a key, and an endpoint for webhooks. */
export async function openDoor(url: string, webhookUrl: string): Promise<Door> {
  const { logins } = await json<{ logins: readonly DemoLogin[] }>(`${url}/api/demo-logins`);
  const admin = logins.find(({ role, userName }) => role === 'admin' || userName.startsWith('admin'));
  if (admin === undefined) throw new Error('This server has no demo world; npm start opens one that has.');
  const { token } = await json<{ token: string }>(`${url}/api/login`, {
    body: { userName: admin.userName, password: admin.password },
  });
  const asAdmin = <T>(path: string, body?: unknown) =>
    json<T>(url + path, body === undefined ? { token } : { token, body });
  const { creditors } = await asAdmin<{ creditors: readonly { id: string; slug: string; name: string }[] }>(
    '/api/creditors',
  );
  const creditor = creditors.find(({ slug }) => slug === CREDITOR);
  if (creditor === undefined) throw new Error(`The demo world has no creditor ${CREDITOR}.`);
  const stoodIn = await switchOffStandIn(asAdmin, creditor.id);
  const key = await asAdmin<{ key: { id: string }; secret: string }>('/api/integration/keys', {
    creditorId: creditor.id,
    title: 'npm run demo:creditor',
    scopes: API_SCOPES,
    expiresInDays: 1,
  });
  const hook = await asAdmin<{ endpoint: { id: string }; secret: string }>('/api/integration/endpoints', {
    creditorId: creditor.id,
    url: webhookUrl,
    eventTypes: null,
  });
  return {
    creditorName: creditor.name,
    client: new CreditorClient(url, key.secret),
    webhookSecret: hook.secret,
    async close() {
      await asAdmin(`/api/integration/keys/${key.key.id}/revoke`, {});
      await asAdmin(`/api/integration/endpoints/${hook.endpoint.id}/switch`, { isOn: false });
      for (const id of stoodIn) {
        // oxlint-disable-next-line no-await-in-loop
        await asAdmin(`/api/integration/endpoints/${id}/switch`, { isOn: true });
      }
    },
  };
}

interface ListedEndpoint {
  readonly id: string;
  readonly url: string;
  readonly disabledAt: number | null;
  readonly creditor: { readonly id: string };
}

/** The demo world's own system of this creditor rests while ours is here: two that answer for one would hide an outage. */
async function switchOffStandIn(
  asAdmin: <T>(path: string, body?: unknown) => Promise<T>,
  creditorId: string,
): Promise<readonly string[]> {
  const { endpoints } = await asAdmin<{ endpoints: readonly ListedEndpoint[] }>('/api/integration/endpoints');
  const ids = endpoints
    .filter(
      ({ creditor, url, disabledAt }) =>
        creditor.id === creditorId && disabledAt === null && new URL(url).hostname.endsWith(SANDBOX_SUFFIX),
    )
    .map(({ id }) => id);
  for (const id of ids) {
    // oxlint-disable-next-line no-await-in-loop
    await asAdmin(`/api/integration/endpoints/${id}/switch`, { isOn: false });
  }
  return ids;
}

const ANSWER_LIMIT_MS = 20_000;

async function json<T>(address: string, wish: { token?: string; body?: unknown } = {}): Promise<T> {
  const { token, body } = wish;
  const response = await fetch(address, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as T;
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
