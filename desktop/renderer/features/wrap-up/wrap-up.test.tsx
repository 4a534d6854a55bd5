import { act, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { wrapUpChanged } from '../../app/state/workstation';
import { show } from '../../testing/render';
import { idOf, wrapUpWire } from '../../testing/wire';
import { FormShell } from '../case/agreements/FormShell';
import { draftOf, missingOf, outcomeOfKey, reasonOfKey, withOutcome } from './draft';
import { WrapUpPanel } from './WrapUpPanel';

// Thirty-one choices are drawn per keystroke: on a machine that is busy with calls this takes its time.
vi.setConfig({ testTimeout: 30_000 });

type Prefill = Parameters<typeof wrapUpWire>[0];

/** The panel after a call for which the server proposes this. */
function afterCall(prefill: Prefill) {
  sessionStorage.clear();
  const shown = show(<WrapUpPanel />);
  act(() => void shown.store.dispatch(wrapUpChanged({ wrapUp: wrapUpWire(prefill) })));
  return shown;
}

const closings = (sent: readonly { name: string; payload: unknown }[]) =>
  sent.filter((message) => message.name === 'wrap-up:close').map((message) => message.payload);

test('a right proposal is closed with one key', async () => {
  const { user, sent } = afterCall({ reason: 'instalments', outcome: 'plan_agreed', isResolved: true });
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(closings(sent)).toEqual([
    {
      callId: idOf('call'),
      reason: 'instalments',
      outcome: 'plan_agreed',
      isResolved: true,
      isFollowUpAgreed: false,
      note: '',
    },
  ]);
});

test('a wrong outcome is mended in three keys: F10, a letter, Ctrl+Enter', async () => {
  const { user, sent } = afterCall({ reason: 'dispute', outcome: 'question_answered', isResolved: true });
  await user.keyboard('{F10}');
  await user.keyboard('b');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(closings(sent)).toMatchObject([{ reason: 'dispute', outcome: 'dispute_opened', isResolved: false }]);
});

test('what is missing is asked for where it is missing, and nothing is sent', async () => {
  const { user, sent } = afterCall({ reason: null, outcome: 'not_verified', isResolved: false });
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(closings(sent)).toEqual([]);
  expect(screen.getByText('Choose why the customer called.')).toBeTruthy();
  await user.keyboard('r');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(closings(sent)).toMatchObject([{ reason: 'other', outcome: 'not_verified' }]);
});

test('a form the customer hung up on keeps the keyboard and the key, until it is done with', async () => {
  sessionStorage.clear();
  const commit = vi.fn();
  const form = (
    <FormShell
      title="Plan"
      commitLabel="Make the plan"
      onCommit={commit}
      isPending={false}
      blockedReason={null}
      error={null}
      isInScript={false}
      onCancel={() => undefined}
    >
      <input aria-label="First payment" />
    </FormShell>
  );
  const { user, sent, store } = show(
    <>
      {form}
      <WrapUpPanel />
    </>,
  );
  const prefill = { reason: 'instalments', outcome: 'question_answered', isResolved: true } as const;
  act(() => void store.dispatch(wrapUpChanged({ wrapUp: wrapUpWire(prefill) })));
  expect(document.activeElement).toBe(screen.getByLabelText('First payment'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(commit).toHaveBeenCalledTimes(1);
  expect(closings(sent)).toEqual([]);
  expect(screen.getByRole('button', { name: /Close the call/u }).getAttribute('aria-keyshortcuts')).toBeNull();
  expect(screen.getByRole('button', { name: /Make the plan/u }).getAttribute('aria-keyshortcuts')).toBe(
    'Control+Enter',
  );
});

const drafts = (sent: readonly { name: string; payload: unknown }[]) =>
  sent.filter((message) => message.name === 'wrap-up:draft').map((message) => message.payload);

test('a note that is half written when the minute is over goes to the server, and nothing stays on this computer', async () => {
  const prefill = { reason: 'fees', outcome: 'fee_waived', isResolved: true } as const;
  const { user, sent, store } = afterCall(prefill);
  await user.type(screen.getByLabelText('Note'), 'Rings again');
  act(() => void store.dispatch(wrapUpChanged({ wrapUp: { ...wrapUpWire(prefill), state: 'unclassified' } })));
  expect(drafts(sent).at(-1)).toEqual({ callId: idOf('call'), note: 'Rings again' });
  expect(sessionStorage).toHaveLength(0);
  expect(localStorage).toHaveLength(0);
});

test('a note taken up after a reload is the one that was written, here or at the server', async () => {
  const prefill = { reason: 'fees', outcome: 'fee_waived', isResolved: true } as const;
  const { user, view } = afterCall(prefill);
  await user.type(screen.getByLabelText('Note'), 'abc');
  view.unmount();
  const again = show(<WrapUpPanel />);
  act(() => void again.store.dispatch(wrapUpChanged({ wrapUp: { ...wrapUpWire(prefill), note: 'a' } })));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('abc');
  again.view.unmount();
  sessionStorage.clear();
  const elsewhere = show(<WrapUpPanel />);
  act(() => void elsewhere.store.dispatch(wrapUpChanged({ wrapUp: { ...wrapUpWire(prefill), note: 'a' } })));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('a');
});

test('letters in the note are only letters', async () => {
  const { user, sent } = afterCall({ reason: 'fees', outcome: 'fee_waived', isResolved: true });
  await user.type(screen.getByLabelText('Note'), 'abc');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(closings(sent)).toMatchObject([{ reason: 'fees', outcome: 'fee_waived', note: 'abc' }]);
});

test('more time is asked for once', async () => {
  const { user, sent } = afterCall({ reason: 'fees', outcome: 'fee_waived', isResolved: true });
  await user.keyboard('{Control>}e{/Control}');
  expect(sent.filter((message) => message.name === 'wrap-up:extend')).toHaveLength(1);
});

test('a draft knows what is missing and what an outcome implies', () => {
  const draft = draftOf({ prefill: { reason: null, outcome: null, isResolved: null } });
  expect(missingOf(draft)).toBe('reason');
  expect(missingOf({ ...draft, reason: 'fees' })).toBe('outcome');
  expect(withOutcome(draft, 'plan_agreed').isResolved).toBe(true);
  expect(withOutcome(draft, 'callback_agreed')).toMatchObject({ isResolved: false, isFollowUpAgreed: true });
  expect(reasonOfKey('A')).toBe('invoice_not_received');
  expect(outcomeOfKey('z')).toBeNull();
  expect(outcomeOfKey('Enter')).toBeNull();
});
