import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { samplePlan, sampleClaim } from '../../../../shared/call-scripts/testing/sample-case-file';
import type { HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api } from '../../app/api';
import { show } from '../../testing/render';
import { idOf } from '../../testing/wire';
import { ApprovalsPage } from './ApprovalsPage';

type WaitingWire = HttpResponseWireOf<'planApprovals'>['waiting'][number];

const waiting = (change: Partial<WaitingWire> = {}): WaitingWire => ({
  plan: samplePlan(1, [sampleClaim(1043).id], {
    state: 'awaiting_approval',
    approval: {
      askedAt: 1_000,
      askedByName: 'Marte Fossvik',
      why: 'A new job from the first.',
      breaches: [{ limit: 'instalments', asked: '8', allowed: '4' }],
      dueAt: 90_000,
      decision: null,
      decidedAt: null,
      decidedByName: null,
      note: '',
    },
  }),
  creditor: { id: idOf('creditor'), slug: 'nordvidde', name: 'Nordvidde Nett AS', country: 'NO' },
  currency: 'NOK',
  customerName: 'Lars Haugen',
  caseNo: '4000003',
  claimsMinor: '120000',
  limits: {
    instalmentsMax: 8,
    monthsMax: 10,
    daysToFirstMax: 45,
    firstMinMinor: '0',
    firstShareMinBp: 0,
    instalmentMinMinor: '20000',
    principalMaxMinor: '6000000',
  },
  notBy: null,
  ...change,
});

interface Asked {
  readonly url: string;
  readonly body: unknown;
}
let asked: Asked[] = [];
let list: WaitingWire[] = [];

const respond = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

beforeEach(() => {
  asked = [];
  list = [waiting()];
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input);
    const isPost = init?.method?.toUpperCase() === 'POST';
    if (!isPost) return respond(200, { waiting: list });
    asked.push({
      url: new URL(url).pathname,
      body: JSON.parse(typeof init?.body === 'string' ? init.body : 'null') as unknown,
    });
    list = [];
    return respond(200, { planId: samplePlan(1, []).id });
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a yes goes out with one press, and the plan leaves the list', async () => {
  const { user } = show(<ApprovalsPage />);
  const card = await screen.findByRole('article', { name: 'Lars Haugen' });
  expect(card.textContent).toContain('A new job from the first.');
  expect(card.textContent).toContain('8 instalments; up to 4');
  await user.click(within(card).getByRole('button', { name: 'Approve' }));
  expect(asked).toEqual([
    { url: `/api/plan-approvals/${samplePlan(1, []).id}`, body: { decision: 'approve', note: '' } },
  ]);
  expect(await screen.findByText('Nobody is waiting')).toBeTruthy();
});

test('a no needs the reason that the agent will say', async () => {
  const { user } = show(<ApprovalsPage />);
  const card = await screen.findByRole('article', { name: 'Lars Haugen' });
  await user.click(within(card).getByRole('button', { name: 'Say no' }));
  expect(asked).toEqual([]);
  await user.type(within(card).getByRole('textbox', { name: 'Message to the agent' }), 'Six will do.');
  await user.click(within(card).getByRole('button', { name: 'Say no' }));
  expect(asked).toMatchObject([{ body: { decision: 'reject', note: 'Six will do.' } }]);
});

test("one's own question is answered by somebody else", async () => {
  list = [waiting({ notBy: 'own' })];
  show(<ApprovalsPage />);
  const card = await screen.findByRole('article', { name: 'Lars Haugen' });
  expect(within(card).queryByRole('button', { name: 'Approve' })).toBeNull();
  expect(card.textContent).toContain('Somebody else must answer');
});

test('the list is read again when the server says that it has changed', async () => {
  list = [];
  const { store } = show(<ApprovalsPage />);
  expect(await screen.findByText('Nobody is waiting')).toBeTruthy();
  list = [waiting()];
  act(() => void store.dispatch(api.util.invalidateTags(['PlanApprovals'])));
  expect(await screen.findByRole('article', { name: 'Lars Haugen' })).toBeTruthy();
});
