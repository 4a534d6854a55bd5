import { act, configure, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CALL_SCORECARD } from '../../../../shared/qa/scorecard';
import { snapshotReceived } from '../../app/state/workstation';
import { show } from '../../testing/render';
import { idOf, snapshotWire } from '../../testing/wire';
import type { MyReviewWire } from './reviews-api';
import { ReviewsPage } from './ReviewsPage';

const review: MyReviewWire = {
  id: idOf('review'),
  callId: idOf('call'),
  agentId: idOf('agent'),
  agentName: 'Anders Kvamsø',
  reviewerName: 'Solveig Aas',
  scorecard: 'call',
  scorecardVersion: CALL_SCORECARD.version,
  scoreBp: 8_750,
  isAutoFailed: false,
  summary: 'You found the cause at once.',
  publishedAt: new Date('2026-11-18T10:00:00Z').getTime(),
  seenAt: null,
  scores: [
    { question: 'identity', points: 5, isNotApplicable: false },
    { question: 'cost_told', points: null, isNotApplicable: true },
  ],
  comments: [{ atMs: 133_000, text: 'Well explained.' }],
};

/** A loaded machine draws slowly; what is awaited is what counts, not how soon it came. */
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

let list: MyReviewWire[] = [];
const posted: string[] = [];

beforeEach(() => {
  posted.length = 0;
  list = [review];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (init.method === 'POST') {
      posted.push(url);
      list = [{ ...review, seenAt: review.publishedAt + 1 }];
      return Promise.resolve(Response.json({}));
    }
    return Promise.resolve(Response.json({ reviews: list }));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  window.location.hash = '';
});

test('an opened review shows its words, moments and marks, and is marked as seen once', async () => {
  window.location.hash = `#/reviews/${review.id}`;
  const { store } = show(<ReviewsPage />);
  act(() => void store.dispatch(snapshotReceived(snapshotWire({ unseenReviews: 1 }), 0)));
  expect(await screen.findByText('Well explained.')).toBeTruthy();
  expect(screen.getByText('02:13')).toBeTruthy();
  expect(screen.getAllByText('87.5%').length).toBeGreaterThan(0);
  expect(screen.getByText('5 of 5')).toBeTruthy();
  expect(screen.getByText('not applicable')).toBeTruthy();
  await vi.waitFor(() => expect(store.getState().workstation.unseenReviews).toBe(0));
  expect(posted).toEqual([`http://server.test/api/me/reviews/${review.id}/seen`]);
});

test('a list alone marks nothing as seen, and says how many are new', async () => {
  window.location.hash = '#/reviews';
  show(<ReviewsPage />);
  expect(await screen.findByText('1 new')).toBeTruthy();
  expect(posted).toEqual([]);
});

test('without reviews the page says what will fill it', async () => {
  list = [];
  show(<ReviewsPage />);
  expect(await screen.findByText('No reviews yet')).toBeTruthy();
});
