import { expect, test } from 'vitest';
import { callWire, idOf, offerWire, snapshotWire, wrapUpWire } from '../../testing/wire';
import { callPhase } from '../call-phase';
import {
  callChanged,
  offerEnded,
  offerRung,
  snapshotReceived,
  workstationReducer,
  wrapUpChanged,
  type WorkstationState,
} from './workstation';

const empty: WorkstationState = workstationReducer(undefined, snapshotReceived(snapshotWire(), 0));
const after = (...actions: Parameters<typeof workstationReducer>[1][]) => actions.reduce(workstationReducer, empty);

test('a call goes from ringing to talking to wrap-up and leaves a clear desk', () => {
  const ringing = after(offerRung({ offer: offerWire() }));
  expect(callPhase(ringing)).toBe('incoming');
  const ended = { offerId: idOf('offer'), callId: idOf('call'), how: 'accepted' as const };
  const talking = [offerEnded(ended), callChanged({ call: callWire('talking') })].reduce(workstationReducer, ringing);
  expect(callPhase(talking)).toBe('talking');
  const wrapUp = wrapUpWire({ reason: null, outcome: null, isResolved: null });
  const wrapping = [callChanged({ call: callWire('ended') }), wrapUpChanged({ wrapUp })].reduce(
    workstationReducer,
    talking,
  );
  expect(callPhase(wrapping)).toBe('wrap_up');
  const closed = workstationReducer(wrapping, wrapUpChanged({ wrapUp: { ...wrapUp, state: 'closed' } }));
  expect(callPhase(closed)).toBe('idle');
  expect(closed.call).toBeNull();
});

test('the end of an offer that is not ours to see any more changes nothing', () => {
  const ringing = after(offerRung({ offer: offerWire(2) }));
  const late = offerEnded({ offerId: idOf('offer', 1), callId: idOf('call', 1), how: 'withdrawn' });
  expect(workstationReducer(ringing, late).offer?.offerId).toBe(idOf('offer', 2));
});

test('a late word about an old call does not push the call on the line away', () => {
  const talking = after(callChanged({ call: callWire('talking', 2) }));
  expect(workstationReducer(talking, callChanged({ call: callWire('ended', 1) })).call?.id).toBe(idOf('call', 2));
});

test('a recording stored after the wrap-up puts no dead call back on the desk', () => {
  const late = after(callChanged({ call: callWire('ended', 1) }));
  expect(late.call).toBeNull();
  expect(callPhase(late)).toBe('idle');
});

test('a new call begins without the case of the one before', () => {
  const before: WorkstationState = { ...after(callChanged({ call: callWire('talking', 1) })), popAt: 5 };
  const next = workstationReducer(before, callChanged({ call: callWire('connecting', 2) }));
  expect(next.pop).toBeNull();
  expect(next.popAt).toBeNull();
});
