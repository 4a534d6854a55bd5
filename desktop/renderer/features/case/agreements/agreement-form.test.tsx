import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { sampleAccount, sampleCaseFile, sampleId } from '../../../../../shared/call-scripts/testing/sample-case-file';
import { show } from '../../../testing/render';
import { ScriptPane } from '../call-script/ScriptPane';
import { accountShown, formOpened } from '../case-slice';
import { callAfter, deskWith, popWire } from '../testing/case-wire';

/** The second account of the customer, at another creditor. */
function otherAccount() {
  const account = sampleAccount();
  return {
    ...account,
    id: sampleId('customerAccount', 2),
    creditor: { ...account.creditor, id: sampleId('creditor', 2), name: 'Nordhavn Nett AS' },
  };
}

test('a form that is open stays with the account it was opened for, and says so when the agent looks elsewhere', async () => {
  const caseFile = sampleCaseFile({ accounts: [sampleAccount(), otherAccount()] });
  const { store, user, sent } = show(<ScriptPane />);
  act(() => void store.dispatch(deskWith({ call: callAfter(), pop: popWire(caseFile) })));
  act(() => void store.dispatch(formOpened({ kind: 'note', accountId: sampleAccount().id, claimIds: [] })));
  await user.type(screen.getByRole('textbox'), 'Rings again');
  act(() => void store.dispatch(accountShown(sampleId('customerAccount', 2))));
  expect(screen.getByText(/This form is for Fjellglimt Kraft/u)).toBeTruthy();
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Rings again');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).toMatchObject([{ name: 'note:add', payload: { caseId: sampleAccount().cases[0]?.id } }]);
});

test('pressing the button again with other rows opens the form anew for those', () => {
  const { store, view } = show(<ScriptPane />);
  act(() => void store.dispatch(deskWith({ call: callAfter(), pop: popWire() })));
  const open = (claimIds: readonly string[]) =>
    act(() => void store.dispatch(formOpened({ kind: 'note', accountId: sampleAccount().id, claimIds })));
  open([]);
  const first = view.container.querySelector('.case-form');
  open([sampleAccount().claims[0]?.id ?? '']);
  expect(view.container.querySelector('.case-form')).not.toBe(first);
});

function openDispute() {
  const shown = show(<ScriptPane />);
  const { store, view } = shown;
  act(() => void store.dispatch(deskWith({ call: callAfter(), pop: popWire() })));
  act(() => void store.dispatch(formOpened({ kind: 'dispute', accountId: sampleAccount().id, claimIds: [] })));
  return { ...shown, isOpen: () => view.container.querySelector('.case-form textarea') !== null };
}

test('Esc leaves a form in which nothing was written, at once', async () => {
  const { user, isOpen } = openDispute();
  expect(isOpen()).toBe(true);
  await user.keyboard('{Escape}');
  expect(isOpen()).toBe(false);
});

test('Esc asks before the customer’s own words are thrown away, and a second Esc goes back to them', async () => {
  const { user, isOpen } = openDispute();
  await user.type(screen.getByRole('textbox'), 'The meter is wrong');
  await user.keyboard('{Escape}');
  expect(screen.getByRole('alert').textContent).toMatch(/not saved/u);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('The meter is wrong');
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Throw it away' }));
  expect(isOpen()).toBe(false);
});
