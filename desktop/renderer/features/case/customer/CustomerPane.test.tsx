import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { sampleId } from '../../../../../shared/call-scripts/testing/sample-case-file';
import { callChanged } from '../../../app/state/workstation';
import { fakeServices, show } from '../../../testing/render';
import { offerWire } from '../../../testing/wire';
import { LedgerPane } from '../ledger/LedgerPane';
import { callAfter, callBefore, deskWith, popWire } from '../testing/case-wire';
import { CustomerPane } from './CustomerPane';

const AMOUNT = /NOK|kr|\d,\d{2}/u;

test('before the gate there is no amount anywhere, only what one compares with', () => {
  const { store, view } = show(
    <>
      <CustomerPane />
      <LedgerPane />
    </>,
  );
  act(() => void store.dispatch(deskWith({ call: callBefore() })));
  expect(screen.getByText('Solveig Prøve')).toBeTruthy();
  expect(view.container.textContent).not.toMatch(AMOUNT);
});

test('while it rings the agent sees whom to greet for and who it may be, and can tick nothing', () => {
  const { store, view } = show(
    <>
      <CustomerPane />
      <LedgerPane />
    </>,
  );
  const offer = { ...offerWire(), candidates: callBefore().candidates };
  act(() => void store.dispatch(deskWith({ offer })));
  expect(screen.getByText('Solveig Prøve')).toBeTruthy();
  expect(screen.getByText(new RegExp(offer.creditor.name, 'u'))).toBeTruthy();
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(view.container.textContent).not.toMatch(AMOUNT);
});

test('two ticks by number key and Enter ask the server to open the gate', async () => {
  const { store, user, sent, view } = show(<CustomerPane />);
  act(() => void store.dispatch(deskWith({ call: callBefore() })));
  const panel = view.container.querySelector<HTMLElement>('[data-pane-focus]');
  act(() => panel?.focus());
  await user.keyboard('2');
  await user.keyboard('{Enter}');
  expect(sent).toEqual([]);
  await user.keyboard('3{Enter}');
  expect(sent).toEqual([
    {
      name: 'identity:verify',
      payload: expect.objectContaining({ factors: ['birth_date', 'address'], isThirdParty: false }),
    },
  ]);
});

const BERIT = {
  customerId: sampleId('customer', 2),
  name: 'Berit Prøve',
  birthDate: '1990-01-01',
  address: 'Prøveveien 9, 2000 Prøvestad',
  caseNos: ['S-2002'],
  foundBy: 'case_number' as const,
};

function ticksOnSolveig() {
  const shown = show(<CustomerPane />);
  act(() => void shown.store.dispatch(deskWith({ call: callBefore() })));
  const panel = shown.view.container.querySelector<HTMLElement>('[data-pane-focus]');
  act(() => panel?.focus());
  return shown;
}

test('facts that were ticked stay with their person when another candidate comes first', async () => {
  const { store, user, sent } = ticksOnSolveig();
  await user.keyboard('12');
  const call = { ...callBefore(), candidates: [BERIT, ...callBefore().candidates] };
  act(() => void store.dispatch(callChanged({ call })));
  await user.keyboard('{Enter}');
  expect(sent).toMatchObject([
    { name: 'identity:verify', payload: { customerId: sampleId('customer', 1), factors: ['name', 'birth_date'] } },
  ]);
});

test('the case file is the answer to the two facts: it is on the desk before the stream says anything', async () => {
  const fake = fakeServices();
  fake.answers.set('identity:verify', { ok: true, data: popWire() });
  const { store, user, view } = show(<CustomerPane />, fake);
  act(() => void store.dispatch(deskWith({ call: callBefore() })));
  act(() => view.container.querySelector<HTMLElement>('[data-pane-focus]')?.focus());
  await user.keyboard('12{Enter}');
  expect(store.getState().workstation.pop?.callId).toBe(callBefore().id);
});

test('when the person ticked is no longer a candidate the ticks are dropped, and it is said', async () => {
  const { store, user, sent } = ticksOnSolveig();
  await user.keyboard('12');
  act(() => void store.dispatch(callChanged({ call: { ...callBefore(), candidates: [BERIT] } })));
  await user.keyboard('{Enter}');
  expect(sent).toEqual([]);
  expect(screen.getByRole('alert').textContent).toMatch(/Solveig Prøve was dropped/u);
  expect(screen.getAllByRole('checkbox').every((box) => !(box instanceof HTMLInputElement && box.checked))).toBe(true);
});

test('a refused third party tells the agent what to say, in the language of the customer', async () => {
  const fake = fakeServices();
  fake.answers.set('identity:verify', { ok: false, error: { code: 'IDENTITY_THIRD_PARTY', details: {} } });
  const { store, user } = show(<CustomerPane />, fake);
  act(() => void store.dispatch(deskWith({ call: callBefore() })));
  await user.click(screen.getByRole('checkbox', { name: /someone else/u }));
  await user.click(screen.getByRole('button', { name: /authorisation/u }));
  const words = await screen.findByText(/fullmakt/u);
  expect(words.getAttribute('lang')).toBe('nb');
  expect(screen.getByRole('alert').textContent).toMatch(/not even whether there is one/u);
});

test('a digit typed into the search is text and ticks nothing', async () => {
  const { store, user } = show(<CustomerPane />);
  act(() => void store.dispatch(deskWith({ call: callBefore() })));
  await user.type(screen.getByRole('searchbox'), '12');
  expect(screen.getAllByRole('checkbox').every((box) => !(box instanceof HTMLInputElement && box.checked))).toBe(true);
});

test('when the gate opens the keyboard goes on in the call script, unless the agent types elsewhere', async () => {
  const desk = (
    <>
      <CustomerPane />
      <section id="pane-script">
        <button data-pane-focus>Script</button>
      </section>
      <input aria-label="Elsewhere" />
    </>
  );
  const { store, view } = show(desk);
  const open = () => act(() => void store.dispatch(deskWith({ call: callAfter(), pop: popWire() })));
  const shut = () => act(() => void store.dispatch(deskWith({ call: callBefore() })));
  shut();
  act(() => view.container.querySelector<HTMLElement>('.case-identity')?.focus());
  open();
  expect(document.activeElement?.textContent).toBe('Script');
  shut();
  act(() => screen.getByLabelText('Elsewhere').focus());
  open();
  expect(document.activeElement).toBe(screen.getByLabelText('Elsewhere'));
});

test('after the gate the creditor, the case and the service are there', () => {
  const { store } = show(<CustomerPane />);
  act(() => void store.dispatch(deskWith({ call: callAfter(), pop: popWire() })));
  expect(screen.getByRole('button', { name: /Fjellglimt Kraft/u }).getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByText('Case S-1001')).toBeTruthy();
  expect(screen.getByText('This call')).toBeTruthy();
});

test('in a call we made, the creditor is marked as the one we rang for, not as called', () => {
  const { store } = show(<CustomerPane />);
  act(() => void store.dispatch(deskWith({ call: { ...callAfter(), direction: 'out' }, pop: popWire() })));
  expect(screen.getByText('You dialled')).toBeTruthy();
  expect(screen.queryByText('Called')).toBeNull();
});
