import { configure, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CALL_SCORECARD } from '../../../../shared/qa/scorecard';
import { show } from '../../testing/render';
import { idOf } from '../../testing/wire';
import { filtersOf, qaQueryOf } from './filters';
import { explainMismatch } from './outcome-check';
import type { QaCallWire } from './qa-api';
import { QaPage } from './QaPage';
import { draftsOf } from '../../app/drafts';
import { EMPTY_DRAFT, judgeDraft, parseDraft, publishable, reviewDraftOf, withComment, withMark } from './review-draft';
import { momentsOf, stepStretches } from './timeline';

const NOW = new Date('2026-11-18T10:00:00Z').getTime();
const CALL_ID = idOf('call');

const line: QaCallWire['line'] = {
  callId: CALL_ID,
  direction: 'in',
  state: 'ended',
  arrivedAt: NOW,
  answeredAt: NOW + 4_000,
  endedAt: NOW + 200_000,
  waitMs: 4_000,
  talkMs: 196_000,
  creditorName: 'Nordvidde Nett AS',
  queueName: null,
  agentName: 'Anders Kvamsø',
  customerName: 'Tuva Solvang',
  reason: 'instalments',
  outcome: 'plan_agreed',
  isResolved: true,
  risks: ['outcome_mismatch'],
  hasRecording: false,
  reviewScoreBp: null,
};

const call: QaCallWire = {
  line,
  agentId: idOf('agent'),
  actions: ['identity_verified'],
  recording: null,
  timeline: [
    { atMs: 0, kind: 'call', label: 'answered', detail: null },
    { atMs: 7_000, kind: 'identity', label: 'verified', detail: 'name birth_date' },
    { atMs: 7_000, kind: 'action', label: 'identity_verified', detail: null },
    { atMs: 20_000, kind: 'script_step', label: 'payment-plan/start', detail: 'You can pay in parts.' },
    { atMs: 196_000, kind: 'call', label: 'ended', detail: null },
  ],
  scriptRuns: [
    {
      slug: 'payment-plan',
      version: 1,
      state: 'finished',
      log: [
        { stepNo: 1, at: NOW + 24_000, kind: 'shown', stepId: 'start', words: 'You can pay in parts.', answer: null },
        {
          stepNo: 2,
          at: NOW + 26_000,
          kind: 'answered',
          stepId: 'start',
          words: '',
          answer: '{"kind":"yes_no","isYes":true}',
        },
        { stepNo: 3, at: NOW + 27_000, kind: 'branched', stepId: 'can', words: '', answer: '[]' },
        {
          stepNo: 4,
          at: NOW + 30_000,
          kind: 'acted',
          stepId: 'plan',
          words: 'create_plan',
          answer: '{"kind":"done","values":{}}',
        },
      ],
    },
  ],
  note: 'Wants to pay on the 20th.',
  reviews: [],
};

/** A loaded machine draws slowly; what is awaited is what counts, not how soon it came. */
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const asked: { url: string; body: string | null }[] = [];

beforeEach(() => {
  asked.length = 0;
  // jsdom has no CSS.escape; the table looks its rows up with it.
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, body: typeof init.body === 'string' ? init.body : null });
    if (url.includes('/api/qa/calls/')) return Promise.resolve(Response.json(call));
    if (url.includes('/api/qa/calls')) {
      const agents = [{ id: idOf('agent'), name: 'Anders Kvamsø' }];
      return Promise.resolve(Response.json({ total: 1, calls: [line], agents }));
    }
    if (url.includes('/api/creditors')) return Promise.resolve(Response.json({ creditors: [] }));
    return Promise.resolve(Response.json({ error: { code: 'DEPENDENCY_DOWN' } }, { status: 503 }));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  window.location.hash = '';
});

