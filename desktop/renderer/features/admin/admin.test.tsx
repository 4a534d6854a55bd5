import { act, configure, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LANGUAGES } from '../../../../shared/lang/languages';
import { RESOURCES } from '../../i18n/resources';
import { show } from '../../testing/render';
import { idOf } from '../../testing/wire';
import { AdminPage } from './AdminPage';
import type { ImportResultWire, UnmatchedWire } from './admin-api';
import { fileRefusalOf, MALFORMED_REASONS } from './refusal-words';

const creditor = {
  id: idOf('creditor'),
  slug: 'nordvidde',
  name: 'Nordvidde Nett AS',
  country: 'NO',
  role: 'grid',
  utility: 'grid',
  phone: '+4721000000',
};

const result: ImportResultWire = {
  importFileId: idOf('importFile'),
  fileName: 'innbetalinger.ocr',
  lines: [
    {
      format: 'ocr-giro',
      entries: 3,
      accepted: 2,
      rejected: 1,
      totalMinor: '150000',
      acceptedMinor: '118400',
      currency: 'NOK',
    },
  ],
  duplicates: 0,
  unmatched: 1,
  rejections: [{ entryNo: 2, place: 'line 4', code: 'NEGATIVE', reason: 'The amount is negative.' }],
};

const payment: UnmatchedWire = {
  id: idOf('ledgerEntry'),
  creditor: { id: idOf('creditor'), slug: 'nordvidde', name: 'Nordvidde Nett AS' },
  amountMinor: '118400',
  currency: 'NOK',
  bookedDate: '2026-11-17',
  reference: null,
  payerName: 'Ida Myhre',
  suggestions: [
    {
      customerAccountId: idOf('customerAccount'),
      claimId: idOf('claim'),
      customerName: 'Ida Myhre',
      invoiceNo: '1042',
      balanceMinor: '200000',
      why: 'same_payer',
    },
  ],
};

/** A loaded machine draws slowly; what is awaited is what counts, not how soon it came. */
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

let answer: () => Response;
const sent: { url: string; body: unknown }[] = [];

beforeEach(() => {
  sent.length = 0;
  // jsdom has no CSS.escape; the tabs look their keys up with it.
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  answer = () => Response.json(result);
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (init.method === 'POST') {
      sent.push({ url, body: init.body });
      return Promise.resolve(
        url.includes('/allocate') ? Response.json({ ledgerEntryId: idOf('ledgerEntry') }) : answer(),
      );
    }
    if (url.includes('/api/creditors')) return Promise.resolve(Response.json({ creditors: [creditor] }));
    if (url.includes('/api/unmatched')) return Promise.resolve(Response.json({ payments: [payment] }));
    return Promise.resolve(Response.json({ imports: [] }));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  window.location.hash = '';
});

async function importOne(name: string) {
  const shown = show(<AdminPage />);
  await screen.findByText('Choose files');
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
  await shown.user.upload(input, new File(['x'], name));
  return shown;
}

describe('an imported file', () => {
  test('shows what was accepted, and each rejection with its place and reason', async () => {
    await importOne('innbetalinger.ocr');
    expect(await screen.findByText('Imported, some rejected')).toBeTruthy();
    expect(sent[0]?.url).toContain('/api/imports?creditor=nordvidde&fileName=innbetalinger.ocr&anySeller=no');
    const row = within(screen.getByRole('table', { name: 'Rejected in innbetalinger.ocr' })).getByRole('row', {
      name: /2 line 4/u,
    });
    expect(row.textContent).toContain('The amount is negative.');
    expect(screen.getByText('NOK 1,184.00')).toBeTruthy();
  });

  test('that is refused whole says where, why and what to do, and that nothing was booked', async () => {
    answer = () =>
      Response.json(
        {
          error: {
            code: 'FILE_MALFORMED',
            details: {
              file: 'a.xml',
              place: '/Document/Ntry[3]',
              reason: 'TOTAL_DIFFERS',
              expected: '500',
              found: '400',
            },
          },
        },
        { status: 400 },
      );
    await importOne('a.xml');
    expect(await screen.findByText('Not imported')).toBeTruthy();
    expect(screen.getByText('The control total is 500, but the entries sum to 400 (minor units).')).toBeTruthy();
    expect(screen.getByText('/Document/Ntry[3]')).toBeTruthy();
    expect(screen.getByText(/ask for a corrected one/u)).toBeTruthy();
    expect(screen.getByText('Nothing in the file was booked.')).toBeTruthy();
  });

  test('that did not reach the server can be sent again', async () => {
    answer = () => Response.json({ error: { code: 'DEPENDENCY_DOWN' } }, { status: 503 });
    const { user } = await importOne('b.xml');
    await user.click(await screen.findByRole('button', { name: 'Import again' }));
    await vi.waitFor(() => expect(sent).toHaveLength(2));
  });

  test('has words in every language for every reason it can be refused', () => {
    for (const language of LANGUAGES) {
      const { malformed, advice } = RESOURCES[language].admin;
      for (const reason of MALFORMED_REASONS) {
        expect(malformed[reason].length).toBeGreaterThan(5);
        const refusal = fileRefusalOf({ code: 'FILE_MALFORMED', details: { reason } });
        expect(advice[refusal!.advice].length).toBeGreaterThan(20);
      }
    }
  });

  test('refused for another reason than the file is no file refusal', () => {
    expect(fileRefusalOf({ code: 'FORBIDDEN', details: {} })).toBeNull();
    expect(fileRefusalOf({ code: 'FILE_MALFORMED', details: { reason: 'NEWER' } })).toMatchObject({ reason: 'OTHER' });
  });
});

describe('a payment without a place', () => {
  test('is placed only after the sum that is left has been read', async () => {
    window.location.hash = '#/admin/unmatched';
    const { user } = show(<AdminPage />);
    await user.click(await screen.findByRole('button', { name: 'Place here' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).toContain('booked 17 November 2026 is placed on invoice 1042 of Ida Myhre');
    expect(dialog.textContent).toContain('NOK\u00A0816.00 is then left open');
    expect(sent).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Place the payment' }));
    await vi.waitFor(() => expect(sent[0]?.url).toContain('/allocate'));
    expect(sent[0]?.body).toBe(JSON.stringify({ claimId: idOf('claim') }));
    await vi.waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    await act(async () => undefined);
  });
});
