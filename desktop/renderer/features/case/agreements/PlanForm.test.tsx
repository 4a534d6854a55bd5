import { act, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { sampleAccount } from '../../../../../shared/call-scripts/testing/sample-case-file';
import { fakeServices, show } from '../../../testing/render';
import { ScriptPane } from '../call-script/ScriptPane';
import { formOpened } from '../case-slice';
import { callAfter, deskWith, popWire } from '../testing/case-wire';

function planForm(fake = fakeServices()) {
  const shown = show(<ScriptPane />, fake);
  act(() => void shown.store.dispatch(deskWith({ call: callAfter(), pop: popWire() })));
  act(() => void shown.store.dispatch(formOpened({ kind: 'plan', accountId: sampleAccount().id, claimIds: [] })));
  return shown;
}

test('the preview sums to what is open, and Ctrl+Enter binds only after the cost is told', async () => {
  const { user, sent } = planForm();
  const table = screen.getByRole('table', { name: 'This is the plan' });
  expect(within(table).getByRole('row', { name: /Sum/u }).textContent).toMatch(/1,184\.00/u);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).toEqual([]);
  await user.click(screen.getByRole('checkbox', { name: /told the customer/u }));
  await user.keyboard('{Enter}');
  expect(sent).toEqual([]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).toEqual([
    {
      name: 'plan:create',
      payload: expect.objectContaining({ scriptRunId: null, isCostTold: true }),
    },
  ]);
});

test('changing the plan after the cost was told asks for it again', async () => {
  const { user } = planForm();
  const told = screen.getByRole('checkbox', { name: /told the customer/u });
  await user.click(told);
  await user.click(screen.getByRole('button', { name: 'One less' }));
  expect(screen.getByRole('checkbox', { name: /told the customer/u })).toHaveProperty('checked', false);
});

test('a refusal of the server stands in the form with what to do', async () => {
  const fake = fakeServices();
  fake.answers.set('plan:create', { ok: false, error: { code: 'PLAN_CLAIMS_CHANGED', details: {} } });
  const { user } = planForm(fake);
  await user.click(screen.getByRole('checkbox', { name: /told the customer/u }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect((await screen.findByRole('alert')).textContent?.length).toBeGreaterThan(20);
});

test('Escape closes a form that is not part of a call script', async () => {
  const { user, store } = planForm();
  await user.keyboard('{Escape}');
  expect(store.getState().caseScreen.form).toBeNull();
});
