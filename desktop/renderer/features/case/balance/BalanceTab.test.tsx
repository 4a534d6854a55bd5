import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  sampleAccount,
  sampleCase,
  sampleCaseFile,
  sampleId,
} from '../../../../../shared/call-scripts/testing/sample-case-file';
import { buildStatement } from '../../../../../shared/statement/build-statement';
import { show } from '../../../testing/render';
import { callAfter, deskWith, popWire } from '../testing/case-wire';
import { BalanceTab } from './BalanceTab';

const asked: URL[] = [];
let refusal: string | null = null;

beforeEach(() => {
  asked.length = 0;
  refusal = null;
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', (address: string) => {
    const url = new URL(address);
    asked.push(url);
    if (refusal !== null) return Promise.resolve(Response.json({ error: { code: refusal } }, { status: 403 }));
    if (url.pathname.endsWith('.pdf')) return Promise.resolve(new Response('%PDF-'));
    const caseFile = sampleCaseFile();
    const [account] = caseFile.accounts;
    if (account === undefined) throw new Error('the file has an account');
    const language = url.searchParams.get('language') === 'fi' ? 'fi' : 'nb';
    return Promise.resolve(
      Response.json(
        buildStatement({
          caseFile,
          account,
          collectionCase: account.cases[0] ?? null,
          onDate: caseFile.asOf,
          language,
        }),
      ),
    );
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function open(cases = [sampleCase(1)]) {
  const caseFile = sampleCaseFile({ accounts: [sampleAccount({ cases })] });
  const [account] = caseFile.accounts;
  if (account === undefined) throw new Error('the file has an account');
  const shown = show(<BalanceTab account={account} caseFile={caseFile} />);
  act(() => void shown.store.dispatch(deskWith({ call: callAfter(), pop: popWire(caseFile) })));
  return shown;
}

test('reads the balance out in the customer’s language, with interest to today', async () => {
  open();
  const statement = await screen.findByRole('article');
  expect(statement.getAttribute('lang')).toBe('nb');
  expect(statement.textContent).toMatch(/Rente 12.% av 1.184,00.kr fra 21\. april til i dag, 14 dager: 5,45.kr/u);
  expect(asked[0]?.pathname).toBe(`/api/cases/${sampleId('case', 1)}/statement`);
  expect(asked[0]?.searchParams.get('date')).toBe('2026-05-04');
});

test('asks anew for another day, and asks for nothing while the day is no day', async () => {
  const { user } = open();
  await screen.findByRole('article');
  const field = screen.getByRole('textbox', { name: 'As of' });
  await user.clear(field);
  await user.type(field, 'someday');
  expect(screen.queryByRole('article')).toBeNull();
  await user.clear(field);
  await user.type(field, '01.04.2026');
  await screen.findByRole('article');
  expect(asked.at(-1)?.searchParams.get('date')).toBe('2026-04-01');
});

test('can be scrolled from the keyboard alone', async () => {
  open();
  const statement = await screen.findByRole('article');
  statement.focus();
  expect(document.activeElement).toBe(statement);
});

test('saves the same day and language as a PDF', async () => {
  const created = vi.fn((_bytes: Blob) => 'blob:x');
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: created, revokeObjectURL: vi.fn() }));
  const names: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    names.push(this.download);
  });
  const { user } = open();
  await screen.findByRole('article');
  await user.click(screen.getByRole('button', { name: 'Save as PDF' }));
  await vi.waitFor(() => expect(names).toEqual(['S-1001-2026-05-04.pdf']));
  expect(asked.at(-1)?.pathname).toMatch(/statement\.pdf$/u);
  expect(asked.at(-1)?.searchParams.get('language')).toBe('nb');
});

test('says what to do when it is refused, and lets one try again', async () => {
  refusal = 'IDENTITY_NOT_VERIFIED';
  const { user } = open();
  const again = await screen.findByRole('button', { name: 'Try again' });
  refusal = null;
  await user.click(again);
  expect(await screen.findByRole('article')).toBeTruthy();
});

test('says so when nothing is in collection', () => {
  open([]);
  expect(screen.getByText('Nothing is in collection')).toBeTruthy();
});
