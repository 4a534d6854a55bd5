import { describe, expect, test } from 'vitest';
import type { TransitionTable } from './machine';
import { OFFER_EVENTS, OFFER_TRANSITIONS, newOfferLife, transitionOffer, type OfferEventType } from './offer-machine';
import {
  RECORDING_EVENTS,
  RECORDING_STATES,
  RECORDING_TRANSITIONS,
  newRecordingLife,
  transitionRecording,
  type RecordingEventType,
  type RecordingState,
} from './recording-machine';
import { OFFER_RING_MS, OFFER_STATES, WRAP_UP_MS, type OfferState } from './vocabulary';
import {
  WRAP_UP_EVENTS,
  WRAP_UP_STATES,
  WRAP_UP_TRANSITIONS,
  newWrapUpLife,
  transitionWrapUp,
  type WrapUpEvent,
  type WrapUpEventType,
  type WrapUpState,
} from './wrap-up-machine';

describe('an offer', () => {
  const table: TransitionTable<OfferState, OfferEventType> = OFFER_TRANSITIONS;
  for (const state of OFFER_STATES) {
    test.each(OFFER_EVENTS)(`${state} + %s is settled once and never again`, (event) => {
      const after = transitionOffer({ ...newOfferLife(0), state }, event, 7);
      const target = table[state][event];
      if (target === undefined) {
        expect(after).toEqual({ ok: false, error: { code: 'OFFER_GONE', details: { state, event } } });
      } else {
        expect(after.ok && after.value).toMatchObject({ state: target, settledAt: 7 });
      }
    });
  }

  test('rings for the named time', () => {
    expect(newOfferLife(100).dueAt).toBe(100 + OFFER_RING_MS);
  });
});

describe('a recording', () => {
  const table: TransitionTable<RecordingState, RecordingEventType> = RECORDING_TRANSITIONS;
  for (const state of RECORDING_STATES) {
    test.each(RECORDING_EVENTS)(`${state} + %s goes where the table says or is refused`, (event) => {
      const after = transitionRecording({ ...newRecordingLife(0), state }, event, 7);
      const target = table[state][event];
      if (target === undefined) expect(after.ok).toBe(false);
      else expect(after.ok && after.value.state).toBe(target);
    });
  }

  test('a customer who refused is not recorded again in the call', () => {
    const off = transitionRecording({ ...newRecordingLife(0), state: 'recording' }, 'refused', 5);
    if (!off.ok) throw new Error('refusing must work');
    for (const event of RECORDING_EVENTS) expect(transitionRecording(off.value, event, 9).ok).toBe(false);
  });

  test('nothing is recorded before the notice was heard', () => {
    expect(transitionRecording(newRecordingLife(0), 'started', 5).ok).toBe(false);
  });
});

describe('a wrap-up', () => {
  const table: TransitionTable<WrapUpState, WrapUpEventType> = WRAP_UP_TRANSITIONS;
  const classification = { reason: 'instalments', outcome: 'plan_agreed', isResolved: true } as const;
  const make = (type: WrapUpEventType): WrapUpEvent => (type === 'classified' ? { type, classification } : { type });

  for (const state of WRAP_UP_STATES) {
    test.each(WRAP_UP_EVENTS)(`${state} + %s goes where the table says or is refused`, (type) => {
      const after = transitionWrapUp({ ...newWrapUpLife(0), state }, make(type), 7);
      const target = table[state][type];
      if (target === undefined) {
        expect(after).toEqual({ ok: false, error: { code: 'WRAP_UP_CLOSED', details: { state, event: type } } });
      } else {
        expect(after.ok && after.value.state).toBe(target);
      }
    });
  }

  test('may be extended once, by the same time again', () => {
    const once = transitionWrapUp(newWrapUpLife(0), make('extended'), 10);
    if (!once.ok) throw new Error('the first extension must work');
    expect(once.value.dueAt).toBe(2 * WRAP_UP_MS);
    const twice = transitionWrapUp(once.value, make('extended'), 20);
    expect(twice).toEqual({ ok: false, error: { code: 'WRAP_UP_EXTENDED_ALREADY' } });
  });

  test('a late outcome is kept as a revision and does not move when the agent became free', () => {
    const missed = transitionWrapUp(newWrapUpLife(0), make('deadline_passed'), 60_000);
    if (!missed.ok) throw new Error('the deadline must work');
    expect(missed.value).toMatchObject({ state: 'unclassified', closedAt: 60_000, revision: 0, classification: null });
    const late = transitionWrapUp(missed.value, make('classified'), 90_000);
    expect(late.ok && late.value).toMatchObject({ state: 'closed', closedAt: 60_000, revision: 1, classification });
  });
});
