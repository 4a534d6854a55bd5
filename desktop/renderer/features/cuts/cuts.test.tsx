import { act, configure, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GATE_EVIDENCE, GATES, type Gate } from '../../../../shared/disconnection/index';
import { LANGUAGES } from '../../../../shared/lang/languages';
import { isoDate } from '../../../../shared/time/dates';
import { RESOURCES } from '../../i18n/resources';
import { loggedIn } from '../../app/state/session';
import { show } from '../../testing/render';
import { idOf } from '../../testing/wire';
import { AnswerDialog } from './AnswerDialog';
import { CallsBeforeCut } from './CallsBeforeCut';
import { GateList } from './GateList';
import { StepForm } from './StepForm';

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const sent: { url: string; body: unknown }[] = [];
beforeEach(() => {
  sent.length = 0;
  // jsdom has no CSS.escape; the dialog looks its keys up with it.
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (init.method === 'POST') {
      sent.push({ url, body: typeof init.body === 'string' ? JSON.parse(init.body) : null });
      return Promise.resolve(
        Response.json({
          outcome: 'partly',
          creditAwaitedMinor: '40000',
          feesRemovedMinor: '0',
          feesReturnedMinor: '0',
          resumesOn: '2026-11-30',
        }),
      );
    }
    return Promise.resolve(Response.json({ total: 1, waitingForHours: 2, isCutShort: true, calls: [line] }));
  });
});
afterEach(() => vi.unstubAllGlobals());

const line = {
  caseId: idOf('case'),
  caseNo: '2026-77',
  creditorId: idOf('creditor'),
  creditorName: 'Nordvidde Nett AS',
  utility: 'grid',
  customerId: idOf('customer'),
  customerName: 'Solveig Prøve',
  language: 'nb',
  phone: '+4799000000',
  earliestCutDate: '2026-11-19',
  bankDaysLeft: 2,
  tries: 1,
  lastTriedAt: 1_000,
};

describe('the gates', () => {
  test('have a name for each and words for each piece of evidence, in four languages', () => {
    for (const language of LANGUAGES) {
      const words = RESOURCES[language].cuts;
      expect(Object.keys(words.gate).sort()).toEqual([...GATES].sort());
      expect(Object.keys(words.evidence).sort()).toEqual([...GATE_EVIDENCE].sort());
    }
  });

  test('say open, shut and not known by word, not by colour alone', () => {
    const base = { amountMinor: null, count: null, date: null, ruleId: 'NO-CUT-C' };
    const gates: readonly Gate[] = [
      { ...base, gate: 'warning', verdict: 'pass', evidence: 'done_on', date: isoDate('2026-11-02') },
      { ...base, gate: 'dispute', verdict: 'fail', evidence: 'dispute_waits', count: 1 },
      { ...base, gate: 'service', verdict: 'unknown', evidence: 'not_served' },
    ];
    show(<GateList currency="NOK" gates={gates} />);
    const items = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(items).toEqual([
      expect.stringMatching(/^In place:Warning/u),
      expect.stringMatching(/^Stops:DisputeWaits for an answer \(1\)/u),
      expect.stringMatching(/^Not known: stops:ServedNot proved/u),
    ]);
  });
});

describe('the list of whom to call', () => {
  test('shows who, when and how often it was tried, and says that others wait for the hour', async () => {
    show(<CallsBeforeCut onShowCase={null} />);
    const row = await screen.findByRole('row', { name: /Solveig Prøve/u });
    expect(row.textContent).toContain('2026-77');
    expect(screen.getByText('2 more wait for hours in which we may call')).toBeTruthy();
    expect(screen.getByText(/More are warned than the list can show/u)).toBeTruthy();
  });
});

describe('a step of a cut', () => {
  test('is written down with its day, never one that lies ahead', async () => {
    const { user } = show(<StepForm caseId={idOf('case')} today={isoDate('2026-11-17')} />);
    await user.click(screen.getByRole('button', { name: /What was done/u }));
    await user.click(await screen.findByRole('option', { name: RESOURCES.en.cuts.step.warning_served }));
    const day = screen.getByLabelText('The day it was done');
    await user.clear(day);
    await user.type(day, '2026-11-18');
    await user.click(screen.getByRole('button', { name: /Save the step/u }));
    expect(sent).toEqual([]);
    await user.clear(day);
    await user.type(day, '2026-11-12');
    await user.type(screen.getByLabelText('Note'), 'By bailiff.');
    await user.click(screen.getByRole('button', { name: /Save the step/u }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ body: { kind: 'warning_served', onDate: '2026-11-12', note: 'By bailiff.' } });
  });
});

type Login = Parameters<typeof loggedIn>[0]['login'];
// Only the roles matter to the dialog.
const LEAD = { id: 'log_1', roles: ['lead'], language: 'en' } as unknown as Login;

const dialog = (onClose: () => void) => (
  <AnswerDialog disputeId={idOf('dispute')} currency="NOK" isMaterial callId={idOf('call')} onClose={onClose} />
);

describe('the answer to a dispute', () => {
  test('is saved with the part that was accepted, and says before what follows', async () => {
    const done = vi.fn();
    const { user, store } = show(dialog(done));
    act(() => void store.dispatch(loggedIn({ token: 't', login: LEAD })));
    await user.click(screen.getByRole('button', { name: /What was the answer/u }));
    await user.click(await screen.findByRole('option', { name: 'Partly right' }));
    expect(screen.getByText(/The rest gets a new deadline/u)).toBeTruthy();
    await user.type(screen.getByLabelText('The creditor gives up'), '400');
    await user.type(screen.getByLabelText('Reason the customer may hear'), 'The meter was misread.');
    expect(screen.getByRole('button', { name: 'Save the answer' }).getAttribute('aria-disabled')).toBe('true');
    await user.type(screen.getByLabelText('Who at the creditor answered?'), 'Berit Strand');
    await user.click(screen.getByRole('button', { name: 'Save the answer' }));
    await vi.waitFor(() => expect(done).toHaveBeenCalled());
    expect(sent).toEqual([
      {
        url: expect.stringContaining(`/api/disputes/${idOf('dispute')}/answer`),
        body: {
          outcome: 'partly',
          acceptedMinor: '40000',
          text: 'The meter was misread.',
          saidBy: 'Berit Strand',
          callId: null,
        },
      },
    ]);
  });

  test('is not an agent’s to choose: they write that the customer takes it back, in the call', async () => {
    const done = vi.fn();
    const { user } = show(dialog(done));
    expect(screen.queryByRole('button', { name: /What was the answer/u })).toBeNull();
    await user.type(screen.getByLabelText('What the customer said'), 'She found the reading.');
    await user.click(screen.getByRole('button', { name: 'Save the answer' }));
    await vi.waitFor(() => expect(done).toHaveBeenCalled());
    expect(sent.map(({ body }) => body)).toEqual([
      {
        outcome: 'withdrawn',
        acceptedMinor: null,
        text: 'She found the reading.',
        saidBy: null,
        callId: idOf('call'),
      },
    ]);
  });
});