describe('the list of calls', () => {
  test('shows a call with its risk as a word', async () => {
    window.location.hash = '#/qa';
    show(<QaPage />);
    const row = await screen.findByRole('row', { name: /Tuva Solvang/u });
    expect(within(row).getByText('Outcome does not match')).toBeTruthy();
  });

  test('is narrowed by one press on a risk, and the filter stands in the address', async () => {
    window.location.hash = '#/qa';
    const { user } = show(<QaPage />);
    await screen.findByRole('row', { name: /Tuva Solvang/u });
    await user.click(screen.getByRole('button', { name: 'Dispute' }));
    expect(window.location.hash).toBe('#/qa?risk=dispute');
    await vi.waitFor(() => expect(asked.some(({ url }) => url.includes('risk=dispute'))).toBe(true));
    expect((await screen.findByRole('button', { name: 'Dispute' })).getAttribute('aria-pressed')).toBe('true');
  });

  test('leaves out of an address what is no filter, instead of failing', () => {
    const filters = filtersOf({ risk: 'witchcraft', reason: 'fees', from: '2026-13-40', reviewed: 'no', x: '1' });
    expect(qaQueryOf(filters)).toEqual({ reason: 'fees', reviewed: 'no', offset: 0, limit: 100 });
    expect(qaQueryOf(filtersOf({ reason: 'fees', page: '3' }))).toEqual({ reason: 'fees', offset: 200, limit: 100 });
    expect(qaQueryOf(filtersOf({ page: '-1' }))).toEqual({ offset: 0, limit: 100 });
  });
});

