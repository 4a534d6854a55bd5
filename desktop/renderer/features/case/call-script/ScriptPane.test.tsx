import { act, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { scriptRunChanged } from '../../../app/state/workstation';
import { show } from '../../../testing/render';
import { callAfter, callBefore, deskWith, popWire, runWire } from '../testing/case-wire';
import { ScriptPane } from './ScriptPane';

function running(change = {}) {
  const shown = show(<ScriptPane />);
  act(() => void shown.store.dispatch(deskWith({ call: callAfter(), pop: popWire(), scriptRun: runWire(change) })));
  const pane = shown.view.container.querySelector<HTMLElement>('[data-pane-focus]');
  return { ...shown, pane };
}

test('the words to say carry the language of the customer', () => {
  running();
  expect(screen.getByText('Vad passar dig?').getAttribute('lang')).toBe('sv');
});

test('a number key answers only while the keyboard is in the pane', async () => {
  const { user, sent, pane } = running();
  await user.keyboard('2');
  expect(sent).toEqual([]);
  act(() => pane?.focus());
  await user.keyboard('2');
  expect(sent).toEqual([
    { name: 'call-script:answer', payload: expect.objectContaining({ stepId: 'ask_how', answer: 'all_at_once' }) },
  ]);
});

test('an amount is sent with Enter as plain digits, whatever language it was typed in', async () => {
  const step = {
    stepId: 'ask_amount',
    kind: 'ask' as const,
    title: { nb: 'x', sv: 'x', fi: 'x', en: 'x' },
    words: 'Hur mycket?',
    answerKind: 'amount' as const,
    options: [],
    usual: null,
    usualInDays: null,
    act: null,
    actTopic: null,
    hint: null,
  };
  const { user, sent } = running({ current: step });
  await user.type(screen.getByRole('textbox'), '1 250,50{Enter}');
  expect(sent).toEqual([{ name: 'call-script:answer', payload: expect.objectContaining({ answer: '1250.50' }) }]);
});

test('the next step keeps the keyboard in the pane, and takes it from nobody', async () => {
  const { store, user, pane } = running();
  act(() => pane?.focus());
  await user.keyboard('1');
  const next = runWire({ current: { ...runWire().current, stepId: 'later', options: [] } as never });
  act(() => void store.dispatch(scriptRunChanged({ run: next })));
  expect(pane?.contains(document.activeElement)).toBe(true);
});

test('a step that changes while the agent works elsewhere does not take the keyboard', () => {
  const { store } = running();
  const other = document.createElement('input');
  document.body.append(other);
  act(() => other.focus());
  act(
    () =>
      void store.dispatch(
        scriptRunChanged({ run: runWire({ current: { ...runWire().current, stepId: 'later' } as never }) }),
      ),
  );
  expect(document.activeElement).toBe(other);
  other.remove();
});

test('before the gate is open the call script that verifies is the suggested one', () => {
  const { store } = show(<ScriptPane />);
  act(() => void store.dispatch(deskWith({ call: callBefore() })));
  expect(screen.getByRole('button', { name: /^Begin: Verify/u })).toBeTruthy();
});

test('any step can be jumped to, the jump is the server’s to record', async () => {
  const { user, sent } = running();
  await user.click(screen.getByRole('button', { name: /Ahead: Amount a month/u }));
  expect(sent).toEqual([{ name: 'call-script:jump', payload: expect.objectContaining({ stepId: 'ask_amount' }) }]);
});

test('Enter on the pane gives the usual answer, and nothing where none is named', async () => {
  const { current } = runWire();
  const usual = running({ current: { ...current, usual: 'in_parts' } });
  act(() => usual.pane?.focus());
  await usual.user.keyboard('{Enter}');
  expect(usual.sent).toEqual([
    { name: 'call-script:answer', payload: expect.objectContaining({ stepId: 'ask_how', answer: 'in_parts' }) },
  ]);
  usual.view.unmount();
  const none = running();
  act(() => none.pane?.focus());
  await none.user.keyboard('{Enter}');
  expect(none.sent).toEqual([]);
});

test('another language is asked for within the same run', async () => {
  // The menu asks for it, and the test's page has none.
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  const { user, sent } = running();
  await user.click(screen.getByRole('button', { name: /Svenska|Swedish/u }));
  await user.click(screen.getByRole('menuitem', { name: /Suomi|Finnish/u }));
  expect(sent).toEqual([{ name: 'call-script:language', payload: { runId: runWire().id, language: 'fi' } }]);
  vi.unstubAllGlobals();
});

test('the script that the conversation led to is offered first when it is over', () => {
  running({ state: 'finished', current: null, leadsTo: 'cannot-pay' });
  expect(screen.getAllByRole('listitem')[0]?.textContent).toMatch(/Cannot pay at all/u);
});
