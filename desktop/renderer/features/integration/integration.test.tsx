import { configure, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LANGUAGES } from '../../../../shared/lang/languages';
import { API_SCOPES } from '../../../../shared/protocol/creditor-items';
import { WEBHOOK_EVENT_TYPES } from '../../../../shared/protocol/webhooks';
import { RESOURCES } from '../../i18n/resources';
import { show } from '../../testing/render';
import { idOf } from '../../testing/wire';
import { ReleasesPage } from '../releases';
import type { RunningReleaseWire } from '../releases/releases-api';
import type { DeliveryWire, EndpointWire, KeyWire } from './integration-api';
import { IntegrationPanel } from './IntegrationPanel';

const creditor = { id: idOf('creditor'), slug: 'nordvidde', name: 'Nordvidde Nett AS' };
const card = { ...creditor, country: 'NO', role: 'grid', utility: 'grid', phone: '+4721000000' };
const AT = Date.UTC(2026, 10, 16, 9, 0, 0);

const apiKey: KeyWire = {
  id: idOf('apiKey'),
  creditor,
  title: 'Billing',
  prefix: '0123456789',
  scopes: [...API_SCOPES],
  createdAt: AT,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
};
const endpoint: EndpointWire = {
  id: idOf('webhookEndpoint'),
  creditor,
  url: 'https://hooks.example/friskmeld',
  eventTypes: null,
  createdAt: AT,
  disabledAt: null,
  disabledWhy: null,
  earlierSecretUntil: null,
  failures: 7,
  pausedUntil: AT,
  lastSuccessAt: null,
  lastFailureAt: AT,
  queued: 2,
  dead: 3,
};
const delivery: DeliveryWire = {
  id: idOf('outbox'),
  eventId: idOf('creditorEvent'),
  endpointId: endpoint.id,
  creditorName: creditor.name,
  type: 'release.order',
  state: 'dead',
  attempts: 30,
  createdAt: AT,
  doneAt: null,
  nextAttemptAt: null,
  lastStatus: 503,
  lastError: 'answered 503',
};
const release: RunningReleaseWire = {
  releaseId: idOf('release'),
  supplyPointId: idOf('supplyPoint'),
  customerNo: 'K1',
  customerName: 'Ida Myhre',
  meterNo: 'M1',
  sequence: 1,
  state: 'failed',
  causedAt: AT,
  sentAt: null,
  confirmedAt: null,
  alarm: 'not_sent',
  isMoneyMissing: false,
  creditor,
  utility: 'grid',
  source: 'instant',
};

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const sent: { url: string; body: unknown }[] = [];
let releases: readonly RunningReleaseWire[];

function answerTo(url: string): unknown {
  if (url.includes('/api/creditors')) return { creditors: [card] };
  if (url.includes('/keys')) return { keys: [apiKey] };
  if (url.includes('/endpoints')) return { endpoints: [endpoint] };
  if (url.includes('/deliveries')) return { total: 1, deliveries: [delivery] };
  if (url.includes('/api/releases')) return { releases, serverNow: AT };
  return {
    rows: [
      { id: 'x', creditor: null, source: 'instant', trust: 'release', validFrom: '2020-01-01', validTo: null, why: '' },
    ],
  };
}

beforeEach(() => {
  sent.length = 0;
  releases = [release];
  // jsdom has no CSS.escape; dialogs look their keys up with it.
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (init.method !== 'POST') return Promise.resolve(Response.json(answerTo(url)));
    sent.push({ url, body: typeof init.body === 'string' ? JSON.parse(init.body) : null });
    if (url.endsWith('/keys')) return Promise.resolve(Response.json({ key: apiKey, secret: 'fmk_0123456789_secret' }));
    if (url.endsWith('/revoke')) return Promise.resolve(Response.json(apiKey));
    return Promise.resolve(Response.json({ replayed: 3 }));
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('keys of creditors’ systems', () => {
  test('a new one is shown once, with the words to keep it', async () => {
    const { user } = show(<IntegrationPanel />);
    await user.click(await screen.findByRole('button', { name: 'New key' }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'ERP');
    await user.click(screen.getByRole('button', { name: 'Create the key' }));
    expect(await screen.findByText('fmk_0123456789_secret')).toBeTruthy();
    expect(sent[0]?.body).toMatchObject({
      creditorId: creditor.id,
      title: 'ERP',
      scopes: [...API_SCOPES],
      expiresInDays: 365,
    });
    await user.click(screen.getByRole('button', { name: 'I have kept it' }));
    expect(screen.queryByText('fmk_0123456789_secret')).toBeNull();
  });

  test('is ended only after it was asked', async () => {
    const { user } = show(<IntegrationPanel />);
    await user.click(await screen.findByRole('button', { name: 'End it' }));
    expect(sent).toEqual([]);
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'End it' }));
    expect(sent[0]?.url).toContain(`/api/integration/keys/${apiKey.id}/revoke`);
  });
});

describe('webhooks', () => {
  test('say that the creditor is down, and dead letters are sent again', async () => {
    const { user } = show(<IntegrationPanel />);
    expect(await screen.findByText('Down, trying again')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Send 3 again' }));
    expect(sent[0]).toEqual({
      url: expect.stringContaining('/api/integration/deliveries/replay'),
      body: { endpointId: endpoint.id },
    });
  });

  test('one delivery shows what came back and is sent again by itself', async () => {
    const { user } = show(<IntegrationPanel />);
    const row = await screen.findByRole('row', { name: /Open again/u });
    expect(row.textContent).toContain('answered 503');
    await user.click(within(row).getByRole('button', { name: 'Send again' }));
    expect(sent[0]?.body).toEqual({ deliveryId: delivery.id });
  });
});

describe('what an endpoint is told of', () => {
  test('is everything, unless somebody chooses; then what is ticked', async () => {
    const { user } = show(<IntegrationPanel />);
    await user.click(await screen.findByRole('button', { name: 'Choose events' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByRole('checkbox', { name: 'Open again' })).toBeNull();
    await user.click(dialog.getByRole('checkbox', { name: /Everything/u }));
    await user.click(dialog.getByRole('checkbox', { name: 'Case changed' }));
    await user.click(dialog.getByRole('button', { name: 'Save the choice' }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.url).toContain(`/api/integration/endpoints/${endpoint.id}/kinds`);
    const chosen = WEBHOOK_EVENT_TYPES.filter((type) => !['endpoint.tested', 'case.changed'].includes(type));
    expect(sent[0]?.body).toEqual({ eventTypes: chosen });
  });

  test('has words for every kind there is, in four languages', () => {
    for (const language of LANGUAGES) {
      for (const type of WEBHOOK_EVENT_TYPES) {
        const [group = '', name = ''] = type.split('.');
        const words: Readonly<Record<string, Readonly<Record<string, string>>>> = RESOURCES[language].integration.event;
        expect(words[group]?.[name], `${language} ${type}`).toBeTruthy();
      }
    }
  });
});

describe('the releases that run', () => {
  test('show the late one in words, with whose it is and where the money is from', async () => {
    show(<ReleasesPage />);
    const row = await screen.findByRole('row', { name: /Ida Myhre/u });
    expect(row.textContent).toContain('Has not arrived');
    expect(row.textContent).toContain('Instant payment');
    expect(screen.getByText(/1 is late\. Ring the creditor/u)).toBeTruthy();
  });

  test('say it when nobody waits', async () => {
    releases = [];
    show(<ReleasesPage />);
    expect(await screen.findByText('Nobody is waiting to be opened')).toBeTruthy();
  });
});