describe('a call under review', () => {
  test('without a recording says so, and everything else works', async () => {
    window.location.hash = `#/qa/${CALL_ID}`;
    show(<QaPage />);
    expect(await screen.findByText('This call has no recording')).toBeTruthy();
    expect(screen.getByText('You can pay in parts.')).toBeTruthy();
    expect(screen.getByText('Wants to pay on the 20th.')).toBeTruthy();
    expect(screen.getByText('name, date of birth')).toBeTruthy();
  });

  test('reads the call script as a conversation: no keys, no branches, nothing of the machine', async () => {
    window.location.hash = `#/qa/${CALL_ID}`;
    const { view } = show(<QaPage />);
    expect(await screen.findByText('The plan is made')).toBeTruthy();
    expect(screen.getByText(/Yes$/u)).toBeTruthy();
    expect(view.container.textContent).not.toMatch(/[{}]|\[\]|create_plan/u);
    expect(view.container.querySelectorAll('.qa-step')).toHaveLength(3);
  });

  test('says in words why the outcome does not match', async () => {
    window.location.hash = `#/qa/${CALL_ID}`;
    show(<QaPage />);
    expect(
      await screen.findByText('The outcome says “Plan agreed”, but nothing of the kind was done in the call.'),
    ).toBeTruthy();
  });

  test('is scored by digits, shows the sum as it grows, and is sent after one question', async () => {
    window.location.hash = `#/qa/${CALL_ID}`;
    const { user } = show(<QaPage />);
    for (const question of CALL_SCORECARD.questions) {
      const group = await screen.findByRole('group', { name: question.text.en });
      within(group).getAllByRole('radio')[0]!.focus();
      await user.keyboard('5');
    }
    expect(screen.getByText('100%')).toBeTruthy();
    await user.keyboard('c');
    await user.type(await screen.findByLabelText('Comment at 00:00'), 'Calm and clear, jkl.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.getByText('Calm and clear, jkl.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Send the review' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(asked.some(({ url }) => url.includes('/api/qa/reviews'))).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: 'Send the review' }));
    await vi.waitFor(() => expect(asked.some(({ url }) => url.includes('/api/qa/reviews'))).toBe(true));
    const sent: unknown = JSON.parse(asked.find(({ url }) => url.includes('/api/qa/reviews'))?.body ?? 'null');
    expect(sent).toMatchObject({
      callId: CALL_ID,
      scorecard: 'call',
      comments: [{ atMs: 0, text: 'Calm and clear, jkl.' }],
    });
    expect(await within(dialog).findByRole('alert')).toBeTruthy();
  });
});

describe('the scorecard', () => {
  const all = (points: number | null) =>
    CALL_SCORECARD.questions.reduce((draft, { key }) => withMark(draft, key, points), EMPTY_DRAFT);

  test('has no sum until every question is answered', () => {
    const draft = withMark(EMPTY_DRAFT, 'identity', 5);
    expect(judgeDraft(draft)).toMatchObject({ result: null, openQuestions: CALL_SCORECARD.questions.length - 1 });
  });

  test('weighs the marks', () => {
    expect(judgeDraft(all(5)).result?.scoreBp).toBe(10_000);
    expect(judgeDraft(all(3)).result?.scoreBp).toBe(5_000);
    // The solution weighs 25 of 100: a 1 there and 5 elsewhere leaves 75 %.
    expect(judgeDraft(withMark(all(5), 'solution', 1)).result).toEqual({ scoreBp: 7_500, isAutoFailed: false });
  });

  test('fails the whole call on the lowest mark of a question that must not fail, and says which', () => {
    expect(judgeDraft(withMark(all(5), 'respect', 1))).toMatchObject({
      result: { scoreBp: 0, isAutoFailed: true },
      failedBy: ['respect'],
    });
  });

  test('leaves out what does not apply, and has no sum when nothing does', () => {
    expect(judgeDraft(withMark(all(5), 'cost_told', null)).result?.scoreBp).toBe(10_000);
    expect(judgeDraft(all(null))).toMatchObject({ result: null, openQuestions: 0 });
  });

  test('is sent with its comments in the order of the call', () => {
    const draft = withComment(withComment(all(4), { atMs: 9_000, text: 'b' }), { atMs: 1_000, text: 'a' });
    expect(publishable(CALL_ID, draft).comments.map(({ text }) => text)).toEqual(['a', 'b']);
  });
});

describe('what the reviewer is told', () => {
  test('nothing when the server sees no mismatch', () => {
    const honest = { outcome: 'plan_agreed', isResolved: true, actions: [], isFlagged: false } as const;
    expect(explainMismatch(honest)).toEqual([]);
  });

  test('which action the outcome hides', () => {
    const hidden = {
      outcome: 'question_answered',
      isResolved: false,
      actions: ['identity_verified', 'dispute_opened'],
      isFlagged: true,
    } as const;
    expect(explainMismatch(hidden)).toEqual([
      { kind: 'action_not_in_outcome', outcome: 'question_answered', action: 'dispute_opened' },
    ]);
  });

  test('a case that was frozen is an action like any other', () => {
    const frozen = {
      outcome: 'question_answered',
      isResolved: false,
      actions: ['identity_verified', 'case_frozen'],
      isFlagged: true,
    } as const;
    expect(explainMismatch(frozen)).toEqual([
      { kind: 'action_not_in_outcome', outcome: 'question_answered', action: 'case_frozen' },
    ]);
  });

  test('something even when this program knows no reason', () => {
    const odd = { outcome: 'other' as never, isResolved: null, actions: [], isFlagged: true };
    expect(explainMismatch(odd)).toEqual([{ kind: 'unexplained' }]);
  });

  test('the identity check once, and steps as stretches until the next', () => {
    expect(momentsOf(call.timeline).filter(({ label }) => label === 'identity_verified')).toEqual([]);
    expect(stepStretches(call.timeline, 196_000)).toEqual([{ startMs: 20_000, endMs: 196_000 }]);
  });
});

describe('a review that is being written', () => {
  test('is found again after a reload, by whoever wrote it', () => {
    const draft = withComment(withMark(EMPTY_DRAFT, 'identity', 5), { atMs: 1_000, text: 'Greets well' });
    draftsOf('log_1').keep(reviewDraftOf(CALL_ID), JSON.stringify(draft));
    expect(parseDraft(draftsOf('log_1').read(reviewDraftOf(CALL_ID)))).toEqual(draft);
    expect(parseDraft(draftsOf('log_2').read(reviewDraftOf(CALL_ID)))).toEqual(EMPTY_DRAFT);
  });

  test.each([null, 'no json', '{"scores":3}'])('begins empty when what was kept is %s', (kept) => {
    expect(parseDraft(kept)).toEqual(EMPTY_DRAFT);
  });
});
