import { configure, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CAUSES } from '../../../../shared/fcr';
import { LANGUAGES } from '../../../../shared/lang/languages';
import { RESOURCES } from '../../i18n/resources';
import { show } from '../../testing/render';
import { idOf } from '../../testing/wire';
import { CausePart } from './CausePart';

/** A loaded machine draws slowly; what is awaited is what counts, not how soon it came. */
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const asked: URL[] = [];
let creditors: unknown[] = [];

beforeEach(() => {
  asked.length = 0;
  creditors = [
    {
      creditorId: idOf('creditor'),
      name: 'Signal TV',
      firstContacts: 40,
      repeats: 12,
      causes: [
        {
          cause: 'paid_waiting_for_signal',
          repeats: 9,
          firstContacts: 6,
          shareBp: 7_500,
          reasons: [
            { reason: 'service_cut', repeats: 7 },
            { reason: null, repeats: 2 },
          ],
        },
        {
          cause: 'fee_disputed',
          repeats: 3,
          firstContacts: 3,
          shareBp: 2_500,
          reasons: [{ reason: 'fees', repeats: 3 }],
        },
      ],
    },
  ];
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', (address: string) => {
    const url = new URL(address);
    asked.push(url);
    if (url.pathname.endsWith('/causes')) return Promise.resolve(Response.json({ since: 0, windowDays: 7, creditors }));
    const call = {
      callId: idOf('call'),
      direction: 'in',
      state: 'ended',
      arrivedAt: 1_000,
      answeredAt: 2_000,
      endedAt: 3_000,
      waitMs: 1_000,
      talkMs: 1_000,
      creditorName: 'Signal TV',
      queueName: null,
      agentName: 'Ada',
      customerName: 'Eirik Lunde',
      reason: 'service_cut',
      outcome: null,
      isResolved: true,
    };
    return Promise.resolve(Response.json({ total: 15, calls: [call] }));
  });
});
afterEach(() => vi.unstubAllGlobals());

test('each cause tells what they called about and how many calls it would take away', async () => {
  show(<CausePart />);
  const row = await screen.findByRole('row', { name: /Paid, waiting for the service/u });
  expect(within(row).getByText(/ \(7\), not asked \(2\)/iu)).toBeTruthy();
  expect(within(row).getByText('9')).toBeTruthy();
  expect(within(row).getByText(/75/u)).toBeTruthy();
});

test('a cause opens what would mend it and the calls it made', async () => {
  const { user } = show(<CausePart />);
  await user.click(await screen.findByRole('button', { name: /Paid, waiting for the service/u }));
  const drawer = await screen.findByRole('dialog');
  expect(within(drawer).getByText(/Turn the service on as soon as/u)).toBeTruthy();
  expect(within(drawer).getByText('It would take away 9 of 12 repeated calls in 30 days.')).toBeTruthy();
  expect(await within(drawer).findByText('Eirik Lunde')).toBeTruthy();
  const url = asked.at(-1);
  expect(url?.pathname).toBe('/api/board/causes/paid_waiting_for_signal/calls');
  expect(url?.searchParams.get('creditorId')).toBe(idOf('creditor'));
});

test('says so when nobody had to call again', async () => {
  creditors = [];
  show(<CausePart />);
  expect(await screen.findByText('Nobody has had to call again.')).toBeTruthy();
});

test.each(LANGUAGES)('every cause has its name and its proposal in %s', (language) => {
  for (const cause of CAUSES) {
    expect(RESOURCES[language].causes.name[cause]).not.toBe('');
    expect(RESOURCES[language].causes.proposal[cause]).not.toBe('');
  }
});
