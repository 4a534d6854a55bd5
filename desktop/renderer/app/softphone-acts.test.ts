import { expect, test } from 'vitest';
import { fakeServices } from '../testing/render';
import { callWire, snapshotWire } from '../testing/wire';
import { toggleMute } from './softphone-acts';
import { isMutedHere } from './state/mute';
import { audioChosen, DEFAULT_SETTINGS, settingsLoaded } from './state/settings';
import { callChanged, snapshotReceived } from './state/workstation';
import { createStore } from './store';

const TIMEOUT = { ok: false, error: { code: 'TIMEOUT', details: {} } } as const;

function talking(isMuted = false) {
  const fake = fakeServices();
  const store = createStore(fake.services);
  store.dispatch(snapshotReceived(snapshotWire({ call: { ...callWire('talking'), isMuted } }), 0));
  return { ...fake, store };
}

test('an agent who muted while the server is away stays muted, and can take it back', async () => {
  const { store, answers, muted } = talking();
  answers.set('call:mute', TIMEOUT);
  expect(await store.dispatch(toggleMute())).toBeNull();
  expect(isMutedHere(store.getState())).toBe(true);
  expect(muted.at(-1)).toBe(true);
  store.dispatch(callChanged({ call: callWire('talking') }));
  expect(muted.at(-1)).toBe(true);
  answers.set('call:mute', { ok: true, data: {} });
  await store.dispatch(toggleMute());
  expect(isMutedHere(store.getState())).toBe(false);
  expect(muted.at(-1)).toBe(false);
});

test('a server that comes back is told what the agent wants', async () => {
  const { store, answers, sent } = talking();
  answers.set('call:mute', TIMEOUT);
  await store.dispatch(toggleMute());
  sent.length = 0;
  store.dispatch(snapshotReceived(snapshotWire({ call: callWire('talking') }), 0));
  await Promise.resolve();
  expect(sent).toEqual([{ name: 'call:mute', payload: { callId: callWire('talking').id, isMuted: true } }]);
});

test('an opening the server refuses is taken back: nobody speaks to a customer who hears nothing', async () => {
  const { store, answers, muted } = talking(true);
  answers.set('call:mute', TIMEOUT);
  expect(await store.dispatch(toggleMute())).toMatchObject({ code: 'TIMEOUT' });
  expect(isMutedHere(store.getState())).toBe(true);
  expect(muted.at(-1)).toBe(true);
});

test('the next call begins with an open microphone', async () => {
  const { store, muted } = talking();
  await store.dispatch(toggleMute());
  store.dispatch(callChanged({ call: callWire('ended') }));
  store.dispatch(callChanged({ call: callWire('connecting', 2) }));
  expect(isMutedHere(store.getState())).toBe(false);
  expect(muted.at(-1)).toBe(false);
});

test('the chosen headset is used from the start, not only when it is chosen', () => {
  const { store, devices } = talking();
  const audio = { ...DEFAULT_SETTINGS.audio, microphoneId: 'jabra', speakerId: 'jabra' };
  store.dispatch(settingsLoaded({ ...DEFAULT_SETTINGS, audio }));
  expect(devices).toEqual([{ microphoneId: 'jabra', speakerId: 'jabra' }]);
  store.dispatch(audioChosen({ microphoneId: null }));
  expect(devices.at(-1)).toEqual({ microphoneId: null, speakerId: 'jabra' });
});
