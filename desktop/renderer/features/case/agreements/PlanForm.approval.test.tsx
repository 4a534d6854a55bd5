import { act, screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import {
  sampleAccount,
  samplePlan,
  sampleClaim,
  type PlanWire,
} from '../../../../../shared/call-scripts/testing/sample-case-file';
import { fakeServices, show } from '../../../testing/render';
import { popChanged } from '../../../app/state/workstation';
import { ScriptPane } from '../call-script/ScriptPane';
import { formOpened } from '../case-slice';
import { callAfter, deskWith, popWire, popWith } from '../testing/case-wire';

/** A loaded machine draws slowly; what is awaited is what counts, not how soon it came. */
vi.setConfig({ testTimeout: 30_000 });

/** The sample mandate with a lead who may agree twice as many instalments. */
function mandateWithLead() {
  const { mandate } = sampleAccount();
  if (mandate === null) throw new Error('The sample has a mandate');
  const limits = { ...mandate.plan, instalmentsMax: mandate.plan.instalmentsMax * 2, instalmentMinMinor: '5000' };
  return { ...mandate, plan: { ...mandate.plan, approval: { role: 'lead' as const, limits } } };
}

function planForm(change: { plans?: PlanWire[] } = {}) {
  const fake = fakeServices();
  const shown = show(
    <div id="pane-script">
      <ScriptPane />
    </div>,
    fake,
  );
  const pop = popWith({ mandate: mandateWithLead(), ...change });
  act(() => void shown.store.dispatch(deskWith({ call: callAfter(), pop })));
  act(() => void shown.store.dispatch(formOpened({ kind: 'plan', accountId: sampleAccount().id, claimIds: [] })));
  return { ...shown, fake };
}

const planId = samplePlan(1, []).id;
const waiting = (change: Partial<PlanWire> = {}) =>
  samplePlan(1, [sampleClaim(1043).id], {
    state: 'awaiting_approval',
    approval: {
      askedAt: 1_000,
      askedByName: 'Ingrid',
      why: 'A new job.',
      breaches: [{ limit: 'instalments', asked: '8', allowed: '6' }],
      dueAt: 2_000,
      decision: null,
      decidedAt: null,
      decidedByName: null,
      note: '',
    },
    ...change,
  });

describe('counter-offers', () => {
  test('a digit chooses an offer, and so do the arrows', async () => {
    const { user } = planForm();
    const offers = screen.getByRole('group', { name: 'What we can offer' });
    const buttons = within(offers).getAllByRole('button');
    expect(buttons.length).toBeGreaterThan(1);
    act(() => buttons[0]?.focus());
    await user.keyboard('2');
    expect(buttons[1]?.getAttribute('aria-pressed')).toBe('true');
    act(() => buttons[1]?.focus());
    await user.keyboard('{ArrowUp}');
    expect(buttons[0]?.getAttribute('aria-pressed')).toBe('true');
  });

  test('a digit typed into an amount is an amount', async () => {
    const { user } = planForm();
    const pressed = () =>
      within(screen.getByRole('group', { name: 'What we can offer' }))
        .getAllByRole('button')
        .map((one) => one.getAttribute('aria-keyshortcuts'));
    const before = pressed();
    await user.click(screen.getByRole('textbox', { name: 'First payment' }));
    await user.keyboard('2');
    expect(pressed()[0]).toBe(before[0]);
  });
});

describe('a plan beyond the mandate', () => {
  test('is sent to a lead with the reason, and binds nobody', async () => {
    const { user, sent, fake } = planForm();
    fake.answers.set('plan:ask-approval', { ok: true, data: { planId, dueAt: 2_000 } });
    await user.clear(screen.getByRole('textbox', { name: 'Can pay each time' }));
    await user.type(screen.getByRole('textbox', { name: 'Can pay each time' }), '120');
    const beyond = screen.getByRole('button', { name: /Needs approval/u });
    await user.click(beyond);
    await user.click(screen.getByRole('checkbox', { name: /told the customer/u }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(sent).toEqual([]);
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /Why should it be approved/u }));
    await user.keyboard('A new job from the first.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(sent).toEqual([
      {
        name: 'plan:ask-approval',
        payload: expect.objectContaining({ why: 'A new job from the first.', isCostTold: true, replacesPlanId: null }),
      },
    ]);
  });

  test('waits where it was asked, and the yes shows without a reload', async () => {
    const { user, store } = planForm({ plans: [waiting()] });
    expect(screen.getByRole('region', { name: 'Waiting for a team lead' }).textContent).toContain(
      '8 instalments; up to 6',
    );
    const given = waiting({ state: 'active', agreedAt: 1_500 });
    const approval =
      given.approval === null || given.approval === undefined
        ? null
        : { ...given.approval, decision: 'approved' as const, decidedAt: 1_500, decidedByName: 'Henrik' };
    act(
      () =>
        void store.dispatch(
          popChanged({ pop: popWith({ mandate: mandateWithLead(), plans: [{ ...given, approval }] }) }, 1),
        ),
    );
    expect(screen.getByRole('alert').textContent).toContain('Henrik said yes');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(store.getState().caseScreen.form).toBeNull();
  });

  test('a no says why and leaves the offers to choose from', () => {
    const { store } = planForm({ plans: [waiting()] });
    const refused = waiting({ state: 'cancelled' });
    const approval =
      refused.approval === null || refused.approval === undefined
        ? null
        : {
            ...refused.approval,
            decision: 'rejected' as const,
            decidedAt: 1_500,
            decidedByName: 'Henrik',
            note: 'Six will do.',
          };
    act(
      () =>
        void store.dispatch(
          popChanged({ pop: popWith({ mandate: mandateWithLead(), plans: [{ ...refused, approval }] }) }, 1),
        ),
    );
    expect(screen.getByRole('alert').textContent).toContain('Six will do.');
    expect(screen.getByRole('group', { name: 'What we can offer' })).toBeTruthy();
  });
});

test('a running plan is replaced: the form says so and the command names it', async () => {
  const { user, sent } = planForm({ plans: [samplePlan(1, [sampleClaim(1043).id])] });
  expect(screen.getByText(/takes the place of the one that runs/u)).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: /told the customer/u }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).toEqual([{ name: 'plan:create', payload: expect.objectContaining({ replacesPlanId: planId }) }]);
});

test('the sample of the other tests still has no lead to ask', () => {
  expect(popWire().caseFile.accounts[0]?.mandate?.plan.approval ?? null).toBeNull();
});
