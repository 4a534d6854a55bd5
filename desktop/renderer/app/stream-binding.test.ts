import { describe, expect, test, vi } from 'vitest';
import { fakeServices } from '../testing/render';
import { callWire, idOf, offerWire, snapshotWire } from '../testing/wire';
import { parseEvent } from '../realtime/events';
import { loggedIn } from './state/session';
import { createStore } from './store';
import { StreamBinding } from './stream-binding';

const login = {
  id: idOf('agent'),
  userName: 'kari',
  displayName: 'Kari',
  roles: ['agent' as const],
  language: 'nb' as const,
  isDemo: true,
};

const rung = (seq: number, epoch = 'a') =>
  parseEvent('offer:rung', { stream: 'agent', epoch, seq, at: 9_000, data: { offer: offerWire() } })!;
const talking = (seq: number, epoch = 'a') =>
  parseEvent('call:changed', { stream: 'agent', epoch, seq, at: 9_100, data: { call: callWire('talking') } })!;

/** A page whose server answers the snapshot the test lays ready. */
function page() {
  const fake = fakeServices();
  const store = createStore(fake.services);
  const binding = new StreamBinding(() => 5_000);
  binding.bind(store, fake.services.realtime);
  store.dispatch(loggedIn({ token: 't', login }));
  const snapshots = () => fake.sent.filter((message) => message.name === 'agent:snapshot').length;
  const ready = (change: Parameters<typeof snapshotWire>[0] = {}) =>
    fake.answers.set('agent:snapshot', { ok: true, data: snapshotWire(change) });
  ready();
  return { ...fake, store, binding, snapshots, ready, desk: () => store.getState().workstation };
}

describe('the stream of the workstation', () => {
  test('begins with a snapshot and goes on with events in order', async () => {
    const { binding, snapshots, desk } = page();
    binding.connected(0);
    await vi.waitFor(() => expect(desk().isLoaded).toBe(true));
    binding.event(rung(1));
    expect(desk().offer?.offerId).toBe(idOf('offer'));
    expect(snapshots()).toBe(1);
  });

  test('lays events that came during the snapshot on top of it, and drops those it already holds', async () => {
    const { binding, ready, desk } = page();
    ready({ position: { epoch: 'a', seq: 1 } });
    binding.connected(0);
    binding.event(rung(1));
    binding.event(talking(2));
    await vi.waitFor(() => expect(desk().call?.state).toBe('talking'));
    expect(desk().offer).toBeNull();
  });

  test('fetches a snapshot when an event is missing', async () => {
    const { binding, snapshots, ready, desk } = page();
    binding.connected(0);
    await vi.waitFor(() => expect(desk().isLoaded).toBe(true));
    ready({ position: { epoch: 'a', seq: 4 }, call: callWire('held') });
    binding.event(talking(3));
    await vi.waitFor(() => expect(desk().call?.state).toBe('held'));
    expect(snapshots()).toBe(2);
  });

  test('fetches a snapshot when another server numbers the stream', async () => {
    const { binding, snapshots, ready, desk } = page();
    binding.connected(0);
    await vi.waitFor(() => expect(desk().isLoaded).toBe(true));
    ready({ position: { epoch: 'b', seq: 7 }, call: callWire('talking') });
    binding.event(rung(1, 'b'));
    await vi.waitFor(() => expect(desk().call?.state).toBe('talking'));
    expect(snapshots()).toBe(2);
  });

  test('ends the login when another window took over, whatever was missed', () => {
    const { binding, store } = page();
    const ended = parseEvent('login:ended', {
      stream: 'agent',
      epoch: 'z',
      seq: 99,
      at: 1,
      data: { why: 'taken_over' },
    })!;
    binding.event(ended);
    expect(store.getState().session).toMatchObject({ status: 'out', endedWhy: 'taken_over' });
  });
});

test('a message that does not fit its schema is not an event', () => {
  expect(parseEvent('offer:rung', { stream: 'agent', epoch: 'a', seq: 1, at: 1, data: { offer: {} } })).toBeNull();
  expect(parseEvent('offer:rung', { data: { offer: offerWire() } })).toBeNull();
});

test('the phone rings while an offer stands, and falls silent when it is gone', async () => {
  const { binding, rang, desk } = page();
  binding.connected(0);
  await vi.waitFor(() => expect(desk().isLoaded).toBe(true));
  binding.event(rung(1));
  await vi.waitFor(() => expect(rang).toEqual(['start']));
  binding.event(
    parseEvent('offer:ended', {
      stream: 'agent',
      epoch: 'a',
      seq: 2,
      at: 1,
      data: { offerId: idOf('offer'), callId: idOf('call'), how: 'withdrawn' },
    })!,
  );
  await vi.waitFor(() => expect(rang).toEqual(['start', 'stop']));
});

test('the audio joins when there is a call and leaves when it is over', async () => {
  const { binding, joined, ready, desk } = page();
  ready({ call: callWire('connecting') });
  binding.connected(0);
  await vi.waitFor(() => expect(joined).toContain(idOf('call')));
  binding.event(
    parseEvent('call:changed', { stream: 'agent', epoch: 'a', seq: 1, at: 1, data: { call: callWire('ended') } })!,
  );
  await vi.waitFor(() => expect(joined.at(-1)).toBeNull());
  expect(desk().call?.state).toBe('ended');
});
