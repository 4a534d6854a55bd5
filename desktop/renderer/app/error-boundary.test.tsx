import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBridge, show } from '../testing/render';
import { callWire, snapshotWire } from '../testing/wire';
import { CrashedDesk } from './CrashedDesk';
import { ErrorBoundary } from './ErrorBoundary';
import { faultOf } from './report-fault';
import { snapshotReceived } from './state/workstation';

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(window, 'friskmeld');
});

function Faulty(): never {
  throw new RangeError('Ingrid owes 4 000');
}

test('a fault goes to the log of this computer with its kind and place, and without what was on the screen', () => {
  const { bridge, asked } = fakeBridge();
  Object.defineProperty(window, 'friskmeld', { value: bridge, configurable: true });
  show(
    <ErrorBoundary>
      <Faulty />
    </ErrorBoundary>,
  );
  expect(screen.getByRole('alert').textContent).toMatch(/Something went wrong/u);
  expect(asked).toEqual([{ verb: 'reportFault', args: expect.objectContaining({ name: 'RangeError' }) }]);
  expect(JSON.stringify(asked)).not.toContain('Ingrid');
});

test('a call can still be ended when the bar with its buttons has failed', async () => {
  const { store, user, sent } = show(
    <ErrorBoundary fallback={<CrashedDesk />}>
      <Faulty />
    </ErrorBoundary>,
  );
  expect(screen.queryByRole('button', { name: 'Hang up' })).toBeNull();
  act(() => void store.dispatch(snapshotReceived(snapshotWire({ call: callWire('talking') }), 0)));
  await user.click(screen.getByRole('button', { name: 'Hang up' }));
  expect(sent).toEqual([{ name: 'call:hang-up', payload: { callId: callWire('talking').id } }]);
});

test('a thing that is thrown and no error says only what it is', () => {
  expect(faultOf('Ingrid')).toEqual({ name: 'string', place: '' });
});
