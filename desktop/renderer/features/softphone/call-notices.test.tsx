import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mediaChanged } from '../../app/state/media';
import { snapshotReceived } from '../../app/state/workstation';
import { show } from '../../testing/render';
import { callWire, snapshotWire } from '../../testing/wire';
import { StatusFooter } from '../../app/layout/StatusFooter';
import { CallNotices } from './CallNotices';
import { BAD_AFTER_MS, GOOD_AFTER_MS } from './use-line-advice';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function inCall() {
  const shown = show(
    <>
      <CallNotices />
      <StatusFooter />
    </>,
  );
  const line = (lossShare: number) => act(() => void shown.store.dispatch(mediaChanged({ lossShare, jitterMs: 5 })));
  const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
  act(() => {
    shown.store.dispatch(snapshotReceived(snapshotWire({ call: callWire('talking') }), 0));
    shown.store.dispatch(mediaChanged({ status: 'connected', callId: callWire('talking').id }));
  });
  return { ...shown, line, pass };
}

const advice = () => screen.queryByText(/stutters\. Use a network cable/u);

test('a line that is bad for a second only is nobody told of', () => {
  const { line, pass } = inCall();
  line(0.3);
  pass(BAD_AFTER_MS - 1);
  line(0);
  pass(GOOD_AFTER_MS);
  expect(advice()).toBeNull();
});

test('a line that stays bad gets advice where it moves nothing, which stays until it has been good for a while', () => {
  const { line, pass } = inCall();
  line(0.3);
  pass(BAD_AFTER_MS);
  expect(advice()?.closest('footer')).not.toBeNull();
  line(0);
  pass(1_000);
  line(0.3);
  pass(1_000);
  line(0);
  pass(GOOD_AFTER_MS - 1);
  expect(advice()).not.toBeNull();
  pass(1);
  expect(advice()).toBeNull();
});

test('a headset pulled out in a call is said although the line is good', () => {
  const { store } = inCall();
  act(() => void store.dispatch(mediaChanged({ problem: 'microphone_missing' })));
  expect(screen.getByRole('alert').textContent).toMatch(/microphone/iu);
});
