import { act, screen } from '@testing-library/react';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sampleId } from '../../../../../shared/call-scripts/testing/sample-case-file';
import { popChanged } from '../../../app/state/workstation';
import { show } from '../../../testing/render';
import { callAfter, deskWith, popWire } from '../testing/case-wire';
import { LedgerPane } from './LedgerPane';

// The virtualiser shows what fits; jsdom lays nothing out, so it is told a size.
beforeAll(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
});
afterAll(() => {
  vi.restoreAllMocks();
});

function inCall() {
  const shown = show(<LedgerPane />);
  act(() => void shown.store.dispatch(deskWith({ call: callAfter(), pop: popWire() })));
  return shown;
}

test('the sentence says which invoice was paid and which is still open', () => {
  inCall();
  expect(
    screen.getByText(/They paid invoice 1042 \(March\) on 14 April; invoice 1043 \(April\) of NOK.1,184\.00/u),
  ).toBeTruthy();
});

test('pointing at the sentence marks exactly the rows that prove it', async () => {
  const { user } = inCall();
  await user.hover(screen.getByText(/They paid invoice 1042/u));
  const marked = screen.getAllByRole('row').filter((row) => row.getAttribute('aria-selected') === 'true');
  expect(marked.map((row) => row.textContent)).toEqual([
    expect.stringContaining('1043'),
    expect.stringContaining('1042'),
    expect.stringContaining('→ 1042'),
  ]);
  await user.unhover(screen.getByText(/They paid invoice 1042/u));
  expect(screen.getAllByRole('row').some((row) => row.getAttribute('aria-selected') === 'true')).toBe(false);
});

test('a change from the server marks its row and says so, and moves no row', async () => {
  const { store, user } = inCall();
  const before = screen.getAllByRole('row').map((row) => row.textContent);
  act(() => void store.dispatch(popChanged({ pop: popWire(undefined, [sampleId('claim', 1043)]) }, 0)));
  expect(screen.getByText('1 row has changed')).toBeTruthy();
  expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual(before);
  await user.click(screen.getByRole('button', { name: 'Seen' }));
  expect(screen.queryByText('1 row has changed')).toBeNull();
});

test('the parts of the price add up to the invoice', async () => {
  const { user } = inCall();
  await user.click(screen.getByRole('button', { name: /What the price is made of/u }));
  const sum = screen.getByRole('row', { name: /Sum/u });
  expect(sum.textContent).toMatch(/NOK.1,184\.00/u);
});
